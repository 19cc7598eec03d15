#include "exchange/dialect.h"

#include <string.h>
#include <strings.h>

#include "exchange/column_names.h"
#include "exchange/table_row.h"

const char dialect_candidates[DIALECT_CANDIDATES] = { '|', ';', ',', '\t' };

static size_t clamped(size_t width)
{
	return width < ROW_WIDTHS ? width : ROW_WIDTHS - 1;
}

static size_t most_frequent(const long widths[ROW_WIDTHS])
{
	size_t best = 0;

	for (size_t i = 1; i < ROW_WIDTHS; i++)
		if (widths[i] > widths[best])
			best = i;
	return best;
}

/* ---- delimiter ----------------------------------------------------------- */

static bool has_cloze(struct cell line)
{
	static const char open[] = "{{c";
	const char *end = line.bytes + line.length;

	for (const char *at = line.bytes; at + 6 <= end; at++) {
		const char *digit = at + 3;

		if (memcmp(at, open, 3) != 0)
			continue;
		while (digit < end && *digit >= '0' && *digit <= '9')
			digit++;
		if (digit > at + 3 && digit + 2 <= end && digit[0] == ':' &&
		    digit[1] == ':')
			return true;
	}
	return false;
}

static bool is_phrase(struct cell line, char delimiter)
{
	for (size_t i = 0; i + 1 < line.length; i++)
		if (line.bytes[i] == delimiter && line.bytes[i + 1] != ' ')
			return false;
	return true;
}

static size_t count_filled(const struct cells *row)
{
	size_t filled = 0;

	for (size_t i = 0; i < row->count; i++)
		filled += !cell_is_blank(&row->list[i]);
	return filled;
}

/* Whether pipes stand at the ends of a line or beside blanks. */
static bool is_airy(struct cell line)
{
	for (size_t i = 1; i < line.length; i++)
		if (memcmp(line.bytes + i - 1, " |", 2) == 0 ||
		    memcmp(line.bytes + i - 1, "| ", 2) == 0)
			return true;
	return table_is_framed(line);
}

void delimiter_tally_add(struct delimiter_tally *tally, char delimiter,
			 const struct cells *row, struct cell line)
{
	bool is_split = row->count >= 2;

	if (cells_are_blank(row))
		return;
	if (is_split && tally->split == 0) {
		tally->named = dialect_names_front_and_back(row);
		tally->compact = tally->named && !is_airy(line);
	}
	if (!is_split && tally->split == 0)
		tally->leading++;
	if (tally->hollow_leading == tally->rows && count_filled(row) < 2)
		tally->hollow_leading++;
	tally->rows++;
	tally->split += is_split;
	tally->widths[clamped(row->count)]++;
	tally->ruled |= table_is_rule(line);
	tally->framed += table_is_framed(line);
	tally->clozes += has_cloze(line);
	tally->phrases += is_split && is_phrase(line, delimiter);
}

size_t dialect_width(const struct delimiter_tally *tally)
{
	size_t best = 2;

	for (size_t i = 3; i < ROW_WIDTHS; i++)
		if (tally->widths[i] > tally->widths[best])
			best = i;
	return tally->widths[best] > 0 ? best : 0;
}

long dialect_preamble(const struct delimiter_tally *tally)
{
	return tally->split > 0 && tally->leading <= DIALECT_PREAMBLE_MOST
		       ? tally->leading
		       : 0;
}

static double share(long part, long whole)
{
	return whole > 0 ? (double)part / (double)whole : 0;
}

bool dialect_is_table(const struct delimiter_tally *pipes)
{
	return pipes->split > 0 && !pipes->compact &&
	       (pipes->ruled || pipes->framed * 5 >= pipes->split * 4);
}

bool dialect_is_cloze(const struct delimiter_tally *tally)
{
	return tally->clozes > 0 && tally->clozes * 5 >= tally->rows * 3;
}

/* Of its rows, how many a delimiter divides, and into the same width. */
struct shares {
	double coverage, consistency;
};

/* A title over the rows does not count where nearly all others are divided. */
static struct shares measure(const struct delimiter_tally *tally)
{
	size_t mode = most_frequent(tally->widths);
	long title = dialect_preamble(tally);
	long rest = tally->rows - title;

	if (title > 0 && tally->split >= title &&
	    share(tally->split, rest) >= 0.9)
		return (struct shares){
			share(tally->split, rest),
			share(tally->widths[dialect_width(tally)], rest),
		};
	return (struct shares){
		share(tally->split, tally->rows),
		share(tally->widths[mode], tally->rows),
	};
}

/* A sentence with a hole may well have a comma in it. */
static bool is_prose(const struct delimiter_tally *tally, char delimiter,
		     struct shares shares)
{
	return delimiter != '\t' && dialect_is_cloze(tally) &&
	       (shares.consistency < 0.9 || 2 * tally->phrases > tally->split);
}

