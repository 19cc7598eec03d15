#include "store/card_count_store.h"

#include "store/statement.h"

/* schedule_state(), interval_class() and the tenths of the ease factor, of a
 * row of schedule. */
#define CARD_CLASS                                                        \
	" deck_id, CASE WHEN ratings = 0 THEN 'new' WHEN repetitions = 0" \
	"  THEN 'learning' WHEN interval_days < 21 THEN 'young'"          \
	"  ELSE 'mature' END AS state,"                                   \
	" CASE WHEN interval_days >= 366 THEN 366"                        \
	"  WHEN interval_days >= 181 THEN 181"                            \
	"  WHEN interval_days >= 91 THEN 91"                              \
	"  WHEN interval_days >= 31 THEN 31"                              \
	"  WHEN interval_days >= 21 THEN 21"                              \
	"  WHEN interval_days >= 11 THEN 11"                              \
	"  WHEN interval_days >= 4 THEN 4"                                \
	"  WHEN interval_days >= 1 THEN 1 ELSE 0 END AS interval_from,"   \
	" ease_centi / 10 AS ease_from"

/* A card that was reset is new again, and in the table unseen. */
#define CARDS " FROM schedule WHERE removed = 0 AND ratings > 0"
#define ASKED " FROM schedule WHERE asked_on_day IS NOT NULL"

#define CARD_COUNTS \
	"SELECT" CARD_CLASS ", count(*) AS n" CARDS " GROUP BY 1, 2, 3, 4"
#define DUE_COUNTS \
	"SELECT deck_id, asked_on_day, count(*) AS n" ASKED " GROUP BY 1, 2"

static bool change(struct store *store, const char *sql, int64_t card_id,
		   int sign, struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, sign);
	statement_next(&q);
	return statement_close(&q, err);
}

bool card_count_change(struct store *store, int64_t card_id, int sign,
		       struct error *err)
{
	return change(store,
		      "INSERT INTO card_count SELECT" CARD_CLASS ", ?2" CARDS
		      " AND card_id = ?1"
		      " ON CONFLICT DO UPDATE SET n = n + ?2",
		      card_id, sign, err) &&
	       change(store,
		      "INSERT INTO due_count SELECT deck_id, asked_on_day,"
		      " ?2" ASKED " AND card_id = ?1"
		      " ON CONFLICT DO UPDATE SET n = n + ?2",
		      card_id, sign, err);
}

bool card_count_rebuild(struct store *store, struct error *err)
{
	return statement_run(store, "DELETE FROM card_count", err) &&
	       statement_run(store, "DELETE FROM due_count", err) &&
	       statement_run(store, "INSERT INTO card_count " CARD_COUNTS,
			     err) &&
	       statement_run(store, "INSERT INTO due_count " DUE_COUNTS, err);
}

#define DIFFERENCES(table, counts)                                           \
	"(SELECT count(*) FROM (SELECT * FROM " table                        \
	" WHERE n <> 0 EXCEPT " counts ")) + (SELECT count(*) FROM (" counts \
	" EXCEPT SELECT * FROM " table "))"

bool card_count_compare(struct store *store, int64_t *differences,
			struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT " DIFFERENCES(
			       "card_count",
			       CARD_COUNTS) " + " DIFFERENCES("due_count",
							      DUE_COUNTS));

	return statement_single(&q, 0, differences, err);
}

bool card_count_make_temporary(struct store *store, struct error *err)
{
	return statement_run(store,
			     "CREATE TEMP TABLE card_count AS " CARD_COUNTS,
			     err) &&
	       statement_run(store,
			     "CREATE TEMP TABLE due_count AS " DUE_COUNTS, err);
}

bool card_count_drop_temporary(struct store *store, struct error *err)
{
	return statement_run(store, "DROP TABLE IF EXISTS temp.card_count",
			     err) &&
	       statement_run(store, "DROP TABLE IF EXISTS temp.due_count", err);
}
