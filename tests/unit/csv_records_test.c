#include "exchange/csv_records.h"

#include "deck_file.h"

#include "base/text.h"

/* All rows of a file as text: "line-last|cell|cell\n". */
static char *rows_laid_out(const char *bytes, size_t length,
			   const struct csv_layout *layout)
{
	struct deck_file file;
	struct deck_source *source;
	struct csv_records *records;
	struct csv_record record;
	static const char *const kinds[] = {
		[CSV_ROW] = "",
		[CSV_DIRECTIVE] = " directive",
		[CSV_COMMENT] = " comment",
		[CSV_RULE] = " rule",
		[CSV_TOO_LONG] = " too long",
	};
	struct text text = { 0 };
	struct error err;

	deck_file_make(&file, bytes, length);
	source = deck_source_open(file.path, NULL, &err);
	assert_non_null(source);
	assert_true(csv_records_open(source, layout, &records, &err));
	while (csv_records_next(records, &record, &err) &&
	       record.kind != CSV_END) {
		text_printf(&text, "%ld-%ld", record.line, record.last_line);
		text_add(&text, kinds[record.kind]);
		if (record.too_wide)
			text_printf(&text, " too wide %zu", record.row.count);
		for (size_t i = 0; i < record.row.count && !record.too_wide;
		     i++) {
			text_add_char(&text, '|');
			text_append(&text, record.row.list[i].bytes,
				    record.row.list[i].length);
		}
		text_add_char(&text, '\n');
	}
	csv_records_close(records);
	deck_source_close(source);
	deck_file_remove(&file);
	return text.data;
}

static char *rows_of(const char *bytes, size_t length, char delimiter)
{
	const struct csv_layout layout = { .delimiter = delimiter };

	return rows_laid_out(bytes, length, &layout);
}

static void expect_rows(const char *bytes, char delimiter, const char *rows)
{
	char *found = rows_of(bytes, strlen(bytes), delimiter);

	assert_string_equal(found, rows);
	free(found);
}

static void a_row_is_cut_at_each_delimiter(void **state)
{
	(void)state;
	expect_rows("a,b,c\n,,\nd,\n", ',', "1-1|a|b|c\n2-2|||\n3-3|d|\n");
	expect_rows("a\tb, c\t\td\n", '\t', "1-1|a|b, c||d\n");
	expect_rows("a b\n", ' ', "1-1|a|b\n");
}

static void a_quoted_field_may_hold_anything(void **state)
{
	(void)state;
	expect_rows("\"a,\"\"b\"\"\n\nc\",d\ne,f\n", ',',
		    "1-3|a,\"b\"\n\nc|d\n4-4|e|f\n");
}

static void line_ends_may_be_mixed(void **state)
{
	(void)state;
	expect_rows("a,1\r\nb,2\rc,3\nd,4", ',',
		    "1-1|a|1\n2-2|b|2\n3-3|c|3\n4-4|d|4\n");
	expect_rows("\"x\r\ny\",1\r\r\nb,2", ',',
		    "1-2|x\r\ny|1\n3-3\n4-4|b|2\n");
}

static void an_empty_line_is_a_row_with_its_own_number(void **state)
{
	(void)state;
	expect_rows("\n\na,b\n\n", ',', "1-1\n2-2\n3-3|a|b\n4-4\n");
}

static void stray_quotes_stay_and_swallow_nothing(void **state)
{
	(void)state;
	expect_rows("\"a,b\nc,5\" disk\n\"x\" y,z\n", ',',
		    "1-1|\"a|b\n2-2|c|5\" disk\n3-3|\"x\" y|z\n");
}

static void nothing_of_a_row_leaks_into_the_next(void **state)
{
	(void)state;
	expect_rows("\"a\"\"\",b\n\"\",\nx", ',', "1-1|a\"|b\n2-2||\n3-3|x\n");
}

