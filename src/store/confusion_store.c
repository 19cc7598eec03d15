#include "store/confusion_store.h"

#include "store/confusion_parts.h"
#include "store/statement.h"

static const char *const find_sql[] = {
	[DIRECTION_FORWARD] =
		"SELECT front FROM note JOIN card ON card.id = note.id * 256"
		" WHERE deck_id = ?1 AND back = ?2 COLLATE NOCASE"
		" AND" SHORT_BACK(
			"note") "AND note.id <> ?3"
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
		*question = statement_text(&q, 0, arena);
	return statement_close(&q, err);
}

bool confusion_list(struct store *store, int64_t deck_id, struct arena *arena,
		    struct confusion **list, size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) OVER (), a, b, n, last_day"
		       " FROM (" CONFUSED_PAIRS(
			       "0") ")"
				    " ORDER BY n DESC, last_day DESC, a, b");
	size_t n = 0;

	*list = NULL;
	statement_bind_int(&q, 1, deck_id);
	while (statement_next(&q)) {
		if (n == 0)
			*list = arena_array(arena, (size_t)statement_int(&q, 0),
					    sizeof(**list));
		(*list)[n++] = (struct confusion){
			.a = statement_int(&q, 1),
			.b = statement_int(&q, 2),
			.count = statement_int(&q, 3),
			.last_day = (int32_t)statement_int(&q, 4),
		};
	}
	*count = n;
	return statement_close(&q, err);
}
