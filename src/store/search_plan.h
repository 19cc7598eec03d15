#ifndef STORE_SEARCH_PLAN_H
#define STORE_SEARCH_PLAN_H

#include "core/search.h"
#include "store/gram_store.h"
#include "store/statement.h"

/*
 * How a search is carried out: a condition that each card is asked, and the
 * notes among which are all whose cards may meet it.
 */

/* What terms are compared with. */
struct search_day {
	int32_t study_day;
	int leech_threshold;
};

struct search_plan {
	/* "SELECT id of card, deck_id ..." in the order of the ids; ?1 to ?3
	 * are the deck (DECK_ALL: any) and the first and last note */
	const char *sql;
	const char **texts; /* from ?4 on */
	size_t text_count;
	struct note_set notes;
};

/* Plan, in the view's arena. */
bool search_plan_make(const struct gram_view *view, const struct search *search,
		      const struct search_day *day, struct search_plan *plan,
		      struct error *err);

/* The statement, with its texts bound. */
struct statement search_plan_open(struct store *store,
				  const struct search_plan *plan);

#endif
