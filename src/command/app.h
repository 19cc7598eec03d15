#ifndef COMMAND_APP_H
#define COMMAND_APP_H

#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "store/search_store.h"
#include "store/store.h"
#include "terminal/terminal.h"

/*
 * What a command has to work with: main.c makes it, and nothing in ebb reads
 * the environment, the clock or a random source behind its back.
 */
struct app {
	struct store *store; /* open when the command's flags ask for it */
	struct terminal *terminal;
	struct clock clock;
	struct random random;
	struct arena arena; /* released after each command */
	FILE *out;	    /* what was asked for */
	FILE *err;	    /* what went wrong, and progress */
	const char *db_path;
	const char *state;  /* folder of the folders of backups */
	const char *device; /* the name of this machine */
	const char *share;  /* folder with decks/ */
	bool plain;	    /* for screen readers and scripts */
	bool in_shell;	    /* a command typed at ebb's own prompt */
};

/* Now, with the study day that the learner's rollover makes of it. */
bool app_stamp(struct app *app, struct stamp *stamp, struct error *err);

/* The id of a named deck, or DECK_ALL for NULL. */
bool app_deck(struct app *app, const char *name, int64_t *deck_id,
	      struct error *err);

/* The live cards of a deck (DECK_ALL: of any) that a search expression
 * chooses, ascending, in the app's arena. */
bool app_search(struct app *app, const char *expression, int64_t deck_id,
		struct card_list *list, struct error *err);

/* The same cards one by one: search_open(). */
bool app_search_open(struct app *app, const char *expression, int64_t deck_id,
		     struct search_walk **walk, struct error *err);

/* Words with a blank between them, in the app's arena. */
const char *app_join(struct app *app, char **words, int count);

/* The folder of this database's backups, in the app's arena. */
const char *app_backups(struct app *app);

/* Open the store if it is not open yet. */
bool app_open_store(struct app *app, struct error *err);

/* Show text that may come from anywhere on one line: in the app's arena. */
const char *app_visible(struct app *app, const char *text);

/* Print what is meant for programs: byte for byte, but made visible where a
 * terminal would obey it. */
void app_print_bytes(struct app *app, const char *bytes, size_t length);

/* Print wrapped to the window, ending with a newline; lines after the first
 * are indented like it. */
void app_print(struct app *app, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
