#include "store/schedule_store.h"

#include "import_rows.h"

#include "base/day.h"
#include "store/absence_store.h"
#include "store/check_store.h"
#include "store/exam_store.h"
#include "store/queue_store.h"
#include "store/setting_store.h"
#include "store/search_store.h"

/*
 * The property behind everything: whatever is done to a store, in whatever
 * order, what it has stored is what a replay of its log gives.
 */

enum { NOTES = 20 };

struct history {
	struct temporary_store *t;
	struct random random;
	struct stamp at; /* moves on, and sometimes back */
	bool in_order;	 /* take back newest first only */
};

static bool chance(struct history *h, int percent)
{
	return pick(&h->random, 100) < percent;
}

/* Another instant: later most of the time, on a clock that jumps. */
static void move_on(struct history *h)
{
	static const int offsets_min[] = { 0, 60, 540, -210, -480, 345 };
	int64_t minutes = pick(&h->random, 30);

	if (chance(h, 20))
		minutes = pick(&h->random, 12 * 1440);
	if (chance(h, 5))
		minutes = -pick(&h->random, 3 * 1440);
	if (chance(h, 5))
		h->at.utc_offset_min =
			offsets_min[pick(&h->random, COUNT(offsets_min))];
	h->at.at_ms += minutes * 60000 + pick(&h->random, 60000);
	h->at.study_day = day_of_study(h->at.at_ms, h->at.utc_offset_min, 240);
}

static int64_t any_card(struct history *h)
{
	const struct search all = { .kind = SEARCH_ALL };
	struct card_list list;
	struct error err;

	must(search_run(h->t->store, &all, DECK_ALL, h->at.study_day,
			&h->t->arena, &list, &err));
	return list.count ? list.ids[pick(&h->random, (int)list.count)] : 0;
}

static void answer_any(struct history *h)
{
	static const int grades[] = { 0, 1, 2, 3, 3, 4, 4, 4, 5, 5 };
	int64_t card_id = any_card(h);
	enum review_kind kind = REVIEW_RATE;

	if (!card_id)
		return;
	if (schedule_of(h->t, card_id).drill_day == h->at.study_day)
		kind = REVIEW_DRILL;
	if (chance(h, 10))
		kind = (enum review_kind)pick(&h->random, 4);
	append(h->t, card_id, kind, &h->at,
	       grades[pick(&h->random, COUNT(grades))]);
}

static void undo_any(struct history *h)
{
	struct undo_step *steps, *step;
	size_t count;
	struct error err;

	must(undo_list(h->t->store, 30, &h->t->arena, &steps, &count, &err));
	if (count == 0)
		return;
	step = &steps[h->in_order ? 0 : pick(&h->random, (int)count)];
	if (!undo_apply(h->t->store, step, &h->at, &err)) {
		assert_int_equal(err.kind, ERROR_CONFLICT);
		assert_true(step->kept > 0 && !h->in_order);
	}
}

/* One of few texts for each front, so that imports meet what is there. */
static struct note any_note(struct history *h, int number)
{
	struct arena *arena = &h->t->arena;
	static const char *tags[] = { "one", "two" };
	struct note note = {
		.front = arena_printf(arena, "front %d", number),
		.back = arena_printf(arena, "back %d.%d", number,
				     pick(&h->random, 3)),
		.tags = tags,
		.tag_count = (size_t)pick(&h->random, 3),
		.directions = (unsigned)pick(&h->random, 4),
	};

	if (number % 4 == 0)
		note.key = arena_printf(arena, "key %d", number);
	return note;
}

static struct batch begin(struct history *h, const char *kind)
{
	struct batch batch = begin_change(h->t, kind);

	batch.stamp = h->at;
	return batch;
}

static void import_some(struct history *h)
{
	struct batch batch = begin(h, "import");
	struct import_result results[IMPORT_ROWS_MOST];
	struct note rows[IMPORT_ROWS_MOST];
	int count = 1 + pick(&h->random, NOTES);

	for (int i = 0; i < count; i++) {
		rows[i] = any_note(h, pick(&h->random, NOTES));
		if (rows[i].front[6] == '7')
			rows[i].deck = "another deck";
	}
	import_rows(&batch, 0, rows, (size_t)count, false, chance(h, 10),
		    results);
	end_change(h->t);
}

