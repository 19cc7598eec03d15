#include "store/backup_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/message.h"
#include "store/private_file.h"

#define INSTEAD "XDG_STATE_HOME"
#define PARTIAL "partial.db"

enum { LOCK_TRIES = 100, LOCK_WAIT_MS = 50, NAME_SHOWN = 64 };

/* ---- which folder -------------------------------------------------------- */

/* The path without symbolic links above its last part. */
static const char *resolve_above(const char *path, struct arena *arena)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *above = slash ? arena_strndup(arena, path,
						  (size_t)(slash - path))
				  : ".";
	char resolved[PATH_MAX];

	if (slash == path || !realpath(above, resolved))
		return path;
	return arena_printf(arena, "%s/%s", resolved, name);
}

/* The same, for what exists without any. */
static const char *resolve(const char *path, struct arena *arena)
{
	char resolved[PATH_MAX];

	return realpath(path, resolved) ? arena_strdup(arena, resolved)
					: resolve_above(path, arena);
}

/* FNV-1a. */
static uint64_t hash(const char *string)
{
	uint64_t sum = 0xcbf29ce484222325;

	for (; *string; string++)
		sum = (sum ^ (unsigned char)*string) * 0x100000001b3;
	return sum;
}

const char *backup_folder_of(const char *state, const char *db_path,
			     struct arena *arena)
{
	const char *path = resolve(db_path, arena);
	const char *slash = strrchr(path, '/');

	return arena_printf(arena, "%s/%.*s-%016llx", state, NAME_SHOWN,
			    slash ? slash + 1 : path,
			    (unsigned long long)hash(path));
}

/* ---- what is in it ------------------------------------------------------- */

struct listing {
	struct arena *arena;
	struct backup_name *list;
	size_t count, capacity;
};

static void add(struct listing *listing, const struct backup_name *name)
{
	if (listing->count == listing->capacity) {
		size_t wider = listing->capacity ? 2 * listing->capacity : 32;
		struct backup_name *list = arena_array(listing->arena, wider,
						       sizeof(*list));

		for (size_t i = 0; i < listing->count; i++)
			list[i] = listing->list[i];
		listing->list = list;
		listing->capacity = wider;
	}
	listing->list[listing->count++] = *name;
}

static int compare(const void *a, const void *b)
{
	return backup_name_compare(a, b);
}

bool backup_folder_list(const char *folder, struct arena *arena,
			struct backup_name **list, size_t *count,
			struct error *err)
{
	struct listing listing = { .arena = arena };
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *directory = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	*list = NULL;
	*count = 0;
	if (!directory)
		return errno == ENOENT || error_set_errno(err, folder);
	while ((entry = readdir(directory))) {
		struct backup_name name;
		struct stat status;

		if (backup_name_parse(entry->d_name, &name) &&
		    fstatat(dirfd(directory), entry->d_name, &status,
			    AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(status.st_mode))
			add(&listing, &name);
	}
	closedir(directory);
	if (listing.count > 0)
		qsort(listing.list, listing.count, sizeof(*listing.list),
		      compare);
	*list = listing.list;
	*count = listing.count;
	return true;
}

const char *backup_folder_file(const char *folder,
			       const struct backup_name *name,
			       struct arena *arena)
{
	char file[BACKUP_NAME_SIZE];

	return arena_printf(arena, "%s/%s", resolve_above(folder, arena),
			    backup_file_name(name, file));
}

/* ---- writing ------------------------------------------------------------- */

static bool open_own(struct backup_folder *folder, struct error *err)
{
	struct stat status;

	if (!private_folder_make(folder->path))
		return private_file_fail(folder->path, INSTEAD, err);
	folder->fd = open(folder->path,
			  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder->fd < 0 || fstat(folder->fd, &status) < 0)
		return error_set_errno(err, folder->path);
	if (status.st_uid != geteuid())
		return error_set(err, ERROR_IO,
				 _("%s belongs to somebody else; choose "
				   "another place with %s"),
				 folder->path, INSTEAD);
	return (status.st_mode & 07777) == 0700 ||
	       fchmod(folder->fd, 0700) == 0 ||
	       error_set_errno(err, folder->path);
}

static bool lock(struct backup_folder *folder, struct error *err)
{
	const struct timespec pause = { .tv_nsec = LOCK_WAIT_MS * 1000000L };

	folder->lock = openat(folder->fd, "lock",
			      O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (folder->lock < 0)
		return private_file_fail(folder->path, INSTEAD, err);
	for (int i = 0; i < LOCK_TRIES; i++) {
		if (flock(folder->lock, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK)
			return error_set_errno(err, folder->path);
		nanosleep(&pause, NULL);
	}
	return error_set(err, ERROR_BUSY,
			 _("another ebb is making a backup in %s; try again "
			   "when it is done"),
			 folder->path);
}

static void remove_partial(const struct backup_folder *folder)
{
	static const char *const names[] = { PARTIAL, PARTIAL "-journal",
					     PARTIAL "-wal", PARTIAL "-shm" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unlinkat(folder->fd, names[i], 0);
}

bool backup_folder_open(struct backup_folder *folder, const char *path,
			struct arena *arena, struct error *err)
{
	*folder = (struct backup_folder){ .fd = -1, .lock = -1 };
	if (!private_folders_make(path, INSTEAD, err))
		return false;
	folder->path = resolve_above(path, arena);
	folder->partial = arena_printf(arena, "%s/" PARTIAL, folder->path);
	if (open_own(folder, err) && lock(folder, err)) {
		remove_partial(folder);
		if (private_file_make(folder->partial, INSTEAD, err))
			return true;
	}
	backup_folder_close(folder);
	return false;
}

bool backup_folder_publish(const struct backup_folder *folder,
			   const struct backup_name *name, struct error *err)
{
	char file[BACKUP_NAME_SIZE];

	backup_file_name(name, file);
	if (renameat(folder->fd, PARTIAL, folder->fd, file) < 0)
		return error_set_errno(err, folder->path);
	if (fsync(folder->fd) == 0)
		return true;
	error_set_errno(err, folder->path);
	unlinkat(folder->fd, file, 0);
	return false;
}

bool backup_folder_remove(const struct backup_folder *folder,
			  const struct backup_name *name, struct error *err)
{
	char file[BACKUP_NAME_SIZE];

	return unlinkat(folder->fd, backup_file_name(name, file), 0) == 0 ||
	       error_set_errno(err, folder->path);
}

void backup_folder_close(struct backup_folder *folder)
{
	if (folder->lock >= 0) {
		remove_partial(folder);
		close(folder->lock);
	}
	if (folder->fd >= 0)
		close(folder->fd);
	folder->fd = folder->lock = -1;
}
