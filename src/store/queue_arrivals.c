#include "store/queue_store.h"

#include "store/statement.h"

static const char all_sql[] =
	"SELECT asked_on_day, count(*) FROM schedule WHERE asked_on_day"
	" BETWEEN ?2 + 1 AND ?2 + ?3 AND (?1 = 0 OR deck_id = ?1) GROUP BY 1";

static const char chosen_sql[] =
	"SELECT asked_on_day, count(*) FROM temp.chosen AS c"
	" CROSS JOIN schedule ON schedule.card_id = c.card_id"
	" WHERE asked_on_day BETWEEN ?2 + 1 AND ?2 + ?3 AND ?1 IS NOT NULL"
	" GROUP BY 1";

bool queue_arrivals(struct store *store, const struct queue_wish *wish,
		    int32_t study_day, int64_t *arrivals, struct error *err)
{
	struct statement q = statement_open(store, wish->chosen ? chosen_sql
								: all_sql);

	for (int i = 0; i < QUEUE_ARRIVAL_DAYS; i++)
		arrivals[i] = 0;
	statement_bind_int(&q, 1, wish->deck_id);
	statement_bind_int(&q, 2, study_day);
	statement_bind_int(&q, 3, QUEUE_ARRIVAL_DAYS);
	while (statement_next(&q)) {
		int64_t day = statement_within(&q, 0, (int64_t)study_day + 1,
					       (int64_t)study_day +
						       QUEUE_ARRIVAL_DAYS);

		arrivals[day - study_day - 1] = statement_int(&q, 1);
	}
	return statement_close(&q, err);
}
