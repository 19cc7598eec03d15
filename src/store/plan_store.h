#ifndef STORE_PLAN_STORE_H
#define STORE_PLAN_STORE_H

#include "core/plan.h"
#include "store/store.h"

/* Fill a plan whose first_day is set with the cards of a deck, or of DECK_ALL.
 * The daily limit of reviews is not applied. */
bool plan_load(struct store *store, int64_t deck_id, struct plan *plan,
	       struct error *err);

#endif
