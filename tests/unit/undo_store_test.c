#include "store/undo_store.h"

#include "import_rows.h"

#include "store/absence_store.h"
#include "store/alias_store.h"
#include "store/exam_store.h"
#include "store/setting_store.h"

static struct undo_step newest(struct temporary_store *t)
{
	struct undo_step step;
	struct error err;

	must(undo_newest(t->store, 0, &t->arena, &step, &err));
	return step;
}

static void import(struct temporary_store *t, const struct note *rows,
		   size_t count)
{
	struct batch batch = begin_change(t, "import");
	struct import_result results[IMPORT_ROWS_MOST];

	import_rows(&batch, 0, rows, count, false, false, results);
	end_change(t);
}

static void in_a_new_store_there_is_nothing_to_take_back(void **state)
{
	struct temporary_store *t = *state;
	struct undo_step *steps;
	size_t count;
	struct error err;

	assert_int_equal(newest(t).kind, UNDO_NOTHING);
	must(undo_list(t->store, 10, &t->arena, &steps, &count, &err));
	assert_int_equal(count, 0);
}

static void an_answer_is_taken_back_by_a_retraction(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	const char *before = state_of(t);
	struct undo_step step;

	answer(t, card_id, TODAY, 5);
	step = undo(t);
	assert_int_equal(step.kind, UNDO_REVIEW);
	assert_int_equal(step.card_id, card_id);
	assert_int_equal(step.grade, 5);
	assert_int_equal(step.at_ms, noon(TODAY).at_ms);
	assert_string_equal(state_of(t), before);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 1);
	assert_int_equal(ask(t, "SELECT count(*) FROM retraction JOIN review"
				" ON target = review.uid"),
			 1);
}

static void fail_repeat_good_undo_is_the_state_after_the_fail(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct schedule failed, drilled, undone;
	const char *after_fail;

	answer(t, card_id, TODAY, 4);
	failed = answer(t, card_id, TODAY + 1, 1);
	after_fail = state_of(t);
	drilled = answer(t, card_id, TODAY + 1, 4);
	assert_int_equal(drilled.drill_day, DAY_NONE);
	undo(t);
	assert_string_equal(state_of(t), after_fail);
	undone = schedule_of(t, card_id);
	assert_true(schedule_equal(&failed, &undone));
	assert_int_equal(undone.drill_day, TODAY + 1);
	assert_int_equal(undone.lapses, 1);
	assert_int_equal(undone.last_grade, 1);
}

static void undo_goes_back_to_the_beginning_after_reopening(void **state)
{
	enum { DEPTH = 60 };
	struct temporary_store *t = *state;
	int64_t cards[] = { add_card(t, "a"), add_card(t, "b"),
			    add_card(t, "c") };
	const char *states[DEPTH];

	for (int i = 0; i < DEPTH; i++) {
		states[i] = state_of(t);
		answer(t, cards[i * i % 3], TODAY + i, i % 6);
	}
	for (int i = DEPTH; i-- > 0;) {
		if (i % 7 == 0)
			temporary_store_reopen(t);
		assert_int_equal(undo(t).kind, UNDO_REVIEW);
		assert_string_equal(state_of(t), states[i]);
	}
	assert_int_equal(newest(t).kind, UNDO_BATCH);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), DEPTH);
}

static struct undo_step redo(struct temporary_store *t)
{
	struct stamp stamp = noon(TODAY);
	struct undo_step step;
	struct error err;

	must(redo_newest(t->store, &t->arena, &step, &err));
	if (step.kind != UNDO_NOTHING)
		must(redo_apply(t->store, &step, &stamp, &err));
	return step;
}

