/* What commands say and leave behind when one statement of theirs fails. */
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

static const struct tried commands_tried[] = {
	{ "add bird Vogel", AT_ONCE },
	{ "alias 256 Tier", AT_ONCE },
	{ "alias 768", AT_ONCE },
	{ "alias --remove owl Uhu", AT_ONCE },
	{ "amend 256 again", AT_ONCE },
	{ "away 2026-03-05 2026-03-09", AT_ONCE },
	{ "away", AT_ONCE },
	{ "check", AT_ONCE },
	{ "check --repair", AT_ONCE },
	{ "config new_per_day 7", AT_ONCE },
	{ "config --deck words answer flip", AT_ONCE },
	{ "config", AT_ONCE },
	{ "conflicts", AT_ONCE },
	{ "conflicts --json", AT_ONCE },
	{ "conflicts --here owl", AT_ONCE },
	{ "conflicts --file owl", AT_ONCE },
	{ "confusions", AT_ONCE },
	{ "confusions --json words", AT_ONCE },
	{ "decks", AT_ONCE },
	{ "due", AT_ONCE },
	{ "due --json", AT_ONCE },
	{ "due --format '%d %n %m' words", AT_ONCE },
	{ "edit dog", AT_ONCE },
	{ "exam 2026-03-20 words", STEP_BY_STEP },
	{ "exam", AT_ONCE },
	{ "export words", AT_ONCE },
	{ "export --as-imported words", AT_ONCE },
	{ "export --with-schedule --search is:due words", AT_ONCE },
	{ "flag dog", AT_ONCE },
	{ "flag --search tag:animal", AT_ONCE },
	{ "import --yes again.csv", AT_ONCE },
	{ "import --yes --retire --deck words again.csv", AT_ONCE },
	{ "import --dry-run --deck words again.csv", AT_ONCE },
	{ "import --yes --map id=1,front=1,back=2 again.csv", AT_ONCE },
	{ "lint words", AT_ONCE },
	{ "list", AT_ONCE },
	{ "list --json", AT_ONCE },
	{ "plan", AT_ONCE },
	{ "redo", AT_ONCE },
	{ "rm 512", AT_ONCE },
	{ "rm --deck words", AT_ONCE },
	{ "search dog or is:due or tag:animal or ease<2 or added:7 or graded:7:1",
	  AT_ONCE },
	{ "search -- lapses=0 due<9 -deck:words -is:leech", AT_ONCE },
	{ "show 256", AT_ONCE },
	{ "show --json owl", AT_ONCE },
	{ "simulate --days 10 --new 3", AT_ONCE },
	{ "simulate --json --search tag:animal", AT_ONCE },
	{ "stats", AT_ONCE },
	{ "stats --json words", AT_ONCE },
	{ "stats --json --as-pressed --search tag:animal", AT_ONCE },
	{ "stats --csv --section grades --since 2026-03-01", AT_ONCE },
	{ "suspend 256", AT_ONCE },
	{ "undo", AT_ONCE },
	{ "undo --list", AT_ONCE },
	{ "undo 2", AT_ONCE }, /* a setting */
	{ "undo 3", AT_ONCE }, /* an import */
	{ "undo 4", AT_ONCE }, /* a grade */
	{ "undo 7", AT_ONCE }, /* an alias */
	{ "undo 8", AT_ONCE }, /* days off */
	{ "undo 9", AT_ONCE }, /* an exam */
	{ "why 256", AT_ONCE },
	{ "why sun", AT_ONCE },
	{ "study", STEP_BY_STEP },
	{ "study words 1", STEP_BY_STEP },
	{ "study words 2m", STEP_BY_STEP },
	{ "study --cram words", STEP_BY_STEP },
	{ "study --ahead 3 --new 1", STEP_BY_STEP },
	{ "study --new 2 tag:animal", STEP_BY_STEP },
	{ "backup", ON_BACKUPS },
	{ "backup new.db", ON_BACKUPS },
	{ "backups", ON_BACKUPS },
	{ "backups --json", ON_BACKUPS },
	{ "restore --yes", ON_BACKUPS },
	{ "salvage --output new.db ebb.db", ON_BACKUPS },
	{ "salvage --output new.db damaged.db", ON_BACKUPS },
};

/* What is typed in a session, that of the commands first. */
static const char *const sessions_tried[] = {
	"Hund\n4\nKatze\n2\nno\n1\n4\n:q\n",
	":undo\n:undo\n:redo\n:redo\n:undo\n:q\n",
	":hint\n:tag verb -animal\n:flag\n:why\nKater\nk\n4\n:previous\n"
	":undo\n:redo\n:q\n",
	":edit\n:bury\n:suspend\n:undo\n:undo\n:redo\n:q\n",
	"Katze\n1\nKauz\n1\n\n4\n:q\n",
};

