#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

/* What the fuzz targets share: the function that libFuzzer calls, and how a
 * target says that something which must hold does not. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistr.h>
#include <uniwidth.h>

#include "base/text.h"
#include "base/unicode.h"
#include "core/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define require(condition, ...)                                            \
	do {                                                               \
		if (!(condition)) {                                        \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, \
				#condition);                               \
			fprintf(stderr, __VA_ARGS__);                      \
			fputc('\n', stderr);                               \
			abort();                                           \
		}                                                          \
	} while (0)

/* The next part of an input: the bytes up to a NUL or its end, as a string in
 * *arena*.  Past the end it is "". */
static inline char *next_part(const uint8_t **data, size_t *size,
			      struct arena *arena)
{
	size_t length = strnlen((const char *)*data, *size);
	char *part = arena_strndup(arena, (const char *)*data, length);
	size_t used = length < *size ? length + 1 : length;

	*data += used;
	*size -= used;
	return part;
}

/* The next byte of an input, and 0 past its end. */
static inline uint8_t next_byte(const uint8_t **data, size_t *size)
{
	if (*size == 0)
		return 0;
	(*size)--;
	return *(*data)++;
}

/* The same part made of well-formed UTF-8, as text from outside is before it
 * gets any further: U+FFFD for what is none. */
static inline char *next_text(const uint8_t **data, size_t *size,
			      struct arena *arena)
{
	const char *part = next_part(data, size, arena);
	const char *fault;
	struct text text = { 0 };
	char *copy;

	while ((fault = (const char *)u8_check((const uint8_t *)part,
					       strlen(part))) != NULL) {
		text_append(&text, part, (size_t)(fault - part));
		text_add(&text, "\xEF\xBF\xBD");
		part = fault + 1;
	}
	text_add(&text, part);
	copy = text_copy(&text, arena);
	text_release(&text);
	return copy;
}

static inline void require_valid(const char *string)
{
	require(unicode_is_valid(string, strlen(string)), "[%s]", string);
}

/* What is printed can only be read: it is UTF-8 without control characters
 * but line ends, without anything that turns the direction of what follows. */
static inline void require_readable(const char *string)
{
	const uint8_t *at = (const uint8_t *)string;
	ucs4_t c;

	require_valid(string);
	while ((at = u8_next(&c, at)) != NULL)
		require(c == '\n' ||
				(c >= 0x20 && c != 0x7F &&
				 !(c >= 0x80 && c < 0xA0) && c != 0x2028 &&
				 c != 0x2029 && !(c >= 0x202A && c <= 0x202E) &&
				 !(c >= 0x2066 && c <= 0x2069)),
			"U+%04X in [%s]", (unsigned)c, string);
}

/* And no line of it is wider than the window. */
static inline void require_fits(const char *string, int width)
{
	while (*string) {
		size_t length = strcspn(string, "\n");
		int columns = u8_width((const uint8_t *)string, length,
				       "UTF-8");

		require(columns <= width, "%d of %d columns: [%.*s]", columns,
			width, (int)length, string);
		string += length + (string[length] == '\n');
	}
}

static inline void require_same_fields(const struct note *a,
				       const struct note *b)
{
	require(a->field_count == b->field_count, "%zu, %zu fields of %s",
		a->field_count, b->field_count, a->front);
	for (size_t i = 0; i < a->field_count; i++) {
		const struct field *x = &a->fields[i], *y = &b->fields[i];

		require(text_equal(x->name, y->name), "[%s] [%s] of %s",
			x->name, y->name, a->front);
		require(text_equal(x->value, y->value), "[%s] [%s] of %s",
			x->value, y->value, a->front);
	}
}

static inline void require_same_tags(const struct note *a, const struct note *b)
{
	require(a->tag_count == b->tag_count, "%zu, %zu tags of %s",
		a->tag_count, b->tag_count, a->front);
	for (size_t i = 0; i < a->tag_count; i++)
		require(text_equal(a->tags[i], b->tags[i]), "[%s] [%s] of %s",
			a->tags[i], b->tags[i], a->front);
}

static inline void require_same_note(const struct note *a, const struct note *b)
{
	require(text_equal(a->front, b->front), "[%s] [%s]", a->front,
		b->front);
	require(text_equal(a->back, b->back), "[%s] [%s] of %s", a->back,
		b->back, a->front);
	require(text_equal(a->key, b->key), "of %s", a->front);
	require(text_equal(a->deck, b->deck), "of %s", a->front);
	require(a->directions == b->directions, "%u, %u of %s", a->directions,
		b->directions, a->front);
	require_same_fields(a, b);
	require_same_tags(a, b);
}

#endif
