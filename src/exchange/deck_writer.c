#include "exchange/deck_writer.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/day.h"
#include "base/text.h"
#include "core/cloze.h"
#include "core/note_fields.h"
#include "exchange/column_names.h"
#include "exchange/markup.h"

/* One column of the file being written. */
struct place {
	enum column_role role;
	const char *name;   /* of a field */
	const char *header; /* what the row of names says */
};

struct deck_writer {
	FILE *out;
	struct deck_dialect dialect;
	struct arena arena;
	struct place *places;
	size_t place_count, place_capacity;
	struct name_map fields; /* which have a place */
	bool headless;
	bool row_begun;
};

/* ---- columns ------------------------------------------------------------- */

static void include_field(struct deck_columns *columns, const char *name,
			  struct arena *arena)
{
	name = arena_strdup(arena, name);
	*name_map_at(&columns->included, name, arena) = 1;
	columns->fields = arena_extend(arena, columns->fields,
				       columns->field_count,
				       sizeof(*columns->fields));
	columns->fields[columns->field_count++] = name;
}

void deck_columns_include(struct deck_columns *columns, const struct note *note,
			  struct arena *arena)
{
	columns->keys |= note->key != NULL;
	columns->tags |= note->tag_count > 0;
	columns->cards |= note->directions != DIRECTIONS_UNSAID;
	for (size_t i = 0; i < note->field_count; i++)
		if (!name_map_get(&columns->included, note->fields[i].name))
			include_field(columns, note->fields[i].name, arena);
}

/* ---- layout -------------------------------------------------------------- */

static void add_place(struct deck_writer *writer, enum column_role role,
		      const char *name, const char *header)
{
	if (writer->place_count == writer->place_capacity) {
		size_t capacity = 2 * writer->place_capacity + 8;

		writer->places = memory_resize(
			writer->places, capacity * sizeof(*writer->places));
		writer->place_capacity = capacity;
	}
	writer->places[writer->place_count++] = (struct place){
		.role = role,
		.name = name,
		.header = header,
	};
	if (role == COLUMN_FIELD)
		*name_map_at(&writer->fields, name, &writer->arena) = 1;
}

static bool has_place(const struct deck_writer *writer, enum column_role role)
{
	for (size_t i = 0; i < writer->place_count; i++)
		if (writer->places[i].role == role)
			return true;
	return false;
}