static void change_note(struct history *h)
{
	int64_t card_id = any_card(h);
	struct note note = any_note(h, pick(&h->random, NOTES));
	struct batch batch;
	struct error err;

	if (!card_id)
		return;
	batch = begin(h, "edit");
	must(note_update(&batch, card_id / CARDS_PER_NOTE, &note, &err));
	end_change(h->t);
}

static void remove_any(struct history *h)
{
	int64_t card_id = any_card(h);
	struct batch batch;
	struct error err;

	if (!card_id)
		return;
	batch = begin(h, "remove");
	if (chance(h, 10))
		must(deck_remove(&batch, load_card(h->t, card_id).deck_id,
				 &err));
	else
		must(note_remove(&batch, card_id / CARDS_PER_NOTE, &err));
	end_change(h->t);
}

static void put_aside_any(struct history *h)
{
	int64_t card_id = any_card(h);
	bool bury = chance(h, 50);
	struct batch batch;
	struct error err;

	if (!card_id)
		return;
	batch = begin(h, bury ? "bury" : "suspend");
	if (bury)
		must(card_bury(&batch, card_id,
			       h->at.study_day + pick(&h->random, 9), &err));
	else
		must(card_suspend(&batch, card_id, chance(h, 60), &err));
	end_change(h->t);
}

static void change_setting(struct history *h)
{
	static const char *const values[] = { "1", "7", "30", "36500", NULL };
	struct batch batch = begin(h, "config");
	struct error err;

	must(setting_save(&batch, EVERY_DECK, "max_interval",
			  values[pick(&h->random, COUNT(values))], &err));
	end_change(h->t);
}

static void change_rule_of_siblings(struct history *h)
{
	struct batch batch = begin(h, "config");
	struct error err;

	must(setting_save(&batch, EVERY_DECK, "bury_siblings",
			  chance(h, 30) ? "off" : NULL, &err));
	end_change(h->t);
}

static void be_away(struct history *h)
{
	int32_t from_day = h->at.study_day - 3 + pick(&h->random, 30);
	const struct absence absence = { from_day,
					 from_day + pick(&h->random, 9) };
	struct batch batch = begin(h, "away");
	struct schedule_moved moved;
	struct error err;

	must(absence_add(&batch, &absence, &moved, &err));
	end_change(h->t);
}

static void plan_exam(struct history *h)
{
	int64_t decks = ask(h->t, "SELECT max(id) FROM deck");
	const struct exam exam = {
		.deck_id = pick(&h->random, (int)decks + 1),
		.day = h->at.study_day + pick(&h->random, 30),
	};
	struct batch batch = begin(h, "exam");
	struct schedule_moved moved;
	struct error err;

	must(exam_add(&batch, &exam, &moved, &err));
	end_change(h->t);
}

static void end_exams(struct history *h)
{
	struct error err;

	must(exam_end_past(h->t->store, &h->at, &err));
}

static void plan_anything(struct history *h)
{
	int die = pick(&h->random, 10);

	if (die < 5)
		be_away(h);
	else if (die < 8)
		plan_exam(h);
	else
		end_exams(h);
}

static void do_anything(struct history *h)
{
	int die = pick(&h->random, 106);

	move_on(h);
	if (die >= 100)
		plan_anything(h);
	else if (die < 60)
		answer_any(h);
	else if (die < 72)
		undo_any(h);
	else if (die < 80)
		put_aside_any(h);
	else if (die < 87)
		change_note(h);
	else if (die < 92)
		remove_any(h);
	else if (die < 96)
		import_some(h);
	else if (die < 98)
		change_rule_of_siblings(h);
	else
		change_setting(h);
}

/* What is counted from counters is what is counted card by card, as it is of
 * chosen cards: all of a deck. */
