#include "exchange/note_text.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "core/cloze.h"
#include "exchange/cell.h"

static const char *directions_word(unsigned directions)
{
	if (directions == DIRECTIONS_BOTH)
		return "both";
	return directions == DIRECTIONS_REVERSE ? "reverse" : "forward";
}

static void write_part(struct text *out, const char *name, const char *value)
{
	text_printf(out, "=== %s\n", name);
	while (*value) {
		size_t length = strcspn(value, "\n");

		if (*value == '\\' || strncmp(value, "===", 3) == 0)
			text_add_char(out, '\\');
		text_append(out, value, length);
		text_add_char(out, '\n');
		value += length + (value[length] == '\n');
	}
}

void note_text_write(struct text *out, const struct note *note)
{
	struct text tags = { 0 };

	write_part(out, "front", note->front);
	write_part(out, "back",
		   cloze_implies(note->front, note->back) ? "" : note->back);
	for (size_t i = 0; i < note->field_count; i++) {
		struct text name = { 0 };

		text_printf(&name, "field: %s", note->fields[i].name);
		write_part(out, text_string(&name), note->fields[i].value);
		text_release(&name);
	}
	for (size_t i = 0; i < note->tag_count; i++)
		text_printf(&tags, "%s%s", i ? " " : "", note->tags[i]);
	write_part(out, "tags", text_string(&tags));
	write_part(out, "cards", directions_word(note->directions));
	text_release(&tags);
}

/* One part as read: its name, and its lines put together. */
struct part {
	const char *name;
	const char *value;
	int line; /* of its "===" */
};

struct reader {
	struct arena *arena;
	struct part *parts;
	size_t count, capacity;
};

static char *trimmed(struct arena *arena, const char *text)
{
	size_t length;

	text += strspn(text, " \t\r\n");
	length = strlen(text);
	while (length && strchr(" \t\r\n", text[length - 1]))
		length--;
	return arena_strndup(arena, text, length);
}

static void add_part(struct reader *reader, const char *name, int line,
		     const struct text *value)
{
	if (reader->count == reader->capacity) {
		size_t wider = reader->capacity ? 2 * reader->capacity : 16;
		struct part *parts = arena_array(reader->arena, wider,
						 sizeof(*parts));

		for (size_t i = 0; i < reader->count; i++)
			parts[i] = reader->parts[i];
		reader->parts = parts;
		reader->capacity = wider;
	}
	reader->parts[reader->count++] = (struct part){
		.name = name,
		.value = trimmed(reader->arena, text_string(value)),
		.line = line,
	};
}

/* Cuts the text into parts; false when something stands before the first. */
static bool read_parts(struct reader *reader, const char *text)
{
	struct text value = { 0 };
	const char *name = NULL;
	int line = 0, name_line = 0;
	bool ok = true;

	while (*text) {
		size_t length = strcspn(text, "\n");

		line++;
		if (strncmp(text, "===", 3) == 0) {
			if (name)
				add_part(reader, name, name_line, &value);
			name = trimmed(reader->arena,
				       arena_strndup(reader->arena, text + 3,
						     length - 3));
			name_line = line;
			text_clear(&value);
		} else if (name) {
			size_t skip = *text == '\\';

			text_append(&value, text + skip, length - skip);
			text_add_char(&value, '\n');
		} else if (strspn(text, " \t\r") < length) {
			ok = false;
		}
		text += length + (text[length] == '\n');
	}
	if (name)
		add_part(reader, name, name_line, &value);
	text_release(&value);
	return ok;
}

static bool read_directions(struct note *note, const struct part *part,
			    struct error *err)
{
	if (text_equal(part->value, "both"))
		note->directions = DIRECTIONS_BOTH;
	else if (text_equal(part->value, "reverse"))
		note->directions = DIRECTIONS_REVERSE;
	else if (text_equal(part->value, "forward"))
		note->directions = DIRECTIONS_FORWARD;
	else
		return error_set(err, ERROR_FORMAT,
				 _("line %d: cards are forward, reverse or "
				   "both, not \"%s\""),
				 part->line, part->value);
	return true;
}

