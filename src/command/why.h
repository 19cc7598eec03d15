#ifndef COMMAND_WHY_H
#define COMMAND_WHY_H

#include "base/text.h"
#include "core/card.h"
#include "store/store.h"

/*
 * Append why a card is asked on a study day or is not, how its dates came
 * about, what each grade would lead to, and for a leech what was typed each
 * time: lines of at most `width` columns.  on_screen: it is asked right now,
 * whatever the queue says.
 */
bool why_tell(struct store *store, const struct card *card, int32_t study_day,
	      bool on_screen, int width, struct text *out, struct error *err);

#endif
