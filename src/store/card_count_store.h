#ifndef STORE_CARD_COUNT_STORE_H
#define STORE_CARD_COUNT_STORE_H

#include "store/batch_store.h"
#include "store/schedule_row.h"

/*
 * The counts of cards: of scheduled ones by state, interval and ease factor, by
 * lapses, and by the day on which they are asked, which follow from the table
 * schedule; and of all by the batch that made them.
 */

/* Count a card out of where its row of schedule put it, and in where the new
 * one does.  What stays is not touched.  In a transaction. */
bool card_count_move(struct store *store, const struct schedule_row *from,
		     const struct schedule_row *to, struct error *err);

/* Count in cards that a batch made.  In its transaction. */
bool card_count_add(const struct batch *batch, int64_t deck_id, int64_t cards,
		    struct error *err);

/* Count the cards of a note in another deck.  In a transaction. */
bool card_count_move_added(struct store *store, int64_t note_id,
			   int64_t from_deck_id, int64_t to_deck_id,
			   struct error *err);

/* Temporary tables of the same names, which count what the names schedule and
 * card stand for on this connection. */
bool card_count_make_temporary(struct store *store, struct error *err);

#endif
