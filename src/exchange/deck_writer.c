#include "exchange/deck_writer.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "exchange/column_names.h"

struct deck_writer {
	FILE *out;
	char delimiter;
	const struct deck_columns *columns;
	bool row_begun;
};

/* ---- columns ------------------------------------------------------------- */

static bool includes(const struct deck_columns *columns, const char *name)
{
	for (size_t i = 0; i < columns->field_count; i++)
		if (strcmp(columns->fields[i], name) == 0)
			return true;
	return false;
}

static void include_field(struct deck_columns *columns, const char *name,
			  struct arena *arena)
{
	if (columns->field_count == columns->field_capacity) {
		size_t capacity = 2 * columns->field_capacity + 8;
		const char **wider = arena_array(arena, capacity,
						 sizeof(*wider));

		if (columns->field_count > 0)
			memcpy(wider, columns->fields,
			       columns->field_count * sizeof(*wider));
		columns->fields = wider;
		columns->field_capacity = capacity;
	}
	columns->fields[columns->field_count++] = arena_strdup(arena, name);
}

void deck_columns_include(struct deck_columns *columns, const struct note *note,
			  struct arena *arena)
{
	columns->keys |= note->key != NULL;
	columns->tags |= note->tag_count > 0;
	columns->cards |= note->directions != DIRECTIONS_UNSAID;
	for (size_t i = 0; i < note->field_count; i++)
		if (!includes(columns, note->fields[i].name))
			include_field(columns, note->fields[i].name, arena);
}

/* ---- cells --------------------------------------------------------------- */

static bool needs_quotes(const struct deck_writer *writer, const char *value)
{
	const char special[] = { '"', '\r', '\n', writer->delimiter, '\0' };

	return value[strcspn(value, special)] != '\0';
}

/* Errors of stdio are kept by the stream and looked at once a row. */
static void put_cell(struct deck_writer *writer, const char *value)
{
	if (writer->row_begun)
		putc(writer->delimiter, writer->out);
	writer->row_begun = true;
	if (needs_quotes(writer, value))
		csv_fwrite(writer->out, value, strlen(value));
	else
		fputs(value, writer->out);
}

static bool end_row(struct deck_writer *writer, struct error *err)
{
	putc('\n', writer->out);
	writer->row_begun = false;
	if (ferror(writer->out))
		return error_set_errno(err, _("cannot write the deck"));
	return true;
}

/* A field with a name that the reader would take for something else gets the
 * prefix that it understands; beside `front` and `back` these are all. */
static bool is_reserved(const char *name)
{
	struct cell cell = { .bytes = name, .length = strlen(name) };

	switch (column_name_of(&cell)) {
	case COLUMN_NAME_EXACT_FRONT:
	case COLUMN_NAME_EXACT_BACK:
	case COLUMN_NAME_TAGS:
	case COLUMN_NAME_KEY:
	case COLUMN_NAME_DECK:
	case COLUMN_NAME_CARDS:
	case COLUMN_NAME_DUE:
	case COLUMN_NAME_INTERVAL:
	case COLUMN_NAME_EASE:
	case COLUMN_NAME_REPETITIONS:
	case COLUMN_NAME_LAPSES:
		return true;
	default:
		return strncmp(name, "field:", 6) == 0;
	}
}

static void put_field_name(struct deck_writer *writer, const char *name)
{
	struct text prefixed = { 0 };

	if (is_reserved(name))
		text_add(&prefixed, "field:");
	text_add(&prefixed, name);
	put_cell(writer, text_string(&prefixed));
	text_release(&prefixed);
}

static bool put_header(struct deck_writer *writer, struct error *err)
{
	const struct deck_columns *columns = writer->columns;

	if (columns->keys)
		put_cell(writer, "id");
	put_cell(writer, "front");
	put_cell(writer, "back");
	for (size_t i = 0; i < columns->field_count; i++)
		put_field_name(writer, columns->fields[i]);
	if (columns->tags)
		put_cell(writer, "tags");
	if (columns->cards)
		put_cell(writer, "cards");
	if (columns->deck)
		put_cell(writer, "deck");
	return end_row(writer, err);
}

struct deck_writer *deck_writer_open(FILE *out, char delimiter,
				     const struct deck_columns *columns,
				     struct error *err)
{
	struct deck_writer *writer;

	if (delimiter && (strchr("\" \r\n", delimiter) ||
			  (unsigned char)delimiter >= 0x80)) {
		error_set(err, ERROR_USAGE,
			  _("the delimiter is one ASCII character, and no "
			    "blank, quote or line break"));
		return NULL;
	}
	writer = memory_alloc(sizeof(*writer));
	*writer = (struct deck_writer){
		.out = out,
		.delimiter = delimiter ? delimiter : ',',
		.columns = columns,
	};
	if (!put_header(writer, err)) {
		free(writer);
		return NULL;
	}
	return writer;
}

/* ---- rows ---------------------------------------------------------------- */

static const char *field_value(const struct note *note, const char *name)
{
	for (size_t i = 0; i < note->field_count; i++)
		if (strcmp(note->fields[i].name, name) == 0)
			return note->fields[i].value;
	return "";
}

static void put_tags(struct deck_writer *writer, const struct note *note)
{
	struct text tags = { 0 };

	for (size_t i = 0; i < note->tag_count; i++) {
		if (i > 0)
			text_add_char(&tags, ' ');
		text_add(&tags, note->tags[i]);
	}
	put_cell(writer, text_string(&tags));
	text_release(&tags);
}

static const char *directions_word(unsigned directions)
{
	switch (directions) {
	case DIRECTIONS_FORWARD:
		return "forward";
	case DIRECTIONS_REVERSE:
		return "reverse";
	case DIRECTIONS_BOTH:
		return "both";
	default:
		return "";
	}
}

bool deck_writer_put(struct deck_writer *writer, const struct note *note,
		     struct error *err)
{
	const struct deck_columns *columns = writer->columns;

	if (columns->keys)
		put_cell(writer, note->key ? note->key : "");
	put_cell(writer, note->front);
	put_cell(writer, note->back);
	for (size_t i = 0; i < columns->field_count; i++)
		put_cell(writer, field_value(note, columns->fields[i]));
	if (columns->tags)
		put_tags(writer, note);
	if (columns->cards)
		put_cell(writer, directions_word(note->directions));
	if (columns->deck)
		put_cell(writer, note->deck ? note->deck : "");
	return end_row(writer, err);
}

bool deck_writer_close(struct deck_writer *writer, struct error *err)
{
	bool done = fflush(writer->out) == 0 && !ferror(writer->out);

	free(writer);
	return done || error_set_errno(err, _("cannot write the deck"));
}
