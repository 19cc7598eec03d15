#include "learner.h"

#include <string.h>

#include "command/study_loop.h"
#include "store/deck_store.h"

enum { TRIES_MOST = 3 };

static int chance(struct learner *learner, int sides)
{
	return (int)(random_next(&learner->random) % (uint64_t)sides);
}

static void believe_answer(struct learner *learner)
{
	if (learner->graded < 0)
		return;
	learner->beliefs[learner->graded].acknowledged = true;
	learner->stack[learner->depth++] = learner->graded;
	learner->graded = -1;
}

/* A question: whatever was begun is done. */
static void believe(struct learner *learner)
{
	believe_answer(learner);
	if (learner->undoing >= 0) {
		learner->beliefs[learner->undoing].taken_back = true;
		learner->depth--;
	}
	learner->undoing = -1;
	learner->tries = 0;
}

void learner_hear_failure(struct learner *learner)
{
	if (learner->graded >= 0)
		learner->beliefs[learner->graded].refused = true;
	if (learner->undoing >= 0)
		learner->beliefs[learner->undoing].undo_refused = true;
}

static enum reply type_line(void *context, const char *prompt,
			    struct arena *arena, char **line)
{
	struct learner *learner = context;

	(void)prompt;
	believe(learner);
	if (learner->at_question)
		learner->at_question(learner->context);
	learner->clock->frozen_ms += 1500;
	*line = NULL;
	if (learner->count == learner->answers ||
	    (learner->stops && learner->stops(learner->context)))
		return REPLY_END;
	if (learner->undoes && learner->depth > 0 && chance(learner, 6) == 0) {
		learner->undoing = learner->stack[learner->depth - 1];
		learner->beliefs[learner->undoing].undo_begun = true;
		*line = arena_strdup(arena, ":undo");
	} else {
		*line = arena_printf(arena, "%c%d", learner->letter,
				     learner->count++);
	}
	return REPLY_LINE;
}

/* Asked again for the grade, the answer was not saved; she tries a few
 * times. */
static enum reply press_key(void *context, const char *prompt, struct key *key)
{
	struct learner *learner = context;

	(void)prompt;
	learner->clock->frozen_ms += 1500;
	if (learner->graded >= 0) {
		learner->beliefs[learner->graded].refused = true;
		if (learner->refused)
			learner->refused(learner->context);
		if (++learner->tries == TRIES_MOST)
			return REPLY_END;
		learner->beliefs[learner->graded].refused = false;
	}
	learner->graded = learner->count - 1;
	key->code = (uint32_t)('0' + chance(learner, learner->grade_most + 1));
	return REPLY_LINE;
}

/* "4 good: in 1 day, on 2026-03-03" */
static void hear(void *context, const char *text)
{
	if (*text >= '0' && *text <= '5' && text[1] == ' ')
		believe_answer(context);
}

static int width(void *context)
{
	(void)context;
	return 80;
}

static bool edit(void *context, const char *path, struct error *err)
{
	(void)context;
	(void)path;
	return error_set(err, ERROR_IO, "no editor here");
}

bool learner_study(struct learner *learner, struct app *app, struct error *err)
{
	const struct study_ui ui = {
		.context = learner,
		.say = hear,
		.ask_line = type_line,
		.ask_key = press_key,
		.width = width,
		.edit = edit,
	};
	const struct study_options options = {
		.store = app->store,
		.clock = &app->clock,
		.ui = &ui,
		.terminal = app->terminal,
		.patient = true,
		.wish = queue_of_deck(DECK_ALL),
	};

	learner->clock = &app->clock;
	learner->graded = learner->undoing = -1;
	learner->tries = 0;
	return study_loop(&options, err);
}
