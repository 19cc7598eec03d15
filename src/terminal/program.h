#ifndef TERMINAL_PROGRAM_H
#define TERMINAL_PROGRAM_H

#include "base/arena.h"

/*
 * Another program on the learner's terminal: the editor, the pager.  It is run
 * by its words, never by a shell, finds the terminal and the signals as ebb
 * found them, and ebb stops and goes on with it (Ctrl-Z).
 */

/* The words of a command line such as $EDITOR, with room for so many more and
 * the NULL that ends them; NULL when it is NULL, empty or has an open quote.
 * In *arena*. */
char **program_words(const char *value, int room, struct arena *arena);

/*
 * Run a program to its end.  argv[0] is looked for in PATH; `input` is a file
 * it reads as standard input, or -1 for ebb's own.  Returns 0 and sets *status
 * as waitpid() does, or the error number for which it could not be started.
 * Ctrl-C and Ctrl-\ are meant for the program, as with system(3).
 */
int program_run(char **argv, int input, int *status);

#endif
