#ifndef CORE_NOTE_SEARCH_H
#define CORE_NOTE_SEARCH_H

#include "base/arena.h"

/*
 * The text of a note in which a search looks: front, back and the values of
 * its fields, a newline between two, folded; in *arena*.  NULL when the fields
 * are not the plain JSON object that they mostly are, of strings without
 * escapes and nothing between the marks; then SQLite must read them.
 */
char *note_search_text(const char *front, const char *back, const char *fields,
		       struct arena *arena);

#endif
