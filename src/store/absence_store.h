#ifndef STORE_ABSENCE_STORE_H
#define STORE_ABSENCE_STORE_H

#include "base/arena.h"
#include "core/absence.h"
#include "store/batch_store.h"
#include "store/schedule_store.h"

/* The learner's absences. */

/* All of them by from_day, in *arena*. */
bool absence_load(struct store *store, struct arena *arena,
		  struct absence **list, size_t *count, struct error *err);

/* Add one and move what is due in it.  In a transaction. */
bool absence_add(struct batch *batch, const struct absence *absence,
		 struct schedule_moved *moved, struct error *err);

/* For undo: remove one, or bring it back, and move what that concerns.  In a
 * transaction. */
bool absence_set_removed(struct batch *batch, int64_t id, bool removed,
			 struct error *err);

#endif
