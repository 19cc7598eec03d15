#include "base/clock.h"

#include "unit.h"

#include "base/day.h"

static const struct {
	const char *text;
	int64_t ms;
	int offset_min;
} times[] = {
	{ "1970-01-01T00:00:00Z", 0, 0 },
	{ "1970-01-01T00:00:00z", 0, 0 },
	{ "1970-01-01t00:00:01+00:00", 1000, 0 },
	{ "2026-11-23T08:30:00+01:00", 1795419000000, 60 },
	{ "2026-11-23 08:30:00+01:00", 1795419000000, 60 },
	{ "2026-11-22T23:30:00-08:00", 1795419000000, -480 },
	{ "2026-11-23T13:15:00+05:45", 1795419000000, 345 },
	{ "2026-11-23T04:00:00-03:30", 1795419000000, -210 },
	{ "1969-12-31T23:59:59Z", -1000, 0 },
	{ "2016-12-31T23:59:60Z", 1483228800000, 0 },
};

static void a_time_with_its_offset_freezes_the_clock(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(times); i++) {
		struct clock clock = { 0 };
		struct moment now;

		if (!clock_freeze(&clock, times[i].text))
			fail_msg("refused \"%s\"", times[i].text);
		now = clock_now(&clock);
		assert_int_equal(now.at_ms, times[i].ms);
		assert_int_equal(now.utc_offset_min, times[i].offset_min);
		assert_int_equal(clock_offset_min(&clock, 0),
				 times[i].offset_min);
	}
}

static void a_malformed_time_is_refused_and_freezes_nothing(void **state)
{
	static const char *const texts[] = {
		"",
		"now",
		"2026-11-23",
		"2026-11-23T08:30:00",
		"2026-11-23T08:30Z",
		"2026-11-23T08:30:00+0100",
		"2026-11-23T08:30:00+01",
		"2026-11-23T08:30:00+1:00",
		"2026-11-23T08:30:00+01:60",
		"2026-11-23T08:30:00+24:00",
		"2026-11-23T08:30:00+-1:00",
		"2026-11-23T08:30:00+01:0",
		"2026-11-23T08:30:00+01:00 ",
		"2026-11-23T08:30:00+01:000",
		"2026-11-23T08:30:00*01:00",
		"2026-11-23T08:30:00 +01:00",
		"2026-11-23T08:30:00Zulu",
		"2026-11-23T08:30:00Z ",
		"2026-11-23T24:00:00Z",
		"2026-11-23T08:60:00Z",
		"2026-11-23T08:30:61Z",
		"2026-11-23T-1:30:00Z",
		"2026-11-23T08:-1:00Z",
		"2026-11-23T8:30:00Z",
		"2026-11-23T 8:30:00Z",
		"2026-11-23T08:3:00Z",
		"2026-11-23X08:30:00Z",
		"2026-02-29T08:30:00Z",
		"2026-13-01T08:30:00Z",
		"26-11-23T08:30:00Z",
		" 2026-11-23T08:30:00Z",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct clock clock = { 0 };

		if (clock_freeze(&clock, texts[i]))
			fail_msg("accepted \"%s\"", texts[i]);
		assert_false(clock.frozen);
	}
}

static void a_frozen_clock_gives_the_study_day(void **state)
{
	struct clock clock = { 0 };
	struct stamp stamp;

	(void)state;
	assert_true(clock_freeze(&clock, "2026-11-23T03:59:59+09:00"));
	stamp = clock_stamp(&clock, 240);
	assert_int_equal(stamp.utc_offset_min, 540);
	assert_int_equal(stamp.study_day, day_from_civil(2026, 11, 22));
	assert_int_equal(clock_stamp(&clock, 0).study_day,
			 day_from_civil(2026, 11, 23));
	assert_int_equal(clock_stamp(&clock, 239).study_day,
			 day_from_civil(2026, 11, 23));
}

static void a_running_clock_does_not_go_back_by_itself(void **state)
{
	const struct clock clock = { 0 };
	int64_t earlier = clock_now(&clock).at_ms;

	(void)state;
	assert_true(earlier > 1700000000000);
	assert_true(clock_now(&clock).at_ms >= earlier);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_time_with_its_offset_freezes_the_clock),
		cmocka_unit_test(
			a_malformed_time_is_refused_and_freezes_nothing),
		cmocka_unit_test(a_frozen_clock_gives_the_study_day),
		cmocka_unit_test(a_running_clock_does_not_go_back_by_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
