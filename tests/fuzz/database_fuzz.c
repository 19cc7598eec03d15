/*
 * A database may be damaged or made to do harm.  Each command ends on it, with
 * a reason where it fails, and prints what can only be read; and nothing that
 * is stored in it is run: what a planted trigger would do is not done.
 *
 * The first byte chooses.  Below 128 the rest damages a good file: page,
 * offset in units of 16 bytes, length, and the bytes; a length of 0 cuts the
 * file there.  From 128 on it is SQL, run on a good file by a connection that
 * knows nothing of ebb.  What is left of it modulo 16 chooses the command that
 * is run then; 0, and what is no command, is all of them.
 */

#include "fuzz_command.h"

#include <sqlite3.h>

enum { PAGE_SIZE = 4096, STEPS_MOST = 20000 };

static struct kept_file good;

int LLVMFuzzerInitialize(int *count, char ***words);

int LLVMFuzzerInitialize(int *count, char ***words)
{
	(void)count;
	(void)words;
	fuzz_settle(&good);
	fuzz_leave();
	return 0;
}

/* ---- damage -------------------------------------------------------------- */

static void damage(const uint8_t *data, size_t size)
{
	char *bytes = malloc(good.size);
	size_t length = good.size;

	memcpy(bytes, good.bytes, good.size);
	while (size > 0) {
		size_t at = next_byte(&data, &size) * (size_t)PAGE_SIZE;
		size_t most;

		at += next_byte(&data, &size) * (size_t)16;
		most = next_byte(&data, &size);
		if (most == 0 && at < length)
			length = at;
		for (size_t i = 0; i < most && size > 0 && at + i < length; i++)
			bytes[at + i] = (char)next_byte(&data, &size);
	}
	fuzz_write("ebb.db", bytes, length);
	free(bytes);
}

/* ---- harm ---------------------------------------------------------------- */

/* Nothing that leaves the file or the folder. */
static int authorise(void *context, int action, const char *first,
		     const char *second, const char *third, const char *fourth)
{
	(void)context;
	(void)first;
	(void)third;
	(void)fourth;
	if (action == SQLITE_ATTACH || (action == SQLITE_FUNCTION && second &&
					strcmp(second, "load_extension") == 0))
		return SQLITE_DENY;
	return SQLITE_OK;
}

static int stop(void *steps)
{
	return ++*(int *)steps > STEPS_MOST / 100;
}

/* How often something was done; -1 when it cannot be told. */
static int64_t canaries_of(sqlite3 *handle)
{
	sqlite3_stmt *q = NULL;
	int64_t count = -1;

	sqlite3_prepare_v2(handle, "SELECT count(*) FROM main.canary", -1, &q,
			   NULL);
	if (q && sqlite3_step(q) == SQLITE_ROW)
		count = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return count;
}

static int64_t canaries(void)
{
	sqlite3 *handle;
	int64_t count;

	sqlite3_open_v2("ebb.db", &handle, SQLITE_OPEN_READWRITE, NULL);
	count = canaries_of(handle);
	sqlite3_close(handle);
	return count;
}

/* Run the script; how often something was done by then. */
static int64_t harm(const char *script)
{
	int steps = 0;
	int64_t before;
	sqlite3 *handle;

	fuzz_write("ebb.db", good.bytes, good.size);
	require(sqlite3_open("ebb.db", &handle) == SQLITE_OK, "open");
	sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 1 << 16);
	sqlite3_exec(handle, "CREATE TABLE canary (n)", NULL, NULL, NULL);
	sqlite3_set_authorizer(handle, authorise, NULL);
	sqlite3_progress_handler(handle, 100, stop, &steps);
	sqlite3_exec(handle, script, NULL, NULL, NULL);
	sqlite3_progress_handler(handle, 0, NULL, NULL);
	sqlite3_exec(handle, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_set_authorizer(handle, NULL, NULL);
	before = canaries_of(handle);
	sqlite3_close(handle);
	return before;
}

/* ---- everyday life ------------------------------------------------------- */

static const char *const lines[] = {
	"check",
	"due",
	"list --json cat or tag:noun",
	"show dog",
	"show --json 1",
	"why 256",
	"study",
	"stats",
	"export",
	"suspend 512",
	"undo",
	"config --json",
	"confusions",
	"check --repair",
};

enum { LINE_COUNT = sizeof(lines) / sizeof(*lines) };

static void run_line(struct app *app, const char *line)
{
	struct arena arena = { 0 };
	struct error err = { 0 };
	char **words;
	int count = text_split_words(line, &arena, &words);

	fuzz_run(app, count, words, "dog\n4\nKatze\n\nx\n1\n:undo\n\n3\n",
		 &err);
	arena_release(&arena);
}

/* All: as at ebb's own prompt, one after the other. */
static void run_chosen(unsigned choice)
{
	bool is_one = choice > 0 && choice <= LINE_COUNT;
	size_t from = is_one ? choice - 1 : 0;
	size_t to = is_one ? choice : LINE_COUNT;
	struct app app;

	fuzz_start(&app);
	for (size_t i = from; i < to && (app.store || i == from); i++)
		run_line(&app, lines[i]);
	fuzz_stop(&app);
}

static void clean_up(void)
{
	unlink("ebb.db");
	unlink("ebb.db-wal");
	unlink("ebb.db-shm");
	unlink("ebb.db-journal");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	unsigned choice = next_byte(&data, &size);
	bool is_harm = choice >= 128;
	int64_t before = -1;

	fuzz_enter();
	if (is_harm) {
		before = harm(next_part(&data, &size, &arena));
	} else {
		damage(data, size);
	}
	run_chosen(choice % 16);
	if (before >= 0) {
		int64_t after = canaries();

		require(after < 0 || after == before, "%lld canaries",
			(long long)(after - before));
	}
	clean_up();
	fuzz_leave();
	arena_release(&arena);
	return 0;
}
