#ifndef STORE_QUEUE_STORE_H
#define STORE_QUEUE_STORE_H

#include "core/queue.h"
#include "store/store.h"

/*
 * What is to be studied on a study day, found through indexes one card at a
 * time: the queue is never built.  A card is left out while a sibling of it
 * was answered that day, or comes before it that day, unless the setting
 * bury_siblings is off; a drill is never left out.
 */

/* Counts for one deck (DECK_ALL: for all).  What a session of
 * exactly this deck would ask: the daily limits hold over all decks. */
bool queue_count(struct store *store, int64_t deck_id, int32_t study_day,
		 struct queue_counts *counts, struct error *err);

/* Whether the session passes a card over, for instance because it was
 * skipped. */
typedef bool queue_skipper(void *context, int64_t card_id);

/*
 * The next card of one part of the queue: due cards from the one longest
 * waited for, new cards by age, drills from the one longest not asked.
 * `skip` may be NULL.  *card_id is 0 when that part is empty or its limit is
 * reached.
 */
bool queue_next(struct store *store, int64_t deck_id, int32_t study_day,
		enum queue_part part, queue_skipper *skip, void *context,
		int64_t *card_id, struct error *err);

/* A usual answer in milliseconds, recall and check: the median of the newest
 * 200 answers that took under five minutes; 0 when there are fewer than
 * ten. */
bool queue_median_ms(struct store *store, int64_t *median_ms,
		     struct error *err);

#endif
