#ifndef CORE_SIMILAR_H
#define CORE_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Whether one text may be another one corrected.  Case, and how accents are
 * composed, make no difference.
 */

struct similar_text {
	const char *folded;
	size_t length;		 /* of that in bytes */
	const uint64_t *triples; /* sorted: three characters in a row */
	size_t triple_count;
};

/* What comparing needs to know of a text, in *arena*.  Of very long ones the
 * triples are of the beginning. */
struct similar_text similar_prepare(const char *text, struct arena *arena);

/* The same but for case and composition. */
bool similar_same(const struct similar_text *a, const struct similar_text *b);

/*
 * One holds the other from word to word ("das Ei", "Ei"), half of the longer
 * stands at the two ends of both, or half of their triples are common ones
 * (Dice's coefficient).
 */
bool similar(const struct similar_text *a, const struct similar_text *b);

#endif
