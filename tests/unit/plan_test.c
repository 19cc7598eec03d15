#include "core/plan.h"

#include "unit.h"

static const struct replay_rules rules = {
	.interval_most_days = INTERVAL_MOST_DAYS,
};

enum { TODAY = 20000 };

static void a_new_card_comes_after_1_6_and_15_days(void **state)
{
	struct plan plan = { .first_day = TODAY };

	(void)state;
	plan_add_new(&plan, &rules, 1, 1, 20);
	for (int i = 0; i < PLAN_DAYS; i++) {
		assert_int_equal(plan.new[i], i == 0);
		assert_int_equal(plan.cards[i], i == 1 || i == 7 || i == 22);
	}
}

static void new_cards_come_day_by_day_until_none_is_left(void **state)
{
	struct plan plan = { .first_day = TODAY };
	int64_t sum = 0;

	(void)state;
	plan_add_new(&plan, &rules, 45, 5, 20);
	assert_int_equal(plan.new[0], 5);
	assert_int_equal(plan.new[1], 20);
	assert_int_equal(plan.new[2], 20);
	assert_int_equal(plan.new[3], 0);
	assert_int_equal(plan.cards[1], 5);
	assert_int_equal(plan.cards[2], 20);
	for (int i = 0; i < PLAN_DAYS; i++)
		sum += plan.new[i];
	assert_int_equal(sum, 45);
}

static void the_last_day_of_new_cards_may_have_few(void **state)
{
	struct plan plan = { .first_day = TODAY };

	(void)state;
	plan_add_new(&plan, &rules, 30, 0, 20);
	assert_int_equal(plan.new[0], 0);
	assert_int_equal(plan.new[1], 20);
	assert_int_equal(plan.new[2], 10);
	assert_int_equal(plan.new[3], 0);
}

static void what_is_left_after_the_plan_is_not_in_it(void **state)
{
	struct plan plan = { .first_day = TODAY };
	int64_t sum = 0;

	(void)state;
	plan_add_new(&plan, &rules, 1000000, 3, 3);
	for (int i = 0; i < PLAN_DAYS; i++)
		sum += plan.new[i];
	assert_int_equal(sum, 3 * PLAN_DAYS);
}

static void what_is_late_comes_today_and_then_by_its_interval(void **state)
{
	struct plan plan = { .first_day = TODAY };
	const struct schedule card = {
		.repetitions = 2,
		.interval_days = 6,
		.ease_centi = 200,
		.due_day = TODAY - 9,
		.ratings = 2,
	};

	(void)state;
	plan_add(&plan, &rules, &card, TODAY - 9);
	for (int i = 0; i < PLAN_DAYS; i++)
		assert_int_equal(plan.cards[i], i == 0 || i == 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_card_comes_after_1_6_and_15_days),
		cmocka_unit_test(new_cards_come_day_by_day_until_none_is_left),
		cmocka_unit_test(the_last_day_of_new_cards_may_have_few),
		cmocka_unit_test(what_is_left_after_the_plan_is_not_in_it),
		cmocka_unit_test(
			what_is_late_comes_today_and_then_by_its_interval),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
