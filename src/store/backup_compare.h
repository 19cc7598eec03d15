#ifndef STORE_BACKUP_COMPARE_H
#define STORE_BACKUP_COMPARE_H

#include "store/store.h"

/* What a database holds, and what it does not hold of another one. */

struct backup_contents {
	int64_t cards; /* live ones */
	int64_t reviews;
};

bool backup_count(struct store *store, struct backup_contents *contents,
		  struct error *err);

/* Answers and changes (undoing is one) that one of two databases lacks. */
struct backup_events {
	int64_t answers, changes;
};

/*
 * Compare the logs of the present database and of a backup.  Copies of one
 * database have all events up to some point in common, so only those after it
 * are counted, however long the logs are.
 */
bool backup_compare(struct store *now, struct store *then,
		    struct backup_events *only_now,
		    struct backup_events *only_then, struct error *err);

#endif
