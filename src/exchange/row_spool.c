#include "exchange/row_spool.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"

struct row_spool {
	FILE *file;
	struct text row; /* the one that was packed or read last */
	long rows, passed;
};

/* What a row is but for its strings, which follow it. */
struct head {
	size_t length; /* of all the strings */
	long line, last_line;
	size_t field_count, tag_count;
	struct card_start start;
	enum deck_row_kind kind;
	unsigned directions;
};

struct row_spool *row_spool_new(void)
{
	FILE *file = tmpfile();
	struct row_spool *spool;

	if (!file)
		return NULL;
	fcntl(fileno(file), F_SETFD, FD_CLOEXEC);
	spool = memory_alloc(sizeof(*spool));
	*spool = (struct row_spool){ .file = file };
	return spool;
}

void row_spool_free(struct row_spool *spool)
{
	if (!spool)
		return;
	fclose(spool->file);
	text_release(&spool->row);
	free(spool);
}

/* ---- packing ------------------------------------------------------------- */

/* A byte that says whether there is one, and the string with its NUL. */
static void put(struct text *row, const char *string)
{
	text_add_char(row, string ? 1 : 0);
	if (string)
		text_append(row, string, strlen(string) + 1);
}

static void put_note(struct text *row, const struct note *note)
{
	put(row, note->key);
	put(row, note->deck);
	put(row, note->front);
	put(row, note->back);
	for (size_t i = 0; i < note->field_count; i++) {
		put(row, note->fields[i].name);
		put(row, note->fields[i].value);
	}
	for (size_t i = 0; i < note->tag_count; i++)
		put(row, note->tags[i]);
}

bool row_spool_add(struct row_spool *spool, const struct deck_row *row)
{
	struct head head = {
		.line = row->line,
		.last_line = row->last_line,
		.field_count = row->note.field_count,
		.tag_count = row->note.tag_count,
		.start = row->note.start,
		.kind = row->kind,
		.directions = row->note.directions,
	};

	text_clear(&spool->row);
	put(&spool->row, row->reason);
	put_note(&spool->row, &row->note);
	head.length = spool->row.length;
	spool->rows++;
	return fwrite(&head, sizeof(head), 1, spool->file) == 1 &&
	       fwrite(spool->row.data, head.length, 1, spool->file) == 1;
}

/* ---- reading ------------------------------------------------------------- */

bool row_spool_rewind(struct row_spool *spool)
{
	spool->passed = 0;
	return fseek(spool->file, 0, SEEK_SET) == 0;
}

static const char *take(const char **at)
{
	const char *string = *at + 1;

	if (!**at) {
		++*at;
		return NULL;
	}
	*at = string + strlen(string) + 1;
	return string;
}

static void take_note(const char *at, struct arena *arena, struct note *note)
{
	note->key = take(&at);
	note->deck = take(&at);
	note->front = take(&at);
	note->back = take(&at);
	note->fields = arena_array(arena, note->field_count,
				   sizeof(*note->fields));
	for (size_t i = 0; i < note->field_count; i++) {
		note->fields[i].name = take(&at);
		note->fields[i].value = take(&at);
	}
	note->tags = arena_array(arena, note->tag_count, sizeof(*note->tags));
	for (size_t i = 0; i < note->tag_count; i++)
		note->tags[i] = take(&at);
}

static bool read_row(struct row_spool *spool, struct head *head)
{
	if (fread(head, sizeof(*head), 1, spool->file) != 1)
		return false;
	text_clear(&spool->row);
	text_reserve(&spool->row, head->length);
	return fread(spool->row.data, head->length, 1, spool->file) == 1;
}

bool row_spool_next(struct row_spool *spool, struct arena *arena,
		    struct deck_row *row, struct error *err)
{
	struct head head;
	const char *at;

	*row = (struct deck_row){ .kind = DECK_ROW_END };
	if (spool->passed == spool->rows)
		return true;
	if (!read_row(spool, &head))
		return error_set_errno(err, _("cannot read a temporary file"));
	spool->passed++;
	row->kind = head.kind;
	row->line = head.line;
	row->last_line = head.last_line;
	row->note.field_count = head.field_count;
	row->note.tag_count = head.tag_count;
	row->note.start = head.start;
	row->note.directions = head.directions;
	at = spool->row.data;
	row->reason = take(&at);
	take_note(at, arena, &row->note);
	return true;
}

int row_spool_percent(const struct row_spool *spool)
{
	return spool->rows ? (int)(100 * spool->passed / spool->rows) : 100;
}
