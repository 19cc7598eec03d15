#ifndef CORE_INTERVAL_HISTORY_H
#define CORE_INTERVAL_HISTORY_H

#include "core/replay.h"

/* The intervals of a card, one after the other, as its history made them. */

struct interval_step {
	int interval_days; /* after it; 0: a reset made the card new */
	bool is_lapse;	   /* the card was known before, and failed */
};

/*
 * Replay a card's live reviews and keep each step that set an interval:
 * ratings, resets, and before them what the card came with.  `steps` has room
 * for count + 1; returns how many there are.
 */
size_t interval_history(const struct replay_rules *rules,
			const struct schedule *start,
			const struct review *history, size_t count,
			struct interval_step *steps);

#endif
