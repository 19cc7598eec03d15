#include "core/lint.h"

#include "unit.h"

#include "base/text.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct findings nothing(unsigned rules)
{
	return (struct findings){ .arena = &arena,
				  .rules = rules,
				  .words_most = LINT_WORDS_MOST };
}

static void print(const struct findings *found)
{
	for (size_t i = 0; i < found->count; i++)
		print_message("# %s: %s: %s\n",
			      lint_rule_name(found->list[i].rule),
			      found->list[i].column, found->list[i].message);
}

/* One text as the back of a note, before all rules. */
static struct findings look_at(const char *text)
{
	struct note note = { .front = "question", .back = text };
	struct findings found = nothing(LINT_ALL_RULES);

	lint_note(&note, &found);
	return found;
}

/* A text that one rule must find, and what it must suggest; NULL: nothing. */
struct wrong {
	const char *text;
	const char *suggestion;
};

static void finds(enum lint_rule rule, const struct wrong *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct findings found = look_at(texts[i].text);

		print(&found);
		if (found.count != 1 || found.list[0].rule != rule)
			fail_msg("\"%s\": not just one %s", texts[i].text,
				 lint_rule_name(rule));
		assert_string_equal(found.list[0].column, "back");
		if (!text_equal(found.list[0].suggestion, texts[i].suggestion))
			fail_msg("\"%s\": \"%s\" is suggested", texts[i].text,
				 found.list[0].suggestion);
	}
}

static void passes_over(const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct findings found = look_at(texts[i]);

		print(&found);
		if (found.count != 0)
			fail_msg("\"%s\" is found fault with", texts[i]);
	}
}

#define FINDS(rule, texts) finds(rule, texts, COUNT(texts))
#define PASSES_OVER(texts) passes_over(texts, COUNT(texts))

/* ---- characters ---------------------------------------------------------- */

static void what_cannot_be_seen_is_found(void **state)
{
	static const struct wrong texts[] = {
		{ "hel\u200Blo", "hello" },
		{ "\u200Bhello", "hello" },
		{ "co\u00ADoperate", "cooperate" },
		{ "a\uFEFFb", "ab" },
		{ "a\u202Etxt.exe", "atxt.exe" },
		{ "a\u2066b\u2069", "ab" },
		{ "left\u200Fright", "leftright" },
		{ "two\u00A0\u00A0blanks", "two blanks" },
		{ "two\u00A0 blanks", "two blanks" },
		{ "end\u00A0", "end" },
		{ "bell\aring", "bellring" },
		{ "esc\x1B[31m]", "esc[31m]" },
		{ "c1 \xC2\x9B.", "c1 ." },
		{ "private \uE000", NULL },
		{ "lost \uFFFD", NULL },
		{ "line\u2028feed", "line\nfeed" },
		{ "词\u200B语", "词语" },
		{ "한\u200B국", "한국" },
		{ "Latin\u200Dletters", "Latinletters" },
		{ "Auf\u200Clage", "Auflage" },
		{ "\U0001F600\u200Dx", "\U0001F600x" },
		{ "paragraph\u2029end", "paragraph\nend" },
		{ "plane 15 \U000F0000", NULL },
		{ "a\u200B \uE000", NULL },
		{ "\uE000 a\u200Bb", NULL },
		{ "\u00A0start", "start" },
		{ "del\x7F", "del" },
	};

	(void)state;
	FINDS(LINT_INVISIBLE, texts);
}

static void it_is_named_and_counted(void **state)
{
	struct findings found = look_at("hel\u200Blo \u200Band \u00ADme");

	(void)state;
	assert_string_equal(
		found.list[0].message,
		"U+200B ZERO WIDTH SPACE after \"hel\", and 2 more");
	found = look_at("a long text before\u200B it");
	assert_string_equal(found.list[0].message,
			    "U+200B ZERO WIDTH SPACE after \"ext before\"");
	found = look_at("\u00ADx");
	assert_string_equal(found.list[0].message,
			    "U+00AD SOFT HYPHEN at the start");
}

