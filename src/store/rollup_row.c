#include "store/rollup_row.h"

#include <string.h>

#include "base/day.h"
#include "core/recall.h"
#include "store/statement.h"

/* ---- what a review counts as ---- */

static int typed_grade(const struct review *review)
{
	bool typed = review->typed && *review->typed && !review->hints;

	return typed && review->kind == REVIEW_RATE ? review->suggested_grade
						    : GRADE_NONE;
}

static int hour(const struct review *review)
{
	int64_t minute = review->answered_at_ms / 60000 +
			 review->utc_offset_min;

	return (int)((minute % 1440 + 1440) % 1440 / 60);
}

struct rollup_entry rollup_entry_of(const struct review *review,
				    const struct schedule *before,
				    int64_t deck_id)
{
	return (struct rollup_entry){
		.review_id = review->id,
		.deck_id = deck_id,
		.study_day = review->study_day,
		.kind = review->kind,
		.state = schedule_state(before),
		.interval_from = interval_class(before->interval_days),
		.grade = review->grade,
		.ms = review->recall_ms + review->check_ms,
		.promised_ppm = review->kind == REVIEW_RATE
					? recall_promised_on(before,
							     review->study_day)
					: 0,
		.typed_grade = typed_grade(review),
		.hour = hour(review),
	};
}

/* ---- spans ---- */

static const char *const span_names[] = { "day", "month", "year", "ever" };

const char *rollup_span_name(enum rollup_span span)
{
	return span_names[span];
}

int32_t rollup_span_start(enum rollup_span span, int32_t day)
{
	int year, month, day_of_month;

	if (span == SPAN_DAY)
		return day;
	if (span == SPAN_EVER)
		return 0;
	day_to_civil(day, &year, &month, &day_of_month);
	return day_from_civil(year, span == SPAN_MONTH ? month : 1, 1);
}

/* ---- rows ---- */

static const struct {
	int key_count, sum_count;
} shapes[ROLLUP_TABLE_COUNT] = {
	[ROLLUP_DAY] = { 0, 7 },
	[ROLLUP_GRADE] = { 4, 3 },
	[ROLLUP_TYPED] = { 2, 1 },
	[ROLLUP_HOUR] = { 1, 3 },
};

int rollup_sum_count(enum rollup_table table)
{
	return shapes[table].sum_count;
}

static bool is_answer(const struct rollup_entry *entry)
{
	return entry->kind == REVIEW_RATE || entry->kind == REVIEW_DRILL;
}

static bool is_rating_of(const struct rollup_entry *entry,
			 enum card_state state)
{
	return entry->kind == REVIEW_RATE && entry->state == state;
}

static struct rollup_row row_of(const struct rollup_entry *entry,
				enum rollup_table table, enum rollup_span span)
{
	return (struct rollup_row){
		.key = { .deck_id = entry->deck_id,
			 .first_day = rollup_span_start(span, entry->study_day),
			 .table = (uint8_t)table,
			 .span = (uint8_t)span },
	};
}

static struct rollup_row day_row(const struct rollup_entry *entry, int sign)
{
	struct rollup_row row = row_of(entry, ROLLUP_DAY, SPAN_DAY);
	int young = sign * is_rating_of(entry, STATE_YOUNG);
	int mature = sign * is_rating_of(entry, STATE_MATURE);
	bool passed = entry->grade >= GRADE_PASS;

	row.sums[0] = sign;
	row.sums[1] = sign * entry->ms;
	row.sums[2] = sign * is_rating_of(entry, STATE_NEW);
	row.sums[3] = young;
	row.sums[4] = passed ? young : 0;
	row.sums[5] = mature;
	row.sums[6] = passed ? mature : 0;
	return row;
}

static struct rollup_row grade_row(const struct rollup_entry *entry,
				   enum rollup_span span, int sign)
{
	struct rollup_row row = row_of(entry, ROLLUP_GRADE, span);

	row.key.keys[0] = (int16_t)entry->kind;
	row.key.keys[1] = (int16_t)entry->state;
	row.key.keys[2] = (int16_t)entry->interval_from;
	row.key.keys[3] = (int16_t)entry->grade;
	row.sums[0] = sign;
	row.sums[1] = sign * entry->ms;
	row.sums[2] = sign * entry->promised_ppm;
	return row;
}

static struct rollup_row typed_row(const struct rollup_entry *entry,
				   enum rollup_span span, int sign)
{
	struct rollup_row row = row_of(entry, ROLLUP_TYPED, span);

	row.key.keys[0] = (int16_t)entry->typed_grade;
	row.key.keys[1] = (int16_t)entry->grade;
	row.sums[0] = sign;
	return row;
}

static struct rollup_row hour_row(const struct rollup_entry *entry,
				  enum rollup_span span, int sign)
{
	struct rollup_row row = row_of(entry, ROLLUP_HOUR, span);
	int asked = sign * (is_rating_of(entry, STATE_YOUNG) ||
			    is_rating_of(entry, STATE_MATURE));

	row.key.keys[0] = (int16_t)entry->hour;
	row.sums[0] = sign;
	row.sums[1] = asked;
	row.sums[2] = entry->grade >= GRADE_PASS ? asked : 0;
	return row;
}

size_t rollup_rows_of(const struct rollup_entry *entry, enum rollup_span span,
		      int sign, struct rollup_row rows[ROLLUP_ROWS_MOST])
{
	size_t count = 0;

	rows[count++] = grade_row(entry, span, sign);
	if (entry->typed_grade != GRADE_NONE)
		rows[count++] = typed_row(entry, span, sign);
	if (is_answer(entry))
		rows[count++] = hour_row(entry, span, sign);
	if (is_answer(entry) && span == SPAN_DAY)
		rows[count++] = day_row(entry, sign);
	return count;
}

