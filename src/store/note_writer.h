#ifndef STORE_NOTE_WRITER_H
#define STORE_NOTE_WRITER_H

#include "core/note.h"
#include "store/batch_store.h"
#include "store/origin_store.h"

/*
 * Very many new notes of one batch, as an import writes them.  Their cards
 * are made in runs, by one statement for thousands, and their tags are looked
 * up once.  All that write need a transaction, the same one.
 */
struct note_writer;

/* The batch is borrowed. */
struct note_writer *note_writer_new(struct batch *batch);
void note_writer_free(struct note_writer *writer); /* NULL is allowed */

/* Make a note.  Its cards are there after note_writer_finish(). */
bool note_writer_add(struct note_writer *writer, int64_t deck_id,
		     const struct note *note, const struct origin *origin,
		     int64_t *note_id, struct error *err);
bool note_writer_finish(struct note_writer *writer, struct error *err);

#endif
