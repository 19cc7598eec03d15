#ifndef STORE_SEARCH_PARTS_H
#define STORE_SEARCH_PARTS_H

#include "base/text.h"
#include "store/search_plan.h"

/* A plan while it is made: what the files that make it share. */

struct planning {
	const struct gram_view *view;
	const struct search_day *day;
	struct search_plan *plan;
	struct text sql;
	struct error *err;
};

/* Add the notes that a statement, whose ?1 is `number`, gives; all when they
 * are many. */
bool search_plan_notes(struct planning *work, const char *sql, int64_t number,
		       struct note_set *notes);

/* A term about where a card or its schedule stands: its condition is appended,
 * and *notes are those of an index, or all. */
bool search_plan_standing(struct planning *work, const struct search *search,
			  struct note_set *notes);

#endif
