#ifndef EXCHANGE_CSV_RECORDS_H
#define EXCHANGE_CSV_RECORDS_H

#include <stdbool.h>

#include "base/error.h"
#include "exchange/cell.h"
#include "exchange/deck_source.h"
#include "exchange/quoting.h"

/*
 * The rows of a CSV file, one at a time: quoting.h finds where each ends,
 * libcsv cuts it into fields.  Lines end with LF, CR LF or CR.
 */

enum {
	CSV_ROW_LIMIT = 16 << 20, /* bytes of a row */
	CSV_FIELD_LIMIT = 4096,	  /* fields of a row */
};

struct csv_records;

struct csv_record {
	bool end;	  /* there are no more: nothing else is set */
	bool too_long;	  /* over CSV_ROW_LIMIT: passed over, no fields */
	bool too_wide;	  /* over CSV_FIELD_LIMIT: the fields up to there */
	long line;	  /* where it starts, counted from 1 */
	long last_line;	  /* where it ends */
	struct cells row; /* borrowed until the next call; an empty line has
			   * none or one that is blank */
};

/* Read the source from its start; it is borrowed until csv_records_close().
 * False only when it cannot be read. */
bool csv_records_open(struct deck_source *source, char delimiter,
		      enum quoting quoting, struct csv_records **out,
		      struct error *err);
bool csv_records_next(struct csv_records *records, struct csv_record *out,
		      struct error *err);
void csv_records_close(struct csv_records *records);

#endif
