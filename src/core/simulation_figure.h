#ifndef CORE_SIMULATION_FIGURE_H
#define CORE_SIMULATION_FIGURE_H

#include "core/figure.h"
#include "core/simulation.h"

/* Simulations as figures, and in words.  All is in *arena*. */

/* A simulation and what came out. */
struct simulated {
	const struct simulation *simulation;
	const struct simulation_result *result;
};

/* What a simulation goes by. */
struct simulation_source {
	const struct learner_counts *all;    /* answers of any card */
	const struct learner_counts *chosen; /* of those simulated; NULL: the
					      * same */
	int runs;
};

enum {
	SIMULATION_WITH_NEW = 4, /* columns of days: up to the new cards */
	SIMULATION_WITH_WAITING = 5,
	SIMULATION_DAY_COLUMNS = 9, /* all */
};

/* The mean of each day over the runs; its first so many columns. */
struct figure simulation_days(const struct simulation_result *result,
			      int columns, struct arena *arena);

/* A row for each of them: in all, a day, at most, in the end. */
struct figure simulation_summary(const struct simulated *list, int count,
				 struct arena *arena);

/* Answers so far, one row: what the guesses are made of. */
struct figure simulation_basis(const struct simulation_source *source,
			       struct arena *arena);

/* The first of them beside the second, in a sentence. */
const char *simulation_comparison(const struct simulated *list,
				  struct arena *arena);

/* What it goes by and cannot know, in a few sentences. */
const char *simulation_caution(const struct simulation_source *source,
			       struct arena *arena);

#endif
