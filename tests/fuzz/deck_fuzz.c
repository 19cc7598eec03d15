/*
 * Any bytes are a deck or are refused.  What is read is well formed, is read
 * alike twice, loses no byte of the file, and is the same notes after they
 * were written and read again.  The first byte of the input chooses the
 * options; '@' lets the reader detect everything.
 */

#define _GNU_SOURCE
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "exchange/deck_reader.h"
#include "exchange/deck_writer.h"

/* By the first byte, from '@' on. */
static const struct deck_reader_options choices[] = {
	{ .header = -1 },
	{ .header = 0 },
	{ .header = 1 },
	{ .header = -1, .delimiter = ',' },
	{ .header = 1, .delimiter = '\t' },
	{ .header = 0, .delimiter = ';' },
	{ .header = 1, .delimiter = '|' },
	{ .header = -1, .delimiter = ':' },
	{ .header = -1, .map = "front=2,back=1" },
	{ .header = 0, .map = "front=1,back=3,tags=2" },
	{ .header = 1, .map = "front=1,back=2,deck=3" },
	{ .header = -1, .encoding = "CP932" },
	{ .header = -1, .encoding = "GB18030" },
	{ .header = -1, .encoding = "UTF-16LE" },
	{ .header = -1, .encoding = "CP1252" },
};

#define CHOICES (sizeof(choices) / sizeof(*choices))

/* ---- files --------------------------------------------------------------- */

struct memory_file {
	int fd;
	char path[32];
};

static void memory_file_make(struct memory_file *file, const void *bytes,
			     size_t length)
{
	file->fd = memfd_create("deck", MFD_CLOEXEC);
	require(file->fd >= 0, "memfd_create");
	require(write(file->fd, bytes, length) == (ssize_t)length, "write");
	snprintf(file->path, sizeof(file->path), "/proc/self/fd/%d", file->fd);
}

/* ---- one reading --------------------------------------------------------- */

struct reading {
	struct arena arena;
	struct deck_row *rows;
	size_t count, capacity;
	long blank_rows, comment_rows, wide_rows, first_wide_line;
};

static void keep_row(struct reading *reading, const struct deck_row *row)
{
	if (reading->count == reading->capacity) {
		reading->capacity = 2 * reading->capacity + 8;
		reading->rows = memory_resize(
			reading->rows,
			memory_product(reading->capacity, sizeof(*row)));
	}
	reading->rows[reading->count++] = *row;
}

static void read_all(struct deck_reader *reader, struct reading *reading)
{
	struct deck_row row;
	struct error err;

	for (;;) {
		require(deck_reader_next(reader, &reading->arena, &row, &err),
			"%s", err.message);
		if (row.kind == DECK_ROW_END)
			break;
		keep_row(reading, &row);
	}
	reading->blank_rows = deck_reader_blank_rows(reader);
	reading->comment_rows = deck_reader_comment_rows(reader);
	reading->wide_rows = deck_reader_wide_rows(reader);
	reading->first_wide_line = deck_reader_first_wide_line(reader);
}

static void reading_release(struct reading *reading)
{
	free(reading->rows);
	arena_release(&reading->arena);
}

/* ---- what must hold of a row --------------------------------------------- */

static void require_text(const char *string, long line)
{
	require(string && *string, "line %ld: an empty string", line);
	require(unicode_is_valid(string, strlen(string)), "line %ld", line);
}

static void require_good_note(const struct note *note, long line)
{
	require_text(note->front, line);
	require_text(note->back, line);
	if (note->key)
		require_text(note->key, line);
	if (note->deck)
		require_text(note->deck, line);
	require((note->directions & ~(unsigned)DIRECTIONS_BOTH) == 0, "%u",
		note->directions);
	for (size_t i = 0; i < note->field_count; i++) {
		require_text(note->fields[i].name, line);
		require_text(note->fields[i].value, line);
		for (size_t j = 0; j < i; j++)
			require(!text_equal(note->fields[i].name,
					    note->fields[j].name),
				"line %ld: two fields %s", line,
				note->fields[i].name);
	}
	for (size_t i = 0; i < note->tag_count; i++) {
		require_text(note->tags[i], line);
		require(i == 0 || strcmp(note->tags[i - 1], note->tags[i]) < 0,
			"line %ld: tag %s", line, note->tags[i]);
	}
}

static void require_good_rows(const struct reading *reading)
{
	long line = 0;

	for (size_t i = 0; i < reading->count; i++) {
		const struct deck_row *row = &reading->rows[i];

		require(row->line > line && row->last_line >= row->line,
			"row %zu: lines %ld to %ld after %ld", i, row->line,
			row->last_line, line);
		line = row->last_line;
		if (row->kind == DECK_ROW_NOTE)
			require_good_note(&row->note, row->line);
		else
			require_text(row->reason, row->line);
	}
}

static void require_same_rows(const struct reading *a, const struct reading *b)
{
	require(a->count == b->count, "%zu, %zu rows", a->count, b->count);
	require(a->blank_rows == b->blank_rows &&
			a->comment_rows == b->comment_rows &&
			a->wide_rows == b->wide_rows &&
			a->first_wide_line == b->first_wide_line,
		"counters differ");
	for (size_t i = 0; i < a->count; i++) {
		const struct deck_row *x = &a->rows[i], *y = &b->rows[i];

		require(x->kind == y->kind && x->line == y->line &&
				x->last_line == y->last_line,
			"row %zu: line %ld, %ld", i, x->line, y->line);
		if (x->kind == DECK_ROW_NOTE)
			require_same_note(&x->note, &y->note);
	}
}

