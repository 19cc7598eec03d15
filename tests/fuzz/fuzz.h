#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

/* What the fuzz targets share: the function that libFuzzer calls, and how a
 * target says that something which must hold does not. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
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
