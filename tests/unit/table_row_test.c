#include "exchange/table_row.h"

#include "unit.h"

#include "base/text.h"

static struct cell cell_of(const char *string)
{
	return (struct cell){ string, strlen(string) };
}

static void take(void *bytes, size_t length, void *context)
{
	struct text *text = context;

	text_add_char(text, '[');
	text_append(text, bytes, length);
	text_add_char(text, ']');
}

static void expect(const char *line, const char *cells)
{
	struct text text = { 0 };

	table_cut(cell_of(line), take, &text);
	assert_string_equal(text_string(&text), cells);
	text_release(&text);
}

static void the_frame_is_no_cell(void **state)
{
	(void)state;
	expect("| a | b |", "[ a ][ b ]");
	expect("  |a|b|  ", "[a][b]");
	expect("a | b", "[a ][ b]");
	expect("|| b |", "[][ b ]");
	expect("| a | |", "[ a ][ ]");
	expect("", "[]");
}

static void a_pipe_after_a_backslash_is_a_letter(void **state)
{
	(void)state;
	expect("| a \\| b | c\\d |", "[ a | b ][ c\\d ]");
	expect("| a | b \\|", "[ a ][ b |]");
	assert_false(table_has_pipe(cell_of("a \\| b")));
	assert_true(table_has_pipe(cell_of("a | b")));
}

static void quotes_are_letters(void **state)
{
	(void)state;
	expect("|\"a|b\"|", "[\"a][b\"]");
}

static void lines_that_only_draw_are_rules(void **state)
{
	static const char *const rules[] = {
		"|---|:--:|", "--- | ---", "|----+---|",
		"+---+---+",  "----",	   "=== ===",
	};
	static const char *const others[] = { "", "|  |  |", "| - |", "|-x-|",
					      "a---" };

	(void)state;
	for (size_t i = 0; i < COUNT(rules); i++)
		assert_true(table_is_rule(cell_of(rules[i])));
	for (size_t i = 0; i < COUNT(others); i++)
		assert_false(table_is_rule(cell_of(others[i])));
	assert_false(table_is_rule((struct cell){ "--\0--", 5 }));
}

static void a_pipe_at_both_ends_is_a_frame(void **state)
{
	(void)state;
	assert_true(table_is_framed(cell_of(" | a | b | ")));
	assert_false(table_is_framed(cell_of("| a | b")));
	assert_false(table_is_framed(cell_of("| a | b \\|")));
	assert_false(table_is_framed(cell_of("|")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_frame_is_no_cell),
		cmocka_unit_test(a_pipe_after_a_backslash_is_a_letter),
		cmocka_unit_test(quotes_are_letters),
		cmocka_unit_test(lines_that_only_draw_are_rules),
		cmocka_unit_test(a_pipe_at_both_ends_is_a_frame),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
