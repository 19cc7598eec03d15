#include "store/confusion_store.h"

#include "store/embedded.h"
#include "store/statement.h"

/* The index note_back holds no longer ones, nor are they typed. */
static const char *const find_sql[] = {
	[DIRECTION_FORWARD] =
		"SELECT front FROM note JOIN card ON card.id = note.id * 256"
		" WHERE deck_id = ?1 AND back = ?2 COLLATE NOCASE"
		" AND length(note.back) <= 60 AND note.id <> ?3"
		" AND note.deleted_at_ms IS NULL"
		" AND card.deleted_at_ms IS NULL ORDER BY note.id LIMIT 1",
	[DIRECTION_REVERSE] =
		"SELECT back FROM note JOIN card ON card.id = note.id * 256 + 1"
		" WHERE deck_id = ?1 AND front = ?2 AND note.id <> ?3"
		" AND note.deleted_at_ms IS NULL"
		" AND card.deleted_at_ms IS NULL ORDER BY note.id LIMIT 1",
};

bool confusion_find(struct store *store, const struct card *card,
		    const char *typed, struct arena *arena,
		    const char **question, struct error *err)
{
	struct statement q;

	*question = NULL;
	if (card->direction > DIRECTION_REVERSE)
		return true;
	q = statement_open(store, find_sql[card->direction]);
	statement_bind_int(&q, 1, card->deck_id);
	statement_bind_text(&q, 2, typed);
	statement_bind_int(&q, 3, card->id / CARDS_PER_NOTE);
	if (statement_next(&q))
		*question = statement_required(&q, 0, arena);
	return statement_close(&q, err);
}

bool confusion_list(struct store *store, int64_t deck_id, struct arena *arena,
		    struct confusion **list, size_t *count, struct error *err)
{
	struct statement q = statement_open(store, sql_confusions);

	*list = NULL;
	*count = 0;
	statement_bind_named(&q, ":deck", deck_id);
	statement_bind_named(&q, ":answers", -1);
	statement_bind_named(&q, ":most", -1);
	while (statement_next(&q)) {
		*list = arena_extend(arena, *list, *count, sizeof(**list));
		(*list)[(*count)++] = (struct confusion){
			.a = statement_int(&q, 0),
			.b = statement_int(&q, 1),
			.count = statement_int(&q, 2),
			.last_day = statement_day(&q, 3),
		};
	}
	return statement_close(&q, err);
}
