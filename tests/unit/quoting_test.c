#include "exchange/quoting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

/* The first row of the bytes as libcsv will see it. */
static void expect(const char *bytes, char delimiter, enum quoting quoting,
		   const char *row_text)
{
	struct text plain = { 0 };
	struct quoted_row row;

	assert_true(quoting_find_row(bytes, strlen(bytes), true, delimiter,
				     quoting, &plain, &row));
	if (!row.rewritten) {
		text_clear(&plain);
		text_append(&plain, bytes, row.length);
	}
	assert_string_equal(text_string(&plain), row_text);
	text_release(&plain);
}

static void a_well_formed_row_is_left_as_it_is(void **state)
{
	(void)state;
	expect("a,\"b,\"\"c\"\"\",d\nnext", ',', QUOTING_CAREFUL,
	       "a,\"b,\"\"c\"\"\",d");
	expect("a,\"b\nc\"\r\nnext", ',', QUOTING_CAREFUL, "a,\"b\nc\"");
	expect("a, \"b,c\" ,d", ',', QUOTING_CAREFUL, "a, \"b,c\" ,d");
	expect("a,", ',', QUOTING_CAREFUL, "a,");
}

static void an_unclosed_quote_is_a_letter(void **state)
{
	(void)state;
	expect("\"a,b\nc,d\n", ',', QUOTING_CAREFUL, "\"\"\"a\",b");
	expect("\"a,b\nc,d\n", ',', QUOTING_TRUSTED, "\"\"\"a\",b");
}

static void a_quote_closed_before_text_is_a_letter(void **state)
{
	(void)state;
	expect("\"Cracked\" Engineer\tx", '\t', QUOTING_CAREFUL,
	       "\"\"\"Cracked\"\" Engineer\"\tx");
}

static void a_quote_inside_a_field_is_a_letter(void **state)
{
	(void)state;
	expect("5\" disk,b\n", ',', QUOTING_CAREFUL, "\"5\"\" disk\",b");
}

static void in_a_tab_file_a_blank_before_the_quote_makes_it_a_letter(
	void **state)
{
	(void)state;
	expect("a\t \"b\"\n", '\t', QUOTING_CAREFUL, "a\t\" \"\"b\"\"\"");
}

static void a_quoted_field_of_101_lines_is_two_stray_quotes(void **state)
{
	char bytes[256] = "\"a";
	const char *whole;

	(void)state;
	memset(bytes + 2, '\n', 101);
	strcpy(bytes + 103, "b\",c");
	expect(bytes, ',', QUOTING_CAREFUL, "\"\"\"a\"");
	whole = bytes;
	expect(bytes, ',', QUOTING_TRUSTED, whole);
	memmove(bytes + 2, bytes + 3, strlen(bytes + 2));
	expect(bytes, ',', QUOTING_CAREFUL, whole);
}

static void a_quoted_field_that_holds_rows_of_a_tab_file_is_none(void **state)
{
	(void)state;
	expect("\"a\tb\nc\td\"\n", '\t', QUOTING_CAREFUL, "\"\"\"a\"\tb");
	expect("\"a\tb\nc\td\"\n", '\t', QUOTING_TRUSTED, "\"a\tb\nc\td\"");
	expect("\"a\tb\nc\"\n", '\t', QUOTING_CAREFUL, "\"\"\"a\"\tb");
	expect("\"a\tb\nc\nd\"\n", '\t', QUOTING_CAREFUL, "\"a\tb\nc\nd\"");
}

static void every_line_end_ends_a_row(void **state)
{
	static const char *const rows[] = { "a,b\nc", "a,b\r\nc", "a,b\rc" };
	struct text plain = { 0 };
	struct quoted_row row;

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_true(quoting_find_row(rows[i], strlen(rows[i]), true,
					     ',', QUOTING_CAREFUL, &plain,
					     &row));
		assert_int_equal(row.length, 3);
		assert_int_equal(row.with_end, i == 1 ? 5 : 4);
		assert_int_equal(row.line_breaks, 0);
	}
	text_release(&plain);
}