static void what_scripts_need_is_passed_over(void **state)
{
	static const char *const texts[] = {
		"می\u200Cخواهم",			      /* Persian */
		"خانه\u200Cها و کتاب\u200Cها",		      /* Persian */
		"क्\u200Dष, क्\u200Cष",			      /* Devanagari */
		"अंग्रेज़ी में लिखा",				      /* Hindi */
		"ශ්\u200Dරී ලංකා",			      /* Sinhala */
		"സ്കൂള്\u200D",				      /* Malayalam */
		"ภาษา\u200Bไทย",			      /* Thai */
		"ភាសា\u200Bខ្មែរ",			      /* Khmer */
		"\U0001F468\u200D\U0001F469\u200D\U0001F467", /* a family */
		"\U0001F469\U0001F3FD\u200D\U0001F52C",	      /* skin tone */
		"\U0001F3F3\uFE0F\u200D\U0001F308",	      /* a flag */
		"\u2764\uFE0F\u200D\U0001F525",
		"\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074"
		"\U000E007F", /* Scotland */
		"« oui\u00A0»",
		"10\u00A0km",
		"שלום\u200F (hello)",
		"عربي\u200F abc",
		"two\nlines",
		"嵌入 is 「embedding」",
		"葛\U000E0100",
	};

	(void)state;
	PASSES_OVER(texts);
}

static void letters_of_two_alphabets_are_found(void **state)
{
	static const struct wrong texts[] = {
		{ "\u0441at", "cat" },		      /* Cyrillic es */
		{ "the \u0430pple", "the apple" },    /* Cyrillic a */
		{ "мoлoкo и хлеб", "молоко и хлеб" }, /* Latin o */
		{ "дорóга", "доро\u0301га" },	      /* Latin o with accent */
		{ "\u0391thens", "Athens" },	      /* Greek Alpha */
		{ "λόγoς", "λόγος" },		      /* Latin o */
		{ "vερό", "νερό" },		      /* Latin v */
		{ "Ｗord", "Word" },
		{ "ＡＢＣ１23", "ABC123" },
		{ "\u0441at and \u0441ow", "cat and cow" },
		{ "κόσμoς vερό", "κόσμος νερό" },
	};

	(void)state;
	FINDS(LINT_LOOK_ALIKE, texts);
}

static void letters_that_belong_together_are_passed_over(void **state)
{
	static const char *const texts[] = {
		"μm, kΩ, ΔH = ΔU + pΔV",
		"E = hν, P = ρgh, sinα, 2πrθ",
		"β-carotene and the λ-calculus",
		"Σxᵢ, πr², 2πr",
		"IT-специалист, SMSка, WEBстраница",
		"слово word слово",
		"Ｔシャツ, ＣＤを買う",
		"日本語ABC、テスト１２３",
		"５月３日",
		"“curly” and \"straight\" and it’s",
		"한국어KBS",
	};

	(void)state;
	PASSES_OVER(texts);
}

static void decomposed_text_is_found(void **state)
{
	static const struct wrong texts[] = {
		{ "cafe\u0301", "caf\u00E9" },
		{ "\u1112\u1161\u11AB\u1100\u116E\u11A8", "한국" },
		{ "か\u3099", "が" },
		{ "tie\u0302\u0301ng Vie\u0323\u0302t", "tiếng Việt" },
		{ "5 \u212B", "5 \u00C5" }, /* the Angstrom sign */
		{ "\uF900", "豈" },
	};

	(void)state;
	FINDS(LINT_NFD, texts);
}

static void marks_in_the_order_of_typing_are_passed_over(void **state)
{
	static const char *const texts[] = {
		"caf\u00E9",
		"שּׁלום \u05E9\u05C1\u05BC\u05B8", /* dagesh before the vowel */
		"\u0645\u064F\u062D\u064E\u0645\u0651\u064E\u062F", /* shadda */
		"\u095B and \u0958", /* Hindi: NFC would take these apart */
		"молоко\u0301",	     /* stress: there is no composed form */
		"m̩ n̥",
	};

	(void)state;
	PASSES_OVER(texts);
}

static void doubled_and_outer_blanks_are_found(void **state)
{
	static const struct wrong texts[] = {
		{ "two  blanks", "two blanks" },
		{ "a \t b", "a b" },
		{ " outer", "outer" },
		{ "outer ", "outer" },
		{ "你　　好", "你 好" },
		{ "one  two  three", "one two three" },
	};

	(void)state;
	FINDS(LINT_SPACES, texts);
}

