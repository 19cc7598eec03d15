#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "store/backup_store.h"
#include "store/connection.h"
#include "store/migrate.h"
#include "store/outcome.h"
#include "store/private_file.h"
#include "store/shared_memory.h"
#include "store/statement.h"
#include "store/statement_cache.h"

enum { CHECKPOINT_PAGES = 1000 };

struct store {
	sqlite3 *handle;
	struct statement_cache statements;
	char *path;
	char *device;
	struct random *random;
	struct uid last_uid; /* that was made here */
	int wal_pages;	     /* in the write-ahead log after the last commit */
	bool writes;	     /* a transaction is open, or was to be */
	bool has_event;	     /* the transaction appended to the log */
	struct uid event;    /* its newest event */
	int failure;	     /* SQLite's code of the last failure */
	bool alone;	     /* no other process may open the file meanwhile */
	bool prepared;	     /* its tables are of this ebb's version */
};

sqlite3 *store_handle(struct store *store)
{
	return store->handle;
}

struct random *store_random(struct store *store)
{
	return store->random;
}

struct uid *store_last_uid(struct store *store)
{
	return &store->last_uid;
}

struct statement_cache *store_statements(struct store *store)
{
	return &store->statements;
}

void store_note_event(struct store *store, const struct uid *uid)
{
	store->has_event = true;
	store->event = *uid;
}

const char *store_path(const struct store *store)
{
	return store->path;
}

const char *store_device(const struct store *store)
{
	return store->device;
}

/* SQLite's primary code, with a full disk told from other failures. */
static int failure_code(sqlite3 *handle, int code)
{
	code &= 0xFF;
	if (code == SQLITE_IOERR && sqlite3_system_errno(handle) == ENOSPC)
		return SQLITE_FULL;
	return code;
}

/* A later call may have put its own success over the failure. */
static const char *failure_words(sqlite3 *handle, int code)
{
	if (sqlite3_errcode(handle) == code)
		return sqlite3_errmsg(handle);
	return sqlite3_errstr(code);
}

/* Whole pages that are no text: its first may be all that is damaged. */
static bool may_be_ruin(const char *path)
{
	enum { PAGE_SIZE = 4096 };
	unsigned char page[PAGE_SIZE];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	bool may;

	if (fd < 0)
		return false;
	may = fstat(fd, &status) == 0 && status.st_size % PAGE_SIZE == 0 &&
	      read(fd, page, sizeof(page)) == PAGE_SIZE &&
	      memchr(page, '\0', sizeof(page));
	close(fd);
	return may;
}

static bool fail_foreign(const struct store *store, struct error *err)
{
	return error_set(err, ERROR_FORMAT,
			 _("%s is not an ebb database; choose another file "
			   "with EBB_DB or --db"),
			 store->path);
}

static bool fail_unknown(const struct store *store, struct error *err)
{
	if (!may_be_ruin(store->path))
		return fail_foreign(store, err);
	return error_set(err, ERROR_DATABASE,
			 _("%s is not an ebb database, or a damaged one; `ebb "
			   "restore` goes back to a backup, `ebb salvage %s` "
			   "gets out what can be read"),
			 store->path, store->path);
}

bool store_fail(struct store *store, int code, const char *sql,
		struct error *err)
{
	const char *path = store->path;
	const char *words = failure_words(store->handle, code);

	store->failure = code;
	switch (failure_code(store->handle, code)) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, ERROR_BUSY,
				 _("%s is being written by another program; "
				   "try again when it is done"),
				 path);
	case SQLITE_NOTADB:
		return fail_unknown(store, err);
	case SQLITE_CORRUPT:
		return error_set(err, ERROR_DATABASE,
				 _("%s is damaged (%s); `ebb restore` goes "
				   "back to a backup, `ebb salvage %s` gets "
				   "out what can be read"),
				 path, words, path);
	case SQLITE_FULL:
		return error_set(err, ERROR_IO,
				 _("the disk is full, so nothing was saved in "
				   "%s; make room and do it again"),
				 path);
	case SQLITE_READONLY:
		return error_set(err, ERROR_IO,
				 _("%s cannot be written; check the "
				   "permissions of the file and its folder"),
				 path);
	case SQLITE_CANTOPEN:
		return error_set(err, ERROR_IO,
				 _("%s cannot be opened; check the path and "
				   "the permissions of its folder"),
				 path);
	case SQLITE_TOOBIG:
		return error_set(err, ERROR_FORMAT,
				 _("%s holds no text that is longer than "
				   "16 MiB; shorten it"),
				 path);
	case SQLITE_NOMEM:
		return error_set(err, ERROR_DATABASE,
				 _("%s: there is not enough memory to go on; "
				   "what was saved before is safe"),
				 path);
	case SQLITE_INTERRUPT:
		return error_set(err, ERROR_INTERRUPTED, _("stopped"));
	case SQLITE_IOERR:
		return error_set(err, ERROR_IO,
				 store->writes
					 ? _("%s could not be read or written "
					     "(%s); nothing was saved")
					 : _("%s could not be read (%s); look "
					     "after the disk it is on"),
				 path, words);
	default:
		return error_set(err, ERROR_DATABASE, _("%s: %s (in: %.200s)"),
				 path, words, sql);
	}
}

