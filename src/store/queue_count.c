#include "store/queue_parts.h"

#include "store/deck_store.h"
#include "store/statement.h"

/* One row of up to two numbers; ?1 is the deck, ?2 the study day, ?3 the day
 * through which cards are due. */
static bool count(struct store *store, const char *sql,
		  const struct queue_wish *wish, int32_t study_day,
		  int64_t values[2], struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, wish->deck_id);
	statement_bind_int(&q, 2, study_day);
	statement_bind_int(&q, 3, study_day + wish->ahead_days);
	values[0] = values[1] = 0;
	if (statement_next(&q)) {
		values[0] = statement_int(&q, 0);
		values[1] = statement_int(&q, 1);
	}
	return statement_close(&q, err);
}

#define IN_NOTE(card) " BETWEEN (" card " & ~255) AND (" card " | 255)"

/* Counted for each deck, or for one; SQLite would not use the index with a
 * deck that may be any. */
#define SUM_BY_DECK(what, table, when)                \
	"SELECT " what " FROM deck CROSS JOIN " table \
	" AS c ON c.deck_id = deck.id" when " WHERE ?1 IN (0, deck.id)"

/* A note is due when one of its cards is, and was not answered that day. */
#define NOTE_IS_DUE(card)                                                   \
	" EXISTS (SELECT 1 FROM schedule AS any WHERE any.card_id" IN_NOTE( \
		card) " AND any.asked_on_day <= ?3)"

#define ANSWERED                                          \
	" FROM schedule AS done WHERE done.last_day = ?2" \
	" AND ?1 IN (0, done.deck_id)"

bool queue_count_due(struct store *store, const struct queue_wish *wish,
		     int32_t study_day, int64_t *due, struct error *err)
{
	int64_t cards[2], answered[2];

	if (!count(store,
		   SUM_BY_DECK("sum(n), 0", "due_count",
			       " AND asked_on_day <= ?3 AND ?2 = ?2"),
		   wish, study_day, cards, err) ||
	    !count(store,
		   "SELECT count(*), 0" ANSWERED " AND done.asked_on_day <= ?3",
		   wish, study_day, answered, err))
		return false;
	*due = cards[0] - answered[0];
	return true;
}

#define FIRST_NEW(deck, card)                                            \
	" (SELECT min(card_id) FROM unseen WHERE unseen.deck_id = " deck \
	" AND card_id" IN_NOTE(card) ")"

/* Notes that are due, less those of which a card was answered that day; and
 * notes with new cards, less those of which another card is due, less those of
 * which another was answered that day, less those whose first new card is
 * buried: each once. */
bool queue_count_apart(struct store *store, const struct queue_wish *wish,
		       int32_t study_day, int64_t *due, int64_t *new,
		       struct error *err)
{
	int64_t notes[2], with_new[2], answered[2], buried[2];

	if (!count(store,
		   SUM_BY_DECK("sum(n), sum(with_new)", "note_due_count",
			       " AND asked_on_day <= ?3 AND ?2 = ?2"),
		   wish, study_day, notes, err) ||
	    !count(store,
		   SUM_BY_DECK("sum(n), 0", "note_new_count",
			       " AND ?2 = ?2 AND ?3 = ?3"),
		   wish, study_day, with_new, err) ||
	    !count(store,
		   "SELECT count(DISTINCT note) FILTER (WHERE due),"
		   " count(DISTINCT note) FILTER (WHERE NOT due"
		   "  AND card_id <> first_new)"
		   " FROM (SELECT done.card_id, done.card_id >> 8 AS note," NOTE_IS_DUE(
			   "done.card_id") " AS due," FIRST_NEW("done.deck_id",
								"done.card_id") " AS first_new" ANSWERED
										")",
		   wish, study_day, answered, err) ||
	    !count(store,
		   "SELECT count(*), 0 FROM unseen_buried AS b WHERE"
		   " b.until_day > ?2 AND ?1 IN (0, b.deck_id) AND b.card_id =" FIRST_NEW(
			   "b.deck_id",
			   "b.card_id") " AND NOT EXISTS (SELECT 1 FROM schedule AS any WHERE"
					" any.card_id" IN_NOTE(
						"b.card_id") " AND any.card_id <> b.card_id"
							     " AND (any.asked_on_day <= ?3 OR any.last_day = ?2))",
		   wish, study_day, buried, err))
		return false;
	*due = notes[0] - answered[0];
	*new = with_new[0] - notes[1] - answered[1] - buried[0];
	return true;
}
