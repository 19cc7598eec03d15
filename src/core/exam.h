#ifndef CORE_EXAM_H
#define CORE_EXAM_H

#include <stddef.h>

#include "base/uid.h"
#include "core/schedule.h"

/*
 * A day by which each card of a deck is to be met once more: in the week
 * before it, spread evenly.  Only the day on which a card is asked moves; a
 * card that is due by then anyway, or was met in that week, stays where it is.
 */
struct exam {
	int64_t deck_id; /* 0: all decks */
	int32_t day;
};

enum { EXAM_DAYS = 7 }; /* before it, in which each card is met */

/* The day on which a card is asked that would be asked on asked_on_day. */
int32_t exam_move(const struct exam *list, size_t count, int64_t deck_id,
		  const struct schedule *card, int32_t asked_on_day,
		  const struct uid *uid, int ordinal);

#endif
