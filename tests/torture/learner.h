#ifndef TESTS_TORTURE_LEARNER_H
#define TESTS_TORTURE_LEARNER_H

#include "command/app.h"

/*
 * A learner who takes ebb at its word.  What she types at a question is a
 * letter and a number that was never typed before, so that each answer can be
 * found in the log; and she remembers what ebb made her believe of it.
 */

struct belief {
	bool acknowledged; /* the next question came after the grade */
	bool refused;	   /* ebb asked for the grade again, or said that
			    * nothing was saved */
	bool undo_begun;
	bool taken_back; /* that was acknowledged */
	bool undo_refused;
};

enum { BELIEFS_MOST = 1000 };

struct learner {
	char letter;
	struct random random;
	int answers;	/* that she wants to give */
	int grade_most; /* below 4 her cards are never done for the day */
	bool undoes;
	/* Or NULL: asked at each question whether she stops; told of each
	 * question; and told when ebb says that an answer was not saved. */
	bool (*stops)(void *context);
	void (*at_question)(void *context);
	void (*refused)(void *context);
	void *context;

	struct belief beliefs[BELIEFS_MOST];
	int count;
	int graded;  /* whose grade was given and not acknowledged, or -1 */
	int undoing; /* that is being taken back, or -1 */
	int tries;
	int stack[BELIEFS_MOST], depth; /* what an undo takes back next */
	struct clock *clock;
};

/* Study with the app's open store until she stops.  ebb's failure leaves what
 * was pending as it is. */
bool learner_study(struct learner *learner, struct app *app, struct error *err);

/* The failure was said: what was pending was not saved, as far as ebb
 * claims. */
void learner_hear_failure(struct learner *learner);

#endif
