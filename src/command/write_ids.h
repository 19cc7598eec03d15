#ifndef COMMAND_WRITE_IDS_H
#define COMMAND_WRITE_IDS_H

#include "base/arena.h"
#include "exchange/deck_reader.h"

/*
 * Put ids into a deck file: see exchange/deck_ids.h.  The file is replaced
 * whole or not at all, in the encoding that it had, and only if reading and
 * writing it unchanged would give the same bytes, and if by `options` the rows
 * will be read as they are now; ERROR_FORMAT otherwise.
 */
bool write_ids(const char *path, struct deck_reader *reader,
	       const struct deck_reader_options *options,
	       const char *const *ids, struct arena *arena, struct error *err);

#endif
