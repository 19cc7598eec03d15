#ifndef CORE_NOTE_SIZE_H
#define CORE_NOTE_SIZE_H

#include "core/note.h"

/*
 * What a note takes where it takes most: what an undo puts back is JSON, in
 * which what its file said, JSON itself, is a text.  There a line break is 3
 * bytes, a quote or backslash 4, and another control character up to 7.  Pure.
 */
enum { NOTE_MOST_BYTES = 16 << 20 };

/* As many bytes or a few more, its key and deck too. */
size_t note_size(const struct note *note);

/* Whether that is at most NOTE_MOST_BYTES. */
bool note_fits(const struct note *note);

#endif
