#ifndef EXCHANGE_DIALECT_H
#define EXCHANGE_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "exchange/cell.h"

/*
 * Which delimiter a file uses and whether its first row is a header, decided
 * from counts over a sample of its rows.  Pure: the caller reads the sample,
 * once for each candidate.  A wrong "no" to the header costs one junk card
 * that a person sees; a wrong "yes" costs a card that nobody misses: so a
 * header needs evidence.
 */

enum { DIALECT_SAMPLE_ROWS = 20000, DIALECT_CANDIDATES = 4 };

/* Tried in this order; an equal score goes to the earlier one. */
extern const char dialect_candidates[DIALECT_CANDIDATES]; /* | ; , tab */

/* ---- delimiter ----------------------------------------------------------- */

enum { DIALECT_WIDTHS = 64 };

/* How a sample falls into rows under one delimiter; starts zeroed. */
struct delimiter_tally {
	long rows;		     /* not counting blank ones */
	long split;		     /* with two fields or more */
	long widths[DIALECT_WIDTHS]; /* rows of a width; the last: wider */
	bool named; /* the first row names both a `front` and a `back` */
};

void delimiter_tally_add(struct delimiter_tally *tally,
			 const struct cells *row);

/* The delimiter, from the tallies of all candidates, or 0 when none is
 * likely enough. */
char dialect_choose(const struct delimiter_tally tallies[DIALECT_CANDIDATES]);

/* ---- header -------------------------------------------------------------- */

/* What a sample tells about one column. */
struct column_shape {
	long filled;
	long numbers;		/* that are digits, a sign and a point only */
	long integers;		/* that are a whole number */
	long pairs;		/* cells such as 3-12 */
	long smallest, largest; /* of the whole numbers */
};

/* What a sample tells about its rows; starts zeroed. */
struct row_shape {
	long rows;   /* not counting blank ones */
	long hollow; /* of these, with three empty cells or more */
	long widths[DIALECT_WIDTHS];
	struct column_shape columns[DIALECT_WIDTHS];
};

void row_shape_add(struct row_shape *shape, const struct cells *row);

/* The width that most rows with two fields or more have; else 1; 0 without
 * rows. */
size_t row_shape_width(const struct row_shape *shape);

/* Whether a column merely counts or grades the rows: whole numbers within a
 * small range for so many rows; or, right after such a column, pairs such as
 * 3-12.  (Years are whole numbers too, but further apart.) */
bool row_shape_is_index(const struct row_shape *shape, size_t column);

/* Whether the first row is a header, given the shape of the rows below. */
bool dialect_is_header(const struct cells *first,
		       const struct row_shape *shape);

/* Whether a row holds both names `front` and `back`: then it is a header
 * beyond doubt, and its delimiter is the file's. */
bool dialect_names_front_and_back(const struct cells *first);

#endif
