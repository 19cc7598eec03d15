#ifndef STORE_EXAM_STORE_H
#define STORE_EXAM_STORE_H

#include "base/arena.h"
#include "core/exam.h"
#include "store/batch_store.h"
#include "store/schedule_store.h"

/* The exams that are to come. */

/* All of them by day, in *arena*. */
bool exam_load(struct store *store, struct arena *arena, struct exam **list,
	       size_t *count, struct error *err);

/* Add one and move what it concerns.  In a transaction. */
bool exam_add(struct batch *batch, const struct exam *exam,
	      struct schedule_moved *moved, struct error *err);

/* For undo: remove one, or bring it back.  In a transaction. */
bool exam_set_removed(struct batch *batch, int64_t id, bool removed,
		      struct error *err);

/* End those whose day has come: what they moved goes back to its own day.
 * This is no step of undo.  A transaction of its own, when there are any. */
bool exam_end_past(struct store *store, const struct stamp *now,
		   struct error *err);

#endif