static void line_breaks_inside_are_counted_whatever_their_kind(void **state)
{
	const char *bytes = "\"a\r\nb\rc\nd\",e\n";
	struct text plain = { 0 };
	struct quoted_row row;

	(void)state;
	assert_true(quoting_find_row(bytes, strlen(bytes), true, ',',
				     QUOTING_CAREFUL, &plain, &row));
	assert_int_equal(row.line_breaks, 3);
	text_release(&plain);
}

/* What is found does not depend on how many of the next bytes are known. */
static void more_bytes_are_asked_for_rather_than_guessed(void **state)
{
	static const char *const files[] = {
		"a,b\nc,d\n", "a,b\r\nc",    "\"a\"\"b\",c\n",	"\"a\" \nb",
		"\"a\",b\n",  "\"a\"x,b\nc", "x\"y,\"z\nw\"\n",
	};
	struct text plain = { 0 }, wanted = { 0 };
	struct quoted_row row, whole;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		const char *bytes = files[i];
		size_t length = strlen(bytes);

		assert_true(quoting_find_row(bytes, length, true, ',',
					     QUOTING_CAREFUL, &wanted, &whole));
		for (size_t known = 0; known <= length; known++) {
			if (!quoting_find_row(bytes, known, false, ',',
					      QUOTING_CAREFUL, &plain, &row))
				continue;
			assert_int_equal(row.with_end, whole.with_end);
			assert_int_equal(row.rewritten, whole.rewritten);
			assert_string_equal(text_string(&plain),
					    text_string(&wanted));
		}
	}
	text_release(&plain);
	text_release(&wanted);
}

static void fields_are_counted_by_their_quotes(void **state)
{
	const char *bytes = "\"a\",b, ,,\"c,d\",\"e\" f\n";
	struct text plain = { 0 };
	struct quoted_row row;

	(void)state;
	assert_true(quoting_find_row(bytes, strlen(bytes), true, ',',
				     QUOTING_CAREFUL, &plain, &row));
	assert_int_equal(row.fields, 6);
	assert_int_equal(row.quoted, 2);
	assert_int_equal(row.bare, 2);
	text_release(&plain);
}

static void the_nearest_line_end_is_found_however_far_it_is(void **state)
{
	char bytes[2000];

	(void)state;
	memset(bytes, 'x', sizeof(bytes));
	assert_int_equal(quoting_line_end(bytes, 2000, 0), 2000);
	bytes[1900] = '\n';
	assert_int_equal(quoting_line_end(bytes, 2000, 3), 1900);
	bytes[700] = '\r';
	assert_int_equal(quoting_line_end(bytes, 2000, 3), 700);
	assert_int_equal(quoting_line_end(bytes, 2000, 700), 700);
	assert_int_equal(quoting_line_end(bytes, 2000, 701), 1900);
	assert_int_equal(quoting_line_end(bytes, 2000, 2000), 2000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_well_formed_row_is_left_as_it_is),
		cmocka_unit_test(an_unclosed_quote_is_a_letter),
		cmocka_unit_test(a_quote_closed_before_text_is_a_letter),
		cmocka_unit_test(a_quote_inside_a_field_is_a_letter),
		cmocka_unit_test(
			in_a_tab_file_a_blank_before_the_quote_makes_it_a_letter),
		cmocka_unit_test(
			a_quoted_field_of_101_lines_is_two_stray_quotes),
		cmocka_unit_test(
			a_quoted_field_that_holds_rows_of_a_tab_file_is_none),
		cmocka_unit_test(every_line_end_ends_a_row),
		cmocka_unit_test(
			line_breaks_inside_are_counted_whatever_their_kind),
		cmocka_unit_test(more_bytes_are_asked_for_rather_than_guessed),
		cmocka_unit_test(fields_are_counted_by_their_quotes),
		cmocka_unit_test(
			the_nearest_line_end_is_found_however_far_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
