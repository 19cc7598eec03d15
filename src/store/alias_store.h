#ifndef STORE_ALIAS_STORE_H
#define STORE_ALIAS_STORE_H

#include "base/arena.h"
#include "store/batch_store.h"

/* What the learner lets count as right for a card besides its answer.  All
 * that write need a transaction. */

/* The aliases of a card by age, in *arena*. */
bool alias_load(struct store *store, int64_t card_id, struct arena *arena,
		const char ***aliases, size_t *count, struct error *err);

/* Add one.  *added is false when the card has it already. */
bool alias_add(struct batch *batch, int64_t card_id, const char *text,
	       bool *added, struct error *err);

/* Remove one; ERROR_NOT_FOUND when the card has no such alias. */
bool alias_remove(struct batch *batch, int64_t card_id, const char *text,
		  struct error *err);

/* For undo: remove an alias, or bring it back. */
bool alias_set_removed(struct batch *batch, int64_t id, bool removed,
		       struct error *err);

#endif