static void redo_of_an_answer_retracts_the_retraction(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct undo_step step;
	const char *answered;

	answer(t, card_id, TODAY, 5);
	answered = state_of(t);
	undo(t);
	step = redo(t);
	assert_int_equal(step.kind, UNDO_REVIEW);
	assert_int_equal(step.card_id, card_id);
	assert_int_equal(step.grade, 5);
	assert_string_equal(state_of(t), answered);
	assert_int_equal(ask(t, "SELECT count(*) FROM review"), 1);
	assert_int_equal(ask(t, "SELECT count(*) FROM retraction AS redo"
				" JOIN retraction AS undo"
				" ON undo.uid = redo.target"),
			 1);
	assert_int_equal(redo(t).kind, UNDO_NOTHING);
}

/* An answer, a suspension, a new note, an edit, a flag, an alias, an
 * absence or an exam. */
static void change_something(struct temporary_store *t, struct random *random,
			     const int64_t *cards, int number)
{
	int64_t card_id = cards[pick(random, 3)];
	struct batch batch;
	struct note note = { .front = "front", .back = "back" };
	struct absence absence;
	struct schedule_moved moved;
	struct exam exam = { 0 };
	char text[32];
	bool added;
	struct error err;

	snprintf(text, sizeof(text), "text %d", number);
	switch (pick(random, 8)) {
	case 0:
		note.front = text;
		add_note(t, "deck", &note);
		break;
	case 1:
		batch = begin_change(t, "suspend");
		must(card_suspend(&batch, card_id,
				  !load_card(t, card_id).suspended, &err));
		end_change(t);
		break;
	case 2:
		batch = begin_change(t, "edit");
		note.back = text;
		must(note_update(&batch, card_id / CARDS_PER_NOTE, &note,
				 &err));
		end_change(t);
		break;
	case 3:
		batch = begin_change(t, "flag");
		must(card_flag(&batch, card_id, !load_card(t, card_id).flagged,
			       &err));
		end_change(t);
		break;
	case 4:
		batch = begin_change(t, "alias");
		must(alias_add(&batch, card_id, text, &added, &err));
		end_change(t);
		break;
	case 5:
		batch = begin_change(t, "away");
		absence.from_day = TODAY + number + pick(random, 9);
		absence.to_day = absence.from_day + pick(random, 9);
		must(absence_add(&batch, &absence, &moved, &err));
		end_change(t);
		break;
	case 6:
		batch = begin_change(t, "exam");
		exam.day = TODAY + number + pick(random, 40);
		must(exam_add(&batch, &exam, &moved, &err));
		end_change(t);
		break;
	default:
		answer(t, card_id, TODAY + number, pick(random, 6));
		break;
	}
}

static void undo_and_redo_walk_through_all_states_both_ways(void **state)
{
	enum { CHANGES = 40 };
	const int walk = at_length(100, 400);
	struct temporary_store *t = *state;
	int64_t cards[] = { add_card(t, "a"), add_card(t, "b"),
			    add_card(t, "c") };
	struct random random = seeded(7);
	const char *states[CHANGES + 1];
	int at = CHANGES;

	for (int i = 0; i < CHANGES; i++) {
		states[i] = state_of(t);
		change_something(t, &random, cards, i);
	}
	states[CHANGES] = state_of(t);
	for (int i = 0; i < walk; i++) {
		if (pick(&random, 100) < (i < walk / 2 ? 70 : 30)) {
			if (at == 0)
				continue;
			undo(t);
			at--;
		} else {
			enum undo_kind kind = redo(t).kind;

			assert_int_equal(kind == UNDO_NOTHING, at == CHANGES);
			at += kind != UNDO_NOTHING;
		}
		if (i % 50 == 0)
			temporary_store_reopen(t);
		assert_string_equal(state_of(t), states[at]);
	}
	assert_cache_is_replay(t);
}

static void a_new_answer_or_change_ends_what_can_be_brought_back(void **state)
{
	struct temporary_store *t = *state;
	int64_t a = add_card(t, "a"), b = add_card(t, "b");

	answer(t, a, TODAY, 4);
	undo(t);
	answer(t, b, TODAY, 4);
	assert_int_equal(redo(t).kind, UNDO_NOTHING);
	undo(t);
	assert_int_equal(redo(t).card_id, b);
	undo(t);
	add_card(t, "c");
	assert_int_equal(redo(t).kind, UNDO_NOTHING);
}

