#ifndef CORE_NOTE_FIELDS_H
#define CORE_NOTE_FIELDS_H

#include "core/name_map.h"
#include "core/note.h"

/* The fields of a note by their names.  The note is borrowed; what it takes to
 * find them is in *arena*.  Pure. */
struct note_fields {
	const struct note *note;
	struct name_map places; /* the index + 1 of each */
};

struct note_fields note_fields_of(const struct note *note, struct arena *arena);

/* The value of a field, or NULL. */
const char *note_field(const struct note_fields *fields, const char *name);

#endif