static void blanks_that_mean_something_are_passed_over(void **state)
{
	static const char *const texts[] = {
		"The end.  A new sentence.",
		"if x:\n    return  # indented\n        more",
		"if x:\n\treturn  # indented",
		"trailing  \nmarkdown break",
		"",
		"他（　　）去北京",
		"他(    )去",
		"段落\n　　段落",
		"one tab\tonly",
		"你 好　吗",
	};

	(void)state;
	PASSES_OVER(texts);
}

/* ---- brackets ------------------------------------------------------------ */

static void unbalanced_brackets_are_found(void **state)
{
	static const struct wrong texts[] = {
		{ "short (in height", NULL },
		{ "short in height)", NULL },
		{ "crossed ([foo)] here", NULL },
		{ "（你好", NULL },
		{ "「你好", NULL },
		{ "「你好』", NULL },
		{ "【foo", NULL },
		{ "a {b", NULL },
		{ "to cook (noun]", NULL },
		{ "“open only", NULL },
		{ "“one” and two”", NULL },
		{ "« ouvert", NULL },
		{ "„unten", NULL },
		{ "fermé »", NULL },
		{ "a ) b", NULL },
		{ "fun :))))))))))))", NULL },
		{ "a(a", NULL },
		{ "词(词", NULL },
		{ "‘(x", NULL },
		{ "“(x”", NULL },
		{ "a (b} c", NULL },
		{ "a [b} c", NULL },
		{ "a {{", NULL },
		{ "{{Front", NULL },
		{ "[text](http://x", NULL },
		{ "‘(” two", NULL },
		{ "f(x] = {1, 2", NULL },
		{ "f(x) and [a] and (a; b", NULL },
		{ "(a, b] and f(x)] [", NULL },
		{ "[0, 1) and (a", NULL },
	};

	(void)state;
	FINDS(LINT_BRACKETS, texts);
}

static void no_sentence_is_as_deep_as_that(void **state)
{
	struct text deep = { 0 };

	(void)state;
	text_add_repeated(&deep, '(', 65);
	assert_int_equal(look_at(text_string(&deep)).count, 0);
	deep.data[--deep.length] = '\0';
	assert_int_equal(look_at(text_string(&deep)).count, 1);
	text_release(&deep);
}

static void the_bracket_and_its_place_are_named(void **state)
{
	struct findings found = look_at("short (in height");

	(void)state;
	assert_string_equal(found.list[0].message,
			    "( is not closed in \"short (in height\"");
	found = look_at("a very long sentence with one) in the middle of it");
	assert_string_equal(
		found.list[0].message,
		") closes nothing in \"…nce with one) in the midd…\"");
}

static void brackets_that_are_meant_are_passed_over(void **state)
{
	static const char *const texts[] = {
		"f(x] and [0, 1) and (a; b]",
		"]0, 1[ et [0, +∞[",
		"a) one b) two 1) three ii) four",
		"1.) eins 12.) zwölf",
		"一）甲 二）乙",
		"good :) bad :-( and ;) (:",
		"(fun :))",
		"List<String> and Map<K, V>",
		"(全角) and （half)",
		"x < 3 > 2",
		"(",
		"type '(' or \"[\" or `{`",
		"\\(x",
		"„deutsch“ „so ”",
		"”svenska”",
		"»dansk« og « français »",
		"12” pipe",
		"“a” and (b [c {d}])",
		"int main(void) { return a[0]; }",
		"《红楼梦》的“作者”（曹雪芹）",
		"{{c1::a cloze}} and {{c2::another::hint}}",
		"‘(’ and “[”",
		"a long mouth :)))))))",
	};

	(void)state;
	PASSES_OVER(texts);
}

/* ---- markup -------------------------------------------------------------- */

