#ifndef EXCHANGE_DECK_SURVEY_H
#define EXCHANGE_DECK_SURVEY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "exchange/csv_records.h"
#include "exchange/deck_source.h"
#include "exchange/dialect.h"
#include "exchange/preface.h"
#include "exchange/row_shape.h"

/*
 * Readings of the first rows of a deck file, for those who decide what it is:
 * see dialect.h.  Each starts at the top; false only when the file can no
 * longer be read.
 */

/* The directives at the top, in *arena*. */
bool survey_preface(struct deck_source *source, struct arena *arena,
		    struct preface *out, struct error *err);

/* How one layout divides the rows. */
bool survey_rows(struct deck_source *source, const struct csv_layout *layout,
		 struct delimiter_tally *tally, struct error *err);

struct sample {
	struct cells first;	 /* the first row, in the arena */
	long line;		 /* where it is */
	bool is_drawn;		 /* a line is drawn below it */
	bool quotes_all;	 /* every cell with text stands in quotes */
	struct row_shape shape;	 /* of the other rows */
	const char *preface;	 /* what comes before any row, verbatim */
	long preamble_line;	 /* of the rows passed over, where the first */
	long preamble_last_line; /* begins and the last ends, or 0 */
};

/* The rows after the first `preamble` ones. */
bool survey_sample(struct deck_source *source, const struct csv_layout *layout,
		   long preamble, struct arena *arena, struct sample *out,
		   struct error *err);

/* The first lines that are not blank, up to three, each short and safe to be
 * shown. */
bool survey_first_lines(struct deck_source *source, struct text *out,
			struct error *err);

#endif
