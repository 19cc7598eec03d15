#ifndef STORE_SALVAGE_STORE_H
#define STORE_SALVAGE_STORE_H

#include "base/clock.h"
#include "store/store.h"

/*
 * Getting out of a damaged file what can be read.  Its pages are decoded one by
 * one, without SQLite and whatever leads to them; what fits the tables of ebb
 * goes into a new database.  Then what is named there but was lost is made up
 * as well as indexes and schedules tell, and all is replayed.
 */

struct salvage_report {
	/* Found, those that were removed included. */
	int64_t decks, notes, cards, reviews, retractions, changes;
	int64_t refused;      /* rows that make no sense */
	int64_t notes_pieced; /* put together from indexes, without fields */
	int64_t notes_lost;   /* of which only the number is known */
	int64_t cards_lost;   /* known to have been; suspensions are lost */
	int64_t reviews_lost; /* known to have been given */
	bool is_whole;	      /* nothing was found to be missing */
};

/*
 * Read `damaged`, and the log beside it, into the store, which must be new.
 * Neither is written to.  Rows that have to be made up are a batch of `stamp`,
 * "salvage".  *report is filled when this returns true.
 */
bool salvage(const char *damaged, struct store *into, const struct stamp *stamp,
	     struct salvage_report *report, struct error *err);

#endif