/* SQLite would make the file with the umask's mode; cards are private. */
static bool make_file(const char *path, struct error *err)
{
	const char *instead = _("EBB_DB or --db");
	int fd;

	if (access(path, F_OK) == 0)
		return true;
	if (!private_folders_make(path, instead, err))
		return false;
	fd = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0 || fchmod(fd, 0600) < 0)
		private_file_fail(path, instead, err);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static int note_wal_size(void *context, sqlite3 *handle, const char *name,
			 int pages)
{
	struct store *store = context;

	(void)handle;
	(void)name;
	store->wal_pages = pages;
	return SQLITE_OK;
}

static bool configure(struct store *store, struct error *err)
{
	return statement_run(store, "PRAGMA cell_size_check = ON", err) &&
	       statement_run(store, "PRAGMA journal_mode = WAL", err) &&
	       statement_run(store, "PRAGMA synchronous = FULL", err) &&
	       statement_run(store, "PRAGMA foreign_keys = ON", err) &&
	       statement_run(store, "PRAGMA temp_store = MEMORY", err) &&
	       statement_run(store, "PRAGMA cache_size = -16384", err);
}

/* With EBB_SEED each run draws the same numbers: from the second on, at the
 * same EBB_NOW, its uids would stand in the file already. */
static bool stir_random(struct store *store, struct error *err)
{
	struct statement q = statement_open(store,
					    "SELECT max(id) FROM source");
	int64_t next_id, sources;

	if (!statement_single(&q, 0, &sources, err) ||
	    !store_next_event_id(store, &next_id, err))
		return false;
	random_stir(store->random, (uint64_t)next_id);
	random_stir(store->random, (uint64_t)sources);
	return true;
}

static bool open_file(struct store *store, int flags, struct error *err)
{
	struct stat status;
	int code;

	if (stat(store->path, &status) == 0 && !S_ISREG(status.st_mode))
		return error_set(err, ERROR_IO,
				 S_ISDIR(status.st_mode)
					 ? _("%s is a folder; name a file with "
					     "EBB_DB or --db")
					 : _("%s is no ordinary file; name one "
					     "with EBB_DB or --db"),
				 store->path);
	code = connection_open(store->path, flags, &store->handle);
	if (code != SQLITE_OK)
		return store_fail(store, code, "open", err);
	sqlite3_wal_hook(store->handle, note_wal_size, store);
	store->alone |= !shared_memory_exists(store->handle);
	if (store->alone && !shared_memory_forgo(store, err))
		return false;
	return migrate_check(store, err);
}

/* What the learner wrote is about to change its shape. */
static bool back_up_old(struct store *store,
			const struct store_options *options, struct error *err)
{
	const struct backup_order order = {
		.folder = options->backups,
		.kind = BACKUP_MIGRATION,
		.today = options->today,
	};
	struct backup_name made;
	enum migrate_age age;

	return migrate_age(store, &age, err) &&
	       (age != MIGRATE_OLD || !options->backups ||
		backup_make(store, &order, &made, err));
}

/* To write; `options` are of an opening that is no repetition, or NULL. */
static bool open_to_write(struct store *store,
			  const struct store_options *options,
			  struct error *err)
{
	store->prepared = false;
	store->prepared = open_file(store, SQLITE_OPEN_READWRITE, err) &&
			  configure(store, err) &&
			  (!options || back_up_old(store, options, err)) &&
			  migrate_run(store, err) && stir_random(store, err);
	return store->prepared;
}

static bool disconnect(struct store *store)
{
	statement_cache_release(&store->statements);
	if (sqlite3_close(store->handle) != SQLITE_OK)
		return false;
	store->handle = NULL;
	store->wal_pages = 0;
	return true;
}

/* Where memory cannot be shared, without. */
static bool open_somehow(struct store *store,
			 const struct store_options *options, struct error *err)
{
	store->alone = false;
	if (open_to_write(store, options, err))
		return true;
	store->alone = shared_memory_is_lacking(store->failure);
	return store->alone && disconnect(store) &&
	       open_to_write(store, options, err);
}

bool store_reopen(struct store *store, struct error *err)
{
	if (!disconnect(store))
		return store_fail(store, SQLITE_BUSY, "close", err);
	if (open_somehow(store, NULL, err))
		return true;
	disconnect(store);
	return false;
}

bool store_is_open(const struct store *store)
{
	return store->handle != NULL;
}

static struct store *make(const char *path, const char *device,
			  struct random *random)
{
	struct store *store = memory_alloc(sizeof(*store));

	*store = (struct store){
		.path = strcpy(memory_alloc(strlen(path) + 1), path),
		.device = strcpy(memory_alloc(strlen(device) + 1), device),
		.random = random,
	};
	return store;
}

