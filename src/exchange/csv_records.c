#include "exchange/csv_records.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/*
 * A window on the file: bytes[start, end) have been read and not yet been
 * given out.  It grows until it holds one whole row.
 */
struct csv_records {
	struct deck_source *source;
	char delimiter;
	enum quoting quoting;
	struct csv_parser parser;

	char *window;
	size_t start, end, capacity;
	bool at_end; /* nothing follows the window */
	long line;   /* of the next row */

	struct text plain; /* the row, when quoting.h rewrote it */
	struct text bytes; /* the fields, one after the other */
	struct cell *cells;
	size_t *offsets; /* of each field in `bytes` */
	size_t count, room;
	bool too_wide;
};

bool csv_records_open(struct deck_source *source, char delimiter,
		      enum quoting quoting, struct csv_records **out,
		      struct error *err)
{
	struct csv_records *records;

	if (!deck_source_rewind(source, err))
		return false;
	records = memory_alloc(sizeof(*records));
	*records = (struct csv_records){
		.source = source,
		.delimiter = delimiter,
		.quoting = quoting,
		.line = 1,
	};
	csv_init(&records->parser, 0);
	csv_set_delim(&records->parser, (unsigned char)delimiter);
	csv_set_realloc_func(&records->parser, memory_resize);
	csv_set_blk_size(&records->parser, 4096);
	*out = records;
	return true;
}

void csv_records_close(struct csv_records *records)
{
	if (!records)
		return;
	csv_free(&records->parser);
	free(records->window);
	text_release(&records->plain);
	text_release(&records->bytes);
	free(records->cells);
	free(records->offsets);
	free(records);
}

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

/* Drop the rest of a line that does not fit. */
static bool skip_line(struct csv_records *records, struct error *err)
{
	for (;;) {
		const char *bytes = records->window;
		size_t at = records->start;

		while (at < records->end && bytes[at] != '\n' &&
		       bytes[at] != '\r')
			at++;
		if (at + 1 < records->end && bytes[at] == '\r' &&
		    bytes[at + 1] == '\n')
			at++;
		if (at + 1 < records->end || records->at_end) {
			records->start = at < records->end ? at + 1 : at;
			return true;
		}
		records->start = at;
		if (!widen_window(records, err))
			return false;
	}
}

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
	csv_parse(&records->parser, bytes, length, take_field, NULL, records);
	csv_fini(&records->parser, take_field, NULL, records);
	for (size_t i = 0; i < records->count; i++)
		records->cells[i].bytes = text_string(&records->bytes) +
					  records->offsets[i];
}

static bool find_row(struct csv_records *records, struct quoted_row *row,
		     struct error *err)
{
	for (;;) {
		size_t held = records->end - records->start;
		bool full = held >= CSV_ROW_LIMIT;

		if (held > 0 &&
		    quoting_find_row(records->window + records->start, held,
				     records->at_end || full,
				     records->delimiter, records->quoting,
				     &records->plain, row))
			return true;
		if (records->at_end) {
			*row = (struct quoted_row){ 0 };
			return true;
		}
		if (!widen_window(records, err))
			return false;
	}
}

bool csv_records_next(struct csv_records *records, struct csv_record *out,
		      struct error *err)
{
	struct quoted_row row;

	if (!find_row(records, &row, err))
		return false;
	*out = (struct csv_record){ .line = records->line };
	out->last_line = out->line + row.line_breaks;
	out->end = records->start == records->end;
	out->too_long = row.length >= CSV_ROW_LIMIT;
	records->line = out->last_line + 1;
	if (!out->end && !out->too_long) {
		if (row.rewritten)
			cut_row(records, text_string(&records->plain),
				records->plain.length);
		else
			cut_row(records, records->window + records->start,
				row.length);
		out->row.list = records->cells;
		out->row.count = records->count;
		out->too_wide = records->too_wide;
	}
	records->start += row.with_end;
	return !out->too_long || row.with_end > row.length ||
	       skip_line(records, err);
}
