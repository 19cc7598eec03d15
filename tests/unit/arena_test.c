#include "base/arena.h"

#include <stdalign.h>

#include "unit.h"

static void memory_is_zeroed_aligned_and_apart(void **state)
{
	struct random random = seeded(61);
	struct arena arena = { 0 };
	unsigned char *blocks[300];
	size_t sizes[300];

	(void)state;
	for (size_t i = 0; i < COUNT(blocks); i++) {
		sizes[i] = (size_t)pick(&random, i % 50 == 0 ? 30000 : 300);
		blocks[i] = arena_alloc(&arena, sizes[i]);
		assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t),
				 0);
		for (size_t at = 0; at < sizes[i]; at++)
			assert_int_equal(blocks[i][at], 0);
		memset(blocks[i], (int)(i % 255) + 1, sizes[i]);
	}
	for (size_t i = 0; i < COUNT(blocks); i++)
		for (size_t at = 0; at < sizes[i]; at++)
			assert_int_equal(blocks[i][at], i % 255 + 1);
	arena_release(&arena);
	assert_null(arena.newest);
}

static void no_bytes_are_a_place_all_the_same(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_non_null(arena_alloc(&arena, 0));
	assert_non_null(arena_array(&arena, 0, 8));
	arena_release(&arena);
}

static void strings_are_copied(void **state)
{
	struct arena arena = { 0 };
	char string[] = "abc";
	char *copy = arena_strdup(&arena, string);
	char *part = arena_strndup(&arena, string, 2);

	(void)state;
	string[0] = 'x';
	assert_string_equal(copy, "abc");
	assert_string_equal(part, "ab");
	assert_string_equal(arena_strndup(&arena, "", 0), "");
	assert_null(arena_strdup(&arena, NULL));
	assert_string_equal(arena_printf(&arena, "%d-%s", 7, copy), "7-abc");
	assert_string_equal(arena_printf(&arena, "%s", ""), "");
	assert_int_equal(strlen(arena_printf(&arena, "%*d", 20000, 1)), 20000);
	arena_release(&arena);
}

static void a_reset_gives_back_what_came_after_the_mark(void **state)
{
	struct arena arena = { 0 };
	struct arena_mark empty = arena_mark(&arena), mark;
	char *kept = arena_strdup(&arena, "kept"), *reused;

	(void)state;
	mark = arena_mark(&arena);
	for (int round = 0; round < 100; round++) {
		for (int i = 0; i < 100; i++)
			memset(arena_alloc(&arena, 500), 0xFF, 500);
		arena_reset(&arena, mark);
		assert_string_equal(kept, "kept");
	}
	reused = arena_alloc(&arena, 500);
	for (int i = 0; i < 500; i++)
		assert_int_equal(reused[i], 0);
	arena_reset(&arena, empty);
	assert_null(arena.newest);
	assert_string_equal(arena_strdup(&arena, "usable"), "usable");
	arena_release(&arena);
	assert_string_equal(arena_strdup(&arena, "again"), "again");
	arena_release(&arena);
}

static void a_list_grows_by_one_at_a_time(void **state)
{
	struct arena arena = { 0 };
	int *list = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		list = arena_extend(&arena, list, (size_t)i, sizeof(*list));
		list[i] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list[i], i);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
		cmocka_unit_test(no_bytes_are_a_place_all_the_same),
		cmocka_unit_test(strings_are_copied),
		cmocka_unit_test(a_reset_gives_back_what_came_after_the_mark),
		cmocka_unit_test(a_list_grows_by_one_at_a_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
