#ifndef CORE_RECALL_H
#define CORE_RECALL_H

#include <stdint.h>

#include "core/schedule.h"

/*
 * What a schedule promises.  An interval is chosen so that nine cards of ten
 * are still known when it ends; before and after it what is known falls by
 * the same share every day, so that after t days of an interval I the chance
 * is 0.9^(t/I) (Ebbinghaus's curve as SM-2's own evaluation and FSRS's
 * benchmark put it).
 */

/* The chance of recall after so many days of an interval, in millionths;
 * 1,000,000 on day 0, and after that 0 without an interval.  In integers: the
 * same on every machine. */
int64_t recall_promised_ppm(int64_t elapsed_days, int64_t interval_days);

enum { RECALL_AGE_UNIT = 256 };

/* The age at which so much is promised: how much of an interval has passed
 * then, in 256ths, rounded up. */
int32_t recall_age(int64_t ppm);

/* The chance that a schedule promises for a day; 0 for a new or a learning
 * card, which is promised nothing. */
int64_t recall_promised_on(const struct schedule *card, int32_t study_day);

enum { INTERVAL_CLASS_COUNT = 8 };

/* Intervals are counted in classes, each named by the least interval in it:
 * 1, 4, 11, 21, 31, 91, 181, 366.  MATURE_DAYS begins one of them. */
extern const int interval_classes[INTERVAL_CLASS_COUNT];

/* The class of an interval, by that name; 0 for 0. */
int interval_class(int interval_days);

/* The class of an ease factor: its tenths, rounded down. */
int ease_class(int ease_centi);

#endif
