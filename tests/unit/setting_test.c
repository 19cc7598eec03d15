#include "core/setting.h"

#include "unit.h"

static void the_defaults_are_those_of_the_table(void **state)
{
	struct settings settings = settings_default();

	(void)state;
	assert_int_equal(settings.new_per_day, 20);
	assert_int_equal(settings.reviews_per_day, 0);
	assert_int_equal(settings.rollover_min, 240);
	assert_int_equal(settings.bury_siblings, 1);
	assert_int_equal(settings.leech_threshold, 8);
	assert_int_equal(settings.interval_most_days, INTERVAL_MOST_DAYS);
	assert_int_equal(settings.answer, ANSWER_AUTO);
}

static void every_setting_is_found_by_its_name(void **state)
{
	(void)state;
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting_rule *rule = &setting_rules[i];

		assert_ptr_equal(setting_find(rule->name), rule);
		assert_int_not_equal(rule->meaning[0], 0);
	}
	assert_null(setting_find("nothing"));
	assert_null(setting_find(""));
}

static void a_value_goes_into_its_place_alone(void **state)
{
	static const struct {
		const char *name, *value;
		struct settings expected; /* as a difference */
	} cases[] = {
		{ "new_per_day", "7", { .new_per_day = 7 - 20 } },
		{ "reviews_per_day", "100", { .reviews_per_day = 100 } },
		{ "rollover", "00:00", { .rollover_min = -240 } },
		{ "rollover", "12:00", { .rollover_min = 720 - 240 } },
		{ "rollover", "05:30", { .rollover_min = 90 } },
		{ "bury_siblings", "off", { .bury_siblings = -1 } },
		{ "leech_threshold", "0", { .leech_threshold = -8 } },
		{ "max_interval",
		  "365",
		  { .interval_most_days = 365 - 36500 } },
		{ "answer", "flip", { .answer = ANSWER_FLIP } },
		{ "answer", "type", { .answer = ANSWER_TYPE } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct settings usual = settings_default();
		struct settings settings = usual;
		struct error err;

		must(settings_set(&settings, cases[i].name, cases[i].value,
				  &err));
		for (size_t at = 0; at < sizeof(settings); at += sizeof(int)) {
			int is, was, change;

			memcpy(&is, (char *)&settings + at, sizeof(int));
			memcpy(&was, (const char *)&usual + at, sizeof(int));
			memcpy(&change, (const char *)&cases[i].expected + at,
			       sizeof(int));
			assert_int_equal(is - was, change);
		}
	}
}

static void the_ends_of_a_range_are_allowed_and_no_more(void **state)
{
	struct settings settings = settings_default();
	struct error err;

	(void)state;
	must(settings_set(&settings, "max_interval", "1", &err));
	must(settings_set(&settings, "max_interval", "36500", &err));
	must_fail(settings_set(&settings, "max_interval", "0", &err),
		  ERROR_USAGE);
	must_fail(settings_set(&settings, "max_interval", "36501", &err),
		  ERROR_USAGE);
	assert_non_null(strstr(err.message, "1..36500"));
}

static void a_value_that_is_not_allowed_changes_nothing(void **state)
{
	static const char *const cases[][2] = {
		{ "new_per_day", "" },
		{ "new_per_day", "ten" },
		{ "new_per_day", "10x" },
		{ "new_per_day", "-1" },
		{ "new_per_day", "+1" },
		{ "new_per_day", " 1" },
		{ "new_per_day", "1 " },
		{ "new_per_day", "1.5" },
		{ "new_per_day", "10000" },
		{ "new_per_day", "99999999999999999999" },
		{ "rollover", "" },
		{ "rollover", "4" },
		{ "rollover", "4:00" },
		{ "rollover", " 4:00" },
		{ "rollover", "+4:00" },
		{ "rollover", "-1:00" },
		{ "rollover", "04: 0" },
		{ "rollover", "04:60" },
		{ "rollover", "04:0" },
		{ "rollover", "04:000" },
		{ "rollover", "04:00x" },
		{ "rollover", "04:00 " },
		{ "rollover", "1:234" },
		{ "rollover", "12345" },
		{ "rollover", ":1234" },
		{ "rollover", "12:01" },
		{ "rollover", "23:00" },
		{ "bury_siblings", "On" },
		{ "bury_siblings", "1" },
		{ "bury_siblings", "" },
		{ "bury_siblings", "off|on" },
		{ "answer", "aut" },
		{ "answer", "autos" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct settings usual = settings_default();
		struct settings settings = usual;
		struct error err;

		if (settings_set(&settings, cases[i][0], cases[i][1], &err))
			fail_msg("%s accepted \"%s\"", cases[i][0],
				 cases[i][1]);
		assert_int_equal(err.kind, ERROR_USAGE);
		assert_non_null(strstr(err.message, cases[i][0]));
		assert_memory_equal(&settings, &usual, sizeof(settings));
	}
}

static void an_unknown_setting_is_met_with_the_nearest(void **state)
{
	struct settings settings = settings_default();
	struct error err;

	(void)state;
	must_fail(settings_set(&settings, "new_a_day", "1", &err),
		  ERROR_NOT_FOUND);
	assert_non_null(strstr(err.message, "new_per_day"));
	must_fail(settings_set(&settings, "colour_of_moon", "1", &err),
		  ERROR_NOT_FOUND);
	assert_non_null(strstr(err.message, "ebb config"));
}

static void only_the_longest_interval_is_a_rule_of_replay(void **state)
{
	struct settings settings = settings_default();
	struct error err;

	(void)state;
	must(settings_set(&settings, "max_interval", "99", &err));
	assert_int_equal(settings_replay_rules(&settings).interval_most_days,
			 99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_defaults_are_those_of_the_table),
		cmocka_unit_test(every_setting_is_found_by_its_name),
		cmocka_unit_test(a_value_goes_into_its_place_alone),
		cmocka_unit_test(the_ends_of_a_range_are_allowed_and_no_more),
		cmocka_unit_test(a_value_that_is_not_allowed_changes_nothing),
		cmocka_unit_test(an_unknown_setting_is_met_with_the_nearest),
		cmocka_unit_test(only_the_longest_interval_is_a_rule_of_replay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
