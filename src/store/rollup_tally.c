#include "store/rollup_tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* ---- finding ---- */

/* Places are twice the rows' capacity, both powers of two. */
static size_t first_place(const struct tally_table *table,
			  const struct rollup_key *key)
{
	uint64_t words[3], hash = 0;

	memcpy(words, key, sizeof(words));
	for (int i = 0; i < 3; i++) {
		hash = (hash ^ words[i]) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	return (size_t)hash & (2 * table->capacity - 1);
}

_Static_assert(sizeof(struct rollup_key) == 24, "a key has no padding");

/* The place of a key, or the empty one where it would be. */
static uint32_t *place_of(struct tally_table *table,
			  const struct rollup_key *key)
{
	size_t place = first_place(table, key);

	while (table->places[place] &&
	       memcmp(&table->keys[table->places[place] - 1], key,
		      sizeof(*key)) != 0)
		place = (place + 1) & (2 * table->capacity - 1);
	return &table->places[place];
}

static void grow(struct tally_table *table, size_t sum_count)
{
	size_t capacity = table->capacity ? 2 * table->capacity : 64;

	table->capacity = capacity;
	table->keys = memory_resize(
		table->keys, memory_product(capacity, sizeof(*table->keys)));
	table->sums = memory_resize(
		table->sums,
		memory_product(capacity, sum_count * sizeof(*table->sums)));
	table->seen = memory_resize(table->seen, capacity);
	free(table->places);
	table->places = memory_alloc(
		memory_product(2 * capacity, sizeof(*table->places)));
	memset(table->places, 0, 2 * capacity * sizeof(*table->places));
	for (size_t i = 0; i < table->count; i++)
		*place_of(table, &table->keys[i]) = (uint32_t)i + 1;
}

/* The sums of a key, all 0 when it is new. */
static int64_t *sums_of(struct tally_table *table, const struct rollup_key *key,
			size_t sum_count)
{
	uint32_t *place;

	if (table->count == table->capacity)
		grow(table, sum_count);
	place = place_of(table, key);
	if (!*place) {
		table->keys[table->count] = *key;
		table->seen[table->count] = false;
		memset(&table->sums[table->count * sum_count], 0,
		       sum_count * sizeof(*table->sums));
		*place = (uint32_t)++table->count;
	}
	return &table->sums[(*place - 1) * sum_count];
}

static void add(struct rollup_tally *tally, const struct rollup_key *key,
		const int64_t *sums)
{
	size_t sum_count = (size_t)rollup_sum_count(
		(enum rollup_table)key->table);
	int64_t *total = sums_of(&tally->tables[key->table], key, sum_count);

	for (size_t i = 0; i < sum_count; i++)
		total[i] += sums[i];
}

/* ---- counting ---- */

void rollup_tally_count(struct rollup_tally *tally,
			const struct rollup_entry *entry, int sign)
{
	struct rollup_row rows[ROLLUP_ROWS_MOST];
	size_t count = rollup_rows_of(entry, SPAN_DAY, sign, rows);

	for (size_t i = 0; i < count; i++)
		add(tally, &rows[i].key, rows[i].sums);
}

void rollup_tally_sum_up(struct rollup_tally *tally)
{
	for (int t = ROLLUP_GRADE; t < ROLLUP_TABLE_COUNT; t++) {
		const struct tally_table *table = &tally->tables[t];
		size_t days = table->count;
		size_t sum_count = (size_t)rollup_sum_count(
			(enum rollup_table)t);

		for (size_t i = 0; i < days; i++)
			for (int span = SPAN_MONTH; span < SPAN_COUNT; span++) {
				struct rollup_key key = table->keys[i];
				int64_t sums[ROLLUP_SUMS];

				memcpy(sums, &table->sums[i * sum_count],
				       sum_count * sizeof(*sums));
				key.span = (uint8_t)span;
				key.first_day = rollup_span_start(
					(enum rollup_span)span, key.first_day);
				add(tally, &key, sums);
			}
	}
}

/* ---- writing and comparing ---- */

static struct rollup_row row_at(const struct tally_table *table, size_t i)
{
	struct rollup_row row = { .key = table->keys[i] };
	size_t sum_count = (size_t)rollup_sum_count(
		(enum rollup_table)row.key.table);

	memcpy(row.sums, &table->sums[i * sum_count],
	       sum_count * sizeof(*row.sums));
	return row;
}

/* What was counted out again leaves no row. */
static bool is_empty(const struct rollup_row *row)
{
	return row->sums[0] == 0;
}

bool rollup_tally_write(const struct rollup_tally *tally, struct store *store,
			enum rollup_tables tables, struct error *err)
{
	for (int t = 0; t < ROLLUP_TABLE_COUNT; t++)
		for (size_t i = 0; i < tally->tables[t].count; i++) {
			struct rollup_row row = row_at(&tally->tables[t], i);

			if (!is_empty(&row) &&
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
	struct tally_table *table = comparison->table;
	uint32_t place = valid && table->count ? *place_of(table, &row->key)
					       : 0;
	struct rollup_row counted;

	if (!place) {
		comparison->differences++;
		return;
	}
	table->seen[place - 1] = true;
	counted = row_at(table, place - 1);
	if (is_empty(&counted) ||
	    memcmp(counted.sums, row->sums, sizeof(row->sums)) != 0)
		comparison->differences++;
}

static int64_t count_lacking(const struct tally_table *table)
{
	int64_t lacking = 0;

	for (size_t i = 0; i < table->count; i++) {
		struct rollup_row row = row_at(table, i);

		lacking += !table->seen[i] && !is_empty(&row);
	}
	return lacking;
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
				count_lacking(comparison.table);
	}
	return true;
}

void rollup_tally_release(struct rollup_tally *tally)
{
	for (int t = 0; t < ROLLUP_TABLE_COUNT; t++) {
		free(tally->tables[t].keys);
		free(tally->tables[t].sums);
		free(tally->tables[t].seen);
		free(tally->tables[t].places);
	}
	*tally = (struct rollup_tally){ 0 };
}
