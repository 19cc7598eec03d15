#ifndef TESTS_UNIT_TRIAL_H
#define TESTS_UNIT_TRIAL_H

/* A small collection on which commands are tried while something fails: what
 * they do when nothing fails, and whether they do that, or say that they did
 * not. */

#include "unit.h"

#include <ftw.h>
#include <glob.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "command/command.h"
#include "store/statement.h"

enum kind {
	AT_ONCE,
	STEP_BY_STEP, /* what was done before stays done, and what was not is
		       * said among the rest */
	ON_BACKUPS,   /* there is one, and a note that is not in it; what cannot
		       * be read of them is said where they are listed */
};

struct tried {
	const char *line;
	enum kind kind;
};

static const char answers[] = "Hund\n4\nKatze\n2\nno\n1\n4\n:q\n";

/* Told when a command begins and ends; the test has it. */
static void while_running(bool begins);

static inline size_t count_files(const char *pattern)
{
	glob_t found;
	size_t count;

	if (glob(pattern, 0, NULL, &found) != 0)
		return 0;
	count = found.gl_pathc;
	globfree(&found);
	return count;
}

static char folder[32];
static char *image;
static size_t image_size;
static FILE *output;

static inline void write_file(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static inline void write_text(const char *path, const char *text)
{
	write_file(path, text, strlen(text));
}

static inline char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes;

	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	bytes = malloc(*size + 1);
	assert_int_equal(fread(bytes, 1, *size, file), *size);
	bytes[*size] = '\0';
	fclose(file);
	return bytes;
}

/* How a command ended. */
struct end {
	bool ok;
	struct error err;
	char *output, *said; /* what it printed, and the rest */
};

static inline void release(struct end *end)
{
	free(end->output);
	free(end->said);
}

static inline struct end run(const char *line, const char *now)
{
	struct arena arena = { 0 };
	struct app app = {
		.out = stdout,
		.err = fopen("said", "w"),
		.db_path = "ebb.db",
		.state = "state",
		.device = "test",
		.share = ".",
		.plain = true,
	};
	struct end end = { 0 };
	char **words;
	int count = text_split_words(line, &arena, &words), screen;
	size_t size;

	fflush(stdout);
	screen = dup(STDOUT_FILENO);
	assert_int_equal(dup2(fileno(output), STDOUT_FILENO), STDOUT_FILENO);
	assert_int_equal(ftruncate(STDOUT_FILENO, 0), 0);
	assert_non_null(freopen("answers", "r", stdin));
	clock_freeze(&app.clock, now);
	random_seed(&app.random, 1);
	app.terminal = terminal_open(true);
	while_running(true);
	end.ok = command_run(&app, count, words, &end.err);
	while_running(false);
	store_close(app.store);
	terminal_close(app.terminal);
	fclose(app.err);
	arena_release(&app.arena);
	arena_release(&arena);
	fflush(stdout);
	dup2(screen, STDOUT_FILENO);
	close(screen);
	end.output = read_file("output", &size);
	end.said = read_file("said", &size);
	return end;
}

static inline void must_run(const char *line, const char *now)
{
	struct end end = run(line, now);

	if (!end.ok)
		fail_msg("%s: %s", line, end.err.message);
	release(&end);
}

/* A database without its decks, cards, tags and changes. */
static inline void write_damaged(void)
{
	static char zeros[4096];
	sqlite3_stmt *q;
	sqlite3 *plain;
	FILE *file;

	write_file("damaged.db", image, image_size);
	file = fopen("damaged.db", "r+b");
	assert_non_null(file);
	assert_int_equal(sqlite3_open("ebb.db", &plain), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(plain,
				   "SELECT pageno FROM dbstat WHERE name IN"
				   " ('deck', 'card', 'tag', 'batch')",
				   -1, &q, NULL),
		SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		fseek(file, (sqlite3_column_int(q, 0) - 1) * 4096L, SEEK_SET);
		assert_int_equal(fwrite(zeros, 4096, 1, file), 1);
	}
	sqlite3_finalize(q);
	sqlite3_close(plain);
	fclose(file);
}

static const char morning[] = "2026-03-03T09:00:00+01:00";

