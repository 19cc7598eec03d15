#ifndef STORE_BATCH_STORE_H
#define STORE_BATCH_STORE_H

#include "store/store.h"

/*
 * A batch is one change of what the learner wrote: an import, an edit, a
 * suspension.  Its row is written when the first thing changes, so a batch
 * that changes nothing leaves nothing behind.  Rows it creates carry its id;
 * before it changes a row, batch_remember() keeps the previous values.
 */

struct batch {
	struct store *store;
	const char *kind;  /* "import", "edit", ...: a value the schema knows */
	const char *label; /* what `ebb undo` calls it, e.g. a file name */
	const struct uid *undoes; /* the batch it takes back, or NULL */
	struct stamp stamp;
	int64_t id; /* 0 until something was changed */
};

enum batch_entity {
	ENTITY_DECK,
	ENTITY_NOTE,
	ENTITY_CARD,
	ENTITY_SETTING,
	ENTITY_ALIAS,
	ENTITY_ABSENCE,
	ENTITY_EXAM,
};

/* Write the batch row if it is not there yet.  In a transaction. */
bool batch_require(struct batch *batch, struct error *err);

/* Keep the present values of a row that is about to change, once a batch;
 * requires the batch.  In a transaction. */
bool batch_remember(struct batch *batch, enum batch_entity entity,
		    int64_t row_id, struct error *err);

#endif
