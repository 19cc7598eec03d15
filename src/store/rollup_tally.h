#ifndef STORE_ROLLUP_TALLY_H
#define STORE_ROLLUP_TALLY_H

#include "store/rollup_row.h"
#include "store/tally_table.h"

/*
 * The roll-ups of many reviews, counted in memory: what would be four rows
 * changed in the database for each of them is one look-up each, and the rows
 * are written, or compared with those that are there, once.
 */

/* The rows of a day, a month, a year or ever: so few that they stay in the
 * processor's cache while a log, or a table, goes from day to day. */
struct span_tally {
	enum rollup_span span;
	int32_t first_day;
	struct tally_table tables[ROLLUP_TABLE_COUNT];
};

struct rollup_tally {
	struct span_tally *spans;
	size_t count, capacity;
	struct tally_table numbers; /* of the spans, from 1 */
	size_t last;		    /* the span that was looked for last */
};

/* Count an entry for its day, in or out. */
void rollup_tally_count(struct rollup_tally *tally,
			const struct rollup_entry *entry, int sign);

/* Fill in months, years and ever from the days through `closed`, once all are
 * counted. */
void rollup_tally_sum_up(struct rollup_tally *tally, int32_t closed);

/* Put all rows into tables that are empty.  In a transaction for the real
 * ones. */
bool rollup_tally_write(const struct rollup_tally *tally, struct store *store,
			enum rollup_tables tables, struct error *err);

/* The number of rows that the real tables lack, have too much or have with
 * other sums. */
bool rollup_tally_compare(struct rollup_tally *tally, struct store *store,
			  int64_t *differences, struct error *err);

void rollup_tally_release(struct rollup_tally *tally);

#endif
