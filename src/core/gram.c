#include "core/gram.h"

#include <string.h>

#include "base/script.h"

/* From here on scripts have so many characters that two tell enough. */
enum { MANY_CHARACTERS = 0x2E80 };

static uint32_t bucket_of(uint64_t key)
{
	key *= 0x9E3779B97F4A7C15U;
	return (uint32_t)(key >> 48);
}

static uint32_t one(uint32_t a)
{
	return bucket_of((uint64_t)a << 42 | 1);
}

static uint32_t two(uint32_t a, uint32_t b)
{
	return bucket_of((uint64_t)a << 42 | (uint64_t)b << 21 | 2);
}

static uint32_t three(uint32_t a, uint32_t b, uint32_t c)
{
	return bucket_of(((uint64_t)a << 42 | (uint64_t)b << 21 | c) + 3);
}

static bool is_of_many(uint32_t c)
{
	return c >= MANY_CHARACTERS;
}

uint32_t gram_of_deck(int64_t deck_id)
{
	return bucket_of((uint64_t)deck_id << 2 | 3);
}

void gram_set_add(struct gram_set *set, uint32_t bucket)
{
	set->words[bucket / 64] |= (uint64_t)1 << bucket % 64;
}

bool gram_set_has(const struct gram_set *set, uint32_t bucket)
{
	return set->words[bucket / 64] >> bucket % 64 & 1;
}

void gram_set_add_text(struct gram_set *set, const char *folded)
{
	uint32_t before = 0, last = 0, c;

	for (const char *p = folded; (p = character_next(p, &c));) {
		gram_set_add(set, one(c));
		if (last)
			gram_set_add(set, two(last, c));
		if (before && !is_of_many(before) && !is_of_many(last) &&
		    !is_of_many(c))
			gram_set_add(set, three(before, last, c));
		before = last;
		last = c;
	}
}

struct query {
	uint32_t *buckets;
	size_t count;
};

static void want(struct query *query, uint32_t bucket)
{
	for (size_t i = 0; i < query->count; i++)
		if (query->buckets[i] == bucket)
			return;
	if (query->count < GRAM_QUERY_MOST)
		query->buckets[query->count++] = bucket;
}

size_t gram_query(const char *folded, uint32_t buckets[GRAM_QUERY_MOST])
{
	struct query query = { .buckets = buckets };
	uint32_t before = 0, last = 0, c;
	bool is_short;

	for (const char *p = folded; (p = character_next(p, &c));) {
		is_short = !before;
		if (is_of_many(c) || (!last && !*p))
			want(&query, one(c));
		if (last &&
		    (is_of_many(c) || is_of_many(last) || (is_short && !*p)))
			want(&query, two(last, c));
		if (before && !is_of_many(before) && !is_of_many(last) &&
		    !is_of_many(c))
			want(&query, three(before, last, c));
		before = last;
		last = c;
	}
	return query.count;
}

/* ---- shelves ---- */

/*
 * A row is a byte with the number of bytes that follow: distances of set bits
 * in seven bits a byte, the lower first; or PLAIN, and the bits themselves.
 */
enum { PLAIN = GRAM_SEGMENT_BLOCKS / 8 };

static int lowest_bit(uint64_t word)
{
	return __builtin_ctzll(word);
}

/* The size; PLAIN when it would not be smaller. */
static size_t pack_distances(const struct gram_row *row, unsigned char *bytes)
{
	size_t size = 0;
	int next = 0;

	for (int i = 0; i < GRAM_ROW_WORDS; i++)
		for (uint64_t word = row->words[i]; word; word &= word - 1) {
			int block = i * 64 + lowest_bit(word);
			int distance = block - next;

			if (size + 2 >= PLAIN)
				return PLAIN;
			if (distance >= 128) {
				bytes[size++] = (unsigned char)(128 | distance);
				distance >>= 7;
			}
			bytes[size++] = (unsigned char)distance;
			next = block + 1;
		}
	return size;
}

size_t gram_pack(const struct gram_row rows[GRAM_SHELF_BUCKETS],
		 unsigned char bytes[GRAM_SHELF_MOST])
{
	unsigned char *p = bytes;

	for (int place = 0; place < GRAM_SHELF_BUCKETS; place++) {
		size_t size = pack_distances(&rows[place], p + 1);

		*p++ = (unsigned char)size;
		for (int i = 0; size == PLAIN && i < PLAIN; i++)
			p[i] = (unsigned char)(rows[place].words[i / 8] >>
					       i % 8 * 8);
		p += size;
	}
	return (size_t)(p - bytes);
}

static bool unpack(const unsigned char *p, size_t size, struct gram_row *row)
{
	unsigned next = 0;

	*row = (struct gram_row){ 0 };
	if (size == PLAIN) {
		for (size_t i = 0; i < PLAIN; i++)
			row->words[i / 8] |= (uint64_t)p[i] << i % 8 * 8;
		return true;
	}
	for (const unsigned char *end = p + size; p < end;) {
		unsigned distance = *p++;

		if (distance >= 128) {
			if (p == end)
				return false;
			distance = (distance & 127) | (unsigned)*p++ << 7;
		}
		next += distance;
		if (next >= GRAM_SEGMENT_BLOCKS)
			return false;
		row->words[next / 64] |= (uint64_t)1 << next % 64;
		next++;
	}
	return true;
}

bool gram_unpack_row(const unsigned char *bytes, size_t size, int place,
		     struct gram_row *row)
{
	const unsigned char *p = bytes, *end = bytes + size;

	for (; p < end && place > 0; place--)
		p += 1 + *p;
	return p < end && *p <= PLAIN && end - p > *p && unpack(p + 1, *p, row);
}

bool gram_unpack(const unsigned char *bytes, size_t size,
		 struct gram_row rows[GRAM_SHELF_BUCKETS])
{
	const unsigned char *p = bytes, *end = bytes + size;

	for (int i = 0; i < GRAM_SHELF_BUCKETS; i++) {
		if (p >= end || *p > PLAIN || end - p <= *p ||
		    !unpack(p + 1, *p, &rows[i]))
			return false;
		p += 1 + *p;
	}
	return p == end;
}
