#include "core/card_start.h"

#include "unit.h"

enum { TODAY = 20000 };

static void expect(struct card_start start, int interval, int32_t due,
		   int repetitions, int ease)
{
	struct schedule card;

	start.given = true;
	card = card_start_schedule(&start, TODAY);
	assert_int_equal(card.interval_days, interval);
	assert_int_equal(card.due_day, due);
	assert_int_equal(card.repetitions, repetitions);
	assert_int_equal(card.ease_centi, ease);
	assert_int_equal(card.ratings, card.repetitions + card.lapses);
	assert_true(card.ratings > 0);
}

static void what_is_known_stays(void **state)
{
	(void)state;
	expect((struct card_start){ .due_day = TODAY + 3,
				    .interval_days = 30,
				    .ease_centi = 180,
				    .repetitions = 7,
				    .lapses = 2 },
	       30, TODAY + 3, 7, 180);
}

static void what_is_not_known_is_filled_in(void **state)
{
	(void)state;
	expect((struct card_start){ .interval_days = 10 }, 10, TODAY, 2, 250);
	expect((struct card_start){ .interval_days = 3 }, 3, TODAY, 1, 250);
	expect((struct card_start){ .due_day = TODAY + 8 }, 8, TODAY + 8, 2,
	       250);
	expect((struct card_start){ .due_day = TODAY - 8 }, 1, TODAY - 8, 1,
	       250);
	expect((struct card_start){ .repetitions = 3 }, 1, TODAY, 3, 250);
}

static void figures_out_of_range_are_brought_into_it(void **state)
{
	(void)state;
	expect((struct card_start){ .interval_days = 1000000,
				    .ease_centi = 10,
				    .lapses = -4 },
	       INTERVAL_MOST_DAYS, TODAY, 2, EASE_LEAST_CENTI);
}

static void a_card_that_brings_nothing_is_new(void **state)
{
	struct card_start start = { .given = true, .ease_centi = 250 };
	struct schedule card = card_start_schedule(&start, TODAY);

	(void)state;
	assert_true(schedule_equal(&card, &schedule_new));
	start = (struct card_start){ .interval_days = 9 };
	card = card_start_schedule(&start, TODAY);
	assert_true(schedule_equal(&card, &schedule_new));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_known_stays),
		cmocka_unit_test(what_is_not_known_is_filled_in),
		cmocka_unit_test(figures_out_of_range_are_brought_into_it),
		cmocka_unit_test(a_card_that_brings_nothing_is_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
