#include "store/queue_store.h"

#include <stdlib.h>

#include "store/deck_store.h"
#include "store/statement.h"

/* ?1 the deck, ?2 the study day, ?3 how many. */
#define MOST_LATE(scope)                                              \
	"SELECT max((?2 - due_day) * 100 / max(interval_days, 1)),"   \
	" count(*) FROM (SELECT due_day, interval_days FROM schedule" \
	" WHERE asked_on_day <= ?2" scope " ORDER BY asked_on_day LIMIT ?3)"

bool queue_most_late(struct store *store, const struct queue_wish *wish,
		     int32_t study_day, struct queue_lateness *late,
		     struct error *err)
{
	struct statement q = statement_open(
		store, wish->deck_id == DECK_ALL
			       ? MOST_LATE("")
			       : MOST_LATE(" AND deck_id = ?1"));

	*late = (struct queue_lateness){ .of_all = true };
	if (wish->deck_id != DECK_ALL)
		statement_bind_int(&q, 1, wish->deck_id);
	statement_bind_int(&q, 2, study_day);
	statement_bind_int(&q, 3, QUEUE_LATE_MOST);
	if (statement_next(&q)) {
		int64_t percent = statement_int(&q, 0);

		late->percent = percent < 999 ? (int)percent : 999;
		late->of_all = statement_int(&q, 1) < QUEUE_LATE_MOST;
	}
	return statement_close(&q, err);
}

bool queue_unseen(struct store *store, int64_t deck_id, int64_t *count,
		  struct error *err)
{
	struct statement q = statement_open(
		store, deck_id == DECK_ALL ? "SELECT count(*) FROM unseen"
					   : "SELECT count(*) FROM unseen"
					     " WHERE deck_id = ?1");

	if (deck_id != DECK_ALL)
		statement_bind_int(&q, 1, deck_id);
	return statement_single(&q, 0, count, err);
}

bool queue_count_all(struct store *store, const struct queue_wish *wish,
		     int32_t study_day, struct queue_counts *counts,
		     struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) FROM schedule WHERE asked_on_day <= ?2"
		       " AND last_day IS NOT ?2"
		       " AND (?1 = 0 OR deck_id = ?1)");

	*counts = (struct queue_counts){ 0 };
	statement_bind_int(&q, 1, wish->deck_id);
	statement_bind_int(&q, 2, study_day);
	return statement_single(&q, 0, &counts->due, err) &&
	       queue_unseen(store, wish->deck_id, &counts->new, err);
}

enum { MEDIAN_OF = 200, MEDIAN_LEAST = 10, MEDIAN_REVIEWS = 10000 };

static int compare_ms(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

bool queue_median_ms(struct store *store, int64_t *median_ms, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT recall_ms + check_ms, kind IN ('rate', 'drill')"
		       " AND recall_ms + check_ms BETWEEN 1 AND 299999"
		       " FROM review ORDER BY id DESC");
	int64_t times[MEDIAN_OF] = { 0 };
	size_t count = 0;

	for (int n = 0;
	     n < MEDIAN_REVIEWS && count < MEDIAN_OF && statement_next(&q); n++)
		if (statement_int(&q, 1))
			times[count++] = statement_int(&q, 0);
	qsort(times, count, sizeof(*times), compare_ms);
	*median_ms = count < MEDIAN_LEAST ? 0 : times[count / 2];
	return statement_close(&q, err);
}
