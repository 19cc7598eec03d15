#ifndef CORE_RENAME_H
#define CORE_RENAME_H

#include <stddef.h>
#include <stdint.h>

/*
 * Which rows of a deck file are notes whose text was corrected, or that were
 * put into another deck.  After all rows that are certain have found their
 * notes, some rows are left and some notes.  A pair of them in one deck is the
 * same note when
 *
 *	the backs are the same, and the fronts are similar, or the place is
 *	the same and no other note that is left has that back;
 *	the fronts are the same, and the backs are similar, or the place is
 *	the same and no other note that is left has that front; or
 *	front and back are similar and the place is the same;
 *
 * one in two decks when front and back are the same, or the keys and front or
 * back are similar; provided that there is no other pair as likely.  The same
 * and similar are those of core/similar.h.  The place is the same between the
 * same neighbours, in a row of as many that are left.  Pure.
 */

/* A row that is no note yet, or a note that no row is. */
struct leftover {
	int64_t deck_id;
	const char *key; /* or NULL */
	const char *front, *back;
	/* The notes before and after it, in the file or as last imported:
	 * an id, 0 at either end, NEIGHBOUR_LEFT_OVER for the one that is
	 * before or after it in the list. */
	int64_t before, after;
};

enum { NEIGHBOUR_LEFT_OVER = -1, RENAME_NONE = -1 };

/* For each row the index of its note, or RENAME_NONE, into `note_of_row`.  Both
 * lists are in the order of the file. */
void rename_guess(const struct leftover *rows, size_t row_count,
		  const struct leftover *notes, size_t note_count,
		  int *note_of_row);

#endif