static struct store *close_unless(bool ok, struct store *store)
{
	if (ok)
		return store;
	store_close(store);
	return NULL;
}

struct store *store_open(const struct store_options *options, struct error *err)
{
	struct store *store;

	if (!make_file(options->path, err))
		return NULL;
	store = make(options->path, options->device, options->random);
	return close_unless(open_somehow(store, options, err), store);
}

struct store *store_open_to_read(const char *path, struct error *err)
{
	struct store *store = make(path, "", NULL);
	enum migrate_age age;
	bool ok = open_file(store, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW,
			    err) &&
		  statement_run(store, "PRAGMA cell_size_check = ON", err) &&
		  statement_run(store, "PRAGMA temp_store = MEMORY", err) &&
		  statement_run(store, "PRAGMA cache_size = -16384", err) &&
		  migrate_age(store, &age, err);

	if (ok && age == MIGRATE_NONE)
		ok = fail_foreign(store, err);
	return close_unless(ok, store);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	disconnect(store);
	free(store->path);
	free(store->device);
	free(store);
}

/* Another ebb, of another version, may have remade what this one would write.
 */
static bool is_still_prepared(struct store *store, struct error *err)
{
	bool is = true;

	if (store->prepared && !migrate_is_current(store, &is, err))
		return false;
	return is || error_set(err, ERROR_NEWER,
			       _("another version of ebb has opened %s in the "
				 "meantime; leave this one and start it again"),
			       store->path);
}

/* What is written to a file without its name is lost when it is closed. */
static bool is_still_there(struct store *store, struct error *err)
{
	int has_moved = 0;

	sqlite3_file_control(store->handle, "main", SQLITE_FCNTL_HAS_MOVED,
			     &has_moved);
	return !has_moved ||
	       error_set(err, ERROR_IO,
			 _("%s was moved, removed or replaced while ebb had it "
			   "open, so nothing was saved; put it back, or start "
			   "ebb again"),
			 store->path);
}

bool store_begin(struct store *store, struct error *err)
{
	store->has_event = false;
	store->writes = true;
	if (statement_run(store, "BEGIN IMMEDIATE", err) &&
	    is_still_there(store, err) && is_still_prepared(store, err))
		return true;
	store_rollback(store);
	return false;
}

bool store_begin_at_once(struct store *store)
{
	struct error ignored = { 0 };
	bool begun;

	sqlite3_busy_timeout(store->handle, 0);
	begun = store_begin(store, &ignored);
	sqlite3_busy_timeout(store->handle, CONNECTION_BUSY_MS);
	return begun;
}

bool store_commit(struct store *store, struct error *err)
{
	int code;

	if (statement_run(store, "COMMIT", err)) {
		store->writes = false;
		return true;
	}
	code = store->failure;
	store_rollback(store);
	return store->has_event &&
	       outcome_settle(store, &store->event, code, err);
}

void store_rollback(struct store *store)
{
	struct error ignored = { 0 };

	if (store->handle && !sqlite3_get_autocommit(store->handle))
		statement_run(store, "ROLLBACK", &ignored);
	store->writes = false;
}

bool store_begin_reading(struct store *store, struct error *err)
{
	return statement_run(store, "BEGIN", err);
}

void store_end_reading(struct store *store)
{
	store_rollback(store);
}

bool store_checkpoint(struct store *store, struct error *err)
{
	int code;

	if (store->wal_pages < CHECKPOINT_PAGES)
		return true;
	code = sqlite3_wal_checkpoint_v2(store->handle, NULL,
					 SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	if (code == SQLITE_BUSY)
		return true;
	if (code != SQLITE_OK)
		return store_fail(store, code, "checkpoint", err);
	store->wal_pages = 0;
	return true;
}

/* Counted in steps of SQLite's machine: many times a second. */
enum { STEPS_BETWEEN_LOOKS = 10000 };

static int look_up(void *context)
{
	const struct store_watch *watch = context;

	return !watch->go_on(watch->context);
}

void store_set_watch(struct store *store, const struct store_watch *watch)
{
	union {
		const struct store_watch *watch;
		void *context;
	} given = { .watch = watch };

	sqlite3_progress_handler(store->handle, STEPS_BETWEEN_LOOKS,
				 watch ? look_up : NULL, given.context);
}

void store_expect_bulk(struct store *store, bool bulk)
{
	struct error ignored = { 0 };

	statement_run(store,
		      bulk ? "PRAGMA foreign_keys = OFF"
			   : "PRAGMA foreign_keys = ON",
		      &ignored);
	statement_run(store,
		      bulk ? "PRAGMA temp_store = FILE"
			   : "PRAGMA temp_store = MEMORY",
		      &ignored);
	if (!bulk)
		statement_run(store, "PRAGMA cache_size = -16384", &ignored);
}

bool store_widen_cache(struct store *store, struct error *err)
{
	return statement_run(store, "PRAGMA cache_size = -65536", err);
}
