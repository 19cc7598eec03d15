#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The only source of time.  main.c makes one and passes it down; with EBB_NOW
 * it stands still, so that a session can be repeated to the byte.
 */
struct clock {
	bool frozen;
	int64_t frozen_ms;	   /* meaningful only when frozen */
	int32_t frozen_offset_min; /* the same */
};

/* One reading: an instant and the local offset at that instant. */
struct moment {
	int64_t at_ms;	    /* UTC milliseconds since 1970 */
	int utc_offset_min; /* minutes east of Greenwich */
};

struct moment clock_now(const struct clock *clock);

/* A moment with the study day it counts for: what every row of the log and
 * every change of the learner's text is dated with. */
struct stamp {
	int64_t at_ms;
	int utc_offset_min;
	int32_t study_day;
};

/* Now, with the rollover given in minutes after local midnight. */
struct stamp clock_stamp(const struct clock *clock, int rollover_min);

/* The UTC offset, in minutes, of the learner's time zone at an instant. */
int clock_offset_min(const struct clock *clock, int64_t at_ms);

/* Reads RFC 3339 ("2026-11-23T08:30:00+01:00", "...Z") and freezes the clock
 * there; false when it is malformed. */
bool clock_freeze(struct clock *clock, const char *rfc3339);

#endif
