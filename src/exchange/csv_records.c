#include "exchange/csv_records.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "exchange/preface.h"
#include "exchange/table_row.h"

/*
 * A window on the file: bytes[start, end) have been read and not yet been
 * given out.  It grows until it holds one whole row.
 */
struct csv_records {
	struct deck_source *source;
	struct csv_layout layout;
	struct csv_parser parser;

	char *window;
	size_t start, end, capacity;
	bool at_end; /* nothing follows the window */
	bool in_long_row;
	long line; /* of the next row */

	struct text plain; /* the row, when quoting.h rewrote it */
	struct text bytes; /* the fields, one after the other */
	struct cell *cells;
	size_t *offsets; /* of each field in `bytes` */
	size_t count, room;
	bool too_wide;
};

static void init(struct csv_records *records, const struct csv_layout *layout)
{
	*records = (struct csv_records){ .layout = *layout, .line = 1 };
	csv_init(&records->parser, 0);
	csv_set_delim(&records->parser, (unsigned char)layout->delimiter);
	csv_set_realloc_func(&records->parser, memory_resize);
	csv_set_blk_size(&records->parser, 4096);
}

static void release(struct csv_records *records)
{
	csv_free(&records->parser);
	free(records->window);
	text_release(&records->plain);
	text_release(&records->bytes);
	free(records->cells);
	free(records->offsets);
}

bool csv_records_open(struct deck_source *source,
		      const struct csv_layout *layout, struct csv_records **out,
		      struct error *err)
{
	if (!deck_source_rewind(source, err))
		return false;
	*out = memory_alloc(sizeof(**out));
	init(*out, layout);
	(*out)->source = source;
	return true;
}

void csv_records_close(struct csv_records *records)
{
	if (!records)
		return;
	release(records);
	free(records);
}

/* ---- the window ---------------------------------------------------------- */

/* Read as much again as the window holds, so that a long row, which is looked
 * at from its start each time, costs no more than twice its length. */
static bool widen_window(struct csv_records *records, struct error *err)
{
	enum { FIRST_READ = 64 << 10 };
	size_t held = records->end - records->start;
	size_t wanted = held < FIRST_READ ? FIRST_READ : held;
	size_t length;

	if (records->start > 0)
		memmove(records->window, records->window + records->start,
			held);
	records->start = 0;
	records->end = held;
	if (records->capacity < held + wanted) {
		records->capacity = held + wanted;
		records->window = memory_resize(records->window,
						records->capacity);
	}
	if (!deck_source_read(records->source, records->window + held, wanted,
			      &length, err))
		return false;
	records->end += length;
	records->at_end = length == 0;
	return true;
}

/* The first line of some bytes; false when its end is not among them. */
static bool find_line(const char *bytes, size_t length, bool at_end,
		      struct quoted_row *row)
{
	size_t at = quoting_line_end(bytes, length, 0);

	if (!at_end &&
	    (at == length || (bytes[at] == '\r' && at + 1 == length)))
		return false;
	*row = (struct quoted_row){ .length = at, .with_end = at };
	if (at < length)
		row->with_end++;
	if (at + 1 < length && bytes[at] == '\r' && bytes[at + 1] == '\n')
		row->with_end++;
	return true;
}

static bool try_row(struct csv_records *records, bool at_end,
		    struct quoted_row *row)
{
	const char *bytes = records->window + records->start;
	size_t held = records->end - records->start;

	if (records->layout.table)
		return find_line(bytes, held, at_end, row);
	return quoting_find_row(bytes, held, at_end, records->layout.delimiter,
				records->layout.quoting, &records->plain, row);
}

static bool find_row(struct csv_records *records, struct quoted_row *row,
		     struct error *err)
{
	for (;;) {
		size_t held = records->end - records->start;
		bool full = held >= CSV_ROW_LIMIT;

		if (held > 0 && try_row(records, records->at_end || full, row))
			return true;
		if (records->at_end) {
			*row = (struct quoted_row){ 0 };
			return true;
		}
		if (!widen_window(records, err))
			return false;
	}
}

