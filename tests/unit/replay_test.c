#include "core/replay.h"

#include "unit.h"

static const struct replay_rules rules = {
	.interval_most_days = INTERVAL_MOST_DAYS,
};

enum { MONDAY = 20000, TUESDAY, WEDNESDAY };

static struct review answer(enum review_kind kind, int32_t study_day, int grade)
{
	static int64_t id;

	return (struct review){
		.id = ++id,
		.card_id = 256,
		.answered_at_ms = 1000 * id,
		.study_day = study_day,
		.kind = kind,
		.grade = kind == REVIEW_RESET ? GRADE_NONE : grade,
	};
}

static struct schedule fold(const struct review *history, size_t count)
{
	return replay(&rules, &schedule_new, history, count);
}

/* What SM-2 keeps is the same. */
static void assert_same_sm2(const struct schedule *a, const struct schedule *b)
{
	assert_int_equal(a->repetitions, b->repetitions);
	assert_int_equal(a->interval_days, b->interval_days);
	assert_int_equal(a->ease_centi, b->ease_centi);
	assert_int_equal(a->lapses, b->lapses);
	assert_int_equal(a->due_day, b->due_day);
	assert_int_equal(a->first_day, b->first_day);
	assert_int_equal(a->ratings, b->ratings);
}

static void no_history_is_a_new_card(void **state)
{
	struct schedule card = fold(NULL, 0);

	(void)state;
	assert_true(schedule_equal(&card, &schedule_new));
	assert_int_equal(schedule_state(&card), STATE_NEW);
	assert_int_equal(card.ease_centi, 250);
	assert_int_equal(card.due_day, DAY_NONE);
}

static void a_rating_is_kept_with_its_day(void **state)
{
	struct review history[] = { answer(REVIEW_RATE, MONDAY, 4),
				    answer(REVIEW_RATE, TUESDAY, 5) };
	struct schedule card = fold(history, 2);

	(void)state;
	assert_int_equal(card.first_day, MONDAY);
	assert_int_equal(card.last_day, TUESDAY);
	assert_int_equal(card.last_grade, 5);
	assert_int_equal(card.last_at_ms, history[1].answered_at_ms);
	assert_int_equal(card.last_id, history[1].id);
	assert_int_equal(card.ratings, 2);
	assert_int_equal(card.due_day, TUESDAY + 6);
}

static void a_late_answer_is_due_from_the_day_it_was_given(void **state)
{
	struct review history[] = { answer(REVIEW_RATE, MONDAY, 4),
				    answer(REVIEW_RATE, MONDAY + 50, 4) };

	(void)state;
	assert_int_equal(fold(history, 2).due_day, MONDAY + 56);
}

static void grades_below_four_enter_the_days_drill(void **state)
{
	(void)state;
	for (int grade = 0; grade <= 5; grade++) {
		struct review rated = answer(REVIEW_RATE, MONDAY, grade);

		assert_int_equal(fold(&rated, 1).drill_day,
				 grade < 4 ? MONDAY : (int32_t)DAY_NONE);
	}
}

static void a_drill_is_left_at_four_or_better(void **state)
{
	(void)state;
	for (int grade = 0; grade <= 5; grade++) {
		struct review history[] = { answer(REVIEW_RATE, MONDAY, 3),
					    answer(REVIEW_DRILL, MONDAY,
						   grade) };

		assert_int_equal(fold(history, 2).drill_day,
				 grade < 4 ? MONDAY : (int32_t)DAY_NONE);
	}
}

static void drills_change_nothing_that_sm2_keeps(void **state)
{
	struct review history[] = { answer(REVIEW_RATE, MONDAY, 3),
				    answer(REVIEW_DRILL, MONDAY, 0),
				    answer(REVIEW_DRILL, MONDAY, 2),
				    answer(REVIEW_DRILL, MONDAY, 5) };
	struct schedule rated = fold(history, 1), drilled = fold(history, 4);

	(void)state;
	assert_same_sm2(&rated, &drilled);
	assert_int_equal(drilled.last_grade, 5);
	assert_int_equal(drilled.last_id, history[3].id);
}

static void a_drill_on_a_later_day_ends_the_drill(void **state)
{
	struct review history[] = { answer(REVIEW_RATE, MONDAY, 1),
				    answer(REVIEW_DRILL, TUESDAY, 1) };

	(void)state;
	assert_int_equal(fold(history, 2).drill_day, DAY_NONE);
}

static void a_drill_of_a_new_card_means_nothing(void **state)
{
	struct review drill = answer(REVIEW_DRILL, MONDAY, 1);
	struct schedule card = fold(&drill, 1);

	(void)state;
	assert_same_sm2(&card, &schedule_new);
	assert_int_equal(card.drill_day, DAY_NONE);
	assert_int_equal(card.last_day, DAY_NONE);
	assert_int_equal(card.last_id, drill.id);
}

