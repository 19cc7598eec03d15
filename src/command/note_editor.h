#ifndef COMMAND_NOTE_EDITOR_H
#define COMMAND_NOTE_EDITOR_H

#include "store/batch_store.h"

/*
 * A note in the learner's editor, as exchange/note_text.h writes it, and back
 * into the store.
 */

struct note_editor {
	struct store *store;
	struct stamp stamp;
	/* Let the learner change the file at `path`; NULL: editor_run() */
	bool (*edit)(void *context, const char *path, struct error *err);
	void *context;
};

struct note_edit {
	bool changed; /* whether anything was stored */
	size_t added; /* notes that were split off, into the same deck */
};

/*
 * Edit a note that exists; what changes is stored as one batch.  What cannot
 * be a note (no front, say) is refused with ERROR_FORMAT and the line, and
 * nothing changes.
 */
bool note_editor_run(const struct note_editor *editor, int64_t note_id,
		     struct note_edit *edit, struct error *err);

/* Write new notes, into a deck that is made if need be.  *count is 0 when the
 * learner left the text as it was; *note_id is the first. */
bool note_editor_add(const struct note_editor *editor, const char *deck,
		     int64_t *note_id, size_t *count, struct error *err);

/* What an edit did, in a sentence, in *arena*. */
const char *note_edit_phrase(const struct note_edit *edit, struct arena *arena);

#endif