/* ---- the records are the file -------------------------------------------- */

/* Of text that is recoded, or damaged, the bytes are others. */
static bool keeps_bytes(const struct deck_reader *reader, const char *bytes,
			size_t length)
{
	const char *encoding = deck_reader_format(reader)->encoding;

	return strcmp(encoding, "UTF-8") == 0 &&
	       unicode_is_valid(bytes, length);
}

static void require_all_bytes(struct deck_reader *reader, const char *bytes,
			      size_t length)
{
	struct arena arena = { 0 };
	struct text text = { 0 };
	struct raw_row row;
	struct error err;

	do {
		require(deck_reader_next_raw(reader, &arena, &row, &err), "%s",
			err.message);
		if (row.kind == RAW_END)
			break;
		text_append(&text, row.raw.bytes, row.raw.length);
		text_append(&text, row.line_end.bytes, row.line_end.length);
	} while (row.kind != RAW_END);
	require(text.length == length &&
			memcmp(text_string(&text), bytes, length) == 0,
		"%zu of %zu bytes:\n%s", text.length, length,
		text_string(&text));
	text_release(&text);
	arena_release(&arena);
}

/* ---- out and in again ---------------------------------------------------- */

static size_t write_notes(const struct reading *reading, FILE *out,
			  struct arena *arena)
{
	struct deck_columns columns = { 0 };
	struct deck_writer *writer;
	struct error err;
	size_t count = 0;

	for (size_t i = 0; i < reading->count; i++) {
		if (reading->rows[i].kind != DECK_ROW_NOTE)
			continue;
		deck_columns_include(&columns, &reading->rows[i].note, arena);
		columns.deck |= reading->rows[i].note.deck != NULL;
	}
	writer = deck_writer_open(out, &(struct deck_dialect){ 0 }, &columns,
				  &err);
	require(writer, "%s", err.message);
	for (size_t i = 0; i < reading->count; i++) {
		if (reading->rows[i].kind != DECK_ROW_NOTE)
			continue;
		require(deck_writer_put(writer, &reading->rows[i].note, &err),
			"%s", err.message);
		count++;
	}
	require(deck_writer_close(writer, &err), "%s", err.message);
	return count;
}

static const struct field *find_field(const struct note *note, const char *name)
{
	for (size_t i = 0; i < note->field_count; i++)
		if (strcmp(note->fields[i].name, name) == 0)
			return &note->fields[i];
	return NULL;
}

/* Columns stand in one order for all notes, so a note's own is not kept. */
static void order_fields_like(const struct note *model, struct note *note)
{
	require(model->field_count == note->field_count, "%zu, %zu fields",
		model->field_count, note->field_count);
	for (size_t i = 0; i < model->field_count; i++) {
		struct field held = note->fields[i];
		const char *name = model->fields[i].name;
		size_t at = (size_t)(find_field(note, name) - note->fields);

		require(find_field(note, name), "no field %s", name);
		note->fields[i] = note->fields[at];
		note->fields[at] = held;
	}
}

static void require_same_notes(const struct reading *wanted,
			       const struct reading *got, const char *bytes)
{
	size_t next = 0;

	for (size_t i = 0; i < wanted->count; i++) {
		struct deck_row *row = &got->rows[next];

		if (wanted->rows[i].kind != DECK_ROW_NOTE)
			continue;
		require(next < got->count && row->kind == DECK_ROW_NOTE,
			"row %zu (%s) in\n%s", next,
			next < got->count ? row->reason : "missing", bytes);
		order_fields_like(&wanted->rows[i].note, &row->note);
		require_same_note(&wanted->rows[i].note, &row->note);
		next++;
	}
	require(next == got->count, "%zu, %zu notes", next, got->count);
}

static void require_round_trip(const struct reading *reading)
{
	struct reading again = { 0 };
	struct arena arena = { 0 };
	struct memory_file file;
	struct deck_reader *reader;
	struct error err;
	char *bytes;
	size_t length;
	FILE *out = open_memstream(&bytes, &length);
	size_t count = write_notes(reading, out, &arena);

	fclose(out);
	if (count > 0) {
		memory_file_make(&file, bytes, length);
		reader = deck_reader_open(file.path, &DECK_READER_DETECT, &err);
		require(reader, "%s in\n%s", err.message, bytes);
		read_all(reader, &again);
		require_same_notes(reading, &again, bytes);
		deck_reader_close(reader);
		close(file.fd);
	}
	reading_release(&again);
	arena_release(&arena);
	free(bytes);
}

/* ---- one input ----------------------------------------------------------- */

static void try_deck(struct deck_reader *reader, const char *bytes,
		     size_t length)
{
	struct reading first = { 0 }, second = { 0 };
	struct error err;

	read_all(reader, &first);
	require_good_rows(&first);
	require(deck_reader_rewind(reader, &err), "%s", err.message);
	read_all(reader, &second);
	require_same_rows(&first, &second);
	require(deck_reader_rewind(reader, &err), "%s", err.message);
	if (keeps_bytes(reader, bytes, length))
		require_all_bytes(reader, bytes, length);
	require_round_trip(&first);
	reading_release(&first);
	reading_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct memory_file file;
	struct deck_reader *reader;
	struct error err;

	if (size == 0)
		return 0;
	memory_file_make(&file, data + 1, size - 1);
	reader = deck_reader_open(
		file.path, &choices[(uint8_t)(data[0] - '@') % CHOICES], &err);
	if (reader)
		try_deck(reader, (const char *)data + 1, size - 1);
	deck_reader_close(reader);
	close(file.fd);
	return 0;
}
