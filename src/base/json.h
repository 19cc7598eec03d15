#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdio.h>

#include "base/text.h"

/*
 * The little JSON that is written where no database is at hand or a million
 * rows go by: a note's fields and tags as they are stored.  Reports are made
 * with SQLite's own functions, which spell strings the same way.
 */

/* Append a JSON string, quotes and all, to the text.  `string` is UTF-8. */
void json_add_string(struct text *text, const char *string);

/* Print JSON that may end on a terminal: in its strings, what one might obey
 * beside the controls that JSON spells anyway (DEL, C1, what turns the
 * direction) becomes \u007f and the like, which means the same.  A byte that
 * is no UTF-8 becomes \ufffd. */
void json_print(FILE *out, const char *json);

#endif
