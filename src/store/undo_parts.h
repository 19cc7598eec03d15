#ifndef STORE_UNDO_PARTS_H
#define STORE_UNDO_PARTS_H

#include "store/undo_store.h"

/* What undo_store.c, which knows the steps, and undo_batch.c, which puts rows
 * back, share. */

#define BATCH_IS_UNDONE                                                \
	" EXISTS (SELECT 1 FROM batch AS u WHERE u.undoes = batch.uid" \
	"  AND NOT EXISTS (SELECT 1 FROM batch AS r WHERE r.undoes = u.uid)) "

/*
 * Give the rows that a step's batch changed their previous values, and remove
 * those it created, as the batch *undo; counts them in step->restored and
 * step->kept.  ERROR_CONFLICT when all were changed again later.  In a
 * transaction.
 */
bool undo_take_back_batch(struct batch *undo, struct undo_step *step,
			  struct error *err);

#endif
