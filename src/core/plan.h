#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include "core/replay.h"

/*
 * The load of days to come, if every card that is asked is recalled (grade 4)
 * and new cards come as the setting allows: an expectation, and the least that
 * there will be.
 */
enum { PLAN_DAYS = 30 };

struct plan {
	int32_t first_day;
	int64_t cards[PLAN_DAYS]; /* asked again */
	int64_t new[PLAN_DAYS];
};

/* Count a card that is next asked on a day: then, and after each interval.  A
 * day before the first counts as the first. */
void plan_add(struct plan *plan, const struct replay_rules *rules,
	      const struct schedule *card, int32_t asked_on_day);

/* Count `unseen` new cards, so many a day, `today` of them on the first. */
void plan_add_new(struct plan *plan, const struct replay_rules *rules,
		  int64_t unseen, int64_t today, int64_t per_day);

#endif