static void markup_is_found(void **state)
{
	static const struct wrong texts[] = {
		{ "<b>bold</b> word", "bold word" },
		{ "one<br>two", "one\ntwo" },
		{ "<br> two", "two" },
		{ "one <br /> two", "one\ntwo" },
		{ "<div>one</div><div>two</div>", "one\ntwo" },
		{ "<span style=\"color:red\">red</span>", "red" },
		{ "<img src=\"a.png\">", NULL },
		{ "H<sub>2</sub>O", "H2O" },
		{ "<a href=\"x\">link</a>", "link" },
		{ "fish &amp; chips", "fish & chips" },
		{ "a&nbsp;b", "a b" },
		{ "caf&eacute;", "café" },
		{ "&#33267;", "至" },
		{ "&#x81F3;", "至" },
		{ "hello [sound:hello.mp3]", "hello" },
		{ "[sound:hello.mp3]", NULL },
		{ "[latex]x^2[/latex]", "x^2" },
		{ "{{Front}}", NULL },
		{ "{{#Audio}} x", NULL },
		{ "a **bold** word", "a bold word" },
		{ "an *emphasised* word", "an emphasised word" },
		{ "see [here](https://example.org/a) now", "see here now" },
		{ "[anki:play:q:0] hello", "hello" },
		{ "{{^Audio}} x", NULL },
		{ "{{/Audio}} x", NULL },
		{ "{{Größe}} x", NULL },
		{ "{{cloze:Text}} x", NULL },
		{ "{{Front side_b-c}}", NULL },
		{ "{{c d}}", NULL },
		{ "{{Front}} <b>x</b>", NULL },
		{ "词*b* c", "词b c" },
		{ "one *two* and *three*", "one two and three" },
		{ "<br>", NULL },
		{ "<IMG src=a>", NULL },
		{ "a<br><img src=x><br>", "a" },
		{ "<font>x</foo> y</font>", "x</foo> y" },
		{ "a &uuml; &Aring; b", "a ü Å b" },
		{ "&#160;a", "a" },
		{ "a &#10; b", NULL },
		{ "a &#x110000; b", NULL },
	};

	(void)state;
	FINDS(LINT_MARKUP, texts);
}

static void what_only_looks_like_markup_is_passed_over(void **state)
{
	static const char *const texts[] = {
		"List<String>",
		"vector<int> v; Map<K, V> m; List<i> x",
		"#include <stdio.h>",
		"a < b and c > d",
		"<b>", /* the card is about it */
		"<hr>",
		"</b>",
		"the tag `<br>` breaks a line",
		"exit <code>",
		"2*3*4 = 24, a ** b, 2**3**2",
		"int *p, *q; char **argv",
		"*kwon > *kwan",
		"f(*args, **kwargs)",
		"AT&T; Q&A; &foo; R&D",
		"x^{{a+b}}",
		"__init__ and snake_case_name",
		"a[i](x)",
		"{{c1::cloze}}",
		"# heading? C#",
		"5 * 3 * x",
		"*",
		"**",
		"****",
		"*123*",
		"*x,* y",
		"*x** y",
		"*a*b",
		"*a **b",
		"*two\nlines*",
		"*open",
		"*a *",
		"x^{{a}} _{{a}} \\{{a}} {x}{{a}}",
		"{{}} {{1}} {{[]}} {{Front! }}",
		"<b x> and <b",
		"<b and <i> again",
		"List<b> or </c> or </b",
		"& &; &#; &; &unknown; &toolongname; &amp",
		"&xcirc &fooacute;",
		"[text](other)",
		"`open &amp",
	};

	(void)state;
	PASSES_OVER(texts);
}

static void what_is_long_is_no_tag(void **state)
{
	struct text long_tag = { 0 };

	(void)state;
	text_add(&long_tag, "x <a href=");
	text_add_repeated(&long_tag, 'a', 1001 - strlen("a href="));
	text_add(&long_tag, ">");
	assert_int_equal(look_at(text_string(&long_tag)).count, 0);
	text_clear(&long_tag);
	text_add(&long_tag, "x <a href=");
	text_add_repeated(&long_tag, 'a', 1000 - strlen("a href="));
	text_add(&long_tag, ">");
	assert_int_equal(look_at(text_string(&long_tag)).count, 1);
	text_release(&long_tag);
}

static void clozes_without_a_text_or_an_end_are_found(void **state)
{
	static const struct wrong texts[] = {
		{ "a {{c1::}} b", NULL },
		{ "a {{c1::::hint}} b", NULL },
		{ "a {{c1:: }} b", NULL },
		{ "a {{c1::open", NULL },
		{ "a {{c1::one {{c2::two}}", NULL },
		{ "{{c1::good}} {{c12::}}", NULL },
	};
	static const char *const good[] = {
		"a {{c1::word}} b",
		"{{c1::word::hint}}",
		"{{c1::one {{c2::two}} three}}",
		"{{c1::std::vector}}",
		"x^{{cd}} {{c1:x}} {{c1x}}",
	};
	struct findings found;

	(void)state;
	FINDS(LINT_EMPTY_CLOZE, texts);
	PASSES_OVER(good);
	found = look_at("{{c1::}}");
	assert_int_equal(found.list[0].level, LINT_ERROR);
}

