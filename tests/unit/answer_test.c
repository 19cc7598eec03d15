#include "core/answer.h"

#include "unit.h"

#include <time.h>

#include "base/text.h"
#include "core/review.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void expect(const char *typed, const char *expected,
		   enum verdict verdict)
{
	struct comparison c = answer_compare(typed, expected, NULL, &arena);

	if (c.verdict != verdict)
		fail_msg("\"%s\" for \"%s\": verdict %d, not %d", typed,
			 expected, (int)c.verdict, (int)verdict);
	assert_int_equal(c.suggested_grade,
			 verdict == VERDICT_WRONG    ? GRADE_WRONG
			 : verdict == VERDICT_ACCENT ? GRADE_HARD
						     : GRADE_GOOD);
	if (verdict == VERDICT_SLIP || verdict == VERDICT_ACCENT)
		assert_non_null(c.marked);
	else
		assert_null(c.marked);
}

static void expect_slip(const char *typed, const char *expected, int slips,
			const char *marked)
{
	struct comparison c = answer_compare(typed, expected, NULL, &arena);

	expect(typed, expected, VERDICT_SLIP);
	assert_int_equal(c.slips, slips);
	assert_string_equal(c.marked, marked);
}

static void the_same_text_is_exact(void **state)
{
	(void)state;
	expect("continuous", "continuous", VERDICT_EXACT);
	expect("嵌入", "嵌入", VERDICT_EXACT);
	expect("", "", VERDICT_EXACT);
}

static void blanks_do_not_count(void **state)
{
	(void)state;
	expect("  a  vector\tspace ", "a vector space", VERDICT_EXACT);
	expect("a\u3000b", "a b", VERDICT_EXACT);
	expect("a\u00A0b", "a b", VERDICT_EXACT);
	expect("ab", "a b", VERDICT_WRONG);
}

static void composed_and_decomposed_are_the_same(void **state)
{
	(void)state;
	expect("cafe\u0301", "caf\u00E9", VERDICT_EXACT);
	expect("\uD55C", "\u1112\u1161\u11AB", VERDICT_EXACT);
	expect("nǐ hǎo", "ni\u030C ha\u030Co", VERDICT_EXACT);
	expect("cafe", "caf\u00E9", VERDICT_ACCENT);
}

static void case_width_and_outer_punctuation_are_loose(void **state)
{
	(void)state;
	expect("Paris", "paris", VERDICT_LOOSE);
	expect("STRASSE", "straße", VERDICT_LOOSE);
	expect("ΣΊΣΥΦΟΣ", "σίσυφος", VERDICT_LOOSE);
	expect("ＡＢＣ", "abc", VERDICT_LOOSE);
	expect("ｶﾀｶﾅ", "カタカナ", VERDICT_LOOSE);
	expect("paris.", "paris", VERDICT_LOOSE);
	expect("paris", "“Paris”!", VERDICT_LOOSE);
	expect("你好", "你好。", VERDICT_LOOSE);
	expect("... paris ...", "paris", VERDICT_LOOSE);
	expect("Que?", "¿Que?", VERDICT_LOOSE);
	expect("hola", "¡Hola!", VERDICT_LOOSE);
	expect("well…", "well", VERDICT_LOOSE);
}

static void an_accent_is_less_than_another_letter(void **state)
{
	(void)state;
	expect("nino", "niño", VERDICT_ACCENT);
	expect("ni hao", "nǐ hǎo", VERDICT_ACCENT);
	expect("El nino", "el niño", VERDICT_ACCENT);
	expect("άνθρωπος", "ανθρωπος", VERDICT_ACCENT);
	expect("елка", "ёлка", VERDICT_ACCENT);
	expect("si", "sí", VERDICT_ACCENT);
	expect("か", "が", VERDICT_WRONG);
	expect("nina", "niño", VERDICT_WRONG);
}

static void punctuation_of_input_methods_is_punctuation(void **state)
{
	(void)state;
	expect("他说：“好。”", "他说:\"好.\"", VERDICT_LOOSE);
	expect("it's", "it’s", VERDICT_LOOSE);
	expect("«oui»", "“oui”", VERDICT_LOOSE);
	expect("self-attention", "self–attention", VERDICT_LOOSE);
	expect("（嵌入）、词元", "(嵌入),词元", VERDICT_LOOSE);
}

