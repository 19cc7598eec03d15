#ifndef TERMINAL_SIGNALS_H
#define TERMINAL_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/*
 * The signals that a prompt answers to: SIGINT, SIGTERM, SIGHUP, SIGQUIT,
 * SIGWINCH and SIGTSTP.  While held they are blocked, so that nothing is
 * interrupted, and come in only where the mask of signals_outside() is in
 * force.  Those that ebb inherited as ignored stay ignored.
 */

/* Hold them from now on; again is harmless. */
void signals_hold(void);

bool signals_are_held(void);

/* Give the actions and the mask back as they were found. */
void signals_release(void);

/* The mask under which to wait: the inherited one, with ours let in. */
const sigset_t *signals_outside(void);

/* Whether a signal came in; asking forgets it. */
bool signals_take(int number);

/* The same, also for a signal that still waits behind the mask. */
bool signals_take_pending(int number);

/* Whether SIGTERM, SIGHUP or SIGQUIT came in or waits; stays true. */
bool signals_stopping(void);

/* Which of them, or 0. */
int signals_stopping_number(void);

/* Behave from now on as if SIGHUP had come: the terminal is gone. */
void signals_stop(void);

/* Stop this process as Ctrl-Z does; returns when it is continued. */
void signals_suspend(void);

#endif