/* ---- and the tables ---- */

/* The real table and the temporary one. */
#define BOTH(table, after)                                            \
	{                                                             \
		[ROLLUP_STORED] = "INSERT INTO main." table after,    \
		[ROLLUP_TEMPORARY] = "INSERT INTO temp." table after, \
	}

static const char *const additions[ROLLUP_TABLE_COUNT][2] = {
	[ROLLUP_DAY] = BOTH("rollup_day",
			    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
			    " ON CONFLICT DO UPDATE SET answers = answers + ?3,"
			    " ms = ms + ?4, learned = learned + ?5,"
			    " young = young + ?6,"
			    " young_recalled = young_recalled + ?7,"
			    " mature = mature + ?8,"
			    " mature_recalled = mature_recalled + ?9"),
	[ROLLUP_GRADE] = BOTH("rollup",
			      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
			      " ?10) ON CONFLICT DO UPDATE SET n = n + ?8,"
			      " ms = ms + ?9,"
			      " promised_ppm = promised_ppm + ?10"),
	[ROLLUP_TYPED] = BOTH("rollup_typed",
			      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
			      " ON CONFLICT DO UPDATE SET n = n + ?6"),
	[ROLLUP_HOUR] = BOTH("rollup_hours",
			     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
			     " ON CONFLICT DO UPDATE SET n = n + ?5,"
			     " asked = asked + ?6, recalled = recalled + ?7"),
};

static void bind_key(struct statement *q, int index,
		     const struct rollup_key *key, int i)
{
	if (key->table == ROLLUP_GRADE && i == 0)
		statement_bind_text(
			q, index,
			review_kind_name((enum review_kind)key->keys[i]));
	else if (key->table == ROLLUP_GRADE && i == 1)
		statement_bind_text(
			q, index,
			card_state_name((enum card_state)key->keys[i]));
	else
		statement_bind_int(q, index, key->keys[i]);
}

bool rollup_row_add(struct store *store, enum rollup_tables tables,
		    const struct rollup_row *row, struct error *err)
{
	const struct rollup_key *key = &row->key;
	struct statement q = statement_open(store,
					    additions[key->table][tables]);
	int index = 1;

	if (key->table != ROLLUP_DAY)
		statement_bind_text(&q, index++, span_names[key->span]);
	statement_bind_int(&q, index++, key->first_day);
	statement_bind_int(&q, index++, key->deck_id);
	for (int i = 0; i < shapes[key->table].key_count; i++)
		bind_key(&q, index++, key, i);
	for (int i = 0; i < shapes[key->table].sum_count; i++)
		statement_bind_int(&q, index++, row->sums[i]);
	statement_next(&q);
	return statement_close(&q, err);
}

/* What a column of text stands for; false when for nothing. */
static bool read_word(struct statement *q, int column, int16_t *value, int i)
{
	const char *word = statement_required(q, column, NULL);

	*value = (int16_t)(i == 0 ? (int)review_kind_from(word)
				  : (int)card_state_from(word));
	return strcmp(word,
		      i == 0 ? review_kind_name((enum review_kind) * value)
			     : card_state_name((enum card_state) * value)) == 0;
}

static bool read_span(struct statement *q, struct rollup_key *key)
{
	const char *word = statement_required(q, 0, NULL);

	for (int span = 0; span < SPAN_COUNT; span++)
		if (strcmp(word, span_names[span]) == 0) {
			key->span = (uint8_t)span;
			return true;
		}
	return false;
}

static bool read_number(struct statement *q, int column, int16_t *value)
{
	int64_t number = statement_int(q, column);

	*value = (int16_t)number;
	return *value == number;
}

/* False when the row is of no entry. */
static bool row_from(struct statement *q, enum rollup_table table,
		     struct rollup_row *row)
{
	struct rollup_key *key = &row->key;
	int64_t first_day;
	int column = 0;
	bool valid = true;

	*row = (struct rollup_row){ .key.table = (uint8_t)table };
	if (table != ROLLUP_DAY) {
		valid = read_span(q, key);
		column++;
	}
	first_day = statement_int(q, column++);
	key->first_day = (int32_t)first_day;
	valid = valid && key->first_day == first_day;
	key->deck_id = statement_int(q, column++);
	for (int i = 0; i < shapes[table].key_count; i++, column++)
		valid = (table == ROLLUP_GRADE && i < 2
				 ? read_word(q, column, &key->keys[i], i)
				 : read_number(q, column, &key->keys[i])) &&
			valid;
	for (int i = 0; i < shapes[table].sum_count; i++)
		row->sums[i] = statement_int(q, column++);
	return valid;
}

bool rollup_row_each(struct store *store, enum rollup_table table,
		     rollup_row_visitor *visit, void *context,
		     struct error *err)
{
	static const char *const sql[] = {
		[ROLLUP_DAY] = "SELECT * FROM main.rollup_day",
		[ROLLUP_GRADE] = "SELECT * FROM main.rollup",
		[ROLLUP_TYPED] = "SELECT * FROM main.rollup_typed",
		[ROLLUP_HOUR] = "SELECT * FROM main.rollup_hours",
	};
	struct statement q = statement_open(store, sql[table]);

	while (statement_next(&q)) {
		struct rollup_row row;
		bool valid = row_from(&q, table, &row);

		visit(context, &row, valid);
	}
	return statement_close(&q, err);
}
