#ifndef CORE_STATISTICS_H
#define CORE_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

#include "core/review.h"

/*
 * What a session and the home screen say of the days before; `ebb stats` shows
 * figures (core/figure.h).  Every number is counted from live reviews by the
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

struct streak {
	int now;     /* study days in a row up to today, or to yesterday while
		      * nothing was answered today */
	int longest; /* ever */
};

/* The streak of a list of days with answers, ascending and distinct. */
struct streak statistics_streak(const int32_t *days, size_t count,
				int32_t today);

/* recalled of asked in percent, rounded half up; -1 when nothing was
 * asked. */
int statistics_percent(int64_t recalled, int64_t asked);

#endif
