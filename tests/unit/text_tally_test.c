#include "core/text_tally.h"

#include "unit.h"

static void only_what_came_twice_repeats(void **state)
{
	struct text_tally *tally = text_tally_new();

	(void)state;
	assert_false(text_tally_repeats(tally, "deck", "a"));
	text_tally_add(tally, "deck", "a");
	assert_false(text_tally_repeats(tally, "deck", "a"));
	text_tally_add(tally, "deck", "a");
	assert_true(text_tally_repeats(tally, "deck", "a"));
	text_tally_add(tally, "deck", "a");
	assert_true(text_tally_repeats(tally, "deck", "a"));
	assert_false(text_tally_repeats(tally, "deck", "b"));
	text_tally_free(tally);
	text_tally_free(NULL);
}

static void scope_and_text_are_told_apart(void **state)
{
	struct text_tally *tally = text_tally_new();

	(void)state;
	text_tally_add(tally, "ab", "c");
	text_tally_add(tally, "a", "bc");
	text_tally_add(tally, "", "abc");
	text_tally_add(tally, "abc", "");
	assert_false(text_tally_repeats(tally, "ab", "c"));
	assert_false(text_tally_repeats(tally, "a", "bc"));
	assert_false(text_tally_repeats(tally, "", "abc"));
	text_tally_free(tally);
}

static void of_a_hundred_thousand_texts_the_right_ones_repeat(void **state)
{
	struct text_tally *tally = text_tally_new();
	char text[32];

	(void)state;
	for (int i = 0; i < 150000; i++) {
		snprintf(text, sizeof(text), "text %d", i % 100000);
		text_tally_add(tally, "deck", text);
	}
	for (int i = 0; i < 100000; i++) {
		snprintf(text, sizeof(text), "text %d", i);
		assert_int_equal(text_tally_repeats(tally, "deck", text),
				 i < 50000);
	}
	text_tally_free(tally);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_came_twice_repeats),
		cmocka_unit_test(scope_and_text_are_told_apart),
		cmocka_unit_test(
			of_a_hundred_thousand_texts_the_right_ones_repeat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
