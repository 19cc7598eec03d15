#include "unit.h"

#include "terminal/chart.h"

static struct terminal *terminal;
static struct text out;

static struct chart_look look(bool ascii)
{
	return (struct chart_look){
		.terminal = terminal,
		.width = 80,
		.ascii = ascii,
	};
}

static int begin(void **s)
{
	(void)s;
	terminal = terminal_open(true);
	return 0;
}

static int end(void **s)
{
	(void)s;
	text_release(&out);
	terminal_close(terminal);
	return 0;
}

static const char *bar(int64_t value, int64_t most, int room, bool ascii)
{
	struct chart_look of = look(ascii);

	text_clear(&out);
	chart_bar(value, most, room, &of, &out);
	return text_string(&out);
}

static void a_bar_is_as_long_as_its_share_of_the_most(void **s)
{
	(void)s;
	assert_string_equal(bar(10, 10, 4, false), "████");
	assert_string_equal(bar(5, 10, 4, false), "██");
	assert_string_equal(bar(6, 10, 4, false), "██▍");
	assert_string_equal(bar(6, 10, 4, true), "###");
}

static void what_is_more_than_the_most_is_no_longer(void **s)
{
	(void)s;
	assert_string_equal(bar(INT64_MAX, 10, 4, false), "████");
	assert_string_equal(bar(-5, 10, 4, false), "");
	text_clear(&out);
	chart_level(INT64_MAX, 10, true, &out);
	assert_string_equal(text_string(&out), "@");
}

static void what_is_little_is_not_nothing(void **s)
{
	(void)s;
	assert_string_equal(bar(1, 100000, 4, false), "▏");
	assert_string_equal(bar(1, 100000, 4, true), "#");
	assert_string_equal(bar(0, 100000, 4, false), "");
}

static const char *sparkline(const int64_t *values, size_t count, bool ascii)
{
	text_clear(&out);
	chart_sparkline(values, count, ascii, &out);
	return text_string(&out);
}

static void a_sparkline_is_as_high_as_its_values(void **s)
{
	const int64_t values[] = { 0, 1, 4, 8 };

	(void)s;
	assert_string_equal(sparkline(values, 4, false), " ▁▄█");
	assert_string_equal(sparkline(values, 4, true), " .=@");
}

static const char *chart(const int64_t *values, size_t count, int64_t most,
			 bool ascii)
{
	const struct chart_columns columns = {
		.values = values,
		.count = count,
		.most = most,
		.lines = 2,
		.step = 2,
	};
	struct chart_look of = look(ascii);

	text_clear(&out);
	for (int line = 0; line < 2; line++) {
		chart_line(&columns, line, &of, &out);
		text_add_char(&out, '\n');
	}
	return text_string(&out);
}

static void columns_stand_apart_and_on_one_line(void **s)
{
	const int64_t values[] = { 16, 12, 0, 1 };

	(void)s;
	assert_string_equal(chart(values, 4, 16, false), "█ ▄    \n"
							 "█ █   ▁\n");
	assert_string_equal(chart(values, 4, 16, true), "# #    \n"
							"# #   #\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bar_is_as_long_as_its_share_of_the_most),
		cmocka_unit_test(what_is_more_than_the_most_is_no_longer),
		cmocka_unit_test(what_is_little_is_not_nothing),
		cmocka_unit_test(a_sparkline_is_as_high_as_its_values),
		cmocka_unit_test(columns_stand_apart_and_on_one_line),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
