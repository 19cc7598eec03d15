#include "exchange/deck_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "exchange/cell.h"
#include "exchange/csv_records.h"
#include "exchange/deck_row.h"
#include "exchange/deck_source.h"
#include "exchange/deck_understand.h"
#include "exchange/dialect.h"

struct deck_reader {
	struct deck_source *source;
	struct csv_records *records;
	struct csv_layout layout;
	struct deck_format format;
	struct cells header; /* the names of the columns, or empty */
	struct arena arena;  /* of the format */
	long rows_passed;    /* that are not blank */
	bool in_table;	     /* the line before is of the same table */
	long blank_rows, comment_rows;
	long wide_rows, first_wide_line;
	uint64_t digest;       /* of the text passed so far */
	uint64_t whole_digest; /* of all of it, when first read to its end */
	bool was_whole;
};

/* ---- opening ------------------------------------------------------------- */

static bool open_records(struct deck_reader *reader, struct error *err)
{
	csv_records_close(reader->records);
	reader->records = NULL;
	reader->rows_passed = 0;
	reader->in_table = false;
	reader->blank_rows = reader->comment_rows = 0;
	reader->wide_rows = reader->first_wide_line = 0;
	reader->digest = 0;
	return csv_records_open(reader->source, &reader->layout,
				&reader->records, err);
}

static struct deck_reader *open_reader(
	struct deck_source *source, const struct deck_reader_options *options,
	struct error *err)
{
	struct deck_reader *reader;

	if (!source)
		return NULL;
	reader = memory_alloc(sizeof(*reader));
	*reader = (struct deck_reader){ .source = source };
	reader->format.encoding = deck_source_encoding(source);
	reader->format.encoding_guessed = deck_source_guessed(source);
	reader->format.line_end = deck_source_line_end(source);
	if (!deck_understand(source, options, &reader->arena, &reader->format,
			     &reader->layout, &reader->header, err) ||
	    !open_records(reader, err)) {
		deck_reader_close(reader);
		return NULL;
	}
	return reader;
}

struct deck_reader *deck_reader_open(const char *path,
				     const struct deck_reader_options *options,
				     struct error *err)
{
	return open_reader(deck_source_open(path, options->encoding, err),
			   options, err);
}

