#include "store/review_store.h"

#include "temporary_store.h"

#include "store/statement.h"

static struct review review_of(int64_t card_id, int64_t at_ms, int grade)
{
	return (struct review){
		.card_id = card_id,
		.answered_at_ms = at_ms,
		.utc_offset_min = 60,
		.study_day = TODAY,
		.kind = REVIEW_RATE,
		.grade = grade,
		.suggested_grade = GRADE_GOOD,
		.typed = "what was typed",
		.hints = 2,
		.recall_ms = 4000,
		.check_ms = 900,
	};
}

static void an_answer_is_kept_as_it_was_given(void **state)
{
	struct temporary_store *t = *state;
	struct review review = review_of(add_card(t, "front"), 1000, 3), *list;
	struct schedule after, loaded;
	size_t count;
	struct error err;

	must(review_append(t->store, &review, NULL, NULL, &after, &err));
	assert_int_not_equal(review.id, 0);
	must(review_load_live(t->store, review.card_id, &t->arena, &list,
			      &count, &err));
	assert_int_equal(count, 1);
	assert_int_equal(list[0].id, review.id);
	assert_memory_equal(&list[0].uid, &review.uid, sizeof(review.uid));
	assert_int_equal(list[0].answered_at_ms, 1000);
	assert_int_equal(list[0].utc_offset_min, 60);
	assert_int_equal(list[0].study_day, TODAY);
	assert_int_equal(list[0].kind, REVIEW_RATE);
	assert_int_equal(list[0].grade, 3);
	assert_int_equal(list[0].suggested_grade, 4);
	assert_string_equal(list[0].typed, "what was typed");
	assert_int_equal(list[0].recall_ms, 4000);
	assert_int_equal(list[0].check_ms, 900);
	loaded = schedule_of(t, review.card_id);
	assert_true(schedule_equal(&after, &loaded));
	assert_string_equal(show(t, "SELECT hints, device FROM review"),
			    "2|test|\n");
}

static void a_grade_that_was_not_suggested_or_typed_is_null(void **state)
{
	struct temporary_store *t = *state;
	struct review review = review_of(add_card(t, "front"), 1000, 3);
	struct error err;

	review.suggested_grade = GRADE_NONE;
	review.typed = NULL;
	must(review_append(t->store, &review, NULL, NULL, NULL, &err));
	assert_string_equal(show(t, "SELECT suggested_grade, typed"
				    " FROM review"),
			    "NULL|NULL|\n");
}

static void an_answer_must_follow_what_was_shown(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct review first = review_of(card_id, 1000, 4);
	struct review second = review_of(card_id, 2000, 1);
	struct schedule shown, wrong;
	const char *before;
	struct error err;

	must(review_append(t->store, &first, NULL, NULL, &shown, &err));
	before = state_of(t);
	must_fail(review_append(t->store, &second, NULL, NULL, NULL, &err),
		  ERROR_CONFLICT);
	wrong = shown;
	wrong.last_id++;
	must_fail(review_append(t->store, &second, NULL, &wrong, NULL, &err),
		  ERROR_CONFLICT);
	assert_string_equal(state_of(t), before);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 1);
	must(review_append(t->store, &second, NULL, &shown, NULL, &err));
}

/* Another process restored a backup and went on: the same number is another
 * answer's. */
static void an_answer_follows_no_other_one_of_the_same_number(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct review first = review_of(card_id, 1000, 4);
	struct review second = review_of(card_id, 2000, 1);
	struct schedule shown;
	struct error err;

	must(review_append(t->store, &first, NULL, NULL, &shown, &err));
	shown.last_at_ms++;
	must_fail(review_append(t->store, &second, NULL, &shown, NULL, &err),
		  ERROR_CONFLICT);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 1);
}

/* In a damaged file anything may stand, such as an instant that is no number
 * and comes after all that are. */
