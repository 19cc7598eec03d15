#include "exchange/deck_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "base/unicode.h"
#include "exchange/cell.h"
#include "exchange/csv_records.h"
#include "exchange/deck_row.h"
#include "exchange/deck_source.h"
#include "exchange/dialect.h"

struct deck_reader {
	struct deck_source *source;
	struct csv_records *records;
	enum quoting quoting;
	struct deck_format format;
	struct arena arena; /* of the format */
	bool header_passed;
	long blank_rows, wide_rows;
};

/* ---- understanding the file ---------------------------------------------- */

static bool tally_rows(struct deck_source *source, char delimiter,
		       struct delimiter_tally *tally, struct error *err)
{
	struct csv_records *records;
	struct csv_record record;
	bool done;

	*tally = (struct delimiter_tally){ 0 };
	if (!csv_records_open(source, delimiter, QUOTING_CAREFUL, &records,
			      err))
		return false;
	while ((done = csv_records_next(records, &record, err)) &&
	       !record.end && tally->rows < DIALECT_SAMPLE_ROWS)
		delimiter_tally_add(tally, &record.row);
	csv_records_close(records);
	return done;
}

/* The first line that is not blank, safe and short enough to be shown. */
static bool first_line(struct deck_source *source, struct text *line,
		       struct error *err)
{
	enum { COLUMNS_MOST = 50 };
	char buffer[4096];
	size_t length, start, end;

	if (!deck_source_rewind(source, err) ||
	    !deck_source_read(source, buffer, sizeof(buffer), &length, err))
		return false;
	for (start = 0; start < length; start++)
		if (!strchr(" \t\r\n", buffer[start]) || !buffer[start])
			break;
	for (end = start; end < length; end++)
		if (buffer[end] == '\n' || buffer[end] == '\r')
			break;
	unicode_append_visible(line, buffer + start, end - start,
			       VISIBLE_ONE_LINE);
	length = unicode_prefix(text_string(line), COLUMNS_MOST);
	if (length < line->length) {
		line->data[line->length = length] = '\0';
		text_add(line, "…");
	}
	return true;
}

static bool refuse_undivided(struct deck_source *source, bool one_column,
			     struct error *err)
{
	struct text line = { 0 };

	if (!first_line(source, &line, err)) {
		text_release(&line);
		return false;
	}
	error_set(
		err, ERROR_FORMAT,
		one_column
			? _("every row is one field, but a card needs a front "
			    "and a back; if something divides them, say what "
			    "with --delimiter; the file begins: %s")
			: _("cannot tell what divides the fields (comma, tab, "
			    "semicolon and pipe were tried); say it with "
			    "--delimiter; the file begins: %s"),
		text_string(&line));
	text_release(&line);
	return false;
}

static bool detect_delimiter(struct deck_reader *reader, struct error *err)
{
	struct delimiter_tally tallies[DIALECT_CANDIDATES];
	bool is_blank = false;
	long split = 0;

	for (int i = 0; i < DIALECT_CANDIDATES; i++) {
		if (!tally_rows(reader->source, dialect_candidates[i],
				&tallies[i], err))
			return false;
		is_blank |= tallies[i].rows == 0;
		split += tallies[i].split;
	}
	if (is_blank)
		return error_set(err, ERROR_FORMAT,
				 _("the file has only blank lines"));
	reader->format.delimiter = dialect_choose(tallies);
	if (!reader->format.delimiter)
		return refuse_undivided(reader->source, split == 0, err);
	return true;
}

static void copy_row(struct deck_reader *reader, const struct cells *row,
		     struct cells *copy)
{
	struct cell *list = arena_array(&reader->arena, row->count,
					sizeof(*list));

	for (size_t i = 0; i < row->count; i++) {
		list[i].bytes = arena_strndup(&reader->arena,
					      row->list[i].bytes,
					      row->list[i].length);
		list[i].length = row->list[i].length;
	}
	*copy = (struct cells){ .list = list, .count = row->count };
}

/* Read a sample with the delimiter now known: the first row is kept, the
 * others are measured. */
static bool read_sample(struct deck_reader *reader, struct cells *first,
			struct row_shape *shape, struct error *err)
{
	struct csv_record record;

	*first = (struct cells){ 0 };
	*shape = (struct row_shape){ 0 };
	while (shape->rows < DIALECT_SAMPLE_ROWS) {
		if (!csv_records_next(reader->records, &record, err))
			return false;
		if (record.end)
			break;
		if (first->count > 0)
			row_shape_add(shape, &record.row);
		else if (!cells_are_blank(&record.row))
			copy_row(reader, &record.row, first);
	}
	return true;
}

