#ifndef STORE_IMPORT_STORE_H
#define STORE_IMPORT_STORE_H

#include "base/arena.h"
#include "core/note.h"
#include "core/text_map.h"
#include "core/text_tally.h"
#include "store/batch_store.h"

/*
 * Bringing a deck file's rows together with the notes that are there, in two
 * passes over the rows.  The first finds which note each row is, in this
 * order: the one with its key (the `id` column); the one that is wholly equal;
 * the one with the same front and back; the one with the same front, where
 * the front stands once in the file and once in the deck.  What then is left
 * is guessed (core/rename.h).  A note belongs to one row only.  The second
 * pass merges (core/merge.h) and writes, or only tells what it would do.
 */

struct importer;

enum import_outcome {
	IMPORT_ADDED,	  /* a new note, or one that comes back */
	IMPORT_CHANGED,	  /* a note got new text; its history stays */
	IMPORT_RENAMED,	  /* the same, its front too, which was guessed */
	IMPORT_DISPUTED,  /* here and the file changed a part differently */
	IMPORT_SAME,	  /* nothing to do */
	IMPORT_OWN,	  /* nothing to do: it was changed here only */
	IMPORT_REMOVED,	  /* nothing to do: it was removed here */
	IMPORT_DUPLICATE, /* wholly equal to an earlier row of the file */
	IMPORT_REJECTED,  /* its key stands in an earlier, different row */
};

/* What the rows of the file hold as a whole, gathered before the first pass:
 * which fronts stand in it more than once, and that a key does; by deck. */
struct import_census {
	struct text_tally *fronts;
	struct text_map *keys;
};

struct import_census import_census_new(void);
void import_census_release(struct import_census *census);
void import_census_add(struct import_census *census, const char *deck,
		       const struct note *note);

struct importer_options {
	struct batch *batch;
	const char *deck;  /* for rows that name none */
	int64_t source_id; /* the file, or 0 */
	struct import_census *census;
	bool rehearse; /* write nothing */
};

/* The options' pointers are borrowed.  The caller frees the importer. */
struct importer *importer_new(const struct importer_options *options);
void importer_free(struct importer *importer);

/* First pass: every row that is a note, in the order of the file; then
 * importer_guess() once. */
bool importer_match(struct importer *importer, const struct note *note,
		    long line, struct error *err);
bool importer_guess(struct importer *importer, struct error *err);

struct import_result {
	enum import_outcome outcome;
	int64_t note_id;	  /* 0 for a new note of a rehearsal */
	long earlier_line;	  /* of IMPORT_DUPLICATE and IMPORT_REJECTED */
	const char *former_front; /* of IMPORT_RENAMED and IMPORT_CHANGED, in
				   * the arena of the call */
};

/* Second pass: the same rows again.  In a transaction, unless rehearsed. */
bool importer_take(struct importer *importer, const struct note *note,
		   long line, struct arena *arena, struct import_result *result,
		   struct error *err);

/* After the last row, before the transaction ends. */
bool importer_finish(struct importer *importer, struct error *err);

/* After the second pass: the notes that came from this file and are not in it
 * any more, in the importer's memory. */
struct import_gone {
	int64_t note_id;
	const char *front;
};
size_t importer_gone(const struct importer *importer,
		     const struct import_gone **gone);

/* Tombstone them, until their rows come back.  In a transaction. */
bool importer_retire(struct importer *importer, struct error *err);

#endif
