#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "core/setting.h"

/*
 * The database: one SQLite file with what the learner wrote, what the learner
 * did, and what follows from both.  This folder is the only user of SQLite.
 * Errors carry SQLite's own words; ERROR_BUSY means that another process is
 * writing, ERROR_NEWER that a newer ebb wrote the file.
 */

struct store;

struct store_options {
	const char *path;      /* of the file; made, with its folders, when it
				* does not exist */
	const char *device;    /* the name of this machine, for the log */
	struct random *random; /* borrowed for the life of the store */
	/* The folder of its backups, for the one that is made before an older
	 * schema is brought up to date, and the study day that names it; NULL:
	 * none is made. */
	const char *backups;
	int32_t today;
};

/*
 * Opens the file, checks that it is ebb's (application_id, user_version),
 * brings its schema up to date, remakes the derived tables when their version
 * changed.  Files are made with mode 0600, folders with 0700.  Returns NULL
 * with *err set on failure.  The caller closes the store.
 */
struct store *store_open(const struct store_options *options,
			 struct error *err);

/*
 * Opens a file that is only read, such as a backup, whatever its schema's
 * version: nothing is made, migrated or written.  A symbolic link anywhere in
 * the path is refused.
 */
struct store *store_open_to_read(const char *path, struct error *err);

/* Folds the write-ahead log back into the file and closes it.  NULL is
 * allowed. */
void store_close(struct store *store);

/* Whether it can be used: false after a failure that could not be mended. */
bool store_is_open(const struct store *store);

/* The path it was opened with; the name of this machine. */
const char *store_path(const struct store *store);
const char *store_device(const struct store *store);

/*
 * All writing happens between begin and commit; both fail when another
 * process holds the file for more than five seconds, begin also when the file
 * no longer has its name.  Rollback cannot fail.  A write outside a transaction
 * is a programming mistake.
 *
 * A commit that fails may be on the disk all the same.  The file is then
 * opened again and the newest event of the transaction looked for: true when
 * it is there, for good; ERROR_DATABASE when that cannot be told, and then the
 * store may be closed for use.
 */
bool store_begin(struct store *store, struct error *err);
bool store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);

/* Begin what can wait, unless another process holds the file. */
bool store_begin_at_once(struct store *store);

/*
 * What is read between begin and end is of one moment, and the file is locked
 * once for all of it instead of for each statement.  Not around a write.
 */
bool store_begin_reading(struct store *store, struct error *err);
void store_end_reading(struct store *store);

/*
 * Move committed pages from the write-ahead log into the file, without
 * waiting for anybody.  Called after the next card is on screen, so that no
 * answer waits for it; its failure loses nothing but is reported.
 */
bool store_checkpoint(struct store *store, struct error *err);

/* Long work asks now and then whether it should go on; ERROR_INTERRUPTED when
 * not.  The watch is borrowed; NULL ends it. */
struct store_watch {
	bool (*go_on)(void *context);
	void *context;
};
void store_set_watch(struct store *store, const struct store_watch *watch);

/* While a deck is imported: the rows that new ones refer to, which the import
 * made or found, are not looked up each time, which was a tenth of it, and
 * what is sorted is so in a file instead of in memory.  Not in a transaction.
 */
void store_expect_bulk(struct store *store, bool bulk);

/* Until the end of that, more memory for pages: for very many rows that go to
 * places all over the file. */
bool store_widen_cache(struct store *store, struct error *err);

#endif
