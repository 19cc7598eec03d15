#include "exchange/row_shape.h"

#include <string.h>

static size_t clamped(size_t width)
{
	return width < ROW_WIDTHS ? width : ROW_WIDTHS - 1;
}

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

bool cell_is_integer(struct cell cell, long *value)
{
	if (cell.length == 0 || cell.length > 9 ||
	    count_digits(cell.bytes, cell.length) < cell.length)
		return false;
	*value = 0;
	for (size_t i = 0; i < cell.length; i++)
		*value = 10 * *value + (cell.bytes[i] - '0');
	return true;
}

bool cell_is_number(struct cell cell)
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

/* FNV-1a: equal cells are what is looked for, not an adversary. */
static uint64_t hash_of(struct cell cell)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < cell.length; i++)
		hash = (hash ^ (unsigned char)cell.bytes[i]) * 1099511628211u;
	return hash;
}

static void add_cell(struct column_shape *shape, struct cell cell)
{
	long value;

	if (cell.length == 0)
		return;
	if (shape->filled++ == 0)
		shape->first = hash_of(cell);
	shape->same += hash_of(cell) == shape->first;
	shape->numbers += cell_is_number(cell);
	shape->pairs += is_pair(cell);
	if (cell_is_integer(cell, &value))
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
		if (i < ROW_WIDTHS)
			add_cell(&shape->columns[i], cell);
	}
	shape->hollow += empty >= 3;
}

size_t row_shape_width(const struct row_shape *shape)
{
	size_t best = 2;

	for (size_t i = 3; i < ROW_WIDTHS; i++)
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

	if (column >= ROW_WIDTHS || shape->rows < 3)
		return false;
	one = &shape->columns[column];
	if (is_mostly(one->integers, shape->rows))
		return one->largest - one->smallest <= 4 * one->integers;
	return column > 0 && is_mostly(one->pairs, shape->rows) &&
	       row_shape_is_index(shape, column - 1);
}

bool row_shape_is_empty(const struct row_shape *shape, size_t column)
{
	return column < ROW_WIDTHS && shape->rows > 0 &&
	       shape->columns[column].filled == 0;
}

bool row_shape_is_constant(const struct row_shape *shape, size_t column)
{
	const struct column_shape *one;

	if (column >= ROW_WIDTHS || shape->rows < 4)
		return false;
	one = &shape->columns[column];
	return one->filled == shape->rows && one->same == shape->rows;
}

bool row_shape_repeats(const struct row_shape *shape, size_t column,
		       struct cell cell)
{
	const struct column_shape *one;

	if (column >= ROW_WIDTHS)
		return false;
	one = &shape->columns[column];
	return one->same >= 2 && 2 * one->same > one->filled &&
	       hash_of(cell_trim(cell)) == one->first;
}
