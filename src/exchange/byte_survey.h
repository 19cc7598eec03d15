#ifndef EXCHANGE_BYTE_SURVEY_H
#define EXCHANGE_BYTE_SURVEY_H

#include <stdbool.h>
#include <stddef.h>

/* What the bytes of a whole file are like, counted in one pass over it in
 * pieces of any size.  Starts zeroed. */
struct byte_survey {
	long long bytes;
	long long nuls[2];	/* at even and at odd places */
	long long controls;	/* that stand in no text, NULs not counted */
	long long characters;	/* of several bytes, well-formed UTF-8 */
	long long faults;	/* bytes that are no UTF-8 */
	long long lf, crlf, cr; /* line ends, of bytes */
	unsigned char tail[4];	/* a character that is not complete yet */
	size_t tail_length;
	bool after_cr;
};

void byte_survey_add(struct byte_survey *survey, const char *bytes,
		     size_t length);

/* No more bytes follow. */
void byte_survey_end(struct byte_survey *survey);

/* The most frequent line end, also of UTF-16: "\n", "\r\n" or "\r". */
const char *byte_survey_line_end(const struct byte_survey *survey);

/*
 * UTF-16 without a byte order mark: NULs are 2 % of the bytes and 8 times as
 * many at one kind of place as at the other.  0 when it is not so, 'L' when
 * the low byte comes first, 'B' when the high byte does.
 */
char byte_survey_utf16(const struct byte_survey *survey);

/* Whether it is UTF-8, but for a few damaged bytes among many characters that
 * are well-formed. */
bool byte_survey_is_utf8(const struct byte_survey *survey);

/* Whether so many bytes are NULs and other controls that it is no text in any
 * encoding of single bytes; random bytes have twice as many. */
bool byte_survey_is_binary(const struct byte_survey *survey);

#endif
