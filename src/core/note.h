#ifndef CORE_NOTE_H
#define CORE_NOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/card_start.h"

/*
 * A note is what the learner wrote: a front, a back, further named fields in
 * their order, and tags.  It gives one card for each direction in which it
 * is asked; cards of one note are siblings.
 */

/*
 * A card's ordinal within its note is what it asks.  A note with deletions in
 * its front (cloze.h) has one card for each number, of the ordinal number + 1,
 * and no others.
 */
enum direction {
	DIRECTION_FORWARD = 0, /* front is asked, back is the answer */
	DIRECTION_REVERSE = 1, /* back is asked, front is the answer */
	DIRECTION_CLOZE = 2,   /* the deletions of number 1; then 2, 3 ... */
};

/* Sets of directions, as bits. */
enum {
	DIRECTIONS_UNSAID = 0,
	DIRECTIONS_FORWARD = 1 << DIRECTION_FORWARD,
	DIRECTIONS_REVERSE = 1 << DIRECTION_REVERSE,
	DIRECTIONS_BOTH = DIRECTIONS_FORWARD | DIRECTIONS_REVERSE,
};

struct field {
	const char *name;
	const char *value;
};

/* All strings are valid UTF-8 without NUL, borrowed from whoever made the
 * note; front and back are never empty in a stored note. */
struct note {
	int64_t id;	  /* in the store; 0: not from there */
	const char *key;  /* the `id` column of a deck file, or NULL */
	const char *deck; /* the `deck` column, or NULL */
	const char *front;
	const char *back;
	struct field *fields; /* none is empty; names are unique */
	size_t field_count;
	const char **tags; /* sorted by bytes, unique */
	size_t tag_count;
	bool tags_unsaid;    /* nothing is said of tags: a note keeps its own */
	unsigned directions; /* DIRECTIONS_... */
	struct card_start start;
};

#endif
