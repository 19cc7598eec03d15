#ifndef EXCHANGE_DIALECT_H
#define EXCHANGE_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "exchange/cell.h"
#include "exchange/row_shape.h"

/*
 * Which delimiter a file uses and whether its first row is a header, decided
 * from counts over a sample of its rows.  Pure: the caller reads the sample,
 * once for each candidate.  A wrong "no" to the header costs one junk card
 * that a person sees; a wrong "yes" costs a card that nobody misses: so a
 * header needs evidence.
 */

enum {
	DIALECT_SAMPLE_ROWS = 20000,
	DIALECT_CANDIDATES = 4,
	DIALECT_PREAMBLE_MOST = 10,
};

/* Tried in this order; an equal score goes to the earlier one. */
extern const char dialect_candidates[DIALECT_CANDIDATES]; /* | ; , tab */

/* ---- delimiter ----------------------------------------------------------- */

/* How a sample falls into rows under one delimiter; starts zeroed. */
struct delimiter_tally {
	long rows;		 /* not counting blank ones */
	long split;		 /* with two fields or more */
	long widths[ROW_WIDTHS]; /* rows of a width; the last: wider */
	long leading;		 /* rows of one field before the first other */
	long hollow_leading;	 /* rows of one filled cell before the first
				  * other */
	bool named; /* the first split row names both a `front` and a `back` */
	bool compact; /* and does so without a frame or blanks: no table */
	bool ruled;   /* a line draws a table */
	long framed;  /* lines that begin and end with a pipe */
	long clozes;  /* lines with a cloze deletion: {{c1::...}} */
	long phrases; /* split lines with a blank after each delimiter */
	long overlong_line; /* the first that is too long for a row, or 0 */
};

/* `line` is the row as it stands in the file. */
void delimiter_tally_add(struct delimiter_tally *tally, char delimiter,
			 const struct cells *row, struct cell line);

/* The delimiter, from the tallies of all candidates, or 0 when none is
 * likely enough. */
char dialect_choose(const struct delimiter_tally tallies[DIALECT_CANDIDATES]);

/* How many rows at the top are a title or the like. */
long dialect_preamble(const struct delimiter_tally *tally);

/* Whether a file divided by pipes is a drawn table: see table_row.h. */
bool dialect_is_table(const struct delimiter_tally *pipes);

/* Whether most lines hold a cloze deletion: then one field is enough. */
bool dialect_is_cloze(const struct delimiter_tally *tally);

/* The width that most rows with two fields or more have, or 0. */
size_t dialect_width(const struct delimiter_tally *tally);

/* ---- header -------------------------------------------------------------- */

/* Whether the first row is a header, given the shape of the rows below. */
bool dialect_is_header(const struct cells *first,
		       const struct row_shape *shape);

/* Whether a row holds both names `front` and `back`: then it is a header
 * beyond doubt, and its delimiter is the file's. */
bool dialect_names_front_and_back(const struct cells *first);

/* Whether a row only draws a line under a header: dashes in every cell. */
bool dialect_is_rule(const struct cells *row);

#endif
