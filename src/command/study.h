#ifndef COMMAND_STUDY_H
#define COMMAND_STUDY_H

#include "command/app.h"

/*
 * A session at the app's terminal, as `ebb study` has it, for a deck or for
 * DECK_ALL.  Fails with ERROR_FORMAT when the clock is far behind the newest
 * answer, unless it is to be trusted all the same.
 */
bool study_run(struct app *app, int64_t deck_id, bool trust_clock,
	       struct error *err);

#endif
