#include "exchange/markup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/random.h"
#include "base/text.h"

static void expect_in(enum html_markup html, const char *text, const char *read)
{
	struct arena arena = { 0 };

	assert_string_equal(markup_read(text, html, &arena), read);
	arena_release(&arena);
}

static void expect(const char *text, const char *read)
{
	expect_in(HTML_UNSAID, text, read);
}

static void line_breaks_and_blocks_become_lines(void **state)
{
	(void)state;
	expect("one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour");
	expect("<div>one</div><div>two</div>", "one\ntwo");
	expect("one<div><br></div><div>two</div>", "one\n\ntwo");
	expect("<ul><li>a</li><li>b</li></ul>after", "- a\n- b\nafter");
	expect("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
	       "a  b  \nc");
}

static void formatting_goes_and_its_text_stays(void **state)
{
	(void)state;
	expect("<b>bold</b> and <span style=\"color: red\">red</span>",
	       "bold and red");
	expect("H<sub>2</sub>O <a href='x'>water</a>", "H2O water");
	expect("<ruby>漢<rt>かん</rt></ruby>字", "漢(かん)字");
	expect("<style>b { color: red }</style>text", "text");
	expect("a<!-- not\nthis -->b", "ab");
}

static void pictures_and_sounds_are_named(void **state)
{
	(void)state;
	expect("<img src=\"a b.png\">", "[image: a]");
	expect("word <img class=x src='flag.svg' />", "word [image: flag.svg]");
	expect("dog [sound:dog.mp3]", "dog [sound: dog.mp3]");
	expect("[sound: dog.mp3]", "[sound: dog.mp3]");
}

static void entities_are_their_characters(void **state)
{
	(void)state;
	expect("a&nbsp;b &amp; c &lt;d&gt; &#233;&#xE9; &hellip;",
	       "a b & c <d> éé …");
	expect("<br>\u00A0\u3000a\u3000<br>", "a");
	expect("&quot;&apos;&Omega;&rarr;", "\"'Ω→");
	expect("&#0; &#xD800; &nosuch; &amp &#;",
	       "&#0; &#xD800; &nosuch; &amp &#;");
}

/* Decks teach these. */
static void what_is_not_certainly_markup_stays(void **state)
{
	static const char *const texts[] = {
		"a < b and c > d",
		"#include <stdio.h>",
		"List<String>",
		"AT&T",
		"x<y",
		"1 < 2 > 0",
		"<s>",
		"<s>text</s>",
		"<unk> and <pad>",
		"<think>aloud</think>",
		"use <b> for bold",
		"</p>",
		"<b>",
		"<b></b>",
		"<b and c>d</b>",
		"<-- here",
		"[x] [image]",
		"R&D; fun",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		expect(texts[i], texts[i]);
}

static void a_file_may_say_whether_it_is_html(void **state)
{
	(void)state;
	expect_in(HTML_NO, "<b>a</b><br>&amp;", "<b>a</b><br>&amp;");
	expect_in(HTML_YES, "<b>a <x-y>b &lt;c>", "a b <c>");
	expect_in(HTML_YES, "a < b", "a < b");
}

static const char *pick_one(struct random *random, const char *const *list,
			    size_t count)
{
	return list[random_next(random) % count];
}

/* Whatever a text holds, it is read as it was written. */
static void writing_and_reading_give_the_text_back(void **state)
{
	static const char *const pieces[] = {
		"<b>",	    "</b>",	   "<br>",   "<",     ">",
		"&",	    "amp;",	   "&lt;",   "&#60;", "&amp;",
		"[sound:",  "a.mp3",	   "]",	     "<!--",  "-->",
		"<s>",	    "<img src=x>", "<p>",    "</p>",  "\n",
		"x",	    "é",	   "{{c1::", "}}",    "\"",
		"=",	    "/",	   " y",     "<rt>",  "</rt>",
		"<script>", "</script>",   "&nbsp;", "#",     "1;",
		"'",	    "<img a=",	   "<!--",
	};
	struct random random;

	(void)state;
	random_seed(&random, 3);
	for (int round = 0; round < 20000; round++) {
		struct text text = { 0 };
		struct arena arena = { 0 };
		const char *written;

		text_add_char(&text, 'x');
		for (uint64_t n = random_next(&random) % 12; n > 0; n--)
			text_add(&text,
				 pick_one(&random, pieces,
					  sizeof(pieces) / sizeof(*pieces)));
		text_add_char(&text, 'x');
		written = markup_write(text_string(&text), &arena);
		assert_string_equal(markup_read(written, HTML_UNSAID, &arena),
				    text_string(&text));
		arena_release(&arena);
		text_release(&text);
	}
}

static void an_entity_makes_no_tag_of_the_text_before_it(void **state)
{
	static const char *const texts[] = { "<img r=<!-->", "<br a=<br>",
					     "<img ~rc=a<b>x</b>>" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct arena arena = { 0 };
		const char *written = markup_write(texts[i], &arena);

		assert_string_equal(markup_read(written, HTML_UNSAID, &arena),
				    texts[i]);
		arena_release(&arena);
	}
}

static void a_hostile_text_takes_no_quadratic_time(void **state)
{
	static const char *const pieces[] = { "<!--",	 "<script>",
					      "<b x=\"", "<img src='",
					      "&#",	 "[sound:" };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct text text = { 0 };
		struct arena arena = { 0 };

		text_add(&text, "</script><b></b>");
		for (int n = 0; n < 200000; n++)
			text_add(&text, pieces[i]);
		assert_non_null(
			markup_read(text_string(&text), HTML_UNSAID, &arena));
		arena_release(&arena);
		text_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_breaks_and_blocks_become_lines),
		cmocka_unit_test(formatting_goes_and_its_text_stays),
		cmocka_unit_test(pictures_and_sounds_are_named),
		cmocka_unit_test(entities_are_their_characters),
		cmocka_unit_test(what_is_not_certainly_markup_stays),
		cmocka_unit_test(a_file_may_say_whether_it_is_html),
		cmocka_unit_test(writing_and_reading_give_the_text_back),
		cmocka_unit_test(an_entity_makes_no_tag_of_the_text_before_it),
		cmocka_unit_test(a_hostile_text_takes_no_quadratic_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
