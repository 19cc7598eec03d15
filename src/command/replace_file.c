#include "command/replace_file.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "terminal/signals.h"

/* As it was, or as a new file gets it. */
static mode_t mode_of(const char *path)
{
	mode_t mask = umask(0);
	struct stat old;

	umask(mask);
	return stat(path, &old) == 0 ? old.st_mode & 07777 : 0666 & ~mask;
}

/* Beside the file first, then in its place: a full disk leaves the old one, and
 * no signal what is only beside it. */
static bool put_in_place(const char *path, file_writer *write, void *context,
			 struct arena *arena, struct error *err)
{
	char *beside = arena_printf(arena, "%s.XXXXXX", path);
	FILE *out;
	bool ok;
	int fd;

	signals_hold();
	fd = mkstemp(beside);
	out = fd < 0 ? NULL : fdopen(fd, "w");
	if (!out) {
		error_set_errno(err, path);
		if (fd >= 0) {
			close(fd);
			unlink(beside);
		}
		return false;
	}
	ok = write(context, out, err);
	if (ok && (fchmod(fd, mode_of(path)) < 0 || fflush(out) == EOF ||
		   fsync(fd) < 0 || rename(beside, path) < 0))
		ok = error_set_errno(err, path);
	if (fclose(out) == EOF && ok)
		ok = error_set_errno(err, path);
	if (!ok)
		unlink(beside);
	return ok;
}

static bool write_into(const char *path, file_writer *write, void *context,
		       struct error *err)
{
	FILE *out = fopen(path, "we");
	bool ok;

	if (!out)
		return error_set_errno(err, path);
	ok = write(context, out, err);
	if (fclose(out) == EOF && ok)
		ok = error_set_errno(err, path);
	return ok;
}

bool replace_file(const char *path, file_writer *write, void *context,
		  struct arena *arena, struct error *err)
{
	struct stat status;
	char *target;
	bool ok;

	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
		return write_into(path, write, context, err);
	target = realpath(path, NULL);
	ok = put_in_place(target ? target : path, write, context, arena, err);
	free(target);
	return ok;
}