static void assert_counted_as_slowly(struct history *h, int64_t deck_id,
				     int32_t study_day, int ahead_days,
				     int64_t new_per_day)
{
	const struct search all = { .kind = SEARCH_ALL };
	struct queue_wish wish = queue_of_deck(deck_id), slow;
	struct queue_counts counts, wanted;
	struct card_list list;
	struct error err;

	wish.ahead_days = ahead_days;
	wish.new_per_day = new_per_day;
	slow = wish;
	must(search_run(h->t->store, &all, deck_id, study_day, &h->t->arena,
			&list, &err));
	must(queue_choose(h->t->store, list.ids, list.count, &slow, &err));
	must(queue_count(h->t->store, &slow, study_day, &wanted, &err));
	must(queue_count(h->t->store, &wish, study_day, &counts, &err));
	assert_int_equal(counts.due, wanted.due);
	assert_int_equal(counts.new, wanted.new);
	assert_int_equal(counts.drill, wanted.drill);
}

static void assert_counters_are_right(struct history *h)
{
	static const int32_t days[] = { 0, 1, -1, 7 };
	int64_t decks = ask(h->t, "SELECT coalesce(max(id), 0) FROM deck");

	for (size_t i = 0; i < COUNT(days); i++)
		for (int64_t deck = 0; deck <= decks; deck++) {
			int32_t day = h->at.study_day + days[i];

			assert_counted_as_slowly(h, deck, day, 0, 1000);
			assert_counted_as_slowly(h, deck, day, 3, 1000);
			assert_counted_as_slowly(h, deck, day, 0,
						 QUEUE_NEW_BY_SETTING);
		}
}

static void live(struct temporary_store *t, struct history *h, uint64_t seed,
		 bool in_order)
{
	*h = (struct history){
		.t = t,
		.random = seeded(seed),
		.at = noon(TODAY),
		.in_order = in_order,
	};
	import_some(h);
	for (int step = at_length(100, 300); step > 0; step--) {
		do_anything(h);
		if (step % 10 == 0)
			assert_cache_is_replay(t);
		if (step % 10 == 5)
			assert_counters_are_right(h);
	}
	assert_cache_is_replay(t);
}

static void assert_rebuild_changes_nothing(struct temporary_store *t)
{
	const char *before = derived_of(t);
	struct error err;

	must(store_begin(t->store, &err));
	must(schedule_rebuild(t->store, &err));
	must(store_commit(t->store, &err));
	assert_string_equal(derived_of(t), before);
}

