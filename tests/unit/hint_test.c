#include "core/hint.h"

#include "unit.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void each_hint_shows_more_of_every_word(void **state)
{
	static const struct {
		const char *answer, *lengths, *first, *half;
	} cases[] = {
		{ "embedding", "_________", "e________", "embe_____" },
		{ "a vector space", "_ ______ _____", "_ v_____ s____",
		  "_ vec___ sp___" },
		{ "嵌入", "__", "嵌_", "嵌_" },
		{ "it's 1990!", "__'_ ____!", "i_'_ 1___!", "i_'_ 19__!" },
		{ "(to) run", "(__) ___", "(t_) r__", "(t_) r__" },
		{ "", "", "", "" },
		{ "?!", "?!", "?!", "?!" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *answer = cases[i].answer;

		assert_string_equal(hint_text(answer, HINT_LENGTHS, &arena),
				    cases[i].lengths);
		assert_string_equal(
			hint_text(answer, HINT_FIRST_LETTERS, &arena),
			cases[i].first);
		assert_string_equal(hint_text(answer, HINT_HALF, &arena),
				    cases[i].half);
	}
}

static void no_hint_shows_the_whole_of_a_word(void **state)
{
	(void)state;
	assert_string_equal(hint_text("a b c", HINT_HALF, &arena), "_ _ _");
	assert_string_equal(hint_text("是", HINT_HALF, &arena), "_");
}

static void more_help_never_suggests_a_better_grade(void **state)
{
	(void)state;
	assert_int_equal(hint_grade_most(HINT_NONE), 4);
	assert_int_equal(hint_grade_most(HINT_HALF), 2);
	for (int hint = HINT_NONE; hint < HINT_MOST; hint++)
		assert_true(hint_grade_most((enum hint)hint) >=
			    hint_grade_most((enum hint)(hint + 1)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_hint_shows_more_of_every_word),
		cmocka_unit_test(no_hint_shows_the_whole_of_a_word),
		cmocka_unit_test(more_help_never_suggests_a_better_grade),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
