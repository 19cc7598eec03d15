#ifndef TESTS_FUZZ_FUZZ_COMMAND_H
#define TESTS_FUZZ_FUZZ_COMMAND_H

/* Commands as main.c runs them, for the targets that need them: in the folder
 * of the database, without a terminal, with a program that does nothing for an
 * editor, and with everything that they print kept and judged. */

#include "fuzz_store.h"

#include <fcntl.h>

#include "command/command.h"

/* A file as it is before each input. */
struct kept_file {
	const char *name;
	char *bytes;
	size_t size;
	struct timespec changed;
};

static inline void fuzz_keep(struct kept_file *file, const char *name)
{
	struct stat status;
	int fd = open(name, O_RDONLY | O_CLOEXEC);

	require(fd >= 0 && fstat(fd, &status) == 0, "%s", name);
	*file = (struct kept_file){
		.name = name,
		.bytes = malloc((size_t)status.st_size),
		.size = (size_t)status.st_size,
		.changed = status.st_mtim,
	};
	require(read(fd, file->bytes, file->size) == (ssize_t)file->size, "%s",
		name);
	close(fd);
}

static inline void fuzz_write(const char *name, const char *bytes, size_t size)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	require(fd >= 0 && write(fd, bytes, size) == (ssize_t)size, "%s", name);
	close(fd);
}

/* Whether it was not written to. */
static inline bool fuzz_is_kept(const struct kept_file *file)
{
	struct stat status;

	return stat(file->name, &status) == 0 &&
	       (size_t)status.st_size == file->size &&
	       status.st_mtim.tv_sec == file->changed.tv_sec &&
	       status.st_mtim.tv_nsec == file->changed.tv_nsec;
}

/* Put a file back, if it was changed. */
static inline void fuzz_restore(struct kept_file *file)
{
	struct stat status;

	if (fuzz_is_kept(file))
		return;
	fuzz_write(file->name, file->bytes, file->size);
	require(stat(file->name, &status) == 0, "%s", file->name);
	file->changed = status.st_mtim;
}

/* Each input is tried in the folder; libFuzzer itself stays where it is. */
static int fuzz_outside;

static inline void fuzz_enter(void)
{
	require(chdir(fuzz_folder) == 0, "chdir");
}

static inline void fuzz_leave(void)
{
	require(fchdir(fuzz_outside) == 0, "fchdir");
}

/* A full database in a folder of its own; enters it. */
static inline void fuzz_settle(struct kept_file *database)
{
	struct store *store;

	fuzz_make_folder();
	store = fuzz_open(&(struct error){ 0 });
	require(store, "no store");
	fuzz_fill(store);
	store_close(store);
	fuzz_outside = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	fuzz_enter();
	setenv("HOME", fuzz_folder, 1);
	setenv("TMPDIR", fuzz_folder, 1);
	setenv("EDITOR", "true", 1);
	unsetenv("VISUAL");
	fuzz_keep(database, "ebb.db");
}

/* Everything but a tab can only be read. */
static inline void fuzz_judge(char *printed)
{
	for (char *at = printed; (at = strchr(at, '\t')) != NULL;)
		*at = ' ';
	require_readable(printed);
}

/* Whether what a command prints is for programs: CSV as it is. */
static inline bool fuzz_prints_csv(int count, char **words)
{
	bool csv = strcmp(words[0], "export") == 0;

	for (int i = 1; i < count; i++)
		csv |= strncmp(words[i], "--c", 3) == 0;
	return csv;
}

/* An ebb that has just started, as main.c makes it. */
static inline void fuzz_start(struct app *app)
{
	*app = (struct app){
		.clock = { .frozen = true,
			   .frozen_ms = fuzz_noon(FUZZ_TODAY).at_ms },
		.db_path = "ebb.db",
		.device = "fuzz",
		.share = "share",
		.plain = true,
		.terminal = terminal_open(true),
	};
	random_seed(&app->random, 2);
}

static inline void fuzz_stop(struct app *app)
{
	terminal_close(app->terminal);
	store_close(app->store);
	arena_release(&app->arena);
}

/* Run a command.  `input` is what it reads; NULL: nothing. */
static inline bool fuzz_run(struct app *app, int count, char **words,
			    const char *input, struct error *err)
{
	FILE *in = stdin, *out = stdout;
	char *printed = NULL;
	size_t size = 0;
	bool ok;

	app->out = app->err = stdout = open_memstream(&printed, &size);
	stdin = input && *input ? fmemopen((char *)input, strlen(input), "r")
				: fopen("/dev/null", "r");
	ok = command_run(app, count, words, err);
	fclose(stdin);
	fclose(stdout);
	stdin = in;
	stdout = out;
	if (!fuzz_prints_csv(count, words))
		fuzz_judge(printed);
	free(printed);
	require(ok || *err->message, "%s failed without a word", words[0]);
	return ok;
}

#endif
