#ifndef COMMAND_COMPLETE_H
#define COMMAND_COMPLETE_H

#include "command/command.h"

/*
 * What may stand where a word of a command line is being typed: one answer
 * for ebb's own prompt and for bash, zsh and fish.
 */

struct candidate {
	const char *word;
	const char *help; /* translated, or "" */
};

struct candidates {
	struct arena *arena;
	struct candidate *list;
	size_t count, capacity;
	bool wants_file; /* the name of a file: the shell knows them better */
};

/*
 * Fill *out, of which the caller sets the arena, with what may follow `count`
 * words (without "ebb") when `word` is what stands there so far.  Words that
 * do not begin with it are not left out.  A database that does not exist is
 * not made.
 */
void complete_words(struct app *app, char **words, int count, const char *word,
		    struct candidates *out);

/* The same for Tab at ebb's prompt: see struct completer. */
char **complete_line(void *app, const char *before, const char *word,
		     struct arena *arena, bool *files);

#endif
