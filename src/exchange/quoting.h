#ifndef EXCHANGE_QUOTING_H
#define EXCHANGE_QUOTING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "exchange/cell.h"

/*
 * Where a row ends, and which of its quotes are quotes.  libcsv cannot know:
 * it believes an opening quote and swallows what follows up to the next one.
 * Here a field is quoted only when a quote is the first thing in it (spaces
 * may come before, except in tab files) and the next quote that is not
 * doubled is followed by the delimiter, a line end or the end of the file
 * (blanks may come between).  All other quotes are letters.
 */
enum quoting {
	QUOTING_CAREFUL, /* moreover a quoted field over more than 100 lines,
			  * or in a tab file with as many tabs as line
			  * breaks, is taken for two stray quotes */
	QUOTING_TRUSTED, /* no such limits: ebb's own files */
};

/* One row found at the start of some bytes. */
struct quoted_row {
	size_t length;	  /* bytes, its line end not counted */
	size_t with_end;  /* bytes, its line end counted */
	long line_breaks; /* within the row, its line end not counted */
	size_t fields;	  /* at least one */
	size_t quoted;	  /* of these, quoted ones */
	size_t bare;	  /* of these, ones with text and no quotes around */
	bool rewritten;	  /* whether `plain` holds the row */
};

/*
 * Find the row that starts at `bytes`.  When some of its quotes are letters,
 * *plain becomes the row as RFC 4180 writes it; else the bytes are that
 * already.  `at_end` says that no bytes follow.  False when more bytes are
 * needed to tell; never when at_end.
 */
bool quoting_find_row(const char *bytes, size_t length, bool at_end,
		      char delimiter, enum quoting quoting, struct text *plain,
		      struct quoted_row *row);

/* Where the first line feed or carriage return stands, from `at` on, or
 * `length`. */
size_t quoting_line_end(const char *bytes, size_t length, size_t at);

/*
 * Where a field of a row stands, from 0: its first byte and the byte behind
 * it, quotes included.  The row has no line end.  False when it has not so
 * many fields.
 */
bool quoting_find_field(struct cell row, char delimiter, enum quoting quoting,
			size_t field, size_t *start, size_t *end);

#endif
