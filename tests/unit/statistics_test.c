#include "core/statistics.h"

#include "unit.h"

enum { TODAY = 20000 };

static void expect_streak(const int32_t *days, size_t count, int now,
			  int longest)
{
	struct streak streak = statistics_streak(days, count, TODAY);

	assert_int_equal(streak.now, now);
	assert_int_equal(streak.longest, longest);
}

#define EXPECT_STREAK(now, longest, ...)                         \
	expect_streak((const int32_t[]){ __VA_ARGS__ },          \
		      sizeof((const int32_t[]){ __VA_ARGS__ }) / \
			      sizeof(int32_t),                   \
		      now, longest)

static void no_days_are_no_streak(void **state)
{
	(void)state;
	expect_streak(NULL, 0, 0, 0);
}

static void a_streak_reaches_to_today(void **state)
{
	(void)state;
	EXPECT_STREAK(1, 1, TODAY);
	EXPECT_STREAK(3, 3, TODAY - 2, TODAY - 1, TODAY);
	EXPECT_STREAK(1, 2, TODAY - 4, TODAY - 3, TODAY);
}

static void a_streak_holds_while_today_is_not_over(void **state)
{
	(void)state;
	EXPECT_STREAK(1, 1, TODAY - 1);
	EXPECT_STREAK(2, 2, TODAY - 2, TODAY - 1);
}

static void a_day_without_answers_ends_it(void **state)
{
	(void)state;
	EXPECT_STREAK(0, 1, TODAY - 2);
	EXPECT_STREAK(0, 3, TODAY - 9, TODAY - 8, TODAY - 7, TODAY - 3,
		      TODAY - 2);
}

static void the_longest_is_kept_wherever_it_stands(void **state)
{
	(void)state;
	EXPECT_STREAK(2, 3, 1, 2, 3, TODAY - 1, TODAY);
	EXPECT_STREAK(2, 3, 1, 3, 4, 5, 7, TODAY - 1, TODAY);
	EXPECT_STREAK(3, 3, -1, 0, TODAY - 2, TODAY - 1, TODAY);
}

/* Flying west, or a clock set back: there are answers of days to come. */
static void days_after_today_do_not_make_a_streak(void **state)
{
	(void)state;
	EXPECT_STREAK(2, 3, TODAY - 1, TODAY, TODAY + 1);
	EXPECT_STREAK(0, 2, TODAY - 5, TODAY + 1, TODAY + 2);
	EXPECT_STREAK(1, 1, TODAY - 1, TODAY + 5);
}

static void percents_are_rounded_half_up(void **state)
{
	(void)state;
	assert_int_equal(statistics_percent(0, 0), -1);
	assert_int_equal(statistics_percent(0, 7), 0);
	assert_int_equal(statistics_percent(7, 7), 100);
	assert_int_equal(statistics_percent(1, 3), 33);
	assert_int_equal(statistics_percent(2, 3), 67);
	assert_int_equal(statistics_percent(1, 8), 13);	 /* 12.5 */
	assert_int_equal(statistics_percent(3, 8), 38);	 /* 37.5 */
	assert_int_equal(statistics_percent(1, 200), 1); /* 0.5 */
	assert_int_equal(statistics_percent(1, 201), 0);
	assert_int_equal(statistics_percent(199, 200), 100); /* 99.5 */
	assert_int_equal(statistics_percent(198, 200), 99);
	assert_int_equal(statistics_percent(9000000000, 10000000000), 90);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_days_are_no_streak),
		cmocka_unit_test(a_streak_reaches_to_today),
		cmocka_unit_test(a_streak_holds_while_today_is_not_over),
		cmocka_unit_test(a_day_without_answers_ends_it),
		cmocka_unit_test(the_longest_is_kept_wherever_it_stands),
		cmocka_unit_test(days_after_today_do_not_make_a_streak),
		cmocka_unit_test(percents_are_rounded_half_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
