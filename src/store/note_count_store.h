#ifndef STORE_NOTE_COUNT_STORE_H
#define STORE_NOTE_COUNT_STORE_H

#include "store/store.h"

/*
 * Notes, counted by what keeps siblings apart: the first day on which one of a
 * note's cards is asked, and whether it has new ones (in unseen).  From these
 * the day's counts follow, whatever the number of cards.
 */

/* Count in notes that were just made, of new cards only and at least one each.
 * In a transaction. */
bool note_count_add(struct store *store, int64_t deck_id, int64_t notes,
		    struct error *err);

/* What a note counts for, as the rows of its cards in schedule and unseen
 * stand. */
struct note_counted {
	bool is_asked, has_new;
	int32_t asked_on_day; /* of the first of its cards that is asked */
	int64_t deck_id;      /* of that one's row */
	int64_t new_deck_id;  /* of the rows of its new ones */
};

/* That of a card's note, whose new cards are in `deck_id`, or in any deck when
 * that is DECK_ALL. */
bool note_count_read(struct store *store, int64_t card_id, int64_t deck_id,
		     struct note_counted *counted, struct error *err);

/* Count a note out of the one and in to the other; what stays is not touched.
 * In a transaction. */
bool note_count_move(struct store *store, const struct note_counted *from,
		     const struct note_counted *to, struct error *err);

#endif