/* ---- a statement that fails ---------------------------------------------- */

static struct {
	long seen, nth; /* the statement of that number fails; 0: none */
	bool awaits;
	long begun; /* the first while a backup was being made, if awaited */
} plan;

static size_t count_files(const char *pattern)
{
	glob_t found;
	size_t count;

	if (glob(pattern, 0, NULL, &found) != 0)
		return 0;
	count = found.gl_pathc;
	globfree(&found);
	return count;
}

static int on_statement(unsigned event, void *connection, void *statement,
			void *sql)
{
	(void)event;
	(void)statement;
	(void)sql;
	if (++plan.seen == plan.nth)
		sqlite3_interrupt(connection);
	if (plan.awaits && !plan.begun && count_files("state/*/partial.db") > 0)
		plan.begun = plan.seen;
	return 0;
}

static int watch_connection(sqlite3 *connection, const char **message,
			    const void *api)
{
	(void)message;
	(void)api;
	return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, on_statement,
				connection);
}

/* ---- a database to try it on --------------------------------------------- */

static char folder[32];
static char *image;
static size_t image_size;
static FILE *output;

static void write_file(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void write_text(const char *path, const char *text)
{
	write_file(path, text, strlen(text));
}

static char *read_file(const char *path, size_t *size)
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

static void release(struct end *end)
{
	free(end->output);
	free(end->said);
}

static struct end run(const char *line, const char *now)
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
	end.ok = command_run(&app, count, words, &end.err);
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

static void must_run(const char *line, const char *now)
{
	struct end end = run(line, now);

	if (!end.ok)
		fail_msg("%s: %s", line, end.err.message);
	release(&end);
}

/* A database without its decks, cards, tags and changes. */
static void write_damaged(void)
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

static int make_image(void **state)
{
	(void)state;
	/* Where a sync costs nothing, if there is such a place. */
	snprintf(folder, sizeof(folder), "%s/ebb-test-XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	output = fopen("output", "ab");
	assert_non_null(output);
	write_text("answers", sessions_tried[0]);
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
	return sqlite3_auto_extension((void (*)(void))watch_connection) !=
	       SQLITE_OK;
}

static int remove_one(const char *path, const struct stat *status, int what,
		      struct FTW *where)
{
	(void)status;
	(void)what;
	(void)where;
	return remove(path);
}

static void remove_tree(const char *path)
{
	nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void remove_files(const char *pattern)
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

static bool is_untouched(void)
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

static void write_database(const char *bytes, size_t size)
{
	begun = bytes;
	begun_size = size;
	unlink("ebb.db-wal");
	unlink("ebb.db-shm");
	write_file("ebb.db", bytes, size);
}

static const char backups_of_today[] = "state/*/2026-03-03.*";

/* The backup, and the database with the note, are made once. */
static void begin_on_backups(void)
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

static void begin(enum kind kind)
{
	plan.nth = 0;
	unlink("new.db");
	remove_files(backups_of_today);
	write_database(image, image_size);
	if (kind == ON_BACKUPS)
		begin_on_backups();
}

static int remove_image(void **state)
{
	(void)state;
	sqlite3_reset_auto_extension();
	free(image);
	fclose(output);
	if (chdir("/") != 0)
		return -1;
	remove_tree(folder);
	return access(folder, F_OK) == 0;
}

/* Everything that is not a number of its own or a time. */
static char *state_of_database(void)
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

/* ---- each statement of each command -------------------------------------- */

/* What a command does when nothing fails. */
struct whole {
	const char *line;
	enum kind kind;
	struct end end;
	char *before, *after;
	long statements;
};

static bool is_same(const struct end *a, const struct end *b)
{
	return a->ok == b->ok && strcmp(a->err.message, b->err.message) == 0;
}

static bool has_same_words(const struct end *a, const struct end *b)
{
	return strcmp(a->output, b->output) == 0;
}

static const char *fault_of(const struct whole *whole, const struct end *end)
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

/* False when what the statement of that number led to is wrong. */
static bool try_statement(const struct whole *whole, long nth)
{
	const char *fault;
	struct end end;

	begin(whole->kind);
	plan.seen = 0;
	plan.nth = nth;
	end = run(whole->line, morning);
	plan.nth = 0;
	fault = fault_of(whole, &end);
	if (fault)
		print_message("%s, statement %ld: %s (%s)\n", whole->line, nth,
			      fault, end.err.message);
	release(&end);
	return !fault;
}

/* The first of each command, in which words find their meaning, and so many of
 * the others, or EBB_STATEMENTS: see make coverage. */
enum { FIRST = 6, TRIES_MOST = 4 };

static long tries_most(void)
{
	const char *said = getenv("EBB_STATEMENTS");

	return said ? strtol(said, NULL, 10) : TRIES_MOST;
}

/* How many of its statements lead to something wrong.  Those that open the
 * database are the same for all commands. */
static int try_command(const struct tried *tried, long opening)
{
	struct whole whole = {
		.line = tried->line,
		.kind = tried->kind,
	};
	int wrong = 0;
	long step;

	begin(tried->kind);
	whole.before = state_of_database();
	plan.seen = 0;
	whole.end = run(tried->line, morning);
	whole.statements = plan.seen;
	whole.after = state_of_database();
	step = 1 + (whole.statements - opening) / tries_most();
	for (long nth = opening + 1; nth <= whole.statements;
	     nth += nth < opening + FIRST ? 1 : step)
		wrong += !try_statement(&whole, nth);
	free(whole.before);
	free(whole.after);
	release(&whole.end);
	return wrong;
}

/* Statements that every command begins with. */
static long count_opening(void)
{
	long least = 0;

	for (size_t i = 0; i < COUNT(commands_tried); i++) {
		struct end end;

		begin(commands_tried[i].kind);
		plan.seen = 0;
		end = run(commands_tried[i].line, morning);
		if (!end.ok && *end.err.message)
			fail_msg("%s: %s", commands_tried[i].line,
				 end.err.message);
		release(&end);
		least = least && least < plan.seen ? least : plan.seen;
	}
	return least - 1;
}

static void a_command_that_fails_says_so_and_does_nothing(void **state)
{
	long opening = count_opening();
	int wrong = try_command(&commands_tried[0], 0);

	(void)state;
	for (size_t i = 1; i < COUNT(commands_tried); i++)
		wrong += try_command(&commands_tried[i], opening);
	assert_int_equal(wrong, 0);
}

static void a_session_goes_on_or_ends_with_a_sentence(void **state)
{
	static const struct tried study = { "study", STEP_BY_STEP };
	int wrong = 0;

	(void)state;
	for (size_t i = 1; i < COUNT(sessions_tried); i++) {
		write_text("answers", sessions_tried[i]);
		wrong += try_command(&study, 0);
	}
	write_text("answers", sessions_tried[0]);
	assert_int_equal(wrong, 0);
}

/* ---- what is kept first -------------------------------------------------- */

/* A command that makes a backup beside what it does. */
struct keeper {
	const char *line, *kind;
	bool has_older; /* there is one, and answers that are not in it */
};

static const struct keeper keepers[] = {
	{ "import --yes again.csv", "before-import", false },
	{ "import --yes again.csv", "before-import", true },
	{ "study", "daily", false },
	{ "study", "daily", true },
	{ "restore --yes", "before-restore", true },
};

static void set_scene(bool has_older)
{
	begin(AT_ONCE);
	remove_tree("state");
	if (has_older)
		must_run("backup", "2026-03-01T10:00:00+01:00");
	must_run("study", "2026-03-02T09:00:00+01:00");
	must_run("config backups on", "2026-03-02T10:00:00+01:00");
}

/* False when it was done without a backup, and nothing was said. */
static bool try_keeper(const struct keeper *keeper, long nth)
{
	char file[60];
	struct end end;
	bool ok;

	snprintf(file, sizeof(file), "%s.%s.db", backups_of_today,
		 keeper->kind);
	remove_files(backups_of_today);
	plan.seen = 0;
	plan.nth = nth;
	end = run(keeper->line, morning);
	plan.nth = 0;
	ok = count_files(file) == 1 || !end.ok || *end.said;
	if (!ok)
		print_message("%s, statement %ld: no backup\n", keeper->line,
			      nth);
	release(&end);
	return ok;
}

/* Before the backup is begun there is a look at what there is: so many
 * statements at most.  Then it is copied and checked, as elsewhere. */
enum { LOOK = 40, CHECK_STEP = 50 };

static int try_all_of(const struct keeper *keeper)
{
	long first, statements;
	size_t size;
	char *scene;
	int wrong;

	set_scene(keeper->has_older);
	scene = read_file("ebb.db", &size);
	plan.begun = 0;
	plan.awaits = true;
	wrong = !try_keeper(keeper, 0);
	plan.awaits = false;
	statements = plan.seen;
	first = plan.begun > LOOK ? plan.begun - LOOK : 1;
	assert_true(plan.begun > 0);
	for (long nth = first; nth <= statements;
	     nth += nth < plan.begun ? 1 : CHECK_STEP) {
		write_database(scene, size);
		wrong += !try_keeper(keeper, nth);
	}
	free(scene);
	return wrong;
}

static void no_backup_is_left_out_in_silence(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(keepers); i++)
		wrong += try_all_of(&keepers[i]);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_that_fails_says_so_and_does_nothing),
		cmocka_unit_test(a_session_goes_on_or_ends_with_a_sentence),
		cmocka_unit_test(no_backup_is_left_out_in_silence),
	};

	return cmocka_run_group_tests(tests, make_image, remove_image);
}
