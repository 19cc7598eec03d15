#ifndef EXCHANGE_DECK_IDS_H
#define EXCHANGE_DECK_IDS_H

#include <stdio.h>

#include "exchange/deck_reader.h"

/*
 * Write a deck file again with an id in each of its rows that are notes; all
 * other bytes of the text stay as they are.  A file with an id column has its
 * empty ids filled in; in another they stand behind the last field of the
 * widest row, after as many delimiters as bring each into that column.  The
 * header names it and the fields that had no name, or a directive does.  A file
 * without either gets a header.
 *
 * `ids` has one for each row that is a note, in their order, or NULL where it
 * gets none; ERROR_CONFLICT when there are more rows, or fewer, or the text is
 * not the one that was read to its end before.  The text is UTF-8 without byte
 * order mark.  False, ERROR_FORMAT, for a table drawn with pipes or a row of
 * very many fields; ERROR_IO.  What is in *out* is of no use then.
 */
bool deck_ids_write(struct deck_reader *reader, const char *const *ids,
		    size_t count, FILE *out, struct error *err);

/* The same without any change. */
bool deck_ids_copy(struct deck_reader *reader, FILE *out, struct error *err);

/* Whether deck_ids_write() puts a header into a file without one. */
bool deck_ids_name_columns(const struct deck_format *format);

/* Whether each row of the written file is what it was, with its id: it may be
 * understood otherwise now.  ERROR_FORMAT, naming the line, when not. */
bool deck_ids_check(struct deck_reader *reader, const char *const *ids,
		    size_t count, struct deck_reader *written,
		    struct error *err);

#endif
