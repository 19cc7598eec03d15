#ifndef EXCHANGE_ENCODING_SCORE_H
#define EXCHANGE_ENCODING_SCORE_H

#include <stddef.h>

/*
 * How likely bytes that are no UTF-8 are text in an older encoding: the mean,
 * over characters that are not ASCII, of how much one would expect each where
 * it stands.  1 is a text of the most frequent characters, below 0 is no text;
 * ENCODING_IMPOSSIBLE when some bytes mean nothing in it.  Pure.
 */
#define ENCODING_IMPOSSIBLE (-10.0)

struct encoding_candidate {
	const char *name; /* as it is shown, and as iconv(3) knows it */
	const char *iconv_name;
	double (*score)(const unsigned char *bytes, size_t length);
};

enum { ENCODING_CANDIDATES = 9 };

/* Of equal ones the earlier is more likely. */
extern const struct encoding_candidate encoding_candidates[ENCODING_CANDIDATES];

/* The best of them for a sample of a file, or NULL when none is likely.  The
 * sample may end within a character. */
const struct encoding_candidate *encoding_guess(const char *sample,
						size_t length);

#endif