static void change(struct temporary_store *t, const char *sql)
{
	sqlite3 *plain = plain_open(t);

	assert_int_equal(sqlite3_exec(plain, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(plain);
}

/* As reviews of another device may: they come in whatever order, and count in
 * that of time. */
static void a_log_that_grew_in_another_order_counts_the_same(void **state)
{
	struct temporary_store *t = *state;
	const char *sound;
	struct history h;
	struct error err;

	live(t, &h, 401, true);
	change(t, "UPDATE schedule SET last_id = 0");
	sound = derived_of(t);
	change(t, "DROP TRIGGER review_no_update;"
		  "UPDATE review SET id = -id");
	must(check_repair(t->store, &err));
	assert_cache_is_replay(t);
	change(t, "UPDATE schedule SET last_id = 0");
	assert_string_equal(derived_of(t), sound);
	change(t, "DROP TRIGGER review_no_update;"
		  "UPDATE review SET id = (id * 40503) % 65537 + 70000");
	must(check_repair(t->store, &err));
	assert_cache_is_replay(t);
	change(t, "UPDATE schedule SET last_id = 0");
	assert_string_equal(derived_of(t), sound);
}

static void undo_everything(struct temporary_store *t)
{
	int64_t steps = 0;

	while (undo(t).kind != UNDO_NOTHING)
		if (++steps % 20 == 0)
			assert_cache_is_replay(t);
	assert_true(steps > 0);
	assert_cache_is_replay(t);
}

static void the_cache_is_the_replay_after_any_history(void **state)
{
	struct temporary_store *t = *state;

	for (uint64_t seed = 101; seed <= 100 + (uint64_t)at_length(2, 8);
	     seed++) {
		struct history h;

		live(t, &h, seed, true);
		assert_rebuild_changes_nothing(t);
	}
	temporary_store_reopen(t);
	assert_cache_is_replay(t);
}

static void taking_back_everything_leaves_nothing(void **state)
{
	struct temporary_store *t = *state;
	struct history h;

	live(t, &h, 201, true);
	undo_everything(t);
	assert_string_equal(state_of(t), "");
	assert_true(ask(t, "SELECT count(*) FROM review") > 30);
}

static void steps_taken_back_in_any_order_keep_the_cache_true(void **state)
{
	struct temporary_store *t = *state;
	struct history h;

	live(t, &h, 301, false);
	live(t, &h, 302, false);
	assert_rebuild_changes_nothing(t);
	undo_everything(t);
	assert_int_equal(ask(t, "SELECT count(*) FROM schedule"), 0);
	assert_int_equal(ask(t, "SELECT count(*) FROM rollup"), 0);
	assert_rebuild_changes_nothing(t);
}

/* Due on most of the days around today. */
static void add_cards_due_around(struct history *h, int count)
{
	for (int i = 0; i < count; i++) {
		const struct note note = {
			.front = arena_printf(&h->t->arena, "card %d", i),
			.back = "back",
		};
		int64_t card_id = add_note(h->t, i % 3 ? "deck" : "another",
					   &note) *
				  CARDS_PER_NOTE;
		int32_t day = TODAY - 20 + i % 17;

		answer(h->t, card_id, day, 4);
		answer(h->t, card_id, day + 1, 4);
		if (i % 2)
			answer(h->t, card_id, day + 7, 5);
	}
}

/* Absences that touch and overlap, exams behind and between them, and what is
 * due in several of them: each moves what another one had moved. */
static void plans_in_any_order_keep_the_cache_true(void **state)
{
	struct temporary_store *t = *state;

	struct history h = {
		.t = t,
		.random = seeded(501),
		.at = noon(TODAY),
	};

	add_cards_due_around(&h, 50);
	for (int step = at_length(120, 2000); step > 0; step--) {
		int die = pick(&h.random, 10);

		if (die < 4)
			undo_any(&h);
		else if (die < 9)
			plan_anything(&h);
		else
			put_aside_any(&h);
		if (chance(&h, 3))
			move_on(&h);
		assert_cache_is_replay(t);
	}
}

/* Every way in which the cache may be wrong, and what it must look like
 * again afterwards. */
static void a_cache_changed_by_hand_is_found_and_repaired(void **state)
{
	static const char *const damages[] = {
		"UPDATE schedule SET interval_days = interval_days + 1"
		" WHERE card_id = (SELECT max(card_id) FROM schedule)",
		"UPDATE note_due_count SET n = n + 1",
		"UPDATE note_due_count SET with_new = with_new + 1",
		"UPDATE note_new_count SET n = n - 1",
		"INSERT INTO unseen_buried SELECT id, 1, 1 FROM card LIMIT 1",
		"UPDATE schedule SET ease_centi = 130 WHERE card_id = 256",
		"UPDATE schedule SET due_day = due_day - 1"
		" WHERE card_id = 256",
		"UPDATE schedule SET asked_on_day = NULL WHERE card_id = 256",
		"UPDATE schedule SET drill_day = 7 WHERE card_id = 256",
		"UPDATE schedule SET last_id = 9999 WHERE card_id = 256",
		"UPDATE schedule SET lapses = 5 WHERE card_id = 256",
		"UPDATE schedule SET first_day = 3 WHERE card_id = 256",
		"DELETE FROM schedule WHERE card_id = 256",
		"INSERT INTO schedule SELECT 999, deck_id, asked_on_day,"
		" repetitions, interval_days, ease_centi, lapses, due_day,"
		" last_day, drill_day, first_day, last_grade, last_at_ms,"
		" last_id, ratings, failures, removed FROM schedule"
		" WHERE card_id = 256",
		"DELETE FROM unseen WHERE card_id = 768",
		"INSERT INTO unseen SELECT deck_id, 256 FROM schedule LIMIT 1",
		"INSERT INTO unseen VALUES (99, 768)",
		"UPDATE rollup SET n = n + 1",
		"UPDATE rollup SET ms = ms + 1",
		"UPDATE rollup SET state = 'mature' WHERE state = 'new'",
		"DELETE FROM rollup WHERE grade = 1",
		"UPDATE rollup SET promised_ppm = promised_ppm + 1",
		"UPDATE rollup SET interval_from = 366",
		"UPDATE rollup SET n = n + 1 WHERE span = 'ever'",
		"DELETE FROM rollup WHERE span = 'month' AND grade = 1",
		"UPDATE rollup SET first_day = first_day + 1"
		" WHERE span = 'year'",
		"UPDATE rollup_day SET answers = answers + 1",
		"UPDATE rollup_day SET ms = ms + 1",
		"INSERT INTO rollup_typed VALUES ('day', 1, 1, 1, 1, 1)",
		"UPDATE rollup_hours SET hour = 23 - hour",
		"UPDATE rollup_hours SET recalled = recalled + 1",
		"DELETE FROM rollup_closed",
		"UPDATE rollup_closed SET closed_day = closed_day - 1",
		"UPDATE card_count SET n = n + 1",
		"UPDATE card_count SET ease_from = 13 WHERE ease_from > 13",
		"UPDATE card_count SET suspended = 1",
		"INSERT INTO lapse_count VALUES (1, 99, 1)",
		"DELETE FROM due_count",
		"INSERT INTO held SELECT deck_id, card_id FROM schedule",
		"UPDATE schedule SET failures = 9 WHERE card_id = 256",
		"UPDATE schedule SET removed = 1 WHERE card_id = 256",
	};
	struct temporary_store *t = *state;
	struct check_report report;
	const char *sound;
	struct error err;

	assert_int_equal(add_card(t, "first"), 256);
	add_card(t, "second");
	assert_int_equal(add_card(t, "unseen"), 768);
	answer(t, 256, TODAY, 5);
	answer(t, 512, TODAY, 1);
	answer(t, 256, TODAY + 1, 4);
	sound = derived_of(t);
	for (size_t i = 0; i < COUNT(damages); i++) {
		sqlite3 *plain = plain_open(t);
		int64_t differences;

		assert_int_equal(
			sqlite3_exec(plain, damages[i], NULL, NULL, NULL),
			SQLITE_OK);
		sqlite3_close(plain);
		assert_string_not_equal(derived_of(t), sound);
		must(schedule_compare(t->store, &differences, &err));
		if (differences == 0)
			fail_msg("not found: %s", damages[i]);
		must(check_repair(t->store, &err));
		assert_string_equal(derived_of(t), sound);
	}
	must(check_store(t->store, &report, &err));
	assert_true(report.sound);
	assert_int_equal(report.differences, 0);
	assert_int_equal(report.cards, 3);
	assert_int_equal(report.reviews, 3);
	text_release(&report.complaints);
}

static void a_check_names_rows_that_point_nowhere(void **state)
{
	struct temporary_store *t = *state;
	struct check_report report;
	sqlite3 *plain = plain_open(t);
	struct error err;

	add_card(t, "front");
	assert_int_equal(sqlite3_exec(plain,
				      "INSERT INTO unseen VALUES (77, 256)",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(plain);
	must(check_store(t->store, &report, &err));
	assert_false(report.sound);
	assert_non_null(strstr(text_string(&report.complaints), "unseen"));
	/* The row alone: counts are those of the cards there are. */
	assert_int_equal(report.differences, 1);
	text_release(&report.complaints);
}

static void comparing_changes_nothing(void **state)
{
	struct temporary_store *t = *state;
	const char *before;

	answer(t, add_card(t, "front"), TODAY, 2);
	before = state_of(t);
	assert_cache_is_replay(t);
	assert_cache_is_replay(t);
	assert_string_equal(state_of(t), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(the_cache_is_the_replay_after_any_history),
		store_test(taking_back_everything_leaves_nothing),
		store_test(steps_taken_back_in_any_order_keep_the_cache_true),
		store_test(a_log_that_grew_in_another_order_counts_the_same),
		store_test(plans_in_any_order_keep_the_cache_true),
		store_test(a_cache_changed_by_hand_is_found_and_repaired),
		store_test(a_check_names_rows_that_point_nowhere),
		store_test(comparing_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
