#ifndef TERMINAL_WRAP_H
#define TERMINAL_WRAP_H

#include "base/text.h"

/*
 * Text laid out by display width, in columns.  Strings are UTF-8 and were
 * made visible (base/unicode.h).  Nothing here does I/O.
 */

/*
 * Append a string broken into lines of at most `width` columns, by Unicode's
 * line-breaking rules.  The first line begins at column `first_column`
 * (0-based: what is already printed), the others after `indent` blanks.
 * Newlines in the string are kept; blanks at a break are not.  A word longer
 * than a line is cut between grapheme clusters.  An indent that leaves fewer
 * than 2 columns is reduced.  No newline is added at the end.
 */
void wrap_append(struct text *out, const char *string, int width,
		 int first_column, int indent);

/* The same of parts with " · " between them, on one line: it is broken there,
 * which takes the place of the dot, and within a part only where that is wider
 * than a line. */
void wrap_parts(struct text *out, const char *string, int width,
		int first_column, int indent);

/* Append a string cut or padded to exactly `columns`: what does not fit is
 * replaced by "…", what is missing by blanks. */
void wrap_fit(struct text *out, const char *string, int columns);

/* The same without padding: at most `columns`. */
void wrap_cut(struct text *out, const char *string, int columns);

/* Append a string, then blanks up to `columns`; never cuts. */
void wrap_pad(struct text *out, const char *string, int columns);

#endif
