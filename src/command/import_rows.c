#include "command/import_rows.h"

#include "exchange/row_spool.h"

static bool has_tags(const struct deck_format *format)
{
	for (size_t i = 0; i < format->columns.count; i++)
		if (format->columns.list[i].role == COLUMN_TAGS)
			return true;
	return format->tag_count > 0;
}

struct import_rows import_rows_of(struct deck_reader *reader,
				  unsigned directions)
{
	return (struct import_rows){
		.reader = reader,
		.directions = directions,
		.has_tags = has_tags(deck_reader_format(reader)),
	};
}

static void forget_spool(struct import_rows *rows)
{
	row_spool_free(rows->spool);
	rows->spool = NULL;
	rows->is_spooled = rows->spools = false;
}

void import_rows_release(struct import_rows *rows)
{
	forget_spool(rows);
}

bool import_rows_begin(struct import_rows *rows, struct error *err)
{
	if (rows->is_spooled && row_spool_rewind(rows->spool))
		return true;
	forget_spool(rows);
	rows->spool = row_spool_new();
	rows->spools = rows->spool;
	return deck_reader_rewind(rows->reader, err);
}

static void keep(struct import_rows *rows, const struct deck_row *row)
{
	if (!rows->spools)
		return;
	if (row->kind == DECK_ROW_END)
		rows->is_spooled = true;
	else if (!row_spool_add(rows->spool, row))
		forget_spool(rows);
}

bool import_rows_next(struct import_rows *rows, struct arena *arena,
		      struct deck_row *row, struct error *err)
{
	if (rows->is_spooled) {
		if (!row_spool_next(rows->spool, arena, row, err))
			return false;
	} else {
		if (!deck_reader_next(rows->reader, arena, row, err))
			return false;
		keep(rows, row);
	}
	row->note.tags_unsaid = !rows->has_tags;
	if (!row->note.directions)
		row->note.directions = rows->directions;
	return true;
}

int import_rows_percent(const struct import_rows *rows)
{
	return rows->is_spooled ? row_spool_percent(rows->spool)
				: deck_reader_percent(rows->reader);
}
