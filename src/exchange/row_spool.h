#ifndef EXCHANGE_ROW_SPOOL_H
#define EXCHANGE_ROW_SPOOL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "exchange/deck_reader.h"

/*
 * Rows of a deck, packed one behind the other in a temporary file: so a deck
 * is parsed once, however often its rows are looked at, and takes no memory.
 */
struct row_spool;

/* NULL when no temporary file can be made. */
struct row_spool *row_spool_new(void);
void row_spool_free(struct row_spool *spool); /* NULL is allowed */

/* Put a row behind the others.  False when there is no room for it: the spool
 * is of no more use then. */
bool row_spool_add(struct row_spool *spool, const struct deck_row *row);

/* Begin to read, at the first row; false as above. */
bool row_spool_rewind(struct row_spool *spool);

/*
 * The next row; after the last one its kind is DECK_ROW_END.  Strings are the
 * spool's until the next call, lists are in *arena*.  False, ERROR_IO, when
 * the file cannot be read.
 */
bool row_spool_next(struct row_spool *spool, struct arena *arena,
		    struct deck_row *row, struct error *err);

/* How far the reading has come, 0..100. */
int row_spool_percent(const struct row_spool *spool);

#endif
