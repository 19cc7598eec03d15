#include "core/answer_parts.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/script.h"
#include "base/text.h"

/* Beyond this many characters a text is not compared slip by slip. */
enum { SLIPS_LENGTH_MOST = 400 };

static uint32_t *characters(const char *string, struct arena *arena, size_t *n)
{
	size_t most = strlen(string);
	uint32_t *list = arena_array(arena, most + 1, sizeof(*list));
	const uint8_t *cursor = (const uint8_t *)string;
	ucs4_t c;

	*n = 0;
	while ((cursor = u8_next(&c, cursor)) != NULL)
		list[(*n)++] = c;
	return list;
}

/* A year that is one digit off is another year, not a slip. */
static bool same_digits(const uint32_t *a, size_t m, const uint32_t *b,
			size_t n)
{
	size_t i = 0, j = 0;

	for (;; i++, j++) {
		while (i < m && !uc_is_property_decimal_digit(a[i]))
			i++;
		while (j < n && !uc_is_property_decimal_digit(b[j]))
			j++;
		if (i == m || j == n)
			return i == m && j == n;
		if (a[i] != b[j])
			return false;
	}
}

int answer_slips_allowed(const char *expected)
{
	const uint8_t *bytes = (const uint8_t *)expected;
	size_t n = u8_mbsnlen(bytes, strlen(expected));
	ucs4_t first = 0;

	u8_next(&first, bytes);
	if (n < 4)
		return 0;
	return n < 9 || uc_width(first, "UTF-8") == 2 ? 1 : 2;
}

/* The table of restricted Damerau-Levenshtein distances: cell [i][j] compares
 * the first i typed with the first j expected characters. */
static int *distances(const uint32_t *typed, size_t m, const uint32_t *expected,
		      size_t n, struct arena *arena)
{
	size_t row = n + 1;
	int *d = arena_array(arena, (m + 1) * row, sizeof(*d));

	for (size_t i = 0; i <= m; i++)
		for (size_t j = 0; j <= n; j++) {
			int *cell = &d[i * row + j], best;

			if (i == 0 || j == 0) {
				*cell = (int)(i + j);
				continue;
			}
			best = cell[-(int)row - 1] +
			       (typed[i - 1] != expected[j - 1]);
			if (cell[-(int)row] + 1 < best)
				best = cell[-(int)row] + 1;
			if (cell[-1] + 1 < best)
				best = cell[-1] + 1;
			if (i > 1 && j > 1 && typed[i - 1] == expected[j - 2] &&
			    typed[i - 2] == expected[j - 1] &&
			    d[(i - 2) * row + j - 2] + 1 < best)
				best = d[(i - 2) * row + j - 2] + 1;
			*cell = best;
		}
	return d;
}

/* One place of the alignment: a typed character, an expected one, or both. */
struct place {
	uint32_t typed, expected; /* 0: none here */
	bool is_slip;
};

static struct place *add_place(struct place *before, uint32_t typed,
			       uint32_t expected, bool is_slip)
{
	*--before = (struct place){ typed, expected, is_slip };
	return before;
}

/* Walks back through the table; the places in order, *count of them. */
static struct place *align(const int *d, const uint32_t *t, size_t m,
			   const uint32_t *e, size_t n, const uint32_t *shown,
			   size_t *count, struct arena *arena)
{
	struct place *end = arena_array(arena, m + n + 1, sizeof(*end));
	struct place *p = end += m + n;
	size_t row = n + 1, i = m, j = n;

	while (i > 0 || j > 0) {
		int here = d[i * row + j];

		if (i && j && t[i - 1] == e[j - 1]) {
			p = add_place(p, t[--i], shown[--j], false);
		} else if (i > 1 && j > 1 && t[i - 1] == e[j - 2] &&
			   t[i - 2] == e[j - 1] &&
			   here == d[(i - 2) * row + j - 2] + 1) {
			p = add_place(p, t[--i], shown[--j], true);
			p = add_place(p, t[--i], shown[--j], true);
		} else if (i && j && here == d[(i - 1) * row + j - 1] + 1) {
			p = add_place(p, t[--i], shown[--j], true);
		} else if (j && here == d[i * row + j - 1] + 1) {
			p = add_place(p, 0, shown[--j], true);
		} else {
			p = add_place(p, t[--i], 0, true);
		}
	}
	*count = (size_t)(end - p);
	return p;
}

/* The expected text with [brackets] around what was missed. */
static char *bracket(const struct place *places, size_t count,
		     struct arena *arena)
{
	struct text out = { 0 };
	bool open = false;
	char *copy;

	for (size_t i = 0; i < count; i++) {
		if (!places[i].expected)
			continue;
		if (places[i].is_slip != open)
			text_add_char(&out, open ? ']' : '[');
		open = places[i].is_slip;
		character_append(&out, places[i].expected);
	}
	if (open)
		text_add_char(&out, ']');
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

static int width_of(uint32_t c)
{
	int width = c ? uc_width(c, "UTF-8") : 0;

	return width < 0 ? 0 : width;
}

/* The typed text as wide as the expected one, "_" for what is missing, and a
 * line of "^" under each slip. */
static void lay_out(struct comparison *result, const struct place *places,
		    size_t count, struct arena *arena)
{
	struct text line = { 0 }, marks = { 0 };
	size_t blanks = 0;

	for (size_t i = 0; i < count; i++) {
		const struct place *p = &places[i];
		int wanted = width_of(p->expected), has = width_of(p->typed);
		size_t width = (size_t)(wanted > has ? wanted : has);

		if (p->typed)
			character_append(&line, p->typed);
		for (int k = has; k < wanted; k++)
			text_add_char(&line, p->typed ? ' ' : '_');
		if (!p->is_slip) {
			blanks += width;
			continue;
		}
		text_add_repeated(&marks, ' ', blanks);
		text_add_repeated(&marks, '^', width);
		blanks = 0;
	}
	result->typed_line = text_copy(&line, arena);
	result->marks_line = text_copy(&marks, arena);
	text_release(&line);
	text_release(&marks);
}

/* The expected characters as they are to be shown: those written, where
 * loosening only replaced each by another. */
static const uint32_t *shown_characters(const uint32_t *loosened, size_t n,
					const char *written,
					struct arena *arena)
{
	size_t length;
	const uint32_t *list = characters(written, arena, &length);

	return length == n ? list : loosened;
}

bool answer_slips(struct comparison *result, const char *typed,
		  const char *expected, const char *written, int limit,
		  struct arena *arena)
{
	size_t m, n, count;
	uint32_t *t = characters(typed, arena, &m);
	uint32_t *e = characters(expected, arena, &n);
	const uint32_t *shown;
	struct place *places;
	int *d, slips;

	if (m > SLIPS_LENGTH_MOST || n > SLIPS_LENGTH_MOST ||
	    !same_digits(t, m, e, n))
		return false;
	d = distances(t, m, e, n, arena);
	slips = d[m * (n + 1) + n];
	if (slips > limit)
		return false;
	shown = shown_characters(e, n, written, arena);
	places = align(d, t, m, e, n, shown, &count, arena);
	result->slips = slips;
	result->marked = bracket(places, count, arena);
	if (shown != e)
		lay_out(result, places, count, arena);
	return true;
}