/* ---- notes --------------------------------------------------------------- */

static void long_answers_are_counted_in_words(void **state)
{
	static const struct {
		const char *answer;
		int words;
	} cases[] = {
		{ "one two three", 3 },
		{ "don't well-known 3.5", 3 },
		{ "嵌入把离散的词元映射", 5 },
		{ "一个 word", 2 },
		{ "한국어 단어", 2 },
		{ "ภาษาไทยคำ", 2 },
		{ "a — b", 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct note note = { .front = "q", .back = cases[i].answer };
		struct findings found = nothing(LINT_ALL_RULES);

		found.words_most = cases[i].words;
		lint_note(&note, &found);
		if (found.count != 0)
			fail_msg("\"%s\" is more than %d words",
				 cases[i].answer, cases[i].words);
		found.words_most = cases[i].words - 1;
		lint_note(&note, &found);
		if (found.count != 1)
			fail_msg("\"%s\" is fewer than %d words",
				 cases[i].answer, cases[i].words);
		assert_int_equal(found.list[0].rule, LINT_LONG_ANSWER);
		assert_int_equal(found.list[0].level, LINT_NOTE);
		assert_string_equal(found.list[0].column, "back");
	}
}

static void the_answer_is_what_is_not_asked(void **state)
{
	struct note note = { .front = "a b c d", .back = "e" };
	struct findings found = nothing(LINT_ALL_RULES);

	(void)state;
	found.words_most = 3;
	lint_note(&note, &found);
	assert_int_equal(found.count, 0);
	note.directions = DIRECTIONS_BOTH;
	lint_note(&note, &found);
	assert_int_equal(found.count, 1);
	assert_string_equal(found.list[0].column, "front");
	note = (struct note){ .front = "e",
			      .back = "a b c d",
			      .directions = DIRECTIONS_REVERSE };
	lint_note(&note, &found);
	assert_int_equal(found.count, 1);
}

static void a_front_that_is_its_back_is_found(void **state)
{
	struct note note = { .front = "word", .back = "word" };
	struct findings found = nothing(LINT_ALL_RULES);

	(void)state;
	lint_note(&note, &found);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.list[0].rule, LINT_BLANK);
	assert_null(found.list[0].column);
	note.back = "Word";
	lint_note(&note, &found);
	assert_int_equal(found.count, 1);
}

static void every_field_is_looked_at(void **state)
{
	struct field fields[] = { { "example", "fine" },
				  { "hint", "not (fine" } };
	struct note note = { .front = "<b>a</b>",
			     .back = "b",
			     .fields = fields,
			     .field_count = 2 };
	struct findings found = nothing(LINT_ALL_RULES);

	(void)state;
	lint_note(&note, &found);
	assert_int_equal(found.count, 2);
	assert_string_equal(found.list[0].column, "front");
	assert_string_equal(found.list[1].column, "hint");
}

static void rules_can_be_chosen(void **state)
{
	struct note note = { .front = "<b>a</b>", .back = "not (fine" };
	struct findings found = nothing(1u << LINT_BRACKETS);
	struct error err = { 0 };
	unsigned rules;

	(void)state;
	lint_note(&note, &found);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.list[0].rule, LINT_BRACKETS);
	must(lint_read_rules("nfd,blank", &rules, &err));
	assert_int_equal(rules, 1u << LINT_NFD | 1u << LINT_BLANK);
	must_fail(lint_read_rules("nfd,equal-frnt", &rules, &err), ERROR_USAGE);
	assert_string_equal(err.message, "there is no rule \"equal-frnt\"; did "
					 "you mean equal-front?");
	must_fail(lint_read_rules("equal-frnt,nfd", &rules, &err), ERROR_USAGE);
	must_fail(lint_read_rules("nothing like it", &rules, &err),
		  ERROR_USAGE);
	must_fail(lint_read_rules("", &rules, &err), ERROR_USAGE);
	must_fail(lint_read_rules("nfd,", &rules, &err), ERROR_USAGE);
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		must(lint_read_rules(lint_rule_name(i), &rules, &err));
		assert_int_equal(rules, 1u << i);
	}
}

