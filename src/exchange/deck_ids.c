#include "exchange/deck_ids.h"

#include <string.h>

#include "base/message.h"
#include "exchange/quoting.h"

struct rewriting {
	struct deck_reader *reader;
	const struct deck_format *format;
	const char *const *ids; /* of the rows to come */
	size_t width;		/* fields of a row before the id */
	size_t key_column;	/* or `width` when there is none */
	bool named;		/* the column has its name already */
	FILE *out;
};

static void put_bytes(struct rewriting *work, struct cell cell)
{
	fwrite(cell.bytes, 1, cell.length, work->out);
}

static void put_record(struct rewriting *work, const struct raw_row *raw)
{
	put_bytes(work, raw->raw);
	put_bytes(work, raw->line_end);
}

/* As one field more, in its column. */
static void append_id(struct rewriting *work, const struct raw_row *raw,
		      const char *id)
{
	put_bytes(work, raw->raw);
	for (size_t i = raw->field_count; i <= work->width; i++)
		putc(work->format->delimiter, work->out);
	fputs(id, work->out);
	put_bytes(work, raw->line_end);
}

/* Into its column, where nothing but blanks stands. */
static void fill_id(struct rewriting *work, const struct raw_row *raw,
		    const char *id)
{
	struct cell row = raw->raw;
	size_t start, end;

	if (!quoting_find_field(row, work->format->delimiter, QUOTING_CAREFUL,
				work->key_column, &start, &end)) {
		put_bytes(work, row);
		for (size_t i = raw->field_count; i <= work->key_column; i++)
			putc(work->format->delimiter, work->out);
		start = end = row.length;
	}
	fwrite(row.bytes, 1, start, work->out);
	fputs(id, work->out);
	fwrite(row.bytes + end, 1, row.length - end, work->out);
	put_bytes(work, raw->line_end);
}

static void put_note(struct rewriting *work, const struct raw_row *raw,
		     const char *id)
{
	bool is_wide = work->key_column == work->width &&
		       raw->field_count > work->width;

	if (!id || is_wide || raw->row.note.key) {
		put_record(work, raw);
	} else if (work->key_column < work->width) {
		fill_id(work, raw, id);
	} else {
		append_id(work, raw, id);
	}
}

static const char *header_name(const struct column *column)
{
	return column->role == COLUMN_FIELD ? column->name
					    : column_role_name(column->role);
}

/* Before the first row of a file whose columns have no names. */
static void name_column(struct rewriting *work, const struct raw_row *first)
{
	static const struct cell line_feed = { "\n", 1 };

	work->named = true;
	if (work->format->has_directives) {
		fprintf(work->out, "#guid column:%zu", work->width + 1);
	} else {
		for (size_t i = 0; i < work->width; i++)
			fprintf(work->out, "%s%c",
				header_name(&work->format->columns.list[i]),
				work->format->delimiter);
		fputs("id", work->out);
	}
	put_bytes(work, first->line_end.length ? first->line_end : line_feed);
}

static void put_row(struct rewriting *work, const struct raw_row *raw)
{
	if (!work->named && raw->kind != RAW_OTHER && raw->kind != RAW_HEADER)
		name_column(work, raw);
	switch (raw->kind) {
	case RAW_NOTE:
		put_note(work, raw, *work->ids++);
		return;
	case RAW_HEADER:
		if (!work->named) {
			work->named = true;
			append_id(work, raw, "id");
			return;
		}
		break;
	default:
		break;
	}
	put_record(work, raw);
}

typedef void record_writer(struct rewriting *work, const struct raw_row *raw);

static bool each_record(struct rewriting *work, record_writer *put,
			struct error *err)
{
	if (!deck_reader_rewind(work->reader, err))
		return false;
	for (;;) {
		struct arena arena = { 0 };
		struct raw_row raw;
		bool ok = deck_reader_next_raw(work->reader, &arena, &raw, err);

		if (ok && raw.kind != RAW_END)
			put(work, &raw);
		arena_release(&arena);
		if (!ok || raw.kind == RAW_END)
			return ok && (!ferror(work->out) ||
				      error_set_errno(
					      err, _("cannot write the deck")));
	}
}

static size_t find_key_column(const struct columns *columns)
{
	size_t at = 0;

	while (at < columns->count && columns->list[at].role != COLUMN_KEY)
		at++;
	return at;
}

bool deck_ids_write(struct deck_reader *reader, const char *const *ids,
		    FILE *out, struct error *err)
{
	const struct deck_format *format = deck_reader_format(reader);
	struct rewriting work = {
		.reader = reader,
		.format = format,
		.ids = ids,
		.width = format->columns.count,
		.key_column = find_key_column(&format->columns),
		.out = out,
	};

	if (format->table)
		return error_set(err, ERROR_FORMAT,
				 _("ids cannot be written into a drawn table; "
				   "export the deck as CSV"));
	work.named = work.key_column < work.width;
	return each_record(&work, put_row, err);
}

bool deck_ids_copy(struct deck_reader *reader, FILE *out, struct error *err)
{
	struct rewriting work = { .reader = reader, .out = out };

	return each_record(&work, put_record, err);
}