static void an_answer_that_does_not_come_last_is_refused(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct review review = review_of(card_id, 1000, 4);
	sqlite3 *plain = plain_open(t);
	struct error err;

	assert_int_equal(
		sqlite3_exec(plain,
			     "PRAGMA writable_schema = ON;"
			     "UPDATE sqlite_schema SET sql = replace(sql,"
			     " ') STRICT', ')') WHERE name = 'review'",
			     NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(plain);
	plain = plain_open(t);
	assert_int_equal(
		sqlite3_exec(plain,
			     "INSERT INTO review (id, uid, card_id,"
			     " answered_at_ms, utc_offset_min, study_day, kind,"
			     " grade, device) VALUES (1, randomblob(16), 256,"
			     " 'never', 0, 20000, 'rate', 4, 'other')",
			     NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(plain);
	temporary_store_reopen(t);
	must_fail(review_append(t->store, &review, NULL, NULL, NULL, &err),
		  ERROR_DATABASE);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 1);
	assert_int_equal(ask(t, "SELECT count(*) FROM rollup"), 0);
}

static void an_undo_elsewhere_is_a_conflict_too(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct schedule shown = answer(t, card_id, TODAY, 4);
	struct review review = review_of(card_id, 2000, 4);
	struct error err;

	undo(t);
	must_fail(review_append(t->store, &review, NULL, &shown, NULL, &err),
		  ERROR_CONFLICT);
	must(review_append(t->store, &review, NULL, NULL, NULL, &err));
}

static void another_connection_may_answer_in_between(void **state)
{
	struct temporary_store *t = *state;
	struct temporary_store other = *t;
	int64_t card_id = add_card(t, "front");
	struct review mine = review_of(card_id, 1000, 4);
	struct error err;

	other.store = NULL;
	other.arena = (struct arena){ 0 };
	other.random = seeded(99);
	temporary_store_reopen(&other);
	answer(&other, card_id, TODAY, 2);
	must_fail(review_append(t->store, &mine, NULL, NULL, NULL, &err),
		  ERROR_CONFLICT);
	assert_int_equal(schedule_of(t, card_id).last_grade, 2);
	store_close(other.store);
	arena_release(&other.arena);
}

static void a_removed_card_takes_no_answer(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct review review = review_of(card_id, 1000, 4);
	struct batch batch = begin_change(t, "remove");
	struct error err;

	must(note_remove(&batch, card_id / CARDS_PER_NOTE, &err));
	end_change(t);
	must_fail(review_append(t->store, &review, NULL, NULL, NULL, &err),
		  ERROR_NOT_FOUND);
	review.card_id = 99999;
	must_fail(review_append(t->store, &review, NULL, NULL, NULL, &err),
		  ERROR_NOT_FOUND);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 0);
}

static void time_goes_on_although_the_clock_went_back(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	const int64_t clock_ms[] = { 5000, 5000, 1000, 5001, 9000 };
	const int64_t kept_ms[] = { 5000, 5001, 5002, 5003, 9000 };
	struct schedule after = schedule_new;
	struct error err;

	for (size_t i = 0; i < COUNT(clock_ms); i++) {
		struct review review = review_of(card_id, clock_ms[i], 4);
		struct schedule shown = after;

		must(review_append(t->store, &review, NULL, &shown, &after,
				   &err));
		assert_int_equal(review.answered_at_ms, kept_ms[i]);
		assert_int_equal(after.last_id, review.id);
		assert_int_equal(after.repetitions, i + 1);
	}
}

static void an_answer_comes_after_one_that_was_taken_back(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct review first = review_of(card_id, 5000, 1);
	struct review second = review_of(card_id, 4000, 4);
	struct error err;

	must(review_append(t->store, &first, NULL, NULL, NULL, &err));
	undo(t);
	must(review_append(t->store, &second, NULL, NULL, NULL, &err));
	assert_int_equal(second.answered_at_ms, 5001);
}

static void reviews_retractions_and_batches_share_one_sequence(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");

	answer(t, card_id, TODAY, 4);
	undo(t);
	answer(t, card_id, TODAY, 4);
	add_card(t, "another");
	undo(t);
	assert_string_equal(show(t, "SELECT id, 'b' FROM batch UNION ALL"
				    " SELECT id, 'r' FROM review UNION ALL"
				    " SELECT id, 't' FROM retraction"
				    " ORDER BY id"),
			    "1|b|\n2|r|\n3|t|\n4|r|\n5|b|\n6|b|\n");
}

static int count_commit(void *context, sqlite3 *handle, const char *name,
			int pages)
{
	(void)handle;
	(void)name;
	(void)pages;
	++*(int *)context;
	return SQLITE_OK;
}

/* An answer is one commit: what is on disk between two is never half. */
static void an_answer_is_one_commit(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	int commits = 0;

	sqlite3_wal_hook(store_handle(t->store), count_commit, &commits);
	answer(t, card_id, TODAY, 4);
	assert_int_equal(commits, 1);
	undo(t);
	assert_int_equal(commits, 2);
}

static void a_failure_half_way_leaves_nothing(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	const char *before = state_of(t);
	struct review review = review_of(card_id, 1000, 4);
	sqlite3 *plain = plain_open(t);
	struct error err;

	/* the roll-up, written last, is not there */
	assert_int_equal(sqlite3_exec(plain,
				      "ALTER TABLE rollup RENAME TO gone", NULL,
				      NULL, NULL),
			 SQLITE_OK);
	must_fail(review_append(t->store, &review, NULL, NULL, NULL, &err),
		  ERROR_DATABASE);
	assert_int_equal(sqlite3_exec(plain,
				      "ALTER TABLE gone RENAME TO rollup", NULL,
				      NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(plain);
	assert_string_equal(state_of(t), before);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 0);
	must(review_append(t->store, &review, NULL, NULL, NULL, &err));
}

static void the_whole_history_says_what_was_taken_back(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front"), newest_ms;
	struct review *list;
	enum review_standing *standings;
	size_t count;
	struct error err;

	for (int i = 0; i < 40; i++) {
		answer(t, card_id, TODAY + i, 4);
		if (i % 3 == 0)
			undo(t);
	}
	must(review_load_all(t->store, card_id, &t->arena, &list, &standings,
			     &count, &err));
	assert_int_equal(count, 40);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(standings[i], i % 3 == 0);
		if (i > 0)
			assert_true(list[i].answered_at_ms >
				    list[i - 1].answered_at_ms);
	}
	must(review_load_live(t->store, card_id, &t->arena, &list, &count,
			      &err));
	assert_int_equal(count, 26);
	must(review_newest_ms(t->store, &newest_ms, &err));
	assert_int_equal(newest_ms, noon(TODAY + 38).at_ms);
}

/* ---- corrections ---- */

static int64_t amend(struct temporary_store *t, int64_t card_id,
		     int64_t review_id, int grade)
{
	struct stamp stamp = noon(TODAY + 100);
	struct schedule before, after;
	struct error err;

	must(review_amend(t->store, card_id, review_id, grade, &stamp, &before,
			  &after, &err));
	assert_cache_is_replay(t);
	return ask(t, "SELECT max(id) FROM review");
}

static void a_correction_leads_where_the_right_grade_had_led(void **state)
{
	struct temporary_store *t = *state;
	int64_t a = add_card(t, "a"), b = add_card(t, "b"), wrong;
	struct schedule amended, right;

	answer(t, a, TODAY, 4);
	wrong = answer(t, a, TODAY + 1, 5).last_id;
	answer(t, a, TODAY + 7, 4);
	answer(t, b, TODAY, 4);
	answer(t, b, TODAY + 1, 1);
	answer(t, b, TODAY + 7, 4);
	amend(t, a, wrong, 1);
	amended = schedule_of(t, a);
	right = schedule_of(t, b);
	amended.last_id = right.last_id;
	assert_true(schedule_equal(&amended, &right));
	assert_int_equal(ask(t, "SELECT count(*) FROM retraction"), 0);
}

static void a_correction_keeps_all_of_the_answer_but_its_grade(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "a");

	amend(t, card_id, answer(t, card_id, TODAY, 4).last_id, 2);
	assert_int_equal(
		ask(t, "SELECT count(*) FROM review AS a JOIN review AS b"
		       " ON b.amends = a.uid AND b.uid > a.uid"
		       " AND b.answered_at_ms = a.answered_at_ms"
		       " AND b.study_day = a.study_day AND b.kind = a.kind"
		       " AND b.recall_ms = a.recall_ms"
		       " AND b.suggested_grade IS a.suggested_grade"
		       " WHERE a.grade = 4 AND b.grade = 2"),
		1);
}

static void the_newest_of_several_corrections_counts(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "a"), id;

	id = answer(t, card_id, TODAY, 4).last_id;
	for (int grade = 5; grade >= 0; grade--)
		id = amend(t, card_id, id, grade);
	assert_int_equal(schedule_of(t, card_id).last_grade, 0);
	assert_int_equal(schedule_of(t, card_id).ratings, 1);
	assert_int_equal(ask(t, "SELECT sum(answers) FROM rollup_day"), 1);
	assert_int_equal(ask(t, "SELECT sum(live) FROM v_review"), 1);
	assert_int_equal(ask(t, "SELECT grade FROM v_review WHERE live"), 0);
}

