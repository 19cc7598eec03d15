#ifndef STORE_ROLLUP_ROW_H
#define STORE_ROLLUP_ROW_H

#include "core/review.h"
#include "core/schedule.h"
#include "store/rollup_tables.h"

/* A row of one of the tables of rollup_store.h, and which rows a review
 * counts in. */

/* What one live review counts as. */
struct rollup_entry {
	int64_t review_id;
	int64_t deck_id;
	int32_t study_day;
	enum review_kind kind;
	enum card_state state; /* before the review */
	int interval_from;     /* class of the interval before it */
	int grade;
	int64_t ms;
	int64_t promised_ppm; /* chance of recall; 0 for new and learning */
	int typed_grade;      /* suggested for what was typed without a hint, or
			       * GRADE_NONE */
	int hour;	      /* on the learner's clock, 0..23 */
};

struct rollup_entry rollup_entry_of(const struct review *review,
				    const struct schedule *before,
				    int64_t deck_id);

enum rollup_table {
	ROLLUP_DAY,   /* rollup_day: the keys are none */
	ROLLUP_GRADE, /* rollup: kind, state, interval_from, grade */
	ROLLUP_TYPED, /* rollup_typed: suggested_grade, grade */
	ROLLUP_HOUR,  /* rollup_hours: hour */
	ROLLUP_TABLE_COUNT
};

/* The lengths of time that are counted; rollup_day has days alone. */
enum rollup_span { SPAN_DAY, SPAN_MONTH, SPAN_YEAR, SPAN_EVER, SPAN_COUNT };

const char *rollup_span_name(enum rollup_span span);

/* The first day of the span that a day is in. */
int32_t rollup_span_start(enum rollup_span span, int32_t day);

enum { ROLLUP_KEYS = 4, ROLLUP_SUMS = 7, ROLLUP_ROWS_MOST = 4 };

/* Compared byte by byte: no padding, and what is not used is 0. */
struct rollup_key {
	int64_t deck_id;
	int32_t first_day;
	int16_t keys[ROLLUP_KEYS];
	uint8_t table, span, unused[2];
};

struct rollup_row {
	struct rollup_key key;
	int64_t sums[ROLLUP_SUMS]; /* as many as the table has, n first */
};

int rollup_sum_count(enum rollup_table table);

/* The rows in which an entry counts for the span, each with what it adds,
 * times the sign; how many. */
size_t rollup_rows_of(const struct rollup_entry *entry, enum rollup_span span,
		      int sign, struct rollup_row rows[ROLLUP_ROWS_MOST]);

/* Add a row to the one of that key.  In a transaction for the real tables. */
bool rollup_row_add(struct store *store, enum rollup_tables tables,
		    const struct rollup_row *row, struct error *err);

/* Visit the real rows of a table; *valid is false of one that no entry could
 * have led to. */
typedef void rollup_row_visitor(void *context, const struct rollup_row *row,
				bool valid);
bool rollup_row_each(struct store *store, enum rollup_table table,
		     rollup_row_visitor *visit, void *context,
		     struct error *err);

#endif
