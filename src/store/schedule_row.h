#ifndef STORE_SCHEDULE_ROW_H
#define STORE_SCHEDULE_ROW_H

#include "core/schedule.h"
#include "store/store.h"

/* A row of the table schedule, or that there is none. */
struct schedule_row {
	bool exists;
	bool removed; /* the card is no more */
	int64_t deck_id;
	int32_t asked_on_day; /* DAY_NONE: it is not asked */
	struct schedule schedule;
};

bool schedule_row_read(struct store *store, int64_t card_id,
		       struct schedule_row *row, struct error *err);

/* Put a row in the place of the one that was read, or take that away; indexes
 * whose columns stay are not touched.  In a transaction. */
bool schedule_row_write(struct store *store, int64_t card_id,
			const struct schedule_row *before,
			const struct schedule_row *after, struct error *err);

#endif
