#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/*
 * What ebb needs of Unicode, on UTF-8, through libunistring.  Strings that
 * come from outside are made valid with unicode_append_visible() before they
 * are shown.
 */

/* Whether the bytes are well-formed UTF-8. */
bool unicode_is_valid(const char *bytes, size_t length);

/* Columns a terminal uses for a string without control characters: 2 for
 * East Asian wide characters, 0 for combining ones. */
int unicode_width(const char *string);

/* Bytes of the longest prefix, in whole grapheme clusters, that fits into
 * `columns`; at least one cluster unless the string is empty. */
size_t unicode_prefix(const char *string, int columns);

/* The canonical composed form (NFC) and decomposed form (NFD), in *arena*. */
char *unicode_compose(const char *string, struct arena *arena);
char *unicode_decompose(const char *string, struct arena *arena);

/* A form in which strings that differ only in case are equal: full case
 * folding, then NFC; in *arena*. */
char *unicode_fold(const char *string, struct arena *arena);

/* Whether a terminal may obey a character rather than show it: controls, what
 * turns the direction of the text after it, what ends a line. */
bool unicode_is_obeyed(uint32_t c);

/* How untrusted text is shown. */
enum visible {
	VISIBLE_LINES,	  /* keep line breaks */
	VISIBLE_ONE_LINE, /* a line break becomes a blank */
};

/*
 * Append text that may come from anywhere so that it can only be read, never
 * obeyed: C0 controls become their pictures (U+241B for ESC), C1 controls
 * and bidirectional embeddings, overrides and isolates become <U+202E>, a tab
 * becomes a blank, CR LF and CR a line break, bytes that are not UTF-8
 * U+FFFD, and of characters that take no room (marks, joiners) more than eight
 * in a row are dropped.
 */
void unicode_append_visible(struct text *text, const char *bytes, size_t length,
			    enum visible how);

/* The same for a string, in *arena*. */
char *unicode_visible(const char *string, enum visible how,
		      struct arena *arena);

#endif
