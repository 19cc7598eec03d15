#include "store/store.h"

#include "temporary_store.h"

#include <sys/stat.h>

/* ---- opening ---- */

struct opening {
	char folder[FOLDER_SIZE];
	char path[64];
	struct random random;
};

static int make_folder(void **state)
{
	static struct opening o;

	o = (struct opening){ 0 };
	assert_true(folder_make(o.folder));
	snprintf(o.path, sizeof(o.path), "%s/ebb.db", o.folder);
	*state = &o;
	return 0;
}

static void remove_file(const struct opening *o, const char *name)
{
	char path[96];

	snprintf(path, sizeof(path), "%s/%s", o->folder, name);
	if (unlink(path) < 0)
		rmdir(path);
}

static int remove_folder(void **state)
{
	static const char *const names[] = { "ebb.db",	   "ebb.db-wal",
					     "ebb.db-shm", "a/b/ebb.db",
					     "a/b",	   "a" };
	const struct opening *o = *state;

	for (size_t i = 0; i < COUNT(names); i++)
		remove_file(o, names[i]);
	return rmdir(o->folder);
}

static struct store *open_path(struct opening *o, const char *path,
			       struct error *err)
{
	const struct store_options options = {
		.path = path,
		.device = "a machine",
		.random = &o->random,
	};

	return store_open(&options, err);
}

static void refuse(struct opening *o, enum error_kind kind)
{
	struct store *store;
	struct error err;

	store = open_path(o, o->path, &err);
	assert_null(store);
	assert_int_equal(err.kind, kind);
	assert_non_null(strstr(err.message, o->path));
}

static void run(sqlite3 *plain, const char *sql)
{
	if (sqlite3_exec(plain, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(plain));
}

static void run_on_file(const struct opening *o, const char *sql)
{
	sqlite3 *plain;

	assert_int_equal(sqlite3_open(o->path, &plain), SQLITE_OK);
	run(plain, sql);
	sqlite3_close(plain);
}

static void make_store(struct opening *o)
{
	struct error err;
	struct store *store = open_path(o, o->path, &err);

	assert_non_null(store);
	store_close(store);
}

static unsigned mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 0777;
}

static void a_new_store_is_the_learners_alone(void **state)
{
	struct opening *o = *state;
	char path[96], folder[128];
	mode_t mask = umask(0);
	struct error err;
	struct store *store;

	snprintf(path, sizeof(path), "%s/a/b/ebb.db", o->folder);
	store = open_path(o, path, &err);
	umask(mask);
	assert_non_null(store);
	assert_string_equal(store_path(store), path);
	assert_string_equal(store_device(store), "a machine");
	assert_int_equal(mode_of(path), 0600);
	snprintf(folder, sizeof(folder), "%s-wal", path);
	assert_int_equal(mode_of(folder), 0600);
	snprintf(folder, sizeof(folder), "%s/a/b", o->folder);
	assert_int_equal(mode_of(folder), 0700);
	*strrchr(folder, '/') = '\0';
	assert_int_equal(mode_of(folder), 0700);
	store_close(store);
}

static void a_store_that_was_closed_is_one_file(void **state)
{
	struct opening *o = *state;
	char wal[80];

	make_store(o);
	snprintf(wal, sizeof(wal), "%s-wal", o->path);
	assert_int_not_equal(access(wal, F_OK), 0);
	make_store(o);
}

static void the_file_says_what_it_is(void **state)
{
	struct opening *o = *state;
	sqlite3 *plain;

	make_store(o);
	assert_int_equal(sqlite3_open(o->path, &plain), SQLITE_OK);
	assert_int_equal(plain_int(plain, "PRAGMA application_id"), 0x65626231);
	assert_true(plain_int(plain, "PRAGMA user_version") >= 1);
	assert_int_equal(plain_int(plain,
				   "SELECT count(*) FROM pragma_table_list"
				   " WHERE schema = 'main' AND strict = 0"
				   " AND type = 'table'"
				   " AND name NOT LIKE 'sqlite%'"),
			 0);
	sqlite3_close(plain);
}

static void an_empty_file_becomes_a_store(void **state)
{
	struct opening *o = *state;

	write_file(o->path, "", 0);
	make_store(o);
}

