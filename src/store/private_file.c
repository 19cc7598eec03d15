#include "store/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"

bool private_file_fail(const char *path, const char *instead, struct error *err)
{
	return error_set(err, ERROR_IO,
			 _("%s cannot be made (%s); choose another place with "
			   "%s"),
			 path, strerror(errno), instead);
}

bool private_file_sync_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t length = slash ? (size_t)(slash - path) : 0;
	char *folder = memory_alloc(length + 2);
	int fd;
	bool ok;

	memcpy(folder, path, length);
	strcpy(folder + length, length ? "" : slash ? "/" : ".");
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ok = fd >= 0 ? fsync(fd) == 0 || errno == EINVAL : errno == EACCES;
	if (fd >= 0)
		close(fd);
	free(folder);
	return ok;
}

/* mkdir() obeys the umask. */
bool private_folder_make(const char *path)
{
	int number;

	if (mkdir(path, 0700) < 0)
		return errno == EEXIST;
	if (chmod(path, 0700) == 0 && private_file_sync_name(path))
		return true;
	number = errno;
	rmdir(path);
	errno = number;
	return false;
}

bool private_folders_make(const char *path, const char *instead,
			  struct error *err)
{
	char *folder = memory_alloc(strlen(path) + 1);
	bool ok = true;

	strcpy(folder, path);
	for (char *slash = folder + 1; ok && (slash = strchr(slash, '/'));
	     slash++) {
		*slash = '\0';
		if (!private_folder_make(folder))
			ok = private_file_fail(folder, instead, err);
		*slash = '/';
	}
	free(folder);
	return ok;
}

bool private_file_make(const char *path, const char *instead, struct error *err)
{
	int fd = open(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC,
		      0600);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0;

	if (!ok)
		private_file_fail(path, instead, err);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool private_file_sync(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		error_set_errno(err, path);
	if (fd >= 0)
		close(fd);
	return ok;
}
