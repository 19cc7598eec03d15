#include "base/script.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uniname.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/memory.h"
#include "base/unicode.h"

const char *character_next(const char *cursor, uint32_t *c)
{
	return (const char *)u8_next(c, (const uint8_t *)cursor);
}

uint32_t character_before(const char *start, const char *at)
{
	ucs4_t c;

	return u8_prev(&c, (const uint8_t *)at, (const uint8_t *)start) ? c : 0;
}

void character_append(struct text *text, uint32_t c)
{
	uint8_t bytes[6];
	int length = u8_uctomb(bytes, c, sizeof(bytes));

	if (length > 0)
		text_append(text, (const char *)bytes, (size_t)length);
}

char *character_name(uint32_t c, struct arena *arena)
{
	char name[UNINAME_MAX];

	if (!unicode_character_name(c, name))
		return arena_printf(arena, "U+%04X", (unsigned)c);
	return arena_printf(arena, "U+%04X %s", (unsigned)c, name);
}

bool character_is_blank(uint32_t c)
{
	return uc_is_property_white_space(c);
}

bool character_is_letter(uint32_t c)
{
	return uc_is_property_alphabetic(c) ||
	       uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M);
}

bool character_is_digit(uint32_t c)
{
	return uc_is_property_decimal_digit(c);
}

/* ---- scripts ------------------------------------------------------------- */

enum script script_of(uint32_t c)
{
	static const struct {
		const char *name;
		enum script script;
	} names[] = {
		{ "Common", SCRIPT_COMMON },
		{ "Inherited", SCRIPT_COMMON },
		{ "Latin", SCRIPT_LATIN },
		{ "Han", SCRIPT_CHINESE },
		{ "Hiragana", SCRIPT_CHINESE },
		{ "Katakana", SCRIPT_CHINESE },
		{ "Bopomofo", SCRIPT_CHINESE },
		{ "Cyrillic", SCRIPT_CYRILLIC },
		{ "Greek", SCRIPT_GREEK },
		{ "Hangul", SCRIPT_HANGUL },
		{ "Hebrew", SCRIPT_HEBREW },
		{ "Arabic", SCRIPT_ARABIC },
		{ "Syriac", SCRIPT_ARABIC },
		{ "Nko", SCRIPT_ARABIC },
		{ "Mongolian", SCRIPT_ARABIC },
		{ "Devanagari", SCRIPT_INDIC },
		{ "Bengali", SCRIPT_INDIC },
		{ "Gurmukhi", SCRIPT_INDIC },
		{ "Gujarati", SCRIPT_INDIC },
		{ "Oriya", SCRIPT_INDIC },
		{ "Tamil", SCRIPT_INDIC },
		{ "Telugu", SCRIPT_INDIC },
		{ "Kannada", SCRIPT_INDIC },
		{ "Malayalam", SCRIPT_INDIC },
		{ "Sinhala", SCRIPT_INDIC },
		{ "Tibetan", SCRIPT_INDIC },
		{ "Thai", SCRIPT_UNSPACED },
		{ "Lao", SCRIPT_UNSPACED },
		{ "Khmer", SCRIPT_UNSPACED },
		{ "Myanmar", SCRIPT_UNSPACED },
		{ "Javanese", SCRIPT_UNSPACED },
		{ "Balinese", SCRIPT_UNSPACED },
	};
	const uc_script_t *script;

	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? SCRIPT_LATIN
							      : SCRIPT_COMMON;
	script = uc_script(c);
	for (size_t i = 0; script && i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(script->name, names[i].name) == 0)
			return names[i].script;
	return SCRIPT_OTHER;
}

/* Letters that look the same, a row each; 0 where a script has none. */
static const struct {
	uint16_t latin, cyrillic, greek;
} look_alikes[] = {
	{ 'A', 0x410, 0x391 }, { 'B', 0x412, 0x392 }, { 'C', 0x421, 0x3F9 },
	{ 'E', 0x415, 0x395 }, { 'H', 0x41D, 0x397 }, { 'I', 0x406, 0x399 },
	{ 'J', 0x408, 0x37F }, { 'K', 0x41A, 0x39A }, { 'M', 0x41C, 0x39C },
	{ 'N', 0, 0x39D },     { 'O', 0x41E, 0x39F }, { 'P', 0x420, 0x3A1 },
	{ 'S', 0x405, 0 },     { 'T', 0x422, 0x3A4 }, { 'X', 0x425, 0x3A7 },
	{ 'Y', 0x423, 0x3A5 }, { 'Z', 0, 0x396 },     { 'a', 0x430, 0 },
	{ 'c', 0x441, 0x3F2 }, { 'e', 0x435, 0 },     { 'i', 0x456, 0 },
	{ 'j', 0x458, 0x3F3 }, { 'o', 0x43E, 0x3BF }, { 'p', 0x440, 0 },
	{ 's', 0x455, 0 },     { 'x', 0x445, 0 },     { 'y', 0x443, 0 },
};

/* Latin letters that may have slipped into a Greek word; not the other way. */
static const struct {
	uint16_t latin, greek;
} greek_only[] = {
	{ 'a', 0x3B1 }, { 'i', 0x3B9 }, { 'k', 0x3BA }, { 'p', 0x3C1 },
	{ 'u', 0x3C5 }, { 'v', 0x3BD }, { 'x', 0x3C7 },
};

static uint32_t greek_look_alike(uint32_t c)
{
	for (size_t i = 0; i < sizeof(greek_only) / sizeof(*greek_only); i++)
		if (c == greek_only[i].latin)
			return greek_only[i].greek;
	return 0;
}

