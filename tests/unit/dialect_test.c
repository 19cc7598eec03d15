#include "exchange/dialect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

enum { CELLS_MOST = 64 };

/* A row written as "a|b|c"; borrows the string. */
struct row {
	struct cell list[CELLS_MOST];
	struct cells cells;
};

static const struct cells *row_of(struct row *row, const char *string)
{
	size_t count = 0;

	for (;;) {
		size_t length = strcspn(string, "|");

		row->list[count++] = (struct cell){ string, length };
		if (!string[length])
			break;
		string += length + 1;
	}
	row->cells = (struct cells){ row->list, count };
	return &row->cells;
}

/* ---- delimiter ----------------------------------------------------------- */

enum { PIPE, SEMICOLON, COMMA, TAB };

/* `rows` rows of which `split` have `width` fields, the others one. */
static struct delimiter_tally tally(long rows, long split, int width)
{
	struct delimiter_tally made = { .rows = rows, .split = split };

	made.widths[1] = rows - split;
	made.widths[width] = split;
	return made;
}

/* A row written with pipes. */
static void add_row(struct delimiter_tally *made, const char *string)
{
	struct row row;

	delimiter_tally_add(made, '|', row_of(&row, string),
			    (struct cell){ string, strlen(string) });
}

static void a_delimiter_on_every_row_wins(void **state)
{
	struct delimiter_tally tallies[DIALECT_CANDIDATES] = { 0 };

	(void)state;
	tallies[COMMA] = tally(100, 100, 3);
	tallies[SEMICOLON] = tally(100, 70, 2);
	assert_int_equal(dialect_choose(tallies), ',');
}

static void a_tab_on_four_rows_of_five_wins_outright(void **state)
{
	struct delimiter_tally tallies[DIALECT_CANDIDATES] = { 0 };

	(void)state;
	tallies[COMMA] = tally(100, 100, 2);
	tallies[TAB] = tally(100, 80, 2);
	assert_int_equal(dialect_choose(tallies), '\t');
	tallies[TAB] = tally(100, 79, 2);
	assert_int_equal(dialect_choose(tallies), ',');
}

static void too_few_or_too_ragged_rows_are_no_evidence(void **state)
{
	struct delimiter_tally tallies[DIALECT_CANDIDATES] = { 0 };

	(void)state;
	tallies[COMMA] = tally(100, 59, 2);
	assert_int_equal(dialect_choose(tallies), 0);
	tallies[COMMA] = tally(100, 100, 2);
	tallies[COMMA].widths[2] = 49;
	assert_int_equal(dialect_choose(tallies), 0);
	tallies[COMMA].widths[2] = 50;
	assert_int_equal(dialect_choose(tallies), ',');
}

static void equal_scores_go_to_pipe_then_semicolon_then_comma(void **state)
{
	struct delimiter_tally tallies[DIALECT_CANDIDATES] = { 0 };

	(void)state;
	tallies[COMMA] = tallies[SEMICOLON] = tallies[PIPE] = tally(9, 9, 2);
	assert_int_equal(dialect_choose(tallies), '|');
	tallies[PIPE] = tally(9, 0, 2);
	assert_int_equal(dialect_choose(tallies), ';');
}

static void blank_rows_do_not_count(void **state)
{
	struct delimiter_tally made = { 0 };

	(void)state;
	add_row(&made, "||");
	add_row(&made, " ");
	add_row(&made, "a|b");
	assert_int_equal(made.rows, 1);
	assert_int_equal(made.split, 1);
}

static void a_header_of_front_and_back_decides_alone(void **state)
{
	struct delimiter_tally tallies[DIALECT_CANDIDATES] = { 0 };

	(void)state;
	tallies[TAB] = tally(100, 100, 2);
	add_row(&tallies[SEMICOLON], "Front|Back");
	assert_int_equal(dialect_choose(tallies), ';');
}

/* ---- header -------------------------------------------------------------- */

