#include "store/start_store.h"

#include "store/review_store.h"
#include "store/schedule_store.h"
#include "store/statement.h"

bool start_load(struct store *store, int64_t card_id, struct schedule *start,
		struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT json_extract(start, '$.due_day'),"
		       " json_extract(start, '$.interval_days'),"
		       " json_extract(start, '$.ease_centi'),"
		       " json_extract(start, '$.repetitions'),"
		       " json_extract(start, '$.lapses')"
		       " FROM card WHERE id = ?1 AND start IS NOT NULL");

	*start = schedule_new;
	statement_bind_int(&q, 1, card_id);
	if (statement_next(&q))
		*start = schedule_start_from_row(&q, 0);
	return statement_close(&q, err);
}

bool start_put(struct store *store, int64_t card_id,
	       const struct schedule *start, struct error *err)
{
	struct statement q = statement_open(
		store, "UPDATE card SET start = json_object('due_day', ?2,"
		       " 'interval_days', ?3, 'ease_centi', ?4,"
		       " 'repetitions', ?5, 'lapses', ?6) WHERE id = ?1");

	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, start->due_day);
	statement_bind_int(&q, 3, start->interval_days);
	statement_bind_int(&q, 4, start->ease_centi);
	statement_bind_int(&q, 5, start->repetitions);
	statement_bind_int(&q, 6, start->lapses);
	statement_next(&q);
	return statement_close(&q, err) &&
	       schedule_refresh(store, card_id, NULL, err);
}
