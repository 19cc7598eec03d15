#include "store/rollup_tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

_Static_assert(sizeof(struct rollup_key) == sizeof(struct tally_key),
	       "a key has no padding");

static struct tally_key words_of(const struct rollup_key *key)
{
	struct tally_key words;

	memcpy(&words, key, sizeof(words));
	return words;
}

static struct rollup_row row_at(const struct tally_table *table, size_t i)
{
	struct rollup_row row;

	memcpy(&row.key, &table->keys[i], sizeof(row.key));
	memcpy(row.sums, tally_table_sums(table, i),
	       (size_t)table->sum_count * sizeof(*row.sums));
	return row;
}

/* ---- spans ---- */

static struct tally_key number_key(enum rollup_span span, int32_t first_day)
{
	return (struct tally_key){ { (uint64_t)span, (uint64_t)first_day, 0 } };
}

static bool is_last(const struct rollup_tally *tally, enum rollup_span span,
		    int32_t first_day)
{
	const struct span_tally *last;

	if (tally->count == 0)
		return false;
	last = &tally->spans[tally->last];
	return last->span == span && last->first_day == first_day;
}

static void add_span(struct rollup_tally *tally, enum rollup_span span,
		     int32_t first_day)
{
	struct span_tally *added;

	if (tally->count == tally->capacity) {
		tally->capacity = 2 * tally->capacity + 16;
		tally->spans = memory_resize(
			tally->spans,
			memory_product(tally->capacity, sizeof(*tally->spans)));
	}
	added = &tally->spans[tally->count++];
	*added = (struct span_tally){ .span = span, .first_day = first_day };
	for (int t = 0; t < ROLLUP_TABLE_COUNT; t++)
		added->tables[t].sum_count = rollup_sum_count(
			(enum rollup_table)t);
}

/* The span, added when it is new; until the next one is. */
static struct span_tally *span_of(struct rollup_tally *tally,
				  enum rollup_span span, int32_t first_day)
{
	struct tally_key key = number_key(span, first_day);
	int64_t *number;

	if (is_last(tally, span, first_day))
		return &tally->spans[tally->last];
	tally->numbers.sum_count = 1;
	number = tally_table_sums_of(&tally->numbers, &key);
	if (*number == 0) {
		add_span(tally, span, first_day);
		*number = (int64_t)tally->count;
	}
	tally->last = (size_t)*number - 1;
	return &tally->spans[tally->last];
}

static struct span_tally *find_span(struct rollup_tally *tally,
				    enum rollup_span span, int32_t first_day)
{
	struct tally_key key = number_key(span, first_day);
	const int64_t *number;

	if (!is_last(tally, span, first_day)) {
		number = tally_table_find(&tally->numbers, &key);
		if (!number)
			return NULL;
		tally->last = (size_t)*number - 1;
	}
	return &tally->spans[tally->last];
}

/* ---- counting ---- */

static void add(struct span_tally *span, const struct rollup_row *row)
{
	struct tally_key words = words_of(&row->key);

	tally_table_add(&span->tables[row->key.table], &words, row->sums);
}

void rollup_tally_count(struct rollup_tally *tally,
			const struct rollup_entry *entry, int sign)
{
	struct span_tally *day = span_of(tally, SPAN_DAY, entry->study_day);
	struct rollup_row rows[ROLLUP_ROWS_MOST];
	size_t count = rollup_rows_of(entry, SPAN_DAY, sign, rows);

	for (size_t i = 0; i < count; i++)
		add(day, &rows[i]);
}

/* Days alone have what they were like. */
static void add_to_longer(const struct span_tally *span,
			  struct span_tally *longer)
{
	for (int t = ROLLUP_GRADE; t < ROLLUP_TABLE_COUNT; t++)
		for (size_t i = 0; i < span->tables[t].count; i++) {
			struct rollup_row row = row_at(&span->tables[t], i);

			row.key.span = (uint8_t)longer->span;
			row.key.first_day = longer->first_day;
			add(longer, &row);
		}
}

/* Add a span to the next longer one that it is in. */
static void sum_up(struct rollup_tally *tally, size_t i, enum rollup_span span)
{
	int32_t first_day = rollup_span_start(span, tally->spans[i].first_day);
	struct span_tally *longer = span_of(tally, span, first_day);

	add_to_longer(&tally->spans[i], longer);
}

void rollup_tally_sum_up(struct rollup_tally *tally, int32_t closed)
{
	size_t from = 0, to;

	for (int span = SPAN_MONTH; span < SPAN_COUNT; span++) {
		to = tally->count;
		for (size_t i = from; i < to; i++)
			if (tally->spans[i].first_day <= closed)
				sum_up(tally, i, (enum rollup_span)span);
		from = to;
	}
}

/* ---- writing and comparing ---- */

static bool write_span(const struct span_tally *span, struct store *store,
		       enum rollup_tables tables, struct error *err)
{
	for (int t = 0; t < ROLLUP_TABLE_COUNT; t++)
		for (size_t i = 0; i < span->tables[t].count; i++) {
			struct rollup_row row = row_at(&span->tables[t], i);

			if (!tally_table_is_empty(&span->tables[t], i) &&
			    !rollup_row_add(store, tables, &row, err))
				return false;
		}
	return true;
}

bool rollup_tally_write(const struct rollup_tally *tally, struct store *store,
			enum rollup_tables tables, struct error *err)
{
	for (size_t i = 0; i < tally->count; i++)
		if (!write_span(&tally->spans[i], store, tables, err))
			return false;
	return true;
}

struct comparison {
	struct rollup_tally *tally;
	int64_t differences;
};

static void compare_row(void *context, const struct rollup_row *row, bool valid)
{
	struct comparison *comparison = context;
	struct tally_key words = words_of(&row->key);
	struct span_tally *span =
		valid ? find_span(comparison->tally,
				  (enum rollup_span)row->key.span,
				  row->key.first_day)
		      : NULL;

	comparison->differences +=
		!span || tally_table_differs(&span->tables[row->key.table],
					     &words, row->sums);
}

static int64_t count_lacking(const struct rollup_tally *tally)
{
	int64_t lacking = 0;

	for (size_t i = 0; i < tally->count; i++)
		for (int t = 0; t < ROLLUP_TABLE_COUNT; t++)
			lacking += tally_table_count_lacking(
				&tally->spans[i].tables[t]);
	return lacking;
}

bool rollup_tally_compare(struct rollup_tally *tally, struct store *store,
			  int64_t *differences, struct error *err)
{
	struct comparison comparison = { .tally = tally };

	for (int t = 0; t < ROLLUP_TABLE_COUNT; t++)
		if (!rollup_row_each(store, (enum rollup_table)t, compare_row,
				     &comparison, err))
			return false;
	*differences = comparison.differences + count_lacking(tally);
	return true;
}

void rollup_tally_release(struct rollup_tally *tally)
{
	for (size_t i = 0; i < tally->count; i++)
		for (int t = 0; t < ROLLUP_TABLE_COUNT; t++)
			tally_table_release(&tally->spans[i].tables[t]);
	tally_table_release(&tally->numbers);
	free(tally->spans);
	*tally = (struct rollup_tally){ 0 };
}
