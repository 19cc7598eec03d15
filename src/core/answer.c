#include "core/answer.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/text.h"
#include "base/unicode.h"
#include "core/review.h"

/* Beyond this many characters a text is not compared slip by slip. */
enum { SLIPS_LENGTH_MOST = 400 };

/* NFC, runs of white space as one blank, none at the ends. */
static char *fold_blanks(const char *string, struct arena *arena)
{
	const char *composed = unicode_compose(string, arena);
	const uint8_t *cursor = (const uint8_t *)composed;
	struct text out = { 0 };
	bool blank = false;
	ucs4_t c;
	char *copy;

	while ((cursor = u8_next(&c, cursor)) != NULL) {
		uint8_t bytes[6];
		int length = u8_uctomb(bytes, c, sizeof(bytes));

		if (uc_is_property_white_space(c)) {
			blank = out.length > 0;
			continue;
		}
		if (blank)
			text_add_char(&out, ' ');
		blank = false;
		text_append(&out, (const char *)bytes, (size_t)length);
	}
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

/* What ends or encloses a sentence; not the signs in "C#" or "50%". */
static bool is_edge(ucs4_t c)
{
	return c == ' ' || c == 0xA1 || c == 0xBF || c == 0x2026 ||
	       uc_is_property_terminal_punctuation(c) ||
	       uc_is_property_quotation_mark(c);
}

/* Narrow *start and *end to what is left between such characters, unless
 * there is nothing else. */
static void trim_edges(const uint8_t **start, const uint8_t **end)
{
	const uint8_t *first = *start, *last = *end;
	ucs4_t c;

	while (first < last) {
		int used = u8_mbtouc(&c, first, (size_t)(last - first));

		if (!is_edge(c))
			break;
		first += used;
	}
	while (first < last) {
		const uint8_t *before = u8_prev(&c, last, first);

		if (!before || !is_edge(c))
			break;
		last = before;
	}
	if (first < last) {
		*start = first;
		*end = last;
	}
}

/* In Chinese and Japanese a blank beside Latin letters or digits is a matter
 * of taste. */
static void drop_blanks_if_wide(char *string)
{
	char *kept = string;

	if (unicode_width(string) <=
	    (int)u8_mbsnlen((const uint8_t *)string, strlen(string)))
		return;
	for (; *string; string++)
		if (*string != ' ')
			*kept++ = *string;
	*kept = '\0';
}

/* Case folded, full-width forms as ordinary ones, and without punctuation at
 * the ends. */
static char *loosen(const char *string, struct arena *arena)
{
	const char *folded = unicode_fold(string, arena);
	size_t length;
	uint8_t *plain = u8_normalize(UNINORM_NFKC, (const uint8_t *)folded,
				      strlen(folded), NULL, &length);
	const uint8_t *start = plain, *end;
	char *copy;

	if (!plain)
		return arena_strdup(arena, folded);
	end = plain + length;
	trim_edges(&start, &end);
	copy = arena_strndup(arena, (const char *)start, (size_t)(end - start));
	free(plain);
	drop_blanks_if_wide(copy);
	return copy;
}

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

static int slips_allowed(const uint32_t *expected, size_t n)
{
	bool wide = n > 0 && uc_width(expected[0], "UTF-8") == 2;

	if (n < 4)
		return 0;
	return n < 9 || wide ? 1 : 2;
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

/* Walks back through the table and notes which expected characters were not
 * typed as they stand. */
static bool *missed_characters(const int *d, const uint32_t *typed, size_t m,
			       const uint32_t *expected, size_t n,
			       struct arena *arena)
{
	bool *missed = arena_array(arena, n + 1, sizeof(*missed));
	size_t row = n + 1, i = m, j = n;

	while (i > 0 || j > 0) {
		int here = d[i * row + j];

		if (i && j && typed[i - 1] == expected[j - 1] &&
		    here == d[(i - 1) * row + j - 1]) {
			i--;
			j--;
		} else if (i > 1 && j > 1 && typed[i - 1] == expected[j - 2] &&
			   typed[i - 2] == expected[j - 1] &&
			   here == d[(i - 2) * row + j - 2] + 1) {
			missed[j - 1] = missed[j - 2] = true;
			i -= 2;
			j -= 2;
		} else if (i && j && here == d[(i - 1) * row + j - 1] + 1) {
			missed[--j] = true;
			i--;
		} else if (j && here == d[i * row + j - 1] + 1) {
			missed[--j] = true;
		} else {
			i--;
		}
	}
	return missed;
}

static char *bracket(const uint32_t *expected, size_t n, const bool *missed,
		     struct arena *arena)
{
	struct text out = { 0 };
	char *copy;

	for (size_t j = 0; j < n; j++) {
		uint8_t bytes[6];
		int length = u8_uctomb(bytes, expected[j], sizeof(bytes));

		if (missed[j] && (j == 0 || !missed[j - 1]))
			text_add_char(&out, '[');
		text_append(&out, (const char *)bytes, (size_t)length);
		if (missed[j] && (j + 1 == n || !missed[j + 1]))
			text_add_char(&out, ']');
	}
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
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

static void compare_slips(struct comparison *result, const char *typed,
			  const char *expected, const char *written,
			  struct arena *arena)
{
	size_t m, n;
	uint32_t *t = characters(typed, arena, &m);
	uint32_t *e = characters(expected, arena, &n);
	int *d;

	if (m > SLIPS_LENGTH_MOST || n > SLIPS_LENGTH_MOST)
		return;
	d = distances(t, m, e, n, arena);
	result->slips = d[m * (n + 1) + n];
	if (result->slips > slips_allowed(e, n) || !same_digits(t, m, e, n))
		return;
	result->verdict = VERDICT_SLIP;
	result->marked = bracket(shown_characters(e, n, written, arena), n,
				 missed_characters(d, t, m, e, n, arena),
				 arena);
}

struct comparison answer_compare(const char *typed, const char *expected,
				 struct arena *arena)
{
	struct comparison result = { .verdict = VERDICT_WRONG };
	const char *t = fold_blanks(typed, arena);
	const char *e = fold_blanks(expected, arena);

	if (text_equal(t, e)) {
		result.verdict = VERDICT_EXACT;
	} else {
		const char *loose_t = loosen(t, arena);
		const char *loose_e = loosen(e, arena);

		if (text_equal(loose_t, loose_e))
			result.verdict = VERDICT_LOOSE;
		else
			compare_slips(&result, loose_t, loose_e, e, arena);
	}
	result.suggested_grade = result.verdict == VERDICT_WRONG ? GRADE_WRONG
								 : GRADE_GOOD;
	return result;
}
