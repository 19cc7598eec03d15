#ifndef STORE_ROLLUP_CLOSE_H
#define STORE_ROLLUP_CLOSE_H

#include "base/arena.h"
#include "store/store.h"

/*
 * Reviews of the newest day are counted for that day alone: an answer then
 * changes a third of the rows.  When the first answer of a later day comes, the
 * days before it are closed: what they hold is added to their months and years
 * and to ever.  What changes of a closed day afterwards is counted in all of
 * these.
 */

/* The last closed day; DAY_NONE when there is none. */
bool rollup_closed_day(struct store *store, int32_t *day, struct error *err);

/* Close the days before one, unless they are.  In a transaction. */
bool rollup_close_before(struct store *store, int32_t day, struct error *err);

/* Of the whole log, made anew: so far it is closed.  In a transaction. */
bool rollup_set_closed(struct store *store, int32_t day, struct error *err);

/* JSON, in *arena*: [span, from, to] for each range of rows that add up to all
 * days since one (DAY_NONE: to all), when those through `closed` are closed. */
const char *rollup_spans_since(int32_t day, int32_t closed,
			       struct arena *arena);

#endif