static bool open_records(struct deck_reader *reader, struct error *err)
{
	csv_records_close(reader->records);
	reader->records = NULL;
	reader->header_passed = !reader->format.header;
	reader->blank_rows = reader->wide_rows = 0;
	return csv_records_open(reader->source, reader->format.delimiter,
				reader->quoting, &reader->records, err);
}

static bool has_header(const struct deck_reader_options *options,
		       const struct cells *first, const struct row_shape *shape)
{
	if (options->header >= 0)
		return options->header > 0;
	return columns_map_needs_header(options->map) ||
	       dialect_is_header(first, shape);
}

/* ebb's own header vouches for the quotes below it. */
static bool choose_quoting(struct deck_reader *reader,
			   const struct cells *first, struct row_shape *shape,
			   struct error *err)
{
	struct cells again;

	if (!dialect_names_front_and_back(first))
		return true;
	reader->quoting = QUOTING_TRUSTED;
	return open_records(reader, err) &&
	       read_sample(reader, &again, shape, err);
}

static bool understand_rows(struct deck_reader *reader,
			    const struct deck_reader_options *options,
			    struct row_shape *shape, struct error *err)
{
	struct cells first;

	if (!open_records(reader, err) ||
	    !read_sample(reader, &first, shape, err) ||
	    !choose_quoting(reader, &first, shape, err))
		return false;
	reader->format.header = has_header(options, &first, shape);
	if (first.count == 0)
		return error_set(err, ERROR_FORMAT,
				 _("the file has only blank lines"));
	if (reader->format.header && shape->rows == 0)
		return error_set(err, ERROR_FORMAT,
				 _("the file has only a header"));
	if (!reader->format.header)
		row_shape_add(shape, &first);
	if (first.count < 2 && row_shape_width(shape) < 2)
		return refuse_undivided(reader->source, true, err);
	return columns_understand(reader->format.header ? &first : NULL, shape,
				  options->map, &reader->arena,
				  &reader->format.columns, err);
}

static bool understand(struct deck_reader *reader,
		       const struct deck_reader_options *options,
		       struct error *err)
{
	struct row_shape *shape;
	bool done;

	reader->format.encoding = deck_source_encoding(reader->source);
	reader->format.delimiter = options->delimiter;
	if (options->delimiter && (strchr("\"\r\n", options->delimiter) ||
				   (unsigned char)options->delimiter >= 0x80))
		return error_set(err, ERROR_USAGE,
				 _("the delimiter is one ASCII character, and "
				   "no quote or line break"));
	if (!options->delimiter && !detect_delimiter(reader, err))
		return false;
	shape = memory_alloc(sizeof(*shape));
	done = understand_rows(reader, options, shape, err);
	free(shape);
	return done && open_records(reader, err);
}

struct deck_reader *deck_reader_open(const char *path,
				     const struct deck_reader_options *options,
				     struct error *err)
{
	struct deck_reader *reader;
	struct deck_source *source = deck_source_open(path, err);

	if (!source)
		return NULL;
	reader = memory_alloc(sizeof(*reader));
	*reader = (struct deck_reader){ .source = source };
	if (!understand(reader, options, err)) {
		deck_reader_close(reader);
		return NULL;
	}
	return reader;
}

void deck_reader_close(struct deck_reader *reader)
{
	if (!reader)
		return;
	csv_records_close(reader->records);
	deck_source_close(reader->source);
	arena_release(&reader->arena);
	free(reader);
}

const struct deck_format *deck_reader_format(const struct deck_reader *reader)
{
	return &reader->format;
}

bool deck_reader_rewind(struct deck_reader *reader, struct error *err)
{
	return open_records(reader, err);
}

long deck_reader_blank_rows(const struct deck_reader *reader)
{
	return reader->blank_rows;
}

long deck_reader_wide_rows(const struct deck_reader *reader)
{
	return reader->wide_rows;
}

/* ---- rows -----------------------------------------------------------------
 */

static bool is_passed_over(struct deck_reader *reader,
			   const struct csv_record *record)
{
	if (record->too_long || record->too_wide)
		return false;
	if (cells_are_blank(&record->row)) {
		reader->blank_rows++;
		return true;
	}
	if (!reader->header_passed) {
		reader->header_passed = true;
		return true;
	}
	return false;
}

bool deck_reader_next(struct deck_reader *reader, struct arena *arena,
		      struct deck_row *row, struct error *err)
{
	struct csv_record record;

	do {
		if (!csv_records_next(reader->records, &record, err))
			return false;
		if (record.end) {
			*row = (struct deck_row){ .kind = DECK_ROW_END };
			return true;
		}
	} while (is_passed_over(reader, &record));
	deck_row_read(&reader->format.columns, &record, arena, row);
	reader->wide_rows += deck_row_is_wide(&reader->format.columns,
					      &record.row);
	return true;
}
