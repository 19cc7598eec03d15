#ifndef STORE_DECK_STORE_H
#define STORE_DECK_STORE_H

#include "base/arena.h"
#include "store/batch_store.h"

/* Decks: named sets of notes. */

enum { DECK_ALL = 0 };

struct deck {
	int64_t id;
	const char *name;
	int64_t notes;
	int64_t cards;
};

/* The id of a live deck; ERROR_NOT_FOUND, with the nearest name, when there
 * is none. */
bool deck_find(struct store *store, const char *name, int64_t *deck_id,
	       struct error *err);

/* ERROR_USAGE for a name that is empty or blank. */
bool deck_check_name(const char *name, struct error *err);

/* The deck of that name, brought back or made if need be.  In a
 * transaction. */
bool deck_require(struct batch *batch, const char *name, int64_t *deck_id,
		  struct error *err);

/* Bring the deck of a note back if it was removed and the note is live, for a
 * note without a deck could not be found.  In a transaction. */
bool deck_restore_for(struct batch *batch, int64_t note_id, struct error *err);

/* Tombstone a deck and all its notes.  In a transaction. */
bool deck_remove(struct batch *batch, int64_t deck_id, struct error *err);

/* All live decks by name with their live notes and cards, in *arena*. */
bool deck_list(struct store *store, struct arena *arena, struct deck **decks,
	       size_t *count, struct error *err);

/* The same without counting. */
bool deck_names(struct store *store, struct arena *arena, struct deck **decks,
		size_t *count, struct error *err);

#endif
