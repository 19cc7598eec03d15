#ifndef EXCHANGE_HTML_H
#define EXCHANGE_HTML_H

#include <stdint.h>

#include "base/text.h"

/*
 * The little HTML and SVG that the statistics are written in.
 */

/*
 * Append text that may come from anywhere so that it can only be read, in an
 * element or in an attribute between double quotes: & < > " ' are escaped,
 * and what unicode_append_visible() makes visible is.
 */
void html_add(struct text *out, const char *string);

/* Append a part of a whole as a length, "12.34%": no locale changes it. */
void html_add_percent(struct text *out, int64_t part, int64_t whole);

#endif
