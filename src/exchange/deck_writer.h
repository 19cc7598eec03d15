#ifndef EXCHANGE_DECK_WRITER_H
#define EXCHANGE_DECK_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "core/note.h"

/*
 * Notes out as CSV that deck_reader reads back as the same notes: a header,
 * one row a note, quotes only where they are needed, lines ended by LF.
 */

/* Which columns a file gets; front and back are always there.  A zeroed
 * struct is those two. */
struct deck_columns {
	bool keys;  /* `id` */
	bool tags;  /* `tags` */
	bool cards; /* `cards`: the directions */
	bool deck;  /* `deck`: never set by deck_columns_include() */
	const char **fields;
	size_t field_count, field_capacity;
};

/* Widen the columns to what the note needs; fields keep the order in which
 * they are first seen.  The array and the names are in *arena*. */
void deck_columns_include(struct deck_columns *columns, const struct note *note,
			  struct arena *arena);

struct deck_writer;

/*
 * Write the header.  `out` and `columns` are borrowed until the writer is
 * closed; delimiter 0 is a comma.  NULL with *err set when writing fails
 * (ERROR_IO) or the delimiter cannot be one (ERROR_USAGE).
 */
struct deck_writer *deck_writer_open(FILE *out, char delimiter,
				     const struct deck_columns *columns,
				     struct error *err);

/* Write a note; what the columns have no place for is left out. */
bool deck_writer_put(struct deck_writer *writer, const struct note *note,
		     struct error *err);

/* Flush and release the writer, also when it fails; the FILE stays open.
 * Only a true here means that all rows have been handed to the system. */
bool deck_writer_close(struct deck_writer *writer, struct error *err);

#endif
