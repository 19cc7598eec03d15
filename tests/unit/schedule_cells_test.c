#include "exchange/schedule_cells.h"

#include "unit.h"

#include "base/day.h"

static struct card_start start;

/* The reason, or NULL; a static `start` takes the value. */
static const char *read_cell(enum column_role role, const char *string,
			     struct arena *arena)
{
	const struct column column = { .name = "x", .role = role };
	const struct cell cell = { string, strlen(string) };

	start = (struct card_start){ 0 };
	return schedule_cell_read(&column, &cell, arena, &start);
}

static void expect(enum column_role role, const char *string, const int *value,
		   int wanted)
{
	struct arena arena = { 0 };

	assert_null(read_cell(role, string, &arena));
	assert_true(start.given);
	assert_int_equal(*value, wanted);
	arena_release(&arena);
}

static void refuse(enum column_role role, const char *string,
		   const char *reason)
{
	struct arena arena = { 0 };
	const char *said = read_cell(role, string, &arena);

	assert_non_null(said);
	assert_string_equal(said, reason);
	assert_false(start.given);
	arena_release(&arena);
}

static void a_blank_cell_says_nothing(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (int role = COLUMN_DUE; role <= COLUMN_LAPSES; role++) {
		assert_true(schedule_cell_is((enum column_role)role));
		assert_null(read_cell((enum column_role)role, " \t", &arena));
		assert_false(start.given);
	}
	assert_false(schedule_cell_is(COLUMN_FIELD));
	assert_false(schedule_cell_is(COLUMN_CARDS));
	arena_release(&arena);
}

static void due_is_a_date_that_exists(void **state)
{
	(void)state;
	expect(COLUMN_DUE, " 2026-03-14 ", &start.due_day,
	       day_from_civil(2026, 3, 14));
	refuse(COLUMN_DUE, "2026-02-30",
	       "`x` is not a date such as 2026-03-14");
	refuse(COLUMN_DUE, "tomorrow", "`x` is not a date such as 2026-03-14");
}

static void an_interval_is_rounded_to_days(void **state)
{
	(void)state;
	expect(COLUMN_INTERVAL, "12", &start.interval_days, 12);
	expect(COLUMN_INTERVAL, "0", &start.interval_days, 0);
	expect(COLUMN_INTERVAL, "3.5", &start.interval_days, 4);
	expect(COLUMN_INTERVAL, "3,4999", &start.interval_days, 3);
	expect(COLUMN_INTERVAL, "36500", &start.interval_days, 36500);
	for (const char *const *bad =
		     (const char *const[]){ "36501", "-1", "12d", ".", "1.2.3",
					    "99999999999999", NULL };
	     *bad; bad++)
		refuse(COLUMN_INTERVAL, *bad, "`x` is not a number of days");
}

static void an_ease_may_be_a_factor_percent_or_permille(void **state)
{
	(void)state;
	expect(COLUMN_EASE, "2.5", &start.ease_centi, 250);
	expect(COLUMN_EASE, "2,36", &start.ease_centi, 236);
	expect(COLUMN_EASE, "250 %", &start.ease_centi, 250);
	expect(COLUMN_EASE, "250%", &start.ease_centi, 250);
	expect(COLUMN_EASE, "250", &start.ease_centi, 250);
	expect(COLUMN_EASE, "2500", &start.ease_centi, 250);
	expect(COLUMN_EASE, "1.3", &start.ease_centi, 130);
	refuse(COLUMN_EASE, "good",
	       "`x` is not an ease factor such as 2.5 or 250%");
	refuse(COLUMN_EASE, "0.5",
	       "`x` is not an ease factor such as 2.5 or 250%");
	refuse(COLUMN_EASE, "%",
	       "`x` is not an ease factor such as 2.5 or 250%");
}

static void repetitions_and_lapses_are_whole_numbers(void **state)
{
	(void)state;
	expect(COLUMN_REPETITIONS, "7", &start.repetitions, 7);
	expect(COLUMN_LAPSES, "0", &start.lapses, 0);
	refuse(COLUMN_LAPSES, "1.5", "`x` is not a whole number");
	refuse(COLUMN_REPETITIONS, "x", "`x` is not a whole number");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blank_cell_says_nothing),
		cmocka_unit_test(due_is_a_date_that_exists),
		cmocka_unit_test(an_interval_is_rounded_to_days),
		cmocka_unit_test(an_ease_may_be_a_factor_percent_or_permille),
		cmocka_unit_test(repetitions_and_lapses_are_whole_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