static void an_import_taken_back_comes_back_with_its_history(void **state)
{
	const struct note rows[] = { { .front = "a", .back = "1" },
				     { .front = "b", .back = "2" } };
	struct temporary_store *t = *state;
	const char *imported;

	import(t, rows, 2);
	imported = state_of(t);
	assert_string_equal(undo(t).what, "import");
	assert_int_equal(ask(t, "SELECT count(*) FROM unseen"), 0);
	assert_string_equal(redo(t).what, "import");
	assert_string_equal(state_of(t), imported);
	assert_string_equal(undo(t).what, "import");
	assert_string_equal(redo(t).what, "import");
	assert_string_equal(state_of(t), imported);
}

static void of_two_sessions_only_one_brings_a_step_back(void **state)
{
	struct temporary_store *t = *state;
	struct stamp stamp = noon(TODAY);
	struct undo_step step;
	struct error err;

	answer(t, add_card(t, "a"), TODAY, 4);
	undo(t);
	must(redo_newest(t->store, &t->arena, &step, &err));
	redo(t);
	must_fail(redo_apply(t->store, &step, &stamp, &err), ERROR_CONFLICT);
	assert_cache_is_replay(t);
}

static void an_answer_after_an_undo_is_the_next_to_be_taken_back(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");

	answer(t, card_id, TODAY, 1);
	undo(t);
	answer(t, card_id, TODAY, 4);
	assert_int_equal(schedule_of(t, card_id).repetitions, 1);
	assert_int_equal(undo(t).grade, 4);
	assert_int_equal(schedule_of(t, card_id).ratings, 0);
	assert_int_equal(newest(t).kind, UNDO_BATCH);
}

static void one_old_answer_can_be_taken_back_by_its_number(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct schedule first = answer(t, card_id, TODAY, 4);
	struct stamp stamp = noon(TODAY + 9);
	struct undo_step step;
	struct error err;

	answer(t, card_id, TODAY + 1, 4);
	must(undo_find(t->store, first.last_id, &t->arena, &step, &err));
	must(undo_apply(t->store, &step, &stamp, &err));
	assert_int_equal(schedule_of(t, card_id).repetitions, 1);
	assert_int_equal(schedule_of(t, card_id).due_day, TODAY + 2);
	assert_cache_is_replay(t);
	must_fail(undo_find(t->store, first.last_id, &t->arena, &step, &err),
		  ERROR_NOT_FOUND);
	must_fail(undo_find(t->store, 9999, &t->arena, &step, &err),
		  ERROR_NOT_FOUND);
}

static void a_step_taken_back_elsewhere_is_a_conflict(void **state)
{
	struct temporary_store *t = *state;
	struct stamp stamp = noon(TODAY);
	struct undo_step step;
	struct error err;

	answer(t, add_card(t, "front"), TODAY, 4);
	step = newest(t);
	undo(t);
	must_fail(undo_apply(t->store, &step, &stamp, &err), ERROR_CONFLICT);
	assert_int_equal(ask(t, "SELECT count(*) FROM retraction"), 1);
	step = newest(t);
	undo(t);
	must_fail(undo_apply(t->store, &step, &stamp, &err), ERROR_CONFLICT);
	assert_int_equal(
		ask(t, "SELECT count(*) FROM batch WHERE undoes IS NOT NULL"),
		1);
}

static void the_list_is_newest_first_without_what_was_taken_back(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct undo_step *steps;
	size_t count;
	struct error err;

	answer(t, card_id, TODAY, 4);
	answer(t, card_id, TODAY + 1, 5);
	answer(t, card_id, TODAY + 7, 3);
	undo(t);
	must(undo_list(t->store, 10, &t->arena, &steps, &count, &err));
	assert_int_equal(count, 3);
	assert_int_equal(steps[0].grade, 5);
	assert_int_equal(steps[1].grade, 4);
	assert_int_equal(steps[2].kind, UNDO_BATCH);
	assert_string_equal(steps[2].what, "add");
	must(undo_list(t->store, 2, &t->arena, &steps, &count, &err));
	assert_int_equal(count, 2);
}