static void a_database_of_another_program_is_refused_untouched(void **state)
{
	struct opening *o = *state;
	sqlite3 *plain;

	run_on_file(o,
		    "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (7)");
	refuse(o, ERROR_FOREIGN);
	assert_int_equal(sqlite3_open(o->path, &plain), SQLITE_OK);
	assert_int_equal(plain_int(plain, "SELECT x FROM theirs"), 7);
	assert_int_equal(plain_int(plain, "SELECT count(*) FROM sqlite_schema"),
			 1);
	sqlite3_close(plain);
}

static void a_store_of_a_newer_ebb_is_refused(void **state)
{
	struct opening *o = *state;

	make_store(o);
	run_on_file(o, "PRAGMA user_version = 999");
	refuse(o, ERROR_NEWER);
}

static void a_text_file_is_refused_untouched(void **state)
{
	static const char text[] =
		"front,back\nthis is a deck, not a database\n";
	struct opening *o = *state;
	char read[sizeof(text)] = "";
	FILE *in;

	write_file(o->path, text, sizeof(text) - 1);
	refuse(o, ERROR_FORMAT);
	in = fopen(o->path, "rb");
	assert_int_equal(fread(read, 1, sizeof(read), in), sizeof(text) - 1);
	fclose(in);
	assert_string_equal(read, text);
}

static void a_truncated_file_is_refused(void **state)
{
	static const long lengths[] = { 50, 4096, 5000, 40000 };
	struct opening *o = *state;
	struct error err;

	for (size_t i = 0; i < COUNT(lengths); i++) {
		struct store *store;

		remove_file(o, "ebb.db");
		make_store(o);
		assert_int_equal(truncate(o->path, lengths[i]), 0);
		store = open_path(o, o->path, &err);
		if (store)
			fail_msg("cut to %ld bytes it still opened",
				 lengths[i]);
		assert_true(err.kind == ERROR_FORMAT ||
			    err.kind == ERROR_DATABASE);
		assert_non_null(strstr(err.message, o->path));
	}
}

static void a_folder_is_refused(void **state)
{
	struct opening *o = *state;

	assert_int_equal(mkdir(o->path, 0700), 0);
	refuse(o, ERROR_IO);
}

/* Permission bits do not stop root; a name that is a file where a folder
 * should be stops everybody. */
static void a_folder_that_cannot_be_made_is_refused(void **state)
{
	struct opening *o = *state;
	char path[96];
	struct error err;
	struct store *store;

	write_file(o->path, "", 0);
	snprintf(path, sizeof(path), "%s/below/ebb.db", o->path);
	store = open_path(o, path, &err);
	assert_null(store);
	assert_int_equal(err.kind, ERROR_IO);
	store = open_path(o, "/proc/ebb/ebb.db", &err);
	assert_null(store);
	assert_int_not_equal(err.message[0], 0);
}

static void derived_tables_of_another_version_are_made_again(void **state)
{
	struct temporary_store *t = *state;
	const char *before;
	sqlite3 *plain;

	answer(t, add_card(t, "front"), TODAY, 4);
	add_card(t, "unseen");
	before = state_of(t);
	plain = plain_open(t);
	run(plain, "UPDATE derived SET version = 0;"
		   "DELETE FROM schedule; DELETE FROM unseen;"
		   "DROP VIEW v_due");
	sqlite3_close(plain);
	temporary_store_reopen(t);
	assert_string_equal(state_of(t), before);
	ask(t, "SELECT count(*) FROM v_due");
}

/* ---- other connections ---- */

static void a_locked_store_is_busy(void **state)
{
	struct temporary_store *t = *state;
	sqlite3 *plain = plain_open(t);
	struct error err;

	run(plain, "BEGIN IMMEDIATE");
	must_fail(store_begin(t->store, &err), ERROR_BUSY);
	run(plain, "ROLLBACK");
	must(store_begin(t->store, &err));
	store_rollback(t->store);
	sqlite3_close(plain);
}

