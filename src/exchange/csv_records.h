#ifndef EXCHANGE_CSV_RECORDS_H
#define EXCHANGE_CSV_RECORDS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "exchange/cell.h"
#include "exchange/deck_source.h"
#include "exchange/quoting.h"

/*
 * The records of a deck file, one at a time: quoting.h finds where each row
 * ends, libcsv cuts it into fields.  Lines end with LF, CR LF or CR.
 */

enum {
	CSV_ROW_LIMIT = 16 << 20, /* bytes of a row */
	CSV_FIELD_LIMIT = 4096,	  /* fields of a row */
};

/*
 * How the file is laid out.  A line that begins with the comment mark is a
 * comment when it is a directive, when a blank or another mark follows the
 * mark, or when it has not as many fields as the rows of the file: what looks
 * like a row (`#include <stdio.h>,...`) is one, as a card that is lost is
 * worse than one too many.
 */
struct csv_layout {
	char delimiter;
	enum quoting quoting;
	bool table;		  /* see table_row.h */
	long preface_lines;	  /* lines at the top that are no rows */
	const char *comment_mark; /* or NULL: there are no comments */
	size_t width;		  /* fields of most rows; 0 is not known */
};

enum csv_kind {
	CSV_ROW,
	CSV_DIRECTIVE, /* of the preface, or one repeated further down */
	CSV_COMMENT,   /* or text around a table */
	CSV_RULE,      /* a line that draws a table */
	CSV_TOO_LONG,  /* over CSV_ROW_LIMIT: no fields */
	CSV_REST,      /* more of the row before, which was too long */
	CSV_END,       /* there are no more: nothing else is set */
};

/* What is borrowed is so until the next call. */
struct csv_record {
	enum csv_kind kind;
	bool too_wide;	  /* over CSV_FIELD_LIMIT: the fields up to there */
	bool heads_rule;  /* in a table: the next line is a rule */
	long line;	  /* where it starts, counted from 1 */
	long last_line;	  /* where it ends */
	size_t quoted;	  /* fields in quotes */
	size_t bare;	  /* fields with text that are not */
	struct cells row; /* of a CSV_ROW, borrowed; an empty line has none
			   * or one that is blank */
	struct cell raw, line_end; /* the bytes of the source, borrowed */
};

struct csv_records;

/* Read the source from its start; it and the comment mark are borrowed until
 * csv_records_close().  False only when it cannot be read. */
bool csv_records_open(struct deck_source *source,
		      const struct csv_layout *layout, struct csv_records **out,
		      struct error *err);

/* The next record but a CSV_REST; the next of all, which together are the
 * source byte for byte. */
bool csv_records_next(struct csv_records *records, struct csv_record *out,
		      struct error *err);
bool csv_records_next_piece(struct csv_records *records, struct csv_record *out,
			    struct error *err);
void csv_records_close(struct csv_records *records);

/* Cut one line that is no row of a file, in *arena*. */
void csv_cut_line(struct cell line, char delimiter, struct arena *arena,
		  struct cells *out);

#endif