static void only_steps_after_a_given_one_are_offered(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct schedule card = answer(t, card_id, TODAY, 4);
	struct undo_step step;
	struct error err;

	must(undo_newest(t->store, card.last_id, &t->arena, &step, &err));
	assert_int_equal(step.kind, UNDO_NOTHING);
	must(undo_newest(t->store, card.last_id - 1, &t->arena, &step, &err));
	assert_int_equal(step.kind, UNDO_REVIEW);
}

/* ---- what the learner wrote: changes that undo takes back to the byte ---- */

static const char *tags[] = { "tag" };
static struct field fields[] = { { "example", "value" } };

static bool edit_note(struct batch *batch, int64_t card_id, struct error *err)
{
	const struct note note = {
		.key = "key",
		.front = "new front",
		.back = "new back",
		.fields = fields,
		.field_count = 1,
		.tags = tags,
		.tag_count = 1,
		.directions = DIRECTIONS_REVERSE,
	};

	return note_update(batch, card_id / CARDS_PER_NOTE, &note, err);
}

static bool remove_note(struct batch *batch, int64_t card_id, struct error *err)
{
	return note_remove(batch, card_id / CARDS_PER_NOTE, err);
}

static bool remove_deck(struct batch *batch, int64_t card_id, struct error *err)
{
	(void)card_id;
	return deck_remove(batch, 1, err);
}

static bool suspend_card(struct batch *batch, int64_t card_id,
			 struct error *err)
{
	return card_suspend(batch, card_id, true, err);
}

static bool bury_card(struct batch *batch, int64_t card_id, struct error *err)
{
	return card_bury(batch, card_id, TODAY + 400, err);
}

static bool set_interval(struct batch *batch, int64_t card_id,
			 struct error *err)
{
	(void)card_id;
	return setting_save(batch, EVERY_DECK, "max_interval", "3", err);
}

static bool set_answer_of_deck(struct batch *batch, int64_t card_id,
			       struct error *err)
{
	(void)card_id;
	return setting_save(batch, 1, "answer", "flip", err);
}

static const struct change {
	const char *kind;
	bool (*make)(struct batch *batch, int64_t card_id, struct error *err);
} changes[] = {
	{ "edit", edit_note },
	{ "suspend", suspend_card },
	{ "bury", bury_card },
	{ "config", set_interval },
	{ "config", set_answer_of_deck },
	{ "remove", remove_note },
	{ "remove", remove_deck },
};

static void make(struct temporary_store *t, const struct change *change,
		 int64_t card_id)
{
	struct batch batch = begin_change(t, change->kind);
	struct error err;

	must(change->make(&batch, card_id, &err));
	end_change(t);
}

/* A pair of cards, both answered, one of them mature. */
static int64_t add_studied_pair(struct temporary_store *t)
{
	int64_t card_id = add_pair(t, "front", "back");

	for (int i = 0; i < 5; i++)
		answer(t, card_id, TODAY + i, 5);
	answer(t, card_id + 1, TODAY + 2, 2);
	return card_id;
}

static void every_change_of_the_text_is_taken_back_whole(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_studied_pair(t);
	const char *before = state_of(t);

	for (size_t i = 0; i < COUNT(changes); i++) {
		struct undo_step step;

		make(t, &changes[i], card_id);
		assert_string_not_equal(state_of(t), before);
		assert_cache_is_replay(t);
		temporary_store_reopen(t);
		step = undo(t);
		assert_int_equal(step.kind, UNDO_BATCH);
		assert_string_equal(step.what, changes[i].kind);
		assert_string_equal(step.label, changes[i].kind);
		assert_int_equal(step.kept, 0);
		assert_string_equal(state_of(t), before);
	}
}

