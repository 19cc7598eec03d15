#include "store/queue_parts.h"

#include "store/deck_store.h"
#include "store/statement.h"

/* ?1 is the deck, ?2 the study day, ?3 the day through which cards are due. */
static bool count(struct store *store, const char *sql,
		  const struct queue_wish *wish, int32_t study_day,
		  int64_t *value, struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, wish->deck_id);
	statement_bind_int(&q, 2, study_day);
	statement_bind_int(&q, 3, study_day + wish->ahead_days);
	return statement_single(&q, 0, value, err);
}

#define IN_NOTE(card) " BETWEEN (" card " & ~255) AND (" card " | 255)"

/* Counted for each deck, or for one; SQLite would not use the index with a
 * deck that may be any. */
#define SUM_BY_DECK(what, table, when)                                  \
	"SELECT coalesce(sum(" what "), 0) FROM deck CROSS JOIN " table \
	" AS c ON c.deck_id = deck.id" when " WHERE ?1 IN (0, deck.id)"

/* A note is due when one of its cards is, and was not answered that day. */
#define NOTE_IS_DUE(card)                                                   \
	" EXISTS (SELECT 1 FROM schedule AS any WHERE any.card_id" IN_NOTE( \
		card) " AND any.asked_on_day <= ?3)"

#define ANSWERED                                          \
	" FROM schedule AS done WHERE done.last_day = ?2" \
	" AND ?1 IN (0, done.deck_id) AND"

static bool count_due_apart(struct store *store, const struct queue_wish *wish,
			    int32_t study_day, int64_t *value,
			    struct error *err)
{
	int64_t notes, answered;

	if (!count(store,
		   SUM_BY_DECK("n", "note_due_count",
			       " AND asked_on_day <= ?3 AND ?2 = ?2"),
		   wish, study_day, &notes, err) ||
	    !count(store,
		   "SELECT count(DISTINCT done.card_id >> 8)" ANSWERED
			   NOTE_IS_DUE("done.card_id"),
		   wish, study_day, &answered, err))
		return false;
	*value = notes - answered;
	return true;
}

bool queue_count_due(struct store *store, const struct queue_wish *wish,
		     int32_t study_day, bool apart, int64_t *value,
		     struct error *err)
{
	int64_t cards, answered;

	if (apart)
		return count_due_apart(store, wish, study_day, value, err);
	if (!count(store,
		   SUM_BY_DECK("n", "due_count",
			       " AND asked_on_day <= ?3 AND ?2 = ?2"),
		   wish, study_day, &cards, err) ||
	    !count(store, "SELECT count(*)" ANSWERED " done.asked_on_day <= ?3",
		   wish, study_day, &answered, err))
		return false;
	*value = cards - answered;
	return true;
}

#define FIRST_NEW(deck, card)                                            \
	" (SELECT min(card_id) FROM unseen WHERE unseen.deck_id = " deck \
	" AND card_id" IN_NOTE(card) ")"

/* Notes with new cards, less those of which another card is due; less those of
 * which another was answered that day; less those whose first new card is
 * buried: each once. */
bool queue_count_new_apart(struct store *store, const struct queue_wish *wish,
			   int32_t study_day, int64_t *value, struct error *err)
{
	int64_t notes, due, answered, buried;

	if (!count(store,
		   SUM_BY_DECK("n", "note_new_count",
			       " AND ?2 = ?2 AND ?3 = ?3"),
		   wish, study_day, &notes, err) ||
	    !count(store,
		   SUM_BY_DECK("with_new", "note_due_count",
			       " AND asked_on_day <= ?3 AND ?2 = ?2"),
		   wish, study_day, &due, err) ||
	    !count(store,
		   "SELECT count(DISTINCT done.card_id >> 8)" ANSWERED
		   " NOT" NOTE_IS_DUE("done.card_id") " AND done.card_id <>" FIRST_NEW(
			   "done.deck_id", "done.card_id"),
		   wish, study_day, &answered, err) ||
	    !count(store,
		   "SELECT count(*) FROM unseen_buried AS b WHERE"
		   " b.until_day > ?2 AND ?1 IN (0, b.deck_id) AND b.card_id =" FIRST_NEW(
			   "b.deck_id",
			   "b.card_id") " AND NOT EXISTS (SELECT 1 FROM schedule AS any WHERE"
					" any.card_id" IN_NOTE(
						"b.card_id") " AND any.card_id <> b.card_id"
							     " AND (any.asked_on_day <= ?3 OR any.last_day = ?2))",
		   wish, study_day, &buried, err))
		return false;
	*value = notes - due - answered - buried;
	return true;
}
