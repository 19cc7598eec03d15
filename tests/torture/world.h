#ifndef TESTS_TORTURE_WORLD_H
#define TESTS_TORTURE_WORLD_H

#include "image.h"
#include "learner.h"

/*
 * A database in a folder of its own, and what is done to it while something
 * breaks: real commands, run in this process, or a session with a learner.
 */

struct scenario {
	const char *name;
	/* Commands one after the other, as they are typed; NULL: a session. */
	const char *const *commands;
	int start; /* which of the world's images it begins with */
};

extern const struct scenario scenarios[];
extern const int scenario_count;
extern const struct scenario *const scenario_session;

/* Between the usual rollover, 04:00, and this learner's, 05:00: with the one
 * it is the 2nd of March, with the other still the 1st. */
#define WORLD_NOW "2026-03-02T04:30:00+01:00"

enum { STATES_MOST = 8, SCENARIOS_MOST = 12, STARTS = 4 };

/* What is shared with a child that may die at any moment. */
struct memory {
	struct learner learner;
	int commands;	      /* that returned with success */
	bool failed, unknown; /* the next one failed; ebb said so, or that it
			       * cannot tell */
	struct error err;
};

struct world {
	char folder[64], path[80], backups[96], shelf[300];
	struct app app;
	struct memory *memory;
	struct image starts[STARTS];
	const char *synchronous; /* instead of FULL, or NULL */
	/* For each scenario, what the database says before each command and
	 * after the last. */
	char *states[SCENARIOS_MOST][STATES_MOST];
	const struct scenario *present;
	bool looks; /* at what a crash would leave whenever ebb says no */
};

/* Makes the images and states, in peace. */
void world_make(struct world *world);
void world_remove(struct world *world);

/* Put the scenario's files in place and forget all beliefs. */
void world_begin(struct world *world, const struct scenario *scenario,
		 uint64_t seed);

/* Do all of it, or until it fails; the store is closed afterwards. */
void world_run(struct world *world);

/*
 * Open what is there now and compare it with what ebb made everybody believe:
 * each acknowledged answer once, none that was refused, the schedule what the
 * log says, the file sound; and a session resumes.
 */
void world_verify(struct world *world);

#endif