/* A line drawn below the header makes up for much text around a table. */
static bool is_drawn(const struct delimiter_tally *tally, char delimiter,
		     struct shares shares)
{
	return delimiter == '|' && tally->ruled && tally->framed > 2 &&
	       shares.coverage >= 0.4;
}

/* The lowest shares seen in files that were decks are 0.64 and 0.64. */
static bool is_candidate(struct shares shares)
{
	return shares.coverage >= 0.6 && shares.consistency >= 0.5;
}

char dialect_choose(const struct delimiter_tally tallies[DIALECT_CANDIDATES])
{
	double best = 0;
	char chosen = '\0';

	for (int i = 0; i < DIALECT_CANDIDATES; i++)
		if (tallies[i].named)
			return dialect_candidates[i];
	for (int i = 0; i < DIALECT_CANDIDATES; i++) {
		char delimiter = dialect_candidates[i];
		struct shares shares = measure(&tallies[i]);

		if (is_drawn(&tallies[i], delimiter, shares))
			return delimiter;
		if (!is_candidate(shares) ||
		    is_prose(&tallies[i], delimiter, shares))
			continue;
		if (delimiter == '\t' && shares.coverage >= 0.8)
			return delimiter;
		if (shares.coverage + shares.consistency > best) {
			best = shares.coverage + shares.consistency;
			chosen = delimiter;
		}
	}
	return chosen;
}

/* ---- header -------------------------------------------------------------- */

bool dialect_names_front_and_back(const struct cells *first)
{
	bool front = false, back = false;

	for (size_t i = 0; i < first->count; i++) {
		enum column_name name = column_name_of(&first->list[i]);

		front |= name == COLUMN_NAME_EXACT_FRONT;
		back |= name == COLUMN_NAME_EXACT_BACK;
	}
	return front && back;
}

static bool is_said_before(const struct cells *first, size_t at)
{
	struct cell cell = cell_trim(first->list[at]);

	for (size_t i = 0; i < at; i++) {
		struct cell other = cell_trim(first->list[i]);

		if (other.length == cell.length &&
		    strncasecmp(other.bytes, cell.bytes, cell.length) == 0)
			return true;
	}
	return false;
}

/*
 * Two names that are known, and a third of all.  A name that stands in the
 * rows below too is a word, as is one that is said twice: capital, capital
 * is a card for who learns Spanish.
 */
static bool is_named(const struct cells *first, const struct row_shape *shape)
{
	size_t known = 0;

	for (size_t i = 0; i < first->count; i++)
		known += column_name_of(&first->list[i]) !=
				 COLUMN_NAME_UNKNOWN &&
			 !is_said_before(first, i) &&
			 !row_shape_repeats(shape, i, first->list[i]);
	return known >= 2 && 3 * known >= count_filled(first);
}

/* A column of numbers below a cell that is none. */
static bool heads_numbers(const struct cells *first,
			  const struct row_shape *shape)
{
	for (size_t i = 0; i < first->count && i < ROW_WIDTHS; i++) {
		const struct column_shape *column = &shape->columns[i];
		struct cell cell = cell_trim(first->list[i]);

		if (column->filled >= 3 && cell.length > 0 &&
		    column->numbers * 10 >= column->filled * 9 &&
		    2 * column->filled >= shape->rows && !cell_is_number(cell))
			return true;
	}
	return false;
}

/* 0, 1, 2 ... as a table written by a program that had no names. */
static bool counts_columns(const struct cells *first)
{
	for (size_t i = 0; i < first->count; i++) {
		long value;

		if (!cell_is_integer(cell_trim(first->list[i]), &value) ||
		    value != (long)i)
			return false;
	}
	return first->count >= 2;
}

/* Every cell filled, over rows that are mostly empty. */
static bool heads_hollow_rows(const struct cells *first,
			      const struct row_shape *shape)
{
	for (size_t i = 0; i < first->count; i++)
		if (cell_is_blank(&first->list[i]))
			return false;
	return shape->rows >= 3 && shape->hollow * 5 >= shape->rows * 4;
}

bool dialect_is_header(const struct cells *first, const struct row_shape *shape)
{
	return first->count >= 2 &&
	       (dialect_names_front_and_back(first) || is_named(first, shape) ||
		heads_numbers(first, shape) || counts_columns(first) ||
		heads_hollow_rows(first, shape));
}

static bool is_dashes(struct cell cell)
{
	size_t dashes = 0;

	for (size_t i = 0; i < cell.length; i++) {
		if (cell.bytes[i] != '-' && cell.bytes[i] != '=' &&
		    cell.bytes[i] != ':')
			return false;
		dashes += cell.bytes[i] != ':';
	}
	return dashes >= 2;
}

bool dialect_is_rule(const struct cells *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (!is_dashes(cell_trim(row->list[i])))
			return false;
	return row->count > 0;
}
