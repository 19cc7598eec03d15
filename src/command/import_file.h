#ifndef COMMAND_IMPORT_FILE_H
#define COMMAND_IMPORT_FILE_H

#include "command/app.h"
#include "exchange/deck_reader.h"
#include "store/import_store.h"
#include "store/source_store.h"

/* One deck file on its way into the database. */

enum import_flags {
	IMPORT_ASKS = 1 << 0,	    /* show the difference and ask first */
	IMPORT_DRY_RUN = 1 << 1,    /* show the difference and do nothing */
	IMPORT_RETIRES = 1 << 2,    /* retire the notes that are gone */
	IMPORT_JSON = 1 << 3,	    /* report as JSON */
	IMPORT_WRITES_IDS = 1 << 4, /* put ids into the file */
};

/* What is to be done with the file: `source` holds its path, deck and what
 * was said of it. */
struct import_order {
	const char *path; /* as given; "-" is standard input */
	struct source source;
	bool is_stored;	     /* the source is to be remembered */
	unsigned directions; /* of rows that do not say */
	struct deck_reader_options options;
	unsigned flags;
	struct stamp stamp;
};

/*
 * Import the file, printing what was understood and what becomes of each row.
 * Fails, with the good rows imported, when some rows were rejected; a dry run
 * fails without a message when it would change something.
 */
bool import_file(struct app *app, const struct import_order *order,
		 struct error *err);

#endif
