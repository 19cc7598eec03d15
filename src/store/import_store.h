#ifndef STORE_IMPORT_STORE_H
#define STORE_IMPORT_STORE_H

#include "core/note.h"
#include "store/batch_store.h"

/*
 * Bringing a deck file's rows together with the notes that are there.  Which
 * note a row is, in this order: the one with its key (the `id` column); the
 * one that is wholly equal; the one with the same front and back; the one
 * with the same front, where the front stands once in the file and once in
 * the deck.  Otherwise it is a new note.  A note belongs to one row only.
 */

struct importer;

enum import_outcome {
	IMPORT_ADDED,	  /* a new note, or one that had been removed */
	IMPORT_CHANGED,	  /* a note got new text; its history stays */
	IMPORT_SAME,	  /* nothing to do */
	IMPORT_DUPLICATE, /* wholly equal to an earlier row of the file */
	IMPORT_REJECTED,  /* its key stands in an earlier, different row */
};

/* Rows go into the note's own deck, or into `deck` when it names none.  The
 * batch is borrowed.  The caller frees the importer. */
struct importer *importer_new(struct batch *batch, const char *deck);
void importer_free(struct importer *importer);

/*
 * Take one row.  line: where it stands.  front_repeats: whether its front
 * stands more than once in the file, in the same deck.  *earlier_line is set
 * for IMPORT_DUPLICATE and IMPORT_REJECTED.  In a transaction.
 */
bool importer_take(struct importer *importer, const struct note *note,
		   long line, bool front_repeats, enum import_outcome *outcome,
		   long *earlier_line, struct error *err);

#endif
