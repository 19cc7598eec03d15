#ifndef EXCHANGE_DECK_UNDERSTAND_H
#define EXCHANGE_DECK_UNDERSTAND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "exchange/csv_records.h"
#include "exchange/deck_reader.h"
#include "exchange/deck_source.h"

/*
 * Find out how a deck file is to be read: its directives first, then what
 * the learner says, and where neither speaks the evidence of its rows.
 * Strings of *format and *layout are in *arena*; the encoding is not set.
 * *header becomes the names of the columns, from a row or a directive, or
 * empty.
 */
bool deck_understand(struct deck_source *source,
		     const struct deck_reader_options *options,
		     struct arena *arena, struct deck_format *format,
		     struct csv_layout *layout, struct cells *header,
		     struct error *err);

#endif
