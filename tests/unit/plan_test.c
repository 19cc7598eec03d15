#include "core/plan.h"

#include "unit.h"

static const struct plan_rules rules = {
	.replay = { .interval_most_days = INTERVAL_MOST_DAYS },
};

enum { TODAY = 20000 };

/* `unseen` new cards, so many a day, `today` of them on the first. */
static void add_new(struct plan *plan, const struct plan_rules *by,
		    int64_t unseen, int64_t today, int64_t per_day)
{
	struct plan_card card = { .schedule = schedule_new };
	int64_t most = plan_new_most(today, per_day);

	for (int64_t i = 0; i < unseen && i < most; i++) {
		card.note_uid.bytes[0] = (uint8_t)i;
		plan_add(plan, by, &card,
			 plan_new_day(plan, i, today, per_day));
	}
}

static void a_new_card_comes_after_1_6_and_15_days(void **state)
{
	struct plan plan = { .first_day = TODAY };

	(void)state;
	add_new(&plan, &rules, 1, 1, 20);
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
	add_new(&plan, &rules, 45, 5, 20);
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
	add_new(&plan, &rules, 30, 0, 20);
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
	add_new(&plan, &rules, 1000000, 3, 3);
	for (int i = 0; i < PLAN_DAYS; i++)
		sum += plan.new[i];
	assert_int_equal(sum, 3 * PLAN_DAYS);
}

static void what_is_late_comes_today_and_then_by_its_interval(void **state)
{
	struct plan plan = { .first_day = TODAY };
	const struct plan_card card = {
		.schedule = {
			.repetitions = 2,
			.interval_days = 6,
			.ease_centi = 200,
			.due_day = TODAY - 9,
			.ratings = 2,
		},
	};

	(void)state;
	plan_add(&plan, &rules, &card, TODAY - 9);
	for (int i = 0; i < PLAN_DAYS; i++)
		assert_int_equal(plan.cards[i], i == 0 || i == 12);
}

static void nothing_is_asked_again_in_an_absence(void **state)
{
	struct absence away[] = { { TODAY + 1, TODAY + 4 },
				  { TODAY + 9, TODAY + 22 } };
	struct plan_rules around = rules;
	struct plan plan = { .first_day = TODAY };
	int64_t first = 0, second = 0;

	(void)state;
	around.calendar.absences = away;
	around.calendar.absence_count = 2;
	add_new(&plan, &around, 200, 200, 0);
	for (int i = 1; i < PLAN_DAYS; i++) {
		if ((i >= 1 && i <= 4) || (i >= 9 && i <= 22))
			assert_int_equal(plan.cards[i], 0);
		else if (i <= 8)
			first += plan.cards[i];
		else
			second += plan.cards[i];
	}
	assert_int_equal(first, 200);
	assert_true(plan.cards[5] < 200 && plan.cards[8] > 0);
	assert_true(second > 0);
}

static void what_would_come_after_an_exam_comes_before_it(void **state)
{
	struct exam exam = { .deck_id = 3, .day = TODAY + 20 };
	struct plan_rules around = rules;
	struct plan_card card = {
		.deck_id = 3,
		.schedule = {
			.repetitions = 3,
			.interval_days = 15,
			.ease_centi = 250,
			.due_day = TODAY,
			.ratings = 3,
		},
	};

	(void)state;
	around.calendar.exams = &exam;
	around.calendar.exam_count = 1;
	for (card.deck_id = 3; card.deck_id < 5; card.deck_id++) {
		struct plan plan = { .first_day = TODAY };
		int64_t before = 0;

		plan_add(&plan, &around, &card, TODAY);
		for (int i = 13; i < 20; i++)
			before += plan.cards[i];
		assert_int_equal(before, card.deck_id == 3);
	}
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
		cmocka_unit_test(nothing_is_asked_again_in_an_absence),
		cmocka_unit_test(what_would_come_after_an_exam_comes_before_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
