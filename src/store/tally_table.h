#ifndef STORE_TALLY_TABLE_H
#define STORE_TALLY_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Rows of a table of counts, in memory: keys with sums, found by hash and kept
 * in the order in which they came.  Then they are written to the database, or
 * compared with what is there.
 */

/* What a table is keyed by, as its owner puts it together. */
struct tally_key {
	uint64_t words[3];
};

struct tally_table {
	int sum_count; /* of each row; set before the first comes */
	struct tally_key *keys;
	int64_t *sums;
	bool *seen;	  /* by tally_table_differs() */
	uint32_t *places; /* by hash: a row's index + 1, or 0 */
	size_t count, capacity;
};

/* Add to the sums of a key, which are 0 when it is new. */
void tally_table_add(struct tally_table *table, const struct tally_key *key,
		     const int64_t *sums);

/* These sums, until the next key comes; of find() NULL when there are none. */
int64_t *tally_table_sums_of(struct tally_table *table,
			     const struct tally_key *key);
const int64_t *tally_table_find(const struct tally_table *table,
				const struct tally_key *key);

/* The sums of a row by its index.  A row whose first sum is 0 is none: what it
 * counted was counted out again. */
const int64_t *tally_table_sums(const struct tally_table *table, size_t i);
bool tally_table_is_empty(const struct tally_table *table, size_t i);

/* Whether a row that is stored is another one here, or none; it is seen. */
bool tally_table_differs(struct tally_table *table, const struct tally_key *key,
			 const int64_t *sums);

/* How many rows were not seen. */
int64_t tally_table_count_lacking(const struct tally_table *table);

void tally_table_release(struct tally_table *table);

#endif
