#ifndef CORE_CARD_START_H
#define CORE_CARD_START_H

#include <stdbool.h>
#include <stdint.h>

#include "core/schedule.h"

/*
 * Where a card stood in another program, for people who move in.  The replay
 * of its history begins there instead of with a new card.  What is not known
 * is 0; a zeroed struct is a card that brings nothing with it.
 */
struct card_start {
	bool given;
	int32_t due_day; /* study day; 0: not known */
	int interval_days;
	int ease_centi;
	int repetitions;
	int lapses;
};

/*
 * The schedule that it stands for, with what is not known filled in: due on
 * `today`, an interval up to the due day, the initial ease factor, and as many
 * repetitions as SM-2 takes to such an interval.  Figures out of range are
 * brought into it.  A card without interval, repetitions and due day is new.
 */
struct schedule card_start_schedule(const struct card_start *start,
				    int32_t today);

#endif
