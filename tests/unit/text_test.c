#include "base/text.h"

#include "unit.h"

static void a_text_grows_by_every_way_of_adding(void **state)
{
	struct text text = { 0 };

	(void)state;
	assert_string_equal(text_string(&text), "");
	text_add(&text, "ab");
	text_append(&text, "cdef", 2);
	text_append(&text, "", 0);
	text_add_char(&text, 'e');
	text_add_repeated(&text, '-', 3);
	text_printf(&text, "%d%s", 42, "!");
	text_printf(&text, "%s", "");
	assert_string_equal(text_string(&text), "abcde---42!");
	assert_int_equal(text.length, 11);
	text_clear(&text);
	assert_string_equal(text_string(&text), "");
	text_printf(&text, "%*d", 5000, 7);
	assert_int_equal(text.length, 5000);
	assert_int_equal(strlen(text.data), 5000);
	text_release(&text);
	assert_string_equal(text_string(&text), "");
	text_release(&text);
}

static void a_copy_outlives_the_text(void **state)
{
	struct text text = { 0 };
	struct arena arena = { 0 };
	char *copy;

	(void)state;
	assert_string_equal(text_copy(&text, &arena), "");
	text_add(&text, "kept");
	copy = text_copy(&text, &arena);
	text_release(&text);
	assert_string_equal(copy, "kept");
	arena_release(&arena);
}

static void null_equals_only_null(void **state)
{
	(void)state;
	assert_true(text_equal(NULL, NULL));
	assert_false(text_equal(NULL, ""));
	assert_false(text_equal("", NULL));
	assert_true(text_equal("a", "a"));
	assert_false(text_equal("a", "b"));
}

/* Words as "[one][two]"; "open" when a quote is not closed. */
static void expect_words(const char *line, const char *expected)
{
	struct arena arena = { 0 };
	struct text joined = { 0 };
	char **words;
	int count = text_split_words(line, &arena, &words);

	for (int i = 0; i < count; i++)
		text_printf(&joined, "[%s]", words[i]);
	if (count < 0)
		text_add(&joined, "open");
	else
		assert_null(words[count]);
	assert_string_equal(text_string(&joined), expected);
	text_release(&joined);
	arena_release(&arena);
}

static void a_line_is_cut_at_blanks(void **state)
{
	(void)state;
	expect_words("", "");
	expect_words(" \t\n", "");
	expect_words("one", "[one]");
	expect_words("  one\ttwo \r\n three ", "[one][two][three]");
	expect_words("a b c d e f g h", "[a][b][c][d][e][f][g][h]");
	expect_words("词语 解释", "[词语][解释]");
}

static void quotes_keep_blanks_together(void **state)
{
	(void)state;
	expect_words("'one two' three", "[one two][three]");
	expect_words("\"one two\" three", "[one two][three]");
	expect_words("one' 't\"w\"o", "[one two]");
	expect_words("'' \"\"", "[][]");
	expect_words("\"it's\" '\"q\"'", "[it's][\"q\"]");
}

static void a_backslash_keeps_the_next_character(void **state)
{
	(void)state;
	expect_words("one\\ two", "[one two]");
	expect_words("\\\"one\\'", "[\"one']");
	expect_words("\"a\\\"b\"", "[a\"b]");
	expect_words("'a\\b'", "[a\\b]");
	expect_words("a\\\\b", "[a\\b]");
	expect_words("end\\", "[end\\]");
}

static void a_quote_left_open_is_an_error(void **state)
{
	(void)state;
	expect_words("'one", "open");
	expect_words("one \"two three", "open");
	expect_words("\"a\\\"", "open");
	expect_words("it's", "open");
}

static void distance_counts_slips(void **state)
{
	static const struct {
		const char *a, *b;
		int distance;
	} cases[] = {
		{ "", "", 0 },	       { "", "abc", 3 },
		{ "same", "same", 0 }, { "abc", "abd", 1 },
		{ "abc", "ab", 1 },    { "abc", "xabc", 1 },
		{ "abc", "acb", 1 },   { "kitten", "sitting", 3 },
		{ "ca", "abc", 3 },    { "import", "imoprt", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(text_distance(cases[i].a, cases[i].b),
				 cases[i].distance);
		assert_int_equal(text_distance(cases[i].b, cases[i].a),
				 cases[i].distance);
	}
}

static void very_long_strings_are_far_apart(void **state)
{
	char a[200], b[66];

	(void)state;
	memset(a, 'a', sizeof(a) - 1);
	a[sizeof(a) - 1] = '\0';
	memset(b, 'a', sizeof(b) - 1);
	b[sizeof(b) - 1] = '\0';
	assert_int_equal(text_distance(a, b), 64);
	assert_int_equal(text_distance(a, a), 0);
	assert_int_equal(text_distance(a, "a"), 64);
	assert_int_equal(text_distance("a", a), 64);
	b[64] = '\0';
	assert_int_equal(text_distance(b, b + 1), 1);
}

static void the_nearest_name_is_what_was_meant(void **state)
{
	static const char *const names[] = { "import", "export", "study",
					     "stats",  "undo",	 "show" };
	static const struct {
		const char *word;
		int nearest;
	} cases[] = {
		{ "imprt", 0 },	  { "exprot", 1 }, { "stduy", 2 },
		{ "stat", 3 },	  { "und", 4 },	   { "sho", 5 },
		{ "expo", 1 },	  { "xyzzy", -1 }, { "", -1 },
		{ "IMPORT", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int nearest = text_nearest(cases[i].word, names, COUNT(names));

		if (nearest != cases[i].nearest)
			fail_msg("\"%s\": %d", cases[i].word, nearest);
	}
	assert_int_equal(text_nearest("word", names, 0), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_grows_by_every_way_of_adding),
		cmocka_unit_test(a_copy_outlives_the_text),
		cmocka_unit_test(null_equals_only_null),
		cmocka_unit_test(a_line_is_cut_at_blanks),
		cmocka_unit_test(quotes_keep_blanks_together),
		cmocka_unit_test(a_backslash_keeps_the_next_character),
		cmocka_unit_test(a_quote_left_open_is_an_error),
		cmocka_unit_test(distance_counts_slips),
		cmocka_unit_test(very_long_strings_are_far_apart),
		cmocka_unit_test(the_nearest_name_is_what_was_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
