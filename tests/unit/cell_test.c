#include "exchange/cell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static struct cell cell(const char *string)
{
	return (struct cell){ string, strlen(string) };
}

static void outer_blanks_of_every_kind_are_trimmed(void **state)
{
	struct arena arena = { 0 };
	struct cell padded = cell(" \t\xC2\xA0\xE3\x80\x80"
				  "a b\xE3\x80\x80\r\n ");

	(void)state;
	assert_string_equal(cell_text(&padded, &arena), "a b");
	arena_release(&arena);
}

static void inner_line_breaks_become_line_feeds(void **state)
{
	struct arena arena = { 0 };
	struct cell lines = cell("a\r\nb\rc\n\nd");

	(void)state;
	assert_string_equal(cell_text(&lines, &arena), "a\nb\nc\n\nd");
	assert_string_equal(cell_line(&lines, &arena), "a b c d");
	arena_release(&arena);
}

static void blanks_only_is_blank_and_a_nul_is_not(void **state)
{
	struct cell blank = cell(" \xC2\xA0\t"), empty = cell("");
	struct cell nul = { "\0", 1 };
	struct cells row = { (struct cell[]){ blank, empty }, 2 };

	(void)state;
	assert_true(cell_is_blank(&blank));
	assert_false(cell_is_blank(&nul));
	assert_true(cells_are_blank(&row));
	assert_true(cells_are_blank(&(struct cells){ 0 }));
}

static void tags_are_cut_sorted_and_unique(void **state)
{
	struct arena arena = { 0 };
	struct cell text = cell(" noun,hsk1;b、动词，b；hsk1\xE3\x80\x80z ");
	const char **tags;
	static const char *const expected[] = { "b", "hsk1", "noun", "z",
						"动词" };

	(void)state;
	assert_int_equal(cell_tags(&text, &arena, &tags), 5);
	for (int i = 0; i < 5; i++)
		assert_string_equal(tags[i], expected[i]);
	arena_release(&arena);
}

static void separators_alone_are_no_tags(void **state)
{
	struct arena arena = { 0 };
	struct cell text = cell(" ,; ,");
	const char **tags;

	(void)state;
	assert_int_equal(cell_tags(&text, &arena, &tags), 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(outer_blanks_of_every_kind_are_trimmed),
		cmocka_unit_test(inner_line_breaks_become_line_feeds),
		cmocka_unit_test(blanks_only_is_blank_and_a_nul_is_not),
		cmocka_unit_test(tags_are_cut_sorted_and_unique),
		cmocka_unit_test(separators_alone_are_no_tags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
