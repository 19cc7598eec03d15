#include "base/day.h"

#include "unit.h"

enum { ROLLOVER_MIN = 240 };

static const int64_t minute_ms = 60000, hour_ms = 3600000, day_ms = 86400000;

/* The instant of a local time at an offset. */
static int64_t instant(int year, int month, int day, int hour, int minute,
		       int offset_min)
{
	return day_from_civil(year, month, day) * day_ms + hour * hour_ms +
	       (minute - offset_min) * minute_ms;
}

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static void every_day_of_three_centuries_has_its_number(void **state)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30,
				       31, 31, 30, 31, 30, 31 };
	int32_t number = -25567; /* 1900-01-01 */

	(void)state;
	for (int year = 1900; year <= 2200; year++)
		for (int month = 1; month <= 12; month++) {
			int length = lengths[month - 1] +
				     (month == 2 && is_leap(year));

			for (int day = 1; day <= length; day++, number++) {
				int y, m, d;

				assert_int_equal(
					day_from_civil(year, month, day),
					number);
				day_to_civil(number, &y, &m, &d);
				assert_int_equal(y, year);
				assert_int_equal(m, month);
				assert_int_equal(d, day);
				assert_int_equal(day_weekday(number),
						 (number % 7 + 10) % 7);
			}
		}
}

static void known_days_have_known_numbers(void **state)
{
	(void)state;
	assert_int_equal(day_from_civil(1970, 1, 1), 0);
	assert_int_equal(day_from_civil(1969, 12, 31), -1);
	assert_int_equal(day_from_civil(2000, 2, 29), 11016);
	assert_int_equal(day_from_civil(2026, 11, 24), 20781);
	assert_int_equal(day_weekday(0), 3);	 /* a Thursday */
	assert_int_equal(day_weekday(20781), 1); /* a Tuesday */
}

static void a_study_day_begins_at_the_rollover(void **state)
{
	const int32_t day = day_from_civil(2026, 11, 23);
	const int64_t rollover = instant(2026, 11, 23, 4, 0, 0);

	(void)state;
	assert_int_equal(day_of_study(rollover, 0, ROLLOVER_MIN), day);
	assert_int_equal(day_of_study(rollover - 1, 0, ROLLOVER_MIN), day - 1);
	assert_int_equal(day_of_study(rollover + day_ms - 1, 0, ROLLOVER_MIN),
			 day);
	assert_int_equal(day_of_study(rollover + day_ms, 0, ROLLOVER_MIN),
			 day + 1);
	assert_int_equal(day_of_study(rollover - 1, 0, 0), day);
}

static void the_offset_makes_the_day_local(void **state)
{
	const int64_t noon = instant(2026, 11, 23, 12, 0, 0);
	const int32_t day = day_from_civil(2026, 11, 23);

	(void)state;
	assert_int_equal(day_of_study(noon, 14 * 60, ROLLOVER_MIN), day);
	assert_int_equal(day_of_study(noon, 16 * 60, ROLLOVER_MIN), day + 1);
	assert_int_equal(day_of_study(noon, -8 * 60, ROLLOVER_MIN), day);
	assert_int_equal(day_of_study(noon, -8 * 60 - 1, ROLLOVER_MIN),
			 day - 1);
	assert_int_equal(day_of_study(noon, 345, ROLLOVER_MIN), day);
}

/* A day on which clocks change, with the offsets before and after. */
struct change {
	int year, month, day;
	int before_min, after_min;
	int hours; /* from one rollover to the next, over the change */
};

static void days_of_23_and_25_hours_are_one_day(void **state)
{
	static const struct change changes[] = {
		{ 2026, 3, 29, 60, 120, 23 },	 /* Europe/Berlin */
		{ 2026, 10, 25, 120, 60, 25 },	 /* Europe/Berlin */
		{ 2026, 3, 8, -210, -150, 23 },	 /* America/St_Johns */
		{ 2026, 11, 1, -150, -210, 25 }, /* America/St_Johns */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(changes); i++) {
		const struct change *c = &changes[i];
		int32_t day = day_from_civil(c->year, c->month, c->day);
		/* clocks change before 04:00, in the study day before */
		int64_t begin = instant(c->year, c->month, c->day - 1, 4, 0,
					c->before_min);
		int64_t end = instant(c->year, c->month, c->day, 4, 0,
				      c->after_min);

		assert_int_equal((end - begin) / hour_ms, c->hours);
		assert_int_equal(
			day_of_study(begin - 1, c->before_min, ROLLOVER_MIN),
			day - 2);
		assert_int_equal(
			day_of_study(begin, c->before_min, ROLLOVER_MIN),
			day - 1);
		assert_int_equal(
			day_of_study(end - 1, c->after_min, ROLLOVER_MIN),
			day - 1);
		assert_int_equal(day_of_study(end, c->after_min, ROLLOVER_MIN),
				 day);
	}
}

