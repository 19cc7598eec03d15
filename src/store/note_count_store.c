#include "store/note_count_store.h"

#include "store/statement.h"

bool note_count_add(struct store *store, int64_t deck_id, int64_t notes,
		    struct error *err)
{
	return statement_run_with(store,
				  "INSERT INTO note_new_count VALUES (?1, ?2)"
				  " ON CONFLICT DO UPDATE SET n = n + ?2",
				  deck_id, notes, err);
}

/* The first day on which a card of the note is asked, and the deck; those of
 * its first new card. */
#define FIRST_ASKED                                               \
	"(SELECT min(asked_on_day) AS day, deck_id FROM schedule" \
	" WHERE card_id BETWEEN (?1 & ~255) AND (?1 | 255)"       \
	" AND asked_on_day IS NOT NULL) AS asked"
#define FIRST_NEW                                              \
	"(SELECT min(card_id) AS card_id, deck_id FROM unseen" \
	" WHERE deck_id IN (SELECT id FROM deck)"              \
	" AND card_id BETWEEN (?1 & ~255) AND (?1 | 255)) AS fresh"

bool note_count_change(struct store *store, int64_t card_id, int sign,
		       struct error *err)
{
	return statement_run_with(
		       store,
		       "INSERT INTO note_due_count SELECT asked.deck_id, day,"
		       " ?2, CASE WHEN card_id IS NULL THEN 0 ELSE ?2 END"
		       " FROM " FIRST_ASKED ", " FIRST_NEW
		       " WHERE day IS NOT NULL ON CONFLICT DO UPDATE SET"
		       " n = n + ?2, with_new = with_new + excluded.with_new",
		       card_id, sign, err) &&
	       statement_run_with(
		       store,
		       "INSERT INTO note_new_count SELECT deck_id, ?2"
		       " FROM " FIRST_NEW " WHERE card_id IS NOT NULL"
		       " ON CONFLICT DO UPDATE SET n = n + ?2",
		       card_id, sign, err);
}

/* ---- all of them ---- */

#define DUE_COUNTS                                                          \
	"SELECT deck_id, day, count(*), sum(EXISTS (SELECT 1 FROM"          \
	"  unseen WHERE unseen.deck_id = asked.deck_id AND card_id BETWEEN" \
	"  note_id << 8 AND (note_id << 8) + 255))"                         \
	" FROM (SELECT card_id >> 8 AS note_id, deck_id,"                   \
	"  min(asked_on_day) AS day FROM schedule"                          \
	"  WHERE asked_on_day IS NOT NULL GROUP BY 1) AS asked GROUP BY 1, 2"
#define NEW_COUNTS                                     \
	"SELECT deck_id, count(DISTINCT card_id >> 8)" \
	" FROM unseen GROUP BY 1"

/* New cards that are not asked before some day. */
#define BURIED                                                  \
	"SELECT card_id, deck_id, buried_until_day FROM unseen" \
	" JOIN card ON card.id = card_id WHERE buried_until_day IS NOT NULL"

bool note_count_rebuild(struct store *store, struct error *err)
{
	return statement_run(store, "DELETE FROM note_due_count", err) &&
	       statement_run(store, "DELETE FROM note_new_count", err) &&
	       statement_run(store, "INSERT INTO note_due_count " DUE_COUNTS,
			     err) &&
	       statement_run(store, "INSERT INTO note_new_count " NEW_COUNTS,
			     err) &&
	       statement_run(store, "DELETE FROM unseen_buried", err) &&
	       statement_run(store, "INSERT INTO unseen_buried " BURIED, err);
}

#define DIFFERENCES(table, rows)                                             \
	"SELECT (SELECT count(*) FROM (SELECT * FROM " table " EXCEPT " rows \
	")) + (SELECT count(*) FROM (" rows " EXCEPT SELECT * FROM " table   \
	"))"

static bool count(struct store *store, const char *sql, int64_t *value,
		  struct error *err)
{
	struct statement q = statement_open(store, sql);

	return statement_single(&q, 0, value, err);
}

bool note_count_compare(struct store *store, int64_t *differences,
			struct error *err)
{
	int64_t due, fresh, buried;

	if (!count(store,
		   DIFFERENCES("note_due_count WHERE n <> 0", DUE_COUNTS), &due,
		   err) ||
	    !count(store,
		   DIFFERENCES("note_new_count WHERE n <> 0", NEW_COUNTS),
		   &fresh, err) ||
	    !count(store, DIFFERENCES("unseen_buried", BURIED), &buried, err))
		return false;
	*differences = due + fresh + buried;
	return true;
}
