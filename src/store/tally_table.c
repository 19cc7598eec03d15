#include "store/tally_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Places are twice the rows' capacity, both powers of two. */
static size_t first_place(const struct tally_table *table,
			  const struct tally_key *key)
{
	uint64_t hash = 0;

	for (int i = 0; i < 3; i++) {
		hash = (hash ^ key->words[i]) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	return (size_t)hash & (2 * table->capacity - 1);
}

static bool equal(const struct tally_key *a, const struct tally_key *b)
{
	return a->words[0] == b->words[0] && a->words[1] == b->words[1] &&
	       a->words[2] == b->words[2];
}

/* The place of a key, or the empty one where it would be. */
static uint32_t *place_of(const struct tally_table *table,
			  const struct tally_key *key)
{
	size_t place = first_place(table, key);

	while (table->places[place] &&
	       !equal(&table->keys[table->places[place] - 1], key))
		place = (place + 1) & (2 * table->capacity - 1);
	return &table->places[place];
}

static void grow(struct tally_table *table)
{
	size_t capacity = table->capacity ? 2 * table->capacity : 8;
	size_t sum_count = (size_t)table->sum_count;

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

static int64_t *sums_at(const struct tally_table *table, size_t i)
{
	return &table->sums[i * (size_t)table->sum_count];
}

int64_t *tally_table_sums_of(struct tally_table *table,
			     const struct tally_key *key)
{
	uint32_t *place;

	if (table->count == table->capacity)
		grow(table);
	place = place_of(table, key);
	if (!*place) {
		table->keys[table->count] = *key;
		table->seen[table->count] = false;
		memset(sums_at(table, table->count), 0,
		       (size_t)table->sum_count * sizeof(*table->sums));
		*place = (uint32_t)++table->count;
	}
	return sums_at(table, *place - 1);
}

void tally_table_add(struct tally_table *table, const struct tally_key *key,
		     const int64_t *sums)
{
	int64_t *total = tally_table_sums_of(table, key);

	for (int i = 0; i < table->sum_count; i++)
		total[i] += sums[i];
}

const int64_t *tally_table_find(const struct tally_table *table,
				const struct tally_key *key)
{
	uint32_t place = table->count ? *place_of(table, key) : 0;

	return place ? sums_at(table, place - 1) : NULL;
}

const int64_t *tally_table_sums(const struct tally_table *table, size_t i)
{
	return sums_at(table, i);
}

bool tally_table_is_empty(const struct tally_table *table, size_t i)
{
	return sums_at(table, i)[0] == 0;
}

bool tally_table_differs(struct tally_table *table, const struct tally_key *key,
			 const int64_t *sums)
{
	uint32_t place = table->count ? *place_of(table, key) : 0;

	if (!place)
		return true;
	table->seen[place - 1] = true;
	return tally_table_is_empty(table, place - 1) ||
	       memcmp(sums_at(table, place - 1), sums,
		      (size_t)table->sum_count * sizeof(*sums)) != 0;
}

int64_t tally_table_count_lacking(const struct tally_table *table)
{
	int64_t lacking = 0;

	for (size_t i = 0; i < table->count; i++)
		lacking += !table->seen[i] && !tally_table_is_empty(table, i);
	return lacking;
}

void tally_table_release(struct tally_table *table)
{
	free(table->keys);
	free(table->sums);
	free(table->seen);
	free(table->places);
	*table = (struct tally_table){ 0 };
}