static void the_next_days_rating_ends_yesterdays_drill(void **state)
{
	struct review history[] = { answer(REVIEW_RATE, MONDAY, 1),
				    answer(REVIEW_RATE, TUESDAY, 4) };

	(void)state;
	assert_int_equal(fold(history, 2).drill_day, DAY_NONE);
	history[1].grade = 2;
	assert_int_equal(fold(history, 2).drill_day, TUESDAY);
}

static void cram_changes_nothing_but_what_the_next_answer_follows(void **state)
{
	struct review history[] = { answer(REVIEW_RATE, MONDAY, 3),
				    answer(REVIEW_CRAM, TUESDAY, 0),
				    answer(REVIEW_CRAM, WEDNESDAY, 5) };
	struct schedule rated = fold(history, 1), crammed = fold(history, 3);

	(void)state;
	assert_int_equal(crammed.last_id, history[2].id);
	assert_int_equal(crammed.last_at_ms, history[2].answered_at_ms);
	crammed.last_id = rated.last_id;
	crammed.last_at_ms = rated.last_at_ms;
	assert_true(schedule_equal(&rated, &crammed));
}

static void a_reset_makes_the_card_new(void **state)
{
	struct review history[] = { answer(REVIEW_RATE, MONDAY, 5),
				    answer(REVIEW_RATE, TUESDAY, 1),
				    answer(REVIEW_RESET, TUESDAY, 0) };
	struct schedule card = fold(history, 3);

	(void)state;
	assert_same_sm2(&card, &schedule_new);
	assert_int_equal(card.drill_day, DAY_NONE);
	assert_int_equal(card.last_id, history[2].id);
	assert_int_equal(schedule_state(&card), STATE_NEW);
}

static void after_a_reset_the_first_rating_is_a_first_one(void **state)
{
	struct review history[] = { answer(REVIEW_RATE, MONDAY, 5),
				    answer(REVIEW_RESET, MONDAY, 0),
				    answer(REVIEW_RATE, WEDNESDAY, 4) };
	struct schedule card = fold(history, 3);

	(void)state;
	assert_int_equal(card.first_day, WEDNESDAY);
	assert_int_equal(card.ratings, 1);
	assert_int_equal(card.repetitions, 1);
	assert_int_equal(card.interval_days, 1);
	assert_int_equal(card.ease_centi, 250);
}

static void the_states_go_by_repetitions_and_interval(void **state)
{
	struct schedule card = schedule_new;

	(void)state;
	card.ratings = 1;
	assert_int_equal(schedule_state(&card), STATE_LEARNING);
	card.repetitions = 1;
	card.interval_days = 20;
	assert_int_equal(schedule_state(&card), STATE_YOUNG);
	card.interval_days = 21;
	assert_int_equal(schedule_state(&card), STATE_MATURE);
	assert_string_equal(card_state_name(STATE_LEARNING), "learning");
	assert_string_equal(card_state_name(STATE_MATURE), "mature");
}

static void the_longest_interval_is_a_rule_of_the_fold(void **state)
{
	const struct replay_rules short_rules = { .interval_most_days = 9 };
	struct review history[] = { answer(REVIEW_RATE, MONDAY, 4),
				    answer(REVIEW_RATE, TUESDAY, 4),
				    answer(REVIEW_RATE, TUESDAY + 6, 4) };

	(void)state;
	assert_int_equal(
		replay(&short_rules, &schedule_new, history, 3).interval_days,
		9);
	assert_int_equal(
		replay(&rules, &schedule_new, history, 3).interval_days, 15);
}

static void folding_in_steps_is_folding_at_once(void **state)
{
	struct random random = seeded(7);

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct review history[40];
		struct schedule card = schedule_new;
		int32_t study_day = MONDAY;

		for (int i = 0; i < 40; i++) {
			study_day += pick(&random, 4) - 1;
			history[i] = answer((enum review_kind)pick(&random, 4),
					    study_day, pick(&random, 6));
		}
		for (size_t i = 0; i < 40; i++) {
			struct schedule all = fold(history, i);

			assert_true(schedule_equal(&card, &all));
			replay_step(&rules, &card, &history[i]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_history_is_a_new_card),
		cmocka_unit_test(a_rating_is_kept_with_its_day),
		cmocka_unit_test(
			a_late_answer_is_due_from_the_day_it_was_given),
		cmocka_unit_test(grades_below_four_enter_the_days_drill),
		cmocka_unit_test(a_drill_is_left_at_four_or_better),
		cmocka_unit_test(drills_change_nothing_that_sm2_keeps),
		cmocka_unit_test(a_drill_on_a_later_day_ends_the_drill),
		cmocka_unit_test(a_drill_of_a_new_card_means_nothing),
		cmocka_unit_test(the_next_days_rating_ends_yesterdays_drill),
		cmocka_unit_test(
			cram_changes_nothing_but_what_the_next_answer_follows),
		cmocka_unit_test(a_reset_makes_the_card_new),
		cmocka_unit_test(after_a_reset_the_first_rating_is_a_first_one),
		cmocka_unit_test(the_states_go_by_repetitions_and_interval),
		cmocka_unit_test(the_longest_interval_is_a_rule_of_the_fold),
		cmocka_unit_test(folding_in_steps_is_folding_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