uint32_t script_look_alike(uint32_t c, enum script script)
{
	for (size_t i = 0; i < sizeof(look_alikes) / sizeof(*look_alikes);
	     i++) {
		uint32_t latin = look_alikes[i].latin;
		uint32_t cyrillic = look_alikes[i].cyrillic;
		uint32_t greek = look_alikes[i].greek;

		if (c != latin && c != cyrillic && c != greek)
			continue;
		if (script == SCRIPT_LATIN)
			return latin;
		if (script == SCRIPT_CYRILLIC)
			return strchr("SsJj", (int)latin) ? 0 : cyrillic;
		if (script != SCRIPT_GREEK)
			return 0;
		return greek ? greek : greek_look_alike(c);
	}
	return script == SCRIPT_GREEK ? greek_look_alike(c) : 0;
}

uint32_t character_narrow(uint32_t c)
{
	bool is_wide = (c >= 0xFF10 && c <= 0xFF19) ||
		       (c >= 0xFF21 && c <= 0xFF3A) ||
		       (c >= 0xFF41 && c <= 0xFF5A);

	return is_wide ? c - 0xFEE0 : c;
}

/* ---- what cannot be seen ------------------------------------------------- */

static bool is_pictograph(uint32_t c)
{
	return uc_is_property_extended_pictographic(c) ||
	       uc_is_property_emoji_modifier(c) || c == 0xFE0F;
}

static bool is_joiner(uint32_t c)
{
	return c == 0x200C || c == 0x200D;
}

static bool joins(uint32_t before, uint32_t c, uint32_t after)
{
	enum script script = script_of(before);

	if (c == 0x200D && is_pictograph(before) && is_pictograph(after))
		return true;
	/* A mark that all Indic scripts share belongs to none of them. */
	return !is_joiner(before) &&
	       (script == SCRIPT_ARABIC || script == SCRIPT_INDIC ||
		script == SCRIPT_UNSPACED || script == SCRIPT_OTHER);
}

static bool is_no_character(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') ||
	       (c >= 0x7F && c < 0xA0) || c == 0xFFFD ||
	       (c >= 0xFFF9 && c <= 0xFFFB) ||
	       uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Co);
}

static bool is_stray_space(uint32_t before, uint32_t after)
{
	return !before || !after || character_is_blank(before) ||
	       character_is_blank(after);
}

static bool is_unspaced(uint32_t c)
{
	return script_of(c) == SCRIPT_UNSPACED || script_of(c) == SCRIPT_OTHER;
}

bool character_is_stray(uint32_t before, uint32_t c, uint32_t after,
			bool right_to_left)
{
	if (c >= 0x20 && c < 0x7F)
		return false;
	if (is_no_character(c))
		return true;
	if (c == 0xA0)
		return is_stray_space(before, after);
	if (c == 0x200B)
		return !is_unspaced(before) && !is_unspaced(after);
	if (is_joiner(c))
		return !joins(before, c, after);
	if (c == 0x200E || c == 0x200F || c == 0x061C)
		return !right_to_left;
	if (c == 0x180E)
		return script_of(before) != SCRIPT_ARABIC;
	return c == 0xAD || c == 0xFEFF || c == 0x3164 || c == 0xFFA0 ||
	       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069);
}

/* ---- forms --------------------------------------------------------------- */

static size_t count_characters(const char *string)
{
	return u8_mbsnlen((const uint8_t *)string, strlen(string));
}

/* The Kelvin sign is K, and U+F900 another number for 豈. */
static bool has_double(const char *string)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	uint32_t c;

	while ((string = character_next(string, &c)) != NULL)
		if (c >= 0x340 && uc_canonical_decomposition(c, parts) == 1)
			return true;
	return false;
}

bool text_is_decomposed(const char *string, struct arena *arena)
{
	const char *composed = unicode_compose(string, arena);

	return strcmp(composed, string) != 0 &&
	       (count_characters(composed) < count_characters(string) ||
		has_double(string));
}

/* Accents and the points of Hebrew and Arabic; not the voicing of kana nor
 * the vowels of India. */
static bool is_accent(uint32_t c)
{
	return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x487) ||
	       (c >= 0x591 && c <= 0x5C7 && c != 0x5BE) ||
	       (c >= 0x64B && c <= 0x652) || c == 0x670;
}

static uint32_t fold_width(uint32_t c)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag;

	if (c < 0xFF00 || c > 0xFFEF || uc_decomposition(c, &tag, parts) != 1)
		return c;
	return parts[0];
}

static char *fold_ascii(const char *string, struct arena *arena)
{
	char *folded = arena_strdup(arena, string), *to = folded;

	for (; *string; string++) {
		if (*string == ' ' || (*string >= '\t' && *string <= '\r'))
			continue;
		*to++ = *string >= 'A' && *string <= 'Z' ? (char)(*string | 32)
							 : *string;
	}
	*to = '\0';
	return folded;
}

static bool is_ascii(const char *string)
{
	while (*string && (unsigned char)*string < 0x80)
		string++;
	return !*string;
}

static char *fold_characters(const char *string, struct arena *arena)
{
	struct text out = { 0 };
	char *copy;
	uint32_t c;

	while ((string = character_next(string, &c)) != NULL)
		if (!is_accent(c) && !character_is_blank(c) &&
		    !uc_is_property_default_ignorable_code_point(c))
			character_append(&out, fold_width(c));
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

char *text_fold_loosely(const char *string, struct arena *arena)
{
	size_t length;
	uint8_t *folded;
	char *loose;

	if (is_ascii(string))
		return fold_ascii(string, arena);
	folded = u8_casefold((const uint8_t *)string, strlen(string) + 1, NULL,
			     UNINORM_NFD, NULL, &length);
	loose = fold_characters(memory_granted(folded), arena);
	free(folded);
	return *loose ? loose : arena_strdup(arena, string);
}
