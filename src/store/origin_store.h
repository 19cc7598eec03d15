#ifndef STORE_ORIGIN_STORE_H
#define STORE_ORIGIN_STORE_H

#include "base/arena.h"
#include "core/merge.h"
#include "store/batch_store.h"

/*
 * Where a note came from: the deck file and the line there, and the text that
 * it last had in the file.  With it a change in the file and a change made
 * here are told apart.
 */
struct origin {
	int64_t source_id; /* of the file; 0: standard input, or unknown */
	long place;	   /* its line when it was last read; 0: from no file */
};

/*
 * A note together with its text as last imported: `imported` is `here` when
 * nothing was changed here, and empty when the note came from no file.
 */
struct note_history {
	struct note here, imported;
	const char *deck;
	struct origin origin;
	bool disputed;
	bool removed; /* here: a tombstone */
};

/* In *arena*. */
bool origin_load(struct store *store, int64_t note_id, struct arena *arena,
		 struct note_history *history, struct error *err);

/* Take note of where a note stands in the file, and with settle of what it says
 * there, without a change of the note.  The batch is written only when undo has
 * something to put back: not for another line, or file, with the same text.
 * In a transaction. */
bool origin_set(struct batch *batch, int64_t note_id,
		const struct origin *origin, struct error *err);
bool origin_settle(struct batch *batch, int64_t note_id,
		   const struct origin *origin, const struct merge *merge,
		   const struct note *file, struct error *err);

/* Give a note what came out of a merge with the file, and bring it back if it
 * was removed.  In a transaction. */
bool origin_merge(struct batch *batch, int64_t note_id,
		  const struct origin *origin, const struct merge *merge,
		  const struct note *file, struct error *err);

/* The text of a note as `imported` and `disputed` hold it, JSON in *arena*. */
char *origin_text_json(const struct note *note, struct arena *arena);
/* And back; NULL is an empty note. */
bool origin_text_load(struct store *store, const char *json,
		      struct arena *arena, struct note *note,
		      struct error *err);

#endif
