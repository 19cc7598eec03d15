#ifndef EXCHANGE_DECK_READER_H
#define EXCHANGE_DECK_READER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "core/note.h"
#include "exchange/columns.h"

/*
 * A deck file, read one row at a time in bounded memory: any encoding,
 * delimiter and header that can be told is told on opening; each row is then
 * a note, or is rejected with its line and a reason while reading goes on.
 */

struct deck_reader;

struct deck_reader_options {
	char delimiter;	 /* 0: detect comma, tab, semicolon or pipe */
	int header;	 /* -1: detect; 0: there is none; 1: there is one */
	const char *map; /* "front=2,back=3,tags=5" or NULL: see columns.h */
};

#define DECK_READER_DETECT ((struct deck_reader_options){ .header = -1 })

/* How the file was understood. */
struct deck_format {
	const char *encoding; /* "UTF-8" or "UTF-8 with BOM" */
	char delimiter;
	bool header;
	struct columns columns;
};

enum deck_row_kind {
	DECK_ROW_NOTE,
	DECK_ROW_REJECTED,
	DECK_ROW_END,
};

struct deck_row {
	enum deck_row_kind kind;
	long line;	    /* where the row starts, counted from 1 */
	long last_line;	    /* where it ends: more with line breaks inside */
	struct note note;   /* of a DECK_ROW_NOTE */
	const char *reason; /* of a DECK_ROW_REJECTED; a clause, translated */
};

/*
 * Open a file, or standard input for "-"; what cannot be read twice is
 * copied to a temporary file first.  NULL with *err set when it cannot be
 * opened (ERROR_NOT_FOUND, ERROR_IO), is not a deck (ERROR_FORMAT), or the
 * options do not fit it (ERROR_USAGE).  Messages do not name the file: the
 * caller wraps them.  Close it with deck_reader_close().
 */
struct deck_reader *deck_reader_open(const char *path,
				     const struct deck_reader_options *options,
				     struct error *err);
void deck_reader_close(struct deck_reader *reader);

/* Borrowed until the reader is closed. */
const struct deck_format *deck_reader_format(const struct deck_reader *reader);

/*
 * The next row that is not blank.  Its strings are in *arena*, except that
 * names of fields may be the reader's.  After the last row the kind is
 * DECK_ROW_END. False, ERROR_IO, only when the file can no longer be read.
 */
bool deck_reader_next(struct deck_reader *reader, struct arena *arena,
		      struct deck_row *row, struct error *err);

/* Start again at the first row; counters start again too. */
bool deck_reader_rewind(struct deck_reader *reader, struct error *err);

/* Rows passed so far that were blank, or that had more fields than the file
 * has columns (kept as "field N"). */
long deck_reader_blank_rows(const struct deck_reader *reader);
long deck_reader_wide_rows(const struct deck_reader *reader);

#endif
