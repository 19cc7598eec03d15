#ifndef EXCHANGE_DECK_SOURCE_H
#define EXCHANGE_DECK_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"

/*
 * The text of a deck file: UTF-8 without a byte order mark, whatever the file
 * is written in, which can be read from the start as often as needed.  A byte
 * that is no text becomes a NUL, and costs only its row.
 */

struct deck_source;

/*
 * Open a file, or standard input for "-", and look at all of it.  `encoding`
 * is what a person says, or NULL: then a byte order mark decides, else NULs at
 * every other place (UTF-16), else whether it is UTF-8, else the likeliest of
 * the older encodings.  NULL with *err set when it cannot be read, is empty,
 * or is no text at all; ERROR_USAGE for an encoding that nobody knows.
 */
struct deck_source *deck_source_open(const char *path, const char *encoding,
				     struct error *err);
/* The same of a regular file that is open and flushed, from its start. */
struct deck_source *deck_source_open_file(FILE *file, const char *encoding,
					  struct error *err);
void deck_source_close(struct deck_source *source);

/* "UTF-8", "UTF-8 with BOM", "UTF-16LE with BOM", "CP1252" ...; borrowed. */
const char *deck_source_encoding(const struct deck_source *source);

/* Whether that is the likeliest, but not certain. */
bool deck_source_guessed(const struct deck_source *source);

/* The most frequent line end: "\n", "\r\n" or "\r". */
const char *deck_source_line_end(const struct deck_source *source);

/* Whether the path still names the file that was opened, with the size and the
 * time that it had then.  Never of what is no regular file. */
bool deck_source_is_current(const struct deck_source *source, const char *path);

/* Up to `size` of the next bytes; *length is 0 at the end. */
bool deck_source_read(struct deck_source *source, char *buffer, size_t size,
		      size_t *length, struct error *err);

bool deck_source_rewind(struct deck_source *source, struct error *err);

/* How far the present reading has come, 0..100. */
int deck_source_percent(const struct deck_source *source);

#endif
