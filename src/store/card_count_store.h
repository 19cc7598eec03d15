#ifndef STORE_CARD_COUNT_STORE_H
#define STORE_CARD_COUNT_STORE_H

#include "store/store.h"

/*
 * The counts of scheduled cards by state, interval and ease factor, and by the
 * day on which they are asked: what follows from the table schedule.
 */

/* Count a card's row of schedule in (sign 1) or out (sign -1), as it stands
 * now; nothing when there is none.  In a transaction. */
bool card_count_change(struct store *store, int64_t card_id, int sign,
		       struct error *err);

/* Count all rows of schedule anew.  In a transaction. */
bool card_count_rebuild(struct store *store, struct error *err);

/* The number of counts that differ from the rows of schedule. */
bool card_count_compare(struct store *store, int64_t *differences,
			struct error *err);

/* Temporary tables of the same names, which count what the name schedule
 * stands for on this connection. */
bool card_count_make_temporary(struct store *store, struct error *err);
bool card_count_drop_temporary(struct store *store, struct error *err);

#endif
