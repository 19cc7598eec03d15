#ifndef STORE_NOTE_INDEX_H
#define STORE_NOTE_INDEX_H

#include "store/store.h"

/*
 * The indexes of what notes say.  Texts come in no order, so to put those of
 * very many new notes there one by one takes longer than to sort them once
 * all are written: a third of the time of an import of a million.  In between
 * nothing may be looked up by them.  All in one transaction, while bulk is
 * expected.
 */

/* Before so many new notes: *dropped says whether the indexes are gone, as
 * they are when those of the notes that are there are no more. */
bool note_index_expect(struct store *store, int64_t new_notes, bool *dropped,
		       struct error *err);
/* After them, when they are gone. */
bool note_index_make(struct store *store, struct error *err);

#endif
