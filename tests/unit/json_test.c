#include "base/json.h"

#include "unit.h"

#include <sqlite3.h>

/* The same string from SQLite's json_quote(). */
static void expect_sqlites(sqlite3_stmt *quote, const char *string)
{
	struct text json = { 0 };

	json_add_string(&json, string);
	sqlite3_reset(quote);
	sqlite3_bind_text(quote, 1, string, -1, SQLITE_TRANSIENT);
	assert_int_equal(sqlite3_step(quote), SQLITE_ROW);
	assert_string_equal(text_string(&json),
			    (const char *)sqlite3_column_text(quote, 0));
	text_release(&json);
}

static void strings_are_spelled_as_sqlite_spells_them(void **state)
{
	static const char *const strings[] = {
		"",	 "plain",      "\"quoted\"", "back\\slash", "a/b",
		"词语",	 "\U0001F600", "e\u0301",    "\u2028",	    "\u00A0",
		"tab\t", "\\u0041",    "\"",	     "\\",	    "</script>",
	};
	sqlite3 *memory;
	sqlite3_stmt *quote;

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &memory), SQLITE_OK);
	sqlite3_prepare_v2(memory, "SELECT json_quote(?1)", -1, &quote, NULL);
	for (size_t i = 0; i < COUNT(strings); i++)
		expect_sqlites(quote, strings[i]);
	for (int c = 1; c < 128; c++) {
		const char around[] = { 'a', (char)c, 'b', '\0' };

		expect_sqlites(quote, around);
		expect_sqlites(quote, around + 1);
	}
	sqlite3_finalize(quote);
	sqlite3_close(memory);
}

static void a_string_is_appended_to_what_is_there(void **state)
{
	struct text json = { 0 };

	(void)state;
	text_add(&json, "{");
	json_add_string(&json, "a\nb");
	text_add(&json, ":");
	json_add_string(&json, "");
	assert_string_equal(text_string(&json), "{\"a\\nb\":\"\"");
	text_release(&json);
}

static void expect_pairs(const char *json, int count, bool ended,
			 const char *last)
{
	struct arena arena = { 0 };
	struct json_strings strings = json_strings_of(json);
	const char *value = "";
	int found = 0;

	while (json_strings_next(&strings, &arena)) {
		found++;
		value = strings.value;
	}
	assert_int_equal(found, count);
	assert_int_equal(strings.ended, ended);
	assert_string_equal(value, last);
	assert_false(json_strings_next(&strings, &arena));
	arena_release(&arena);
}

static void an_object_of_strings_is_read_pair_by_pair(void **state)
{
	(void)state;
	expect_pairs("{}", 0, true, "");
	expect_pairs("{\"a\":\"b\"}", 1, true, "b");
	expect_pairs("{\"a\":\"b\",\"c\":\"词\"}", 2, true, "词");
	expect_pairs("{\"\":\"\"}", 1, true, "");
	expect_pairs("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", 1, true,
		     "\"\\/\b\f\n\r\t");
	expect_pairs("{\"a\":\"b\\\\\"}", 1, true, "b\\");
}

static void what_is_written_is_read_back(void **state)
{
	(void)state;
	for (int c = 1; c < 128; c++) {
		const char wanted[] = { 'a', (char)c, 'b', '\0' };
		bool is_u = c < 32 && !strchr("\b\f\n\r\t", c);
		struct text json = { 0 };

		text_add(&json, "{\"name\":");
		json_add_string(&json, wanted);
		text_add(&json, "}");
		expect_pairs(text_string(&json), is_u ? 0 : 1, !is_u,
			     is_u ? "" : wanted);
		text_release(&json);
	}
}

static void what_is_spelled_otherwise_is_left_to_sqlite(void **state)
{
	static const char *const others[] = {
		"",
		"{",
		"[]",
		"null",
		"{\"a\"",
		"{\"a\":",
		"{\"a\":1}",
		"{\"a\": \"b\"}",
		"{ \"a\":\"b\"}",
		"{\"a\":\"b",
		"{\"a\":\"b\\",
		"{\"a\":\"b\"",
		"{\"a\":\"b\"}}",
		"{\"a\":\"\\u0041\"}",
		"{\"a\":\"\\x\"}",
		"{a:\"b\"}",
		"{\"a\":{}}",
		"x",
		"{}}",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(others); i++)
		expect_pairs(others[i], 0, false, "");
	expect_pairs("{\"a\":\"b\",}", 1, false, "b");
	expect_pairs("{\"a\":\"b\",\"c\":2}", 1, false, "b");
}

static void what_is_printed_can_only_be_read(void **state)
{
	char *printed;
	size_t length;
	FILE *out = open_memstream(&printed, &length);

	(void)state;
	json_print(out, "{\"a\":\"\u00E9\u2026\xC2\x9B"
			"31m\x7F\u202E\u2069"
			"\u2028\u00A0\xFF\"}\n");
	fclose(out);
	assert_string_equal(printed, "{\"a\":\"\u00E9\u2026\\u009b31m\\u007f"
				     "\\u202e\\u2069\\u2028\u00A0\\ufffd\"}\n");
	free(printed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_are_spelled_as_sqlite_spells_them),
		cmocka_unit_test(a_string_is_appended_to_what_is_there),
		cmocka_unit_test(an_object_of_strings_is_read_pair_by_pair),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(what_is_spelled_otherwise_is_left_to_sqlite),
		cmocka_unit_test(what_is_printed_can_only_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
