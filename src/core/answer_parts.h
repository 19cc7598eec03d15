#ifndef CORE_ANSWER_PARTS_H
#define CORE_ANSWER_PARTS_H

#include "core/answer.h"

/* What the files of the comparison share. */

/*
 * The ways in which an answer may be given, the whole text first: its
 * alternatives, and each with and without its parts in parentheses.  Ends with
 * NULL; in *arena*.
 */
const char **answer_variants(const char *expected,
			     const struct answer_rules *rules,
			     struct arena *arena);

/* The text after a leading article of the language; the text itself when it
 * has none or is nothing else. */
const char *answer_without_article(const char *text,
				   enum article_language language);

/*
 * Count the slips from `typed` to `expected`, both loosened, and when `limit`
 * is not exceeded mark them in *result; `written` is the expected text as it
 * is to be shown.  false when there are more, when a digit differs, or when
 * either is too long to be compared so.
 */
bool answer_slips(struct comparison *result, const char *typed,
		  const char *expected, const char *written, int limit,
		  struct arena *arena);

/* How many slips are forgiven in an answer. */
int answer_slips_allowed(const char *expected);

#endif