static bool is_header(const char *first, const char *const *rows)
{
	struct row_shape shape = { 0 };
	struct row row;

	for (; *rows; rows++)
		row_shape_add(&shape, row_of(&row, *rows));
	return dialect_is_header(row_of(&row, first), &shape);
}

static const char *const words[] = { "cat|Katze|x", "dog|Hund|y", "cow|Kuh|z",
				     NULL };

static void known_names_in_many_languages_are_a_header(void **state)
{
	static const char *const headers[] = {
		"front|back",
		"Question|Answer|Tags",
		"TERM|Definition|whatever",
		"词|释义",
		"中文|English",
		"Vorderseite|Rückseite",
		"Frage|ANTWORT",
		"mot|traduction",
		"palabra|traducción",
		"слово|перевод",
		"Русский|English",
		"単語|意味|例文",
		"단어|뜻",
		"meanings|words",
		"capital:de|capital:zh-tw|country",
		"translation_en|word",
		"kelime|çeviri",
		"λέξη|μετάφραση",
		"מילה|תרגום",
		"słowo|tłumaczenie",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		if (!is_header(headers[i], words))
			fail_msg("%s", headers[i]);
}

static void a_first_card_that_holds_a_name_is_no_header(void **state)
{
	(void)state;
	assert_false(is_header("the front door|die Haustür|x", words));
	assert_false(is_header("word|Haus|x", words));
	assert_false(is_header("front|vorn|a|b|c|d|e", words));
}

static void two_names_among_too_many_others_are_no_header(void **state)
{
	(void)state;
	assert_false(is_header("word|meaning|u|v|w|x|y", words));
	assert_true(is_header("word|meaning|u|v|w|x", words));
	assert_true(is_header("front|back|u|v|w|x|y|z|1|2|3", words));
}

static void a_text_over_a_column_of_numbers_is_a_header(void **state)
{
	static const char *const rows[] = { "cat|12", "dog|3.5", "cow|-7",
					    NULL };

	(void)state;
	assert_true(is_header("tier|gewicht", rows));
	assert_false(is_header("hen|4", rows));
	assert_false(is_header("tier|gewicht", words));
}

static void column_numbers_from_nought_are_a_header(void **state)
{
	(void)state;
	assert_true(is_header("0|1|2", words));
	assert_false(is_header("1|2|3", words));
}

static void a_full_row_over_mostly_empty_ones_is_a_header(void **state)
{
	static const char *const rows[] = { "a|b|||", "c|d|||",	  "e|f|||",
					    "g|h|||", "i|j|k||l", NULL };

	(void)state;
	assert_true(is_header("v|w|x|y|z", rows));
	assert_false(is_header("v|w|x|y|", rows));
}

static void without_evidence_there_is_no_header(void **state)
{
	(void)state;
	assert_false(is_header("hen|Henne|w", words));
	assert_false(is_header("front", words));
}

/* ---- shape --------------------------------------------------------------- */

static bool is_index(size_t column, const char *const *rows)
{
	struct row_shape shape = { 0 };
	struct row row;

	for (; *rows; rows++)
		row_shape_add(&shape, row_of(&row, *rows));
	return row_shape_is_index(&shape, column);
}

static void a_running_number_and_a_level_are_an_index(void **state)
{
	static const char *const rows[] = { "1|3-1|6|cat|1066",
					    "2|3-2|6|dog|1215",
					    "4|1-1|1|cow|1789", NULL };

	(void)state;
	assert_true(is_index(0, rows));
	assert_true(is_index(1, rows));
	assert_true(is_index(2, rows));
	assert_false(is_index(3, rows));
	assert_false(is_index(4, rows));
	assert_false(is_index(ROW_WIDTHS, rows));
}

static void pairs_that_follow_no_index_are_not_one(void **state)
{
	static const char *const rows[] = { "7-3|a|1-1", "9-2|b|1-2",
					    "8-8|c|1-3", NULL };

	(void)state;
	assert_false(is_index(0, rows));
	assert_false(is_index(2, rows));
}

static void the_width_of_most_rows_is_the_width(void **state)
{
	struct row_shape shape = { 0 };
	struct row row;

	(void)state;
	assert_int_equal(row_shape_width(&shape), 0);
	row_shape_add(&shape, row_of(&row, "a"));
	row_shape_add(&shape, row_of(&row, "b"));
	assert_int_equal(row_shape_width(&shape), 1);
	row_shape_add(&shape, row_of(&row, "c|d|e"));
	assert_int_equal(row_shape_width(&shape), 3);
}

/* ---- titles, tables, clozes ---------------------------------------------- */

static struct delimiter_tally tally_of(char delimiter, const char *const *rows)
{
	struct delimiter_tally made = { 0 };

	for (; *rows; rows++) {
		struct row row;

		delimiter_tally_add(&made, delimiter, row_of(&row, *rows),
				    (struct cell){ *rows, strlen(*rows) });
	}
	return made;
}

static void a_title_does_not_count_against_a_delimiter(void **state)
{
	static const char *const rows[] = { "Title", "by me", "x", "a|b",
					    "c|d",   "e|f",   NULL };
	static const char *const prose[] = { "One",  "two", "three",
					     "four", "a|b", NULL };
	struct delimiter_tally tallies[DIALECT_CANDIDATES] = { 0 };

	(void)state;
	tallies[PIPE] = tally_of('|', rows);
	assert_int_equal(dialect_choose(tallies), '|');
	assert_int_equal(dialect_preamble(&tallies[PIPE]), 3);
	tallies[PIPE] = tally_of('|', prose);
	assert_int_equal(dialect_choose(tallies), 0);
}

static void a_title_has_ten_lines_at_most(void **state)
{
	struct delimiter_tally made = { .split = 20,
					.rows = 30,
					.leading = 10 };

	(void)state;
	assert_int_equal(dialect_preamble(&made), 10);
	made.leading = 11;
	assert_int_equal(dialect_preamble(&made), 0);
	made = (struct delimiter_tally){ .rows = 5, .leading = 5 };
	assert_int_equal(dialect_preamble(&made), 0);
}

static void a_drawn_table_wins_over_the_text_around_it(void **state)
{
	static const char *const rows[] = {
		"Words, and more", "so, it is", "x",	     "y",
		"| a | b |",	   "|---|---|", "| c | d |", NULL
	};
	struct delimiter_tally tallies[DIALECT_CANDIDATES] = { 0 };

	(void)state;
	tallies[PIPE] = tally_of('|', rows);
	assert_true(tallies[PIPE].ruled);
	assert_int_equal(dialect_choose(tallies), '|');
	assert_true(dialect_is_table(&tallies[PIPE]));
	tallies[PIPE].ruled = false;
	assert_int_equal(dialect_choose(tallies), 0);
}

static void most_rows_framed_are_a_table_without_a_rule(void **state)
{
	static const char *const framed[] = { "|a|b|", "|c|d|", NULL };
	static const char *const plain[] = { "a|b", "c|d", NULL };
	struct delimiter_tally made = tally_of('|', framed);

	(void)state;
	assert_true(dialect_is_table(&made));
	made = tally_of('|', plain);
	assert_false(dialect_is_table(&made));
}

static void commas_in_sentences_with_holes_divide_nothing(void **state)
{
	static const char *const rows[] = { "In {{c1::1066}},| William",
					    "In {{c2::1492}},| Columbus",
					    NULL };
	static const char *const cells[] = { "In {{c1::1066}}|history",
					     "In {{c2::1492}}|history", NULL };
	struct delimiter_tally tallies[DIALECT_CANDIDATES] = { 0 };

	(void)state;
	tallies[PIPE] = tally_of('|', rows);
	assert_true(dialect_is_cloze(&tallies[PIPE]));
	assert_int_equal(dialect_choose(tallies), 0);
	tallies[PIPE] = tally_of('|', cells);
	assert_int_equal(dialect_choose(tallies), '|');
}

static void a_cloze_has_a_number_and_two_colons(void **state)
{
	static const char *const rows[] = { "{{c1:x}}", "{{cx::y}}", "{{c::y}}",
					    "{{c1::x}}", NULL };

	(void)state;
	assert_int_equal(tally_of('|', rows).clozes, 1);
}

static void a_row_of_dashes_is_a_rule(void **state)
{
	struct row row;

	(void)state;
	assert_true(dialect_is_rule(row_of(&row, "---|===| :--: ")));
	assert_false(dialect_is_rule(row_of(&row, "---|")));
	assert_false(dialect_is_rule(row_of(&row, "-|-")));
	assert_false(dialect_is_rule(row_of(&row, "---|x")));
}

static void a_name_that_stands_in_the_rows_too_is_none(void **state)
{
	static const char *const book[] = { "English|Spanish|dog|perro",
					    "English|Spanish|cat|gato",
					    "Spanish|English|agua|water",
					    "English|Spanish|cow|vaca", NULL };

	(void)state;
	assert_false(is_header("English|Spanish|hello|hola", book));
	assert_false(is_header("capital|Capital", words));
	assert_true(is_header("country|capital", words));
}

static void a_column_that_says_the_same_in_all_rows_is_constant(void **state)
{
	static const char *const rows[] = { "en|a", "en|b", "en|c", "en|",
					    NULL };
	struct row_shape shape = { 0 };
	struct row row;

	(void)state;
	for (size_t i = 0; rows[i]; i++) {
		assert_false(row_shape_is_constant(&shape, 0));
		row_shape_add(&shape, row_of(&row, rows[i]));
	}
	assert_true(row_shape_is_constant(&shape, 0));
	assert_false(row_shape_is_constant(&shape, 1));
	assert_false(row_shape_is_constant(&shape, ROW_WIDTHS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_delimiter_on_every_row_wins),
		cmocka_unit_test(a_tab_on_four_rows_of_five_wins_outright),
		cmocka_unit_test(too_few_or_too_ragged_rows_are_no_evidence),
		cmocka_unit_test(
			equal_scores_go_to_pipe_then_semicolon_then_comma),
		cmocka_unit_test(blank_rows_do_not_count),
		cmocka_unit_test(a_header_of_front_and_back_decides_alone),
		cmocka_unit_test(known_names_in_many_languages_are_a_header),
		cmocka_unit_test(a_first_card_that_holds_a_name_is_no_header),
		cmocka_unit_test(two_names_among_too_many_others_are_no_header),
		cmocka_unit_test(a_text_over_a_column_of_numbers_is_a_header),
		cmocka_unit_test(column_numbers_from_nought_are_a_header),
		cmocka_unit_test(a_full_row_over_mostly_empty_ones_is_a_header),
		cmocka_unit_test(without_evidence_there_is_no_header),
		cmocka_unit_test(a_running_number_and_a_level_are_an_index),
		cmocka_unit_test(pairs_that_follow_no_index_are_not_one),
		cmocka_unit_test(the_width_of_most_rows_is_the_width),
		cmocka_unit_test(a_title_does_not_count_against_a_delimiter),
		cmocka_unit_test(a_title_has_ten_lines_at_most),
		cmocka_unit_test(a_drawn_table_wins_over_the_text_around_it),
		cmocka_unit_test(most_rows_framed_are_a_table_without_a_rule),
		cmocka_unit_test(commas_in_sentences_with_holes_divide_nothing),
		cmocka_unit_test(a_cloze_has_a_number_and_two_colons),
		cmocka_unit_test(a_row_of_dashes_is_a_rule),
		cmocka_unit_test(a_name_that_stands_in_the_rows_too_is_none),
		cmocka_unit_test(
			a_column_that_says_the_same_in_all_rows_is_constant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
