#ifndef CORE_QUEUE_H
#define CORE_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The order of a day: what is due, then new cards, then the day's drill
 * (SM-2, step 7: "after each repetition session of a given day repeat again
 * all items that scored below four").
 */

enum queue_part {
	QUEUE_DUE,
	QUEUE_NEW,
	QUEUE_DRILL,
	QUEUE_EMPTY,
};

/* How many cards each part holds for today, limits applied. */
struct queue_counts {
	int64_t due;
	int64_t new;
	int64_t drill;
};

int64_t queue_total(const struct queue_counts *counts);

/* The part that comes after `part` when that has nothing more to ask. */
enum queue_part queue_after(enum queue_part part);

/* How many are left of a daily limit: what it allows less what was done, at
 * least 0; limit 0 is no limit when `zero_is_none`. */
int64_t queue_left(int64_t limit, int64_t done, bool zero_is_none);

/* What an answer is taken to last until there are some. */
enum { USUAL_ANSWER_MS = 10000 };

/*
 * Minutes that a queue will take, rounded up, from the learner's own pace.
 * median_ms: a usual answer, recall and check together; 0 when there are too
 * few answers yet, which counts as USUAL_ANSWER_MS.
 */
int64_t queue_minutes(const struct queue_counts *counts, int64_t median_ms);

/* Cards that fit into so many minutes at the same pace, but at least one. */
int64_t queue_cards_in(int64_t minutes, int64_t median_ms);

/*
 * Days until a rest is asked at so many cards a day, when arrivals[i] more
 * come due i + 1 days from now; 0 when `count` days do not do.
 */
int queue_days_for(int64_t rest, int64_t per_day, const int64_t *arrivals,
		   int count);

#endif
