#include "base/unicode.h"

#include "unit.h"

#include <unicase.h>

#include "base/script.h"

static void widths_are_those_of_a_terminal(void **state)
{
	static const struct {
		const char *string;
		int width;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "嵌入", 4 },
		{ "カタ", 4 },
		{ "ｶﾀ", 2 },
		{ "ＡＢ", 4 },
		{ "e\u0301", 1 },
		{ "caf\u00E9", 4 },
		{ "한국", 4 },
		{ "\U0001F600", 2 },
		{ "a\u200Bb", 2 },
		{ "שלום", 4 },
		{ "a\u0300\u0301\u0302", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (unicode_width(cases[i].string) != cases[i].width)
			fail_msg("\"%s\" has width %d, not %d", cases[i].string,
				 unicode_width(cases[i].string),
				 cases[i].width);
}

static void a_prefix_is_whole_clusters(void **state)
{
	(void)state;
	assert_int_equal(unicode_prefix("", 5), 0);
	assert_int_equal(unicode_prefix("abc", 2), 2);
	assert_int_equal(unicode_prefix("abc", 9), 3);
	assert_int_equal(unicode_prefix("嵌入", 3), 3);
	assert_int_equal(unicode_prefix("嵌入", 4), 6);
	assert_int_equal(unicode_prefix("e\u0301x", 1), 3);
	assert_int_equal(unicode_prefix("嵌入", 0), 3); /* at least one */
	assert_int_equal(unicode_prefix("嵌入", 1), 3);
}

static void invalid_utf8_is_known(void **state)
{
	static const char *const bad[] = { "\xFF",	   "\xC3",
					   "\xC0\x80",	   "\xE2\x82",
					   "\xED\xA0\x80", "\xF4\x90\x80\x80",
					   "a\x80z" };

	(void)state;
	assert_true(unicode_is_valid("词 é \U0001F600", 11));
	assert_true(unicode_is_valid("", 0));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(unicode_is_valid(bad[i], strlen(bad[i])));
}

static void composing_and_folding_make_equals_equal(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(unicode_compose("e\u0301", &arena), "\u00E9");
	assert_string_equal(unicode_compose("", &arena), "");
	assert_string_equal(unicode_fold("Straße", &arena),
			    unicode_fold("STRASSE", &arena));
	assert_string_equal(unicode_fold("ÉCOLE", &arena),
			    unicode_fold("e\u0301cole", &arena));
	assert_string_equal(unicode_fold("Σίσυφος", &arena),
			    unicode_fold("ΣΊΣΥΦΟΣ", &arena));
	assert_string_not_equal(unicode_fold("e", &arena),
				unicode_fold("é", &arena));
	arena_release(&arena);
}

static void expect_visible(const char *bytes, size_t length, enum visible how,
			   const char *expected)
{
	struct text text = { 0 };

	unicode_append_visible(&text, bytes, length, how);
	assert_string_equal(text_string(&text), expected);
	text_release(&text);
}

static void expect_shown(const char *string, const char *expected)
{
	expect_visible(string, strlen(string), VISIBLE_LINES, expected);
}

static void plain_text_is_shown_as_it_is(void **state)
{
	(void)state;
	expect_shown("", "");
	expect_shown("plain, 词语, é, e\u0301, \U0001F600",
		     "plain, 词语, é, e\u0301, \U0001F600");
	expect_shown("\U0001F469\u200D\U0001F4BB",
		     "\U0001F469\u200D\U0001F4BB");
}

static void escape_sequences_are_pictures(void **state)
{
	(void)state;
	expect_shown("\033[31mred\033[0m", "␛[31mred␛[0m");
	expect_shown("\033]0;title\a", "␛]0;title␇");
	expect_shown("a\bb\x7F\x01", "a␈b␡␁");
	expect_visible("a\0b", 3, VISIBLE_LINES, "a␀b");
	expect_shown("\xC2\x9B"
		     "31m",
		     "<U+009B>31m");
	expect_shown("\xC2\x80\xC2\x85\xC2\x9F", "<U+0080><U+0085><U+009F>");
}

static void direction_overrides_are_spelled_out(void **state)
{
	static const char *const steering[] = {
		"\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
		"\u2066", "\u2067", "\u2068", "\u2069",
	};

	(void)state;
	expect_shown("abc\u202Etxt.exe", "abc<U+202E>txt.exe");
	for (size_t i = 0; i < COUNT(steering); i++) {
		char expected[16];

		snprintf(expected, sizeof(expected), "<U+%04X>",
			 (i < 5 ? 0x202A : 0x2066 - 5) + (unsigned)i);
		expect_shown(steering[i], expected);
	}
	expect_shown("\uFEFFa\u2028b\u2029c", "<U+FEFF>a<U+2028>b<U+2029>c");
	expect_shown("שלום", "שלום"); /* right to left is no override */
}

static void bytes_that_are_not_utf8_are_replaced(void **state)
{
	(void)state;
	expect_shown("a\xFFz", "a\uFFFDz");
	expect_shown("\x9B", "\uFFFD"); /* a C1 control of Latin-1 */
	expect_shown("a\xC3", "a\uFFFD");
	expect_shown("\xED\xA0\x80z", "\uFFFDz");
}

static void any_bytes_become_valid_text_without_controls(void **state)
{
	struct random random = seeded(71);

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct text text = { 0 };
		char bytes[40];
		size_t length = (size_t)pick(&random, sizeof(bytes));

		for (size_t i = 0; i < length; i++)
			bytes[i] = (char)(pick(&random, 2)
						  ? pick(&random, 256)
						  : "\033\xE2\x80\xAE\xC2\x9B"
							    [pick(&random, 6)]);
		unicode_append_visible(&text, bytes, length, VISIBLE_ONE_LINE);
		assert_true(unicode_is_valid(text_string(&text), text.length));
		assert_int_equal(strlen(text_string(&text)), text.length);
		for (size_t i = 0; i < text.length; i++)
			assert_true((unsigned char)text.data[i] >= 0x20 &&
				    text.data[i] != 0x7F);
		assert_null(strstr(text_string(&text), "\u202E"));
		assert_null(strstr(text_string(&text), "\xC2\x9B"));
		text_release(&text);
	}
}