static void changes_in_a_row_are_taken_back_one_by_one(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_studied_pair(t);
	const char *states[COUNT(changes)];

	for (size_t i = 0; i < COUNT(changes); i++) {
		states[i] = state_of(t);
		make(t, &changes[i], card_id);
	}
	for (size_t i = COUNT(changes); i-- > 0;) {
		undo(t);
		assert_string_equal(state_of(t), states[i]);
	}
}

static void a_card_that_an_edit_added_goes_again(void **state)
{
	const struct note both = {
		.front = "front",
		.back = "back",
		.directions = DIRECTIONS_BOTH,
	};
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	const char *before = state_of(t);

	for (int round = 0; round < 2; round++) {
		struct batch batch = begin_change(t, "edit");
		struct error err;

		must(note_update(&batch, card_id / CARDS_PER_NOTE, &both,
				 &err));
		end_change(t);
		assert_int_equal(ask(t, "SELECT count(*) FROM unseen"), 2);
		undo(t);
		assert_string_equal(state_of(t), before);
	}
}

static void answers_and_changes_share_one_order(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");

	answer(t, card_id, TODAY, 4);
	make(t, &changes[0], card_id);
	answer(t, card_id + 1, TODAY, 4);
	assert_int_equal(undo(t).kind, UNDO_REVIEW);
	assert_string_equal(undo(t).what, "edit");
	assert_int_equal(undo(t).kind, UNDO_REVIEW);
	assert_string_equal(undo(t).what, "add");
	assert_string_equal(state_of(t), "");
}

static void a_note_that_was_added_goes_and_its_history_is_kept(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct undo_step added = newest(t);
	struct stamp stamp = noon(TODAY);
	struct card card;
	struct error err;

	answer(t, card_id, TODAY, 4);
	must(undo_apply(t->store, &added, &stamp, &err));
	must_fail(card_load(t->store, card_id, &t->arena, &card, &err),
		  ERROR_NOT_FOUND);
	assert_int_equal(ask(t, "SELECT sum(answers) FROM rollup_day"), 1);
	assert_int_equal(ask(t, "SELECT repetitions FROM schedule"), 1);
	assert_int_equal(ask(t, "SELECT count(asked_on_day) FROM schedule"), 0);
	assert_cache_is_replay(t);
}

static void importing_again_after_an_undo_brings_the_history_back(void **state)
{
	static const struct note rows[] = {
		{ .front = "a", .back = "1", .directions = DIRECTIONS_BOTH },
		{ .front = "b", .back = "2", .directions = DIRECTIONS_BOTH },
	};
	struct temporary_store *t = *state;
	struct stamp stamp = noon(TODAY);
	struct undo_step imported;
	const char *before;
	struct error err;

	import(t, rows, 2);
	imported = newest(t);
	answer(t, 256, TODAY, 4);
	answer(t, 256, TODAY + 1, 4);
	answer(t, 513, TODAY + 1, 2);
	before = state_of(t);
	must(undo_apply(t->store, &imported, &stamp, &err));
	assert_int_equal(ask(t, "SELECT count(*) FROM v_card"), 0);
	assert_int_equal(ask(t, "SELECT count(*) FROM v_deck"), 0);
	import(t, rows, 2);
	assert_string_equal(state_of(t), before);
	assert_int_equal(schedule_of(t, 256).interval_days, 6);
	undo(t);
	assert_int_equal(ask(t, "SELECT count(*) FROM v_card"), 0);
	assert_cache_is_replay(t);
}

static void an_import_that_changed_notes_gives_them_their_text_back(
	void **state)
{
	static const struct note first[] = {
		{ .front = "a", .back = "1" },
		{ .front = "b", .back = "2" },
	};
	static const struct note second[] = {
		{ .front = "b", .back = "better" },
		{ .front = "c", .back = "3" },
	};
	struct temporary_store *t = *state;
	const char *before;

	import(t, first, 2);
	before = state_of(t);
	import(t, second, 2);
	assert_int_equal(ask(t, "SELECT count(*) FROM v_card"
				" WHERE back IN ('1', 'better', '3')"),
			 3);
	undo(t);
	assert_string_equal(state_of(t), before);
}

