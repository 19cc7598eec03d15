#include "unit.h"

#include "core/figure.h"
#include "core/figure_remark.h"

static struct value number(int64_t n)
{
	return (struct value){ .known = true, .number = n };
}

static struct figure days(struct value *values, size_t count)
{
	return (struct figure){
		.columns = { { "day", "day", UNIT_DAY, false },
			     { "answers", "answers", UNIT_COUNT, false } },
		.column_count = 2,
		.values = values,
		.row_count = count,
	};
}

static void a_wild_day_does_not_pale_the_others(void **s)
{
	struct value values[80];
	struct figure figure = days(values, 40);

	(void)s;
	for (int i = 0; i < 40; i++) {
		values[2 * i] = number(i);
		values[2 * i + 1] = number(i % 2 ? 8 : 0);
	}
	values[1] = number(1000);
	assert_int_equal(figure_heat_most(&figure, 1), 8);
	assert_int_equal(figure_heat(8, 8), 4);
	assert_int_equal(figure_heat(1000, 8), 4);
}

static void without_a_day_full_heat_is_one(void **s)
{
	struct figure figure = days(NULL, 0);

	(void)s;
	assert_int_equal(figure_heat_most(&figure, 1), 1);
}

static void each_heat_begins_where_it_says(void **s)
{
	(void)s;
	for (int64_t most = 1; most < 100; most++)
		for (int64_t count = 1; count < 120; count++) {
			int heat = figure_heat(count, most);

			assert_in_range(heat, 1, HEAT_LEVELS - 1);
			assert_true(count >= figure_heat_from(heat, most));
			if (heat + 1 < HEAT_LEVELS &&
			    figure_heat_from(heat + 1, most) >
				    figure_heat_from(heat, most))
				assert_true(count <
					    figure_heat_from(heat + 1, most));
		}
	assert_int_equal(figure_heat(0, 10), 0);
}

static void noughts_behind_the_first_column_are_nothing(void **s)
{
	struct value values[] = { number(7), number(0), number(8), { 0 } };
	struct figure figure = days(values, 2);

	(void)s;
	assert_true(figure_is_empty(&figure));
	values[3] = number(1);
	assert_false(figure_is_empty(&figure));
	assert_true(figure_row_is_empty(&figure, 0));
}

static void values_are_written_in_their_units(void **s)
{
	static const struct {
		struct value value;
		enum unit unit;
		const char *written;
	} cases[] = {
		{ { false, 7, NULL }, UNIT_COUNT, "-" },
		{ { true, 0, "as it is" }, UNIT_TEXT, "as it is" },
		{ { true, 0, "young" }, UNIT_WORD, "young" },
		{ { true, 0, "another" }, UNIT_WORD, "another" },
		{ { true, 20781, NULL }, UNIT_DAY, "2026-11-24" },
		{ { true, 89999, NULL }, UNIT_MINUTES, "1" },
		{ { true, 90000, NULL }, UNIT_MINUTES, "2" },
		{ { true, 3449, NULL }, UNIT_SECONDS, "3.4" },
		{ { true, 3450, NULL }, UNIT_SECONDS, "3.5" },
		{ { true, 875000, NULL }, UNIT_SHARE, "88%" },
		{ { true, 25, NULL }, UNIT_TENTHS, "2.5" },
		{ { true, 12, NULL }, UNIT_COUNT, "12" },
		{ { true, 7, NULL }, UNIT_CARD, "7" },
	};
	struct arena arena = { 0 };

	(void)s;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(
			value_format(&cases[i].value, cases[i].unit, &arena),
			cases[i].written);
	arena_release(&arena);
}

static void what_is_not_known_is_no_number(void **s)
{
	struct value values[] = { number(7), number(3), number(8), { 0 } };
	struct figure figure = days(values, 2);

	(void)s;
	assert_int_equal(figure_number(&figure, 0, "answers"), 3);
	values[3].number = 99;
	assert_int_equal(figure_number(&figure, 1, "answers"), 0);
	assert_int_equal(figure_number(&figure, 0, "no such column"), 0);
	assert_int_equal(figure_most(&figure, 1), 3);
	assert_int_equal(figure_heat_most(&figure, 1), 3);
	values[1] = number(0);
	assert_int_equal(figure_most(&figure, 1), 1);
}

static void a_share_is_made_of_two_columns(void **s)
{
	struct figure figure = {
		.columns = { { "asked", "", UNIT_COUNT, false },
			     { "recalled", "", UNIT_COUNT, false },
			     { "share", "", UNIT_SHARE, false } },
		.column_count = 3,
	};

	(void)s;
	assert_true(figure_is_part_of_share(&figure, 0));
	assert_true(figure_is_part_of_share(&figure, 1));
	assert_false(figure_is_part_of_share(&figure, 2));
	figure.column_count = 2; /* without the share they are two counts */
	assert_false(figure_is_part_of_share(&figure, 0));
}

static void a_text_of_the_learner_is_something(void **s)
{
	struct value values[] = { number(7), { true, 0, "" } };
	struct figure figure = days(values, 1);

	(void)s;
	assert_true(figure_is_empty(&figure));
	figure.columns[1].unit = UNIT_TEXT;
	assert_false(figure_is_empty(&figure));
}

/* What is made of a promise of 90% when so many of the asked were recalled. */
static const char *told_promise(int64_t recalled, int64_t asked,
				struct arena *arena)
{
	struct value values[] = { number(asked), number(recalled), { 0 }, { 0 },
				  { 0 },	 number(900000) };
	struct figure figure = {
		.columns = { { "asked", "", UNIT_COUNT, false },
			     { "recalled", "", UNIT_COUNT, false },
			     { "share", "", UNIT_SHARE, false },
			     { "low", "", UNIT_SHARE, false },
			     { "high", "", UNIT_SHARE, false },
			     { "promised", "", UNIT_SHARE, false } },
		.column_count = 6,
		.values = values,
		.row_count = 1,
	};