static void line_breaks_are_kept_or_become_blanks(void **state)
{
	static const char lines[] = "a\nb\r\nc\rd\te";

	(void)state;
	expect_visible(lines, sizeof(lines) - 1, VISIBLE_LINES, "a\nb\nc\nd e");
	expect_visible(lines, sizeof(lines) - 1, VISIBLE_ONE_LINE, "a b c d e");
}

static void a_flood_of_marks_is_dammed(void **state)
{
	struct text flood = { 0 };
	struct arena arena = { 0 };
	const char *shown;

	(void)state;
	text_add(&flood, "a");
	for (int i = 0; i < 1000; i++)
		text_add(&flood, "\u0301");
	text_add(&flood, "b\u0301");
	shown = unicode_visible(text_string(&flood), VISIBLE_LINES, &arena);
	assert_int_equal(strlen(shown), 1 + 8 * 2 + 1 + 2);
	assert_int_equal(unicode_width(shown), 2);
	assert_non_null(strstr(shown, "b\u0301"));
	text_release(&flood);
	arena_release(&arena);
}

/* Joiners and tags are no marks, and take no room either. */
static void a_flood_of_what_is_not_seen_is_dammed(void **state)
{
	static const char *const unseen[] = { "\u200B", "\u200D", "\uFE0F",
					      "\u2060", "\U000E0067" };
	struct text flood = { 0 };
	struct arena arena = { 0 };
	const char *shown;

	(void)state;
	text_add(&flood, "a");
	for (size_t i = 0; i < 5000; i++)
		text_add(&flood, unseen[i % COUNT(unseen)]);
	text_add(&flood, "b");
	shown = unicode_visible(text_string(&flood), VISIBLE_LINES, &arena);
	assert_true(strlen(shown) < 40);
	assert_int_equal(unicode_width(shown), 2);
	text_release(&flood);
	arena_release(&arena);
}

/* As only a file that was tampered with holds them. */
static void broken_text_becomes_text_in_any_form(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(unicode_compose("e\xFF\u0301", &arena),
			    "e\uFFFD\u0301");
	assert_string_equal(unicode_decompose("\xC3", &arena), "\uFFFD");
	assert_string_equal(unicode_fold("A\xFF", &arena), "a\uFFFD");
	arena_release(&arena);
}

