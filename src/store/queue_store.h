#ifndef STORE_QUEUE_STORE_H
#define STORE_QUEUE_STORE_H

#include "core/card.h"
#include "core/queue.h"
#include "store/store.h"

/*
 * What is to be studied on a study day, found through indexes one card at a
 * time: the queue is never built.  A card is left out while a sibling of it
 * was answered that day, or comes before it that day, unless the setting
 * bury_siblings is off; a drill is never left out.
 */

/* Which cards a session is to ask. */
struct queue_wish {
	int64_t deck_id;     /* DECK_ALL: of any deck */
	int ahead_days;	     /* cards due in so many days are due now */
	int64_t new_per_day; /* instead of the setting, unless it is
			      * QUEUE_NEW_BY_SETTING */
	bool chosen;	     /* only those that queue_choose() or
			      * queue_choose_fragile() chose last */
};

enum { QUEUE_NEW_BY_SETTING = -1, QUEUE_BUDGET_MOST = 100000 };

/* What `ebb study` asks of a deck, or of DECK_ALL. */
struct queue_wish queue_of_deck(int64_t deck_id);

/* Counts of what a session of exactly this wish would ask: the daily limits
 * hold over all decks. */
bool queue_count(struct store *store, const struct queue_wish *wish,
		 int32_t study_day, struct queue_counts *counts,
		 struct error *err);

/* The same of each of some decks, and of all of them together. */
bool queue_count_decks(struct store *store, const int64_t *deck_ids,
		       size_t count, int32_t study_day,
		       struct queue_counts *each, struct queue_counts *all,
		       struct error *err);

/* Whether the session passes a card over, for instance because it was
 * skipped. */
typedef bool queue_skipper(void *context, int64_t card_id);

/*
 * The next card of one part of the queue: due cards from the one longest
 * waited for, or from the most fragile where these were chosen; new cards by
 * age; drills from the one longest not asked.  `skip` may be NULL.  *card_id
 * is 0 when that part is empty or its limit is reached.
 */
bool queue_next(struct store *store, const struct queue_wish *wish,
		int32_t study_day, enum queue_part part, queue_skipper *skip,
		void *context, int64_t *card_id, struct error *err);

/* Ask only these cards, on this connection, from now on. */
bool queue_choose(struct store *store, const int64_t *ids, size_t count,
		  struct queue_wish *wish, struct error *err);

/* Of what the wish would ask, only the `most` due cards that are most late for
 * their interval, then new ones up to that number. */
bool queue_choose_fragile(struct store *store, int32_t study_day, int64_t most,
			  struct queue_wish *wish, struct error *err);

/* How many more cards come due on each of the next days, siblings and limits
 * aside, as the schedule is now. */
enum { QUEUE_ARRIVAL_DAYS = 60 };
bool queue_arrivals(struct store *store, const struct queue_wish *wish,
		    int32_t study_day, int64_t *arrivals, struct error *err);

/* How late the latest due card of the deck is, in percent of its interval; 999
 * is that or more.  Of so many only those that wait longest are looked at. */
enum { QUEUE_LATE_MOST = 5000 };
struct queue_lateness {
	int percent;
	bool of_all; /* there are no others */
};
bool queue_most_late(struct store *store, const struct queue_wish *wish,
		     int32_t study_day, struct queue_lateness *late,
		     struct error *err);

/* Why a card is asked on a study day, or is not. */
enum queue_reason {
	QUEUE_ASKED_DUE,
	QUEUE_ASKED_NEW,
	QUEUE_ASKED_DRILL,
	QUEUE_SUSPENDED,
	QUEUE_BURIED,	 /* until: the day */
	QUEUE_NOT_DUE,	 /* until: the day on which it is asked */
	QUEUE_DONE,	 /* it was asked already; until: the next day */
	QUEUE_SIBLING,	 /* sibling: the card that was asked, or comes first */
	QUEUE_NEW_LIMIT, /* ahead: new cards that come before it */
	QUEUE_REVIEW_LIMIT /* reviews_per_day is reached */
};

struct queue_explanation {
	enum queue_reason reason;
	int32_t until;
	int64_t sibling;
	int64_t ahead;
};

bool queue_explain(struct store *store, const struct card *card,
		   int32_t study_day, struct queue_explanation *why,
		   struct error *err);

/* How many new cards a deck, or DECK_ALL, holds in all, limits aside. */
bool queue_unseen(struct store *store, int64_t deck_id, int64_t *count,
		  struct error *err);

/* What is due and new in the deck of a wish without limits, and whether or not
 * it is buried or a sibling keeps it out. */
bool queue_count_all(struct store *store, const struct queue_wish *wish,
		     int32_t study_day, struct queue_counts *counts,
		     struct error *err);

/* Cards that were asked on a study day, in all decks. */
struct queue_today {
	int64_t new;   /* for the first time */
	int64_t again; /* others; drills aside */
};
bool queue_today(struct store *store, int32_t study_day,
		 struct queue_today *today, struct error *err);

/* How many cards were asked for the first time on a study day. */
bool queue_new_today(struct store *store, int32_t study_day, int64_t *count,
		     struct error *err);

/* A usual answer in milliseconds, recall and check: the median of the newest
 * 200 answers that took under five minutes; 0 when there are fewer than
 * ten. */
bool queue_median_ms(struct store *store, int64_t *median_ms,
		     struct error *err);

#endif
