#ifndef CORE_SCHEDULE_H
#define CORE_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

/* What follows from a card's history: the result of replay(), in integers,
 * so that it is the same on every machine and compares with ==. */

enum { DAY_NONE = INT32_MIN }; /* no such day */

struct schedule {
	int repetitions;    /* SM-2's n: passes since new or the last lapse */
	int interval_days;  /* SM-2's I(n); 0 before the first rating */
	int ease_centi;	    /* SM-2's EF in hundredths */
	int lapses;	    /* ratings below 3 after at least one pass */
	int32_t due_day;    /* first study day on which it is asked again */
	int32_t last_day;   /* study day of the newest rating or drill */
	int32_t drill_day;  /* study day whose drill it still is in */
	int32_t first_day;  /* study day of the first rating */
	int last_grade;	    /* of the newest rating or drill */
	int64_t last_at_ms; /* of the newest live review of any kind */
	int64_t last_id;    /* its id: what the next answer must follow */
	int ratings;	    /* how many ratings since new or the last reset */
	int failures;	    /* of those, below 3 */
};

enum {
	EASE_INITIAL_CENTI = 250,
	EASE_LEAST_CENTI = 130,
	MATURE_DAYS = 21,
	INTERVAL_MOST_DAYS = 36500
};

/* The state of a card that was never answered. */
extern const struct schedule schedule_new;

enum card_state {
	STATE_NEW,	/* never rated */
	STATE_LEARNING, /* its last rating was below 3 */
	STATE_YOUNG,	/* interval under 21 days */
	STATE_MATURE,
};

enum { STATE_COUNT = 4 };

enum card_state schedule_state(const struct schedule *schedule);

/* "new", "learning", "young", "mature": as JSON and the views spell them. */
const char *card_state_name(enum card_state state);

/* The state of that name; STATE_NEW when there is none. */
enum card_state card_state_from(const char *name);

bool schedule_equal(const struct schedule *a, const struct schedule *b);

#endif
