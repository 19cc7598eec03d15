#ifndef STORE_NOTE_STORE_H
#define STORE_NOTE_STORE_H

#include "base/arena.h"
#include "core/note.h"
#include "store/batch_store.h"

/* What the learner wrote.  Notes are never deleted: a tombstone keeps their
 * history attached.  All that write need a transaction.  A new text that does
 * not fit (core/note_size.h) is refused with ERROR_USAGE. */

/* Make a note and its cards (forward when note->directions is unsaid). */
bool note_create(struct batch *batch, int64_t deck_id, const struct note *note,
		 int64_t *note_id, struct error *err);

/*
 * Give a note new text, fields and tags, and a key if the new note has one,
 * and bring it back if it was removed.  directions: which cards it has from now
 * on; unsaid leaves them. A card that goes becomes a tombstone and keeps its
 * history.  This is a change made here: a note from a file keeps in mind what
 * the file said, and a dispute with it is over.
 */
bool note_update(struct batch *batch, int64_t note_id, const struct note *note,
		 struct error *err);

/* Give a note the tags of another; its text, and a dispute about that with its
 * file, stay. */
bool note_retag(struct batch *batch, int64_t note_id, const struct note *note,
		struct error *err);

/* Put a note into another deck; its history stays. */
bool note_move(struct batch *batch, int64_t note_id, int64_t deck_id,
	       struct error *err);

/* What follows from new text that was written already: tags, cards and their
 * schedules; the other half of an update. */
bool note_follow_text(struct batch *batch, int64_t note_id,
		      const struct note *note, struct error *err);

/* Tombstone a note that the learner does not want, whatever its file says;
 * or one that has no row any more and comes back with it. */
bool note_remove(struct batch *batch, int64_t note_id, struct error *err);
bool note_retire(struct batch *batch, int64_t note_id, struct error *err);

/* A note's text, fields, tags and live directions, in *arena*. */
bool note_load(struct store *store, int64_t note_id, struct arena *arena,
	       struct note *note, struct error *err);

/* How fields and tags are stored: JSON, in *arena*. */
char *note_fields_json(const struct note *note, struct arena *arena);
char *note_tags_json(const struct note *note, struct arena *arena);

/*
 * The key of a note; one that has none gets the random part of its uid, 12
 * hex digits, which stay the same whatever becomes of its text.  In *arena*.
 * In a transaction.
 */
bool note_give_key(struct batch *batch, int64_t note_id, struct arena *arena,
		   const char **key, struct error *err);

/* Such JSON read back into a note's fields, in *arena*. */
bool note_load_fields(struct store *store, const char *json,
		      struct arena *arena, struct note *note,
		      struct error *err);

/* The tags of a note from their JSON, sorted; replaces what it had. */
bool note_set_tags(struct batch *batch, int64_t note_id, const char *tags_json,
		   struct error *err);

/* Walk all live notes of a deck (DECK_ALL: of all) by deck and age, calling
 * `visit` with each, and with where its first card stands if wanted; strings
 * are valid during the call.  Stops when visit returns false. */
enum note_parts { NOTE_WITHOUT_START, NOTE_WITH_START };
typedef bool note_visitor(void *context, const struct note *note,
			  struct error *err);
bool note_each(struct store *store, int64_t deck_id, enum note_parts parts,
	       note_visitor *visit, void *context, struct error *err);

#endif
