#ifndef STORE_STATISTICS_STORE_H
#define STORE_STATISTICS_STORE_H

#include "base/arena.h"
#include "core/statistics.h"
#include "store/store.h"

/* One study day, for the line "yesterday 31 cards, 87% recalled" and the end
 * of a session; the streak as of that day. */
bool statistics_day(struct store *store, int64_t deck_id, int32_t study_day,
		    struct span_statistics *span, struct error *err);
bool statistics_load_streak(struct store *store, int64_t deck_id,
			    int32_t study_day, struct streak *streak,
			    struct error *err);

#endif
