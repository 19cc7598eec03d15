#include "store/confusion_store.h"

#include "store/review_store.h"
#include "store/statement.h"

/* The index note_back holds no longer ones, nor are they typed. */
#define SHORT_BACK(note) " length(" note ".back) <= 60 "

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

/* A wrong answer with the card it was given to and the note it belongs to. */
#define TYPED_OF_OTHERS(direction, matches)                                 \
	"SELECT review.card_id AS asked, other.id * 256 + " direction       \
	" AS taken, review.study_day FROM review"                           \
	" JOIN note ON note.id = review.card_id >> 8"                       \
	" JOIN note AS other ON other.deck_id = note.deck_id AND " matches  \
	" AND other.id <> note.id"                                          \
	" JOIN card ON card.id = review.card_id"                            \
	" JOIN card AS second ON second.id = other.id * 256 + " direction   \
	" WHERE review.card_id & 255 = " direction                          \
	" AND review.typed IS NOT NULL AND review.suggested_grade < 3"      \
	" AND (?1 = 0 OR note.deck_id = ?1) AND note.deleted_at_ms IS NULL" \
	" AND other.deleted_at_ms IS NULL AND card.deleted_at_ms IS NULL"   \
	" AND second.deleted_at_ms IS NULL AND" REVIEW_IS_LIVE

bool confusion_list(struct store *store, int64_t deck_id, struct arena *arena,
		    struct confusion **list, size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT count(*) OVER (), a, b, n, last_day FROM"
		" (SELECT min(asked, taken) AS a, max(asked, taken) AS b,"
		"  count(*) AS n, max(study_day) AS last_day FROM"
		"  (" TYPED_OF_OTHERS(
			"0",
			"other.back = review.typed COLLATE NOCASE"
			" AND" SHORT_BACK(
				"other")) " UNION ALL " TYPED_OF_OTHERS("1",
									"other.front = review.typed") ")"
												      "  GROUP BY 1, 2)"
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
