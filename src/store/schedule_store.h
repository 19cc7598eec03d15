#ifndef STORE_SCHEDULE_STORE_H
#define STORE_SCHEDULE_STORE_H

#include "core/review.h"
#include "core/schedule.h"
#include "store/card_list.h"
#include "store/store.h"

/*
 * What follows from the log and from what the learner wrote: the schedule,
 * the list of unseen cards and the days' counts.  Only this file and
 * rollup_store write them.
 */

/*
 * Replay one card's live reviews and write what follows: its schedule row or
 * its place among the unseen cards.  *after receives the schedule unless it
 * is NULL.  In a transaction.
 */
bool schedule_refresh(struct store *store, int64_t card_id,
		      struct schedule *after, struct error *err);

/*
 * Change a card's log and write everything that follows: `change` appends to
 * it, then the card is replayed and the roll-up gets the difference.  Reviews
 * and retractions are written in this way or the next one, and no other.  In a
 * transaction.
 */
typedef bool log_change(void *context, struct error *err);
bool schedule_change_log(struct store *store, int64_t card_id,
			 log_change *change, void *context,
			 struct schedule *after, struct error *err);

/*
 * The same for a review that comes after all of its card's and that `change`
 * appends: the roll-up gets this one, and what came before stays.
 */
bool schedule_append_log(struct store *store, const struct review *review,
			 log_change *change, void *context,
			 struct schedule *after, struct error *err);

/* schedule_refresh() for all cards of a note. */
bool schedule_refresh_note(struct store *store, int64_t note_id,
			   struct error *err);

/* Put a note into another deck, where its cards and their history count from
 * now on.  In a transaction. */
bool schedule_move_note(struct store *store, int64_t note_id, int64_t deck_id,
			struct error *err);

/* A card that was just made has no history: put it among the unseen ones.  Who
 * made the note counts it, but as a further card of a note that is counted.
 * In a transaction. */
bool schedule_add_unseen(struct store *store, int64_t deck_id, int64_t card_id,
			 struct error *err);
bool schedule_add_sibling(struct store *store, int64_t deck_id, int64_t card_id,
			  struct error *err);

/* How many cards are asked earlier than before, and later. */
struct schedule_moved {
	int64_t earlier, later;
};

/*
 * An absence or an exam was added or taken away: schedule_refresh() for the
 * cards that this may move, which are those that are due from `from_day` to
 * `to_day`, and those that another absence moves: how far is a matter of its
 * neighbours, and what it moves may come into an absence or behind an exam.
 * deck_id: of this deck only, unless it is DECK_ALL.
 */
bool schedule_refresh_due(struct store *store, int32_t from_day, int32_t to_day,
			  int64_t deck_id, struct schedule_moved *moved,
			  struct error *err);

/* Empty all three tables and make them again from the log.  In a transaction.
 */
bool schedule_rebuild(struct store *store, struct error *err);

/*
 * Replay every card and compare with what is stored.  *differences counts
 * the cards whose stored schedule or place is not what the log says, and the
 * days' counts that are not.  Changes nothing.
 */
bool schedule_compare(struct store *store, int64_t *differences,
		      struct error *err);

#endif
