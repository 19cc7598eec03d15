/* What commands say and leave behind when a call of the system fails that ebb
 * makes itself, beside those of SQLite. */
#include "trial.h"

#include <errno.h>
#include <fcntl.h>

static const struct tried commands_tried[] = {
	{ "import --yes again.csv", AT_ONCE },
	{ "import --yes wide.csv", AT_ONCE },
	{ "import --yes -", AT_ONCE },
	{ "import --yes --write-ids new.csv", AT_ONCE },
	{ "export -o new.csv words", AT_ONCE },
	{ "export -o new.csv --encoding cp1252 words", AT_ONCE },
	{ "stats --html new.csv", AT_ONCE },
	{ "lint again.csv", AT_ONCE },
	{ "edit dog", AT_ONCE },
	{ "add", AT_ONCE },
	{ "backup", ON_BACKUPS },
	{ "backup new.db", ON_BACKUPS },
	{ "backups", ON_BACKUPS },
	{ "restore --yes", ON_BACKUPS },
	{ "salvage --output new.db ebb.db", ON_BACKUPS },
};

/* ---- a call that fails --------------------------------------------------- */

enum call {
	CALL_OPEN,
	CALL_READ,
	CALL_PREAD,
	CALL_WRITE,
	CALL_LSEEK,
	CALL_FSYNC,
	CALL_RENAME,
	CALL_FCHMOD,
	CALL_MKSTEMP,
	CALL_FOPEN,
	CALL_FDOPEN,
	CALL_TMPFILE,
	CALL_FFLUSH,
	CALL_FCLOSE,
	CALL_COUNT
};

static const char *const call_names[CALL_COUNT] = {
	"open",	  "read",    "pread", "write",	"lseek",   "fsync",  "rename",
	"fchmod", "mkstemp", "fopen", "fdopen", "tmpfile", "fflush", "fclose",
};

static struct {
	bool running;
	long made[CALL_COUNT]; /* since it was armed */
	enum call call;
	long nth; /* fails, with that errno; 0: none */
	int error;
} plan;

static void while_running(bool begins)
{
	plan.running = begins;
}

static bool strikes(enum call call)
{
	if (!plan.running || ++plan.made[call] != plan.nth || call != plan.call)
		return false;
	errno = plan.error;
	return true;
}

#define WRAP(type, failure, name, call, parameters, arguments)              \
	type __real_##name parameters;                                      \
	type __wrap_##name parameters;                                      \
	type __wrap_##name parameters                                       \
	{                                                                   \
		return strikes(call) ? (failure) : __real_##name arguments; \
	}

WRAP(ssize_t, -1, read, CALL_READ, (int fd, void *to, size_t size),
     (fd, to, size))
WRAP(ssize_t, -1, pread, CALL_PREAD, (int fd, void *to, size_t size, off_t at),
     (fd, to, size, at))
WRAP(ssize_t, -1, write, CALL_WRITE, (int fd, const void *from, size_t size),
     (fd, from, size))
WRAP(off_t, -1, lseek, CALL_LSEEK, (int fd, off_t at, int whence),
     (fd, at, whence))
WRAP(int, -1, fsync, CALL_FSYNC, (int fd), (fd))
WRAP(int, -1, rename, CALL_RENAME, (const char *from, const char *to),
     (from, to))
WRAP(int, -1, fchmod, CALL_FCHMOD, (int fd, mode_t mode), (fd, mode))
WRAP(int, -1, mkstemp, CALL_MKSTEMP, (char *name), (name))
WRAP(FILE *, NULL, fopen, CALL_FOPEN, (const char *path, const char *mode),
     (path, mode))
WRAP(FILE *, NULL, fdopen, CALL_FDOPEN, (int fd, const char *mode), (fd, mode))
WRAP(FILE *, NULL, tmpfile, CALL_TMPFILE, (void), ())

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return strikes(CALL_OPEN) ? -1 : __real_open(path, flags, mode);
}

int __real_fflush(FILE *file);
int __wrap_fflush(FILE *file);
int __wrap_fflush(FILE *file)
{
	return file != stdout && strikes(CALL_FFLUSH) ? EOF
						      : __real_fflush(file);
}

/* Also when it fails the file is closed then.  Memory has no descriptor. */
int __real_fclose(FILE *file);
int __wrap_fclose(FILE *file);
int __wrap_fclose(FILE *file)
{
	bool is_file = fileno(file) >= 0;
	int closed = __real_fclose(file);

	return is_file && strikes(CALL_FCLOSE) ? EOF : closed;
}

/* ---- each call of each command ------------------------------------------- */

