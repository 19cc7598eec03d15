#ifndef STORE_UNDO_STORE_H
#define STORE_UNDO_STORE_H

#include "base/arena.h"
#include "core/review.h"
#include "store/batch_store.h"

/*
 * Taking back, and bringing back what was.  An answer is taken back by a
 * retraction and comes back by one of the retraction; a change of text by a
 * new batch that puts the previous values in place, and by another that takes
 * that one back.  Nothing is deleted.  There is no limit to how far back, and
 * a restart or midnight changes nothing.
 */

enum undo_kind { UNDO_NOTHING, UNDO_REVIEW, UNDO_BATCH };

struct undo_step {
	enum undo_kind kind;
	int64_t id;	   /* place in the file's sequence of events, which is
			    * another step's after a restore */
	struct uid uid;	   /* of the same row: what is taken back */
	int64_t review_id; /* of UNDO_REVIEW */
	int64_t card_id;   /* of UNDO_REVIEW */
	int grade;	   /* of UNDO_REVIEW */
	const char *what;  /* of UNDO_BATCH: "import", "edit", ...; of
			    * UNDO_REVIEW: "amend" when it corrects another
			    * one, else NULL */
	const char *label; /* of UNDO_BATCH; of a correction, the front */
	int64_t at_ms;
	int utc_offset_min;
	int64_t restored; /* rows put back */
	int64_t kept;	  /* rows left alone as they were changed again later */
};

/* The newest answer or change that is not taken back yet and is newer than
 * the event `after_id` (0: any), in *arena*. */
bool undo_newest(struct store *store, int64_t after_id, struct arena *arena,
		 struct undo_step *step, struct error *err);

/* The answer or change with that event id; ERROR_NOT_FOUND when there is
 * none or it is taken back already. */
bool undo_find(struct store *store, int64_t id, struct arena *arena,
	       struct undo_step *step, struct error *err);

/*
 * Take one step back, in one transaction that is durable when this returns
 * true; step->restored and step->kept are filled.  ERROR_CONFLICT when another
 * session took the same step back in the meantime or restored a backup without
 * it, or when all its rows were changed again later: then those changes have
 * to be taken back first.
 */
bool undo_apply(struct store *store, struct undo_step *step,
		const struct stamp *stamp, struct error *err);

/*
 * The newest step that was taken back and can come back, in *arena*: those
 * since the newest answer or change that was made.  Its id is that of the
 * taking back; the rest tells what was taken back.
 */
bool redo_newest(struct store *store, struct arena *arena,
		 struct undo_step *step, struct error *err);

/* Bring back a step of redo_newest(), as undo_apply() takes one back. */
bool redo_apply(struct store *store, struct undo_step *step,
		const struct stamp *stamp, struct error *err);

/* The newest steps that can be taken back, newest first, at most `most`, in
 * *arena*. */
bool undo_list(struct store *store, size_t most, struct arena *arena,
	       struct undo_step **steps, size_t *count, struct error *err);

#endif
