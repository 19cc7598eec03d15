#include "store/backup_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"
#include "store/backup_copy.h"
#include "store/backup_folder.h"
#include "store/check_store.h"
#include "store/migrate.h"
#include "store/private_file.h"
#include "store/statement.h"

/* ---- checking a copy ----------------------------------------------------- */

static bool judge(const struct check_report *report, struct error *err)
{
	const char *complaints = text_string(&report->complaints);

	if (!report->sound)
		return error_set(err, ERROR_DATABASE, "%.*s",
				 (int)strcspn(complaints, "\n"), complaints);
	return report->differences == 0 ||
	       error_set(err, ERROR_DATABASE,
			 _("the schedule disagrees with the log; `ebb check "
			   "--repair` writes what the log says"));
}

/* What another version of ebb derived from the log is not what this one would,
 * and is made anew when the copy is opened. */
static bool is_to_be_replayed(struct store *copy, bool *is, struct error *err)
{
	enum migrate_age age;

	*is = false;
	if (!migrate_age(copy, &age, err))
		return false;
	return age != MIGRATE_CURRENT || migrate_is_current(copy, is, err) ||
	       err->kind == ERROR_DATABASE;
}

bool backup_verify(struct store *copy, bool *replayed, struct error *err)
{
	struct check_report report = { 0 };
	bool ok;

	if (!is_to_be_replayed(copy, replayed, err))
		return false;
	ok = (*replayed ? check_store(copy, &report, err)
			: check_file(copy, &report, err)) &&
	     judge(&report, err);
	text_release(&report.complaints);
	return ok;
}

bool backup_verify_file(const char *path, const struct store_watch *watch,
			bool *replayed, struct error *err)
{
	struct store *copy = store_open_to_read(path, err);
	bool ok;

	if (!copy)
		return false;
	store_set_watch(copy, watch);
	ok = backup_verify(copy, replayed, err);
	store_close(copy);
	return ok;
}

/* A copy that does not pass says that of what it was copied from. */
static bool not_kept(const char *db_path, struct error *err)
{
	struct error why = *err;

	if (why.kind == ERROR_INTERRUPTED)
		return false;
	return error_set(err, why.kind,
			 _("a copy of %s did not pass its check, so it was not "
			   "kept and older backups stay: %s"),
			 db_path, why.message);
}

/* ---- making a backup ----------------------------------------------------- */

bool backup_next_name(const char *folder, const struct backup_order *order,
		      struct arena *arena, struct backup_name *name,
		      struct error *err)
{
	struct backup_name *list;
	size_t count;

	*name = (struct backup_name){ order->today, 1, order->kind };
	if (!backup_folder_list(folder, arena, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (list[i].day == name->day)
			name->ordinal = list[i].ordinal + 1;
	return true;
}

/* What cannot go now goes with the next backup: this one is made. */
static void thin(const struct backup_folder *folder, int32_t today,
		 struct arena *arena)
{
	struct error ignored = { 0 };
	struct backup_name *list;
	size_t count;
	bool *goes;

	if (!backup_folder_list(folder->path, arena, &list, &count, &ignored))
		return;
	goes = arena_array(arena, count + 1, sizeof(*goes));
	backup_thin(list, count, today, goes);
	for (size_t i = 0; i < count; i++)
		if (goes[i])
			backup_folder_remove(folder, &list[i], &ignored);
}

/* What is about to change its shape is kept in any case. */
static bool check_copy(struct store *store, const struct backup_order *order,
		       const char *path, bool *replayed, struct error *err)
{
	if (order->kind == BACKUP_MIGRATION) {
		*replayed = false;
		return true;
	}
	return backup_verify_file(path, order->watch, replayed, err) ||
	       not_kept(store_path(store), err);
}

bool backup_make(struct store *store, const struct backup_order *order,
		 struct backup_name *made, struct error *err)
{
	struct arena arena = { 0 };
	struct backup_folder folder;
	bool replayed, ok;

	if (!backup_folder_open(&folder, order->folder, &arena, err)) {
		arena_release(&arena);
		return false;
	}
	ok = backup_copy(store_handle(store), folder.partial, order->watch,
			 err) &&
	     check_copy(store, order, folder.partial, &replayed, err) &&
	     backup_next_name(folder.path, order, &arena, made, err) &&
	     backup_folder_publish(&folder, made, err);
	if (ok && replayed)
		thin(&folder, order->today, &arena);
	backup_folder_close(&folder);
	arena_release(&arena);
	return ok;
}

/* An empty file beside a path, as SQLite is to open it; NULL and *err. */
static char *make_beside(const char *path, struct arena *arena,
			 struct error *err)
{
	char *partial = arena_printf(arena, "%s.XXXXXX", path);
	int fd = mkstemp(partial);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0;
	char *resolved = ok ? realpath(partial, NULL) : NULL;
	char *copy = arena_strdup(arena, resolved);

	if (!copy)
		error_set_errno(err, path);
	if (fd >= 0)
		close(fd);
	if (fd >= 0 && !copy)
		unlink(partial);
	free(resolved);
	return copy;
}

bool backup_write(struct store *store, const char *path,
		  const struct store_watch *watch, struct error *err)
{
	struct arena arena = { 0 };
	struct stat status;
	char *partial = NULL;
	bool replayed, ok;

	if (lstat(path, &status) == 0)
		return error_set(err, ERROR_USAGE,
				 _("%s exists; name a new file"), path);
	partial = make_beside(path, &arena, err);
	ok = partial && backup_copy(store_handle(store), partial, watch, err);
	if (ok && !backup_verify_file(partial, watch, &replayed, err))
		ok = not_kept(store_path(store), err);
	if (ok && (rename(partial, path) < 0 || !private_file_sync_name(path)))
		ok = error_set_errno(err, path);
	if (partial && !ok)
		unlink(partial);
	arena_release(&arena);
	return ok;
}