/* Each pair of them doubles the ways in which an answer may be given. */
static void a_flood_of_parentheses_is_compared_as_it_stands(void **state)
{
	static const struct answer_rules all = {
		.alternatives = ALTERNATIVES_ALL,
	};
	struct text flood = { 0 }, few = { 0 };
	struct comparison c;

	(void)state;
	for (int i = 0; i < 400000; i++)
		text_add(&flood, "(a)/");
	c = answer_compare("a", text_string(&flood), &all, &arena);
	assert_int_equal(c.verdict, VERDICT_WRONG);
	c = answer_compare(text_string(&flood), text_string(&flood), &all,
			   &arena);
	assert_int_equal(c.verdict, VERDICT_EXACT);
	for (int i = 0; i < 20; i++)
		text_add(&few, "(a) ");
	text_add(&few, "dog");
	expect("dog", text_string(&few), VERDICT_EXACT);
	text_release(&flood);
	text_release(&few);
}

/* Of forty the first 32 may be left out. */
static void of_many_parentheses_the_first_count(void **state)
{
	struct text all = { 0 }, last = { 0 };

	(void)state;
	for (int i = 0; i < 40; i++)
		text_add(i < 32 ? &all : &last, "(a) ");
	text_add(&last, "dog");
	text_add(&all, text_string(&last));
	expect(text_string(&last), text_string(&all), VERDICT_EXACT);
	expect("dog", text_string(&all), VERDICT_WRONG);
	text_release(&all);
	text_release(&last);
}

static void what_stands_in_parentheses_may_be_left_out(void **state)
{
	(void)state;
	expect("run", "(to) run", VERDICT_EXACT);
	expect("to run", "(to) run", VERDICT_EXACT);
	expect("(to) run", "(to) run", VERDICT_EXACT);
	expect("color", "colo(u)r", VERDICT_EXACT);
	expect("colour", "colo(u)r", VERDICT_EXACT);
	expect("Hund", "Hund (m.)", VERDICT_EXACT);
	expect("嵌入", "嵌入（向量）", VERDICT_EXACT);
	expect("嵌入向量", "嵌入（向量）", VERDICT_EXACT);
	expect("a", "a (b (c))", VERDICT_EXACT);
	expect("a b", "a (b (c))", VERDICT_EXACT);
	expect("a b c", "a (b (c))", VERDICT_EXACT);
	expect("", "(laughs)", VERDICT_WRONG);
	expect("a)", "a) b", VERDICT_WRONG);
}

static void expect_by(const struct answer_rules *rules, const char *typed,
		      const char *expected, enum verdict verdict)
{
	struct comparison c = answer_compare(typed, expected, rules, &arena);

	if (c.verdict != verdict)
		fail_msg("\"%s\" for \"%s\": verdict %d, not %d", typed,
			 expected, (int)c.verdict, (int)verdict);
}

static void any_alternative_is_right_where_the_deck_says_so(void **state)
{
	static const struct answer_rules off, all = {
		.alternatives = ALTERNATIVES_ALL,
	}, semicolon = { .alternatives = ALTERNATIVES_SEMICOLON };

	(void)state;
	expect_by(&all, "car", "car / automobile", VERDICT_EXACT);
	expect_by(&all, "automobile", "car / automobile", VERDICT_EXACT);
	expect_by(&all, "AUTOMOBILE", "car|automobile", VERDICT_LOOSE);
	expect_by(&all, "automobil", "car;automobile", VERDICT_SLIP);
	expect_by(&all, "向量", "嵌入；向量", VERDICT_EXACT);
	expect_by(&all, "car/automobile", "car/automobile", VERDICT_EXACT);
	expect_by(&all, "run", "walk/(to) run", VERDICT_EXACT);
	expect_by(&semicolon, "and/or", "and/or; both", VERDICT_EXACT);
	expect_by(&semicolon, "and", "and/or; both", VERDICT_WRONG);
	expect_by(&off, "car", "car/automobile", VERDICT_WRONG);
	expect_by(&all, "", "/", VERDICT_WRONG);
	assert_int_equal(answer_compare("continuous", "kontinuos/continuos",
					&all, &arena)
				 .slips,
			 1);
	assert_int_equal(answer_compare("continuous", "continuos/kontinuos",
					&all, &arena)
				 .slips,
			 1);
}

static void the_whole_answer_is_right_whatever_stands_in_it(void **state)
{
	static const char *const pieces[] = { "(",  ")", "（", "）", "/",
					      ";",  "|", "a",  "bc", " ",
					      "猫", "é", "1",  "-" };
	struct random random = seeded(23);

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct text text = { 0 };
		const struct answer_rules rules = {
			.alternatives = (enum answer_alternatives)pick(
				&random, ALTERNATIVES_ALL + 1),
			.articles = (enum article_language)pick(
				&random, ARTICLES_PT + 1),
		};

		for (int n = 1 + pick(&random, 14); n > 0; n--)
			text_add(&text, pieces[pick(&random, COUNT(pieces))]);
		expect_by(&rules, text_string(&text), text_string(&text),
			  VERDICT_EXACT);
		text_release(&text);
		arena_release(&arena);
	}
}

