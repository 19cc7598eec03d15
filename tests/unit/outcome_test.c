/* What ebb says of an answer when the disk fails, and whether it is so: each
 * with the VFS that the torture uses. */
#include "temporary_store.h"

#include "store/queue_store.h"
#include "torture/fault_vfs.h"

static int open_failing(void **state)
{
	fault_vfs_install();
	return open_temporary(state);
}

static int remove_failing(void **state)
{
	int code;

	fault_disarm();
	fault_set_shared_memory(SHARED_MEMORY);
	code = remove_temporary(state);
	fault_vfs_remove();
	return code;
}

#define fault_test(name) \
	cmocka_unit_test_setup_teardown(name, open_failing, remove_failing)

static bool try_answer(struct temporary_store *t, int64_t card_id,
		       struct error *err)
{
	const struct stamp at = noon(TODAY);
	struct schedule shown = schedule_of(t, card_id), after;
	struct review review = {
		.card_id = card_id,
		.answered_at_ms = at.at_ms,
		.study_day = at.study_day,
		.kind = REVIEW_RATE,
		.grade = 4,
		.suggested_grade = GRADE_NONE,
	};

	return review_append(t->store, &review, NULL, &shown, &after, err);
}

static void copy_file(const char *from, const char *to)
{
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	int c;

	assert_non_null(in);
	while ((c = getc(in)) != EOF)
		putc(c, out);
	fclose(in);
	fclose(out);
}

/* The reviews that would be there had ebb been killed now. */
static int64_t reviews_after_crash(struct temporary_store *t)
{
	struct temporary_store crashed = *t;
	char from[80], to[80];
	int64_t reviews;

	snprintf(crashed.path, sizeof(crashed.path), "%s/crash.db", t->folder);
	copy_file(t->path, crashed.path);
	snprintf(from, sizeof(from), "%s-wal", t->path);
	snprintf(to, sizeof(to), "%s-wal", crashed.path);
	if (access(from, F_OK) == 0)
		copy_file(from, to);
	reviews = ask(&crashed, "SELECT count(*) FROM review");
	unlink(crashed.path);
	return reviews;
}

static void refused_is_not_there_after_a_crash_either(void **state)
{
	struct temporary_store *t = *state;
	int64_t card = add_card(t, "dog");
	struct error err;

	fault_arm(FAULT_SYNC, 1, 1);
	must_fail(try_answer(t, card, &err), ERROR_IO);
	assert_non_null(strstr(err.message, "nothing was saved"));
	assert_int_equal(fault_disarm(), 1);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 0);
	assert_int_equal(reviews_after_crash(t), 0);
	must(try_answer(t, card, &err));
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 1);
	assert_cache_is_replay(t);
}

/* Another session has the file open, so that its log is not read anew when
 * ebb opens it again. */
static void refused_is_overwritten_beside_another_session(void **state)
{
	struct temporary_store *t = *state;
	int64_t card = add_card(t, "dog");
	sqlite3 *other = plain_open(t);
	struct error err;

	assert_int_equal(plain_int(other, "SELECT count(*) FROM review"), 0);
	fault_arm(FAULT_SYNC, 1, 1);
	must_fail(try_answer(t, card, &err), ERROR_IO);
	assert_int_equal(reviews_after_crash(t), 0);
	sqlite3_close(other);
}

/* The sync of the COMMIT fails, and that of the checkpoint when the file is
 * closed: so the log stays, and the answer in it. */
static void a_failed_commit_that_is_there_is_an_answer_saved(void **state)
{
	struct temporary_store *t = *state;
	int64_t card = add_card(t, "dog");
	struct error err;

	fault_arm(FAULT_SYNC, 1, 2);
	must(try_answer(t, card, &err));
	assert_int_equal(fault_disarm(), 2);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 1);
	assert_cache_is_replay(t);
}

static void what_cannot_be_told_is_said_to_be_unknown(void **state)
{
	struct temporary_store *t = *state;
	int64_t card = add_card(t, "dog");
	struct error err;

	fault_arm(FAULT_SYNC, 1, FAULT_FOR_EVER);
	must_fail(try_answer(t, card, &err), ERROR_DATABASE);
	assert_non_null(strstr(err.message, "is not known"));
}

static void a_store_that_cannot_be_opened_again_is_closed(void **state)
{
	struct temporary_store *t = *state;
	int64_t card = add_card(t, "dog");
	struct error err;

	fault_arm(FAULT_SYNC, 1, 1);
	fault_then(FAULT_OPEN);
	must_fail(try_answer(t, card, &err), ERROR_DATABASE);
	assert_non_null(strstr(err.message, "is not known"));
	assert_false(store_is_open(t->store));
	must_fail(store_begin(t->store, &err), ERROR_DATABASE);
	store_rollback(t->store);
}