static void a_row_longer_than_the_limit_is_passed_over(void **state)
{
	size_t length = CSV_ROW_LIMIT + 100000;
	char *bytes = malloc(length + 32);
	char *rows;

	(void)state;
	memcpy(bytes, "a,b\n", 4);
	memset(bytes + 4, 'x', length);
	memcpy(bytes + 4 + length, "\r\nc,d\n", 6);
	rows = rows_of(bytes, length + 10, ',');
	assert_string_equal(rows, "1-1|a|b\n2-2 too long\n3-3|c|d\n");
	free(rows);
	rows = rows_of(bytes, length + 4, ',');
	assert_string_equal(rows, "1-1|a|b\n2-2 too long\n");
	free(rows);
	free(bytes);
}

static void a_quote_left_open_over_the_limit_costs_no_other_row(void **state)
{
	size_t length = CSV_ROW_LIMIT + 100000;
	char *bytes = malloc(length + 32);
	char *rows;

	(void)state;
	memcpy(bytes, "\"a,b\nc,", 7);
	memset(bytes + 7, 'x', length);
	memcpy(bytes + 7 + length, "\nd,e", 4);
	rows = rows_of(bytes, length + 11, ',');
	assert_string_equal(rows, "1-1|\"a|b\n2-2 too long\n3-3|d|e\n");
	free(rows);
	free(bytes);
}

static void a_row_of_endless_delimiters_is_too_wide(void **state)
{
	char bytes[CSV_FIELD_LIMIT + 10];
	char *rows;

	(void)state;
	memset(bytes, ',', sizeof(bytes));
	memcpy(bytes + sizeof(bytes) - 4, "\na,b", 4);
	rows = rows_of(bytes, sizeof(bytes), ',');
	assert_string_equal(rows, "1-1 too wide 4096\n2-2|a|b\n");
	free(rows);
}

/* The window is filled 64 KiB at a time: no row may notice. */
static void rows_across_the_edge_of_a_read_are_whole(void **state)
{
	struct text bytes = { 0 }, expected = { 0 };
	char *rows;
	long line = 1;

	(void)state;
	for (int i = 0; i < 9000; i++) {
		int lines = i % 7 == 0;

		text_printf(&bytes, "front %d,\"back%s%d\"\r\n", i,
			    lines ? "\r\n" : " ", i);
		text_printf(&expected, "%ld-%ld|front %d|back%s%d\n", line,
			    line + lines, i, lines ? "\r\n" : " ", i);
		line += 1 + lines;
	}
	rows = rows_of(bytes.data, bytes.length, ',');
	assert_string_equal(rows, expected.data);
	free(rows);
	text_release(&bytes);
	text_release(&expected);
}

/* ---- comments and tables ------------------------------------------------- */

static void expect_laid_out(const char *bytes, const struct csv_layout *layout,
			    const char *rows)
{
	char *found = rows_laid_out(bytes, strlen(bytes), layout);

	assert_string_equal(found, rows);
	free(found);
}

static void a_comment_is_one_line_whatever_quotes_it_opens(void **state)
{
	const struct csv_layout layout = { .delimiter = ',',
					   .comment_mark = "#",
					   .width = 2 };

	(void)state;
	expect_laid_out("# say, \"hi\nx\",y\r\na,b\n#\n##x,y\n#,b\n", &layout,
			"1-1 comment\n2-2|x\"|y\n3-3|a|b\n4-4 comment\n"
			"5-5 comment\n6-6|#|b\n");
}

static void a_line_with_a_mark_that_looks_like_a_row_is_one(void **state)
{
	const struct csv_layout layout = { .delimiter = ',',
					   .comment_mark = "#",
					   .width = 2 };

	(void)state;
	expect_laid_out("#include <stdio.h>,io\n#x,y,z\n#note\n#deck:a,b\n",
			&layout,
			"1-1|#include <stdio.h>|io\n2-2 comment\n"
			"3-3 comment\n4-4 directive\n");
}

static void lines_of_the_preface_are_no_rows(void **state)
{
	const struct csv_layout layout = { .delimiter = ';',
					   .comment_mark = "#",
					   .preface_lines = 4 };

	(void)state;
	expect_laid_out("sep=;\n\n#x;y\n#html:true\na;b\n", &layout,
			"1-1 directive\n2-2\n3-3 comment\n4-4 directive\n"
			"5-5|a|b\n");
}

