#include "exchange/deck_ids.h"

#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "exchange/deck_row.h"
#include "exchange/quoting.h"

/* The ids of the rows, and how many of these are passed. */
struct ids {
	const char *const *list;
	size_t count, passed;
};

struct rewriting {
	struct deck_reader *reader;
	const struct deck_format *format;
	struct ids ids;
	size_t width;	   /* fields of a row before the id */
	long widest_line;  /* that makes for the width, or 0 */
	size_t key_column; /* or `width` when there is none */
	bool named;	   /* the column has its name already */
	FILE *out;
};

/* Of the next row; there may be more rows than ids. */
static const char *next_id(struct ids *ids)
{
	size_t at = ids->passed++;

	return at < ids->count ? ids->list[at] : NULL;
}

static void put_bytes(struct rewriting *work, struct cell cell)
{
	fwrite(cell.bytes, 1, cell.length, work->out);
}

static void put_record(struct rewriting *work, const struct raw_row *raw)
{
	put_bytes(work, raw->raw);
	put_bytes(work, raw->line_end);
}

/* One cell, in quotes where it would be two without. */
static void put_cell(struct rewriting *work, const char *text)
{
	bool quoted = strchr(text, work->format->delimiter);

	fprintf(work->out, quoted ? "\"%s\"" : "%s", text);
}

static void put_delimiters(struct rewriting *work, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		putc(work->format->delimiter, work->out);
}

/* Into its column, where nothing but blanks stands. */
static void put_with(struct rewriting *work, const struct raw_row *raw,
		     const char *id)
{
	struct cell row = raw->raw;
	size_t start = row.length, end = row.length;

	if (raw->field_count > work->key_column)
		quoting_find_field(row, work->format->delimiter,
				   deck_reader_quoting(work->reader),
				   work->key_column, &start, &end);
	fwrite(row.bytes, 1, start, work->out);
	if (raw->field_count <= work->key_column)
		put_delimiters(work, raw->field_count - 1, work->key_column);
	put_cell(work, id);
	fwrite(row.bytes + end, 1, row.length - end, work->out);
	put_bytes(work, raw->line_end);
}

static void put_note(struct rewriting *work, const struct raw_row *raw,
		     const char *id)
{
	if (id && !raw->row.note.key)
		put_with(work, raw, id);
	else
		put_record(work, raw);
}

static const char *header_name(const struct column *column)
{
	return column->role == COLUMN_FIELD ? column->name
					    : column_role_name(column->role);
}

/* The names from one column on; what is beyond the columns gets the name that
 * it goes by already. */
static void put_names(struct rewriting *work, size_t from)
{
	const struct columns *columns = &work->format->columns;
	struct arena arena = { 0 };

	for (size_t i = from; i < work->width; i++) {
		put_cell(work,
			 i < columns->count
				 ? header_name(&columns->list[i])
				 : deck_row_extra_name(columns, i, &arena));
		put_delimiters(work, 0, 1);
	}
	put_cell(work, "id");
	arena_release(&arena);
}

/* Also of one that is repeated further down. */
static void put_header(struct rewriting *work, const struct raw_row *raw)
{
	size_t count = work->format->columns.count;

	work->named = true;
	if (raw->field_count > count) {
		put_with(work, raw, "id");
		return;
	}
	put_bytes(work, raw->raw);
	put_delimiters(work, raw->field_count - 1, count);
	put_names(work, count);
	put_bytes(work, raw->line_end);
}

/* Before the first row of a file whose columns have no names. */
static void name_columns(struct rewriting *work, const struct raw_row *first)
{
	static const struct cell line_feed = { "\n", 1 };

	work->named = true;
	if (work->format->has_directives)
		fprintf(work->out, "#guid column:%zu", work->width + 1);
	else
		put_names(work, 0);
	put_bytes(work, first->line_end.length ? first->line_end : line_feed);
}

static void put_row(struct rewriting *work, const struct raw_row *raw)
{
	if (!work->named && raw->kind != RAW_OTHER && raw->kind != RAW_HEADER)
		name_columns(work, raw);
	if (raw->kind == RAW_NOTE)
		put_note(work, raw, next_id(&work->ids));
	else if (raw->kind == RAW_HEADER && work->format->header &&
		 work->key_column == work->width)
		put_header(work, raw);
	else
		put_record(work, raw);
}

