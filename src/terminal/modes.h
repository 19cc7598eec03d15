#ifndef TERMINAL_MODES_H
#define TERMINAL_MODES_H

#include <stdbool.h>

/*
 * How the terminal passes keys on.  While held, each key comes at once and is
 * not shown, at prompts and between them: what is typed early then reaches
 * the next prompt whole, Ctrl-D and Backspace included, and is shown there.
 */

/* Hold from now on; again is harmless. */
void modes_hold(void);

/* Give the modes back as they were found.  Happens at exit() and
 * quick_exit() too, and when the program crashes. */
void modes_release(void);

bool modes_are_held(void);

/* While held: show keys or not.  readline shows what is typed only on a
 * terminal that does when it begins. */
void modes_echo(bool on);

#endif