static void a_table_has_rules_and_text_around_it(void **state)
{
	const struct csv_layout layout = { .delimiter = '|', .table = true };

	(void)state;
	expect_laid_out("Words\n\n| a | \"b |\n|---|---|\n| c\\|d | e\" |\n",
			&layout,
			"1-1 comment\n2-2|\n3-3| a | \"b \n4-4 rule\n"
			"5-5| c|d | e\" \n");
}

static void a_line_is_cut_without_a_file(void **state)
{
	struct arena arena = { 0 };
	struct cells cells;

	(void)state;
	csv_cut_line((struct cell){ "a,\"b,c\",d\"", 10 }, ',', &arena, &cells);
	assert_int_equal(cells.count, 3);
	assert_string_equal(cells.list[1].bytes, "b,c");
	assert_string_equal(cells.list[2].bytes, "d\"");
	arena_release(&arena);
}

/* What all pieces hold together, bytes and line ends. */
static void expect_pieces_whole(const char *bytes, size_t length,
				const struct csv_layout *layout)
{
	struct deck_file file;
	struct deck_source *source;
	struct csv_records *records;
	struct csv_record record;
	struct text text = { 0 };
	struct error err;

	deck_file_make(&file, bytes, length);
	source = deck_source_open(file.path, NULL, &err);
	assert_non_null(source);
	assert_true(csv_records_open(source, layout, &records, &err));
	while (csv_records_next_piece(records, &record, &err) &&
	       record.kind != CSV_END) {
		text_append(&text, record.raw.bytes, record.raw.length);
		text_append(&text, record.line_end.bytes,
			    record.line_end.length);
	}
	assert_int_equal(text.length, length);
	assert_memory_equal(text.data, bytes, length);
	csv_records_close(records);
	deck_source_close(source);
	deck_file_remove(&file);
	text_release(&text);
}

/* A row of so many bytes among others, and so many of what surrounds it. */
static void expect_row_whole(size_t length, size_t around,
			     const struct csv_layout *layout)
{
	char *bytes = malloc(length + 32);

	memcpy(bytes, "#x,\"y\n|a|\r\n\"", 13);
	memset(bytes + 13, 'x', length);
	memcpy(bytes + 13 + length, "\r\n\r\n\r\"a\nb\",c", 13);
	expect_pieces_whole(bytes, length + around, layout);
	free(bytes);
}

static void the_pieces_of_a_file_are_the_file(void **state)
{
	const struct csv_layout layouts[] = {
		{ .delimiter = ',', .comment_mark = "#", .width = 2 },
		{ .delimiter = '|', .table = true },
		{ .delimiter = '\t', .preface_lines = 3 },
	};
	const size_t ends[] = { 26, 13, 14 };
	enum { COUNT = 3 };

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		for (size_t j = 0; j < COUNT; j++)
			expect_row_whole(100, ends[j], &layouts[i]);
		expect_row_whole(CSV_ROW_LIMIT + 100000, ends[i], &layouts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_cut_at_each_delimiter),
		cmocka_unit_test(a_quoted_field_may_hold_anything),
		cmocka_unit_test(line_ends_may_be_mixed),
		cmocka_unit_test(an_empty_line_is_a_row_with_its_own_number),
		cmocka_unit_test(stray_quotes_stay_and_swallow_nothing),
		cmocka_unit_test(nothing_of_a_row_leaks_into_the_next),
		cmocka_unit_test(a_row_longer_than_the_limit_is_passed_over),
		cmocka_unit_test(
			a_quote_left_open_over_the_limit_costs_no_other_row),
		cmocka_unit_test(a_row_of_endless_delimiters_is_too_wide),
		cmocka_unit_test(rows_across_the_edge_of_a_read_are_whole),
		cmocka_unit_test(
			a_comment_is_one_line_whatever_quotes_it_opens),
		cmocka_unit_test(
			a_line_with_a_mark_that_looks_like_a_row_is_one),
		cmocka_unit_test(lines_of_the_preface_are_no_rows),
		cmocka_unit_test(a_table_has_rules_and_text_around_it),
		cmocka_unit_test(a_line_is_cut_without_a_file),
		cmocka_unit_test(the_pieces_of_a_file_are_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
