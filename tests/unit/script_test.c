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
	assert_int_equal(script_look_alike('x', SCRIPT_GREEK), 0x3C7);
	assert_int_equal(script_look_alike('j', SCRIPT_GREEK), 0x3F3);
	assert_int_equal(script_look_alike('y', SCRIPT_GREEK), 0);
	assert_int_equal(script_look_alike('q', SCRIPT_GREEK), 0);
	assert_int_equal(script_look_alike('q', SCRIPT_CYRILLIC), 0);
}

static void full_width_letters_and_digits_are_narrowed(void **state)
{
	static const uint32_t cases[][2] = {
		{ 0xFF10, '0' },    { 0xFF19, '9' },	{ 0xFF21, 'A' },
		{ 0xFF3A, 'Z' },    { 0xFF41, 'a' },	{ 0xFF5A, 'z' },
		{ 0xFF1A, 0xFF1A }, { 0xFF5B, 0xFF5B }, { 0xFF0F, 0xFF0F },
		{ 0xFF3B, 0xFF3B }, { 0xFF40, 0xFF40 }, { 'a', 'a' },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(character_narrow(cases[i][0]), cases[i][1]);
}

static void what_is_no_character_is_not_appended(void **state)
{
	struct text text = { 0 };

	(void)state;
	character_append(&text, 0x8BCD);
	character_append(&text, 0xD800);
	character_append(&text, 0x110000);
	assert_string_equal(text_string(&text), "词");
	text_release(&text);
}

/* What cannot be seen and has a business where it stands, or has none. */
static void strays_are_told_from_what_scripts_need(void **state)
{
	static const struct {
		uint32_t before, c, after;
		bool right_to_left, stray;
	} cases[] = {
		{ 'a', 'b', 'c', false, false },
		{ 'a', '\n', 'c', false, false },
		{ 'a', '\t', 'c', false, false },
		{ 'a', 7, 'c', false, true },
		{ 'a', 0x7F, 'c', false, true },
		{ 'a', 0x9B, 'c', false, true },
		{ 'a', 0xFFFD, 'c', false, true },
		{ 'a', 0xFFF9, 'c', false, true },
		{ 'a', 0xFFFC, 'c', false, false },
		{ 'a', 0xE000, 'c', false, true },
		/* a blank that does not break */
		{ 'a', 0xA0, 'c', false, false },
		{ 0, 0xA0, 'c', false, true },
		{ 'a', 0xA0, 0, false, true },
		{ ' ', 0xA0, 'c', false, true },
		{ 'a', 0xA0, ' ', false, true },
		/* a blank of no width: Thai and Armenian, not Latin */
		{ 0xE01, 0x200B, 'a', false, false },
		{ 'a', 0x200B, 0xE01, false, false },
		{ 'a', 0x200B, 'c', false, true },
		{ 0x561, 0x200B, 'c', false, false },
		/* joiners */
		{ 0x1F468, 0x200D, 0x1F469, false, false },
		{ 0x1F468, 0x200D, 'a', false, true },
		{ 0x1F468, 0x200C, 0x1F469, false, true },
		{ 0x1F3FD, 0x200D, 0x1F469, false, false },
		{ 0xFE0F, 0x200D, 0x1F469, false, false },
		{ 0x645, 0x200C, 0x62E, false, false },
		{ 0x915, 0x200D, 0x937, false, false },
		{ 0xE01, 0x200D, 0xE02, false, false },
		{ 0x561, 0x200D, 0x562, false, false },
		{ 0x200D, 0x200C, 0x937, false, true },
		{ 'a', 0x200D, 'c', false, true },
		/* marks of direction */
		{ 'a', 0x200E, 'c', false, true },
		{ 'a', 0x200F, 'c', true, false },
		{ 'a', 0x61C, 'c', true, false },
		/* the vowel separator of Mongolian */
		{ 0x1820, 0x180E, 0x1820, false, false },
		{ 'a', 0x180E, 'c', false, true },
		/* never wanted */
		{ 'a', 0xAD, 'c', false, true },
		{ 'a', 0xFEFF, 'c', false, true },
		{ 'a', 0x3164, 'c', false, true },
		{ 'a', 0xFFA0, 'c', false, true },
		{ 'a', 0x2028, 'c', true, true },
		{ 'a', 0x202E, 'c', true, true },
		{ 'a', 0x202F, 'c', false, false },
		{ 'a', 0x2060, 'c', false, true },
		{ 'a', 0x2069, 'c', true, true },
		{ 'a', 0x206A, 'c', false, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (character_is_stray(
			    cases[i].before, cases[i].c, cases[i].after,
			    cases[i].right_to_left) != cases[i].stray)
			fail_msg("U+%04X between U+%04X and U+%04X",
				 (unsigned)cases[i].c,
				 (unsigned)cases[i].before,
				 (unsigned)cases[i].after);
}

static void forms_that_are_not_composed_are_known(void **state)
{
	(void)state;
	assert_false(text_is_decomposed("café", &arena));
	assert_true(text_is_decomposed("cafe\u0301", &arena));
	assert_true(text_is_decomposed("\u212A", &arena));
	assert_true(text_is_decomposed("\uF900", &arena));
	/* Hebrew points in the order in which they are typed */
	assert_false(text_is_decomposed("\u05E9\u05C1\u05BC", &arena));
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
		{ "a\tb\r\nc", "abc" },
		{ "\u05E9\u05C1\u05BC\u05BE", "\u05E9\u05BE" },
		{ "\u0645\u064F\u0670", "\u0645" },
		{ "й\u0483", "и" },
		{ "\uFFE6\uFF9E", "\u20A9\u3099" },
		{ "Straße ", "strasse" },
		{ "\uFF21\uFF00\U0001F600", "a\uFF00\U0001F600" },
		{ "a\x01z", "a\x01z" },
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
		cmocka_unit_test(full_width_letters_and_digits_are_narrowed),
		cmocka_unit_test(what_is_no_character_is_not_appended),
		cmocka_unit_test(strays_are_told_from_what_scripts_need),
		cmocka_unit_test(forms_that_are_not_composed_are_known),
		cmocka_unit_test(
			loosely_folded_strings_lose_what_does_not_tell),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
