#include "store/schedule_row.h"

#include "store/review_store.h"
#include "store/statement.h"

bool schedule_row_read(struct store *store, int64_t card_id,
		       struct schedule_row *row, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT deck_id, asked_on_day, removed," SCHEDULE_COLUMNS
		       "FROM schedule WHERE card_id = ?1");

	*row = (struct schedule_row){ .asked_on_day = DAY_NONE };
	statement_bind_int(&q, 1, card_id);
	if (statement_next(&q))
		*row = (struct schedule_row){
			.exists = true,
			.deck_id = statement_int(&q, 0),
			.asked_on_day = statement_day(&q, 1),
			.removed = statement_int(&q, 2),
			.schedule = schedule_from_row(&q, 3),
		};
	return statement_close(&q, err);
}

bool schedule_row_write(struct store *store, int64_t card_id,
			const struct schedule_row *row, struct error *err)
{
	const struct schedule *card = &row->schedule;
	struct statement q;

	if (!row->exists)
		return statement_run_with(
			store, "DELETE FROM schedule WHERE card_id = ?2",
			row->deck_id, card_id, err);
	q = statement_open(
		store,
		"INSERT OR REPLACE INTO schedule (card_id, deck_id,"
		" asked_on_day, repetitions, interval_days, ease_centi, lapses,"
		" due_day, last_day, drill_day, first_day, last_grade,"
		" last_at_ms, last_id, ratings, failures, removed)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
		" ?13, ?14, ?15, ?16, ?17)");
	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, row->deck_id);
	statement_bind_day(&q, 3, row->asked_on_day);
	statement_bind_int(&q, 4, card->repetitions);
	statement_bind_int(&q, 5, card->interval_days);
	statement_bind_int(&q, 6, card->ease_centi);
	statement_bind_int(&q, 7, card->lapses);
	statement_bind_day(&q, 8, card->due_day);
	statement_bind_day(&q, 9, card->last_day);
	statement_bind_day(&q, 10, card->drill_day);
	statement_bind_day(&q, 11, card->first_day);
	statement_bind_int(&q, 12, card->last_grade);
	statement_bind_int(&q, 13, card->last_at_ms);
	statement_bind_int(&q, 14, card->last_id);
	statement_bind_int(&q, 15, card->ratings);
	statement_bind_int(&q, 16, card->failures);
	statement_bind_int(&q, 17, row->removed);
	statement_next(&q);
	return statement_close(&q, err);
}
