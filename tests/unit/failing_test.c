/* What commands say and leave behind when one statement of theirs fails. */
#include "trial.h"

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

/* What is typed in a session. */
static const char *const sessions_tried[] = {
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
	long commits, nth_commit; /* likewise */
	const char *writes;	  /* into new.csv when that of the number comes,
				   * instead of failing it */
} plan;

static void while_running(bool begins)
{
	(void)begins;
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

static int on_commit(void *context)
{
	(void)context;
	if (++plan.commits != plan.nth_commit)
		return 0;
	if (plan.writes)
		write_text("new.csv", plan.writes);
	return !plan.writes;
}

static int watch_connection(sqlite3 *connection, const char **message,
			    const void *api)
{
	(void)message;
	(void)api;
	sqlite3_commit_hook(connection, on_commit, NULL);
	return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, on_statement,
				connection);
}

/* ---- each statement of each command -------------------------------------- */

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
	long statements, step;

	begin(tried->kind);
	whole.before = state_of_database();
	plan.seen = 0;
	whole.end = run(tried->line, morning);
	statements = plan.seen;
	whole.after = state_of_database();
	step = 1 + (statements - opening) / tries_most();
	for (long nth = opening + 1; nth <= statements;
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
	for (size_t i = 0; i < COUNT(sessions_tried); i++) {
		write_text("answers", sessions_tried[i]);
		wrong += try_command(&study, 0);
	}
	write_text("answers", answers);
	assert_int_equal(wrong, 0);
}

/* ---- ids in a file --------------------------------------------------------
 */

static const char without_ids[] = "front,back\nbat,Fledermaus\nelk,Elch\n";

static bool is_told_as_imported(const struct end *end)
{
	static const char start[] = "new.csv: imported, ";

	return strncmp(end->err.message, start, strlen(start)) == 0;
}

static bool has_file_without_ids(void)
{
	size_t size;
	char *now = read_file("new.csv", &size);
	bool same = strcmp(now, without_ids) == 0;

	free(now);
	return same;
}

/* Whether the file and the database fit each other, and what is said. */
static bool fits(const struct end *end)
{
	long notes = count_in_database("SELECT count(*) FROM note WHERE front"
				       " IN ('bat', 'elk') AND key NOT NULL",
				       "");
	int known, unknown;

	count_ids("new.csv", &known, &unknown);
	if (count_files("new.csv.*") > 0 || (notes != 0 && notes != 2))
		return false;
	if (has_file_without_ids())
		return !end->ok && is_told_as_imported(end) == (notes == 2);
	return known == 2 && unknown == 0 &&
	       (end->ok || is_told_as_imported(end));
}

static bool try_ids(long nth, long nth_commit)
{
	struct end end;
	bool ok;

	begin(AT_ONCE);
	write_text("new.csv", without_ids);
	plan.seen = plan.commits = 0;
	plan.nth = nth;
	plan.nth_commit = nth_commit;
	end = run("import --yes --write-ids new.csv", morning);
	plan.nth = plan.nth_commit = 0;
	ok = fits(&end);
	if (!ok)
		print_message("statement %ld, commit %ld: %s\n", nth,
			      nth_commit, end.err.message);
	release(&end);
	unlink("new.csv");
	return ok;
}

static void ids_are_in_a_file_only_when_notes_have_them(void **state)
{
	int wrong = !try_ids(0, 0);
	long statements = plan.seen, commits = plan.commits;

	(void)state;
	assert_int_equal(wrong, 0);
	for (long nth = 1; nth <= statements; nth++)
		wrong += !try_ids(nth, 0);
	for (long nth = 1; nth <= commits; nth++)
		wrong += !try_ids(0, nth);
	assert_int_equal(wrong, 0);
}

static void a_file_that_changes_at_the_last_moment_stays_so(void **state)
{
	static const char changed[] = "front,back\nelk,Elch\n";
	struct end end;
	size_t size;
	char *now;

	(void)state;
	begin(AT_ONCE);
	write_text("new.csv", without_ids);
	plan.commits = 0;
	plan.nth_commit = 1;
	plan.writes = changed;
	end = run("import --yes --write-ids new.csv", morning);
	plan.nth_commit = 0;
	plan.writes = NULL;
	assert_string_equal(end.err.message,
			    "new.csv: imported, but the file got no ids: the "
			    "file changed meanwhile; import it again");
	now = read_file("new.csv", &size);
	assert_string_equal(now, changed);
	assert_int_equal(count_files("new.csv.*"), 0);
	free(now);
	release(&end);
	unlink("new.csv");
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

static int begin_watching(void **state)
{
	make_image(state);
	return sqlite3_auto_extension((void (*)(void))watch_connection) !=
	       SQLITE_OK;
}

static int end_watching(void **state)
{
	sqlite3_reset_auto_extension();
	return remove_image(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_that_fails_says_so_and_does_nothing),
		cmocka_unit_test(a_session_goes_on_or_ends_with_a_sentence),
		cmocka_unit_test(ids_are_in_a_file_only_when_notes_have_them),
		cmocka_unit_test(
			a_file_that_changes_at_the_last_moment_stays_so),
		cmocka_unit_test(no_backup_is_left_out_in_silence),
	};

	return cmocka_run_group_tests(tests, begin_watching, end_watching);
}