static void what_was_changed_again_later_is_kept_and_counted(void **state)
{
	static const struct note rows[] = {
		{ .front = "a", .back = "1" },
		{ .front = "b", .back = "2" },
	};
	const struct note by_hand = { .front = "a", .back = "by hand" };
	struct temporary_store *t = *state;
	struct stamp stamp = noon(TODAY);
	struct undo_step imported;
	struct batch batch;
	struct error err;

	import(t, rows, 2);
	imported = newest(t);
	batch = begin_change(t, "edit");
	must(note_update(&batch, 1, &by_hand, &err));
	end_change(t);
	must(undo_apply(t->store, &imported, &stamp, &err));
	assert_int_equal(imported.kept, 1);
	assert_string_equal(show(t, "SELECT front, back FROM v_card"),
			    "a|by hand|\n");
	assert_string_equal(show(t, "SELECT name FROM v_deck"), "deck|\n");
	assert_cache_is_replay(t);
}

static void a_step_whose_rows_were_all_changed_later_waits_for_its_turn(
	void **state)
{
	static const struct note texts[] = {
		{ .front = "second", .back = "b" },
		{ .front = "third", .back = "b" },
	};
	struct temporary_store *t = *state;
	struct stamp stamp = noon(TODAY);
	struct undo_step steps[2];
	struct error err = { 0 };

	add_card(t, "first");
	for (int i = 0; i < 2; i++) {
		struct batch batch = begin_change(t, "edit");

		must(note_update(&batch, 1, &texts[i], &err));
		end_change(t);
		steps[i] = newest(t);
	}
	assert_false(undo_apply(t->store, &steps[0], &stamp, &err));
	assert_int_equal(err.kind, ERROR_CONFLICT);
	must(undo_apply(t->store, &steps[1], &stamp, &err));
	must(undo_apply(t->store, &steps[0], &stamp, &err));
	assert_string_equal(show(t, "SELECT front FROM v_card"), "first|\n");
}

static void a_later_change_that_was_taken_back_keeps_nothing(void **state)
{
	static const struct note texts[] = {
		{ .front = "a", .back = "once" },
		{ .front = "a", .back = "twice" },
	};
	struct temporary_store *t = *state;
	int64_t note_id = add_card(t, "a") / CARDS_PER_NOTE;
	const char *before = state_of(t);
	struct stamp stamp = noon(TODAY);
	struct undo_step steps[2];
	struct error err;

	for (int i = 0; i < 2; i++) {
		struct batch batch = begin_change(t, "edit");

		must(note_update(&batch, note_id, &texts[i], &err));
		end_change(t);
		steps[i] = newest(t);
	}
	must(undo_apply(t->store, &steps[1], &stamp, &err));
	must(undo_apply(t->store, &steps[0], &stamp, &err));
	assert_int_equal(steps[0].kept, 0);
	assert_string_equal(state_of(t), before);
}

static void a_setting_goes_back_to_what_it_was(void **state)
{
	struct temporary_store *t = *state;
	struct settings settings;
	struct error err;

	for (int i = 0; i < 2; i++) {
		struct batch batch = begin_change(t, "config");

		must(setting_save(&batch, EVERY_DECK, "new_per_day",
				  i ? "7" : "5", &err));
		end_change(t);
	}
	undo(t);
	must(setting_load(t->store, EVERY_DECK, &settings, &err));
	assert_int_equal(settings.new_per_day, 5);
	undo(t);
	must(setting_load(t->store, EVERY_DECK, &settings, &err));
	assert_int_equal(settings.new_per_day, 20);
}

static int64_t longest_interval(struct temporary_store *t)
{
	struct statement q = statement_open(
		t->store, "SELECT max(interval_days) FROM schedule");
	struct error err;
	int64_t days;

	must(statement_single(&q, 0, &days, &err));
	return days;
}