static bool read_field(struct note *note, const struct part *part,
		       struct error *err)
{
	const char *name = part->name + strlen("field:");

	name += strspn(name, " \t");
	if (!*name)
		return error_set(err, ERROR_FORMAT,
				 _("line %d: a field needs a name"),
				 part->line);
	for (size_t i = 0; i < note->field_count; i++)
		if (text_equal(note->fields[i].name, name))
			return error_set(err, ERROR_FORMAT,
					 _("line %d: the field \"%s\" comes "
					   "twice"),
					 part->line, name);
	if (*part->value)
		note->fields[note->field_count++] = (struct field){
			.name = name,
			.value = part->value,
		};
	return true;
}

static bool read_part(struct note *note, const struct part *part,
		      struct arena *arena, struct error *err)
{
	const char **text = text_equal(part->name, "front")  ? &note->front
			    : text_equal(part->name, "back") ? &note->back
							     : NULL;

	if (text && *text)
		return error_set(err, ERROR_FORMAT,
				 _("line %d: \"%s\" comes twice"), part->line,
				 part->name);
	if (text) {
		*text = *part->value ? part->value : NULL;
		return true;
	}
	if (text_equal(part->name, "tags")) {
		struct cell cell = { part->value, strlen(part->value) };

		note->tag_count = cell_tags(&cell, arena, &note->tags);
		return true;
	}
	if (text_equal(part->name, "cards"))
		return read_directions(note, part, err);
	if (strncmp(part->name, "field:", 6) == 0)
		return read_field(note, part, err);
	return error_set(err, ERROR_FORMAT,
			 _("line %d: \"=== %s\" is none of front, back, tags, "
			   "cards, field: NAME"),
			 part->line, part->name);
}

static bool is_front(const struct part *part)
{
	return text_equal(part->name, "front");
}

/* One note from parts of which none but the first is its front. */
static bool read_note(const struct part *parts, size_t count,
		      const struct note *first, struct arena *arena,
		      struct note *note, struct error *err)
{
	*note = (struct note){ .directions = DIRECTIONS_FORWARD };
	if (first) {
		note->directions = first->directions;
		note->tags = first->tags;
		note->tag_count = first->tag_count;
	}
	note->fields = arena_array(arena, count, sizeof(*note->fields));
	for (size_t i = 0; i < count; i++)
		if (!read_part(note, &parts[i], arena, err))
			return false;
	if (!note->front)
		return error_set(err, ERROR_FORMAT, _("the front is empty"));
	if (!note->back && cloze_has(note->front))
		note->back = cloze_plain(note->front, arena);
	if (!note->back)
		return error_set(err, ERROR_FORMAT,
				 first ? _("the back of \"%s\" is empty")
				       : _("the back is empty"),
				 note->front);
	return true;
}

/* How many parts the first note of a list has; a front that stands elsewhere
 * than first begins the next one. */
static size_t length_of_note(const struct part *parts, size_t count)
{
	bool has_front = false;
	size_t length = 0;

	while (length < count && !(has_front && is_front(&parts[length])))
		has_front |= is_front(&parts[length++]);
	return length;
}

bool note_text_read(const char *text, struct arena *arena, struct note **notes,
		    size_t *count, struct error *err)
{
	struct reader reader = { .arena = arena };
	size_t done = 0, n = 0;

	if (!unicode_is_valid(text, strlen(text)))
		return error_set(err, ERROR_FORMAT,
				 _("the text is not UTF-8; save it as UTF-8"));
	if (!read_parts(&reader, text))
		return error_set(err, ERROR_FORMAT,
				 _("line 1: the text must begin with a line "
				   "\"=== front\""));
	*notes = arena_array(arena, reader.count + 1, sizeof(**notes));
	do {
		/* Of an empty text there are none. */
		const struct part *parts = done ? reader.parts + done
						: reader.parts;
		size_t length = length_of_note(parts, reader.count - done);

		if (!read_note(parts, length, n ? *notes : NULL, arena,
			       *notes + n, err))
			return false;
		done += length;
		n++;
	} while (done < reader.count);
	*count = n;
	return true;
}
