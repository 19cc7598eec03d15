#include "core/answer_parts.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/memory.h"
#include "base/script.h"
#include "base/text.h"
#include "base/unicode.h"
#include "core/review.h"

/* NFC, runs of white space as one blank, none at the ends. */
static char *fold_blanks(const char *string, struct arena *arena)
{
	const char *cursor = unicode_compose(string, arena);
	struct text out = { 0 };
	bool blank = false;
	uint32_t c;
	char *copy;

	while ((cursor = character_next(cursor, &c)) != NULL) {
		if (uc_is_property_white_space(c)) {
			blank = out.length > 0;
			continue;
		}
		if (blank)
			text_add_char(&out, ' ');
		blank = false;
		character_append(&out, c);
	}
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

/* What ends or encloses a sentence; not the signs in "C#" or "50%". */
static bool is_edge(ucs4_t c)
{
	return c == ' ' || c == 0xA1 || c == 0xBF ||
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

		if (!is_edge(c))
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

/* Quotation marks, dashes and the like that programs and input methods put
 * for each other. */
static const struct {
	ucs4_t from;
	char to;
} plain_signs[] = {
	{ 0x3002, '.' },  { 0x3001, ',' },  { 0x2018, '\'' }, { 0x2019, '\'' },
	{ 0x201A, '\'' }, { 0x02BC, '\'' }, { 0x201C, '"' },  { 0x201D, '"' },
	{ 0x201E, '"' },  { 0x00AB, '"' },  { 0x00BB, '"' },  { 0x300C, '"' },
	{ 0x300D, '"' },  { 0x300E, '"' },  { 0x300F, '"' },  { 0x2010, '-' },
	{ 0x2011, '-' },  { 0x2012, '-' },  { 0x2013, '-' },  { 0x2014, '-' },
	{ 0x2212, '-' },
};

static char *plain_punctuation(const char *string, struct arena *arena)
{
	struct text out = { 0 };
	uint32_t c;
	char *copy;

	while ((string = character_next(string, &c)) != NULL) {
		for (size_t i = 0;
		     i < sizeof(plain_signs) / sizeof(*plain_signs); i++)
			if (plain_signs[i].from == c)
				c = (uint32_t)plain_signs[i].to;
		character_append(&out, c);
	}
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

/* Case folded, full-width forms and signs as ordinary ones, and without
 * punctuation at the ends. */
static char *loosen(const char *string, struct arena *arena)
{
	const char *folded = plain_punctuation(unicode_fold(string, arena),
					       arena);
	size_t length;
	uint8_t *plain = memory_granted(
		u8_normalize(UNINORM_NFKC, (const uint8_t *)folded,
			     strlen(folded), NULL, &length));
	const uint8_t *start = plain, *end = plain + length;
	char *copy;

	trim_edges(&start, &end);
	copy = arena_strndup(arena, (const char *)start, (size_t)(end - start));
	free(plain);
	drop_blanks_if_wide(copy);
	return copy;
}

/* Without the accents of Latin, Greek and Cyrillic letters: in other scripts
 * a mark makes another letter. */
static char *without_accents(const char *string, struct arena *arena)
{
	const char *cursor = unicode_decompose(string, arena);
	struct text out = { 0 };
	uint32_t c;
	char *copy;

	while ((cursor = character_next(cursor, &c)) != NULL)
		if (c < 0x300 || c > 0x36F)
			character_append(&out, c);
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

static bool same_but_for_accents(const char *a, const char *b,
				 struct arena *arena)
{
	return text_equal(without_accents(a, arena), without_accents(b, arena));
}

/* Compare with one way in which the answer may be given. */
static struct comparison compare_one(const char *typed, const char *expected,
				     const struct answer_rules *rules,
				     struct arena *arena)
{
	struct comparison result = { .verdict = VERDICT_WRONG };
	const char *t = fold_blanks(typed, arena);
	const char *e = fold_blanks(expected, arena);
	const char *loose_t, *loose_e, *bare_t, *bare_e;

	if (text_equal(t, e)) {
		result.verdict = VERDICT_EXACT;
		return result;
	}
	loose_t = loosen(t, arena);
	loose_e = loosen(e, arena);
	bare_t = answer_without_article(loose_t, rules->articles);
	bare_e = answer_without_article(loose_e, rules->articles);
	if (text_equal(loose_t, loose_e))
		result.verdict = VERDICT_LOOSE;
	else if (text_equal(bare_t, bare_e))
		result.verdict = VERDICT_ARTICLE;
	else if (same_but_for_accents(bare_t, bare_e, arena) &&
		 answer_slips(&result, bare_t, bare_e, e, INT_MAX, arena))
		result.verdict = VERDICT_ACCENT;
	else if (answer_slips(&result, bare_t, bare_e, e,
			      answer_slips_allowed(bare_e), arena))
		result.verdict = VERDICT_SLIP;
	return result;
}

static bool is_better(const struct comparison *a, const struct comparison *b)
{
	return a->verdict < b->verdict ||
	       (a->verdict == b->verdict && a->slips < b->slips);
}

static bool is_alias(const char *typed, const struct answer_rules *rules,
		     struct arena *arena)
{
	const char *t = loosen(fold_blanks(typed, arena), arena);

	for (size_t i = 0; i < rules->alias_count; i++)
		if (text_equal(t, loosen(fold_blanks(rules->aliases[i], arena),
					 arena)))
			return true;
	return false;
}

static int grade_of(enum verdict verdict)
{
	if (verdict == VERDICT_WRONG)
		return GRADE_WRONG;
	return verdict == VERDICT_ACCENT ? GRADE_HARD : GRADE_GOOD;
}

struct comparison answer_compare(const char *typed, const char *expected,
				 const struct answer_rules *rules,
				 struct arena *arena)
{
	static const struct answer_rules none;
	const struct answer_rules *by = rules ? rules : &none;
	const char **variants = answer_variants(expected, by, arena);
	struct comparison best = compare_one(typed, *variants, by, arena);

	for (size_t i = 1; variants[i]; i++) {
		struct comparison other = compare_one(typed, variants[i], by,
						      arena);

		if (is_better(&other, &best)) {
			best = other;
			best.typed_line = best.marks_line = NULL;
		}
	}
	if (best.verdict > VERDICT_ALIAS && is_alias(typed, by, arena))
		best = (struct comparison){ .verdict = VERDICT_ALIAS };
	best.suggested_grade = grade_of(best.verdict);
	return best;
}
