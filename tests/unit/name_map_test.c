#include "core/name_map.h"

#include "unit.h"

static void a_name_that_was_never_put_there_has_0(void **state)
{
	struct name_map map = { 0 };
	struct arena arena = { 0 };

	(void)state;
	assert_int_equal(name_map_get(&map, "a"), 0);
	assert_int_equal(*name_map_at(&map, "a", &arena), 0);
	assert_int_equal(name_map_get(&map, "a"), 0);
	*name_map_at(&map, "", &arena) = 5;
	assert_int_equal(name_map_get(&map, ""), 5);
	assert_int_equal(*name_map_at(&map, "", &arena), 5);
	arena_release(&arena);
}

static void ten_thousand_names_keep_their_numbers(void **state)
{
	struct name_map map = { 0 };
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 1; i <= 10000; i++)
		*name_map_at(&map, arena_printf(&arena, "name %zu", i),
			     &arena) = i;
	for (size_t i = 1; i <= 10000; i++)
		assert_int_equal(
			name_map_get(&map, arena_printf(&arena, "name %zu", i)),
			i);
	assert_int_equal(map.used, 10000);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_that_was_never_put_there_has_0),
		cmocka_unit_test(ten_thousand_names_keep_their_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
