#ifndef COMMAND_STUDY_H
#define COMMAND_STUDY_H

#include "command/app.h"

struct study_request {
	int64_t deck_id;		/* DECK_ALL: every deck */
	const struct card_list *chosen; /* only these cards; NULL: all */
	int64_t cards;			/* the budget; 0: none */
	int64_t minutes;		/* the same, by the learner's pace */
	int ahead_days;
	int64_t new_cards; /* so many more today, whatever the setting; -1:
			    * by the setting */
	bool cram;
	bool trust_clock;
};

/* All that is due in a deck. */
struct study_request study_of_deck(int64_t deck_id);

/*
 * A session at the app's terminal, as `ebb study` has it.  Fails with
 * ERROR_FORMAT when the clock is far behind the newest answer, unless it is to
 * be trusted all the same.
 */
bool study_run(struct app *app, const struct study_request *request,
	       struct error *err);

/* Practise exactly these cards, in this order; no schedule changes. */
bool study_cram(struct app *app, const int64_t *ids, size_t count,
		struct error *err);

#endif