/* The ids stand behind whatever stands in the rows. */
static void measure_row(struct rewriting *work, const struct raw_row *raw)
{
	if ((raw->kind != RAW_NOTE && raw->kind != RAW_REJECTED) ||
	    raw->filled_count <= work->width)
		return;
	work->width = raw->filled_count;
	work->widest_line = raw->row.line;
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

/* Where a column of ids can stand. */
static bool find_place(struct rewriting *work, struct error *err)
{
	size_t count = work->format->columns.count;

	work->width = count;
	work->key_column = find_key_column(&work->format->columns);
	work->named = work->key_column < count;
	if (work->named)
		return true;
	if (!each_record(work, measure_row, err))
		return false;
	work->key_column = work->width;
	return work->width == count || work->width < ROW_WIDTHS ||
	       error_set(err, ERROR_FORMAT,
			 _("line %ld has %zu fields, too many for a column of "
			   "ids behind them; mend it first"),
			 work->widest_line, work->width);
}

bool deck_ids_write(struct deck_reader *reader, const char *const *ids,
		    size_t count, FILE *out, struct error *err)
{
	struct rewriting work = {
		.reader = reader,
		.format = deck_reader_format(reader),
		.ids = { ids, count, 0 },
		.out = out,
	};

	if (work.format->table)
		return error_set(err, ERROR_FORMAT,
				 _("ids cannot be written into a drawn table; "
				   "export the deck as CSV"));
	if (!find_place(&work, err) || !each_record(&work, put_row, err))
		return false;
	return work.ids.passed == count || deck_reader_refuse_change(err);
}

bool deck_ids_copy(struct deck_reader *reader, FILE *out, struct error *err)
{
	struct rewriting work = { .reader = reader, .out = out };

	return each_record(&work, put_record, err);
}

bool deck_ids_name_columns(const struct deck_format *format)
{
	return !format->header && !format->has_directives &&
	       find_key_column(&format->columns) == format->columns.count;
}

/* ---- whether they were understood ---------------------------------------- */

static bool has_same_fields(const struct note *a, const struct note *b)
{
	if (a->field_count != b->field_count)
		return false;
	for (size_t i = 0; i < a->field_count; i++)
		if (!text_equal(a->fields[i].name, b->fields[i].name) ||
		    !text_equal(a->fields[i].value, b->fields[i].value))
			return false;
	return true;
}

static bool has_same_tags(const struct note *a, const struct note *b)
{
	if (a->tag_count != b->tag_count)
		return false;
	for (size_t i = 0; i < a->tag_count; i++)
		if (!text_equal(a->tags[i], b->tags[i]))
			return false;
	return true;
}

static bool has_same_start(const struct card_start *a,
			   const struct card_start *b)
{
	return a->given == b->given && a->due_day == b->due_day &&
	       a->interval_days == b->interval_days &&
	       a->ease_centi == b->ease_centi &&
	       a->repetitions == b->repetitions && a->lapses == b->lapses;
}

/* In all but the key. */
static bool is_same_note(const struct note *a, const struct note *b)
{
	return text_equal(a->front, b->front) && text_equal(a->back, b->back) &&
	       text_equal(a->deck, b->deck) && has_same_fields(a, b) &&
	       has_same_tags(a, b) && a->directions == b->directions &&
	       has_same_start(&a->start, &b->start);
}

static bool is_with_id(const struct deck_row *old, const char *id,
		       const struct deck_row *now)
{
	if (old->kind != now->kind || old->kind != DECK_ROW_NOTE)
		return old->kind == now->kind;
	return is_same_note(&old->note, &now->note) &&
	       text_equal(old->note.key ? old->note.key : id, now->note.key);
}

/* One row of both; *more says whether there was one. */
static bool compare_row(struct deck_reader *reader, struct deck_reader *written,
			struct ids *ids, bool *more, struct error *err)
{
	struct arena arena = { 0 };
	struct deck_row old, now;
	bool ok = deck_reader_next(reader, &arena, &old, err) &&
		  deck_reader_next(written, &arena, &now, err);

	if (ok) {
		const char *id = old.kind == DECK_ROW_NOTE ? next_id(ids)
							   : NULL;

		*more = old.kind != DECK_ROW_END;
		if (!is_with_id(&old, id, &now))
			ok = error_set(err, ERROR_FORMAT,
				       _("with ids in the file line %ld would "
					 "not be read as it is now; say with "
					 "--header and --map what the columns "
					 "are"),
				       *more ? old.line : now.line);
	}
	arena_release(&arena);
	return ok;
}

bool deck_ids_check(struct deck_reader *reader, const char *const *ids,
		    size_t count, struct deck_reader *written,
		    struct error *err)
{
	struct ids left = { ids, count, 0 };
	bool more = true;

	if (!deck_reader_rewind(reader, err))
		return false;
	while (more)
		if (!compare_row(reader, written, &left, &more, err))
			return false;
	return true;
}