static void a_full_disk_refuses_and_lets_go_on(void **state)
{
	struct temporary_store *t = *state;
	int64_t card = add_card(t, "dog");
	struct error err;

	fault_arm(FAULT_FULL, 1, FAULT_FOR_EVER);
	must_fail(try_answer(t, card, &err), ERROR_IO);
	assert_non_null(strstr(err.message, "the disk is full"));
	fault_disarm();
	assert_int_equal(reviews_after_crash(t), 0);
	must(try_answer(t, card, &err));
}

/* In a log that has begun: the first sync of a new one is its header's. */
static void an_import_that_is_there_after_all_is_done(void **state)
{
	struct temporary_store *t = *state;
	const struct note note = { .front = "dog", .back = "Hund" };
	int64_t deck_id, note_id;
	struct batch batch;
	struct error err;

	add_card(t, "cat");
	batch = begin_change(t, "add");
	must(deck_require(&batch, "deck", &deck_id, &err));
	must(note_create(&batch, deck_id, &note, &note_id, &err));
	fault_arm(FAULT_SYNC, 1, 2);
	must(store_commit(t->store, &err));
	assert_int_equal(ask(t, "SELECT count(*) FROM note"), 2);
}

static void chosen_cards_are_still_chosen_after_it(void **state)
{
	struct temporary_store *t = *state;
	int64_t dog = add_card(t, "dog"), cat = add_card(t, "cat"), next;
	struct queue_wish wish = queue_of_deck(DECK_ALL);
	struct error err;

	must(queue_choose(t->store, &cat, 1, &wish, &err));
	fault_arm(FAULT_SYNC, 1, 1);
	must_fail(try_answer(t, dog, &err), ERROR_IO);
	fault_disarm();
	must(queue_next(t->store, &wish, TODAY, QUEUE_NEW, NULL, NULL, &next,
			&err));
	assert_int_equal(next, cat);
}

/* Nothing was to be saved, so nothing is said of saving. */
static void a_failed_read_is_a_failed_read(void **state)
{
	struct temporary_store *t = *state;
	struct error err;
	int64_t deck_id;

	add_card(t, "dog");
	temporary_store_reopen(t);
	fault_arm(FAULT_READ, 1, FAULT_FOR_EVER);
	must_fail(deck_find(t->store, "deck", &deck_id, &err), ERROR_IO);
	assert_non_null(strstr(err.message, "could not be read"));
	assert_null(strstr(err.message, "saved"));
}

/* ---- a file system without shared memory ---- */

static void works_without_shared_memory(struct temporary_store *t,
					enum shared_memory how)
{
	int64_t card = add_card(t, "dog");
	sqlite3 *other = NULL;
	struct error err;

	fault_set_shared_memory(how);
	temporary_store_reopen(t);
	must(try_answer(t, card, &err));
	assert_cache_is_replay(t);
	sqlite3_open(t->path, &other);
	assert_int_equal(
		sqlite3_exec(other, "SELECT * FROM review", NULL, NULL, NULL),
		SQLITE_BUSY);
	sqlite3_close(other);
	fault_set_shared_memory(SHARED_MEMORY);
	temporary_store_reopen(t);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 1);
}

static void without_shared_memory_ebb_has_the_file_to_itself(void **state)
{
	works_without_shared_memory(*state, SHARED_MEMORY_MISSING);
}

static void where_shared_memory_fails_too(void **state)
{
	works_without_shared_memory(*state, SHARED_MEMORY_FAILS);
}

static void a_new_file_is_made_there(void **state)
{
	struct temporary_store *t = *state, u;
	struct error err;

	(void)t;
	fault_set_shared_memory(SHARED_MEMORY_FAILS);
	temporary_store_open(&u);
	must(try_answer(&u, add_card(&u, "dog"), &err));
	temporary_store_remove(&u);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		fault_test(refused_is_not_there_after_a_crash_either),
		fault_test(refused_is_overwritten_beside_another_session),
		fault_test(a_failed_commit_that_is_there_is_an_answer_saved),
		fault_test(what_cannot_be_told_is_said_to_be_unknown),
		fault_test(a_store_that_cannot_be_opened_again_is_closed),
		fault_test(a_full_disk_refuses_and_lets_go_on),
		fault_test(an_import_that_is_there_after_all_is_done),
		fault_test(chosen_cards_are_still_chosen_after_it),
		fault_test(a_failed_read_is_a_failed_read),
		fault_test(without_shared_memory_ebb_has_the_file_to_itself),
		fault_test(where_shared_memory_fails_too),
		fault_test(a_new_file_is_made_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
