#include "unit.h"

#include "exchange/html.h"

static void text_is(const char *string, const char *wanted)
{
	struct text out = { 0 };

	html_add(&out, string);
	assert_string_equal(text_string(&out), wanted);
	text_release(&out);
}

static void markup_is_text(void **state)
{
	(void)state;
	text_is("plain 嵌入", "plain 嵌入");
	text_is("<script>alert('1')</script>",
		"&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
	text_is("]]>--></style>\" onload=\"x",
		"]]&gt;--&gt;&lt;/style&gt;&quot; onload=&quot;x");
	text_is("&lt; & &#60;", "&amp;lt; &amp; &amp;#60;");
}

static void what_would_be_obeyed_is_seen(void **state)
{
	(void)state;
	text_is("\033[31m", "␛[31m");
	text_is("a\u202eb\u2066c", "a&lt;U+202E&gt;b&lt;U+2066&gt;c");
	text_is("two\nlines", "two lines");
}

static void bytes_that_are_no_utf8_cannot_enter(void **state)
{
	(void)state;
	text_is("a\xff\xc3", "a\ufffd\ufffd");
	text_is("\xc0\xbcscript>", "\ufffd\ufffdscript&gt;");
}

static void percent_is(int64_t part, int64_t whole, const char *wanted)
{
	struct text out = { 0 };

	html_add_percent(&out, part, whole);
	assert_string_equal(text_string(&out), wanted);
	text_release(&out);
}

static void parts_are_lengths(void **state)
{
	(void)state;
	percent_is(0, 7, "0.00%");
	percent_is(1, 3, "33.33%");
	percent_is(2, 3, "66.67%");
	percent_is(7, 7, "100.00%");
	percent_is(1, 1000, "0.10%");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup_is_text),
		cmocka_unit_test(what_would_be_obeyed_is_seen),
		cmocka_unit_test(bytes_that_are_no_utf8_cannot_enter),
		cmocka_unit_test(parts_are_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
