#include "core/cloze.h"

#include "unit.h"

#include "core/card.h"
#include "core/note.h"

/* What is asked under a number, what is deleted, and the whole. */
static void expect(const char *text, int number, const char *question,
		   const char *answer, const char *plain)
{
	struct arena arena = { 0 };

	assert_int_equal(cloze_look(text, NULL), CLOZE_GOOD);
	assert_string_equal(cloze_question(text, number, &arena), question);
	assert_string_equal(cloze_answer(text, number, &arena), answer);
	assert_string_equal(cloze_plain(text, &arena), plain);
	arena_release(&arena);
}

static void a_deletion_is_asked_and_the_others_are_filled_in(void **state)
{
	static const char text[] =
		"{{c1::Paris}} is the capital of {{c2::France::country}}";

	(void)state;
	expect(text, 1, "[…] is the capital of France", "Paris",
	       "Paris is the capital of France");
	expect(text, 2, "Paris is the capital of [country]", "France",
	       "Paris is the capital of France");
}

static void a_number_may_stand_more_than_once(void **state)
{
	(void)state;
	expect("{{c1::a}} and {{c1::b::hint}}", 1, "[…] and [hint]", "a; b",
	       "a and b");
}

static void deletions_may_stand_in_each_other(void **state)
{
	static const char text[] = "{{c1::a {{c2::b::x}} c::y}} d";

	(void)state;
	expect(text, 1, "[y] d", "a b c", "a b c d");
	expect(text, 2, "a [x] c d", "b", "a b c d");
}

static void an_empty_hint_is_none_and_braces_are_letters(void **state)
{
	(void)state;
	expect("{{c1::a::}}", 1, "[…]", "a", "a");
	expect("{x} {{c1::f(x)}} {{y}}", 1, "{x} […] {{y}}", "f(x)",
	       "{x} f(x) {{y}}");
	expect("{{c1::std::vector}}", 1, "[vector]", "std", "std");
	expect("{{c1::a}b:c}}", 1, "[…]", "a}b:c", "a}b:c");
	expect("{{c1::{{c2::{{c34}} b}} c", 1, "[…] c", "{{c34 b", "{{c34 b c");
}

static void other_braces_are_no_deletions(void **state)
{
	static const char *const texts[] = {
		"",	    "plain",	     "{{c::a}}",
		"{{c1:a}}", "{{cx1::a}}",    "{{Front}}",
		"{c1::a}",  "{{c12345::a}}", "{{ c1::a }}",
		"c1::a}}",  "{{c1x::a}}",    "{{c1 ::a}}",
		"{{c123",   "{{c123:",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_int_equal(cloze_look(texts[i], NULL), CLOZE_NONE);
}

static void what_is_wrong_with_a_deletion_is_told(void **state)
{
	(void)state;
	assert_int_equal(cloze_look("{{c1::a", NULL), CLOZE_UNCLOSED);
	assert_int_equal(cloze_look("{{c1::a}} {{c2::b}", NULL),
			 CLOZE_UNCLOSED);
	assert_int_equal(cloze_look("{{c1::}}", NULL), CLOZE_EMPTY);
	assert_int_equal(cloze_look("{{c1::::hint}}", NULL), CLOZE_EMPTY);
	assert_int_equal(cloze_look("{{c0::a}}", NULL), CLOZE_BAD_NUMBER);
	assert_int_equal(cloze_look("{{c255::a}}", NULL), CLOZE_BAD_NUMBER);
	assert_int_equal(cloze_look("{{c254::a}}", NULL), CLOZE_GOOD);
}

/* However deep: no stack is used up by it. */
static void very_deep_nesting_is_refused(void **state)
{
	char text[20000] = "";

	(void)state;
	for (int i = 0; i < 1000; i++)
		strcat(text, "{{c1::");
	for (int i = 0; i < 1000; i++)
		strcat(text, "}}");
	assert_int_not_equal(cloze_look(text, NULL), CLOZE_GOOD);
}

static void the_cards_of_a_note_are_those_of_its_deletions(void **state)
{
	const struct note note = {
		.front = "{{c3::a}} {{c1::b}} {{c3::c}} {{c254::d}}",
		.back = "x",
		.directions = DIRECTIONS_BOTH,
	};
	struct number_set ordinals = note_ordinals(&note);
	int count = 0;

	(void)state;
	for (int i = 0; i < CARDS_PER_NOTE; i++)
		count += number_set_has(&ordinals, i);
	assert_int_equal(count, 3);
	assert_true(number_set_has(&ordinals, 2));
	assert_true(number_set_has(&ordinals, 4));
	assert_true(number_set_has(&ordinals, 255));
}

static void a_back_that_is_the_front_filled_in_is_implied(void **state)
{
	(void)state;
	assert_true(cloze_implies("a {{c1::b}}", "a b"));
	assert_false(cloze_implies("a {{c1::b}}", "a"));
	assert_false(cloze_implies("a", "a"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_deletion_is_asked_and_the_others_are_filled_in),
		cmocka_unit_test(a_number_may_stand_more_than_once),
		cmocka_unit_test(deletions_may_stand_in_each_other),
		cmocka_unit_test(an_empty_hint_is_none_and_braces_are_letters),
		cmocka_unit_test(other_braces_are_no_deletions),
		cmocka_unit_test(what_is_wrong_with_a_deletion_is_told),
		cmocka_unit_test(very_deep_nesting_is_refused),
		cmocka_unit_test(
			the_cards_of_a_note_are_those_of_its_deletions),
		cmocka_unit_test(a_back_that_is_the_front_filled_in_is_implied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
