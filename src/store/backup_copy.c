#include "store/backup_copy.h"

#include <string.h>

#include "base/message.h"
#include "store/private_file.h"

enum { PAGES_BETWEEN_LOOKS = 64 };

int backup_run(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);

	if (code != SQLITE_OK)
		return code;
	while (sqlite3_step(statement) == SQLITE_ROW)
		;
	return sqlite3_finalize(statement);
}

bool backup_is_ruin(int code)
{
	return (code & 0xFF) == SQLITE_NOTADB ||
	       (code & 0xFF) == SQLITE_CORRUPT;
}

int backup_copy_pages(sqlite3 *from, sqlite3 *to,
		      const struct store_watch *watch)
{
	sqlite3_backup *copying = sqlite3_backup_init(to, "main", from, "main");
	int code = copying ? SQLITE_OK : sqlite3_errcode(to);
	int finished;

	while (code == SQLITE_OK) {
		code = sqlite3_backup_step(copying, PAGES_BETWEEN_LOOKS);
		if (code == SQLITE_OK && watch && !watch->go_on(watch->context))
			code = SQLITE_INTERRUPT;
	}
	finished = sqlite3_backup_finish(copying);
	return code == SQLITE_DONE ? finished : code;
}

/* The journal is of no use to a file that nobody knows yet. */
static int copy_moment(sqlite3 *from, sqlite3 *to,
		       const struct store_watch *watch)
{
	int code = backup_run(from, "BEGIN");

	if (code == SQLITE_OK)
		code = backup_run(from, "PRAGMA schema_version");
	if (code == SQLITE_OK)
		code = backup_run(to, "PRAGMA synchronous = OFF");
	if (code == SQLITE_OK)
		code = backup_copy_pages(from, to, watch);
	backup_run(from, "COMMIT");
	return code == SQLITE_OK
		       ? backup_run(to, "PRAGMA journal_mode = DELETE")
		       : code;
}

/* The words of the system, if it had any. */
static const char *words_of(sqlite3 *handle, int code)
{
	int number = sqlite3_system_errno(handle);

	return (code & 0xFF) == SQLITE_IOERR && number ? strerror(number)
						       : sqlite3_errstr(code);
}

static bool fail(sqlite3 *to, int code, const char *path, struct error *err)
{
	if (code == SQLITE_INTERRUPT)
		return error_set(err, ERROR_INTERRUPTED, _("stopped"));
	if (backup_is_ruin(code))
		return error_set(err, ERROR_DATABASE,
				 _("the database could not be read (%s)"),
				 sqlite3_errstr(code));
	return error_set(err, ERROR_IO,
			 _("the backup could not be written to %s (%s); older "
			   "ones stay"),
			 path, words_of(to, code));
}

bool backup_copy(sqlite3 *from, const char *path,
		 const struct store_watch *watch, struct error *err)
{
	sqlite3 *to = NULL;
	int code = connection_open(
		path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, &to);
	bool ok;

	if (code == SQLITE_OK)
		code = copy_moment(from, to, watch);
	ok = code == SQLITE_OK || fail(to, code, path, err);
	sqlite3_close(to);
	return ok && private_file_sync(path, err);
}
