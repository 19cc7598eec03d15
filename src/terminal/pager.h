#ifndef TERMINAL_PAGER_H
#define TERMINAL_PAGER_H

#include "terminal/terminal.h"

/*
 * Print a text for the learner: through $PAGER, else less, else more, when it
 * is longer than the window and the terminal can page; otherwise, with PAGER
 * empty, or when no pager can be run, as it is.  The pager is no shell's: its
 * words are split at blanks and quotes.  Less shows the styles of the text;
 * other pagers get it without.
 */
void pager_print(const struct terminal *terminal, const char *text);

#endif
