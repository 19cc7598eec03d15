/*
 * What ebb does to files without SQLite, by the linker's --wrap: the disk is
 * told of it, and it fails when its turn comes; both only while the VFS of
 * fault_vfs.h is in place, and only inside the place of disk.h.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk.h"
#include "fault_vfs.h"

enum { PATH_SIZE = 300 };

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __real_openat(int folder, const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...);
int __real_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_renameat(int from_folder, const char *from, int to_folder,
		    const char *to);
int __wrap_renameat(int from_folder, const char *from, int to_folder,
		    const char *to);
int __real_unlink(const char *path);
int __wrap_unlink(const char *path);
int __real_unlinkat(int folder, const char *path, int flags);
int __wrap_unlinkat(int folder, const char *path, int flags);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
ssize_t __real_read(int fd, void *to, size_t size);
ssize_t __wrap_read(int fd, void *to, size_t size);
ssize_t __real_write(int fd, const void *from, size_t size);
ssize_t __wrap_write(int fd, const void *from, size_t size);
int __real_chmod(const char *path, mode_t mode);
int __wrap_chmod(const char *path, mode_t mode);
int __real_fchmod(int fd, mode_t mode);
int __wrap_fchmod(int fd, mode_t mode);
int __real_flock(int fd, int how);
int __wrap_flock(int fd, int how);

/* ---- which file -------------------------------------------------------- */

static bool path_of(int fd, char *path)
{
	char link[40];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	length = readlink(link, path, PATH_SIZE - 1);
	path[length > 0 ? length : 0] = '\0';
	return disk_holds(path);
}

static bool join(int folder, const char *name, char *path)
{
	char above[PATH_SIZE];

	if (folder == AT_FDCWD || *name == '/')
		snprintf(path, PATH_SIZE, "%s", name);
	else if (path_of(folder, above))
		snprintf(path, PATH_SIZE, "%.150s/%.100s", above, name);
	else
		*path = '\0';
	return disk_holds(path);
}

static bool is_watched(void)
{
	return fault_vfs_is_installed();
}

static bool fails(enum fault fault, int error)
{
	if (!fault_strikes(fault))
		return false;
	errno = error;
	return true;
}

/* ---- opening ----------------------------------------------------------- */

static int open_watched(const char *path, int flags, mode_t mode)
{
	bool is_new = (flags & O_CREAT) && access(path, F_OK) != 0;
	int fd;

	if (fails(FAULT_OPEN, EIO))
		return -1;
	fd = __real_open(path, flags, mode);
	if (fd >= 0 && is_new)
		disk_open(path, false);
	if (fd >= 0 && (flags & O_TRUNC))
		disk_truncate(disk_find(path), 0);
	return fd;
}

static mode_t mode_from(int flags, va_list args)
{
	return flags & O_CREAT ? (mode_t)va_arg(args, int) : 0;
}

int __wrap_open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_from(flags, args);
	va_end(args);
	return is_watched() && disk_holds(path)
		       ? open_watched(path, flags, mode)
		       : __real_open(path, flags, mode);
}

int __wrap_openat(int folder, const char *name, int flags, ...)
{
	char path[PATH_SIZE];
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_from(flags, args);
	va_end(args);
	return is_watched() && join(folder, name, path)
		       ? open_watched(path, flags, mode)
		       : __real_openat(folder, name, flags, mode);
}

/* ---- names ------------------------------------------------------------- */

int __wrap_mkdir(const char *path, mode_t mode)
{
	int result;

	if (!is_watched() || !disk_holds(path))
		return __real_mkdir(path, mode);
	if (fails(FAULT_FOLDER, ENOSPC))
		return -1;
	result = __real_mkdir(path, mode);
	if (result == 0)
		disk_make_folder(path);
	return result;
}

static int rename_watched(const char *from, const char *to)
{
	if (fails(FAULT_RENAME, EIO))
		return -1;
	disk_rename(from, to);
	return __real_rename(from, to);
}

int __wrap_rename(const char *from, const char *to)
{
	return is_watched() && disk_holds(from) ? rename_watched(from, to)
						: __real_rename(from, to);
}

int __wrap_renameat(int from_folder, const char *from, int to_folder,
		    const char *to)
{
	char from_path[PATH_SIZE], to_path[PATH_SIZE];

	if (!is_watched() || !join(from_folder, from, from_path) ||
	    !join(to_folder, to, to_path))
		return __real_renameat(from_folder, from, to_folder, to);
	return rename_watched(from_path, to_path);
}

static int unlink_watched(const char *path)
{
	if (access(path, F_OK) != 0)
		return __real_unlink(path);
	if (fails(FAULT_DELETE, EIO))
		return -1;
	disk_unlink(path);
	return __real_unlink(path);
}

int __wrap_unlink(const char *path)
{
	return is_watched() && disk_holds(path) ? unlink_watched(path)
						: __real_unlink(path);
}

int __wrap_unlinkat(int folder, const char *name, int flags)
{
	char path[PATH_SIZE];

	return is_watched() && join(folder, name, path)
		       ? unlink_watched(path)
		       : __real_unlinkat(folder, name, flags);
}

/* ---- bytes ------------------------------------------------------------- */

/* Nothing is synced for real. */
int __wrap_fsync(int fd)
{
	char path[PATH_SIZE];

	if (!is_watched() || !path_of(fd, path))
		return __real_fsync(fd);
	if (fails(FAULT_SYNC, EIO))
		return -1;
	if (disk_find(path))
		disk_sync(disk_find(path));
	else
		disk_sync_folder(path);
	return 0;
}

ssize_t __wrap_read(int fd, void *to, size_t size)
{
	char path[PATH_SIZE];

	if (is_watched() && path_of(fd, path) && fails(FAULT_READ, EIO))
		return -1;
	return __real_read(fd, to, size);
}

ssize_t __wrap_write(int fd, const void *from, size_t size)
{
	char path[PATH_SIZE];

	if (!is_watched() || !path_of(fd, path))
		return __real_write(fd, from, size);
	if (fails(FAULT_FULL, ENOSPC) || fails(FAULT_WRITE, EIO))
		return -1;
	disk_write(disk_find(path), from, (int)size, lseek(fd, 0, SEEK_CUR));
	return __real_write(fd, from, size);
}

/* ---- the rest ---------------------------------------------------------- */

int __wrap_chmod(const char *path, mode_t mode)
{
	if (is_watched() && disk_holds(path) && fails(FAULT_MODE, EPERM))
		return -1;
	return __real_chmod(path, mode);
}

int __wrap_fchmod(int fd, mode_t mode)
{
	char path[PATH_SIZE];

	if (is_watched() && path_of(fd, path) && fails(FAULT_MODE, EPERM))
		return -1;
	return __real_fchmod(fd, mode);
}

int __wrap_flock(int fd, int how)
{
	char path[PATH_SIZE];

	if (is_watched() && path_of(fd, path) && fails(FAULT_LOCK, ENOLCK))
		return -1;
	return __real_flock(fd, how);
}
