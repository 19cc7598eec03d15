#ifndef COMMAND_STUDY_LOOP_H
#define COMMAND_STUDY_LOOP_H

#include "base/clock.h"
#include "store/queue_store.h"
#include "terminal/study_view.h"

/*
 * Joins the session to the store and to whoever answers: carries out each
 * effect and turns what is typed into the next event.
 */

/* The person at the keyboard, or a test that plays one. */
struct study_ui {
	void *context;
	/* Show text, at once. */
	void (*say)(void *context, const char *text);
	/* Ask for a line, in *arena*, or for one key. */
	enum reply (*ask_line)(void *context, const char *prompt,
			       struct arena *arena, char **line);
	enum reply (*ask_key)(void *context, const char *prompt,
			      struct key *key);
	/* Columns to lay text out in, now. */
	int (*width)(void *context);
	/* Let the learner change text in a file at `path`. */
	bool (*edit)(void *context, const char *path, struct error *err);
};

struct study_options {
	struct store *store;
	const struct clock *clock;
	const struct study_ui *ui;
	const struct terminal *terminal; /* for its styles */
	bool plain;
	bool patient; /* someone is there: to press single keys, to read a
		       * hint, to free the disk and try again */
	struct queue_wish wish; /* which cards */
	/* Instead: practise exactly these, in this order, without a change of
	 * any schedule; NULL otherwise. */
	const int64_t *cram;
	size_t cram_count;
	int64_t budget_cards; /* so many were chosen of more; 0: no budget */
	int64_t budget_ms;    /* for so long; 0: no matter */
};

/* The commands at the question, ":undo" and so on; NULL past the last. */
const char *study_action_name(size_t i);

/*
 * Study until nothing is left or the learner stops, and say how it went.
 * Every answer is durable before the next question appears.  False when the
 * store failed; what was answered before is kept.
 */
bool study_loop(const struct study_options *options, struct error *err);

#endif
