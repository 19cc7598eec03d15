#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/message.h"
#include "base/text.h"
#include "base/unicode.h"
#include "command/app.h"
#include "command/command.h"
#include "command/shell.h"

enum {
	STATUS_DONE = 0,
	STATUS_FAILED = 1,
	STATUS_USAGE = 2,
	STATUS_SIGNAL = 128, /* and its number, as of what it kills */
};

static int status_of(bool ok, int stopped_by, const struct error *err)
{
	if (stopped_by)
		return STATUS_SIGNAL + stopped_by;
	if (ok)
		return STATUS_DONE;
	return err->kind == ERROR_USAGE ? STATUS_USAGE : STATUS_FAILED;
}

/*
 * The folder of translations and decks: beside the program where it was
 * built or installed, so that a copy of the whole tree still works.
 */
static char *find_share(struct arena *arena)
{
	char program[PATH_MAX], *share;
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program));

	if (length > 0 && (size_t)length < sizeof(program)) {
		program[length] = '\0';
		for (int up = 0; up < 2 && strrchr(program, '/'); up++)
			*strrchr(program, '/') = '\0';
		share = arena_printf(arena, "%s/share", program);
		if (access(share, R_OK) == 0)
			return share;
	}
	return arena_strdup(arena, EBB_PREFIX "/share");
}

static char *find_database(struct arena *arena)
{
	const char *path = getenv("EBB_DB");
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	if (path && *path)
		return arena_strdup(arena, path);
	if (data && *data == '/')
		return arena_printf(arena, "%s/ebb/ebb.db", data);
	if (home && *home)
		return arena_printf(arena, "%s/.local/share/ebb/ebb.db", home);
	return arena_strdup(arena, "ebb.db");
}

/* Where backups are. */
static char *find_state(struct arena *arena)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");

	if (state && *state == '/')
		return arena_printf(arena, "%s/ebb", state);
	if (home && *home)
		return arena_printf(arena, "%s/.local/state/ebb", home);
	return arena_strdup(arena, "ebb-backups");
}

static bool set_clock(struct clock *clock, struct error *err)
{
	const char *now = getenv("EBB_NOW");

	if (!now || !*now || clock_freeze(clock, now))
		return true;
	return error_set(err, ERROR_USAGE,
			 _("EBB_NOW is \"%s\"; it takes a time like "
			   "2026-11-23T08:30:00+01:00"),
			 now);
}

static bool set_seed(struct random *random, struct error *err)
{
	const char *seed = getenv("EBB_SEED");
	char *end;

	if (!seed || !*seed) {
		random_seed_system(random);
		return true;
	}
	errno = 0;
	random_seed(random, strtoull(seed, &end, 10));
	if (errno || *end || !strchr("0123456789", *seed))
		return error_set(err, ERROR_USAGE,
				 _("EBB_SEED is \"%s\"; it takes a number"),
				 seed);
	return true;
}

/* Options before the command; the number of words they take, -1 when they
 * are wrong, 0 and *done when they were the whole request. */
static int global_options(struct app *app, int count, char **words, bool *done,
			  struct error *err)
{
	int used = 1;

	for (; used < count && words[used][0] == '-'; used++) {
		const char *word = words[used];

		if (strcmp(word, "--plain") == 0) {
			app->plain = true;
		} else if (strcmp(word, "--db") == 0 && words[used + 1] &&
			   *words[used + 1]) {
			app->db_path = words[++used];
		} else if (strncmp(word, "--db=", 5) == 0 && word[5]) {
			app->db_path = word + 5;
		} else if (strcmp(word, "--db") == 0 ||
			   strcmp(word, "--db=") == 0) {
			error_set(err, ERROR_USAGE,
				  _("--db needs the path of a file"));
			return -1;
		} else if (strcmp(word, "--version") == 0) {
			fprintf(app->out, "ebb %s\n", EBB_VERSION);
			*done = true;
		} else if (strcmp(word, "--help") == 0 ||
			   strcmp(word, "-h") == 0) {
			command_print_overview(app->out);
			*done = true;
		} else {
			error_set(err, ERROR_USAGE,
				  _("ebb has no option %s; see `ebb --help`"),
				  word);
			return -1;
		}
		if (*done)
			break;
	}
	return used;
}

/* A report that could not be written is a failure, not a success. */
static bool flush_output(FILE *out, struct error *err)
{
	if (fflush(out) == 0 && !ferror(out))
		return true;
	if (errno == EPIPE)
		return error_set(err, ERROR_IO, "%s", "");
	return error_set(err, ERROR_IO,
			 _("standard output could not be written to the end; "
			   "is the disk full?"));
}

static bool run(struct app *app, int count, char **words, struct error *err)
{
	bool done = false, ok;
	int used;

	if (!set_clock(&app->clock, err) || !set_seed(&app->random, err))
		return false;
	used = global_options(app, count, words, &done, err);
	if (used < 0)
		return false;
	if (done)
		return flush_output(app->out, err);
	app->terminal = terminal_open(app->plain);
	ok = used < count ? command_run(app, count - used, words + used, err)
			  : shell_run(app, err);
	return ok ? flush_output(app->out, err) : (fflush(app->out), false);
}

int main(int count, char **words)
{
	struct arena arena = { 0 };
	struct error err = { 0 };
	struct utsname machine = { .nodename = "" };
	struct app app = { .out = stdout, .err = stderr };
	int stopped_by = 0;
	bool ok;

	terminal_use_utf8();
	terminal_ignore_signals();
	uname(&machine);
	app.device = machine.nodename;
	app.db_path = find_database(&arena);
	app.state = find_state(&arena);
	app.share = find_share(&arena);
	bindtextdomain("ebb", arena_printf(&arena, "%s/locale", app.share));
	bind_textdomain_codeset("ebb", "UTF-8");
	textdomain("ebb");

	ok = run(&app, count, words, &err);
	if (app.terminal) {
		stopped_by = terminal_stop_signal(app.terminal);
		terminal_close(app.terminal);
	}
	store_close(app.store);
	if (!ok && *err.message)
		fprintf(stderr, "ebb: %s\n",
			unicode_visible(err.message, VISIBLE_ONE_LINE, &arena));
	arena_release(&app.arena);
	arena_release(&arena);
	return status_of(ok, stopped_by, &err);
}
