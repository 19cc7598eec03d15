#include "store/note_store.h"

#include "base/json.h"

char *note_fields_json(const struct note *note, struct arena *arena)
{
	struct text json = { 0 };
	char *copy;

	text_add_char(&json, '{');
	for (size_t i = 0; i < note->field_count; i++) {
		if (i)
			text_add_char(&json, ',');
		json_add_string(&json, note->fields[i].name);
		text_add_char(&json, ':');
		json_add_string(&json, note->fields[i].value);
	}
	text_add_char(&json, '}');
	copy = text_copy(&json, arena);
	text_release(&json);
	return copy;
}

char *note_tags_json(const struct note *note, struct arena *arena)
{
	struct text json = { 0 };
	char *copy;

	text_add_char(&json, '[');
	for (size_t i = 0; i < note->tag_count; i++) {
		if (i)
			text_add_char(&json, ',');
		json_add_string(&json, note->tags[i]);
	}
	text_add_char(&json, ']');
	copy = text_copy(&json, arena);
	text_release(&json);
	return copy;
}
