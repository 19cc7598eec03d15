#ifndef EXCHANGE_SCHEDULE_CELLS_H
#define EXCHANGE_SCHEDULE_CELLS_H

#include "base/arena.h"
#include "core/card_start.h"
#include "exchange/cell.h"
#include "exchange/columns.h"

/* Whether a column holds a part of a schedule. */
bool schedule_cell_is(enum column_role role);

/*
 * Read a cell of such a column into *start; a blank one says nothing.
 *
 * due: YYYY-MM-DD.  interval: days, 0 or more, halves rounded up.  ease: the
 * factor, 2.5 or 2,5; from 100 on percent, from 1000 on permille, as others
 * keep it, and 250 % is percent whatever its size.  repetitions and lapses:
 * whole numbers.
 *
 * Returns NULL, or why the row is rejected: a clause that names the column,
 * translated, in *arena*.
 */
const char *schedule_cell_read(const struct column *column,
			       const struct cell *cell, struct arena *arena,
			       struct card_start *start);

#endif
