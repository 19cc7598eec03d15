#ifndef CORE_SEARCH_H
#define CORE_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * The little language in which cards are chosen.  Terms stand beside each
 * other and all must hold; "or" between them wants either, "-" before one
 * wants the opposite, parentheses group, and double quotes keep blanks.
 *
 *	tag:NAME deck:NAME	"*" stands for anything in a name
 *	is:due|new|learning|young|mature|drill|suspended|buried|flagged|leech
 *	ease interval lapses repetitions due	then < <= = >= > and a number
 *	added:DAYS graded:DAYS graded:DAYS:GRADE
 *
 * Any other term is a text that a card's texts, fields, tags or deck contain.
 * There are up to 100 terms, and up to 25 parentheses in each other.
 */

enum search_kind {
	SEARCH_ALL, /* the empty search */
	SEARCH_TEXT,
	SEARCH_TAG,
	SEARCH_DECK,
	SEARCH_IS_DUE,
	SEARCH_IS_NEW,
	SEARCH_IS_LEARNING,
	SEARCH_IS_YOUNG,
	SEARCH_IS_MATURE,
	SEARCH_IS_DRILL,
	SEARCH_IS_SUSPENDED,
	SEARCH_IS_BURIED,
	SEARCH_IS_FLAGGED,
	SEARCH_IS_LEECH,
	SEARCH_EASE, /* number: in hundredths */
	SEARCH_INTERVAL,
	SEARCH_LAPSES,
	SEARCH_REPETITIONS,
	SEARCH_DUE_IN, /* number: days from today, of a card that is not new */
	SEARCH_DUE_ON, /* number: a study day */
	SEARCH_ADDED,  /* number: in so many days, today included */
	SEARCH_GRADED, /* the same; grade: any, or GRADE_NONE */
	SEARCH_NOT,    /* of left */
	SEARCH_AND,
	SEARCH_OR,
};

enum search_comparison {
	SEARCH_LESS,
	SEARCH_AT_MOST,
	SEARCH_EQUAL,
	SEARCH_AT_LEAST,
	SEARCH_MORE,
};

struct search {
	enum search_kind kind;
	const char *text; /* of SEARCH_TEXT, SEARCH_TAG and SEARCH_DECK */
	enum search_comparison comparison;
	int64_t number;
	int grade;
	const struct search *left, *right;
};

/* Understand an expression, in *arena*; the result lives there.  ERROR_USAGE
 * names the column, counted from 1 in characters, where it stops making
 * sense. */
bool search_parse(const char *expression, struct arena *arena,
		  const struct search **search, struct error *err);

#endif
