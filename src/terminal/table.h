#ifndef TERMINAL_TABLE_H
#define TERMINAL_TABLE_H

#include <stdbool.h>

#include "base/text.h"

/*
 * A table of cells, for people (aligned, cut to the window) or for programs
 * (separated by tabs).  Cells are UTF-8 that was made visible, on one line
 * (base/unicode.h).  Nothing here does I/O.
 */

enum table_align {
	TABLE_LEFT,
	TABLE_RIGHT,
};

struct table_column {
	const char *title; /* NULL or "" in every column: no line of titles */
	enum table_align align;
	bool flexible; /* shrinks, cut with "…"; else as wide as its cells */
	bool optional; /* left out, last one first, when the rest is too wide */
	int least;     /* so wide at least, for rows that are still to come */
};

struct table;

/* The columns are borrowed until table_free(). */
struct table *table_new(const struct table_column *columns, int count);
void table_free(struct table *table);

/* Add one row: as many cells as columns, copied.  NULL is an empty cell. */
void table_add(struct table *table, const char *const *cells);

/*
 * Append the table, a line a row, none wider than `width` columns and none
 * with trailing blanks; columns are two blanks apart.  Flexible columns
 * shrink first, down to 8 columns; then optional columns are left out; then
 * flexible ones shrink to 1, then trailing columns are left out and the first
 * is cut.
 */
void table_render(const struct table *table, int width, struct text *out);

/*
 * The same of rows that come by and by, as there are very many: append those
 * that were added since.  The first ones decide how wide the columns are for
 * all; the flexible ones take what room is left.  A column that is not
 * flexible says in `least` what it needs.
 */
void table_render_more(struct table *table, int width, struct text *out);

/* Forget the rows that were rendered. */
void table_clear(struct table *table);

/* Append the rows separated by tabs, uncut, without titles. */
void table_render_tsv(const struct table *table, struct text *out);

#endif