/* Whether a rule follows the row that was found. */
static bool peek_rule(struct csv_records *records, const struct quoted_row *row,
		      bool *is_rule, struct error *err)
{
	*is_rule = false;
	for (;;) {
		size_t at = records->start + row->with_end;
		size_t held = records->end - at;
		struct quoted_row next;

		if (find_line(records->window + at, held,
			      records->at_end || held >= CSV_ROW_LIMIT,
			      &next)) {
			*is_rule = table_is_rule((struct cell){
				records->window + at, next.length });
			return true;
		}
		if (!widen_window(records, err))
			return false;
	}
}

/* ---- rows ---------------------------------------------------------------- */

static void take_field(void *bytes, size_t length, void *context)
{
	struct csv_records *records = context;

	if (records->count == CSV_FIELD_LIMIT) {
		records->too_wide = true;
		return;
	}
	if (records->count == records->room) {
		records->room = records->room ? 2 * records->room : 16;
		records->cells = memory_resize(
			records->cells, records->room * sizeof(struct cell));
		records->offsets = memory_resize(
			records->offsets, records->room * sizeof(size_t));
	}
	records->offsets[records->count] = records->bytes.length;
	records->cells[records->count++].length = length;
	text_append(&records->bytes, bytes, length);
}

/* Cut one row, without its line end, into fields. */
static void cut_row(struct csv_records *records, const char *bytes,
		    size_t length)
{
	records->count = 0;
	records->too_wide = false;
	text_clear(&records->bytes);
	if (records->layout.table) {
		table_cut((struct cell){ bytes, length }, take_field, records);
	} else {
		csv_parse(&records->parser, bytes, length, take_field, NULL,
			  records);
		csv_fini(&records->parser, take_field, NULL, records);
	}
	for (size_t i = 0; i < records->count; i++)
		records->cells[i].bytes = text_string(&records->bytes) +
					  records->offsets[i];
}

static bool is_comment(const struct csv_records *records, struct cell line,
		       size_t fields)
{
	const struct csv_layout *layout = &records->layout;
	const char *mark = layout->comment_mark;
	size_t length = mark ? strlen(mark) : 0;
	char next;

	if (!mark || line.length < length ||
	    memcmp(line.bytes, mark, length) != 0)
		return false;
	if (line.length == length || fields < 2 ||
	    (layout->width > 0 && fields != layout->width))
		return true;
	next = line.bytes[length];
	return next != layout->delimiter &&
	       (next == ' ' || next == '\t' || next == *mark);
}

static enum csv_kind kind_of_line(const struct csv_records *records,
				  struct cell line, size_t fields)
{
	const struct csv_layout *layout = &records->layout;
	bool is_preface = records->line <= layout->preface_lines;

	if (cell_is_blank(&line))
		return CSV_ROW;
	if (layout->comment_mark && preface_is_directive(line))
		return CSV_DIRECTIVE;
	if (is_comment(records, line, is_preface ? 0 : fields))
		return CSV_COMMENT;
	if (is_preface)
		return CSV_DIRECTIVE;
	if (layout->table && table_is_rule(line))
		return CSV_RULE;
	return layout->table && !table_has_pipe(line) ? CSV_COMMENT : CSV_ROW;
}

/* What the row is that starts at the window; a line that is none is taken
 * alone, whatever quotes it opens. */
static enum csv_kind find_kind(const struct csv_records *records,
			       struct quoted_row *row)
{
	const char *bytes = records->window + records->start;
	struct quoted_row line;
	enum csv_kind kind;

	find_line(bytes, row->with_end, true, &line);
	kind = kind_of_line(records, (struct cell){ bytes, line.length },
			    row->fields);
	if (kind != CSV_ROW)
		*row = line;
	return kind;
}

