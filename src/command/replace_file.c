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

static bool fill(FILE *out, const struct replacement *replacement,
		 file_writer *write, void *context, struct error *err)
{
	bool ok = write(context, out, err);

	if (ok && (fchmod(fileno(out), mode_of(replacement->target)) < 0 ||
		   fflush(out) == EOF || fsync(fileno(out)) < 0))
		ok = error_set_errno(err, replacement->target);
	if (fclose(out) == EOF && ok)
		ok = error_set_errno(err, replacement->target);
	if (!ok)
		unlink(replacement->beside);
	return ok;
}

/* No signal leaves what is only beside it. */
static bool write_beside(const struct replacement *replacement,
			 file_writer *write, void *context, struct error *err)
{
	FILE *out;
	int fd;

	signals_hold();
	fd = mkstemp(replacement->beside);
	out = fd < 0 ? NULL : fdopen(fd, "w");
	if (out)
		return fill(out, replacement, write, context, err);
	error_set_errno(err, replacement->target);
	if (fd >= 0) {
		close(fd);
		unlink(replacement->beside);
	}
	return false;
}

bool replacement_write(struct replacement *out, const char *path,
		       file_writer *write, void *context, struct arena *arena,
		       struct error *err)
{
	char *target = realpath(path, NULL);

	out->target = arena_strdup(arena, target ? target : path);
	out->beside = arena_printf(arena, "%s.XXXXXX", out->target);
	free(target);
	return write_beside(out, write, context, err);
}

bool replacement_put(const struct replacement *replacement, struct error *err)
{
	if (rename(replacement->beside, replacement->target) == 0)
		return true;
	error_set_errno(err, replacement->target);
	replacement_drop(replacement);
	return false;
}

void replacement_drop(const struct replacement *replacement)
{
	unlink(replacement->beside);
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
	struct replacement replacement;
	struct stat status;

	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
		return write_into(path, write, context, err);
	return replacement_write(&replacement, path, write, context, arena,
				 err) &&
	       replacement_put(&replacement, err);
}
