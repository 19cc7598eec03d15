#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/store.h"

/*
 * The schema's versions.  The truth is migrated by numbered steps, each in
 * one transaction with its user_version; a new file runs them from the first,
 * so there is no second schema to drift.  To change the truth: add
 * migrations/00N-name.sql, its line in embedded.h and in migrate.c, and keep
 * an old file in tests/data.  To change derived tables or views: edit
 * derived.sql and raise DERIVED_VERSION.
 */

/* Refuse a file that is not ebb's or is from a newer ebb, before anything is
 * written to it.  An empty file is a new database. */
bool migrate_check(struct store *store, struct error *err);

/* The same by the two numbers in the header of a file that is not empty. */
bool migrate_check_identity(const char *path, int64_t application,
			    int64_t version, struct error *err);

enum migrate_age {
	MIGRATE_NONE, /* an empty file */
	MIGRATE_OLD,  /* steps are missing */
	MIGRATE_CURRENT,
};
bool migrate_age(struct store *store, enum migrate_age *age, struct error *err);

/* Run the steps that are missing, then remake the derived tables if they are
 * of another version, or one of them is gone. */
bool migrate_run(struct store *store, struct error *err);

/* Whether the truth and what follows from it are of this ebb's versions: in a
 * backup they may be of earlier ones, and while a file is open another ebb may
 * bring them to its own. */
bool migrate_is_current(struct store *store, bool *is, struct error *err);

/* How many derived tables, views, indexes and triggers are not as the scripts
 * make them. */
bool migrate_compare(struct store *store, int64_t *differences,
		     struct error *err);

/* Make the derived tables anew and fill them, and what else is not as it is
 * made, in one transaction. */
bool migrate_remake(struct store *store, struct error *err);

#endif
