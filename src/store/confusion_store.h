#ifndef STORE_CONFUSION_STORE_H
#define STORE_CONFUSION_STORE_H

#include "base/arena.h"
#include "core/card.h"
#include "store/store.h"

/*
 * Cards that are taken for each other: what was typed for one is the answer of
 * another one of its deck, asked in the same direction.  The log keeps what
 * was typed, so nothing else has to be kept.
 */

/* The question of the card that `typed` answers, in *arena*; NULL when there
 * is none.  Case does not matter in ASCII. */
bool confusion_find(struct store *store, const struct card *card,
		    const char *typed, struct arena *arena,
		    const char **question, struct error *err);

/* Two cards, a.id < b.id, and how often either answer was given to the other
 * question. */
struct confusion {
	int64_t a, b;
	int64_t count;
	int32_t last_day; /* study day of the newest */
};

/* All pairs of live cards of a deck (DECK_ALL: of each), the most frequent
 * first, in *arena*. */
bool confusion_list(struct store *store, int64_t deck_id, struct arena *arena,
		    struct confusion **list, size_t *count, struct error *err);

#endif
