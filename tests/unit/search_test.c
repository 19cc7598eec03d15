#include "core/search.h"

#include "unit.h"

#include "base/text.h"
#include "core/review.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *const names[] = {
	"all",	     "text",	 "tag",		"deck",	  "is:due",
	"is:new",    "learning", "young",	"mature", "drill",
	"suspended", "buried",	 "flagged",	"leech",  "ease",
	"interval",  "lapses",	 "repetitions", "due-in", "due-on",
	"added",     "graded",	 "not",		"and",	  "or",
};
static const char *const signs[] = { "<", "<=", "=", ">=", ">" };

static void spell(struct text *out, const struct search *s)
{
	if (s->kind == SEARCH_AND || s->kind == SEARCH_OR ||
	    s->kind == SEARCH_NOT) {
		text_printf(out, "(%s ", names[s->kind]);
		spell(out, s->left);
		if (s->right) {
			text_add_char(out, ' ');
			spell(out, s->right);
		}
		text_add_char(out, ')');
		return;
	}
	text_add(out, names[s->kind]);
	if (s->kind == SEARCH_TEXT || s->kind == SEARCH_TAG ||
	    s->kind == SEARCH_DECK)
		text_printf(out, "[%s]", s->text);
	else if (s->kind >= SEARCH_EASE && s->kind <= SEARCH_DUE_ON)
		text_printf(out, "%s%lld", signs[s->comparison],
			    (long long)s->number);
	else if (s->kind == SEARCH_ADDED || s->kind == SEARCH_GRADED)
		text_printf(out, "%lld,%d", (long long)s->number, s->grade);
}

static void expect(const char *expression, const char *wanted)
{
	const struct search *search;
	struct text out = { 0 };
	struct error err;

	must(search_parse(expression, &arena, &search, &err));
	spell(&out, search);
	assert_string_equal(text_string(&out), wanted);
	text_release(&out);
}

static void refuse(const char *expression, const char *wanted)
{
	const struct search *search;
	struct error err;

	must_fail(search_parse(expression, &arena, &search, &err), ERROR_USAGE);
	if (!strstr(err.message, wanted))
		fail_msg("%s: %s", expression, err.message);
}

static void terms_stand_beside_each_other(void **state)
{
	(void)state;
	expect("", "all");
	expect("  ", "all");
	expect("dog", "text[dog]");
	expect("dog cat", "(and text[dog] text[cat])");
	expect("\"dog cat\"", "text[dog cat]");
	expect("tag:\"my tag\" -x", "(and tag[my tag] (not text[x]))");
	expect("dog or cat bird OR cow",
	       "(or (or text[dog] (and text[cat] text[bird])) text[cow])");
	expect("-(dog or cat) order",
	       "(and (not (or text[dog] text[cat])) text[order])");
	expect("--dog", "text[dog]");
	expect("( ( dog ) )", "text[dog]");
	expect("- a-b -", "(and (and text[-] text[a-b]) text[-])");
	expect("f(x) :)", "(and text[f(x)] text[:)])");
	expect("say\\\"hi", "text[say\"hi]");
	expect("dog\tcat\nbird", "(and (and text[dog] text[cat]) text[bird])");
}

static void keys_have_their_meaning(void **state)
{
	(void)state;
	expect("tag:verb*", "tag[verb*]");
	expect("deck:hsk-1", "deck[hsk-1]");
	expect("is:due", "is:due");
	expect("is:leech", "leech");
	expect("ease<2.0", "ease<200");
	expect("ease>=1.35", "ease>=135");
	expect("ease>-1.5", "ease>-150");
	expect("interval>21", "interval>21");
	expect("lapses=3", "lapses=3");
	expect("repetitions<=1", "repetitions<=1");
	expect("due<=7", "due-in<=7");
	expect("due<-2", "due-in<-2");
	expect("due>2026-03-01", "due-on>20513");
	expect("added:7", "added7,-1");
	expect("graded:7:0", "graded7,0");
	expect("graded:30", "graded30,-1");
}

