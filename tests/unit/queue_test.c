#include "core/queue.h"

#include "unit.h"

static void a_day_is_due_then_new_then_drill(void **state)
{
	(void)state;
	assert_int_equal(queue_after(QUEUE_DUE), QUEUE_NEW);
	assert_int_equal(queue_after(QUEUE_NEW), QUEUE_DRILL);
	assert_int_equal(queue_after(QUEUE_DRILL), QUEUE_EMPTY);
	assert_int_equal(queue_after(QUEUE_EMPTY), QUEUE_EMPTY);
}

static void the_total_is_the_sum(void **state)
{
	const struct queue_counts counts = { .due = 1,
					     .new = 20,
					     .drill = 300 };

	(void)state;
	assert_int_equal(queue_total(&counts), 321);
}

static void what_is_left_of_a_limit_is_never_negative(void **state)
{
	(void)state;
	assert_int_equal(queue_left(20, 0, false), 20);
	assert_int_equal(queue_left(20, 19, false), 1);
	assert_int_equal(queue_left(20, 20, false), 0);
	assert_int_equal(queue_left(20, 50, false), 0);
	assert_int_equal(queue_left(20, 50, true), 0);
	assert_int_equal(queue_left(0, 5, false), 0);
	assert_int_equal(queue_left(0, 5, true), INT64_MAX);
}

static void minutes_are_rounded_up(void **state)
{
	const struct queue_counts none = { 0 }, one = { .due = 1 };
	const struct queue_counts many = { .due = 6, .new = 6 };

	(void)state;
	assert_int_equal(queue_minutes(&none, 5000), 0);
	assert_int_equal(queue_minutes(&one, 1), 1);
	assert_int_equal(queue_minutes(&one, 60000), 1);
	assert_int_equal(queue_minutes(&one, 60001), 2);
	assert_int_equal(queue_minutes(&many, 5000), 1);
	assert_int_equal(queue_minutes(&many, 0), 2); /* ten seconds each */
}

static void as_many_cards_fit_as_take_the_minutes(void **state)
{
	(void)state;
	assert_int_equal(queue_cards_in(15, 3200), 281);
	assert_int_equal(queue_cards_in(15, 0), 90);
	assert_int_equal(queue_cards_in(1, 60000), 1);
	assert_int_equal(queue_cards_in(1, 200000), 1);
	for (int64_t ms = 1; ms < 60000; ms += 7) {
		struct queue_counts now = { .due = queue_cards_in(15, ms) };
		struct queue_counts more = { .due = now.due + 1 };

		assert_true(queue_minutes(&now, ms) <= 15);
		assert_true(queue_minutes(&more, ms) > 15);
	}
}

static void the_rest_takes_longer_where_more_comes_due(void **state)
{
	static const int64_t none[9] = { 0 };
	static const int64_t some[9] = { 5, 5, 5, 5, 0, 0, 0, 0, 0 };
	static const int64_t many[9] = { 9, 9, 9, 9, 9, 9, 9, 9, 9 };

	(void)state;
	assert_int_equal(queue_days_for(20, 10, none, 9), 2);
	assert_int_equal(queue_days_for(21, 10, none, 9), 3);
	assert_int_equal(queue_days_for(20, 10, some, 9), 4);
	assert_int_equal(queue_days_for(20, 10, many, 9), 0);
	assert_int_equal(queue_days_for(9, 10, many, 9), 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_is_due_then_new_then_drill),
		cmocka_unit_test(the_total_is_the_sum),
		cmocka_unit_test(what_is_left_of_a_limit_is_never_negative),
		cmocka_unit_test(minutes_are_rounded_up),
		cmocka_unit_test(as_many_cards_fit_as_take_the_minutes),
		cmocka_unit_test(the_rest_takes_longer_where_more_comes_due),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
