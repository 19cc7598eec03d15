#ifndef CORE_ANSWER_H
#define CORE_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * Comparing what was typed with what was expected.  Both are taken in NFC
 * with blanks folded; the verdict suggests a grade, the learner decides.
 */

/* From best to worst. */
enum verdict {
	VERDICT_EXACT,	 /* the same, character for character */
	VERDICT_LOOSE,	 /* the same but for case, width, punctuation at the
			  * ends or its form */
	VERDICT_ALIAS,	 /* an answer that the learner let count as right */
	VERDICT_ARTICLE, /* the same but for an article */
	VERDICT_ACCENT,	 /* the same but for accents, and an article */
	VERDICT_SLIP,	 /* a typing error or two, by length */
	VERDICT_WRONG,
};

/* What divides an answer into alternatives, any of which is right. */
enum answer_alternatives {
	ALTERNATIVES_OFF,
	ALTERNATIVES_SLASH,
	ALTERNATIVES_SEMICOLON,
	ALTERNATIVES_BAR,
	ALTERNATIVES_ALL,
};

/* The language whose leading articles need not be typed. */
enum article_language {
	ARTICLES_OFF,
	ARTICLES_EN, /* "to" before a verb counts as one */
	ARTICLES_DE,
	ARTICLES_ES,
	ARTICLES_FR,
	ARTICLES_IT,
	ARTICLES_NL,
	ARTICLES_PT,
};

/* What else counts as right for a card. */
struct answer_rules {
	enum answer_alternatives alternatives;
	enum article_language articles;
	const char *const *aliases;
	size_t alias_count;
};

struct comparison {
	enum verdict verdict;
	int slips; /* typing errors counted, for VERDICT_SLIP */
	/* For VERDICT_ACCENT and VERDICT_SLIP, else NULL: the expected text
	 * with [brackets] around what was missed.  Where the whole of it
	 * stands as it was compared, too: what was typed, laid out to stand
	 * under it, with "_" for what is missing; and the line under that,
	 * with "^" under each difference. */
	const char *marked;
	const char *typed_line, *marks_line;
	int suggested_grade; /* 4; 3 for VERDICT_ACCENT; 1 for VERDICT_WRONG */
};

/*
 * Compare `typed` with `expected`.  A part in parentheses may be left out.  A
 * slip is an insertion, deletion, replacement or swap of neighbouring
 * characters; up to one is forgiven from 4 characters on and two from 9 on (in
 * scripts where a character is a syllable or a word, one from 4 on), never in
 * a digit.  `rules` may be NULL.  The result's texts are in *arena*.
 */
struct comparison answer_compare(const char *typed, const char *expected,
				 const struct answer_rules *rules,
				 struct arena *arena);

#endif
