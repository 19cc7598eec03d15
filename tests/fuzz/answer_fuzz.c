/*
 * Comparing two texts has one result however often it is done, and it keeps
 * to its rules: a text is exactly itself and loosely itself in capitals, an
 * answer let count does, a slip is never in a digit and there are at most two
 * of them, the grade follows from the verdict, and the lines that show a
 * difference are as wide as each other, well formed, and made of what was
 * typed and what was expected.
 *
 * The first byte chooses the rules; then come what is typed, what is expected
 * and what else counts, each ended by a NUL.
 */

#include "fuzz.h"

#include <unicase.h>
#include <uninorm.h>
#include <unictype.h>

#include "core/answer.h"
#include "core/review.h"

/* The decimal digits of a text, in the form in which texts are compared. */
static char *digits_of(const char *string, struct arena *arena)
{
	size_t length;
	uint8_t *plain = u8_normalize(UNINORM_NFKC, (const uint8_t *)string,
				      strlen(string) + 1, NULL, &length);
	const uint8_t *at = plain;
	struct text digits = { 0 };
	char *copy;
	ucs4_t c;

	while ((at = u8_next(&c, at)) != NULL)
		if (uc_is_property_decimal_digit(c))
			text_printf(&digits, "%X ", (unsigned)c);
	free(plain);
	copy = text_copy(&digits, arena);
	text_release(&digits);
	return copy;
}

static void require_good_marks(const struct comparison *result)
{
	if (result->marked)
		require_valid(result->marked);
	require(!result->typed_line == !result->marks_line, "one line only");
	if (!result->typed_line)
		return;
	require_valid(result->typed_line);
	require(strspn(result->marks_line, " ^") == strlen(result->marks_line),
		"[%s]", result->marks_line);
	require(unicode_width(result->marks_line) <=
			unicode_width(result->typed_line),
		"[%s]\n[%s]", result->typed_line, result->marks_line);
}

static void require_good(const struct comparison *result, const char *typed,
			 const char *expected)
{
	bool has_marks = result->verdict == VERDICT_ACCENT ||
			 result->verdict == VERDICT_SLIP;

	require(result->verdict <= VERDICT_WRONG, "%d", (int)result->verdict);
	require(!result->marked == !has_marks, "[%s] for [%s]", typed,
		expected);
	require(result->suggested_grade ==
			(result->verdict == VERDICT_WRONG    ? GRADE_WRONG
			 : result->verdict == VERDICT_ACCENT ? GRADE_HARD
							     : GRADE_GOOD),
		"%d for %d", result->suggested_grade, (int)result->verdict);
	if (result->verdict == VERDICT_SLIP)
		require(result->slips >= 1 && result->slips <= 2,
			"%d slips: [%s] for [%s]", result->slips, typed,
			expected);
	require_good_marks(result);
}

static void require_same(const struct comparison *a, const struct comparison *b)
{
	require(a->verdict == b->verdict && a->slips == b->slips &&
			text_equal(a->marked, b->marked) &&
			text_equal(a->typed_line, b->typed_line) &&
			text_equal(a->marks_line, b->marks_line),
		"%d, %d", (int)a->verdict, (int)b->verdict);
}

static void try_pair(const char *typed, const char *expected,
		     const struct answer_rules *rules, struct arena *arena)
{
	struct comparison first = answer_compare(typed, expected, rules, arena);
	struct comparison again = answer_compare(typed, expected, rules, arena);

	require_good(&first, typed, expected);
	require_same(&first, &again);
	/* A variant may leave digits out. */
	if (first.verdict == VERDICT_SLIP && !rules->alternatives &&
	    !strpbrk(expected, "()\xEF"))
		require(strcmp(digits_of(typed, arena),
			       digits_of(expected, arena)) == 0,
			"[%s] for [%s]", typed, expected);
}

static char *in_capitals(const char *string, struct arena *arena)
{
	size_t length;
	uint8_t *upper = u8_toupper((const uint8_t *)string, strlen(string),
				    NULL, NULL, NULL, &length);
	char *copy = arena_strndup(arena, (const char *)upper, length);

	free(upper);
	return copy;
}

/* Capitals lose what folding does not bring back in a few letters: the upper
 * case of U+0345 is a letter, and of U+0149 two. */
static bool folds_back(const char *string, const char *upper,
		       struct arena *arena)
{
	return strcmp(unicode_fold(string, arena),
		      unicode_fold(upper, arena)) == 0;
}

static void try_itself(const char *text, const struct answer_rules *rules,
		       struct arena *arena)
{
	struct comparison same = answer_compare(text, text, rules, arena);
	const char *upper = in_capitals(text, arena);

	require(same.verdict == VERDICT_EXACT, "%d: [%s]", (int)same.verdict,
		text);
	if (folds_back(text, upper, arena))
		require(answer_compare(upper, text, rules, arena).verdict <=
				VERDICT_LOOSE,
			"[%s] for [%s]", upper, text);
}

static void try_alias(const char *typed, const char *expected,
		      const struct answer_rules *rules, struct arena *arena)
{
	struct answer_rules with = *rules;

	with.aliases = &typed;
	with.alias_count = 1;
	require(answer_compare(typed, expected, &with, arena).verdict <=
			VERDICT_ALIAS,
		"[%s]", typed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	uint8_t choice = next_byte(&data, &size);
	const char *typed = next_text(&data, &size, &arena);
	const char *expected = next_text(&data, &size, &arena);
	const char *alias = next_text(&data, &size, &arena);
	const struct answer_rules rules = {
		.alternatives = (enum answer_alternatives)(
			choice % (ALTERNATIVES_ALL + 1)),
		.articles = (enum article_language)((choice / 8) %
						    (ARTICLES_PT + 1)),
		.aliases = &alias,
		.alias_count = *alias != '\0',
	};

	try_pair(typed, expected, &rules, &arena);
	try_itself(expected, &rules, &arena);
	try_alias(typed, expected, &rules, &arena);
	arena_release(&arena);
	return 0;
}
