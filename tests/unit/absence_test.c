#include "core/absence.h"

#include "unit.h"

enum { AUGUST = 20000, AUGUST_END = AUGUST + 13 };

static const struct absence fortnight = { AUGUST, AUGUST_END };

static int32_t moved(const struct absence *list, size_t count, int32_t due_day,
		     int interval_days, unsigned char name)
{
	const struct schedule card = {
		.due_day = due_day,
		.interval_days = interval_days,
		.last_day = due_day - interval_days,
		.ratings = 1,
	};
	const struct uid uid = { { name, name, 7 } };

	return absence_move(list, count, &card, &uid, 0);
}

static void what_is_due_outside_stays(void **state)
{
	(void)state;
	assert_int_equal(moved(&fortnight, 1, AUGUST - 1, 30, 1), AUGUST - 1);
	assert_int_equal(moved(&fortnight, 1, AUGUST_END + 1, 30, 1),
			 AUGUST_END + 1);
	assert_int_equal(moved(NULL, 0, AUGUST, 30, 1), AUGUST);
}

static void what_is_due_inside_is_asked_around_it(void **state)
{
	(void)state;
	for (int name = 0; name < 100; name++)
		for (int32_t due = AUGUST; due <= AUGUST_END; due++)
			for (int interval = 1; interval < 400; interval += 13) {
				int32_t day = moved(&fortnight, 1, due,
						    interval,
						    (unsigned char)name);

				assert_true(day < AUGUST || day > AUGUST_END);
				assert_in_range(day, AUGUST - 3,
						AUGUST_END + 14);
				assert_true(day > due - interval);
				if (day < AUGUST)
					assert_true((due - day) * 10 <=
						    interval);
			}
}

static void ripe_cards_come_before_and_others_after(void **state)
{
	(void)state;
	assert_true(moved(&fortnight, 1, AUGUST, 100, 1) < AUGUST);
	assert_true(moved(&fortnight, 1, AUGUST_END, 100, 1) > AUGUST_END);
	assert_true(moved(&fortnight, 1, AUGUST, 6, 1) > AUGUST_END);
	assert_true(moved(&fortnight, 1, AUGUST, 1, 1) > AUGUST_END);
}

static void the_cards_are_spread(void **state)
{
	int before[3] = { 0 }, after[14] = { 0 };

	(void)state;
	for (int name = 0; name < 200; name++) {
		before[AUGUST - 1 -
		       moved(&fortnight, 1, AUGUST, 300,
			     (unsigned char)name)]++;
		after[moved(&fortnight, 1, AUGUST + 7, 6, (unsigned char)name) -
		      AUGUST_END - 1]++;
	}
	for (int i = 0; i < 3; i++)
		assert_in_range(before[i], 30, 110);
	for (int i = 0; i < 14; i++)
		assert_in_range(after[i], 2, 40);
}

static void a_day_off_moves_to_the_next_day(void **state)
{
	const struct absence day = { AUGUST, AUGUST };

	(void)state;
	assert_int_equal(moved(&day, 1, AUGUST, 6, 1), AUGUST + 1);
}

static void one_absence_after_another_is_one_long_one(void **state)
{
	const struct absence two[] = { { AUGUST, AUGUST + 6 },
				       { AUGUST + 7, AUGUST_END } };

	(void)state;
	for (int name = 0; name < 50; name++)
		assert_true(moved(two, 2, AUGUST + 3, 6, (unsigned char)name) >
			    AUGUST_END);
}

static void nothing_is_moved_into_another_absence(void **state)
{
	const struct absence touching[] = { { AUGUST, AUGUST + 6 },
					    { AUGUST + 2, AUGUST + 4 },
					    { AUGUST + 7, AUGUST_END } };
	const struct absence apart[] = { { AUGUST - 9, AUGUST - 3 },
					 { AUGUST, AUGUST_END } };

	(void)state;
	for (int name = 0; name < 50; name++) {
		assert_in_range(moved(touching, 3, AUGUST + 7, 300,
				      (unsigned char)name),
				AUGUST - 3, AUGUST - 1);
		assert_in_range(
			moved(apart, 2, AUGUST, 300, (unsigned char)name),
			AUGUST - 2, AUGUST - 1);
	}
}

static int32_t moved_after(int32_t last_day)
{
	const struct schedule card = { .due_day = AUGUST,
				       .interval_days = 100,
				       .last_day = last_day };
	const struct uid uid = { { 7 } };

	return absence_move(&fortnight, 1, &card, &uid, 0);
}

/* A drill is an answer too, and an imported card has none. */
static void a_card_is_not_asked_twice_on_the_day_of_its_last_answer(void **s)
{
	(void)s;
	assert_int_equal(moved_after(AUGUST - 2), AUGUST - 1);
	assert_in_range(moved_after(AUGUST - 3), AUGUST - 2, AUGUST - 1);
	assert_true(moved_after(AUGUST - 1) > AUGUST_END);
	assert_true(moved_after(AUGUST) > AUGUST_END);
	assert_in_range(moved_after(DAY_NONE), AUGUST - 3, AUGUST - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_due_outside_stays),
		cmocka_unit_test(what_is_due_inside_is_asked_around_it),
		cmocka_unit_test(ripe_cards_come_before_and_others_after),
		cmocka_unit_test(the_cards_are_spread),
		cmocka_unit_test(a_day_off_moves_to_the_next_day),
		cmocka_unit_test(one_absence_after_another_is_one_long_one),
		cmocka_unit_test(nothing_is_moved_into_another_absence),
		cmocka_unit_test(
			a_card_is_not_asked_twice_on_the_day_of_its_last_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
