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
#include "terminal/table.h"

static const struct table_column columns[] = {
	{ .title = "Deck", .flexible = true },
	{ .title = "Due", .align = TABLE_RIGHT },
	{ .title = "Tags", .flexible = true, .optional = true },
	{ .title = "Last", .optional = true },
};

static struct table *decks(void)
{
	static const char *const rows[][4] = {
		{ "llm-terms", "12", "nlp, ml", "today" },
		{ "汉语水平考试一级词汇表", "4", NULL, "yesterday" },
	};
	struct table *table = table_new(columns, 4);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		table_add(table, rows[i]);
	return table;
}

static void expect_rendered(int width, const char *expected)
{
	struct table *table = decks();
	struct text out = { 0 };

	table_render(table, width, &out);
	assert_string_equal(text_string(&out), expected);
	text_release(&out);
	table_free(table);
}

static void columns_are_aligned_by_display_width(void **state)
{
	(void)state;
	expect_rendered(80,
			"Deck                    Due  Tags     Last\n"
			"llm-terms                12  nlp, ml  today\n"
			"汉语水平考试一级词汇表    4           yesterday\n");
}

static void a_flexible_column_is_cut_first(void **state)
{
	(void)state;
	expect_rendered(40, "Deck             Due  Tags     Last\n"
			    "llm-terms         12  nlp, ml  today\n"
			    "汉语水平考试一…    4           yesterday\n");
}

static void then_optional_columns_are_left_out(void **state)
{
	(void)state;
	expect_rendered(20, "Deck             Due\n"
			    "llm-terms         12\n"
			    "汉语水平考试一…    4\n");
}

static void at_last_only_the_first_column_is_left(void **state)
{
	(void)state;
	expect_rendered(4, "Deck\nllm…\n汉…\n");
}

/* The first rows decide: what room is left goes to the flexible column, what is
 * longer later is cut, and columns that are to be wider are. */
static void later_rows_keep_the_columns_of_the_first(void **state)
{
	static const struct table_column some[] = {
		{ .title = "id", .align = TABLE_RIGHT, .least = 4 },
		{ .title = "text", .flexible = true },
		{ .title = "due" },
	};
	static const char *const rows[][3] = { { "1", "猫", "today" },
					       { "2", "a longer text", "" },
					       { "1234", "last", "x" } };
	struct table *table = table_new(some, 3);
	struct text out = { 0 };

	(void)state;
	for (int i = 0; i < 3; i++) {
		table_add(table, rows[i]);
		table_render_more(table, 22, &out);
		table_clear(table);
	}
	assert_string_equal(text_string(&out), "  id  text       due\n"
					       "   1  猫         today\n"
					       "   2  a longer…\n"
					       "1234  last       x\n");
	text_release(&out);
	table_free(table);
}

static void without_titles_there_is_no_line_of_titles(void **state)
{
	static const struct table_column bare[] = { { .align = TABLE_RIGHT },
						    { .title = NULL } };
	struct table *table = table_new(bare, 2);
	struct text out = { 0 };

	(void)state;
	table_render(table, 80, &out);
	assert_string_equal(text_string(&out), "");
	table_add(table, (const char *const[]){ "9", "a" });
	table_add(table, (const char *const[]){ "10", "b" });
	table_render(table, 80, &out);
	assert_string_equal(text_string(&out), " 9  a\n10  b\n");
	text_release(&out);
	table_free(table);
}

static void programs_get_tabs_and_whole_cells(void **state)
{
	struct table *table = decks();
	struct text out = { 0 };

	(void)state;
	table_add(table, (const char *const[]){ "a\tb\nc", "", "", "d" });
	table_render_tsv(table, &out);
	assert_string_equal(text_string(&out),
			    "llm-terms\t12\tnlp, ml\ttoday\n"
			    "汉语水平考试一级词汇表\t4\t\tyesterday\n"
			    "a b c\t\t\td\n");
	text_release(&out);
	table_free(table);
}

/* ---- any table --------------------------------------------------------- */

static const char *random_cell(struct random *random)
{
	static const char *const cells[] = {
		"",
		"a",
		"12",
		"嵌入",
		"e\u0301",
		"👩\u200d💻",
		"한국어 단어",
		"a rather long cell that wants to be cut somewhere",
		"很长的一个单元格需要在某处被截断",
		"incomprehensibilities",
	};

	return cells[random_next(random) % (sizeof(cells) / sizeof(cells[0]))];
}

static void expect_rows_within(const char *rows, int width)
{
	struct arena arena = { 0 };

	while (*rows) {
		size_t length = strcspn(rows, "\n");
		char *row = arena_strndup(&arena, rows, length);

		assert_true(unicode_width(row) <= width);
		assert_false(length > 0 && row[length - 1] == ' ');
		rows += length + 1;
	}
	arena_release(&arena);
}

static void no_row_of_any_table_is_too_wide(void **state)
{
	enum { MOST = 6 };
	struct random random;

	(void)state;
	random_seed(&random, 20261123);
	for (int turn = 0; turn < 5000; turn++) {
		struct table_column some[MOST] = { 0 };
		int count = 1 + (int)(random_next(&random) % MOST);
		int width = 1 + (int)(random_next(&random) % 80);
		struct table *table;
		struct text out = { 0 };

		for (int i = 0; i < count; i++) {
			uint64_t bits = random_next(&random);

			some[i].title = random_cell(&random);
			some[i].align = bits & 1 ? TABLE_RIGHT : TABLE_LEFT;
			some[i].flexible = bits & 2;
			some[i].optional = bits & 4;
		}
		table = table_new(some, count);
		for (int row = 0; row < 4; row++) {
			const char *cells[MOST];

			for (int i = 0; i < count; i++)
				cells[i] = random_cell(&random);
			table_add(table, cells);
		}
		table_render(table, width, &out);
		expect_rows_within(text_string(&out), width);
		text_release(&out);
		table_free(table);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_aligned_by_display_width),
		cmocka_unit_test(a_flexible_column_is_cut_first),
		cmocka_unit_test(then_optional_columns_are_left_out),
		cmocka_unit_test(at_last_only_the_first_column_is_left),
		cmocka_unit_test(later_rows_keep_the_columns_of_the_first),
		cmocka_unit_test(without_titles_there_is_no_line_of_titles),
		cmocka_unit_test(programs_get_tabs_and_whole_cells),
		cmocka_unit_test(no_row_of_any_table_is_too_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
