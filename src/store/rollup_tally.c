#include "store/rollup_tally.h"

#include <string.h>

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

/* ---- counting ---- */

static void add(struct rollup_tally *tally, const struct rollup_row *row)
{
	struct tally_table *table = &tally->tables[row->key.table];
	struct tally_key words = words_of(&row->key);

	table->sum_count = rollup_sum_count((enum rollup_table)row->key.table);
	tally_table_add(table, &words, row->sums);
}

void rollup_tally_count(struct rollup_tally *tally,
			const struct rollup_entry *entry, int sign)
{
	struct rollup_row rows[ROLLUP_ROWS_MOST];
	size_t count = rollup_rows_of(entry, SPAN_DAY, sign, rows);

	for (size_t i = 0; i < count; i++)
		add(tally, &rows[i]);
}

/* Add rows of the next shorter span to those of a span.  Neighbours are mostly
 * of one day. */
static void add_to_span(struct rollup_tally *tally,
			const struct tally_table *table, enum rollup_span span,
			int32_t closed, size_t from, size_t to)
{
	int32_t day = DAY_NONE, start = DAY_NONE;

	for (size_t i = from; i < to; i++) {
		struct rollup_row row = row_at(table, i);

		if (row.key.first_day > closed)
			continue;
		if (row.key.first_day != day) {
			day = row.key.first_day;
			start = rollup_span_start(span, day);
		}
		row.key.span = (uint8_t)span;
		row.key.first_day = start;
		add(tally, &row);
	}
}

void rollup_tally_sum_up(struct rollup_tally *tally, int32_t closed)
{
	for (int t = ROLLUP_GRADE; t < ROLLUP_TABLE_COUNT; t++) {
		const struct tally_table *table = &tally->tables[t];
		size_t from = 0, to;

		for (int span = SPAN_MONTH; span < SPAN_COUNT; span++) {
			to = table->count;
			add_to_span(tally, table, (enum rollup_span)span,
				    closed, from, to);
			from = to;
		}
	}
}

/* ---- writing and comparing ---- */

bool rollup_tally_write(const struct rollup_tally *tally, struct store *store,
			enum rollup_tables tables, struct error *err)
{
	for (int t = 0; t < ROLLUP_TABLE_COUNT; t++)
		for (size_t i = 0; i < tally->tables[t].count; i++) {
			struct rollup_row row = row_at(&tally->tables[t], i);

			if (!tally_table_is_empty(&tally->tables[t], i) &&
			    !rollup_row_add(store, tables, &row, err))
				return false;
		}
	return true;
}

struct comparison {
	struct tally_table *table;
	int64_t differences;
};

static void compare_row(void *context, const struct rollup_row *row, bool valid)
{
	struct comparison *comparison = context;
	struct tally_key words = words_of(&row->key);

	comparison->differences += !valid ||
				   tally_table_differs(comparison->table,
						       &words, row->sums);
}

bool rollup_tally_compare(struct rollup_tally *tally, struct store *store,
			  int64_t *differences, struct error *err)
{
	*differences = 0;
	for (int t = 0; t < ROLLUP_TABLE_COUNT; t++) {
		struct comparison comparison = { .table = &tally->tables[t] };

		if (!rollup_row_each(store, (enum rollup_table)t, compare_row,
				     &comparison, err))
			return false;
		*differences += comparison.differences +
				tally_table_count_lacking(comparison.table);
	}
	return true;
}

void rollup_tally_release(struct rollup_tally *tally)
{
	for (int t = 0; t < ROLLUP_TABLE_COUNT; t++)
		tally_table_release(&tally->tables[t]);
}
