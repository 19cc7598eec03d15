#include "core/note_search.h"

#include "unit.h"

static void expect(const char *fields, const char *wanted)
{
	struct arena arena = { 0 };
	const char *text = note_search_text("Hund", "DOG", fields, &arena);

	if (wanted)
		assert_string_equal(text, wanted);
	else
		assert_null(text);
	arena_release(&arena);
}

static void the_values_of_fields_come_after_front_and_back(void **state)
{
	(void)state;
	expect("{}", "hund\ndog\n");
	expect("{\"note\":\"A Pet\"}", "hund\ndog\na pet\n");
	expect("{\"a\":\"\",\"b\":\"B:,\"}", "hund\ndog\n\nb:,\n");
}

static void what_is_not_plain_is_left_to_others(void **state)
{
	static const char *const fields[] = {
		"",
		"[\"a\"]",
		"{\"a\":\"\\u0041\"}",
		"{a:\"b\"}",
		"{\"a",
		"{\"a\"",
		"{\"a\" :\"b\"}",
		"{\"a\": \"b\"}",
		"{\"a\":1}",
		"{\"a\":\"b",
		"{\"a\":\"b\"",
		"{\"a\":\"b\"} ",
		"{\"a\":\"b\",}",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(fields); i++)
		expect(fields[i], NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_values_of_fields_come_after_front_and_back),
		cmocka_unit_test(what_is_not_plain_is_left_to_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
