#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdio.h>

#include "base/arena.h"
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

/*
 * The names and values of an object of strings as json_add_string() spells
 * them, without blanks: each json_strings_next() finds a pair, in *arena*,
 * until there are no more.  `ended` then says whether that was the end of the
 * object, or something else that SQLite may understand.
 *
 *	struct json_strings strings = json_strings_of(json);
 *	while (json_strings_next(&strings, arena))
 *		use(strings.name, strings.value);
 */
struct json_strings {
	const char *name, *value;
	const char *at; /* what was not read yet */
	bool ended;
};

struct json_strings json_strings_of(const char *json);
bool json_strings_next(struct json_strings *strings, struct arena *arena);

#endif
