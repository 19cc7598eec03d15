#ifndef STORE_CONFLICT_STORE_H
#define STORE_CONFLICT_STORE_H

#include "base/arena.h"
#include "core/note.h"
#include "store/batch_store.h"

/*
 * Notes of which a part was changed here and, differently, in their deck
 * file.  Both texts are kept, the one from here is asked, until the learner
 * settles it: with this, or by an edit of the note.
 */
struct conflict {
	int64_t note_id;
	const char *deck;
	const char *path; /* of the file, or NULL */
	long line;	  /* in it, when it was last read */
	struct note here, file;
	struct note before; /* as both last agreed; empty: they never did */
};

/* All of them by deck and age, in *arena*. */
bool conflict_list(struct store *store, struct arena *arena,
		   struct conflict **conflicts, size_t *count,
		   struct error *err);

enum conflict_side { CONFLICT_HERE, CONFLICT_FILE };

/* Keep the text of one side for the disputed parts, and all other changes of
 * both.  In a transaction. */
bool conflict_settle(struct batch *batch, const struct conflict *conflict,
		     enum conflict_side side, struct error *err);

/* Whether a part, NULL where it is absent, is disputed. */
bool conflict_is_part(const char *here, const char *file, const char *before);

#endif