/* A mark in the schedule is gone once the log has been replayed. */
static void the_log_is_replayed_only_for_settings_that_matter(void **state)
{
	static const struct {
		const char *name, *value;
		bool replays;
	} cases[] = {
		{ "new_per_day", "5", false },
		{ "max_interval", "3", true },
	};
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	struct error err;

	answer(t, card_id, TODAY, 4);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct batch batch = begin_change(t, "config");

		must(setting_save(&batch, EVERY_DECK, cases[i].name,
				  cases[i].value, &err));
		end_change(t);
		must(statement_run(t->store,
				   "UPDATE schedule SET interval_days = 77",
				   &err));
		undo(t);
		if (cases[i].replays)
			assert_int_not_equal(longest_interval(t), 77);
		else
			assert_int_equal(longest_interval(t), 77);
	}
}

static void the_previous_values_are_never_lost(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");

	make(t, &changes[0], card_id);
	undo(t);
	assert_string_equal(show(t, "SELECT before ->> 'front' FROM revision"
				    " WHERE entity = 'note' ORDER BY id"),
			    "front|\nnew front|\n");
	assert_string_equal(show(t, "SELECT kind, undoes IS NOT NULL"
				    " FROM batch ORDER BY id"),
			    "add|0|\nedit|0|\nundo|1|\n");
}

/* Another process restored a backup and went on: the same number is another
 * answer's. */
static void an_answer_that_has_the_number_of_another_stays(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_card(t, "front");
	const struct stamp stamp = noon(TODAY + 2);
	struct undo_step step;
	struct error err;

	answer(t, card_id, TODAY, 5);
	step = newest(t);
	step.uid.bytes[UID_SIZE - 1] ^= 1;
	must_fail(undo_apply(t->store, &step, &stamp, &err), ERROR_CONFLICT);
	assert_int_equal(ask(t, "SELECT count(*) FROM retraction"), 0);
	undo(t);
	must(redo_newest(t->store, &t->arena, &step, &err));
	step.uid.bytes[UID_SIZE - 1] ^= 1;
	must_fail(redo_apply(t->store, &step, &stamp, &err), ERROR_CONFLICT);
	assert_int_equal(ask(t, "SELECT count(*) FROM retraction"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(in_a_new_store_there_is_nothing_to_take_back),
		store_test(an_answer_is_taken_back_by_a_retraction),
		store_test(fail_repeat_good_undo_is_the_state_after_the_fail),
		store_test(undo_goes_back_to_the_beginning_after_reopening),
		store_test(redo_of_an_answer_retracts_the_retraction),
		store_test(undo_and_redo_walk_through_all_states_both_ways),
		store_test(
			a_new_answer_or_change_ends_what_can_be_brought_back),
		store_test(an_import_taken_back_comes_back_with_its_history),
		store_test(of_two_sessions_only_one_brings_a_step_back),
		store_test(
			an_answer_after_an_undo_is_the_next_to_be_taken_back),
		store_test(one_old_answer_can_be_taken_back_by_its_number),
		store_test(a_step_taken_back_elsewhere_is_a_conflict),
		store_test(
			the_list_is_newest_first_without_what_was_taken_back),
		store_test(only_steps_after_a_given_one_are_offered),
		store_test(every_change_of_the_text_is_taken_back_whole),
		store_test(changes_in_a_row_are_taken_back_one_by_one),
		store_test(a_card_that_an_edit_added_goes_again),
		store_test(answers_and_changes_share_one_order),
		store_test(a_note_that_was_added_goes_and_its_history_is_kept),
		store_test(
			importing_again_after_an_undo_brings_the_history_back),
		store_test(
			an_import_that_changed_notes_gives_them_their_text_back),
		store_test(what_was_changed_again_later_is_kept_and_counted),
		store_test(
			a_step_whose_rows_were_all_changed_later_waits_for_its_turn),
		store_test(a_later_change_that_was_taken_back_keeps_nothing),
		store_test(a_setting_goes_back_to_what_it_was),
		store_test(the_log_is_replayed_only_for_settings_that_matter),
		store_test(the_previous_values_are_never_lost),
		store_test(an_answer_that_has_the_number_of_another_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
