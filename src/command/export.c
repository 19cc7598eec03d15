#include "command/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"
#include "base/text.h"
#include "exchange/deck_writer.h"
#include "store/deck_store.h"
#include "store/note_store.h"

struct export
{
	struct app *app;
	struct deck_columns columns;
	struct deck_writer *writer;
	int64_t notes;
};

static bool include_columns(void *context, const struct note *note,
			    struct error *err)
{
	struct export *export = context;

	(void)err;
	deck_columns_include(&export->columns, note, &export->app->arena);
	return true;
}

static bool put_note(void *context, const struct note *note, struct error *err)
{
	struct export *export = context;

	export->notes++;
	return deck_writer_put(export->writer, note, err);
}

static bool write_deck(struct export *export, FILE *out, int64_t deck_id,
		       char delimiter, struct error *err)
{
	struct store *store = export->app->store;
	bool ok;

	if (!note_each(store, deck_id, include_columns, export, err))
		return false;
	export->columns.deck = deck_id == DECK_ALL;
	export->writer = deck_writer_open(out, delimiter, &export->columns,
					  err);
	if (!export->writer)
		return false;
	ok = note_each(store, deck_id, put_note, export, err);
	if (!ok) {
		deck_writer_close(export->writer, &(struct error){ 0 });
		return false;
	}
	return deck_writer_close(export->writer, err);
}

/* Beside the file first, then in its place: a full disk leaves the old one. */
static bool replace_file(struct export *export, const char *path,
			 int64_t deck_id, char delimiter, struct error *err)
{
	struct arena *arena = &export->app->arena;
	char *beside = arena_printf(arena, "%s.XXXXXX", path);
	int fd = mkstemp(beside);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
	mode_t mask = umask(0);
	struct stat old;
	mode_t mode = stat(path, &old) == 0 ? old.st_mode & 07777
					    : 0666 & ~mask;
	bool ok;

	umask(mask);
	if (!out)
		return error_set_errno(err, path);
	ok = write_deck(export, out, deck_id, delimiter, err);
	if (ok && (fchmod(fd, mode) < 0 || fflush(out) == EOF ||
		   fsync(fd) < 0 || rename(beside, path) < 0))
		ok = error_set_errno(err, path);
	if (fclose(out) == EOF && ok)
		ok = error_set_errno(err, path);
	if (!ok)
		unlink(beside);
	return ok;
}

/* A device or a pipe cannot be replaced, and must not be. */
static bool write_into(struct export *export, const char *path, int64_t deck_id,
		       char delimiter, struct error *err)
{
	FILE *out = fopen(path, "we");
	bool ok;

	if (!out)
		return error_set_errno(err, path);
	ok = write_deck(export, out, deck_id, delimiter, err);
	if (fclose(out) == EOF && ok)
		ok = error_set_errno(err, path);
	return ok;
}

/* The file that a link leads to is written, not the link. */
static bool write_file(struct export *export, const char *path, int64_t deck_id,
		       char delimiter, struct error *err)
{
	struct stat status;
	char *target;
	bool ok;

	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
		return write_into(export, path, deck_id, delimiter, err);
	target = realpath(path, NULL);
	ok = replace_file(export, target ? target : path, deck_id, delimiter,
			  err);
	free(target);
	return ok;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *path = argument(arguments, "output");
	const char *delimiter = argument(arguments, "delimiter");
	struct export export = { .app = app };
	char character = ',';
	int64_t deck_id;

	if (delimiter && strcmp(delimiter, "tab") == 0)
		character = '\t';
	else if (delimiter && strlen(delimiter) == 1)
		character = *delimiter;
	else if (delimiter)
		return error_set(err, ERROR_USAGE,
				 _("--delimiter cannot be \"%s\"; it takes one "
				   "character, or tab"),
				 delimiter);
	if (!app_deck(app, arguments->operands[0], &deck_id, err))
		return false;
	if (!path || strcmp(path, "-") == 0)
		return write_deck(&export, app->out, deck_id, character, err);
	if (!write_file(&export, path, deck_id, character, err))
		return false;
	app_print(app,
		  ngettext("%lld note written to %s",
			   "%lld notes written to %s",
			   (unsigned long)export.notes),
		  (long long)export.notes, app_visible(app, path));
	return true;
}

const struct command command_export = {
	.name = "export",
	.operands = "[DECK]",
	.summary = N_("write a deck as CSV that imports back to the same cards"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 'o', "output", "FILE",
		  N_("into this file instead of standard output") },
		{ 0, "delimiter", "CHAR", N_("a character, or tab") },
	},
	.run = run,
};
