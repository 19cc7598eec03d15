#ifndef EXCHANGE_ROW_SHAPE_H
#define EXCHANGE_ROW_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "exchange/cell.h"

/*
 * What can be told of the columns of a deck file from a sample of its rows,
 * names aside.
 */

enum { ROW_WIDTHS = 64 };

/* What a sample tells about one column. */
struct column_shape {
	long filled;
	long numbers;		/* that are digits, a sign and a point only */
	long integers;		/* that are a whole number */
	long pairs;		/* cells such as 3-12 */
	long smallest, largest; /* of the whole numbers */
	uint64_t first;		/* a hash of the first filled cell */
	long same;		/* cells that are equal to it */
};

/* What a sample tells about its rows; starts zeroed. */
struct row_shape {
	long rows;   /* not counting blank ones */
	long hollow; /* of these, with three empty cells or more */
	long widths[ROW_WIDTHS];
	struct column_shape columns[ROW_WIDTHS];
};

void row_shape_add(struct row_shape *shape, const struct cells *row);

/* The width that most rows with two fields or more have; else 1; 0 without
 * rows. */
size_t row_shape_width(const struct row_shape *shape);

/* Whether a column merely counts or grades the rows: whole numbers within a
 * small range for so many rows; or, right after such a column, pairs such as
 * 3-12.  (Years are whole numbers too, but further apart.) */
bool row_shape_is_index(const struct row_shape *shape, size_t column);

/* Whether a column is empty in every row. */
bool row_shape_is_empty(const struct row_shape *shape, size_t column);

/* Whether a column says the same in every row, as the names of two languages
 * do in a phrase book. */
bool row_shape_is_constant(const struct row_shape *shape, size_t column);

/* Whether a cell says what most rows say in that column. */
bool row_shape_repeats(const struct row_shape *shape, size_t column,
		       struct cell cell);

/* Digits with a sign before and points, commas and a percent sign after. */
bool cell_is_number(struct cell cell);

/* Up to 9 digits and nothing else. */
bool cell_is_integer(struct cell cell, long *value);

#endif