static const char own[] = "front,back\nbat,Fledermaus\nelk,Elch\n";

/* What a command writes is what it is when nothing fails, or what was there. */
static char *read_new(void)
{
	size_t size;

	if (access("new.csv", F_OK) != 0)
		return strdup("");
	return read_file("new.csv", &size);
}

static void begin_try(const struct tried *tried)
{
	begin(tried->kind);
	remove_files("new.*");
	remove_files("ebb-note-*");
	if (strstr(tried->line, "--write-ids"))
		write_text("new.csv", own);
}

/* What happens when nothing fails, the file that comes of it, the calls. */
struct trial {
	const struct tried *tried;
	struct whole whole;
	char *file_before, *file_after;
	long made[CALL_COUNT];
};

static bool has_ids_of_nobody(const struct trial *trial)
{
	int known, unknown = 0;

	if (strstr(trial->tried->line, "--write-ids"))
		count_ids("new.csv", &known, &unknown);
	return unknown > 0;
}

static const char *fault_of_file(const struct trial *trial,
				 const struct end *end)
{
	char *now = read_new();
	bool is_before = strcmp(now, trial->file_before) == 0;
	bool is_after = strcmp(now, trial->file_after) == 0;

	free(now);
	if (!is_before && !is_after)
		return "half a file";
	if (end->ok && trial->whole.end.ok && !is_after)
		return "no file, and nothing is said";
	if (is_after && !is_before && has_ids_of_nobody(trial))
		return "ids that no note has";
	return count_files("new.*.*") > 0 ? "a file is left over" : NULL;
}

static struct end run_failing(const struct tried *tried, enum call call,
			      long nth, int error)
{
	struct end end;

	begin_try(tried);
	memset(plan.made, 0, sizeof(plan.made));
	plan.call = call;
	plan.nth = nth;
	plan.error = error;
	end = run(tried->line, morning);
	plan.nth = 0;
	return end;
}

/* How much is wrong then. */
static int try_call(const struct trial *trial, enum call call, long nth,
		    int error)
{
	struct end end = run_failing(trial->tried, call, nth, error);
	const char *fault = fault_of(&trial->whole, &end);

	if (!fault)
		fault = fault_of_file(trial, &end);
	if (!fault && error == EINTR && !is_same(&end, &trial->whole.end))
		fault = "not tried again";
	if (fault)
		print_message("%s, %s %ld: %s (%s)\n", trial->tried->line,
			      call_names[call], nth, fault, end.err.message);
	release(&end);
	return fault != NULL;
}

static void begin_trial(struct trial *trial, const struct tried *tried)
{
	*trial = (struct trial){
		.tried = tried,
		.whole = { .line = tried->line, .kind = tried->kind },
	};
	begin_try(tried);
	trial->file_before = read_new();
	trial->whole.before = state_of_database();
	trial->whole.end = run_failing(tried, CALL_OPEN, 0, 0);
	memcpy(trial->made, plan.made, sizeof(plan.made));
	trial->whole.after = state_of_database();
	trial->file_after = read_new();
	if (!trial->whole.end.ok)
		fail_msg("%s: %s", tried->line, trial->whole.end.err.message);
}

static void end_trial(struct trial *trial)
{
	free(trial->file_before);
	free(trial->file_after);
	free(trial->whole.before);
	free(trial->whole.after);
	release(&trial->whole.end);
}

static int try_all_calls(const struct tried *tried)
{
	long most = at_length(6, 1000);
	struct trial trial;
	int wrong = 0;

	begin_trial(&trial, tried);
	for (int call = 0; call < CALL_COUNT; call++)
		for (long nth = 1; nth <= trial.made[call] && nth <= most;
		     nth++)
			wrong += try_call(&trial, (enum call)call, nth, EIO);
	for (int call = CALL_READ; call <= CALL_WRITE; call++)
		if (trial.made[call] > 0)
			wrong += try_call(&trial, (enum call)call, 1, EINTR);
	end_trial(&trial);
	return wrong;
}

static void a_call_that_fails_is_told_and_nothing_is_done(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(commands_tried); i++)
		wrong += try_all_calls(&commands_tried[i]);
	assert_int_equal(wrong, 0);
}

static int make_files(void **state)
{
	static const char wide[] = "\xFF\xFE"
				   "a\0,\0b\0\n\0c\0,\0d\0\n";

	make_image(state);
	write_text("answers", own);
	write_file("wide.csv", wide, sizeof(wide));
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_that_fails_is_told_and_nothing_is_done),
	};

	return cmocka_run_group_tests(tests, make_files, remove_image);
}
