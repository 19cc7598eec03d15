#ifndef COMMAND_WRITE_IDS_H
#define COMMAND_WRITE_IDS_H

#include "base/arena.h"
#include "command/import_ids.h"
#include "command/replace_file.h"
#include "exchange/deck_reader.h"

/*
 * Put ids into a deck file: see exchange/deck_ids.h.  The file is replaced
 * whole or not at all, in the encoding that it had, and only if reading and
 * writing it unchanged would give the same bytes, and if by `options` the rows
 * will be read as they are now, ERROR_FORMAT otherwise; and if it is still the
 * file that the reader opened and read, ERROR_CONFLICT otherwise.
 *
 * The first writes it beside the file, the second puts it in its place or, when
 * that may not be or the file changed in between, drops it; else it is for the
 * caller to drop.
 */
bool write_ids(const char *path, struct deck_reader *reader,
	       const struct deck_reader_options *options,
	       const struct import_ids *ids, struct arena *arena,
	       struct replacement *out, struct error *err);
bool write_ids_put(const char *path, const struct deck_reader *reader,
		   const struct replacement *replacement, struct error *err);

#endif
