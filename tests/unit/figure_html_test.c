#include "exchange/figure_html.h"

#include "unit.h"

static struct value number(int64_t n)
{
	return (struct value){ .known = true, .number = n };
}

static struct value word(const char *text)
{
	return (struct value){ .known = true, .text = text };
}

/* How often a piece stands in the page. */
static int count_of(const struct text *page, const char *piece)
{
	const char *at = text_string(page);
	int count = 0;

	while ((at = strstr(at, piece)) != NULL) {
		at += strlen(piece);
		count++;
	}
	return count;
}

static void has(const struct text *page, const char *piece)
{
	if (!strstr(text_string(page), piece))
		fail_msg("no %s in:\n%s", piece, text_string(page));
}

/* ---- shares -------------------------------------------------------------- */

enum { SHARE_COLUMNS = 8 };

static struct figure shares(struct value *values, size_t rows)
{
	return (struct figure){
		.name = "promise",
		.title = "Promise",
		.shape = SHAPE_TABLE,
		.columns = { { "state", "State", UNIT_WORD, false },
			     { "span", "Span", UNIT_WORD, false },
			     { "asked", "Asked", UNIT_COUNT, false },
			     { "recalled", "Recalled", UNIT_COUNT, false },
			     { "share", "Share", UNIT_SHARE, false },
			     { "low", "Low", UNIT_SHARE, false },
			     { "high", "High", UNIT_SHARE, false },
			     { "promised", "Promised", UNIT_SHARE, false } },
		.column_count = SHARE_COLUMNS,
		.values = values,
		.row_count = rows,
	};
}

static void set_share(struct value *row, const char *state, const char *span,
		      int64_t asked, int64_t recalled)
{
	row[0] = word(state);
	row[1] = word(span);
	row[2] = number(asked);
	row[3] = number(recalled);
	if (asked == 0)
		return;
	row[4] = number(recalled * 1000000 / asked);
	row[5] = number(row[4].number - 50000);
	row[6] = number(row[4].number + 50000);
	row[7] = number(900000);
}

static void shares_are_drawn_with_their_intervals_and_promises(void **state)
{
	struct value values[4 * SHARE_COLUMNS] = { { 0 } };
	struct figure figure = shares(values, 4);
	struct text page = { 0 };

	(void)state;
	set_share(values, "young", "week", 100, 80);
	set_share(values + SHARE_COLUMNS, "young", "month", 200, 180);
	set_share(values + 2 * SHARE_COLUMNS, "mature", "week", 0, 0);
	set_share(values + 3 * SHARE_COLUMNS, "mature", "month", 10, 9);
	values[3 * SHARE_COLUMNS + 7].known = false;
	figure_html_section(&figure, &page);
	has(&page, "<section id=\"promise\"");
	has(&page, "words-2");
	/* one for the key each */
	assert_int_equal(count_of(&page, "class=\"dot\""), 3 + 1);
	assert_int_equal(count_of(&page, "class=\"whisker\""), 3 + 1);
	has(&page, "<small>180/200</small> 90%");
	/* Of two rows of one state the second does not say it again; before
	 * another state there is room. */
	assert_int_equal(count_of(&page, "<span>young</span>"), 1);
	has(&page, "<span></span><span>month</span>");
	assert_int_equal(count_of(&page, "class=\"gap\""), 1);
	/* From the tenth below the least, which is 75%, on. */
	has(&page, ">70%<");
	has(&page, "As a table");
	text_release(&page);
}

static void a_promise_below_all_shares_has_room_too(void **state)
{
	struct value values[SHARE_COLUMNS] = { { 0 } };
	struct figure figure = shares(values, 1);
	struct text page = { 0 };

	(void)state;
	set_share(values, "young", "week", 100, 99);
	values[7] = number(610000);
	figure_html_section(&figure, &page);
	has(&page, ">60%<");
	text_release(&page);
}

static void without_promises_there_is_no_key_to_them(void **state)
{
	struct value values[SHARE_COLUMNS] = { { 0 } };
	struct figure figure = shares(values, 1);
	struct text page = { 0 };

	(void)state;
	set_share(values, "young", "week", 100, 99);
	values[7].known = false;
	figure.columns[7].name = "other";
	figure_html_section(&figure, &page);
	assert_int_equal(count_of(&page, "promised"), 0);
	has(&page, ">90%<");
	text_release(&page);
}

/* ---- columns ------------------------------------------------------------- */

enum { DAY_COLUMNS = 6, MANY_DAYS = 250 };

