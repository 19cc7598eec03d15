#include "unit.h"

#include "core/interval_history.h"

static const struct replay_rules rules = { 100 };
static struct interval_step steps[8];

static struct review answer(enum review_kind kind, int grade, int32_t day)
{
	return (struct review){
		.kind = kind,
		.grade = grade,
		.study_day = day,
	};
}

static void intervals_grow_lapse_and_grow_again(void **s)
{
	const struct review history[] = {
		answer(REVIEW_RATE, 4, 10), answer(REVIEW_RATE, 4, 11),
		answer(REVIEW_RATE, 1, 17), answer(REVIEW_DRILL, 4, 17),
		answer(REVIEW_RATE, 4, 18), answer(REVIEW_CRAM, 4, 18),
	};

	(void)s;
	assert_int_equal(
		interval_history(&rules, &schedule_new, history, 6, steps), 4);
	assert_int_equal(steps[0].interval_days, 1);
	assert_int_equal(steps[1].interval_days, 6);
	assert_int_equal(steps[2].interval_days, 1);
	assert_true(steps[2].is_lapse);
	assert_int_equal(steps[3].interval_days, 1);
	assert_false(steps[3].is_lapse);
}

static void a_card_that_was_never_known_does_not_lapse(void **s)
{
	const struct review history[] = { answer(REVIEW_RATE, 0, 10) };

	(void)s;
	assert_int_equal(
		interval_history(&rules, &schedule_new, history, 1, steps), 1);
	assert_false(steps[0].is_lapse);
}

static void what_a_card_came_with_is_first_and_a_reset_is_nought(void **s)
{
	const struct schedule start = {
		.repetitions = 4,
		.interval_days = 40,
		.ease_centi = 250,
		.ratings = 4,
	};
	const struct review history[] = {
		answer(REVIEW_RESET, GRADE_NONE, 10),
	};

	(void)s;
	assert_int_equal(interval_history(&rules, &start, history, 1, steps),
			 2);
	assert_int_equal(steps[0].interval_days, 40);
	assert_int_equal(steps[1].interval_days, 0);
	assert_false(steps[1].is_lapse);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intervals_grow_lapse_and_grow_again),
		cmocka_unit_test(a_card_that_was_never_known_does_not_lapse),
		cmocka_unit_test(
			what_a_card_came_with_is_first_and_a_reset_is_nought),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
