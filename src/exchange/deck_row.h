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

/* The name of the field at a place beyond the columns, from 0: "field 7". */
const char *deck_row_extra_name(const struct columns *columns, size_t at,
				struct arena *arena);

/* How many fields a row has up to the last that is not blank.  Spreadsheets end
 * rows with delimiters that stand for nothing. */
size_t deck_row_filled(const struct cells *row);

#endif
