#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "command/app.h"

/*
 * To add a command: src/command/NAME.c with its `const struct command`, its
 * line in command.c, its section in man/ebb.1, tests/cli/NAME.t.  The same
 * table makes --help, the shell's completion and the completion of bash, zsh
 * and fish, and a test holds it against the man page.
 */

struct command_option {
	char letter;	   /* -d, or 0 */
	const char *name;  /* --deck */
	const char *value; /* "DECK", or NULL for a switch */
	const char *help;  /* to be translated */
};

enum {
	COMMAND_OPENS_STORE = 1 << 0,
	COMMAND_HIDDEN = 1 << 1, /* not in lists of commands */
	COMMAND_READS = 1 << 2,	 /* what it reads is of one moment: no writes */
	OPTIONS_MOST = 16,
};

/* A parsed command line. */
struct arguments {
	const struct command *command;
	const char
		*values[OPTIONS_MOST]; /* by the option's place; "" for a
					* switch that is on; NULL: not given */
	char **operands;
	int count;
};

struct command {
	const char *name;
	const char *operands; /* "FILE...", "[DECK]", or "" */
	const char *summary;  /* to be translated */
	int least, most;      /* operands; most -1: any number */
	unsigned flags;
	struct command_option options[OPTIONS_MOST];
	bool (*run)(struct app *app, const struct arguments *arguments,
		    struct error *err);
};

/* All commands, ending with NULL. */
extern const struct command *const commands[];

/* The command of that name; ERROR_USAGE, with the nearest name, when there
 * is none. */
const struct command *command_find(const char *name, struct error *err);

/* The value of an option of the command ("" for a switch), or NULL. */
const char *argument(const struct arguments *arguments, const char *option);

/*
 * Parse and run one command line; words[0] is the command's name and the
 * list ends with NULL.  The app's arena is released afterwards.
 */
bool command_run(struct app *app, int count, char **words, struct error *err);

/* "ebb import [options] FILE..." in the app's arena. */
const char *command_usage(const struct command *command, struct arena *arena);

/* What --help and `ebb help COMMAND` print. */
void command_print_help(const struct command *command, FILE *out);

/* What `ebb --help` prints. */
void command_print_overview(FILE *out);

#endif
