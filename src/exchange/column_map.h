#ifndef EXCHANGE_COLUMN_MAP_H
#define EXCHANGE_COLUMN_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "exchange/cell.h"

/* The learner's map of columns, "front=2,back=3,tags=5", cut into its parts;
 * columns.h says what they mean. */
struct column_map_entry {
	struct cell role, column; /* without blanks; the column may be empty */
};

/* Cut the first entry off a map that is not empty; borrows from it. */
struct column_map_entry column_map_next(const char **map);

/* Whether a cell is the number of a column, and which. */
bool column_map_number(struct cell cell, size_t *number);

#endif