static void an_article_of_the_language_may_be_left_out(void **state)
{
	static const struct answer_rules off, de = {
		.articles = ARTICLES_DE,
	}, fr = { .articles = ARTICLES_FR }, en = { .articles = ARTICLES_EN };

	(void)state;
	expect_by(&de, "Hund", "der Hund", VERDICT_ARTICLE);
	expect_by(&de, "das Hund", "der Hund", VERDICT_ARTICLE);
	expect_by(&de, "der Hund", "Hund", VERDICT_ARTICLE);
	expect_by(&de, "der", "der", VERDICT_EXACT);
	expect_by(&de, "derb", "b", VERDICT_WRONG);
	expect_by(&fr, "école", "l’école", VERDICT_ARTICLE);
	expect_by(&fr, "ecole", "l'école", VERDICT_ACCENT);
	expect_by(&en, "embeddin", "an embedding", VERDICT_SLIP);
	expect_by(&off, "Hund", "der Hund", VERDICT_WRONG);
	expect_by(&fr, "eau", "l' eau", VERDICT_ARTICLE);
	expect_by(&fr, "l'", "l' eau", VERDICT_WRONG);
}

static void an_alias_is_right_but_never_better_than_the_answer(void **state)
{
	static const char *const aliases[] = { "word vector", "Tokens" };
	static const struct answer_rules rules = {
		.aliases = aliases,
		.alias_count = 2,
	};

	(void)state;
	expect_by(&rules, "Word vector.", "embedding", VERDICT_ALIAS);
	expect_by(&rules, "tokens", "Token", VERDICT_ALIAS);
	expect_by(&rules, "embedding", "embedding", VERDICT_EXACT);
	expect_by(&rules, "wordvector", "embedding", VERDICT_WRONG);
}