static void what_only_looks_like_a_key_is_text(void **state)
{
	(void)state;
	expect("9:00", "text[9:00]");
	expect("http://x", "text[http://x]");
	expect("easel", "text[easel]");
	expect("\"is:due\"", "text[is:due]");
	expect("Tag:x", "text[Tag:x]");
}

static void nonsense_is_refused_with_its_column(void **state)
{
	(void)state;
	refuse("is:dew", "column 1: is: knows due");
	refuse("日本 is:dew", "column 4:");
	refuse("dog \"cat", "column 5: a quote is not closed");
	refuse("(dog", "column 1: a parenthesis is not closed");
	refuse("dog or", "column 7: a term is missing");
	refuse("or dog", "column 1: a term is missing");
	refuse("()", "column 2: a term is missing");
	refuse("ease<soft", "column 1: it is compared with a number");
	refuse("lapses>", "compared with a number");
	refuse("ease<nan", "compared with a number");
	refuse("due<soon", "days from today, or YYYY-MM-DD");
	refuse("due<2026-02-30", "days from today");
	refuse("added:x", "a number of days");
	refuse("added:-1", "a number of days");
	refuse("added:", "a number of days");
	refuse("added:+7", "a number of days");
	refuse("added: 7", "a number of days");
	refuse("added:7x", "a number of days");
	refuse("added:1000001", "a number of days");
	refuse("graded:7:6", "a grade from 0 to 5");
	refuse("graded:7:/", "a grade from 0 to 5");
	refuse("graded:7:50", "a grade from 0 to 5");
	refuse("graded:7x", "a grade from 0 to 5");
	refuse("lapses<0x10", "compared with a number");
	refuse("lapses<1000000", "compared with a number");
	refuse("lapses>-1000000", "compared with a number");
	refuse("tag:", "a name is missing");
}

static void depth_and_terms_are_limited(void **state)
{
	struct text deep = { 0 }, wide = { 0 };
	const struct search *search;
	struct error err;

	(void)state;
	text_add_repeated(&deep, '(', 5000);
	refuse(text_string(&deep), "too many parentheses");
	text_clear(&deep);
	text_add_repeated(&deep, '(', 25);
	text_add(&deep, "a");
	text_add_repeated(&deep, ')', 25);
	must(search_parse(text_string(&deep), &arena, &search, &err));
	refuse(arena_printf(&arena, "(%s)", text_string(&deep)),
	       "too many parentheses");
	text_add_repeated(&wide, '-', 5001);
	for (int i = 0; i < 100; i++)
		text_add(&wide, "a ");
	must(search_parse(text_string(&wide), &arena, &search, &err));
	text_add(&wide, "a");
	refuse(text_string(&wide), "too many terms");
	text_release(&deep);
	text_release(&wide);
}

static void any_text_is_understood_or_refused(void **state)
{
	static const char *const pieces[] = {
		"(",	")",   "-",	 "\"", " ", " or ",    "is:",
		"tag:", "due", "ease",	 "<",  "=", "2.5",     "\\",
		"x",	"猫",  "added:", "7",  ":", "graded:",
	};
	struct random random = seeded(17);

	(void)state;
	for (int round = 0; round < 20000; round++) {
		const struct search *search;
		struct text text = { 0 };
		struct error err = { 0 };
		bool ok;

		for (int n = pick(&random, 12); n > 0; n--)
			text_add(&text, pieces[pick(&random, COUNT(pieces))]);
		ok = search_parse(text_string(&text), &arena, &search, &err);
		assert_true(ok || (err.kind == ERROR_USAGE && *err.message));
		text_release(&text);
		if (round % 1000 == 0)
			arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms_stand_beside_each_other),
		cmocka_unit_test(keys_have_their_meaning),
		cmocka_unit_test(what_only_looks_like_a_key_is_text),
		cmocka_unit_test(nonsense_is_refused_with_its_column),
		cmocka_unit_test(depth_and_terms_are_limited),
		cmocka_unit_test(any_text_is_understood_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
