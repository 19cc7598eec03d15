#ifndef COMMAND_IMPORT_VIEW_H
#define COMMAND_IMPORT_VIEW_H

#include "command/app.h"
#include "exchange/deck_reader.h"
#include "store/import_store.h"

/* What `ebb import` has to say of one file. */

/* What became of one row that is worth a line. */
struct import_event {
	enum import_outcome outcome;
	long line;
	const char *text;   /* the front, or why it was rejected */
	const char *former; /* the front before, of IMPORT_RENAMED */
	long twin_line;	    /* of a new note: an earlier line with its front and
			     * another back, or 0 */
};

enum { IMPORT_OUTCOMES = IMPORT_REJECTED + 1 };

struct import_report {
	const char *file, *deck;
	const struct deck_format *format;
	int64_t rows;
	int64_t counts[IMPORT_OUTCOMES];
	struct import_event *events; /* in the order of the file */
	size_t event_count, event_capacity;
	const struct import_gone *gone;
	size_t gone_count;
	long comments;	/* lines passed over */
	long wide_rows; /* with more fields than the file has columns */
	long first_wide_line;
	bool retires; /* the gone are retired */
	bool is_dry;  /* it would be so */
};

/* Rows of an outcome are counted, and told of unless it is a matter of
 * course.  The strings are copied into *arena*. */
void import_report_add(struct import_report *report, struct arena *arena,
		       const struct import_event *event);

/* How many notes the import changes or would change. */
int64_t import_report_changes(const struct import_report *report);

/* "deck.csv → deck german" and how the file was understood. */
void import_print_format(struct app *app, const struct import_report *report);

/* A row as a card, of the first few. */
void import_print_row(struct app *app, const struct deck_row *row);

/* The difference: "+ 12 new  ~ 3 changed ..." and the rows that matter. */
void import_print_difference(struct app *app,
			     const struct import_report *report);

/* The whole report as one line of JSON. */
void import_print_json(struct app *app, const struct import_report *report);

#endif
