#ifndef EXCHANGE_DECK_IDS_H
#define EXCHANGE_DECK_IDS_H

#include <stdio.h>

#include "exchange/deck_reader.h"

/*
 * Write a deck file again with an id in each of its rows that are notes; all
 * other bytes of the text stay as they are.  A file with an id column has its
 * empty ids filled in; in another each row gets one field more, after as many
 * delimiters as bring it into that column, and so does the header, or the
 * directives.  A file without either gets a header.
 *
 * `ids` has one for each row that is a note, in their order, or NULL where it
 * gets none.  The text is UTF-8 without byte order mark.  False, ERROR_FORMAT,
 * for a table drawn with pipes; ERROR_IO.
 */
bool deck_ids_write(struct deck_reader *reader, const char *const *ids,
		    FILE *out, struct error *err);

/* The same without any change. */
bool deck_ids_copy(struct deck_reader *reader, FILE *out, struct error *err);

#endif
