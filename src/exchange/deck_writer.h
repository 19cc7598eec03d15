#ifndef EXCHANGE_DECK_WRITER_H
#define EXCHANGE_DECK_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "core/name_map.h"
#include "core/note.h"
#include "exchange/columns.h"

/*
 * Notes out as CSV that deck_reader reads back as the same notes: a header,
 * one row a note, quotes only where they are needed, lines ended by LF; or in
 * the manner of the file that they came from.
 */

/* Which columns a file gets; front and back are always there.  A zeroed
 * struct is those two. */
struct deck_columns {
	bool keys;     /* `id` */
	bool tags;     /* `tags` */
	bool cards;    /* `cards`: the directions */
	bool deck;     /* `deck`: never set by deck_columns_include() */
	bool schedule; /* `due` to `lapses`: nor is this */
	const char **fields;
	size_t field_count;
	struct name_map included; /* their names */
};

/* Widen the columns to what the note needs; fields keep the order in which
 * they are first seen.  The array and the names are in *arena*. */
void deck_columns_include(struct deck_columns *columns, const struct note *note,
			  struct arena *arena);

/* How a file is written.  A zeroed struct is ebb's own way. */
struct deck_dialect {
	char delimiter;	      /* 0: a comma */
	const char *line_end; /* NULL: LF */
	bool quotes_all;      /* each field with text stands in quotes */
	bool safe;	      /* what a spreadsheet takes for a formula gets an
			       * apostrophe before it */
	bool plain;	      /* the preface says that it is not HTML */
	const char *preface;  /* lines above the rows, or NULL */
	/* The columns of the file that the notes came from, in its order;
	 * those the notes need besides come after them.  NULL: ebb's own. */
	const struct columns *original;
	bool headless; /* the original has no row of names */
};

struct deck_writer;

/*
 * Write what stands above the rows.  All but *err is borrowed until the
 * writer is closed.  NULL with *err set when writing fails (ERROR_IO) or the
 * delimiter cannot be one (ERROR_USAGE).
 */
struct deck_writer *deck_writer_open(FILE *out,
				     const struct deck_dialect *dialect,
				     const struct deck_columns *columns,
				     struct error *err);

/* Write a note; what the columns have no place for is left out. */
bool deck_writer_put(struct deck_writer *writer, const struct note *note,
		     struct error *err);

/* Flush and release the writer, also when it fails; the FILE stays open.
 * Only a true here means that all rows have been handed to the system. */
bool deck_writer_close(struct deck_writer *writer, struct error *err);

#endif