/* A text that breaks many rules, before each of them alone. */
static void a_rule_that_is_not_wanted_finds_nothing(void **state)
{
	static const char text[] = "\u200B\u0441at cafe\u0301  <b>(</b>";
	static const unsigned broken = 1u << LINT_BLANK | 1u << LINT_INVISIBLE |
				       1u << LINT_LOOK_ALIKE | 1u << LINT_NFD |
				       1u << LINT_SPACES | 1u << LINT_BRACKETS |
				       1u << LINT_MARKUP |
				       1u << LINT_LONG_ANSWER;
	struct note note = { .front = text, .back = text };
	struct findings found;

	(void)state;
	for (int rule = 0; rule < LINT_RULE_COUNT; rule++) {
		found = nothing(1u << rule);
		found.words_most = 1;
		lint_note(&note, &found);
		assert_int_equal(found.count > 0, broken >> rule & 1);
		for (size_t i = 0; i < found.count; i++)
			assert_int_equal(found.list[i].rule, rule);
	}
}

static void what_is_long_is_cut(void **state)
{
	struct text word = { 0 };
	struct findings found;

	(void)state;
	text_add(&word, "\u0441");
	text_add_repeated(&word, 'a', 60);
	found = look_at(text_string(&word));
	assert_string_equal(
		found.list[0].message,
		"\"\u0441aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaa…\" has letters of two alphabets that "
		"look the same");
	text_release(&word);
	found = look_at("<span class=\"a very long name of a class\">x</span>");
	assert_string_equal(found.list[0].message,
			    "\"<span class=\"a very long name of a class\" is "
			    "markup, which is shown as it is");
}

static void there_may_be_any_number_of_findings(void **state)
{
	struct field fields[40];
	struct note note = { .front = "a",
			     .back = "b",
			     .fields = fields,
			     .field_count = COUNT(fields) };
	struct findings found = nothing(LINT_ALL_RULES);

	(void)state;
	for (size_t i = 0; i < COUNT(fields); i++)
		fields[i] = (struct field){
			arena_printf(&arena, "field %zu", i), "not (fine"
		};
	lint_note(&note, &found);
	assert_int_equal(found.count, COUNT(fields));
	for (size_t i = 0; i < COUNT(fields); i++)
		assert_string_equal(found.list[i].column, fields[i].name);
}

static void levels_have_names(void **state)
{
	(void)state;
	assert_string_equal(lint_level_name(LINT_ERROR), "error");
	assert_string_equal(lint_level_name(LINT_WARNING), "warning");
	assert_string_equal(lint_level_name(LINT_NOTE), "note");
}

/* ---- decks --------------------------------------------------------------- */

struct row {
	const char *front, *back;
	unsigned directions;
	const char *key, *deck;
};

/* What is found at the last of some rows. */
static struct findings at_last(const struct row *rows, size_t count)
{
	struct lint_deck *deck = lint_deck_new(LINT_LINES);
	struct findings found = nothing(LINT_ALL_RULES);

	for (size_t i = 0; i < count; i++) {
		struct note note = { .front = rows[i].front,
				     .back = rows[i].back,
				     .key = rows[i].key,
				     .deck = rows[i].deck,
				     .directions = rows[i].directions };

		found = nothing(LINT_ALL_RULES);
		lint_deck_add(deck, &note, (int64_t)i + 1, &found);
	}
	lint_deck_free(deck);
	print(&found);
	return found;
}

#define ROW(f, b)                         \
	{                                 \
		.front = (f), .back = (b) \
	}
#define ASKED(f, b, d)                                       \
	{                                                    \
		.front = (f), .back = (b), .directions = (d) \
	}
#define AT_LAST(...)                                          \
	at_last((const struct row[]){ __VA_ARGS__ },          \
		sizeof((const struct row[]){ __VA_ARGS__ }) / \
			sizeof(struct row))

static void expect_one(struct findings found, enum lint_rule rule,
		       enum lint_level level, const char *message)
{
	assert_int_equal(found.count, 1);
	assert_string_equal(lint_rule_name(found.list[0].rule),
			    lint_rule_name(rule));
	assert_int_equal(found.list[0].level, level);
	assert_string_equal(found.list[0].message, message);
}