/* Two ebbs of different versions, of which the other one came later. */
static void nothing_is_written_to_tables_of_another_version(void **state)
{
	struct temporary_store *t = *state;
	sqlite3 *plain = plain_open(t);
	struct error err;

	run(plain, "UPDATE derived SET version = version + 1");
	must_fail(store_begin(t->store, &err), ERROR_NEWER);
	run(plain, "UPDATE derived SET version = version - 1");
	must(store_begin(t->store, &err));
	store_rollback(t->store);
	run(plain, "PRAGMA user_version = 99");
	must_fail(store_begin(t->store, &err), ERROR_NEWER);
	sqlite3_close(plain);
}

static void nothing_is_written_to_a_file_that_lost_its_name(void **state)
{
	struct temporary_store *t = *state;
	char away[80];
	struct error err;

	add_card(t, "here");
	snprintf(away, sizeof(away), "%s/away.db", t->folder);
	assert_int_equal(rename(t->path, away), 0);
	assert_false(store_begin(t->store, &err));
	assert_int_equal(err.kind, ERROR_IO);
	assert_non_null(strstr(err.message, "was moved, removed or replaced"));
	write_file(t->path, "other", 5);
	assert_false(store_begin(t->store, &err));
	assert_int_equal(rename(away, t->path), 0);
	add_card(t, "back");
	assert_int_equal(ask(t, "SELECT count(*) FROM note"), 2);
}

static void a_text_that_is_too_long_is_refused_with_the_reason(void **state)
{
	enum { LENGTH = 17 << 20 };
	struct temporary_store *t = *state;
	struct batch batch = begin_change(t, "add");
	char *front = arena_alloc(&t->arena, LENGTH + 1);
	struct note note = { .front = front, .back = "b" };
	int64_t deck_id, note_id;
	struct error err;

	memset(front, 'a', LENGTH);
	must(deck_require(&batch, "deck", &deck_id, &err));
	must_fail(note_create(&batch, deck_id, &note, &note_id, &err),
		  ERROR_USAGE);
	assert_non_null(strstr(err.message, "longer than"));
	store_rollback(t->store);
}

static void what_was_not_committed_is_not_there(void **state)
{
	struct temporary_store *t = *state;
	struct batch batch = begin_change(t, "add");
	int64_t deck_id;
	struct error err;

	must(deck_require(&batch, "deck", &deck_id, &err));
	store_rollback(t->store);
	store_rollback(t->store); /* does no harm */
	assert_string_equal(state_of(t), "");
	batch = begin_change(t, "add");
	must(deck_require(&batch, "deck", &deck_id, &err));
	assert_string_equal(state_of(t), "");
	end_change(t);
	assert_string_equal(state_of(t), "1|deck|\n");
}

static void the_log_refuses_all_but_additions(void **state)
{
	static const char *const tables[] = { "review", "retraction",
					      "revision", "batch" };
	static const char *const ways[] = {
		"UPDATE %s SET id = id + 1000",
		"DELETE FROM %s",
		"INSERT OR REPLACE INTO %s SELECT * FROM %s",
		"REPLACE INTO %s SELECT * FROM %s LIMIT 1",
		"UPDATE OR IGNORE %s SET id = id + 1000",
		"INSERT OR IGNORE INTO %s SELECT * FROM %s",
	};
	struct temporary_store *t = *state;
	const struct note changed = { .front = "b", .back = "2" };
	int64_t card_id = add_card(t, "front");
	struct batch batch;
	sqlite3 *plain;
	struct error err;

	answer(t, card_id, TODAY, 4);
	undo(t);
	batch = begin_change(t, "edit");
	must(note_update(&batch, 1, &changed, &err));
	end_change(t);
	plain = plain_open(t);
	for (size_t i = 0; i < COUNT(tables); i++) {
		char whole[64];
		const char *before;

		snprintf(whole, sizeof(whole), "SELECT * FROM %s", tables[i]);
		before = show(t, whole);
		assert_string_not_equal(before, "");
		for (size_t j = 0; j < COUNT(ways); j++) {
			char sql[160];

			snprintf(sql, sizeof(sql), ways[j], tables[i],
				 tables[i]);
			if (sqlite3_exec(plain, sql, NULL, NULL, NULL) !=
			    SQLITE_CONSTRAINT)
				fail_msg("allowed: %s", sql);
			assert_non_null(
				strstr(sqlite3_errmsg(plain), "are never"));
		}
		assert_string_equal(show(t, whole), before);
	}
	sqlite3_close(plain);
}

