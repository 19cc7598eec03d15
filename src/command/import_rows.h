#ifndef COMMAND_IMPORT_ROWS_H
#define COMMAND_IMPORT_ROWS_H

#include "exchange/deck_reader.h"

/*
 * The rows of a file that is imported, looked through several times: parsed
 * the first time, and read again from a spool as long as there is room for one.
 */
struct import_rows {
	struct deck_reader *reader; /* borrowed */
	unsigned directions;	    /* of notes that do not say */
	bool has_tags;		    /* the file says something of them */

	struct row_spool *spool;
	bool is_spooled; /* all rows are in the spool */
	bool spools;	 /* the rows that are parsed are put there */
};

struct import_rows import_rows_of(struct deck_reader *reader,
				  unsigned directions);
void import_rows_release(struct import_rows *rows);

/* Begin at the first row. */
bool import_rows_begin(struct import_rows *rows, struct error *err);

/* The next row, or one of the kind DECK_ROW_END.  What it holds is in *arena*
 * or borrowed until the next call.  False when it cannot be read. */
bool import_rows_next(struct import_rows *rows, struct arena *arena,
		      struct deck_row *row, struct error *err);

/* How far this look through them is, 0..100. */
int import_rows_percent(const struct import_rows *rows);

#endif
