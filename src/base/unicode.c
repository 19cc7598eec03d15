#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/memory.h"
#include "base/script.h"

bool unicode_is_valid(const char *bytes, size_t length)
{
	return u8_check((const uint8_t *)bytes, length) == NULL;
}

int unicode_width(const char *string)
{
	return u8_strwidth((const uint8_t *)string, "UTF-8");
}

size_t unicode_prefix(const char *string, int columns)
{
	const uint8_t *start = (const uint8_t *)string;
	const uint8_t *end = start + strlen(string);
	const uint8_t *fits = u8_grapheme_next(start, end);

	for (const uint8_t *next = fits; next; fits = next) {
		next = u8_grapheme_next(fits, end);
		if (!next ||
		    u8_width(start, (size_t)(next - start), "UTF-8") > columns)
			break;
	}
	return fits ? (size_t)(fits - start) : 0;
}

/* libunistring gives malloc'd memory; ours lives in the arena. */
static char *adopt(uint8_t *result, size_t length, struct arena *arena)
{
	char *copy = arena_strndup(arena, memory_granted(result), length);

	free(result);
	return copy;
}

static char *normalize(uninorm_t form, const char *string, struct arena *arena)
{
	size_t length;
	uint8_t *result = u8_normalize(form, (const uint8_t *)string,
				       strlen(string), NULL, &length);

	return adopt(result, length, arena);
}

char *unicode_compose(const char *string, struct arena *arena)
{
	return normalize(UNINORM_NFC, string, arena);
}

char *unicode_decompose(const char *string, struct arena *arena)
{
	return normalize(UNINORM_NFD, string, arena);
}

/* Whether a character that is not ASCII stays as it is, whatever stands beside
 * it: most of Chinese, Japanese and Korean text and its punctuation. */
static bool folds_to_itself(ucs4_t c)
{
	return (c >= 0x2010 && c <= 0x2027) || (c >= 0x3000 && c <= 0x3029) ||
	       (c >= 0x3030 && c <= 0x3098) || (c >= 0x309B && c <= 0x9FFF) ||
	       (c >= 0xAC00 && c <= 0xD7A3);
}

/* The length of a text that is folded byte by byte, which most are; false: the
 * library must look at it, at some 20 times the cost. */
static bool folds_by_byte(const char *string, size_t *length)
{
	const uint8_t *p = (const uint8_t *)string;

	while (*p) {
		ucs4_t c;
		int size = 1;

		if (*p >= 0x80) {
			size = u8_strmbtouc(&c, p);
			if (size < 0 || !folds_to_itself(c))
				return false;
		}
		p += size;
	}
	*length = (size_t)(p - (const uint8_t *)string);
	return true;
}

static char *fold_by_byte(const char *string, size_t length,
			  struct arena *arena)
{
	char *copy = arena_alloc(arena, length + 1);

	for (size_t i = 0; i < length; i++) {
		char c = string[i];

		copy[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	return copy;
}

char *unicode_fold(const char *string, struct arena *arena)
{
	size_t length;
	uint8_t *result;

	if (folds_by_byte(string, &length))
		return fold_by_byte(string, length, arena);
	result = u8_casefold((const uint8_t *)string, strlen(string), NULL,
			     UNINORM_NFC, NULL, &length);
	return adopt(result, length, arena);
}

static bool steers_direction(ucs4_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool unicode_is_obeyed(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || steers_direction(c) ||
	       c == 0x2028 || c == 0x2029;
}

/* What is shown by its number; that a byte order mark is there tells where a
 * text comes from. */
static bool is_spelt(ucs4_t c)
{
	return unicode_is_obeyed(c) || c == 0xFEFF;
}

/* Marks, joiners, variation selectors, tags: what stands on the character
 * before it, or is not seen at all. */
static bool takes_no_room(ucs4_t c)
{
	return c >= 0xA0 && !is_spelt(c) && uc_width(c, "UTF-8") == 0;
}

static void append_character(struct text *text, ucs4_t c, enum visible how)
{
	if (c == '\n' && how == VISIBLE_LINES) {
		text_add_char(text, '\n');
		return;
	}
	if (c == '\n' || c == '\t') {
		text_add_char(text, ' ');
		return;
	}
	if (c < 0x20)
		c += 0x2400;
	else if (c == 0x7F)
		c = 0x2421;
	if (is_spelt(c)) {
		text_printf(text, "<U+%04X>", (unsigned)c);
		return;
	}
	character_append(text, c);
}

void unicode_append_visible(struct text *text, const char *bytes, size_t length,
			    enum visible how)
{
	enum { MARKS_MOST = 8 };
	const uint8_t *cursor = (const uint8_t *)bytes;
	int marks = 0;

	while (length > 0) {
		ucs4_t c;
		int used = u8_mbtouc(&c, cursor, length);

		cursor += used;
		length -= (size_t)used;
		if (c == '\r') {
			if (length > 0 && *cursor == '\n')
				continue;
			c = '\n';
		}
		marks = takes_no_room(c) ? marks + 1 : 0;
		if (marks <= MARKS_MOST)
			append_character(text, c, how);
	}
}

char *unicode_visible(const char *string, enum visible how, struct arena *arena)
{
	struct text text = { 0 };
	char *copy;

	unicode_append_visible(&text, string, strlen(string), how);
	copy = text_copy(&text, arena);
	text_release(&text);
	return copy;
}
