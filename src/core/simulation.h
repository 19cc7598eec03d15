#ifndef CORE_SIMULATION_H
#define CORE_SIMULATION_H

#include "base/arena.h"
#include "core/calendar.h"
#include "core/learner.h"
#include "core/replay.h"

/*
 * What if: days to come, answered by the learner that the log shows.  Every
 * answer is a step of replay(), cards are asked in the order and within the
 * limits of the queue, siblings are kept apart and planned absences and exams
 * kept, so that only the grades are guessed.  Pure: equal arguments give equal
 * results on every machine.
 *
 * Cards are an array of their schedules, about 110 bytes a card and as much
 * again while it runs; days and the log cost nothing beside that.
 */

/* A card, as it stands before the first day. */
struct simulation_card {
	int64_t id;
	int64_t deck_id;
	struct uid note_uid;  /* used only with a calendar */
	int32_t asked_on_day; /* of a new card: not before, or DAY_NONE */
	struct schedule schedule;
};

struct simulation {
	const struct simulation_card *cards; /* sorted */
	size_t count;
	struct replay_rules rules;
	struct calendar calendar;
	struct learner learner;
	int64_t new_per_day;
	int64_t reviews_per_day; /* 0: no limit */
	bool apart;		 /* siblings are asked on different days */
	int64_t new_done;	 /* on the first day already */
	int64_t reviews_done;
	int32_t first_day;
	int days;
};

enum {
	SIMULATION_DAYS_MOST = 3650,
	SIMULATION_RUNS_MOST = 20,
	/* No further run begins after so many cards and answers, for chance
	 * is little among so many. */
	SIMULATION_ENOUGH = 5000000,
	SIMULATION_RUNS_LEAST = 3,
};

/* What happens on one day of one run. */
struct simulation_day {
	int64_t answers; /* drills included */
	int64_t ms;
	int64_t new;	  /* cards asked for the first time */
	int64_t asked;	  /* young and mature cards, drills aside */
	int64_t recalled; /* of those, graded 3 or better */
	int64_t waiting;  /* due cards that were left for later days */
};

struct simulation_result {
	int runs, days;
	int32_t first_day;
	struct simulation_day *day; /* of run r, day d: [r * days + d] */
	int64_t cards[STATE_COUNT]; /* in the end, summed over the runs */
};

/* Sort cards by deck, then by number: the order in which new ones are asked,
 * siblings side by side. */
void simulation_sort(struct simulation_card *cards, size_t count);

/* Simulate, with as many runs as it takes; the result is in *arena*. */
void simulation_run(const struct simulation *simulation, uint64_t seed,
		    struct arena *arena, struct simulation_result *result);

#endif
