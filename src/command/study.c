#include "command/command.h"

#include "base/message.h"
#include "command/home.h"
#include "command/study.h"
#include "command/study_loop.h"
#include "store/deck_store.h"
#include "store/review_store.h"
#include "terminal/editor.h"

/* A clock this much behind the newest answer is wrong, not merely slow. */
enum { CLOCK_SLACK_MS = 60 * 60 * 1000 };

static void say(void *context, const char *text)
{
	struct app *app = context;

	fputs(text, app->out);
	fflush(app->out);
}

/* Commands complete at the question; an answer never does. */
static char **complete(void *context, const char *before, const char *word,
		       struct arena *arena, bool *files)
{
	size_t count = 0;
	char **list;

	(void)context;
	(void)files;
	if (*before || *word != ':')
		return NULL;
	while (study_action_name(count))
		count++;
	list = arena_array(arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = arena_strdup(arena, study_action_name(i));
	return list;
}

static enum reply ask_line(void *context, const char *prompt,
			   struct arena *arena, char **line)
{
	struct app *app = context;
	struct completer completer = { .complete = complete };

	return terminal_read_line(app->terminal, LINE_ANSWER, &completer,
				  prompt, arena, line);
}

static enum reply ask_key(void *context, const char *prompt, struct key *key)
{
	struct app *app = context;

	return terminal_read_key(app->terminal, prompt, key);
}

static int width(void *context)
{
	struct app *app = context;

	return terminal_width(app->terminal);
}

static bool edit(void *context, const char *path, struct error *err)
{
	(void)context;
	return editor_run(path, err);
}

/* An answer dated before those that are there would be put after them, on a
 * study day that is over: better to ask first. */
static bool check_clock(struct app *app, struct error *err)
{
	int64_t now_ms = clock_now(&app->clock).at_ms, newest_ms, hours;

	if (!review_newest_ms(app->store, &newest_ms, err))
		return false;
	if (newest_ms <= now_ms + CLOCK_SLACK_MS)
		return true;
	hours = (newest_ms - now_ms) / 3600000;
	return error_set(err, ERROR_FORMAT,
			 ngettext("the clock is %lld hour behind your newest "
				  "answer; set it right, or study all the "
				  "same with --trust-clock",
				  "the clock is %lld hours behind your newest "
				  "answer; set it right, or study all the "
				  "same with --trust-clock",
				  (unsigned long)hours),
			 (long long)hours);
}

static bool has_decks(struct app *app, bool *has, struct error *err)
{
	struct deck *decks;
	size_t count;

	if (!deck_names(app->store, &app->arena, &decks, &count, err))
		return false;
	*has = count > 0;
	return true;
}

bool study_run(struct app *app, int64_t deck_id, bool trust_clock,
	       struct error *err)
{
	bool has = true;
	struct study_ui ui = {
		.context = app,
		.say = say,
		.ask_line = ask_line,
		.ask_key = ask_key,
		.width = width,
		.edit = edit,
	};
	struct study_options options = {
		.store = app->store,
		.clock = &app->clock,
		.ui = &ui,
		.terminal = app->terminal,
		.plain = app->plain,
		.patient = terminal_is_interactive(app->terminal),
		.deck_id = deck_id,
	};

	if (!has_decks(app, &has, err) ||
	    (!trust_clock && !check_clock(app, err)))
		return false;
	if (!has) {
		home_print_welcome(app);
		return true;
	}
	return study_loop(&options, err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	int64_t deck_id;

	return app_deck(app, arguments->operands[0], &deck_id, err) &&
	       study_run(app, deck_id, argument(arguments, "trust-clock"), err);
}

const struct command command_study = {
	.name = "study",
	.operands = "[DECK]",
	.summary = N_("ask what is due, then new cards, then the day's drill"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ .name = "trust-clock",
		  .help = N_("study although the clock is behind the log") },
	},
	.run = run,
};