static void take_row(struct csv_records *records, const struct quoted_row *row,
		     struct csv_record *out)
{
	if (row->rewritten)
		cut_row(records, text_string(&records->plain),
			records->plain.length);
	else
		cut_row(records, records->window + records->start, row->length);
	out->row = (struct cells){ records->cells, records->count };
	out->too_wide = records->too_wide;
	out->quoted = row->quoted;
	out->bare = row->bare;
}

static void take_raw(struct csv_records *records, const struct quoted_row *row,
		     struct csv_record *out)
{
	const char *bytes = records->window + records->start;

	out->raw = (struct cell){ bytes, row->length };
	out->line_end = (struct cell){ bytes + row->length,
				       row->with_end - row->length };
	records->start += row->with_end;
}

/* More of a row of which CSV_ROW_LIMIT bytes have been given out. */
static bool take_rest(struct csv_records *records, struct csv_record *out,
		      struct error *err)
{
	struct quoted_row row;

	if (records->start == records->end && !records->at_end &&
	    !widen_window(records, err))
		return false;
	while (!find_line(records->window + records->start,
			  records->end - records->start, records->at_end,
			  &row)) {
		size_t held = records->end - records->start;

		if (held > 1 && records->window[records->end - 1] != '\r') {
			row = (struct quoted_row){ .length = held,
						   .with_end = held };
			break;
		}
		if (!widen_window(records, err))
			return false;
	}
	*out = (struct csv_record){ .kind = CSV_REST,
				    .line = records->line - 1,
				    .last_line = records->line - 1 };
	records->in_long_row = row.with_end == row.length &&
			       !(records->at_end &&
				 records->start + row.length == records->end);
	take_raw(records, &row, out);
	return true;
}

bool csv_records_next_piece(struct csv_records *records, struct csv_record *out,
			    struct error *err)
{
	struct quoted_row row;
	bool heads_rule = false;

	if (records->in_long_row)
		return take_rest(records, out, err);
	if (!find_row(records, &row, err) ||
	    (records->layout.table && row.with_end > 0 &&
	     !peek_rule(records, &row, &heads_rule, err)))
		return false;
	*out = (struct csv_record){ .kind = CSV_END, .line = records->line };
	if (records->start == records->end)
		return true;
	if (row.length >= CSV_ROW_LIMIT) {
		out->kind = CSV_TOO_LONG;
		records->in_long_row = row.with_end == row.length;
	} else {
		out->kind = find_kind(records, &row);
	}
	if (out->kind == CSV_ROW)
		take_row(records, &row, out);
	out->heads_rule = heads_rule;
	out->last_line = out->line + row.line_breaks;
	records->line = out->last_line + 1;
	take_raw(records, &row, out);
	return true;
}

bool csv_records_next(struct csv_records *records, struct csv_record *out,
		      struct error *err)
{
	do {
		if (!csv_records_next_piece(records, out, err))
			return false;
	} while (out->kind == CSV_REST);
	return true;
}

void csv_cut_line(struct cell line, char delimiter, struct arena *arena,
		  struct cells *out)
{
	const struct csv_layout layout = { .delimiter = delimiter };
	struct csv_records records;
	struct quoted_row row;
	struct cell *list;

	init(&records, &layout);
	quoting_find_row(line.bytes, line.length, true, delimiter,
			 QUOTING_CAREFUL, &records.plain, &row);
	if (row.rewritten)
		cut_row(&records, text_string(&records.plain),
			records.plain.length);
	else
		cut_row(&records, line.bytes, row.length);
	list = arena_array(arena, records.count, sizeof(*list));
	for (size_t i = 0; i < records.count; i++) {
		list[i].length = records.cells[i].length;
		list[i].bytes = arena_strndup(arena, records.cells[i].bytes,
					      list[i].length);
	}
	*out = (struct cells){ list, records.count };
	release(&records);
}
