#include "core/text_map.h"

#include "unit.h"

static void a_text_that_was_never_put_there_has_0(void **state)
{
	struct text_map *map = text_map_new();

	(void)state;
	assert_int_equal(text_map_get(map, "deck", "a"), 0);
	assert_int_equal(*text_map_at(map, "deck", "a"), 0);
	assert_int_equal(text_map_get(map, "deck", "a"), 0);
	text_map_free(map);
	text_map_free(NULL);
}

static void scope_and_text_are_told_apart(void **state)
{
	struct text_map *map = text_map_new();

	(void)state;
	*text_map_at(map, "ab", "c") = 1;
	*text_map_at(map, "a", "bc") = 2;
	*text_map_at(map, "", "abc") = 3;
	assert_int_equal(text_map_get(map, "ab", "c"), 1);
	assert_int_equal(text_map_get(map, "a", "bc"), 2);
	assert_int_equal(text_map_get(map, "", "abc"), 3);
	assert_int_equal(text_map_get(map, "abc", ""), 0);
	++*text_map_at(map, "a", "bc");
	assert_int_equal(text_map_get(map, "a", "bc"), 3);
	text_map_free(map);
}

static void a_hundred_thousand_texts_keep_their_numbers(void **state)
{
	struct text_map *map = text_map_new();
	char text[32];

	(void)state;
	for (uint32_t i = 1; i <= 100000; i++) {
		snprintf(text, sizeof(text), "text %u", i);
		*text_map_at(map, "deck", text) = i;
	}
	for (uint32_t i = 1; i <= 100000; i++) {
		snprintf(text, sizeof(text), "text %u", i);
		assert_int_equal(text_map_get(map, "deck", text), i);
	}
	text_map_free(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_that_was_never_put_there_has_0),
		cmocka_unit_test(scope_and_text_are_told_apart),
		cmocka_unit_test(a_hundred_thousand_texts_keep_their_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
