#ifndef EXCHANGE_TABLE_ROW_H
#define EXCHANGE_TABLE_ROW_H

#include <stdbool.h>

#include "exchange/cell.h"

/*
 * Rows of a table drawn with pipes, as in Markdown, Org and the output of
 * database shells: a line is a row, pipes at both its ends are the frame, \|
 * is a letter and quotes have no meaning.  Lines without a pipe are text
 * around the table.
 */

/* Whether a line only draws: |---|:--:|, |---+---|, +----+ or ----. */
bool table_is_rule(struct cell line);

/* Whether a line begins and ends with a pipe, blanks aside. */
bool table_is_framed(struct cell line);

bool table_has_pipe(struct cell line);

/* Give each cell, blanks around it included, to `take`; the bytes are
 * borrowed for the call. */
void table_cut(struct cell line,
	       void (*take)(void *bytes, size_t length, void *context),
	       void *context);

#endif
