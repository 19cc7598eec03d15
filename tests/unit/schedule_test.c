#include "core/schedule.h"

#include "unit.h"

static void a_state_follows_from_ratings_repetitions_and_interval(void **state)
{
	struct schedule card = schedule_new;

	(void)state;
	card.interval_days = MATURE_DAYS;
	assert_int_equal(schedule_state(&card), STATE_NEW);
	card.ratings = 1;
	assert_int_equal(schedule_state(&card), STATE_LEARNING);
	card.repetitions = 1;
	assert_int_equal(schedule_state(&card), STATE_MATURE);
	card.interval_days--;
	assert_int_equal(schedule_state(&card), STATE_YOUNG);
}

static void states_are_read_as_they_are_spelled(void **state)
{
	(void)state;
	for (int i = STATE_NEW; i < STATE_COUNT; i++)
		assert_int_equal(
			card_state_from(card_state_name((enum card_state)i)),
			i);
	assert_int_equal(card_state_from("mature"), STATE_MATURE);
	assert_int_equal(card_state_from("else"), STATE_NEW);
}

static void schedules_that_differ_in_anything_are_not_equal(void **state)
{
	const struct schedule others[] = {
		{ .repetitions = 1 }, { .interval_days = 1 },
		{ .ease_centi = 1 },  { .lapses = 1 },
		{ .due_day = 1 },     { .last_day = 1 },
		{ .drill_day = 1 },   { .first_day = 1 },
		{ .last_grade = 1 },  { .last_at_ms = 1 },
		{ .last_id = 1 },     { .ratings = 1 },
		{ .failures = 1 },
	};
	const struct schedule none = { 0 };

	(void)state;
	assert_true(schedule_equal(&none, &none));
	for (size_t i = 0; i < COUNT(others); i++) {
		assert_false(schedule_equal(&none, &others[i]));
		assert_true(schedule_equal(&others[i], &others[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_state_follows_from_ratings_repetitions_and_interval),
		cmocka_unit_test(states_are_read_as_they_are_spelled),
		cmocka_unit_test(
			schedules_that_differ_in_anything_are_not_equal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
