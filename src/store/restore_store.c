#include "store/restore_store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "store/backup_copy.h"
#include "store/backup_folder.h"
#include "store/private_file.h"
#include "store/statement.h"

/* ---- keeping what is there ----------------------------------------------- */

static bool write_all(int fd, const char *bytes, size_t count)
{
	while (count > 0) {
		ssize_t wrote = write(fd, bytes, count);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return false;
		bytes += wrote;
		count -= (size_t)wrote;
	}
	return true;
}

static bool copy_descriptor(int from, int to)
{
	char block[65536];
	ssize_t got;

	while ((got = read(from, block, sizeof(block))) > 0)
		if (!write_all(to, block, (size_t)got))
			return false;
	return got == 0;
}

/* What SQLite does not take for a database no program has open as one. */
static bool copy_bytes(const char *from_path, const char *to_path,
		       struct error *err)
{
	int from = open(from_path, O_RDONLY | O_CLOEXEC);
	int to = open(to_path, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC);
	bool ok = from >= 0 && to >= 0 && copy_descriptor(from, to);

	if (!ok)
		error_set_errno(err, to_path);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return ok && private_file_sync(to_path, err);
}

static bool keep(const char *db_path, const char *partial,
		 const struct store_watch *watch, struct error *err)
{
	sqlite3 *handle = NULL;
	int code = connection_open(db_path, SQLITE_OPEN_READWRITE, &handle);
	bool ok = code == SQLITE_OK && backup_copy(handle, partial, watch, err);

	sqlite3_close(handle);
	if (code != SQLITE_OK)
		return error_set(err, ERROR_IO,
				 _("%s could not be read (%s); look after the "
				   "disk it is on"),
				 db_path, sqlite3_errstr(code));
	return ok || (err->kind == ERROR_DATABASE &&
		      copy_bytes(db_path, partial, err));
}

bool backup_set_aside(const char *db_path, const struct backup_order *order,
		      struct backup_name *name, bool *made, bool *sound,
		      struct error *err)
{
	struct arena arena = { 0 };
	struct backup_folder folder;
	struct error unsound = { 0 };
	bool ok = true, replayed;

	*made = access(db_path, F_OK) == 0;
	if (!*made)
		return true;
	if (backup_folder_open(&folder, order->folder, &arena, err)) {
		ok = keep(db_path, folder.partial, order->watch, err) &&
		     backup_next_name(folder.path, order, &arena, name, err);
		*sound = ok && backup_verify_file(folder.partial, order->watch,
						  &replayed, &unsound);
		ok = ok && backup_folder_publish(&folder, name, err);
		backup_folder_close(&folder);
	} else {
		ok = false;
	}
	arena_release(&arena);
	return ok;
}

/* ---- replacing it -------------------------------------------------------- */

/* Where there is no write-ahead log, the journal is gone for good only with
 * EXTRA: else a power cut could bring it back, and with it the old content. */
static int copy_for_good(sqlite3 *from, sqlite3 *to)
{
	int code = backup_run(to, "PRAGMA synchronous = EXTRA");

	return code == SQLITE_OK ? backup_copy_pages(from, to, NULL) : code;
}

/* A file of which SQLite cannot make anything counts as empty. */
static int replace(sqlite3 *from, sqlite3 *to)
{
	int code = copy_for_good(from, to);

	if (backup_is_ruin(code)) {
		sqlite3_db_config(to, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
		code = copy_for_good(from, to);
		sqlite3_db_config(to, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);
	}
	return code;
}

static bool fail(sqlite3 *to, int code, const char *db_path, struct error *err)
{
	if ((code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED)
		return error_set(err, ERROR_BUSY,
				 _("%s is being written by another program; "
				   "try again when it is done"),
				 db_path);
	return error_set(err, ERROR_IO,
			 _("%s could not be written (%s); it is as it was"),
			 db_path,
			 code == sqlite3_errcode(to) ? sqlite3_errmsg(to)
						     : sqlite3_errstr(code));
}

bool backup_restore(const char *backup_path, const char *db_path,
		    struct error *err)
{
	const char *instead = _("EBB_DB or --db");
	struct store *from;
	sqlite3 *to = NULL;
	int code;
	bool ok;

	if (access(db_path, F_OK) < 0 &&
	    (!private_folders_make(db_path, instead, err) ||
	     !private_file_make(db_path, instead, err)))
		return false;
	from = store_open_to_read(backup_path, err);
	if (!from)
		return false;
	code = connection_open(db_path, SQLITE_OPEN_READWRITE, &to);
	if (code == SQLITE_OK)
		code = replace(store_handle(from), to);
	ok = code == SQLITE_OK || fail(to, code, db_path, err);
	sqlite3_close(to);
	store_close(from);
	return ok;
}
