#include "core/note_size.h"

/* Quotes, commas and names; around all, a field and a tag. */
enum { AROUND_NOTE = 100, AROUND_FIELD = 10, AROUND_TAG = 5 };

static size_t character_size(unsigned char c)
{
	switch (c) {
	case '\b':
	case '\f':
	case '\n':
	case '\r':
	case '\t':
		return 3;
	case '"':
	case '\\':
		return 4;
	default:
		return c < 0x20 ? 7 : 1;
	}
}

/* NULL has none. */
static size_t text_size(const char *text)
{
	size_t size = 0;

	for (; text && *text; text++)
		size += character_size((unsigned char)*text);
	return size;
}

size_t note_size(const struct note *note)
{
	size_t size = AROUND_NOTE + text_size(note->key) +
		      text_size(note->deck) + text_size(note->front) +
		      text_size(note->back);

	for (size_t i = 0; i < note->field_count; i++)
		size += AROUND_FIELD + text_size(note->fields[i].name) +
			text_size(note->fields[i].value);
	for (size_t i = 0; i < note->tag_count; i++)
		size += AROUND_TAG + text_size(note->tags[i]);
	return size;
}

bool note_fits(const struct note *note)
{
	return note_size(note) <= NOTE_MOST_BYTES;
}
