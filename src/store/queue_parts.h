#ifndef STORE_QUEUE_PARTS_H
#define STORE_QUEUE_PARTS_H

#include "base/arena.h"
#include "store/queue_store.h"

/* What the daily limits still allow on that day. */
struct queue_allowance {
	int64_t due;
	int64_t new;
	int apart; /* 1 when siblings are kept apart */
};

/* That of all parts, or of one alone, which leaves the other 0. */
bool queue_read_allowance(struct store *store, const struct queue_wish *wish,
			  int32_t study_day, struct queue_allowance *left,
			  struct error *err);
bool queue_read_allowance_of(struct store *store, const struct queue_wish *wish,
			     int32_t study_day, enum queue_part part,
			     struct queue_allowance *left, struct error *err);

/*
 * What a wish that chooses no cards would ask but for the daily limits, from
 * counters (note_count_store.h): what was answered that day, and new cards that
 * are buried, are looked at one by one, and nothing else.
 */
bool queue_count_apart(struct store *store, const struct queue_wish *wish,
		       int32_t study_day, int64_t *due, int64_t *new,
		       struct error *err);
/* Where siblings are not kept apart; new cards are not counted. */
bool queue_count_due(struct store *store, const struct queue_wish *wish,
		     int32_t study_day, int64_t *due, struct error *err);

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
