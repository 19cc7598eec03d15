#ifndef STORE_ROLLUP_TABLES_H
#define STORE_ROLLUP_TABLES_H

#include "store/store.h"

/*
 * The tables of rollup_store.h as wholes: the real ones, or temporary ones of
 * the same names and shapes, for a comparison or for statistics of less.
 * While these are there, statements that name no schema read them.
 */
enum rollup_tables { ROLLUP_STORED, ROLLUP_TEMPORARY };

bool rollup_make_temporary(struct store *store, struct error *err);

/* Fill the temporary tables with what the real ones hold. */
bool rollup_copy(struct store *store, struct error *err);

/* Empty the real tables.  In a transaction. */
bool rollup_clear(struct store *store, struct error *err);

#endif
