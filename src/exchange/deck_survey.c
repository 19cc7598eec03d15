#include "exchange/deck_survey.h"

#include <string.h>

#include "base/text.h"
#include "base/unicode.h"

/* ---- directives ---------------------------------------------------------- */

bool survey_preface(struct deck_source *source, struct arena *arena,
		    struct preface *out, struct error *err)
{
	char buffer[64 << 10];
	size_t length = 0, more;

	if (!deck_source_rewind(source, err))
		return false;
	do {
		if (!deck_source_read(source, buffer + length,
				      sizeof(buffer) - length, &more, err))
			return false;
		length += more;
	} while (more > 0 && length < sizeof(buffer));
	preface_read(buffer, length, arena, out);
	return true;
}

/* ---- rows ---------------------------------------------------------------- */

bool survey_rows(struct deck_source *source, const struct csv_layout *layout,
		 struct delimiter_tally *tally, struct error *err)
{
	struct csv_records *records;
	struct csv_record record = { 0 };
	bool done;

	*tally = (struct delimiter_tally){ 0 };
	if (!csv_records_open(source, layout, &records, err))
		return false;
	while ((done = csv_records_next(records, &record, err)) &&
	       record.kind != CSV_END && tally->rows < DIALECT_SAMPLE_ROWS) {
		if (record.kind == CSV_ROW)
			delimiter_tally_add(tally, layout->delimiter,
					    &record.row, record.raw);
		if (record.kind == CSV_TOO_LONG && !tally->overlong_line)
			tally->overlong_line = record.line;
		tally->ruled |= record.kind == CSV_RULE;
	}
	csv_records_close(records);
	return done;
}

static void copy_row(const struct cells *row, struct arena *arena,
		     struct cells *copy)
{
	struct cell *list = arena_array(arena, row->count, sizeof(*list));

	for (size_t i = 0; i < row->count; i++) {
		list[i].bytes = arena_strndup(arena, row->list[i].bytes,
					      row->list[i].length);
		list[i].length = row->list[i].length;
	}
	*copy = (struct cells){ .list = list, .count = row->count };
}

/* A sample while it is being taken. */
struct sampling {
	struct sample *sample;
	struct arena *arena;
	long preamble;	     /* rows still to be passed over */
	bool has_rows;	     /* whether a row has come */
	struct text preface; /* what came before */
	size_t quoted, bare;
};

static void take_first(struct sampling *sampling,
		       const struct csv_record *record)
{
	copy_row(&record->row, sampling->arena, &sampling->sample->first);
	sampling->sample->line = record->line;
	sampling->sample->is_drawn = record->heads_rule;
}

static void take_row(struct sampling *sampling, const struct csv_record *record)
{
	struct sample *sample = sampling->sample;

	sampling->quoted += record->quoted;
	sampling->bare += record->bare;
	if (sampling->preamble > 0) {
		sampling->preamble--;
		if (!sample->preamble_line)
			sample->preamble_line = record->line;
		sample->preamble_last_line = record->last_line;
	} else if (sample->first.count == 0) {
		take_first(sampling, record);
	} else if (sample->shape.rows == 0 && !sample->is_drawn &&
		   dialect_is_rule(&record->row) &&
		   !dialect_names_front_and_back(&sample->first)) {
		sample->is_drawn = true;
	} else {
		row_shape_add(&sample->shape, &record->row);
	}
}

static void take_record(struct sampling *sampling,
			const struct csv_record *record)
{
	if (record->kind == CSV_ROW && !cells_are_blank(&record->row)) {
		sampling->has_rows = true;
		take_row(sampling, record);
	} else if (!sampling->has_rows) {
		text_append(&sampling->preface, record->raw.bytes,
			    record->raw.length);
		text_append(&sampling->preface, record->line_end.bytes,
			    record->line_end.length);
	}
}

static bool take_records(struct sampling *sampling, struct csv_records *records,
			 struct error *err)
{
	struct csv_record record;

	while (sampling->sample->shape.rows < DIALECT_SAMPLE_ROWS) {
		if (!csv_records_next(records, &record, err))
			return false;
		if (record.kind == CSV_END)
			break;
		take_record(sampling, &record);
	}
	return true;
}

bool survey_sample(struct deck_source *source, const struct csv_layout *layout,
		   long preamble, struct arena *arena, struct sample *out,
		   struct error *err)
{
	struct sampling sampling = {
		.sample = out,
		.arena = arena,
		.preamble = preamble,
	};
	struct csv_records *records;
	bool done;

	memset(out, 0, sizeof(*out));
	if (!csv_records_open(source, layout, &records, err))
		return false;
	done = take_records(&sampling, records, err);
	csv_records_close(records);
	out->preface = text_copy(&sampling.preface, arena);
	out->quotes_all = sampling.quoted > 0 && sampling.bare == 0;
	text_release(&sampling.preface);
	return done;
}

/* ---- showing ------------------------------------------------------------- */

/* The line that starts at *at, and *at after it. */
static struct cell cut_line(const char *bytes, size_t length, size_t *at)
{
	size_t start = *at;

	while (*at < length && bytes[*at] != '\n' && bytes[*at] != '\r')
		++*at;
	return (struct cell){ bytes + start, (*at)++ - start };
}

static void show_line(struct text *out, struct cell line)
{
	enum { COLUMNS_MOST = 50 };
	struct text shown = { 0 };
	size_t length;

	line = cell_trim(line);
	unicode_append_visible(&shown, line.bytes, line.length,
			       VISIBLE_ONE_LINE);
	length = unicode_prefix(text_string(&shown), COLUMNS_MOST);
	text_append(out, text_string(&shown), length);
	if (length < shown.length)
		text_add(out, "…");
	text_release(&shown);
}

bool survey_first_lines(struct deck_source *source, struct text *out,
			struct error *err)
{
	enum { LINES_MOST = 3 };
	char buffer[4096];
	size_t length, at = 0;
	int shown = 0;

	if (!deck_source_rewind(source, err) ||
	    !deck_source_read(source, buffer, sizeof(buffer), &length, err))
		return false;
	while (at < length && shown < LINES_MOST) {
		struct cell line = cut_line(buffer, length, &at);

		if (cell_is_blank(&line))
			continue;
		if (shown++ > 0)
			text_add(out, " ⏎ ");
		show_line(out, line);
	}
	return true;
}
