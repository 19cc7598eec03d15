#ifndef CORE_STATISTICS_H
#define CORE_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

#include "core/review.h"

/*
 * What `ebb stats` shows.  Every number is counted from live reviews by the
 * study day they carry, so none of them moves when the clock, the time zone
 * or the rollover changes.
 */

/* Answers over a span of study days. */
struct span_statistics {
	int days;		/* 1 is today, 7 is today and the six before */
	int64_t answers;	/* rated or drilled */
	int64_t studied_days;	/* days with at least one answer */
	int64_t ms;		/* recall and check together */
	int64_t young_asked;	/* ratings of cards with interval < 21 */
	int64_t young_recalled; /* of those, graded 3 or better */
	int64_t mature_asked;
	int64_t mature_recalled;
	int64_t learned; /* cards rated for the first time */
};

enum { SPAN_COUNT = 4, FORECAST_DAYS = 30, HARDEST_MOST = 10 };

extern const int span_days[SPAN_COUNT]; /* 1, 7, 30, 365 */

struct streak {
	int now;     /* study days in a row up to today, or to yesterday while
		      * nothing was answered today */
	int longest; /* ever */
};

struct hard_card {
	int64_t card_id;
	const char *question;
	int lapses;
	int ease_centi;
	int failed; /* ratings below 3 */
};

struct statistics {
	int32_t study_day;
	int64_t notes, cards;
	int64_t new, learning, young, mature, suspended;
	int64_t reviews; /* all live answers ever */
	struct span_statistics spans[SPAN_COUNT];
	struct streak streak;
	int64_t grades[GRADE_COUNT];	 /* live ratings ever */
	int64_t backlog;		 /* cards due before today */
	int64_t forecast[FORECAST_DAYS]; /* cards due on each day from today */
	struct hard_card hardest[HARDEST_MOST]; /* most failed first */
	int hardest_count;
};

/* The streak of a list of days with answers, ascending and distinct. */
struct streak statistics_streak(const int32_t *days, size_t count,
				int32_t today);

/* recalled of asked in percent, rounded half up; -1 when nothing was
 * asked. */
int statistics_percent(int64_t recalled, int64_t asked);

#endif
