#ifndef TERMINAL_EDITOR_H
#define TERMINAL_EDITOR_H

#include <stdbool.h>

#include "base/error.h"

/*
 * Let the learner edit a file and wait for the editor to end: $VISUAL, else
 * $EDITOR, both split into words at blanks and quotes (no shell), else the
 * first of sensible-editor, editor, vi, nano found on the PATH.  The editor
 * gets default signals; Ctrl-C is its own affair meanwhile, and what is to end
 * ebb waits until what was written is safe: see terminal_stopped().  Call it
 * between prompts.  Fails with ERROR_IO when there is no editor, when it cannot
 * be run, when it ends with a status other than 0, or by a signal.
 */
bool editor_run(const char *path, struct error *err);

#endif
