#ifndef COMMAND_SHELL_H
#define COMMAND_SHELL_H

#include "command/app.h"

/*
 * ebb without a command: what is due, then a prompt at which Enter studies
 * and every command works as on the command line.  Ends with Ctrl-D, `quit`
 * or a signal.  Errors of commands are printed and do not end it.
 */
bool shell_run(struct app *app, struct error *err);

#endif