/* A place under the name by which the reader knows its role. */
static void require_place(struct deck_writer *writer, enum column_role role)
{
	if (!has_place(writer, role))
		add_place(writer, role, NULL, column_role_name(role));
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

static void require_field(struct deck_writer *writer, const char *name)
{
	if (!name_map_get(&writer->fields, name))
		add_place(writer, COLUMN_FIELD, name,
			  is_reserved(name) ? arena_printf(&writer->arena,
							   "field:%s", name)
					    : name);
}

static void lay_out_original(struct deck_writer *writer,
			     const struct columns *original)
{
	for (size_t i = 0; i < original->count; i++)
		add_place(writer, original->list[i].role,
			  original->list[i].name, original->list[i].name);
}

/* Names for columns that had none, now that there are more of them. */
static void name_places(struct deck_writer *writer)
{
	for (size_t i = 0; i < writer->place_count; i++)
		if (writer->places[i].role != COLUMN_FIELD)
			writer->places[i].header = column_role_name(
				writer->places[i].role);
}

static void lay_out(struct deck_writer *writer,
		    const struct deck_columns *columns)
{
	const struct columns *original = writer->dialect.original;

	if (original)
		lay_out_original(writer, original);
	if (columns->keys)
		require_place(writer, COLUMN_KEY);
	require_place(writer, COLUMN_FRONT);
	require_place(writer, COLUMN_BACK);
	for (size_t i = 0; i < columns->field_count; i++)
		require_field(writer, columns->fields[i]);
	if (columns->tags)
		require_place(writer, COLUMN_TAGS);
	if (columns->cards)
		require_place(writer, COLUMN_CARDS);
	if (columns->deck)
		require_place(writer, COLUMN_DECK);
	for (int role = COLUMN_DUE; columns->schedule && role <= COLUMN_LAPSES;
	     role++)
		require_place(writer, (enum column_role)role);
	writer->headless = original && writer->dialect.headless &&
			   writer->place_count == original->count;
	if (original && writer->dialect.headless && !writer->headless)
		name_places(writer);
}

/* ---- cells --------------------------------------------------------------- */

static bool needs_quotes(const struct deck_writer *writer, const char *value)
{
	const char special[] = { '"', '\r', '\n', writer->dialect.delimiter,
				 '\0' };

	return value[strcspn(value, special)] != '\0' ||
	       (writer->dialect.quotes_all && *value);
}

/* A spreadsheet computes what begins like this. */
static bool is_formula(const char *value)
{
	return *value && strchr("=+-@\t\r", *value);
}

/* Errors of stdio are kept by the stream and looked at once a row. */
static void put_cell(struct deck_writer *writer, const char *value)
{
	struct text neutral = { 0 };

	if (writer->row_begun)
		putc(writer->dialect.delimiter, writer->out);
	writer->row_begun = true;
	if (writer->dialect.safe && is_formula(value)) {
		text_printf(&neutral, "'%s", value);
		value = text_string(&neutral);
	}
	if (needs_quotes(writer, value))
		csv_fwrite(writer->out, value, strlen(value));
	else
		fputs(value, writer->out);
	text_release(&neutral);
}

static bool end_row(struct deck_writer *writer, struct error *err)
{
	fputs(writer->dialect.line_end, writer->out);
	writer->row_begun = false;
	if (ferror(writer->out))
		return error_set_errno(err, _("cannot write the deck"));
	return true;
}

static bool put_header(struct deck_writer *writer, struct error *err)
{
	if (writer->dialect.preface)
		fputs(writer->dialect.preface, writer->out);
	if (writer->headless)
		return true;
	for (size_t i = 0; i < writer->place_count; i++)
		put_cell(writer, writer->places[i].header);
	return end_row(writer, err);
}

static void release(struct deck_writer *writer)
{
	free(writer->places);
	arena_release(&writer->arena);
	free(writer);
}

struct deck_writer *deck_writer_open(FILE *out,
				     const struct deck_dialect *dialect,
				     const struct deck_columns *columns,
				     struct error *err)
{
	struct deck_writer *writer;

	if (dialect->delimiter && (strchr("\"\r\n", dialect->delimiter) ||
				   (unsigned char)dialect->delimiter >= 0x80)) {
		error_set(err, ERROR_USAGE,
			  _("the delimiter is one ASCII character, and no "
			    "quote or line break"));
		return NULL;
	}
	writer = memory_alloc(sizeof(*writer));
	*writer = (struct deck_writer){ .out = out, .dialect = *dialect };
	if (!dialect->delimiter)
		writer->dialect.delimiter = ',';
	if (!dialect->line_end)
		writer->dialect.line_end = "\n";
	lay_out(writer, columns);
	if (!put_header(writer, err)) {
		release(writer);
		return NULL;
	}
	return writer;
}

/* ---- rows ---------------------------------------------------------------- */

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

static void put_number(struct deck_writer *writer, int number)
{
	char digits[16];

	snprintf(digits, sizeof(digits), "%d", number);
	put_cell(writer, digits);
}

/* A card that was never answered has no schedule. */
static void put_schedule(struct deck_writer *writer, enum column_role role,
			 const struct card_start *start)
{
	char text[DAY_TEXT_SIZE];

	if (!start->given)
		put_cell(writer, "");
	else if (role == COLUMN_DUE)
		put_cell(writer, day_format(start->due_day, text));
	else if (role == COLUMN_INTERVAL)
		put_number(writer, start->interval_days);
	else if (role == COLUMN_REPETITIONS)
		put_number(writer, start->repetitions);
	else if (role == COLUMN_LAPSES)
		put_number(writer, start->lapses);
	else {
		snprintf(text, sizeof(text), "%d.%02d", start->ease_centi / 100,
			 start->ease_centi % 100);
		put_cell(writer, text);
	}
}

/* What would be read as markup is written so that it is not. */
static void put_text(struct deck_writer *writer, const char *value)
{
	struct arena arena = { 0 };

	put_cell(writer,
		 writer->dialect.plain ? value : markup_write(value, &arena));
	arena_release(&arena);
}

static void put_place(struct deck_writer *writer, const struct place *place,
		      const struct note_fields *fields)
{
	const struct note *note = fields->note;
	const char *value = NULL;

	switch (place->role) {
	case COLUMN_TAGS:
		put_tags(writer, note);
		return;
	case COLUMN_KEY:
		put_cell(writer, note->key ? note->key : "");
		return;
	case COLUMN_FRONT:
		value = note->front;
		break;
	case COLUMN_BACK:
		value = cloze_implies(note->front, note->back) ? NULL
							       : note->back;
		break;
	case COLUMN_FIELD:
		value = note_field(fields, place->name);
		break;
	case COLUMN_CARDS:
		put_cell(writer, directions_word(note->directions));
		return;
	case COLUMN_DECK:
		put_cell(writer, note->deck ? note->deck : "");
		return;
	default:
		put_schedule(writer, place->role, &note->start);
		return;
	}
	put_text(writer, value ? value : "");
}

bool deck_writer_put(struct deck_writer *writer, const struct note *note,
		     struct error *err)
{
	struct arena arena = { 0 };
	const struct note_fields fields = note_fields_of(note, &arena);

	for (size_t i = 0; i < writer->place_count; i++)
		put_place(writer, &writer->places[i], &fields);
	arena_release(&arena);
	return end_row(writer, err);
}

bool deck_writer_close(struct deck_writer *writer, struct error *err)
{
	bool done = fflush(writer->out) == 0 && !ferror(writer->out);

	release(writer);
	return done || error_set_errno(err, _("cannot write the deck"));
}