/* Apia went from -10:00 to +14:00 at the end of 2011-12-29. */
static void apia_skipped_a_calendar_day_at_once(void **state)
{
	const int64_t midnight = instant(2011, 12, 30, 0, 0, -600);
	const int32_t thursday = day_from_civil(2011, 12, 29);

	(void)state;
	assert_int_equal(day_of_study(midnight - 1, -600, ROLLOVER_MIN),
			 thursday);
	/* 00:00 on Saturday, before its rollover */
	assert_int_equal(day_of_study(midnight, 840, ROLLOVER_MIN),
			 thursday + 1);
	assert_int_equal(
		day_of_study(midnight + 4 * hour_ms, 840, ROLLOVER_MIN),
		thursday + 2);
}

static void studying_at_half_past_eleven_never_creeps(void **state)
{
	(void)state;
	for (int day = 0; day < 400; day++) {
		int64_t at = instant(2026, 1, 1, 23, 30, 60) + day * day_ms;

		assert_int_equal(day_of_study(at, 60, ROLLOVER_MIN),
				 day_from_civil(2026, 1, 1) + day);
	}
}

static void days_before_1970_are_negative(void **state)
{
	char buffer[DAY_TEXT_SIZE];

	(void)state;
	assert_int_equal(day_of_study(-1, 0, 0), -1);
	assert_int_equal(day_of_study(-day_ms, 0, 0), -1);
	assert_int_equal(day_of_study(-day_ms - 1, 0, 0), -2);
	assert_int_equal(day_of_study(0, 0, ROLLOVER_MIN), -1);
	assert_string_equal(day_format(-1, buffer), "1969-12-31");
	assert_int_equal(day_weekday(-1), 2);
	assert_int_equal(day_weekday(-4), 6);
}

static void the_farthest_numbers_are_days(void **state)
{
	static const int32_t far[] = { INT32_MIN, DAY_LEAST, DAY_MOST,
				       INT32_MAX };
	int year, month, day;

	(void)state;
	for (size_t i = 0; i < COUNT(far); i++) {
		day_to_civil(far[i], &year, &month, &day);
		assert_int_equal(day_from_civil(year, month, day), far[i]);
	}
	assert_int_equal(day_of_study(INT64_MAX, INT32_MAX, INT32_MIN),
			 DAY_MOST);
	assert_int_equal(day_of_study(INT64_MIN, INT32_MIN, INT32_MAX),
			 DAY_LEAST);
}

static void what_is_formatted_can_be_parsed(void **state)
{
	(void)state;
	for (int32_t number = -25567; number < 84370; number += 13) {
		char buffer[DAY_TEXT_SIZE];
		int32_t parsed;

		assert_true(day_parse(day_format(number, buffer), &parsed));
		assert_int_equal(parsed, number);
	}
}

static void what_is_no_date_is_rejected(void **state)
{
	static const char *const texts[] = {
		"",
		"2026",
		"2026-11",
		"2026-11-3",
		"2026-1-03",
		"26-11-03",
		"2026-13-01",
		"2026-00-10",
		"2026-11-00",
		"2026-11-31",
		"2026-11-32",
		"2026-99-99",
		"2026--1--1",
		"2026-02-29",
		"1900-02-29",
		"2026-11-23 ",
		" 2026-11-23",
		"2026-11-23x",
		"2026/11/23",
		"+026-11-23",
		"2026-+1-23",
		"2026- 1-23",
		"20261123",
		"2026-11-2३",
		"2026-11-2 3",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		int32_t number = 77;

		if (day_parse(texts[i], &number))
			fail_msg("accepted \"%s\"", texts[i]);
		assert_int_equal(number, 77);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_three_centuries_has_its_number),
		cmocka_unit_test(known_days_have_known_numbers),
		cmocka_unit_test(a_study_day_begins_at_the_rollover),
		cmocka_unit_test(the_offset_makes_the_day_local),
		cmocka_unit_test(days_of_23_and_25_hours_are_one_day),
		cmocka_unit_test(apia_skipped_a_calendar_day_at_once),
		cmocka_unit_test(studying_at_half_past_eleven_never_creeps),
		cmocka_unit_test(days_before_1970_are_negative),
		cmocka_unit_test(the_farthest_numbers_are_days),
		cmocka_unit_test(what_is_formatted_can_be_parsed),
		cmocka_unit_test(what_is_no_date_is_rejected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
