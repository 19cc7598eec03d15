#include "command/shell.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "command/command.h"
#include "command/complete.h"
#include "command/home.h"
#include "command/study.h"
#include "store/deck_store.h"

static bool print_home(struct app *app, struct error *err)
{
	struct home home;
	bool ok;

	if (!home_load(app, DECK_ALL, false, &home, err))
		return false;
	if (home.count == 0) {
		home_print_welcome(app);
		home_print_beginning(app);
		return true;
	}
	home_print_decks(app, &home);
	ok = home_print_streak(app, &home, err);
	if (queue_total(&home.total))
		app_print(app, _("Press Enter to study, or type a command "
				 "(help)."));
	else
		app_print(app, _("Nothing is due now. Type a command (help), "
				 "or Ctrl-D to leave."));
	return ok;
}

/* The words after "ebb" that a person types anyway at ebb's own prompt. */
static char **skip_own_name(char **words, int *count)
{
	if (*count > 1 && strcmp(words[0], "ebb") == 0) {
		(*count)--;
		return words + 1;
	}
	return words;
}

/* Enter: study; or bring in the bundled deck first, when there is none. */
static bool study_or_begin(struct app *app, struct error *err)
{
	struct study_request request = study_of_deck(DECK_ALL);
	struct deck *decks;
	size_t count;

	if (!deck_names(app->store, &app->arena, &decks, &count, err))
		return false;
	if (count == 0) {
		char import[] = "import", yes[] = "--yes";
		char path[PATH_MAX];
		char *words[] = { import, yes, path, NULL };

		snprintf(path, sizeof(path), "%s", home_first_deck(app));
		if (!command_run(app, 3, words, err))
			return false;
	}
	return study_run(app, &request, err);
}

static bool run_words(struct app *app, char **words, int count,
		      struct error *err)
{
	if (count < 0)
		return error_set(err, ERROR_USAGE, _("a quote is not closed"));
	if (count == 0)
		return study_or_begin(app, err);
	words = skip_own_name(words, &count);
	return command_run(app, count, words, err);
}

static bool is_quit(char **words, int count)
{
	return count == 1 &&
	       (strcmp(words[0], "quit") == 0 ||
		strcmp(words[0], "exit") == 0 || strcmp(words[0], "q") == 0);
}

/* One line; false ends the shell. */
static bool take_line(struct app *app, const char *line)
{
	struct arena arena = { 0 };
	struct error err = { 0 };
	char **words;
	int count = text_split_words(line, &arena, &words);
	bool go_on = !is_quit(words, count);

	if (go_on && !run_words(app, words, count, &err) && *err.message) {
		fflush(app->out);
		fprintf(app->err, "ebb: %s\n", app_visible(app, err.message));
	}
	arena_release(&arena);
	arena_release(&app->arena);
	return go_on && !terminal_stopped(app->terminal);
}

bool shell_run(struct app *app, struct error *err)
{
	struct completer completer = {
		.complete = complete_line,
		.context = app,
	};
	bool go_on = true;

	if (!app_open_store(app, err) || !print_home(app, err))
		return false;
	app->in_shell = true;
	while (go_on) {
		struct arena arena = { 0 };
		enum reply reply;
		char *line;

		fflush(app->out);
		reply = terminal_read_line(app->terminal, LINE_COMMAND,
					   &completer, "ebb> ", &arena, &line);
		go_on = reply == REPLY_ABANDONED ||
			(reply == REPLY_LINE && take_line(app, line));
		arena_release(&arena);
	}
	return true;
}
