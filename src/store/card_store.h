#ifndef STORE_CARD_STORE_H
#define STORE_CARD_STORE_H

#include "base/arena.h"
#include "core/card.h"
#include "store/batch_store.h"

/* Cards: what is asked of a note, and whether it is asked at all. */

/* Everything about one card, in *arena*; ERROR_NOT_FOUND when it does not
 * exist or was removed. */
bool card_load(struct store *store, int64_t card_id, struct arena *arena,
	       struct card *card, struct error *err);

/* That a card is there as the same one that was loaded; ERROR_NOT_FOUND when it
 * was removed, or another one has its number, as may be after a restore. */
bool card_check_same(struct store *store, const struct card *card,
		     struct error *err);

/* The greatest id that a card has; 0: there is none. */
bool card_last(struct store *store, int64_t *card_id, struct error *err);

/*
 * The card a person means: its number ("12", "#12"), its uid or the
 * beginning of one (8 digits or more), or a text that is the whole question
 * of exactly one card.  ERROR_NOT_FOUND when there is none; ERROR_USAGE, with
 * their numbers, when there are several.
 */
bool card_find(struct store *store, const char *text, int64_t *card_id,
	       struct error *err);

/* Take a card out of the queue, or put it back.  In a transaction. */
bool card_suspend(struct batch *batch, int64_t card_id, bool suspended,
		  struct error *err);

/* Do not ask a card before a study day.  In a transaction. */
bool card_bury(struct batch *batch, int64_t card_id, int32_t until_day,
	       struct error *err);

/* Flag a card, or take its flag away.  In a transaction. */
bool card_flag(struct batch *batch, int64_t card_id, bool flagged,
	       struct error *err);

#endif
