#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include "core/calendar.h"
#include "core/replay.h"

/*
 * The load of days to come, if every card that is asked is recalled (grade 4)
 * and new cards come as the setting allows: an expectation, and the least that
 * there will be.  Cards are asked around absences and exams, as in a session.
 */
enum { PLAN_DAYS = 30 };

struct plan {
	int32_t first_day;
	int64_t cards[PLAN_DAYS]; /* asked again */
	int64_t new[PLAN_DAYS];
};

/* What the days of a card depend on. */
struct plan_rules {
	struct replay_rules replay;
	struct calendar calendar;
};

struct plan_card {
	int64_t deck_id;
	struct uid note_uid; /* used only with a calendar */
	int ordinal;
	struct schedule schedule;
};

/* Count a card that is next asked on a day, also for the first time: then, and
 * after each interval.  A day before the first counts as the first. */
void plan_add(struct plan *plan, const struct plan_rules *rules,
	      const struct plan_card *card, int32_t asked_on_day);

/* How many new cards come, of so many a day, `today` of them on the first. */
int64_t plan_new_most(int64_t today, int64_t per_day);

/* The day on which one of so many comes, by its place among them from 0. */
int32_t plan_new_day(const struct plan *plan, int64_t place, int64_t today,
		     int64_t per_day);

#endif
