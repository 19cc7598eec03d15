#ifndef EXCHANGE_DECK_SOURCE_H
#define EXCHANGE_DECK_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * The bytes of a deck file: valid UTF-8 without a byte order mark, which can
 * be read from the start as often as needed.
 */

struct deck_source;

/*
 * Open a file, or standard input for "-", and check all of it.  NULL with
 * *err set when it cannot be read, is empty, is not UTF-8 (the line and byte
 * are named) or is no text at all.
 */
struct deck_source *deck_source_open(const char *path, struct error *err);
void deck_source_close(struct deck_source *source);

/* "UTF-8" or "UTF-8 with BOM". */
const char *deck_source_encoding(const struct deck_source *source);

/* Up to `size` of the next bytes; *length is 0 at the end. */
bool deck_source_read(struct deck_source *source, char *buffer, size_t size,
		      size_t *length, struct error *err);

bool deck_source_rewind(struct deck_source *source, struct error *err);

#endif
