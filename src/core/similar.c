#include "core/similar.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "base/unicode.h"

/* Longer texts hold none, and are told by as many of their triples. */
enum { LENGTH_MOST = 2000, CHARACTER_BITS = 21 };

static int by_value(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

/* As many as there are characters, the first two with what is before the
 * text: so that of two letters one in common is something. */
static void add_triples(struct similar_text *text, struct arena *arena)
{
	const uint8_t *cursor = (const uint8_t *)text->folded;
	size_t most = text->length < LENGTH_MOST ? text->length : LENGTH_MOST;
	uint64_t *triples = arena_array(arena, most, sizeof(*triples));
	uint64_t last = 0;
	size_t count = 0;
	ucs4_t c;

	while (count < most && (cursor = u8_next(&c, cursor)) != NULL) {
		last = (last << CHARACTER_BITS | c) &
		       ((1ULL << 3 * CHARACTER_BITS) - 1);
		triples[count++] = last;
	}
	qsort(triples, count, sizeof(*triples), by_value);
	text->triples = triples;
	text->triple_count = count;
}

struct similar_text similar_prepare(const char *text, struct arena *arena)
{
	struct similar_text prepared = { .folded = unicode_fold(text, arena) };

	prepared.length = strlen(prepared.folded);
	add_triples(&prepared, arena);
	return prepared;
}

bool similar_same(const struct similar_text *a, const struct similar_text *b)
{
	return a->length == b->length && strcmp(a->folded, b->folded) == 0;
}

static size_t characters(const char *text, size_t length)
{
	return u8_mbsnlen((const uint8_t *)text, length);
}

static bool begins_character(const char *at)
{
	return ((unsigned char)*at & 0xC0) != 0x80;
}

static bool has_same_ends(const struct similar_text *a,
			  const struct similar_text *b)
{
	const char *s = a->folded, *t = b->folded;
	size_t m = a->length, n = b->length;
	size_t shorter = m < n ? m : n, start = 0, end = 0, all;

	while (start < shorter && s[start] == t[start])
		start++;
	while (start > 0 && !begins_character(s + start))
		start--;
	while (end < shorter - start && s[m - 1 - end] == t[n - 1 - end])
		end++;
	while (end > 0 && !begins_character(s + m - end))
		end--;
	all = m > n ? characters(s, m) : characters(t, n);
	return 2 * (characters(s, start) + characters(s + m - end, end)) >= all;
}

/* Not only a letter of it. */
static bool is_apart(const char *before, const char *text, const char *after)
{
	ucs4_t c;

	if (before > text &&
	    (u8_prev(&c, (const uint8_t *)before, (const uint8_t *)text),
	     uc_is_alnum(c)))
		return false;
	return u8_next(&c, (const uint8_t *)after) == NULL || !uc_is_alnum(c);
}

static bool holds(const struct similar_text *text,
		  const struct similar_text *part)
{
	const char *at = text->folded;

	if (part->length == 0 || text->length > LENGTH_MOST)
		return false;
	while ((at = strstr(at, part->folded)) != NULL) {
		if (is_apart(at, text->folded, at + part->length))
			return true;
		at++;
	}
	return false;
}

static bool has_common_triples(const struct similar_text *a,
			       const struct similar_text *b)
{
	size_t i = 0, j = 0, common = 0;

	while (i < a->triple_count && j < b->triple_count) {
		uint64_t x = a->triples[i], y = b->triples[j];

		common += x == y;
		i += x <= y;
		j += y <= x;
	}
	return 4 * common >= a->triple_count + b->triple_count;
}

bool similar(const struct similar_text *a, const struct similar_text *b)
{
	return has_common_triples(a, b) || has_same_ends(a, b) ||
	       (a->length > b->length ? holds(a, b) : holds(b, a));
}
