#ifndef COMMAND_IMPORT_FORMAT_H
#define COMMAND_IMPORT_FORMAT_H

#include "exchange/deck_reader.h"
#include "store/source_store.h"

/* How a deck file is written: in words, and as it is remembered. */

/* Take note of the size and the time of a source's file. */
void import_look_at_file(struct source *source);

/* The word for a delimiter: comma, tab, semicolon, pipe, space, colon, or
 * other. */
const char *import_delimiter_name(char delimiter);

/* And back, from the word or the character itself; ERROR_USAGE. */
bool import_read_delimiter(const char *value, char *delimiter,
			   struct error *err);

/* The format of a file for `ebb export --as-imported`: JSON, in *arena*. */
const char *import_format_json(const struct deck_format *format,
			       struct arena *arena);

#endif
