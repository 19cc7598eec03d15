#include "command/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "command/budget.h"
#include "command/home.h"
#include "command/keep.h"
#include "command/study.h"
#include "command/study_loop.h"
#include "store/deck_store.h"
#include "store/exam_store.h"
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

static char **complete_command(struct arena *arena)
{
	size_t count = 0;
	char **list;

	while (study_action_name(count))
		count++;
	list = arena_array(arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = arena_strdup(arena, study_action_name(i));
	return list;
}

/* The tags there are; after a "-", those that would be taken away. */
static char **complete_tag(struct app *app, const char *word,
			   struct arena *arena)
{
	const char *minus = *word == '-' ? "-" : "";
	struct error ignored = { 0 };
	const char **tags;
	size_t count;
	char **list;

	if (!search_tags(app->store, arena, &tags, &count, &ignored))
		return NULL;
	list = arena_array(arena, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = arena_printf(arena, "%s%s", minus, tags[i]);
	return list;
}

/* Commands complete at the question, and tags after theirs; an answer never
 * does. */
static char **complete(void *context, const char *before, const char *word,
		       struct arena *arena, bool *files)
{
	(void)files;
	if (!*before && *word == ':')
		return complete_command(arena);
	return strncmp(before, ":tag ", 5) == 0
		       ? complete_tag(context, word, arena)
		       : NULL;
}

static enum reply ask_line(void *context, const char *prompt,
			   struct arena *arena, char **line)
{
	struct app *app = context;
	struct completer completer = { .complete = complete, .context = app };

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
				  "answer; set it right, take answers of a "
				  "wrong clock back with `ebb undo`, or study "
				  "all the same with --trust-clock",
				  "the clock is %lld hours behind your newest "
				  "answer; set it right, take answers of a "
				  "wrong clock back with `ebb undo`, or study "
				  "all the same with --trust-clock",
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

/* ---- a session ---- */

static bool run_session(struct app *app, const struct study_options *wanted,
			struct error *err)
{
	struct study_ui ui = {
		.context = app,
		.say = say,
		.ask_line = ask_line,
		.ask_key = ask_key,
		.width = width,
		.edit = edit,
	};
	struct study_options options = *wanted;

	options.store = app->store;
	options.clock = &app->clock;
	options.ui = &ui;
	options.terminal = app->terminal;
	options.plain = app->plain;
	options.patient = terminal_is_interactive(app->terminal);
	return study_loop(&options, err);
}

bool study_cram(struct app *app, const int64_t *ids, size_t count,
		struct error *err)
{
	struct study_options options = {
		.wish = queue_of_deck(DECK_ALL),
		.cram = ids,
		.cram_count = count,
	};

	return run_session(app, &options, err);
}

/* ---- practice ---- */

/* In another order each time. */
static bool cram_all(struct app *app, const struct study_request *request,
		     struct error *err)
{
	struct card_list list;
	int64_t most;

	if (!budget_cards(app, request, &most, err))
		return false;
	if (request->chosen)
		list = *request->chosen;
	else if (!app_search(app, "", request->deck_id, &list, err))
		return false;
	if (list.count == 0) {
		app_print(app, _("There is no card."));
		return true;
	}
	for (size_t i = list.count; i > 1; i--) {
		size_t j = (size_t)(random_next(&app->random) % i);
		int64_t id = list.ids[i - 1];

		list.ids[i - 1] = list.ids[j];
		list.ids[j] = id;
	}
	if (most && list.count > (size_t)most)
		list.count = (size_t)most;
	return study_cram(app, list.ids, list.count, err);
}

/* ---- what is wished for ---- */

static bool read_wish(struct app *app, const struct study_request *request,
		      struct study_options *options, struct error *err)
{
	struct queue_wish *wish = &options->wish;
	struct stamp stamp;
	int64_t new_today;

	*wish = queue_of_deck(request->deck_id);
	wish->ahead_days = request->ahead_days;
	if (!app_stamp(app, &stamp, err))
		return false;
	if (request->new_cards >= 0) {
		if (!queue_new_today(app->store, stamp.study_day, &new_today,
				     err))
			return false;
		wish->new_per_day = new_today + request->new_cards;
	}
	if (request->chosen && !queue_choose(app->store, request->chosen->ids,
					     request->chosen->count, wish, err))
		return false;
	return (!request->cards && !request->minutes) ||
	       budget_spend(app, request, stamp.study_day, options, err);
}

struct study_request study_of_deck(int64_t deck_id)
{
	return (struct study_request){ .deck_id = deck_id, .new_cards = -1 };
}

static bool run_request(struct app *app, const struct study_request *request,
			struct error *err)
{
	struct study_options options = { 0 };
	struct stamp stamp;
	bool has;

	if (!app_stamp(app, &stamp, err) ||
	    !exam_end_past(app->store, &stamp, err) ||
	    !has_decks(app, &has, err) ||
	    (!request->trust_clock && !check_clock(app, err)))
		return false;
	if (!has) {
		home_print_welcome(app);
		return true;
	}
	if (request->cram)
		return cram_all(app, request, err);
	return read_wish(app, request, &options, err) &&
	       run_session(app, &options, err);
}

bool study_run(struct app *app, const struct study_request *request,
	       struct error *err)
{
	if (!run_request(app, request, err))
		return false;
	keep_daily(app);
	return true;
}

/* ---- the command line ---- */

static bool read_count(const char *value, const char *option, int64_t most,
		       int64_t *count, struct error *err)
{
	char *end;
	long long number = strtoll(value, &end, 10);

	if (*end || end == value || number < 0 || number > most)
		return error_set(err, ERROR_USAGE,
				 _("--%s takes a number from 0 to %lld, not "
				   "\"%s\""),
				 option, (long long)most, value);
	*count = number;
	return true;
}

/* "30" is a number of cards, "15m" of minutes. */
static bool is_budget(const char *word, struct study_request *request)
{
	size_t digits = strspn(word, "0123456789");
	int64_t number;

	if (digits == 0 || digits > 5 ||
	    (word[digits] && strcmp(word + digits, "m") != 0))
		return false;
	number = strtoll(word, NULL, 10);
	if (word[digits])
		request->minutes = number;
	else
		request->cards = number;
	return number > 0;
}

/* A deck by its name, else a search; a lone word that finds nothing was meant
 * for a deck. */
static bool read_choice(struct app *app, char **words, int count,
			struct study_request *request, struct card_list *chosen,
			struct error *err)
{
	const char *text = app_join(app, words, count);
	struct error no_deck = { 0 };

	if (count == 0 || app_deck(app, text, &request->deck_id, &no_deck))
		return true;
	request->deck_id = DECK_ALL;
	if (no_deck.kind == ERROR_NOT_FOUND) {
		if (!app_search(app, text, DECK_ALL, chosen, err))
			return false;
		request->chosen = chosen;
		if (chosen->count > 0)
			return true;
	}
	*err = no_deck;
	return false;
}

static bool read_operands(struct app *app, const struct arguments *arguments,
			  struct study_request *request,
			  struct card_list *chosen, struct error *err)
{
	int64_t deck_id;
	int count = arguments->count;
	struct error ignored = { 0 };

	if (count > 0 &&
	    !deck_find(app->store, app_join(app, arguments->operands, count),
		       &deck_id, &ignored) &&
	    is_budget(arguments->operands[count - 1], request))
		count--;
	return read_choice(app, arguments->operands, count, request, chosen,
			   err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	enum { AHEAD_MOST = 36500, NEW_MOST = 9999 };
	struct study_request request = study_of_deck(DECK_ALL);
	const char *ahead = argument(arguments, "ahead");
	const char *new = argument(arguments, "new");
	struct card_list chosen;
	int64_t days = 0;

	request.cram = argument(arguments, "cram");
	request.trust_clock = argument(arguments, "trust-clock");
	if ((ahead && !read_count(ahead, "ahead", AHEAD_MOST, &days, err)) ||
	    (new &&
	     !read_count(new, "new", NEW_MOST, &request.new_cards, err)) ||
	    !read_operands(app, arguments, &request, &chosen, err))
		return false;
	request.ahead_days = (int)days;
	return study_run(app, &request, err);
}

const struct command command_study = {
	.name = "study",
	.operands = "[DECK|SEARCH...] [CARDS|MINUTESm]",
	.summary = N_("ask what is due, then new cards, then the day's drill"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 'c', "cram", NULL,
		  N_("practise all, due or not; no date changes") },
		{ 'a', "ahead", "DAYS",
		  N_("with what is due in so many days") },
		{ 'n', "new", "CARDS",
		  N_("with so many new cards, whatever the setting says") },
		{ .name = "trust-clock",
		  .help = N_("study although the clock is behind the log") },
	},
	.run = run,
};
