#ifndef COMMAND_CHANGE_H
#define COMMAND_CHANGE_H

#include "command/command.h"
#include "core/card.h"
#include "store/batch_store.h"
#include "store/undo_store.h"

/*
 * Commands that do one thing to each card that is named on the line, or that
 * the option "search" chooses where the command has it, all in one batch: rm,
 * suspend, unsuspend, flag, unflag.
 */
#define CHANGE_OPTIONS \
	{ 's', "search", "SEARCH", N_("all that this search chooses") },

struct change {
	const char *kind; /* of the batch */
	/* Whether it would change anything; NULL: it always does. */
	bool (*changes)(const struct card *card);
	bool (*apply)(struct batch *batch, int64_t card_id, struct error *err);
};

/* Find all the cards first, then change all or none; *count is how many,
 * without those that are so already. */
bool change_cards(struct app *app, const struct arguments *arguments,
		  const struct change *change, int *count, struct error *err);

/* What kind of batch it is, in the learner's language; a kind that this ebb
 * does not know is a change. */
const char *change_word(const char *kind);

/* What a step of undo was, in the app's arena: 'grade 4 of "dog"', "import
 * llm-terms.csv".  NULL and *err when it cannot be read. */
const char *change_describe(struct app *app, const struct undo_step *step,
			    struct error *err);

#endif
