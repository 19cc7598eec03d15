#ifndef STORE_START_STORE_H
#define STORE_START_STORE_H

#include "core/card_start.h"
#include "store/store.h"

/* The schedule with which a card came from another program. */

/* That of a card, or schedule_new. */
bool start_load(struct store *store, int64_t card_id, struct schedule *start,
		struct error *err);

/* Of a card that was just made: keep it and schedule the card by it.  In a
 * transaction. */
bool start_put(struct store *store, int64_t card_id,
	       const struct schedule *start, struct error *err);

#endif
