#ifndef CORE_CALENDAR_H
#define CORE_CALENDAR_H

#include "core/absence.h"
#include "core/exam.h"

/* What the learner has planned, and what it does to the days on which cards
 * are asked: absences first, then exams. */
struct calendar {
	struct absence *absences; /* by from_day */
	size_t absence_count;
	struct exam *exams; /* by day */
	size_t exam_count;
};

/* The day on which a card that was rated is asked again; `uid` with `ordinal`
 * names it. */
int32_t calendar_move(const struct calendar *calendar, int64_t deck_id,
		      const struct schedule *card, const struct uid *uid,
		      int ordinal);

#endif
