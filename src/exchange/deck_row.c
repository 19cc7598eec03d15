#include "exchange/deck_row.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "core/cloze.h"
#include "core/note_size.h"
#include "exchange/cell.h"
#include "exchange/markup.h"
#include "exchange/schedule_cells.h"

static bool parse_directions(const struct cell *cell, struct arena *arena,
			     struct deck_row *row)
{
	static const struct {
		const char *word;
		unsigned directions;
	} words[] = {
		{ "", DIRECTIONS_UNSAID },
		{ "forward", DIRECTIONS_FORWARD },
		{ "both", DIRECTIONS_BOTH },
		{ "reverse", DIRECTIONS_REVERSE },
	};
	const char *text = unicode_fold(cell_line(cell, arena), arena);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(text, words[i].word) == 0) {
			row->note.directions = words[i].directions;
			return true;
		}
	row->reason = _("`cards` is none of forward, both, reverse");
	return false;
}

/* Without markup; NULL when there is nothing in the cell. */
static const char *text_or_null(const struct cell *cell, enum html_markup html,
				struct arena *arena)
{
	if (cell_is_blank(cell))
		return NULL;
	return markup_read(cell_text(cell, arena), html, arena);
}

const char *deck_row_extra_name(const struct columns *columns, size_t at,
				struct arena *arena)
{
	const char *name = arena_printf(arena, "field %zu", at + 1);

	for (size_t i = 0; i < columns->count; i++)
		if (columns->list[i].role == COLUMN_FIELD &&
		    strcmp(columns->list[i].name, name) == 0)
			return arena_printf(arena, "extra field %zu", at + 1);
	return name;
}

static void take_field(struct note *note, const char *name, const char *value)
{
	note->fields[note->field_count++] = (struct field){ .name = name,
							    .value = value };
}

/* Put a cell where its column says; false when the row is to be rejected. */
static bool take_cell(const struct column *column, enum html_markup html,
		      const struct cell *cell, struct arena *arena,
		      struct deck_row *row)
{
	struct note *note = &row->note;
	const char *value;

	if (column->role == COLUMN_CARDS)
		return parse_directions(cell, arena, row);
	value = text_or_null(cell, html, arena);
	if (!value)
		return true;
	if (schedule_cell_is(column->role)) {
		row->reason = schedule_cell_read(column, cell, arena,
						 &note->start);
		return !row->reason;
	}
	if (column->role == COLUMN_FRONT)
		note->front = value;
	else if (column->role == COLUMN_BACK)
		note->back = value;
	else if (column->role == COLUMN_TAGS)
		note->tag_count = cell_tags(cell, arena, &note->tags);
	else if (column->role == COLUMN_KEY)
		note->key = cell_line(cell, arena);
	else if (column->role == COLUMN_DECK)
		note->deck = cell_line(cell, arena);
	else
		take_field(note, column->name, value);
	return true;
}

static bool stands_in(const struct columns *columns, const char *name)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->list[i].name == name)
			return columns->list[i].stands_in;
	return false;
}

static void find_stand_in(const struct columns *columns, struct note *note)
{
	size_t at = 0;

	while (at < note->field_count &&
	       !stands_in(columns, note->fields[at].name))
		at++;
	if (at == note->field_count)
		return;
	note->back = note->fields[at].value;
	note->field_count--;
	memmove(&note->fields[at], &note->fields[at + 1],
		(note->field_count - at) * sizeof(*note->fields));
}

static bool take_cells(const struct columns *columns, enum html_markup html,
		       const struct cells *cells, struct arena *arena,
		       struct deck_row *row)
{
	row->note.fields = arena_array(arena, cells->count,
				       sizeof(*row->note.fields));
	for (size_t i = 0; i < cells->count; i++) {
		const char *value;

		if (i < columns->count) {
			if (!take_cell(&columns->list[i], html, &cells->list[i],
				       arena, row))
				return false;
			continue;
		}
		value = text_or_null(&cells->list[i], html, arena);
		if (value)
			take_field(&row->note,
				   deck_row_extra_name(columns, i, arena),
				   value);
	}
	if (!row->note.back)
		find_stand_in(columns, &row->note);
	return true;
}

static bool has_nul(const struct cells *cells)
{
	for (size_t i = 0; i < cells->count; i++)
		if (cell_has_nul(&cells->list[i]))
			return true;
	return false;
}

/* Why there is no note in a record, or NULL. */
static const char *unreadable(const struct csv_record *record)
{
	if (record->kind == CSV_TOO_LONG)
		return _("the row is longer than 16 MiB");
	if (record->too_wide)
		return _("the row has more than 4096 fields");
	if (has_nul(&record->row))
		return _("the row has a byte that is no text");
	return NULL;
}

/* Why a row with deletions is no cloze note, or NULL. */
static const char *bad_cloze(const char *front)
{
	switch (cloze_look(front, NULL)) {
	case CLOZE_UNCLOSED:
		return _("a cloze deletion has no closing braces");
	case CLOZE_EMPTY:
		return _("a cloze deletion is empty");
	case CLOZE_BAD_NUMBER:
		return _("the number of a cloze deletion is none of 1 to 254");
	default:
		return NULL;
	}
}

/* A front with deletions needs no back. */
static void imply_back(struct note *note, struct arena *arena)
{
	if (note->front && !note->back && cloze_has(note->front))
		note->back = cloze_plain(note->front, arena);
}

void deck_row_read(const struct columns *columns, enum html_markup html,
		   const struct csv_record *record, struct arena *arena,
		   struct deck_row *row)
{
	*row = (struct deck_row){
		.kind = DECK_ROW_REJECTED,
		.line = record->line,
		.last_line = record->last_line,
		.reason = unreadable(record),
	};
	if (row->reason || !take_cells(columns, html, &record->row, arena, row))
		return;
	imply_back(&row->note, arena);
	if (row->note.front)
		row->reason = bad_cloze(row->note.front);
	if (row->reason)
		return;
	if (record->row.count < 2 && !row->note.back)
		row->reason = _("there is only one field");
	else if (!row->note.front)
		row->reason = _("the front is empty");
	else if (!row->note.back)
		row->reason = _("there is no back");
	else if (!note_fits(&row->note))
		row->reason = _("the note is longer than 16 MiB as the "
				"database keeps it");
	else
		row->kind = DECK_ROW_NOTE;
}

size_t deck_row_filled(const struct cells *row)
{
	size_t count = row->count;

	while (count > 0 && cell_is_blank(&row->list[count - 1]))
		count--;
	return count;
}
