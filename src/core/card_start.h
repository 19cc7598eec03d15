#ifndef CORE_CARD_START_H
#define CORE_CARD_START_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Where a card is to start when it comes from another trainer that has
 * scheduled it already.  Zeroed: nothing is known.  What is not said of a
 * start that is given is 0.
 */
struct card_start {
	bool given;
	int32_t due_day;   /* a study day: see base/day.h */
	int interval_days; /* at least 0 */
	int ease_centi;	   /* the ease factor in hundredths */
	int repetitions;
	int lapses;
};

#endif
