#ifndef CORE_CLOZE_H
#define CORE_CLOZE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * A text with deletions, {{c1::answer}} or {{c1::answer::hint}}: each number
 * makes a card that asks for what is deleted under it.  A number may stand
 * more than once, and deletions may stand in each other.  Pure.
 */

enum { CLOZE_MOST = 254 }; /* the greatest number */

/* A set of numbers 0..255. */
struct number_set {
	uint64_t bits[4];
};

void number_set_add(struct number_set *set, int number);
bool number_set_has(const struct number_set *set, int number);

enum cloze_state {
	CLOZE_NONE, /* no deletion */
	CLOZE_GOOD,
	CLOZE_UNCLOSED,	 /* "{{c1::" without its "}}" */
	CLOZE_EMPTY,	 /* "{{c1::}}" */
	CLOZE_BAD_NUMBER /* 0, or over CLOZE_MOST */
};

/* What a text is; *numbers, unless NULL, gets the numbers it has. */
enum cloze_state cloze_look(const char *text, struct number_set *numbers);

bool cloze_has(const char *text); /* that is CLOZE_GOOD */

/* In *arena*: the text with the deletions of a number as […] or [hint] and
 * the others filled in; what is deleted, divided by "; " where there are
 * several; the text with all of them filled in. */
char *cloze_question(const char *text, int number, struct arena *arena);
char *cloze_answer(const char *text, int number, struct arena *arena);
char *cloze_plain(const char *text, struct arena *arena);

/* A note with deletions needs no back: it then is its front, filled in. */
bool cloze_implies(const char *front, const char *back);

#endif
