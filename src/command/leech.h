#ifndef COMMAND_LEECH_H
#define COMMAND_LEECH_H

#include "base/text.h"
#include "core/card.h"
#include "store/store.h"

/*
 * Append what is known of a leech: how often it was forgotten, and what was
 * typed whenever it was wrong, with the question that this answers, if any:
 * the newest `most` of them, in lines of at most `width` columns.
 */
bool leech_tell(struct store *store, const struct card *card, int lapses,
		size_t most, int width, struct text *out, struct error *err);

#endif
