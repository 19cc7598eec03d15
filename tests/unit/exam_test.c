#include "core/exam.h"

#include "unit.h"

enum { EXAM = 20000, DECK = 3 };

static const struct exam exam = { DECK, EXAM };

static int32_t moved(int64_t deck_id, int32_t day, int32_t last_day,
		     unsigned char name)
{
	const struct schedule card = { .last_day = last_day, .ratings = 1 };
	const struct uid uid = { { name, 7, name } };

	return exam_move(&exam, 1, deck_id, &card, day, &uid, 0);
}

static void what_is_due_later_comes_into_the_week_before(void **state)
{
	int days[EXAM_DAYS] = { 0 };

	(void)state;
	for (int name = 0; name < 250; name++) {
		int32_t day = moved(DECK, EXAM + 90, EXAM - 100,
				    (unsigned char)name);

		assert_in_range(day, EXAM - EXAM_DAYS, EXAM - 1);
		days[day - EXAM + EXAM_DAYS]++;
	}
	for (int i = 0; i < EXAM_DAYS; i++)
		assert_in_range(days[i], 15, 60);
}

static void what_is_due_before_the_exam_stays(void **state)
{
	(void)state;
	for (int32_t day = EXAM - 50; day < EXAM; day++)
		assert_int_equal(moved(DECK, day, EXAM - 100, 1), day);
}

static void what_was_met_in_that_week_stays(void **state)
{
	(void)state;
	for (int32_t last = EXAM - EXAM_DAYS; last < EXAM; last++)
		assert_int_equal(moved(DECK, EXAM + 90, last, 1), EXAM + 90);
	assert_true(moved(DECK, EXAM + 90, EXAM - EXAM_DAYS - 1, 1) < EXAM);
	assert_true(moved(DECK, EXAM + 90, DAY_NONE, 1) < EXAM);
}

static void other_decks_are_not_concerned(void **state)
{
	const struct exam all = { 0, EXAM };
	const struct schedule card = { .last_day = EXAM - 99, .ratings = 1 };
	const struct uid uid = { { 1 } };

	(void)state;
	assert_int_equal(moved(DECK + 1, EXAM + 90, EXAM - 100, 1), EXAM + 90);
	assert_true(exam_move(&all, 1, 9, &card, EXAM + 90, &uid, 0) < EXAM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_due_later_comes_into_the_week_before),
		cmocka_unit_test(what_is_due_before_the_exam_stays),
		cmocka_unit_test(what_was_met_in_that_week_stays),
		cmocka_unit_test(other_decks_are_not_concerned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
