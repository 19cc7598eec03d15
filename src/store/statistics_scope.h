#ifndef STORE_STATISTICS_SCOPE_H
#define STORE_STATISTICS_SCOPE_H

#include "store/search_store.h"

/*
 * Statistics of less than everything, or of what was pressed instead of what
 * was corrected later.  Temporary tables take the places of the real ones on
 * this connection, so that figure_store.c asks the same questions of them.
 */
struct statistics_scope {
	const struct card_list *cards; /* only these; NULL: all, also those
					* that were removed */
	bool as_pressed;	       /* corrections do not count, what they
					* correct does */
};

/* Narrow the statistics that are loaded next, between store_begin_reading() and
 * store_end_reading(), which widens them again. */
bool statistics_narrow(struct store *store,
		       const struct statistics_scope *scope, struct error *err);

#endif
