#ifndef STORE_QUEUE_PARTS_H
#define STORE_QUEUE_PARTS_H

#include "base/arena.h"
#include "store/store.h"

/*
 * The cards that were chosen live with the connection: what a new one needs
 * to have the same.
 */

struct queue_chosen {
	bool exists; /* some were chosen, or none of them */
	struct queue_choice {
		int64_t card_id, new_rank;
		int32_t due_rank; /* DAY_NONE: of a new card */
	} * list;
	size_t count;
};

bool queue_keep_chosen(struct store *store, struct arena *arena,
		       struct queue_chosen *chosen, struct error *err);
bool queue_put_chosen(struct store *store, const struct queue_chosen *chosen,
		      struct error *err);

/* Choose none, in a table that is there from then on. */
bool queue_clear_chosen(struct store *store, struct error *err);

#endif
