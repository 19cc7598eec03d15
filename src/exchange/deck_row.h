#ifndef EXCHANGE_DECK_ROW_H
#define EXCHANGE_DECK_ROW_H

#include <stdbool.h>

#include "base/arena.h"
#include "exchange/cell.h"
#include "exchange/columns.h"
#include "exchange/csv_records.h"
#include "exchange/deck_reader.h"

/*
 * Turn one record that is not blank into a note, by what its columns are
 * for, or say why it is none.  Pure; strings are in *arena*.
 */
void deck_row_read(const struct columns *columns, enum html_markup html,
		   const struct csv_record *record, struct arena *arena,
		   struct deck_row *row);

/* Whether a row fills fields beyond the columns.  Spreadsheets end rows with
 * delimiters that stand for nothing. */
bool deck_row_is_wide(const struct columns *columns, const struct cells *row);

#endif