static void a_uid_that_stands_in_the_log_is_refused_too(void **state)
{
	struct temporary_store *t = *state;
	sqlite3 *plain;

	answer(t, add_card(t, "front"), TODAY, 4);
	plain = plain_open(t);
	assert_int_equal(
		sqlite3_exec(plain,
			     "INSERT OR REPLACE INTO review (id, uid, card_id,"
			     " answered_at_ms, utc_offset_min, study_day, kind,"
			     " grade, device) SELECT 999, uid, card_id, 1, 0,"
			     " 1, 'rate', 0, 'x' FROM review",
			     NULL, NULL, NULL),
		SQLITE_CONSTRAINT);
	sqlite3_close(plain);
	assert_int_equal(ask(t, "SELECT grade FROM review"), 4);
}

static void the_views_can_be_read_while_a_store_is_open(void **state)
{
	const struct note note = { .front = "word",
				   .back = "Wort",
				   .directions = DIRECTIONS_BOTH };
	struct temporary_store *t = *state;

	add_note(t, "de", &note);
	answer(t, 256, TODAY, 5);
	answer(t, 256, TODAY + 1, 3);
	answer(t, 256, TODAY + 1, 2);
	undo(t);
	assert_string_equal(
		show(t, "SELECT id, deck, front, back, state, due, due_day,"
			" interval_days, ease_factor, repetitions, lapses,"
			" suspended FROM v_card ORDER BY id"),
		"256|de|word|Wort|young|2024-10-11|20007|6|2.46|2|0|0|\n"
		"257|de|Wort|word|new|NULL|NULL|0|2.5|0|0|0|\n");
	assert_string_equal(
		show(t, "SELECT card_id, deck, answered_at, study_date, kind,"
			" grade, live FROM v_review ORDER BY id"),
		"256|de|2024-10-04 12:00:00|2024-10-04|rate|5|1|\n"
		"256|de|2024-10-05 12:00:00|2024-10-05|rate|3|1|\n"
		"256|de|2024-10-05 12:00:00|2024-10-05|drill|2|0|\n");
	assert_string_equal(show(t, "SELECT id FROM v_due"), "256|\n");
	assert_string_equal(
		show(t, "SELECT name, notes, cards, new, due FROM v_deck"),
		"de|1|2|1|1|\n");
}

static void a_checkpoint_does_no_harm(void **state)
{
	struct temporary_store *t = *state;
	struct error err;

	must(store_checkpoint(t->store, &err));
	store_expect_bulk(t->store, true);
	for (int i = 0; i < 40; i++)
		answer(t, add_card(t, "front"), TODAY, 4);
	must(store_checkpoint(t->store, &err));
	store_expect_bulk(t->store, false);
	assert_cache_is_replay(t);
}

#define opening_test(name) \
	cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		opening_test(a_new_store_is_the_learners_alone),
		opening_test(a_store_that_was_closed_is_one_file),
		opening_test(the_file_says_what_it_is),
		opening_test(an_empty_file_becomes_a_store),
		opening_test(
			a_database_of_another_program_is_refused_untouched),
		opening_test(a_store_of_a_newer_ebb_is_refused),
		opening_test(a_text_file_is_refused_untouched),
		opening_test(a_truncated_file_is_refused),
		opening_test(a_folder_is_refused),
		opening_test(a_folder_that_cannot_be_made_is_refused),
		store_test(derived_tables_of_another_version_are_made_again),
		store_test(a_locked_store_is_busy),
		store_test(nothing_is_written_to_tables_of_another_version),
		store_test(nothing_is_written_to_a_file_that_lost_its_name),
		store_test(a_text_that_is_too_long_is_refused_with_the_reason),
		store_test(what_was_not_committed_is_not_there),
		store_test(the_log_refuses_all_but_additions),
		store_test(a_uid_that_stands_in_the_log_is_refused_too),
		store_test(the_views_can_be_read_while_a_store_is_open),
		store_test(a_checkpoint_does_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
