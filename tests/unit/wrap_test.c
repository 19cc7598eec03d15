#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "base/text.h"
#include "base/unicode.h"
#include "terminal/wrap.h"

static void expect_wrapped(const char *string, int width, int first_column,
			   int indent, const char *expected)
{
	struct text out = { 0 };

	wrap_append(&out, string, width, first_column, indent);
	assert_string_equal(text_string(&out), expected);
	text_release(&out);
}

static void lines_break_at_blanks(void **state)
{
	(void)state;
	expect_wrapped("the quick brown fox", 10, 0, 0, "the quick\nbrown fox");
}

static void the_first_line_begins_where_printing_stopped(void **state)
{
	(void)state;
	expect_wrapped("the quick brown fox", 12, 3, 3,
		       "the quick\n   brown fox");
	expect_wrapped("quick", 12, 9, 3, "\n   quick");
}

static void chinese_breaks_between_characters_but_not_before_a_stop(
	void **state)
{
	(void)state;
	expect_wrapped("把离散的词映射为向量。", 10, 0, 0,
		       "把离散的词\n映射为向\n量。");
}

static void parts_between_dots_stay_whole(void **state)
{
	struct text out = { 0 };

	(void)state;
	wrap_parts(&out, "12 张到期 · 3 张重练 · 约 2 分钟", 24, 2, 2);
	assert_string_equal(text_string(&out),
			    "12 张到期 · 3 张重练\n  约 2 分钟");
	text_clear(&out);
	wrap_parts(&out, "a · 离散的词映射为 · b", 10, 0, 2);
	assert_string_equal(text_string(&out), "a\n  离散的词\n  映射为\n  b");
	text_release(&out);
}

static void newlines_are_kept_without_trailing_blanks(void **state)
{
	(void)state;
	expect_wrapped("one  \n\n  two ", 20, 0, 4, "one\n\n      two");
}

static void a_word_longer_than_the_line_is_cut(void **state)
{
	(void)state;
	expect_wrapped("see abcdefghijklmno", 10, 0, 2,
		       "see\n  abcdefgh\n  ijklmno");
}

static void a_cut_keeps_combining_marks_with_their_letter(void **state)
{
	(void)state;
	expect_wrapped("e\u0301e\u0301e\u0301", 2, 0, 0,
		       "e\u0301e\u0301\ne\u0301");
}

static void an_indent_wider_than_the_line_gives_way(void **state)
{
	(void)state;
	expect_wrapped("词语词语词语", 10, 0, 30, "词语词语词\n        语");
}

static void an_empty_string_prints_nothing(void **state)
{
	(void)state;
	expect_wrapped("", 10, 4, 4, "");
	expect_wrapped("   ", 10, 4, 4, "");
}

static void expect_fitted(const char *string, int columns, const char *expected)
{
	struct text out = { 0 };

	text_add(&out, "|");
	wrap_fit(&out, string, columns);
	assert_string_equal(text_string(&out) + 1, expected);
	text_release(&out);
}

static void fitting_pads_or_cuts_to_the_exact_width(void **state)
{
	(void)state;
	expect_fitted("abc", 5, "abc  ");
	expect_fitted("abcde", 5, "abcde");
	expect_fitted("abcdef", 5, "abcd…");
	expect_fitted("词语词", 5, "词语…");
	expect_fitted("词语词", 4, "词… ");
	expect_fitted("词", 1, "…");
	expect_fitted("abc", 0, "");
}

static void padding_never_cuts(void **state)
{
	struct text out = { 0 };

	(void)state;
	wrap_pad(&out, "词", 3);
	wrap_pad(&out, "long", 2);
	assert_string_equal(text_string(&out), "词 long");
	text_release(&out);
}

/* ---- any text ---------------------------------------------------------- */

static void append_random(struct text *text, struct random *random)
{
	static const char *const pieces[] = {
		" ",
		" ",
		"  ",
		"\n",
		"a",
		"word",
		"嵌入",
		"。",
		"「",
		"e\u0301",
		"\u0301",
		"👩\u200d💻",
		"🇨🇳",
		"한국어",
		"ᄒ",
		"ᅡ",
		"ᆫ",
		"\u200b",
		"\u00a0",
		"ไทย",
		"don't",
		"http://example.org/a?b=c",
		"incomprehensibilities",
		"3.14",
		"—",
		"…",
		"\u3000",
		"👍🏽",
		"👨\u200d👩\u200d👧\u200d👦\u200d👨\u200d👩\u200d👧\u200d👦",
		"(",
		")",
	};
	size_t count = random_next(random) % 60;

	for (size_t i = 0; i < count; i++)
		text_add(text, pieces[random_next(random) %
				      (sizeof(pieces) / sizeof(pieces[0]))]);
}

static void expect_lines_within(const char *lines, int width, int used)
{
	struct arena arena = { 0 };

	for (;;) {
		size_t length = strcspn(lines, "\n");
		char *line = arena_strndup(&arena, lines, length);

		assert_true(used + unicode_width(line) <= width);
		assert_false(length > 0 && line[length - 1] == ' ');
		if (!lines[length])
			break;
		lines += length + 1;
		used = 0;
	}
	arena_release(&arena);
}

static void expect_same_but_for_blanks(const char *a, const char *b)
{
	for (;;) {
		a += strspn(a, " \n");
		b += strspn(b, " \n");
		assert_int_equal(*a, *b);
		if (!*a)
			return;
		a++;
		b++;
	}
}

static void no_line_of_any_text_is_too_wide_and_no_text_is_lost(void **state)
{
	struct random random;

	(void)state;
	random_seed(&random, 20261123);
	for (int turn = 0; turn < 20000; turn++) {
		struct text in = { 0 }, out = { 0 };
		int width = 10 + (int)(random_next(&random) % 71);
		int first = (int)(random_next(&random) % (uint64_t)width);
		int indent = (int)(random_next(&random) % 20);

		append_random(&in, &random);
		wrap_append(&out, text_string(&in), width, first, indent);
		expect_lines_within(text_string(&out), width, first);
		expect_same_but_for_blanks(text_string(&in), text_string(&out));
		text_release(&in);
		text_release(&out);
	}
}

static void any_text_fits_exactly(void **state)
{
	struct random random;

	(void)state;
	random_seed(&random, 7);
	for (int turn = 0; turn < 5000; turn++) {
		struct text in = { 0 }, out = { 0 };
		int columns = (int)(random_next(&random) % 80);

		append_random(&in, &random);
		wrap_fit(&out, text_string(&in), columns);
		assert_int_equal(unicode_width(text_string(&out)), columns);
		text_release(&in);
		text_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_break_at_blanks),
		cmocka_unit_test(the_first_line_begins_where_printing_stopped),
		cmocka_unit_test(
			chinese_breaks_between_characters_but_not_before_a_stop),
		cmocka_unit_test(parts_between_dots_stay_whole),
		cmocka_unit_test(newlines_are_kept_without_trailing_blanks),
		cmocka_unit_test(a_word_longer_than_the_line_is_cut),
		cmocka_unit_test(a_cut_keeps_combining_marks_with_their_letter),
		cmocka_unit_test(an_indent_wider_than_the_line_gives_way),
		cmocka_unit_test(an_empty_string_prints_nothing),
		cmocka_unit_test(fitting_pads_or_cuts_to_the_exact_width),
		cmocka_unit_test(padding_never_cuts),
		cmocka_unit_test(
			no_line_of_any_text_is_too_wide_and_no_text_is_lost),
		cmocka_unit_test(any_text_fits_exactly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
