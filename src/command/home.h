#ifndef COMMAND_HOME_H
#define COMMAND_HOME_H

#include "command/app.h"
#include "store/report_store.h"

/* What is to be done today: the counts of each deck and of all together. */
struct home {
	struct stamp stamp;
	struct deck_report *decks; /* in the app's arena */
	size_t count;
	struct queue_counts total; /* what studying all decks would ask */
	int64_t median_ms;	   /* of one answer; 0: not known yet */
};

/* deck_id: one deck only, or DECK_ALL.  with_notes: count notes and cards
 * too. */
bool home_load(struct app *app, int64_t deck_id, bool with_notes,
	       struct home *home, struct error *err);

/* "llm-terms  12 due · 10 new · 2 to drill · about 7 min", a line a deck. */
void home_print_decks(struct app *app, const struct home *home);

/* "streak 4 days · yesterday 31 cards, 87% recalled", when there is one. */
bool home_print_streak(struct app *app, const struct home *home,
		       struct error *err);

/* How to begin, while there are no cards: where they will be, and where to get
 * some. */
void home_print_welcome(struct app *app);

/* What Enter does about that at ebb's own prompt, and what the grades mean. */
void home_print_beginning(struct app *app);

/* The bundled deck in the learner's language, in the app's arena. */
const char *home_first_deck(struct app *app);

#endif
