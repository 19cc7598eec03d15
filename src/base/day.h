#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Days are numbers: 0 is 1970-01-01, one more for each calendar day.  A study
 * day is the learner's local calendar day, which begins at the rollover hour:
 * an answer at 01:30 with rollover 04:00 counts for the day before.  A day of
 * 23 or 25 hours is one day.
 */

enum {
	DAY_TEXT_SIZE = 16,
	/* No clock goes so far, some 27,000 years: sums of days within these
	 * and of intervals are days, too. */
	DAY_LEAST = -10000000,
	DAY_MOST = 10000000,
};

/* The study day of an instant.  at_ms: UTC milliseconds since 1970;
 * utc_offset_min: minutes east of Greenwich at that instant and place;
 * rollover_min: minutes after local midnight at which a day begins.  What is
 * farther away than any day is of the first or the last one. */
int32_t day_of_study(int64_t at_ms, int utc_offset_min, int rollover_min);

/* Proleptic Gregorian calendar.  month 1..12, day 1..31. */
int32_t day_from_civil(int year, int month, int day);
void day_to_civil(int32_t number, int *year, int *month, int *day);

/* 0 is Monday, 6 is Sunday. */
int day_weekday(int32_t number);

/* "2026-11-23" into a buffer of DAY_TEXT_SIZE; returns the buffer. */
char *day_format(int32_t number, char *buffer);

/* Reads exactly YYYY-MM-DD; false when it is not a date that exists. */
bool day_parse(const char *text, int32_t *number);

#endif
