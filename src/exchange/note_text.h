#ifndef EXCHANGE_NOTE_TEXT_H
#define EXCHANGE_NOTE_TEXT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "core/note.h"

/*
 * A note as text that a person edits: each part after a line "=== front",
 * "=== back", "=== tags", "=== cards" or "=== field: NAME".  A line of the
 * note that begins with "===" or a backslash gets a backslash before it.
 */

void note_text_write(struct text *out, const struct note *note);

/*
 * Read such a text; strings are in *arena*, blank lines around a part are
 * dropped and so are parts that are empty.  Each further "=== front" begins
 * another note, which has the tags and cards of the first unless it says
 * others.  Fails with ERROR_FORMAT, naming the line, when front or back is
 * missing, a part comes twice or is unknown, or the text is not UTF-8.  There
 * is at least one note; key and deck of each are NULL.
 */
bool note_text_read(const char *text, struct arena *arena, struct note **notes,
		    size_t *count, struct error *err);

#endif