static void equal_rows_and_fronts_are_found(void **state)
{
	(void)state;
	expect_one(AT_LAST(ROW("a", "x"), ROW("b", "y"), ROW("a", "x")),
		   LINT_EQUAL_ROW, LINT_WARNING,
		   "the same front and back as line 1");
	expect_one(AT_LAST(ROW("a", "x"), ROW("b", "y"), ROW("b", "z")),
		   LINT_EQUAL_FRONT, LINT_WARNING,
		   "the same as line 2, with another back");
	assert_int_equal(AT_LAST(ROW("a", "x"), ROW("b", "y")).count, 0);
}

static void other_decks_are_other_decks(void **state)
{
	(void)state;
	assert_int_equal(AT_LAST({ .front = "a", .back = "x", .deck = "1" },
				 { .front = "a", .back = "x", .deck = "2" })
				 .count,
			 0);
}

static void fronts_that_are_nearly_equal_are_found(void **state)
{
	static const char *const pairs[][2] = {
		{ "Ice cream", "ice  cream" },
		{ "café", "cafe" },
		{ "cafe\u0301", "caf\u00E9" },
		{ "ＡＢＣ", "abc" },
		{ "ｶﾞﾑ", "ガム" },
		{ "Straße", "STRASSE" },
		{ "вода́", "вода" },
		{ "كَتَبَ", "كتب" },
		{ "hel\u200Blo", "hello" },
	};
	static const char *const others[][2] = {
		{ "か", "が" }, { "कि", "का" },	  { "10²", "102" },
		{ "´", "¨" },	{ "cat", "cut" }, { "C", "C#" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		expect_one(AT_LAST(ROW(pairs[i][0], "back"),
				   ROW(pairs[i][1], "Back")),
			   LINT_NEAR_FRONT, LINT_WARNING,
			   "the same as line 1 but for case, width, accents or "
			   "blanks, and so is the back");
		expect_one(AT_LAST(ROW(pairs[i][0], "back"),
				   ROW(pairs[i][1], "another")),
			   LINT_NEAR_FRONT, LINT_NOTE,
			   "the same as line 1 but for case, width, accents or "
			   "blanks");
	}
	for (size_t i = 0; i < COUNT(others); i++)
		assert_int_equal(
			AT_LAST(ROW(others[i][0], "a"), ROW(others[i][1], "b"))
				.count,
			0);
}

static void equal_backs_matter_where_they_are_asked(void **state)
{
	static const char message[] =
		"the same as line 1; asked from it, either front is right";
	enum { FORWARD = DIRECTIONS_FORWARD, BOTH = DIRECTIONS_BOTH };

	(void)state;
	expect_one(AT_LAST(ROW("a", "x"), ROW("b", "x")), LINT_EQUAL_BACK,
		   LINT_NOTE, message);
	expect_one(AT_LAST(ASKED("a", "x", BOTH), ASKED("b", "x", BOTH)),
		   LINT_EQUAL_BACK, LINT_WARNING, message);
	expect_one(AT_LAST(ASKED("a", "x", BOTH), ASKED("b", "x", FORWARD)),
		   LINT_EQUAL_BACK, LINT_WARNING, message);
	expect_one(AT_LAST(ASKED("a", "x", FORWARD), ASKED("b", "x", BOTH)),
		   LINT_EQUAL_BACK, LINT_WARNING, message);
	assert_int_equal(
		AT_LAST(ASKED("a", "x", FORWARD), ASKED("b", "x", FORWARD))
			.count,
		0);
	assert_int_equal(AT_LAST(ROW("a", "12"), ROW("b", "12")).count, 0);
	assert_int_equal(
		AT_LAST(ROW("a", "x"), ROW("b", "x"), ROW("c", "x")).count, 0);
}

static void an_id_that_comes_again_is_rejected(void **state)
{
	(void)state;
	expect_one(AT_LAST({ .front = "a", .back = "x", .key = "k" },
			   { .front = "b", .back = "y", .key = "k" }),
		   LINT_REJECTED, LINT_ERROR,
		   "its id stands on line 1 already");
	expect_one(AT_LAST({ .front = "a", .back = "x", .key = "k" },
			   { .front = "a", .back = "x", .key = "k" }),
		   LINT_EQUAL_ROW, LINT_WARNING,
		   "the same front and back as line 1");
}

/* What cards have for keys says nothing about the rows of a file. */
static void ids_are_of_files(void **state)
{
	struct lint_deck *deck = lint_deck_new(LINT_CARDS);
	struct note a = { .front = "a", .back = "x", .key = "k" };
	struct note b = { .front = "b", .back = "y", .key = "k" };
	struct findings found = nothing(LINT_ALL_RULES);

	(void)state;
	lint_deck_add(deck, &a, 1, &found);
	lint_deck_add(deck, &b, 2, &found);
	assert_int_equal(found.count, 0);
	lint_deck_free(deck);
}

static void a_rule_of_decks_that_is_not_wanted_finds_nothing(void **state)
{
	static const unsigned rules = 1u << LINT_NEAR_FRONT |
				      1u << LINT_EQUAL_BACK;
	struct note first = { .front = "a", .back = "x" };
	struct note second = { .front = "A", .back = "x" };

	(void)state;
	for (int rule = 0; rule < LINT_RULE_COUNT; rule++) {
		struct lint_deck *deck = lint_deck_new(LINT_LINES);
		struct findings found = nothing(1u << rule);

		lint_deck_add(deck, &first, 1, &found);
		lint_deck_add(deck, &second, 2, &found);
		assert_int_equal(found.count, rules >> rule & 1);
		lint_deck_free(deck);
	}
	lint_deck_free(NULL);
}

static void a_big_deck_is_remembered_whole(void **state)
{
	struct lint_deck *deck = lint_deck_new(LINT_CARDS);
	struct findings found;

	(void)state;
	for (int i = 0; i < 40000; i++) {
		struct note note = {
			.front = arena_printf(&arena, "front %d", i % 20000),
			.back = arena_printf(&arena, "back %d", i % 20000),
		};

		found = nothing(LINT_ALL_RULES);
		lint_deck_add(deck, &note, i + 1, &found);
		assert_int_equal(found.count, i >= 20000);
	}
	assert_string_equal(found.list[0].message,
			    "the same front and back as card 20000");
	lint_deck_free(deck);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cannot_be_seen_is_found),
		cmocka_unit_test(it_is_named_and_counted),
		cmocka_unit_test(what_scripts_need_is_passed_over),
		cmocka_unit_test(letters_of_two_alphabets_are_found),
		cmocka_unit_test(letters_that_belong_together_are_passed_over),
		cmocka_unit_test(decomposed_text_is_found),
		cmocka_unit_test(marks_in_the_order_of_typing_are_passed_over),
		cmocka_unit_test(doubled_and_outer_blanks_are_found),
		cmocka_unit_test(blanks_that_mean_something_are_passed_over),
		cmocka_unit_test(unbalanced_brackets_are_found),
		cmocka_unit_test(no_sentence_is_as_deep_as_that),
		cmocka_unit_test(the_bracket_and_its_place_are_named),
		cmocka_unit_test(brackets_that_are_meant_are_passed_over),
		cmocka_unit_test(markup_is_found),
		cmocka_unit_test(what_only_looks_like_markup_is_passed_over),
		cmocka_unit_test(what_is_long_is_no_tag),
		cmocka_unit_test(clozes_without_a_text_or_an_end_are_found),
		cmocka_unit_test(long_answers_are_counted_in_words),
		cmocka_unit_test(the_answer_is_what_is_not_asked),
		cmocka_unit_test(a_front_that_is_its_back_is_found),
		cmocka_unit_test(every_field_is_looked_at),
		cmocka_unit_test(rules_can_be_chosen),
		cmocka_unit_test(a_rule_that_is_not_wanted_finds_nothing),
		cmocka_unit_test(what_is_long_is_cut),
		cmocka_unit_test(there_may_be_any_number_of_findings),
		cmocka_unit_test(levels_have_names),
		cmocka_unit_test(equal_rows_and_fronts_are_found),
		cmocka_unit_test(other_decks_are_other_decks),
		cmocka_unit_test(fronts_that_are_nearly_equal_are_found),
		cmocka_unit_test(equal_backs_matter_where_they_are_asked),
		cmocka_unit_test(an_id_that_comes_again_is_rejected),
		cmocka_unit_test(ids_are_of_files),
		cmocka_unit_test(
			a_rule_of_decks_that_is_not_wanted_finds_nothing),
		cmocka_unit_test(a_big_deck_is_remembered_whole),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