static struct figure days(struct value *values, size_t rows)
{
	return (struct figure){
		.name = "days",
		.title = "Days",
		.shape = SHAPE_BARS,
		.columns = { { "day", "Day", UNIT_DAY, false },
			     { "answers", "Answers", UNIT_COUNT, false },
			     { "ms", "Minutes", UNIT_MINUTES, false },
			     { "share", "Share", UNIT_SHARE, false },
			     { "asked", "Asked", UNIT_COUNT, true },
			     { "recalled", "Recalled", UNIT_COUNT, true } },
		.column_count = DAY_COLUMNS,
		.values = values,
		.row_count = rows,
	};
}

static void set_day(struct value *row, int64_t day, int64_t asked,
		    int64_t recalled)
{
	row[0] = number(day);
	row[1] = number(asked);
	row[2] = number(asked * 10000);
	if (asked)
		row[3] = number(recalled * 1000000 / asked);
	row[4] = number(asked);
	row[5] = number(recalled);
}

static void a_day_is_a_dot_and_a_week_a_line(void **state)
{
	struct value values[20 * DAY_COLUMNS] = { { 0 } };
	struct figure figure = days(values, 20);
	struct text page = { 0 };

	(void)state;
	for (int i = 0; i < 20; i++)
		set_day(values + i * DAY_COLUMNS, 20000 + i,
			i < 5 || i >= 15 ? 40 : 0, 34);
	figure_html_section(&figure, &page);
	assert_int_equal(count_of(&page, "class=\"dot\""), 10);
	assert_int_equal(count_of(&page, "class=\"bar\""), 2 * 10);
	/* The line breaks where a whole week was free. */
	assert_int_equal(count_of(&page, "class=\"line\" d=\"M"), 1);
	assert_int_equal(count_of(&page, "M"), 2 + count_of(&page, "Minutes"));
	has(&page, "the line is of the 7 days up to it");
	has(&page, ">2024-10-04<");
	has(&page, ">2024-10-23<");
	has(&page, ">80%<"); /* 85% is the least */
	/* What has no room in a terminal is in the table alone. */
	assert_int_equal(count_of(&page, "<h3>"), 3);
	text_release(&page);
}

static void more_days_than_fit_are_drawn_in_weeks(void **state)
{
	struct value values[MANY_DAYS * DAY_COLUMNS] = { { 0 } };
	struct figure figure = days(values, MANY_DAYS);
	struct text page = { 0 };

	(void)state;
	for (int i = 0; i < MANY_DAYS; i++)
		set_day(values + i * DAY_COLUMNS, 20000 + i, 100 + i, 100);
	figure_html_section(&figure, &page);
	has(&page, "Each column is 7 days.");
	assert_int_equal(count_of(&page, "class=\"bar\""), 2 * 36);
	assert_int_equal(count_of(&page, "class=\"line\""), 0);
	has(&page, ">4000<"); /* above 7 * 349 */
	text_release(&page);
}

static void of_two_days_each_is_named_once(void **state)
{
	struct value values[2 * DAY_COLUMNS] = { { 0 } };
	struct figure figure = days(values, 2);
	struct text page = { 0 };

	(void)state;
	set_day(values, 20000, 1, 1);
	set_day(values + DAY_COLUMNS, 20001, 3, 3);
	figure_html_section(&figure, &page);
	assert_int_equal(count_of(&page, ">2024-10-04</text>"), 3);
	assert_int_equal(count_of(&page, ">2024-10-05</text>"), 3);
	has(&page, "class=\"columns few\"");
	text_release(&page);
}

/* Hours, say: by their numbers, in groups of as many as it takes. */
static void other_steps_are_named_by_their_numbers(void **state)
{
	struct value values[300 * 2];
	struct figure figure = days(values, 300);
	struct text page = { 0 };

	(void)state;
	figure.columns[0].unit = UNIT_COUNT;
	figure.column_count = 2;
	for (int i = 0; i < 300; i++) {
		values[2 * i] = number(i);
		values[2 * i + 1] = number(i == 7);
	}
	figure_html_section(&figure, &page);
	assert_int_equal(count_of(&page, "class=\"bar\""), 1);
	assert_int_equal(count_of(&page, "class=\"middle\""), 12);
	assert_int_equal(count_of(&page, "Each column"), 0);
	text_release(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			shares_are_drawn_with_their_intervals_and_promises),
		cmocka_unit_test(a_promise_below_all_shares_has_room_too),
		cmocka_unit_test(without_promises_there_is_no_key_to_them),
		cmocka_unit_test(a_day_is_a_dot_and_a_week_a_line),
		cmocka_unit_test(more_days_than_fit_are_drawn_in_weeks),
		cmocka_unit_test(of_two_days_each_is_named_once),
		cmocka_unit_test(other_steps_are_named_by_their_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