static void a_difference_is_laid_out_under_the_answer(void **state)
{
	static const struct {
		const char *typed, *expected, *line, *marks;
	} cases[] = {
		{ "continous", "continuous", "contin_ous", "      ^" },
		{ "contniuous", "continuous", "contniuous", "    ^^" },
		{ "Cafe noir", "café noir", "cafe noir", "   ^" },
		{ "自然语音", "自然语言", "自然语音", "      ^^" },
		{ "自语音们", "自然语音们", "自__语音们", "  ^^" },
		{ "embeddings", "embedding", "embeddings", "         ^" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct comparison c = answer_compare(
			cases[i].typed, cases[i].expected, NULL, &arena);

		assert_string_equal(c.typed_line, cases[i].line);
		assert_string_equal(c.marks_line, cases[i].marks);
	}
	assert_null(answer_compare("ru", "(to) runs", NULL, &arena).typed_line);
}

static void punctuation_alone_is_compared_as_it_is(void **state)
{
	(void)state;
	expect("!", "?", VERDICT_WRONG);
	expect("!", "!", VERDICT_EXACT);
	expect("！", "!", VERDICT_LOOSE);
	expect("well-known", "well known", VERDICT_SLIP);
}

static void one_slip_of_each_kind_is_marked(void **state)
{
	(void)state;
	expect_slip("continous", "continuous", 1, "contin[u]ous");
	expect_slip("continuouss", "continuous", 1, "continuous");
	expect_slip("continuaus", "continuous", 1, "continu[o]us");
	expect_slip("contniuous", "continuous", 1, "cont[in]uous");
	expect_slip("ontinuous", "continuous", 1, "[c]ontinuous");
	expect_slip("continuou", "continuous", 1, "continuou[s]");
}

static void slips_are_forgiven_by_length(void **state)
{
	(void)state;
	expect("cit", "cat", VERDICT_WRONG);
	expect("brid", "bird", VERDICT_SLIP); /* 4: one */
	expect("bids", "bird", VERDICT_WRONG);
	expect("mountain", "mountaim", VERDICT_SLIP);	/* 8: one */
	expect("mauntain", "mountaim", VERDICT_WRONG);	/* 8: two */
	expect("mauntains", "mountaims", VERDICT_SLIP); /* 9: two */
	expect("mauntanis", "mountaims", VERDICT_WRONG);
	expect_slip("embeding vectro", "embedding vector", 2,
		    "embe[d]ding vect[or]");
}

static void a_character_of_a_short_chinese_word_is_no_slip(void **state)
{
	(void)state;
	expect("入嵌", "嵌入", VERDICT_WRONG);
	expect("学者", "学生", VERDICT_WRONG);
	expect("图书店", "图书馆", VERDICT_WRONG);
	expect("自然语言", "自然语音", VERDICT_SLIP);
	expect_slip("机器学习模形很好用的", "机器学习模型很好用的", 1,
		    "机器学习模[型]很好用的");
	expect("机气学习模形很好用的", "机器学习模型很好用的", VERDICT_WRONG);
}

static void nothing_typed_is_wrong(void **state)
{
	(void)state;
	expect("", "a", VERDICT_WRONG);
	expect("", "continuous", VERDICT_WRONG);
	expect("   ", "continuous", VERDICT_WRONG);
	expect("continuous", "", VERDICT_WRONG);
}

static char *repeated(const char *unit, size_t count)
{
	struct text text = { 0 };
	char *copy;

	while (count--)
		text_add(&text, unit);
	copy = text_copy(&text, &arena);
	text_release(&text);
	return copy;
}

static void ten_thousand_characters_take_no_time(void **state)
{
	const char *letters = repeated("abcdefghi ", 1000);
	const char *others = repeated("abcdefghj ", 1000);
	const char *words = repeated("机器学习", 2500);

	(void)state;
	expect(letters, letters, VERDICT_EXACT);
	expect(letters, others, VERDICT_WRONG);
	expect(words, letters, VERDICT_WRONG);
	expect("", words, VERDICT_WRONG);
	expect(repeated("A", 10000), repeated("a", 10000), VERDICT_LOOSE);
	expect(repeated("e", 500), repeated("é", 500), VERDICT_WRONG);
}

static void any_two_texts_can_be_compared(void **state)
{
	static const char *const pieces[] = { "a",	    "b",  "B",
					      " ",	    ".",  "\u0301",
					      "嵌",	    "入", "\u200D",
					      "\U0001F600", "ß",  "ﬁ" };
	struct random random = seeded(31);

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char texts[2][128] = { "", "" };

		for (int i = 0; i < 2; i++)
			for (int n = pick(&random, 12); n > 0; n--)
				strcat(texts[i],
				       pieces[pick(&random, COUNT(pieces))]);
		answer_compare(texts[0], texts[1], NULL, &arena);
		expect(texts[0], texts[0], VERDICT_EXACT);
	}
}

static void a_digit_is_never_a_slip(void **state)
{
	(void)state;
	expect("1067", "1066", VERDICT_WRONG);
	expect("175 bilion", "175 billion", VERDICT_SLIP);
	expect("157 billion", "175 billion", VERDICT_WRONG);
	expect("17 billion", "175 billion", VERDICT_WRONG);
	expect("175 billion", "17 billion", VERDICT_WRONG);
	expect("billion", "1 billion", VERDICT_WRONG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_text_is_exact),
		cmocka_unit_test(blanks_do_not_count),
		cmocka_unit_test(composed_and_decomposed_are_the_same),
		cmocka_unit_test(case_width_and_outer_punctuation_are_loose),
		cmocka_unit_test(an_accent_is_less_than_another_letter),
		cmocka_unit_test(punctuation_of_input_methods_is_punctuation),
		cmocka_unit_test(
			a_flood_of_parentheses_is_compared_as_it_stands),
		cmocka_unit_test(of_many_parentheses_the_first_count),
		cmocka_unit_test(what_stands_in_parentheses_may_be_left_out),
		cmocka_unit_test(
			any_alternative_is_right_where_the_deck_says_so),
		cmocka_unit_test(
			the_whole_answer_is_right_whatever_stands_in_it),
		cmocka_unit_test(an_article_of_the_language_may_be_left_out),
		cmocka_unit_test(
			an_alias_is_right_but_never_better_than_the_answer),
		cmocka_unit_test(a_difference_is_laid_out_under_the_answer),
		cmocka_unit_test(punctuation_alone_is_compared_as_it_is),
		cmocka_unit_test(one_slip_of_each_kind_is_marked),
		cmocka_unit_test(slips_are_forgiven_by_length),
		cmocka_unit_test(
			a_character_of_a_short_chinese_word_is_no_slip),
		cmocka_unit_test(nothing_typed_is_wrong),
		cmocka_unit_test(ten_thousand_characters_take_no_time),
		cmocka_unit_test(any_two_texts_can_be_compared),
		cmocka_unit_test(a_digit_is_never_a_slip),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
