#ifndef EXCHANGE_PREFACE_H
#define EXCHANGE_PREFACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "exchange/cell.h"

/*
 * What the first lines of a deck file say about the rest.  Excel's `sep=;`,
 * Anki's `#separator:tab` and its like, and the `tags:a b` of old ones are
 * directives.  A file that begins with `#` or `//` (Pleco) has comments: see
 * csv_records.h for which of its lines are.
 */

enum html_markup { HTML_UNSAID, HTML_YES, HTML_NO };

/* Columns that directives name, counted from 1; 0 is not said. */
struct preface_columns {
	size_t deck, tags, key, note_type;
};

struct preface {
	long lines;		  /* up to the last directive: none is a row */
	const char *comment_mark; /* "#", "//" or NULL */
	bool has_directives;
	char delimiter; /* 0: not said */
	enum html_markup html;
	struct cell names; /* of the columns, not yet cut; or empty */
	struct preface_columns columns;
	const char *deck;  /* of every row, or NULL */
	const char **tags; /* of every row; sorted, unique */
	size_t tag_count;
};

/* Read the bytes with which a text starts, as many as are to be looked at;
 * strings are in *arena*. */
void preface_read(const char *bytes, size_t length, struct arena *arena,
		  struct preface *out);

/* Whether a line is `#KEY:VALUE` with a key that Anki knows. */
bool preface_is_directive(struct cell line);

#endif
