#ifndef COMMAND_REPLACE_FILE_H
#define COMMAND_REPLACE_FILE_H

#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"

/* What writes the file; false with *err set when it cannot. */
typedef bool file_writer(void *context, FILE *out, struct error *err);

/*
 * Write a file whole or not at all: beside it first, synced, then in its
 * place, with the mode it had.  A link is followed.  A device or a pipe is
 * written into.  False, with the old file as it was, when anything fails.
 */
bool replace_file(const char *path, file_writer *write, void *context,
		  struct arena *arena, struct error *err);

/* The same in two steps, for a regular file: whatever takes room or may not be
 * done shows in the first, which leaves the old file where it is. */
struct replacement {
	char *beside, *target; /* in *arena* */
};

bool replacement_write(struct replacement *out, const char *path,
		       file_writer *write, void *context, struct arena *arena,
		       struct error *err);

/* Then one of these.  What cannot be put in its place is dropped. */
bool replacement_put(const struct replacement *replacement, struct error *err);
void replacement_drop(const struct replacement *replacement);

#endif
