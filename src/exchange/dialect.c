#include "exchange/dialect.h"

#include <string.h>

#include "exchange/column_names.h"

const char dialect_candidates[DIALECT_CANDIDATES] = { '|', ';', ',', '\t' };

static size_t clamped(size_t width)
{
	return width < DIALECT_WIDTHS ? width : DIALECT_WIDTHS - 1;
}

static size_t most_frequent(const long widths[DIALECT_WIDTHS])
{
	size_t best = 0;

	for (size_t i = 1; i < DIALECT_WIDTHS; i++)
		if (widths[i] > widths[best])
			best = i;
	return best;
}

/* ---- delimiter ----------------------------------------------------------- */

void delimiter_tally_add(struct delimiter_tally *tally, const struct cells *row)
{
	if (cells_are_blank(row))
		return;
	if (tally->rows == 0)
		tally->named = dialect_names_front_and_back(row);
	tally->rows++;
	tally->split += row->count >= 2;
	tally->widths[clamped(row->count)]++;
}

static double share(long part, long whole)
{
	return whole > 0 ? (double)part / (double)whole : 0;
}

/* The lowest shares seen in files that were decks are 0.64 and 0.64. */
static bool is_candidate(double coverage, double consistency)
{
	return coverage >= 0.6 && consistency >= 0.5;
}

char dialect_choose(const struct delimiter_tally tallies[DIALECT_CANDIDATES])
{
	double best = 0;
	char chosen = '\0';

	for (int i = 0; i < DIALECT_CANDIDATES; i++)
		if (tallies[i].named)
			return dialect_candidates[i];
	for (int i = 0; i < DIALECT_CANDIDATES; i++) {
		const struct delimiter_tally *tally = &tallies[i];
		size_t mode = most_frequent(tally->widths);
		double coverage = share(tally->split, tally->rows);
		double consistency = share(tally->widths[mode], tally->rows);

		if (!is_candidate(coverage, consistency))
			continue;
		if (dialect_candidates[i] == '\t' && coverage >= 0.8)
			return '\t';
		if (coverage + consistency > best) {
			best = coverage + consistency;
			chosen = dialect_candidates[i];
		}
	}
	return chosen;
}

/* ---- shape --------------------------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t count_digits(const char *bytes, size_t length)
{
	size_t count = 0;

	while (count < length && is_digit(bytes[count]))
		count++;
	return count;
}

/* Up to 9 digits: more are not a count of rows. */
static bool is_integer(struct cell cell, long *value)
{
	if (cell.length == 0 || cell.length > 9 ||
	    count_digits(cell.bytes, cell.length) < cell.length)
		return false;
	*value = 0;
	for (size_t i = 0; i < cell.length; i++)
		*value = 10 * *value + (cell.bytes[i] - '0');
	return true;
}

/* Digits with a sign before and points, commas and a percent sign after. */
static bool is_number(struct cell cell)
{
	size_t at = 0;
	bool has_digit = false;

	if (cell.length > 0 && (*cell.bytes == '-' || *cell.bytes == '+'))
		at = 1;
	for (; at < cell.length; at++) {
		if (is_digit(cell.bytes[at]))
			has_digit = true;
		else if (!has_digit || !strchr(".,%eE-+", cell.bytes[at]) ||
			 cell.bytes[at] == '\0')
			return false;
	}
	return has_digit;
}

static bool is_pair(struct cell cell)
{
	size_t left = count_digits(cell.bytes, cell.length);
	size_t right;

	if (left == 0 || left + 1 >= cell.length ||
	    !strchr("-._/", cell.bytes[left]) || cell.bytes[left] == '\0')
		return false;
	right = count_digits(cell.bytes + left + 1, cell.length - left - 1);
	return left + 1 + right == cell.length;
}

static void add_integer(struct column_shape *shape, long value)
{
	if (shape->integers == 0 || value < shape->smallest)
		shape->smallest = value;
	if (shape->integers == 0 || value > shape->largest)
		shape->largest = value;
	shape->integers++;
}

static void add_cell(struct column_shape *shape, struct cell cell)
{
	long value;

	if (cell.length == 0)
		return;
	shape->filled++;
	shape->numbers += is_number(cell);
	shape->pairs += is_pair(cell);
	if (is_integer(cell, &value))
		add_integer(shape, value);
}

void row_shape_add(struct row_shape *shape, const struct cells *row)
{
	size_t empty = 0;

	if (cells_are_blank(row))
		return;
	shape->rows++;
	shape->widths[clamped(row->count)]++;
	for (size_t i = 0; i < row->count; i++) {
		struct cell cell = cell_trim(row->list[i]);

		empty += cell.length == 0;
		if (i < DIALECT_WIDTHS)
			add_cell(&shape->columns[i], cell);
	}
	shape->hollow += empty >= 3;
}

size_t row_shape_width(const struct row_shape *shape)
{
	size_t best = 2;

	for (size_t i = 3; i < DIALECT_WIDTHS; i++)
		if (shape->widths[i] > shape->widths[best])
			best = i;
	return shape->widths[best] > 0 ? best : shape->widths[1] > 0;
}

static bool is_mostly(long part, long whole)
{
	return whole > 0 && part * 10 >= whole * 9;
}

bool row_shape_is_index(const struct row_shape *shape, size_t column)
{
	const struct column_shape *one;

	if (column >= DIALECT_WIDTHS || shape->rows < 3)
		return false;
	one = &shape->columns[column];
	if (is_mostly(one->integers, shape->rows))
		return one->largest - one->smallest <= 4 * one->integers;
	return column > 0 && is_mostly(one->pairs, shape->rows) &&
	       row_shape_is_index(shape, column - 1);
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

/* Two names that are known, and a third of all. */
static bool is_named(const struct cells *first)
{
	size_t known = 0, filled = 0;

	for (size_t i = 0; i < first->count; i++) {
		filled += !cell_is_blank(&first->list[i]);
		known += column_name_of(&first->list[i]) != COLUMN_NAME_UNKNOWN;
	}
	return known >= 2 && 3 * known >= filled;
}

/* A column of numbers below a cell that is none. */
static bool heads_numbers(const struct cells *first,
			  const struct row_shape *shape)
{
	for (size_t i = 0; i < first->count && i < DIALECT_WIDTHS; i++) {
		const struct column_shape *column = &shape->columns[i];
		struct cell cell = cell_trim(first->list[i]);

		if (column->filled >= 3 && cell.length > 0 &&
		    is_mostly(column->numbers, column->filled) &&
		    2 * column->filled >= shape->rows && !is_number(cell))
			return true;
	}
	return false;
}

/* 0, 1, 2 ... as a table written by a program that had no names. */
static bool counts_columns(const struct cells *first)
{
	for (size_t i = 0; i < first->count; i++) {
		long value;

		if (!is_integer(cell_trim(first->list[i]), &value) ||
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
	       (dialect_names_front_and_back(first) || is_named(first) ||
		heads_numbers(first, shape) || counts_columns(first) ||
		heads_hollow_rows(first, shape));
}
