#include "command/tagging.h"

#include "unit.h"

#include "base/text.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void expect(const char *list, bool changes, const char *wanted)
{
	const char *had[] = { "animal", "noun" };
	struct note note = { .tags = had, .tag_count = 2 };
	struct text tags = { 0 };

	assert_int_equal(tagging_apply(&note, list, &arena), changes);
	for (size_t i = 0; i < note.tag_count; i++)
		text_printf(&tags, "%s ", note.tags[i]);
	assert_string_equal(text_string(&tags), wanted);
	text_release(&tags);
}

static void tags_are_added_and_taken_and_stay_sorted(void **state)
{
	(void)state;
	expect("pet", true, "animal noun pet ");
	expect("a, m", true, "a animal m noun ");
	expect("-animal", true, "noun ");
	expect("-animal -noun", true, "");
	expect("verb -noun", true, "animal verb ");
	expect("动物", true, "animal noun 动物 ");
}

static void what_is_so_already_is_no_change(void **state)
{
	(void)state;
	expect("noun", false, "animal noun ");
	expect("-verb", false, "animal noun ");
	expect("-", false, "animal noun ");
	expect("", false, "animal noun ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_are_added_and_taken_and_stay_sorted),
		cmocka_unit_test(what_is_so_already_is_no_change),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
