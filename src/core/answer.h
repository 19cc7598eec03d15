#ifndef CORE_ANSWER_H
#define CORE_ANSWER_H

#include "base/arena.h"

/*
 * Comparing what was typed with what was expected.  Both are taken in NFC
 * with blanks folded; the verdict suggests a grade, the learner decides.
 */

enum verdict {
	VERDICT_EXACT, /* the same, character for character */
	VERDICT_LOOSE, /* the same but for case, width or outer punctuation */
	VERDICT_SLIP,  /* a typing error or two, by length */
	VERDICT_WRONG,
};

struct comparison {
	enum verdict verdict;
	int slips;	     /* typing errors counted, for VERDICT_SLIP */
	const char *marked;  /* the expected text with [brackets] around what
			      * was missed, for VERDICT_SLIP; else NULL */
	int suggested_grade; /* 4, or 1 for VERDICT_WRONG */
};

/*
 * Compare `typed` with `expected`.  A slip is an insertion, deletion,
 * replacement or swap of neighbouring characters; up to one is forgiven from
 * 4 characters on and two from 9 on (in scripts where a character is a
 * syllable or a word, one from 4 on), never in a digit.  The result's text is
 * in *arena*.
 */
struct comparison answer_compare(const char *typed, const char *expected,
				 struct arena *arena);

#endif
