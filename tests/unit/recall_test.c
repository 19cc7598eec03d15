#include "core/recall.h"

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "core/schedule.h"

static void the_promise_follows_the_curve_within_a_step_of_its_table(
	void **state)
{
	(void)state;
	for (int interval = 1; interval <= 400; interval += 7)
		for (int elapsed = 0; elapsed <= 99 * interval; elapsed++) {
			double curve = 1e6 *
				       pow(0.9, (double)elapsed / interval);
			double promised = (double)recall_promised_ppm(elapsed,
								      interval);

			assert_true(promised >= curve - 1);
			assert_true(promised <= curve * 1.0005 + 1);
		}
}

static void it_never_rises_with_time(void **state)
{
	(void)state;
	for (int interval = 1; interval <= INTERVAL_MOST_DAYS; interval *= 3) {
		int64_t before = 1000000;

		assert_int_equal(recall_promised_ppm(-3, interval), 1000000);
		for (int elapsed = 0; elapsed < 100000; elapsed += 13) {
			int64_t now = recall_promised_ppm(elapsed, interval);

			assert_in_range(now, 0, before);
			before = now;
		}
	}
}

static void nine_of_ten_are_promised_when_the_interval_ends(void **state)
{
	(void)state;
	assert_int_equal(recall_promised_ppm(0, 6), 1000000);
	assert_int_equal(recall_promised_ppm(6, 6), 900000);
	assert_int_equal(recall_promised_ppm(12, 6), 810000);
	assert_int_equal(recall_promised_ppm(INT32_MAX, 1), 0);
	assert_int_equal(recall_promised_ppm(0, 0), 1000000);
	assert_int_equal(recall_promised_ppm(1, 0), 0);
}

static void at_an_age_so_much_is_promised(void **state)
{
	(void)state;
	assert_int_equal(recall_age(1000000), 0);
	assert_int_equal(recall_age(900000), RECALL_AGE_UNIT);
	assert_int_equal(recall_age(810000), 2 * RECALL_AGE_UNIT);
	assert_int_equal(recall_promised_ppm(recall_age(0), RECALL_AGE_UNIT),
			 0);
	assert_int_equal(
		recall_promised_ppm(recall_age(0) - 1, RECALL_AGE_UNIT), 1);
	for (int64_t ppm = 5000; ppm < 1000000; ppm += 777) {
		int64_t promised = recall_promised_ppm(recall_age(ppm),
						       RECALL_AGE_UNIT);

		assert_in_range(promised, ppm - 500, ppm);
	}
}

static void nothing_is_promised_of_a_new_or_a_learning_card(void **state)
{
	const struct schedule young = { .repetitions = 2,
					.interval_days = 6,
					.due_day = 106,
					.ratings = 2 };
	const struct schedule learning = { .interval_days = 1,
					   .due_day = 106,
					   .ratings = 3 };

	(void)state;
	assert_int_equal(recall_promised_on(&young, 100), 1000000);
	assert_int_equal(recall_promised_on(&young, 106), 900000);
	assert_int_equal(recall_promised_on(&young, 112), 810000);
	assert_int_equal(recall_promised_on(&learning, 106), 0);
	assert_int_equal(recall_promised_on(&schedule_new, 106), 0);
}

static void an_interval_is_in_the_class_that_begins_at_or_below_it(void **state)
{
	(void)state;
	assert_int_equal(interval_class(0), 0);
	assert_int_equal(interval_class(1), 1);
	assert_int_equal(interval_class(3), 1);
	assert_int_equal(interval_class(4), 4);
	assert_int_equal(interval_class(MATURE_DAYS - 1), 11);
	assert_int_equal(interval_class(MATURE_DAYS), MATURE_DAYS);
	assert_int_equal(interval_class(90), 31);
	assert_int_equal(interval_class(INTERVAL_MOST_DAYS), 366);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_promise_follows_the_curve_within_a_step_of_its_table),
		cmocka_unit_test(it_never_rises_with_time),
		cmocka_unit_test(
			nine_of_ten_are_promised_when_the_interval_ends),
		cmocka_unit_test(at_an_age_so_much_is_promised),
		cmocka_unit_test(
			nothing_is_promised_of_a_new_or_a_learning_card),
		cmocka_unit_test(
			an_interval_is_in_the_class_that_begins_at_or_below_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