static inline int make_image(void **state)
{
	(void)state;
	/* Where a sync costs nothing, if there is such a place. */
	snprintf(folder, sizeof(folder), "%s/ebb-test-XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	output = fopen("output", "ab");
	assert_non_null(output);
	write_text("answers", answers);
	write_text("words.csv",
		   "front,back,tags\ndog,Hund,animal\ncat,Katze,animal\n"
		   "owl,Eule,animal\nsun,Sonne,\n");
	write_text("again.csv", "front,back\ndog,der Hund\nowls,Eule\n"
				"sun,Sonne\nmoon,Mond\n");
	write_text("text", "=== front\nowl\n=== back\nKauz\n");
	write_text("editor", "#!/bin/sh\ncp text \"$1\"\n");
	assert_int_equal(chmod("editor", 0700), 0);
	setenv("EDITOR", "./editor", true);
	setenv("TMPDIR", folder, true);
	must_run("config backups off", "2026-03-01T09:00:00+01:00");
	must_run("config leech_threshold 1", "2026-03-01T09:00:00+01:00");
	must_run("import --yes words.csv", "2026-03-01T09:00:00+01:00");
	must_run("study", "2026-03-01T09:10:00+01:00");
	must_run("alias owl Uhu", "2026-03-01T09:20:00+01:00");
	must_run("away 2026-05-01 2026-05-09", "2026-03-01T09:21:00+01:00");
	must_run("exam 2026-06-01", "2026-03-01T09:22:00+01:00");
	must_run("exam 2026-03-02 words", "2026-03-01T09:22:30+01:00");
	write_text("words.csv",
		   "front,back,tags\ndog,Hund,animal\ncat,Katze,animal\n"
		   "owl,Eule (f),animal\nsun,Sonne,\n");
	must_run("edit owl", "2026-03-01T09:23:00+01:00");
	must_run("import --yes words.csv", "2026-03-01T09:24:00+01:00");
	must_run("add moth Motte", "2026-03-01T09:25:00+01:00");
	must_run("undo", "2026-03-01T09:26:00+01:00");
	image = read_file("ebb.db", &image_size);
	write_damaged();
	return 0;
}

static inline int remove_one(const char *path, const struct stat *status,
			     int what, struct FTW *where)
{
	(void)status;
	(void)what;
	(void)where;
	return remove(path);
}

static inline void remove_tree(const char *path)
{
	nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline void remove_files(const char *pattern)
{
	glob_t found;

	if (glob(pattern, 0, NULL, &found) != 0)
		return;
	for (size_t i = 0; i < found.gl_pathc; i++)
		assert_int_equal(unlink(found.gl_pathv[i]), 0);
	globfree(&found);
}

/* What a try begins with. */
static const char *begun;
static size_t begun_size;

static inline bool is_untouched(void)
{
	size_t size;
	char *bytes;
	bool same;

	if (access("ebb.db-wal", F_OK) == 0)
		return false;
	bytes = read_file("ebb.db", &size);
	same = size == begun_size && memcmp(bytes, begun, size) == 0;
	free(bytes);
	return same;
}

static inline void write_database(const char *bytes, size_t size)
{
	begun = bytes;
	begun_size = size;
	unlink("ebb.db-wal");
	unlink("ebb.db-shm");
	write_file("ebb.db", bytes, size);
}

static const char backups_of_today[] = "state/*/2026-03-03.*";

/* The backup, and the database with the note, are made once. */
static inline void begin_on_backups(void)
{
	static char *later;
	static size_t size;

	if (later && count_files("state/*/2026-03-01.*") == 1) {
		write_database(later, size);
		return;
	}
	remove_tree("state");
	must_run("backup", "2026-03-01T10:00:00+01:00");
	must_run("add bat Fledermaus", "2026-03-01T10:01:00+01:00");
	free(later);
	later = read_file("ebb.db", &size);
}

static inline void begin(enum kind kind)
{
	unlink("new.db");
	remove_files(backups_of_today);
	write_database(image, image_size);
	if (kind == ON_BACKUPS)
		begin_on_backups();
}

static inline int remove_image(void **state)
{
	(void)state;
	free(image);
	fclose(output);
	if (chdir("/") != 0)
		return -1;
	remove_tree(folder);
	return access(folder, F_OK) == 0;
}

/* Everything that is not a number of its own or a time. */
static inline char *state_of_database(void)
{
	static const char *const queries[] = {
		"SELECT name FROM deck WHERE deleted_at_ms IS NULL ORDER BY id",
		"SELECT id, front, back, deleted_at_ms IS NULL FROM note"
		" ORDER BY id",
		"SELECT id, suspended, flagged, deleted_at_ms IS NULL FROM card"
		" ORDER BY id",
		"SELECT card_id, kind, grade FROM review ORDER BY id",
		"SELECT count(*) FROM retraction",
		"SELECT note_id, tag_id FROM note_tag ORDER BY 1, 2",
		"SELECT card_id, text, deleted_at_ms IS NULL FROM alias"
		" ORDER BY id",
		"SELECT from_day, deleted_at_ms IS NULL FROM absence"
		" ORDER BY id",
		"SELECT day, deleted_at_ms IS NULL FROM exam ORDER BY id",
		"SELECT deck_id, name, value FROM setting ORDER BY 1, 2",
		"SELECT kind FROM batch ORDER BY id",
		"SELECT card_id, due_day, asked_on_day FROM schedule"
		" ORDER BY 1",
	};
	struct text state = { 0 };
	sqlite3 *plain;

	assert_int_equal(sqlite3_open("ebb.db", &plain), SQLITE_OK);
	for (size_t i = 0; i < COUNT(queries); i++) {
		sqlite3_stmt *q;

		if (sqlite3_prepare_v2(plain, queries[i], -1, &q, NULL) !=
		    SQLITE_OK)
			fail_msg("%s: %s", queries[i], sqlite3_errmsg(plain));
		while (sqlite3_step(q) == SQLITE_ROW)
			for (int k = 0; k < sqlite3_column_count(q); k++)
				text_printf(&state, "%s|",
					    sqlite3_column_text(q, k));
		text_add_char(&state, '\n');
		sqlite3_finalize(q);
	}
	sqlite3_close(plain);
	return state.data;
}

static inline long count_in_database(const char *query, const char *word)
{
	sqlite3_stmt *q;
	sqlite3 *plain;
	long count;

	assert_int_equal(sqlite3_open("ebb.db", &plain), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(plain, query, -1, &q, NULL),
			 SQLITE_OK);
	sqlite3_bind_text(q, 1, word, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	count = (long)sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(plain);
	return count;
}

/* The rows of a deck file, below its header, whose last field is the id of a
 * note, and those where it is not. */
static inline void count_ids(const char *path, int *known, int *unknown)
{
	char line[200];
	FILE *file = fopen(path, "r");

	*known = *unknown = 0;
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file));
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (count_in_database("SELECT count(*) FROM note WHERE key = ?1"
				      " AND deleted_at_ms IS NULL",
				      strrchr(line, ',') + 1) == 1)
			++*known;
		else
			++*unknown;
	}
	fclose(file);
}

