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

static bool insert(struct store *store, int64_t card_id,
		   const struct schedule_row *row, struct error *err)
{
	const struct schedule *card = &row->schedule;
	struct statement q = statement_open(
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

/* What an answer changes of a card that was answered before: no column of
 * schedule_first, nor of schedule_failed. */
static bool update(struct store *store, int64_t card_id,
		   const struct schedule_row *row, struct error *err)
{
	const struct schedule *card = &row->schedule;
	struct statement q = statement_open(
		store,
		"UPDATE schedule SET asked_on_day = ?2, repetitions = ?3,"
		" interval_days = ?4, lapses = ?5, due_day = ?6, last_day = ?7,"
		" drill_day = ?8, last_grade = ?9, last_at_ms = ?10,"
		" last_id = ?11, ratings = ?12 WHERE card_id = ?1");

	statement_bind_int(&q, 1, card_id);
	statement_bind_day(&q, 2, row->asked_on_day);
	statement_bind_int(&q, 3, card->repetitions);
	statement_bind_int(&q, 4, card->interval_days);
	statement_bind_int(&q, 5, card->lapses);
	statement_bind_day(&q, 6, card->due_day);
	statement_bind_day(&q, 7, card->last_day);
	statement_bind_day(&q, 8, card->drill_day);
	statement_bind_int(&q, 9, card->last_grade);
	statement_bind_int(&q, 10, card->last_at_ms);
	statement_bind_int(&q, 11, card->last_id);
	statement_bind_int(&q, 12, card->ratings);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool is_update(const struct schedule_row *before,
		      const struct schedule_row *after)
{
	const struct schedule *from = &before->schedule;
	const struct schedule *to = &after->schedule;

	return before->exists && before->deck_id == after->deck_id &&
	       before->removed == after->removed &&
	       from->first_day == to->first_day &&
	       from->failures == to->failures &&
	       from->ease_centi == to->ease_centi;
}

bool schedule_row_write(struct store *store, int64_t card_id,
			const struct schedule_row *before,
			const struct schedule_row *after, struct error *err)
{
	if (!after->exists)
		return !before->exists ||
		       statement_run_with(
			       store, "DELETE FROM schedule WHERE card_id = ?2",
			       before->deck_id, card_id, err);
	return is_update(before, after) ? update(store, card_id, after, err)
					: insert(store, card_id, after, err);
}