	figure_finish_promise(&figure, arena);
	return figure.remark;
}

static void a_promise_is_judged_when_there_is_enough_to_judge_by(void **s)
{
	struct figure empty = { .row_count = 0 };
	struct arena arena = { 0 };

	(void)s;
	assert_non_null(strstr(told_promise(0, 0, &arena), "too few answers"));
	assert_non_null(
		strstr(told_promise(29, 29, &arena), "too few answers"));
	assert_non_null(strstr(told_promise(60, 100, &arena),
			       "less than the intervals promise (90%)"));
	assert_non_null(strstr(told_promise(100, 100, &arena),
			       "more than the intervals promise (90%)"));
	assert_non_null(strstr(told_promise(90, 100, &arena),
			       "what the intervals promise (90%)"));
	figure_finish_promise(&empty, &arena);
	assert_null(empty.remark);
	arena_release(&arena);
}

static void wrong_answers_that_were_graded_good_are_told(void **s)
{
	struct value values[] = {
		{ true, 0, "right" }, number(9), number(5), number(4),
		{ true, 0, "wrong" }, number(3), number(1), number(1),
	};
	struct figure figure = {
		.columns = { { "typed", "", UNIT_WORD, false },
			     { "answers", "", UNIT_COUNT, false },
			     { "grade_4", "", UNIT_COUNT, false },
			     { "grade_5", "", UNIT_COUNT, false } },
		.column_count = 4,
		.values = values,
		.row_count = 2,
	};
	struct arena arena = { 0 };

	(void)s;
	figure_finish_typed(&figure, &arena);
	assert_string_equal(figure.remark, "You pressed good or easy on 2 of 3 "
					   "wrong answers.");
	figure.remark = NULL;
	values[5] = number(0);
	figure_finish_typed(&figure, &arena);
	assert_null(figure.remark);
	arena_release(&arena);
}

/* The section "today" with these numbers. */
static const char *told(const int64_t *numbers, struct arena *arena)
{
	static struct value values[11];
	struct figure figure = {
		.columns = { { "answers", "", UNIT_COUNT, false },
			     { "ms", "", UNIT_MINUTES, false },
			     { "learned", "", UNIT_COUNT, false },
			     { "asked", "", UNIT_COUNT, false },
			     { "recalled", "", UNIT_COUNT, false },
			     { "share", "", UNIT_SHARE, false },
			     { "due", "", UNIT_COUNT, false },
			     { "answers_ever", "", UNIT_COUNT, false },
			     { "studied_days", "", UNIT_COUNT, false },
			     { "streak", "", UNIT_COUNT, false },
			     { "longest_streak", "", UNIT_COUNT, false } },
		.column_count = 11,
		.values = values,
		.row_count = 1,
	};

	for (int i = 0; i < 11; i++)
		values[i] = number(numbers[i]);
	figure_finish_today(&figure, arena);
	return figure.remark;
}

static void a_day_is_told_in_sentences(void **s)
{
	struct arena arena = { 0 };

	(void)s;
	assert_string_equal(told((int64_t[]){ 31, 720000, 5, 24, 21, 0, 4, 900,
					      70, 12, 40 },
				 &arena),
			    "31 answers in 12 minutes, 5 new cards learned.\n"
			    "21 of 24 cards asked again were recalled (88%).\n"
			    "4 cards are due.\n"
			    "Streak 12 days; the longest was 40 days.\n"
			    "900 answers on 70 days in all.");
	assert_string_equal(
		told((int64_t[]){ 1, 60000, 1, 1, 1, 0, 1, 1, 1, 1, 1 },
		     &arena),
		"1 answer in 1 minute, 1 new card learned.\n"
		"1 of 1 card asked again was recalled (100%).\n"
		"1 card is due.\n"
		"Streak 1 day, the longest so far.\n"
		"1 answer on 1 day in all.");
	assert_string_equal(
		told((int64_t[]){ 0, 0, 0, 0, 0, 0, 0, 9, 3, 0, 3 }, &arena),
		"No answers today.\n"
		"Nothing is due.\n"
		"No streak; the longest was 3 days.\n"
		"9 answers on 3 days in all.");
	assert_string_equal(
		told((int64_t[]){ 2, 29999, 0, 0, 0, 0, 0, 2, 1, 1, 1 },
		     &arena),
		"2 answers in less than a minute.\n"
		"Nothing is due.\n"
		"Streak 1 day, the longest so far.\n"
		"2 answers on 1 day in all.");
	assert_string_equal(told((int64_t[11]){ 0 }, &arena),
			    "Nothing has been answered yet.");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wild_day_does_not_pale_the_others),
		cmocka_unit_test(without_a_day_full_heat_is_one),
		cmocka_unit_test(each_heat_begins_where_it_says),
		cmocka_unit_test(noughts_behind_the_first_column_are_nothing),
		cmocka_unit_test(a_day_is_told_in_sentences),
		cmocka_unit_test(values_are_written_in_their_units),
		cmocka_unit_test(what_is_not_known_is_no_number),
		cmocka_unit_test(a_share_is_made_of_two_columns),
		cmocka_unit_test(a_text_of_the_learner_is_something),
		cmocka_unit_test(
			a_promise_is_judged_when_there_is_enough_to_judge_by),
		cmocka_unit_test(wrong_answers_that_were_graded_good_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