/* ---- what went wrong ---- */

/* What a command does when nothing fails. */
struct whole {
	const char *line;
	enum kind kind;
	struct end end;
	char *before, *after;
};

static inline bool is_same(const struct end *a, const struct end *b)
{
	return a->ok == b->ok && strcmp(a->err.message, b->err.message) == 0;
}

static inline bool has_same_words(const struct end *a, const struct end *b)
{
	return strcmp(a->output, b->output) == 0;
}

static inline const char *fault_of(const struct whole *whole,
				   const struct end *end)
{
	char *now = is_untouched() ? strdup(whole->before)
				   : state_of_database();
	bool is_before = strcmp(now, whole->before) == 0;
	bool is_after = strcmp(now, whole->after) == 0;

	free(now);
	if (!is_before && !is_after && whole->kind != STEP_BY_STEP)
		return "half done";
	if (is_same(end, &whole->end) && !is_after &&
	    (whole->kind != STEP_BY_STEP || has_same_words(end, &whole->end)))
		return "not done, and nothing is said";
	if (is_same(end, &whole->end) && whole->kind == AT_ONCE &&
	    !has_same_words(end, &whole->end))
		return "other words, and nothing is said";
	if (!is_same(end, &whole->end) &&
	    (!*end->err.message || strchr(end->err.message, '\n')))
		return "not one sentence is said";
	return NULL;
}

#endif