static void any_bytes_have_a_form_of_each_kind(void **state)
{
	struct random random = seeded(72);
	struct arena arena = { 0 };

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char bytes[24] = "";
		char *composed;

		for (int i = pick(&random, sizeof(bytes)); i-- > 0;)
			bytes[i] = (char)(pick(&random, 255) + 1);
		composed = unicode_compose(bytes, &arena);
		assert_true(unicode_is_valid(composed, strlen(composed)));
		assert_string_equal(
			unicode_compose(unicode_decompose(bytes, &arena),
					&arena),
			composed);
		assert_string_equal(unicode_fold(composed, &arena),
				    unicode_fold(bytes, &arena));
		arena_release(&arena);
	}
}

static void what_a_terminal_obeys_is_known(void **state)
{
	static const uint32_t obeyed[] = { 0,	   '\n',   0x1B,   0x1F,
					   0x7F,   0x80,   0x9B,   0x9F,
					   0x202A, 0x202E, 0x2066, 0x2069,
					   0x2028, 0x2029 };
	static const uint32_t shown[] = { ' ',	  '~',	  0xA0,	  0x2027,
					  0x202F, 0x2065, 0x206A, 0xFEFF };

	(void)state;
	for (size_t i = 0; i < COUNT(obeyed); i++)
		assert_true(unicode_is_obeyed(obeyed[i]));
	for (size_t i = 0; i < COUNT(shown); i++)
		assert_false(unicode_is_obeyed(shown[i]));
}

static void families_and_flags_are_no_flood(void **state)
{
	static const char family[] = "\U0001F468\u200D\U0001F469\u200D"
				     "\U0001F467\u200D\U0001F466";
	static const char england[] = "\U0001F3F4\U000E0067\U000E0062"
				      "\U000E0065\U000E006E\U000E0067"
				      "\U000E007F";

	(void)state;
	expect_visible(family, sizeof(family) - 1, VISIBLE_LINES, family);
	expect_visible(england, sizeof(england) - 1, VISIBLE_LINES, england);
}

/* The short way of folding is taken for most texts, alone and beside marks. */
static void folding_is_as_the_library_has_it(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (uint32_t c = 1; c < 0x11000; c++) {
		struct text text = { 0 };
		uint8_t *wanted;
		size_t length;

		if (c >= 0xD800 && c < 0xE000)
			continue;
		character_append(&text, c);
		text_add(&text, "Aa");
		character_append(&text, c);
		wanted = u8_casefold((const uint8_t *)text_string(&text),
				     text.length, NULL, UNINORM_NFC, NULL,
				     &length);
		assert_non_null(wanted);
		assert_string_equal(
			unicode_fold(text_string(&text), &arena),
			arena_strndup(&arena, (char *)wanted, length));
		free(wanted);
		text_release(&text);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(widths_are_those_of_a_terminal),
		cmocka_unit_test(a_prefix_is_whole_clusters),
		cmocka_unit_test(invalid_utf8_is_known),
		cmocka_unit_test(composing_and_folding_make_equals_equal),
		cmocka_unit_test(folding_is_as_the_library_has_it),
		cmocka_unit_test(plain_text_is_shown_as_it_is),
		cmocka_unit_test(escape_sequences_are_pictures),
		cmocka_unit_test(direction_overrides_are_spelled_out),
		cmocka_unit_test(bytes_that_are_not_utf8_are_replaced),
		cmocka_unit_test(any_bytes_become_valid_text_without_controls),
		cmocka_unit_test(line_breaks_are_kept_or_become_blanks),
		cmocka_unit_test(a_flood_of_marks_is_dammed),
		cmocka_unit_test(a_flood_of_what_is_not_seen_is_dammed),
		cmocka_unit_test(broken_text_becomes_text_in_any_form),
		cmocka_unit_test(any_bytes_have_a_form_of_each_kind),
		cmocka_unit_test(what_a_terminal_obeys_is_known),
		cmocka_unit_test(families_and_flags_are_no_flood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
