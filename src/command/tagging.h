#ifndef COMMAND_TAGGING_H
#define COMMAND_TAGGING_H

#include "base/arena.h"
#include "core/note.h"

/*
 * Change the tags of a loaded note by a list of tags, divided as in a deck
 * file: it gets each of them, and loses those with a "-" before them.  What
 * the note had is kept in *arena*.  False when it has them so already.
 */
bool tagging_apply(struct note *note, const char *list, struct arena *arena);

#endif