struct deck_reader *deck_reader_open_file(
	FILE *file, const struct deck_reader_options *options,
	struct error *err)
{
	return open_reader(deck_source_open_file(file, options->encoding, err),
			   options, err);
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

bool deck_reader_is_current(const struct deck_reader *reader, const char *path)
{
	return deck_source_is_current(reader->source, path);
}

bool deck_reader_refuse_change(struct error *err)
{
	return error_set(err, ERROR_CONFLICT,
			 _("the file changed meanwhile; import it again"));
}

const struct deck_format *deck_reader_format(const struct deck_reader *reader)
{
	return &reader->format;
}

bool deck_reader_rewind(struct deck_reader *reader, struct error *err)
{
	return open_records(reader, err);
}

enum quoting deck_reader_quoting(const struct deck_reader *reader)
{
	return reader->layout.quoting;
}

int deck_reader_percent(const struct deck_reader *reader)
{
	return deck_source_percent(reader->source);
}

long deck_reader_blank_rows(const struct deck_reader *reader)
{
	return reader->blank_rows;
}

long deck_reader_comment_rows(const struct deck_reader *reader)
{
	return reader->comment_rows;
}

long deck_reader_wide_rows(const struct deck_reader *reader)
{
	return reader->wide_rows;
}

long deck_reader_first_wide_line(const struct deck_reader *reader)
{
	return reader->first_wide_line;
}

/* ---- whether the text is still the same ---------------------------------- */

static uint64_t mix(uint64_t digest, uint64_t word)
{
	digest = (digest ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return digest ^ digest >> 32;
}

static void digest(struct deck_reader *reader, struct cell cell)
{
	uint64_t sum = mix(reader->digest, cell.length), word;
	size_t at = 0;

	for (; cell.length - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, cell.bytes + at, sizeof(word));
		sum = mix(sum, word);
	}
	for (; at < cell.length; at++)
		sum = mix(sum, (unsigned char)cell.bytes[at]);
	reader->digest = sum;
}

static bool end_digest(struct deck_reader *reader, struct error *err)
{
	if (!reader->was_whole)
		reader->whole_digest = reader->digest;
	reader->was_whole = true;
	return reader->digest == reader->whole_digest ||
	       deck_reader_refuse_change(err);
}

/* ---- rows ---------------------------------------------------------------- */

static bool cell_equals(struct cell a, struct cell b)
{
	a = cell_trim(a);
	b = cell_trim(b);
	return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

/* Files that were put together have a header in the middle.  Not so ebb's
 * own, where each row is a note. */
static bool repeats_header(const struct deck_reader *reader,
			   const struct csv_record *record)
{
	const struct cells *header = &reader->header, *row = &record->row;

	if (record->heads_rule && !reader->in_table && reader->format.header)
		return true;
	if (header->count < 2 || row->count < header->count ||
	    reader->layout.quoting == QUOTING_TRUSTED)
		return false;
	for (size_t i = 0; i < row->count; i++)
		if (i < header->count
			    ? !cell_equals(header->list[i], row->list[i])
			    : !cell_is_blank(&row->list[i]))
			return false;
	return true;
}

/* A line of dashes below the header; in ebb's own files it is a note. */
static bool is_rule(const struct deck_reader *reader,
		    const struct csv_record *record)
{
	return dialect_is_rule(&record->row) &&
	       (reader->layout.quoting != QUOTING_TRUSTED ||
		reader->layout.delimiter == '|');
}

/* What a row is by its place: RAW_NOTE is still to be read. */
static enum raw_kind place_row(struct deck_reader *reader,
			       const struct csv_record *record)
{
	long place = reader->rows_passed++ - reader->format.preamble_rows;
	enum raw_kind kind = RAW_NOTE;

	if (place < 0 || (place == 1 && is_rule(reader, record)))
		kind = RAW_OTHER;
	else if ((place == 0 && reader->format.header) ||
		 repeats_header(reader, record))
		kind = RAW_HEADER;
	reader->in_table = true;
	return kind;
}

static enum raw_kind classify(struct deck_reader *reader,
			      const struct csv_record *record)
{
	switch (record->kind) {
	case CSV_END:
		return RAW_END;
	case CSV_COMMENT:
		reader->in_table = false;
		reader->comment_rows++;
		return RAW_OTHER;
	case CSV_DIRECTIVE:
	case CSV_RULE:
	case CSV_REST:
		return RAW_OTHER;
	case CSV_TOO_LONG:
		return RAW_NOTE;
	case CSV_ROW:
		break;
	}
	if (record->too_wide || !cells_are_blank(&record->row))
		return place_row(reader, record);
	reader->in_table = false;
	reader->blank_rows++;
	return RAW_OTHER;
}

/* A row says its own deck; tags come together. */
static void add_defaults(const struct deck_format *format, struct arena *arena,
			 struct note *note)
{
	const char **tags;
	size_t count = 0, old = 0, new = 0;

	if (!note->deck)
		note->deck = format->deck;
	if (format->tag_count == 0)
		return;
	tags = arena_array(arena, note->tag_count + format->tag_count,
			   sizeof(*tags));
	while (old < note->tag_count || new < format->tag_count) {
		int order = old == note->tag_count ? 1
			    : new == format->tag_count
				    ? -1
				    : strcmp(note->tags[old],
					     format->tags[new]);

		tags[count++] = order <= 0 ? note->tags[old]
					   : format->tags[new];
		old += order <= 0;
		new += order >= 0;
	}
	note->tags = tags;
	note->tag_count = count;
}

static void read_row(struct deck_reader *reader,
		     const struct csv_record *record, struct arena *arena,
		     struct deck_row *row)
{
	deck_row_read(&reader->format.columns, reader->format.html, record,
		      arena, row);
	if (row->kind == DECK_ROW_NOTE)
		add_defaults(&reader->format, arena, &row->note);
	if (deck_row_filled(&record->row) <= reader->format.columns.count)
		return;
	if (reader->wide_rows++ == 0)
		reader->first_wide_line = record->line;
}

bool deck_reader_next_raw(struct deck_reader *reader, struct arena *arena,
			  struct raw_row *out, struct error *err)
{
	struct csv_record record;

	if (!csv_records_next_piece(reader->records, &record, err))
		return false;
	*out = (struct raw_row){
		.kind = classify(reader, &record),
		.raw = record.raw,
		.line_end = record.line_end,
		.field_count = record.row.count,
		.filled_count = deck_row_filled(&record.row),
	};
	if (out->kind == RAW_END)
		return end_digest(reader, err);
	digest(reader, record.raw);
	digest(reader, record.line_end);
	if (out->kind != RAW_NOTE)
		return true;
	read_row(reader, &record, arena, &out->row);
	if (out->row.kind == DECK_ROW_REJECTED)
		out->kind = RAW_REJECTED;
	return true;
}

bool deck_reader_next(struct deck_reader *reader, struct arena *arena,
		      struct deck_row *row, struct error *err)
{
	struct raw_row raw;

	do {
		if (!deck_reader_next_raw(reader, arena, &raw, err))
			return false;
	} while (raw.kind == RAW_OTHER || raw.kind == RAW_HEADER);
	if (raw.kind == RAW_END)
		raw.row = (struct deck_row){ .kind = DECK_ROW_END };
	*row = raw.row;
	return true;
}
