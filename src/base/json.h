#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/text.h"

/*
 * The little JSON that is written where no database is at hand or a million
 * rows go by: a note's fields and tags as they are stored.  Reports are made
 * with SQLite's own functions, which spell strings the same way.
 */

/* Append a JSON string, quotes and all, to the text.  `string` is UTF-8. */
void json_add_string(struct text *text, const char *string);

#endif