static void a_correction_taken_back_leaves_the_answer_before_it(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "a"), id;
	const char *answered, *first;

	id = answer(t, card_id, TODAY, 4).last_id;
	answered = state_of(t);
	id = amend(t, card_id, id, 1);
	first = state_of(t);
	amend(t, card_id, id, 5);
	assert_string_equal(undo(t).what, "amend");
	assert_string_equal(state_of(t), first);
	undo(t);
	assert_string_equal(state_of(t), answered);
	assert_null(undo(t).what);
	assert_int_equal(schedule_of(t, card_id).ratings, 0);
}

static void what_does_not_count_cannot_be_corrected(void **state)
{
	struct temporary_store *t = *state;
	int64_t a = add_card(t, "a"), b = add_card(t, "b"), first, reset;
	struct stamp stamp = noon(TODAY);
	struct schedule before, after;
	struct error err;

	first = answer(t, a, TODAY, 4).last_id;
	reset = append(t, a, REVIEW_RESET, &stamp, 0).last_id;
	must_fail(review_amend(t->store, a, reset, 3, &stamp, &before, &after,
			       &err),
		  ERROR_NOT_FOUND);
	must_fail(review_amend(t->store, b, first, 3, &stamp, &before, &after,
			       &err),
		  ERROR_NOT_FOUND);
	amend(t, a, first, 3);
	must_fail(review_amend(t->store, a, first, 5, &stamp, &before, &after,
			       &err),
		  ERROR_NOT_FOUND);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(an_answer_is_kept_as_it_was_given),
		store_test(a_grade_that_was_not_suggested_or_typed_is_null),
		store_test(an_answer_must_follow_what_was_shown),
		store_test(an_answer_follows_no_other_one_of_the_same_number),
		store_test(an_answer_that_does_not_come_last_is_refused),
		store_test(an_undo_elsewhere_is_a_conflict_too),
		store_test(another_connection_may_answer_in_between),
		store_test(a_removed_card_takes_no_answer),
		store_test(time_goes_on_although_the_clock_went_back),
		store_test(an_answer_comes_after_one_that_was_taken_back),
		store_test(reviews_retractions_and_batches_share_one_sequence),
		store_test(an_answer_is_one_commit),
		store_test(a_failure_half_way_leaves_nothing),
		store_test(the_whole_history_says_what_was_taken_back),
		store_test(a_correction_leads_where_the_right_grade_had_led),
		store_test(a_correction_keeps_all_of_the_answer_but_its_grade),
		store_test(the_newest_of_several_corrections_counts),
		store_test(a_correction_taken_back_leaves_the_answer_before_it),
		store_test(what_does_not_count_cannot_be_corrected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
