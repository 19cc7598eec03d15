#ifndef TERMINAL_INPUT_H
#define TERMINAL_INPUT_H

#include <stdio.h>

/* What prompts have in common. */

enum {
	INPUT_SIGNAL = -1, /* see terminal/signals.h which */
	INPUT_NOTHING = -2,
};

/*
 * The next byte typed at the terminal.  Nothing is read ahead, so that what
 * was typed early is there for whoever asks next.  Waits at most `timeout_ms`
 * milliseconds (INPUT_NOTHING), without limit when it is negative.  Signals
 * come in while it waits (INPUT_SIGNAL); a terminal that was closed counts as
 * SIGHUP.  signals_hold() must be in force.
 */
int input_byte(int timeout_ms);

/* Print a prompt without readline, leaving out its marks. */
void input_print_prompt(FILE *out, const char *prompt);

#endif
