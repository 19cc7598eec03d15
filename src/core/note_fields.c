#include "core/note_fields.h"

struct note_fields note_fields_of(const struct note *note, struct arena *arena)
{
	struct note_fields fields = { .note = note };

	for (size_t i = note->field_count; i > 0; i--)
		*name_map_at(&fields.places, note->fields[i - 1].name,
			     arena) = i;
	return fields;
}

const char *note_field(const struct note_fields *fields, const char *name)
{
	size_t place = name_map_get(&fields->places, name);

	return place ? fields->note->fields[place - 1].value : NULL;
}
