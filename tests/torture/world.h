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
	/* Of a session: a command that another ebb runs in the middle of it;
	 * whether it ends with the backup of the day. */
	const char *meanwhile;
	bool is_daily;
	int weight; /* of so many tries at random, its share */
};

extern const struct scenario scenarios[];
extern const int scenario_count;
extern const struct scenario *const scenario_session;

/* Between the usual rollover, 04:00, and this learner's, 05:00: with the one
 * it is the 2nd of March, with the other still the 1st. */
#define WORLD_NOW "2026-03-02T04:30:00+01:00"

enum { STATES_MOST = 8, SCENARIOS_MOST = 16, STARTS = 7, KEPT_MOST = 8 };

/* What is shared with a child that may die at any moment. */
struct memory {
	struct learner learner;
	int commands;	      /* that returned with success */
	bool failed, unknown; /* the next one failed; ebb said so, or that it
			       * cannot tell */
	bool warned;	      /* ebb said that something else failed */
	bool tried, kept;     /* the backup in the middle was begun, was
			       * acknowledged */
	bool promised[BELIEFS_MOST]; /* the answers that it has to hold */
	struct error err;
};

/* The backups that are to be there, with what they say. */
struct kept {
	char name[96];
	uint64_t says; /* a sum; 0: nothing, it does not pass */
};

struct seen; /* what was judged already */

struct world {
	char folder[40], shelf[300];
	struct place live, crash;
	struct app app;
	struct memory *memory;
	struct image starts[STARTS];
	const char *synchronous; /* instead of FULL, or NULL */
	/* For each scenario, before each command and after the last: what the
	 * database says, and which backups there are. */
	char *states[SCENARIOS_MOST][STATES_MOST];
	struct kept kept[SCENARIOS_MOST][STATES_MOST][KEPT_MOST];
	const struct scenario *present;
	bool looks; /* at what a crash would leave whenever ebb says no */
	struct seen *seen;
	long judged, distinct;
};

/* Makes the images and states, in peace. */
void world_make(struct world *world);
void world_remove(struct world *world);

/* Put the scenario's files in place and forget all beliefs. */
void world_begin(struct world *world, const struct scenario *scenario,
		 uint64_t seed);

/* Do all of it, or until it fails; the store is closed afterwards. */
void world_run(struct world *world);

/* Of so many tries in all, the share of a scenario. */
long world_share(const struct scenario *scenario, long tries);

/*
 * Open what was there at some moment, and compare it with what ebb had made
 * everybody believe: each acknowledged answer once, none that was refused, the
 * schedule what the log says, the file sound; the backups all there and proven;
 * and a session resumes.  What SQLite makes the same of, when it has recovered
 * the file, was judged already when the beliefs are the same, too.
 */
void world_judge(struct world *world, const struct image *image);

/* The same of what is there now. */
void world_verify(struct world *world);

#endif
