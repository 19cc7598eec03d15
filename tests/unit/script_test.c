#include "base/script.h"

#include "unit.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void characters_are_walked_both_ways(void **state)
{
	static const char string[] = "a词\U0001F600";
	uint32_t c;
	const char *at = character_next(string, &c);

	(void)state;
	assert_int_equal(c, 'a');
	assert_int_equal(character_before(string, string), 0);
	at = character_next(at, &c);
	assert_int_equal(c, 0x8BCD);
	assert_int_equal(character_before(string, at), 0x8BCD);
	at = character_next(at, &c);
	assert_int_equal(c, 0x1F600);
	assert_null(character_next(at, &c));
}

static void characters_have_names(void **state)
{
	(void)state;
	assert_string_equal(character_name(0x200B, &arena),
			    "U+200B ZERO WIDTH SPACE");
	assert_string_equal(character_name(0xE000, &arena), "U+E000");
}

static void scripts_are_known(void **state)
{
	static const struct {
		uint32_t c;
		enum script script;
	} cases[] = {
		{ 'a', SCRIPT_LATIN },	    { 'Z', SCRIPT_LATIN },
		{ '1', SCRIPT_COMMON },	    { '[', SCRIPT_COMMON },
		{ 0xE9, SCRIPT_LATIN },	    { 0xB5, SCRIPT_COMMON },
		{ 0x430, SCRIPT_CYRILLIC }, { 0x3B1, SCRIPT_GREEK },
		{ 0x8BCD, SCRIPT_CHINESE }, { 0x3042, SCRIPT_CHINESE },
		{ 0xD55C, SCRIPT_HANGUL },  { 0x5D0, SCRIPT_HEBREW },
		{ 0x627, SCRIPT_ARABIC },   { 0x915, SCRIPT_INDIC },
		{ 0xE01, SCRIPT_UNSPACED }, { 0x561, SCRIPT_OTHER },
		{ 0x301, SCRIPT_COMMON },   { 0x1F600, SCRIPT_COMMON },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (script_of(cases[i].c) != cases[i].script)
			fail_msg("U+%04X is of script %d", (unsigned)cases[i].c,
				 (int)script_of(cases[i].c));
}

static void letters_that_look_alike_are_known(void **state)
{
	(void)state;
	assert_int_equal(script_look_alike(0x441, SCRIPT_LATIN), 'c');
	assert_int_equal(script_look_alike('c', SCRIPT_CYRILLIC), 0x441);
	assert_int_equal(script_look_alike(0x391, SCRIPT_LATIN), 'A');
	assert_int_equal(script_look_alike('v', SCRIPT_GREEK), 0x3BD);
	assert_int_equal(script_look_alike(0x3BD, SCRIPT_LATIN), 0);
	assert_int_equal(script_look_alike('S', SCRIPT_CYRILLIC), 0);
	assert_int_equal(script_look_alike(0x436, SCRIPT_LATIN), 0);
	assert_int_equal(script_look_alike('c', SCRIPT_ARABIC), 0);
}

static void loosely_folded_strings_lose_what_does_not_tell(void **state)
{
	static const char *const cases[][2] = {
		{ "Ice  Cream", "icecream" },
		{ "CAFÉ", "cafe" },
		{ "Ａ　Ｂ", "ab" },
		{ "ß", "ss" },
		{ "co\u00ADop", "coop" },
		{ "´", "´" },
		{ "", "" },
		{ "  ", "" },
		{ "\u0301", "\u0301" },
		{ "が", "か\u3099" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(text_fold_loosely(cases[i][0], &arena),
				    cases[i][1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_are_walked_both_ways),
		cmocka_unit_test(characters_have_names),
		cmocka_unit_test(scripts_are_known),
		cmocka_unit_test(letters_that_look_alike_are_known),
		cmocka_unit_test(
			loosely_folded_strings_lose_what_does_not_tell),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
