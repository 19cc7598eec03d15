#ifndef CORE_GRAM_H
#define CORE_GRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The index of texts, without the database it is kept in.
 *
 * A gram is one to three characters that stand beside each other in a folded
 * text; it is known by a number, its bucket, that it shares with others.  A
 * text that contains another has all of its grams: what lacks one cannot
 * contain it, and what has all of them is looked at.  Nothing is ever taken
 * out of the index, which costs a look in vain and no more.
 *
 * Notes are indexed by the block of neighbours that they are in, blocks by the
 * segment of neighbours.  A segment's index is one table of bits, a row of
 * blocks a bucket, that is kept as one packed shelf of rows beside another.
 */

enum {
	GRAM_BUCKETS = 65536,
	GRAM_BLOCK_NOTES = 32,
	GRAM_SEGMENT_BLOCKS = 1024,
	GRAM_SEGMENT_NOTES = GRAM_BLOCK_NOTES * GRAM_SEGMENT_BLOCKS,
	GRAM_SHELF_BUCKETS = 16,
	GRAM_SHELVES = GRAM_BUCKETS / GRAM_SHELF_BUCKETS,
	GRAM_ROW_WORDS = GRAM_SEGMENT_BLOCKS / 64,
	/* of a packed shelf, in bytes */
	GRAM_SHELF_MOST = GRAM_SHELF_BUCKETS * (1 + GRAM_SEGMENT_BLOCKS / 8),
};

/* The buckets of some texts. */
struct gram_set {
	uint64_t words[GRAM_BUCKETS / 64];
};

/* Add what a folded text, of valid UTF-8, has. */
void gram_set_add_text(struct gram_set *set, const char *folded);
void gram_set_add(struct gram_set *set, uint32_t bucket);
bool gram_set_has(const struct gram_set *set, uint32_t bucket);

/* The buckets that tell most about what contains a folded text, up to `most`;
 * how many: none for the empty text. */
enum { GRAM_QUERY_MOST = 32 };
size_t gram_query(const char *folded, uint32_t buckets[GRAM_QUERY_MOST]);

/* A bucket that the notes of a deck have. */
uint32_t gram_of_deck(int64_t deck_id);

/* A bit a block of a segment. */
struct gram_row {
	uint64_t words[GRAM_ROW_WORDS];
};

/* The rows of a shelf in bytes; how many. */
size_t gram_pack(const struct gram_row rows[GRAM_SHELF_BUCKETS],
		 unsigned char bytes[GRAM_SHELF_MOST]);

/* One row of a packed shelf, or all; false when the bytes are no shelf. */
bool gram_unpack_row(const unsigned char *bytes, size_t size, int place,
		     struct gram_row *row);
bool gram_unpack(const unsigned char *bytes, size_t size,
		 struct gram_row rows[GRAM_SHELF_BUCKETS]);

#endif
