#ifndef CORE_ABSENCE_H
#define CORE_ABSENCE_H

#include <stddef.h>

#include "base/uid.h"
#include "core/schedule.h"

/*
 * Days on which the learner does not study, and where what is due in them
 * goes: ripe cards to the days before, the others to days after.  Only the day
 * on which a card is asked moves; its due day, interval and ease factor stay,
 * so nothing that is computed from them changes.
 */
struct absence {
	int32_t from_day, to_day; /* both included */
};

enum {
	ABSENCE_BEFORE_DAYS = 3, /* ripe cards are spread over so many days */
	ABSENCE_AFTER_DAYS = 14, /* the others over as many days as the absence
				  * has, and over so many at most */
	ABSENCE_RIPE_PERCENT = 10, /* of the interval, that a card may be asked
				    * early */
};

/*
 * The day on which a card that is due is asked: `list` is ordered by from_day;
 * absences in it may touch and overlap.  `uid` with `ordinal` names the card
 * and spreads it, the same on every machine.
 */
int32_t absence_move(const struct absence *list, size_t count,
		     const struct schedule *card, const struct uid *uid,
		     int ordinal);

#endif
