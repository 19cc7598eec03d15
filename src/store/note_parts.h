#ifndef STORE_NOTE_PARTS_H
#define STORE_NOTE_PARTS_H

#include "core/cloze.h"
#include "store/note_store.h"
#include "store/origin_store.h"

/* What note_store.c and note_writer.c, which write notes, note_load.c, which
 * reads them, and the files of their tags and cards share.  All that write need
 * a transaction. */

/* Make a note of a batch that is there, without its tags and cards.  A zeroed
 * origin is that of a note from no file. */
bool note_insert(struct batch *batch, int64_t deck_id, const struct note *note,
		 const struct origin *origin, int64_t *note_id,
		 struct error *err);

/* The id of a tag, which is made unless there is one of that name. */
bool note_require_tag(struct batch *batch, const char *name, int64_t *tag_id,
		      struct error *err);

/* Give a note a tag, which is made unless there is one of that name. */
bool note_add_tag(struct batch *batch, int64_t note_id, const char *name,
		  struct error *err);

/* Make all the cards of a new note. */
bool note_create_cards(struct batch *batch, int64_t deck_id, int64_t note_id,
		       const struct note *note, struct error *err);

/* Make a card.  The schedule that a note brings is that of its first card;
 * NULL is none.  *counted: whether note_count_store.h counts the note. */
bool note_create_card(struct batch *batch, int64_t deck_id, int64_t card_id,
		      const struct card_start *brought, bool *counted,
		      struct error *err);

/* The cards that the note's text and directions ask for.  Unsaid directions
 * leave the cards as they are, unless deletions came or went. */
bool note_set_cards(struct batch *batch, int64_t note_id, int64_t deck_id,
		    const struct note *note, struct error *err);

/* The tags of a note, sorted, in *arena*. */
bool note_load_tags(struct store *store, int64_t note_id, struct arena *arena,
		    struct note *note, struct error *err);

/* The ordinals of a note's live cards. */
bool note_load_ordinals(struct store *store, int64_t note_id,
			struct number_set *ordinals, struct error *err);

#endif
