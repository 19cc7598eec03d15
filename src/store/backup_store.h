#ifndef STORE_BACKUP_STORE_H
#define STORE_BACKUP_STORE_H

#include "core/backup.h"
#include "store/store.h"

/*
 * Backups: copies of the database that were opened, checked and replayed
 * before they got their names; but what is about to be migrated is kept in any
 * case.  A copy is one file of mode 0600, with nothing beside it.  Pages are
 * copied by SQLite itself, so that others may write meanwhile: the copy is of
 * one moment.
 */

struct backup_order {
	const char *folder; /* see backup_folder.h */
	enum backup_kind kind;
	int32_t today;			 /* the study day that names it */
	const struct store_watch *watch; /* asked whether to go on; or NULL */
};

/*
 * Make a backup and, when its log was replayed, let those go that make room.
 * It is durable when this returns true.  On failure nothing is left of it and
 * the older ones stay; ERROR_BUSY when another ebb is making one,
 * ERROR_INTERRUPTED when the watch said so.  Not in a transaction.
 */
bool backup_make(struct store *store, const struct backup_order *order,
		 struct backup_name *made, struct error *err);

/* The same into a file of the learner's choice, which must not exist. */
bool backup_write(struct store *store, const char *path,
		  const struct store_watch *watch, struct error *err);

/* Check an open copy: ERROR_DATABASE says what is wrong with it.  *replayed:
 * its log too, which needs the present schema. */
bool backup_verify(struct store *copy, bool *replayed, struct error *err);

/* backup_verify() of a file. */
bool backup_verify_file(const char *path, const struct store_watch *watch,
			bool *replayed, struct error *err);

#endif
