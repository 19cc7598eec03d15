#ifndef CORE_HINT_H
#define CORE_HINT_H

#include "base/arena.h"

/* Help on the way to an answer, and its price. */

enum hint {
	HINT_NONE,
	HINT_LENGTHS,	    /* how long each word is */
	HINT_FIRST_LETTERS, /* and how it begins */
	HINT_HALF,	    /* and the first half of it */
	HINT_MOST = HINT_HALF
};

/* The answer with "_" for each letter and digit that is still hidden; marks,
 * blanks and punctuation stay.  In *arena*. */
char *hint_text(const char *answer, enum hint hint, struct arena *arena);

/* The best grade that ebb suggests after hints: 4 without, 3 with the lengths
 * or first letters, 2 with half of the answer. */
int hint_grade_most(enum hint hint);

#endif
