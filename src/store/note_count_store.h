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

/* Count a card's note in (sign 1) or out (sign -1), as the rows of its cards in
 * schedule and unseen stand now.  In a transaction. */
bool note_count_change(struct store *store, int64_t card_id, int sign,
		       struct error *err);

/* Count all anew, and list the new cards that are buried.  In a transaction. */
bool note_count_rebuild(struct store *store, struct error *err);

/* The number of counts, and rows of that list, that are not what they should
 * be. */
bool note_count_compare(struct store *store, int64_t *differences,
			struct error *err);

#endif
