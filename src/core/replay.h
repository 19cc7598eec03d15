#ifndef CORE_REPLAY_H
#define CORE_REPLAY_H

#include <stddef.h>

#include "core/review.h"
#include "core/schedule.h"

/*
 * The one way from the log to a schedule.  Answering, undo, merging, repair
 * and the preview of a grade are all this fold, so they cannot disagree.
 * Pure: equal histories give equal schedules on every machine.
 */

/* What the fold depends on besides the history. */
struct replay_rules {
	int interval_most_days; /* 1..INTERVAL_MOST_DAYS */
};

/*
 * Add one review to a schedule.  Ratings go through SM-2, and one below 4
 * puts the card into that day's drill (SM-2, step 7); drills change nothing
 * but whether the card is still in it; crams change nothing; a reset makes
 * the card new.
 */
void replay_step(const struct replay_rules *rules, struct schedule *card,
		 const struct review *review);

/* Fold a card's live reviews, ordered by (answered_at_ms, uid), from the
 * state it came with: that of a new card, unless it was scheduled by another
 * program before. */
struct schedule replay(const struct replay_rules *rules,
		       const struct schedule *start,
		       const struct review *history, size_t count);

#endif
