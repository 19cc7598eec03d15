/*
 * Bytes fall into rows, one after the other and nothing between them.  Where
 * a row ends is the same however many bytes after it have been read, once it
 * can be told at all.  libcsv cuts a row into as many fields as the quoting
 * says, and each field stands where it is said to.  A dialect is chosen from
 * the candidates, the same twice, and never two ways at once.
 *
 * The first byte chooses delimiter and trust.
 */

#include "fuzz.h"

#include "exchange/csv_records.h"
#include "exchange/dialect.h"
#include "exchange/quoting.h"

struct manner {
	char delimiter;
	enum quoting quoting;
};

static bool find(const struct manner *manner, struct cell bytes, bool at_end,
		 struct text *plain, struct quoted_row *row)
{
	return quoting_find_row(bytes.bytes, bytes.length, at_end,
				manner->delimiter, manner->quoting, plain, row);
}

static void require_same_row(const struct quoted_row *a,
			     const struct quoted_row *b)
{
	require(a->length == b->length && a->with_end == b->with_end &&
			a->line_breaks == b->line_breaks &&
			a->fields == b->fields && a->quoted == b->quoted &&
			a->rewritten == b->rewritten,
		"%zu, %zu bytes, %zu, %zu fields", a->length, b->length,
		a->fields, b->fields);
}

/* With fewer bytes the row is the same, or is not known yet. */
static void try_shorter(const struct manner *manner, struct cell rest,
			const struct quoted_row *row)
{
	size_t tries[] = { row->length / 2, row->length, row->with_end,
			   row->with_end + 1,
			   (row->with_end + rest.length) / 2 };
	struct text plain = { 0 };

	for (size_t i = 0; i < sizeof(tries) / sizeof(*tries); i++) {
		struct quoted_row shorter;

		if (tries[i] < rest.length &&
		    find(manner, (struct cell){ rest.bytes, tries[i] }, false,
			 &plain, &shorter))
			require_same_row(row, &shorter);
	}
	text_release(&plain);
}

static void try_fields(const struct manner *manner, struct cell line,
		       const struct quoted_row *row)
{
	size_t start, end, before = 0;

	for (size_t i = 0; i < row->fields && i < 50; i++) {
		require(quoting_find_field(line, manner->delimiter,
					   manner->quoting, i, &start, &end),
			"field %zu of %zu", i, row->fields);
		require(start >= before && end >= start && end <= line.length,
			"field %zu from %zu to %zu", i, start, end);
		require(i == 0 || line.bytes[start - 1] == manner->delimiter,
			"field %zu at %zu", i, start);
		before = end;
	}
	require(!quoting_find_field(line, manner->delimiter, manner->quoting,
				    row->fields, &start, &end),
		"field %zu", row->fields);
}

/* One row, which is all of the line. */
static void try_cutting(const struct manner *manner, struct cell line,
			const struct quoted_row *row, struct arena *arena)
{
	struct cells cells;

	if (manner->quoting != QUOTING_CAREFUL || row->line_breaks > 0 ||
	    row->fields > CSV_FIELD_LIMIT)
		return;
	csv_cut_line(line, manner->delimiter, arena, &cells);
	/* libcsv makes nothing of a line of blanks. */
	require(cells.count == row->fields || cell_is_blank(&line),
		"%zu cells, %zu fields in [%.*s]", cells.count, row->fields,
		(int)line.length, line.bytes);
}

static void try_rows(const struct manner *manner, struct cell rest,
		     struct arena *arena)
{
	struct text plain = { 0 };

	while (rest.length > 0) {
		struct quoted_row row;
		struct cell line;

		require(find(manner, rest, true, &plain, &row), "no row");
		require(row.fields > 0 && row.with_end >= row.length &&
				row.with_end <= rest.length && row.with_end > 0,
			"%zu of %zu bytes", row.with_end, rest.length);
		require(row.rewritten || plain.length == 0, "[%s]",
			text_string(&plain));
		line = (struct cell){ rest.bytes, row.length };
		try_shorter(manner, rest, &row);
		try_fields(manner, line, &row);
		try_cutting(manner, line, &row, arena);
		rest.bytes += row.with_end;
		rest.length -= row.with_end;
	}
	text_release(&plain);
}

/* Line by line under each delimiter. */
static void try_dialect(struct cell rest, struct arena *arena)
{
	struct delimiter_tally tallies[DIALECT_CANDIDATES] = { 0 };
	struct row_shape *shape = arena_alloc(arena, sizeof(*shape));
	struct cells first = { 0 }, row;
	char chosen;

	while (rest.length > 0) {
		const char *end = memchr(rest.bytes, '\n', rest.length);
		size_t length = end ? (size_t)(end - rest.bytes) : rest.length;
		struct cell line = { rest.bytes, length };

		for (int i = 0; i < DIALECT_CANDIDATES; i++) {
			csv_cut_line(line, dialect_candidates[i], arena, &row);
			delimiter_tally_add(&tallies[i], dialect_candidates[i],
					    &row, line);
		}
		csv_cut_line(line, ',', arena, &row);
		if (!first.list)
			first = row;
		else
			row_shape_add(shape, &row);
		rest.bytes += length + (end != NULL);
		rest.length -= length + (end != NULL);
	}
	chosen = dialect_choose(tallies);
	require(chosen == dialect_choose(tallies), "two choices");
	require(!chosen ||
			memchr(dialect_candidates, chosen, DIALECT_CANDIDATES),
		"[%c]", chosen);
	for (int i = 0; i < DIALECT_CANDIDATES; i++) {
		long preamble = dialect_preamble(&tallies[i]);

		require(preamble >= 0 && preamble <= DIALECT_PREAMBLE_MOST,
			"%ld rows of a title", preamble);
		require(dialect_width(&tallies[i]) <= ROW_WIDTHS, "%zu",
			dialect_width(&tallies[i]));
	}
	if (dialect_names_front_and_back(&first))
		require(dialect_is_header(&first, shape), "no header");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = { ',', '\t', ';', '|' };
	struct arena arena = { 0 };
	uint8_t choice = next_byte(&data, &size);
	const struct manner manner = {
		.delimiter = delimiters[choice % 4],
		.quoting = choice & 4 ? QUOTING_TRUSTED : QUOTING_CAREFUL,
	};
	struct cell bytes = { (const char *)data, size };

	try_rows(&manner, bytes, &arena);
	try_dialect(bytes, &arena);
	arena_release(&arena);
	return 0;
}
