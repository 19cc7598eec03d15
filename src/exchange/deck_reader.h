#ifndef EXCHANGE_DECK_READER_H
#define EXCHANGE_DECK_READER_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "core/note.h"
#include "exchange/columns.h"
#include "exchange/quoting.h"

/*
 * A deck file, read one row at a time in bounded memory: any encoding,
 * delimiter and header that can be told is told on opening; each row is then
 * a note, or is rejected with its line and a reason while reading goes on.
 */

struct deck_reader;

struct deck_reader_options {
	const char *encoding; /* NULL: detect; see encoding.h */
	char delimiter;	      /* 0: detect comma, tab, semicolon or pipe */
	int header;	 /* -1: detect; 0: there is none; 1: there is one */
	const char *map; /* "front=2,back=3,tags=5" or NULL: see columns.h */
};

#define DECK_READER_DETECT ((struct deck_reader_options){ .header = -1 })

/* How the file was understood; what a deck needs to be written like it. */
struct deck_format {
	const char *encoding;  /* "UTF-8", "UTF-8 with BOM", "CP1252" ... */
	bool encoding_guessed; /* it is the likeliest, not certain */
	const char *line_end;  /* the most frequent one */
	char delimiter;
	bool header; /* a row names the columns */
	struct columns columns;
	bool table;	     /* drawn with pipes, as in Markdown */
	bool quotes_all;     /* each field with text stands in quotes */
	const char *preface; /* directives, comments and blank lines before
			      * any row, verbatim */
	bool has_directives; /* Anki's: #separator:tab and its like */
	enum html_markup html;
	const char *deck;  /* of the rows that do not say, or NULL */
	const char **tags; /* of every row */
	size_t tag_count;
	long preamble_rows; /* a title over the rows, passed over: from line */
	long preamble_line, preamble_last_line; /* to line; or 0 */
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
/* The same of a regular file that is open and flushed, from its start. */
struct deck_reader *deck_reader_open_file(
	FILE *file, const struct deck_reader_options *options,
	struct error *err);
void deck_reader_close(struct deck_reader *reader);

/* Whether the path still names the file that was opened, unchanged by its size
 * and its time.  Never of what is no regular file. */
bool deck_reader_is_current(const struct deck_reader *reader, const char *path);

/* What is said of a file that is not; always returns false. */
bool deck_reader_refuse_change(struct error *err);

/* Borrowed until the reader is closed. */
const struct deck_format *deck_reader_format(const struct deck_reader *reader);

/*
 * The next row that is not blank.  Its strings are in *arena*, except that
 * names of fields may be the reader's.  After the last row the kind is
 * DECK_ROW_END.  False only when the file can no longer be read (ERROR_IO), or
 * at the end of a text that is another than when it was first read to its end
 * (ERROR_CONFLICT).
 */
bool deck_reader_next(struct deck_reader *reader, struct arena *arena,
		      struct deck_row *row, struct error *err);

enum raw_kind {
	RAW_OTHER,    /* to be copied: a comment, a blank line, a title */
	RAW_HEADER,   /* the names of the columns */
	RAW_NOTE,     /* a row that is a note: *row is set */
	RAW_REJECTED, /* a row that is not: *row is set */
	RAW_END,      /* there are no more */
};

/* A record as it stands in the file, without a byte order mark, in UTF-8. */
struct raw_row {
	enum raw_kind kind;
	struct cell raw, line_end; /* borrowed until the next call */
	size_t field_count;	   /* of a header or a row */
	size_t filled_count;	   /* up to the last that is not blank */
	struct deck_row row;
};

/*
 * The next record of any kind.  The bytes and line ends of all are together
 * the text of the file, exactly.  Use either this or deck_reader_next() from
 * the start.
 */
bool deck_reader_next_raw(struct deck_reader *reader, struct arena *arena,
			  struct raw_row *out, struct error *err);

/* How the quotes of its rows are read. */
enum quoting deck_reader_quoting(const struct deck_reader *reader);

/* How far the reading has come, 0..100. */
int deck_reader_percent(const struct deck_reader *reader);

/* Start again at the first row; counters start again too. */
bool deck_reader_rewind(struct deck_reader *reader, struct error *err);

/* Passed so far: blank rows; comments, and text around a table; rows that
 * fill more fields than the file has columns (kept as "field N"), and the
 * line of the first of these, or 0. */
long deck_reader_blank_rows(const struct deck_reader *reader);
long deck_reader_comment_rows(const struct deck_reader *reader);
long deck_reader_wide_rows(const struct deck_reader *reader);
long deck_reader_first_wide_line(const struct deck_reader *reader);

#endif
