#ifndef STORE_SIMULATION_STORE_H
#define STORE_SIMULATION_STORE_H

#include "core/simulation.h"
#include "store/store.h"

/* What a simulation begins with.  Nothing is written.  Statistics that were
 * narrowed (store/statistics_scope.h) narrow this, too. */

/*
 * The cards of a deck, or of DECK_ALL, that are neither suspended nor removed,
 * the settings, the calendar, and what was done today; all in *arena*.  The
 * learner and the number of days are left as they are.
 */
bool simulation_load(struct store *store, int64_t deck_id, int32_t today,
		     struct arena *arena, struct simulation *simulation,
		     struct error *err);

/* Count the answers to the cards of a deck, or of DECK_ALL.  None counts as
 * more than five minutes, as far as a day's sums can tell. */
bool simulation_load_answers(struct store *store, int64_t deck_id,
			     struct learner_counts *counts, struct error *err);

#endif
