#include "terminal/figure_parts.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "terminal/table.h"

/* What is drawn as lines: some rows and columns of a figure, as cells, and
 * behind them a bar for one of the columns. */
struct lines {
	const struct figure *figure;
	const struct chart_look *look;
	struct arena arena;
	size_t *rows;
	size_t row_count;
	int columns[FIGURE_COLUMNS_MOST];
	int widths[FIGURE_COLUMNS_MOST];
	int column_count;
	int bar_of;   /* a column of the figure, or -1 */
	int bar_room; /* columns of the terminal; 0: no bar */
};

enum {
	GAP = 2,
	BAR_LEAST = 10,
	BAR_MOST = 40,
	SHARE_BAR_MOST = 20,
	WHOLE_SHARE = 1000000,
};

/* Among numbers rows that say nothing are left out, in bars only the first
 * and the last of them. */
static void choose_rows(struct lines *lines)
{
	const struct figure *figure = lines->figure;
	struct figure_span span = figure_span(figure);

	lines->rows = arena_array(&lines->arena, span.count + 1,
				  sizeof(*lines->rows));
	for (size_t i = span.first; i < span.first + span.count; i++)
		if ((figure->shape == SHAPE_BARS && !lines->look->plain) ||
		    !figure_row_is_empty(figure, i))
			lines->rows[lines->row_count++] = i;
}

/* A word is not said again in the next row, unless rows are read aloud. */
static const char *line_cell(struct lines *lines, size_t i, int place)
{
	int column = lines->columns[place];
	const char *cell = figure_cell(lines->figure, lines->rows[i], column,
				       &lines->arena);

	if (i > 0 && place == 0 && !lines->look->plain &&
	    lines->figure->columns[column].unit == UNIT_WORD &&
	    text_equal(cell, figure_cell(lines->figure, lines->rows[i - 1],
					 column, &lines->arena)))
		return "";
	return cell;
}

/* The bounds of a share stand behind it. */
static bool is_bound(const struct figure *figure, int column)
{
	return figure_is_column(figure, column, "low") ||
	       figure_is_column(figure, column, "high");
}

static void choose_columns(struct lines *lines)
{
	const struct figure *figure = lines->figure;

	for (int i = 0; i < figure->column_count; i++) {
		int place = lines->column_count;
		int width = unicode_width(_(figure->columns[i].title));

		if (is_bound(figure, i))
			continue;
		lines->columns[place] = i;
		for (size_t row = 0; row < lines->row_count; row++) {
			int cell = unicode_width(line_cell(lines, row, place));

			width = cell > width ? cell : width;
		}
		lines->widths[place] = width;
		lines->column_count++;
	}
}

static int width_of(const struct lines *lines)
{
	int width = -GAP;

	for (int i = 0; i < lines->column_count; i++)
		width += lines->widths[i] + GAP;
	return width;
}

static void drop_column(struct lines *lines, int place)
{
	for (int i = place; i + 1 < lines->column_count; i++) {
		lines->columns[i] = lines->columns[i + 1];
		lines->widths[i] = lines->widths[i + 1];
	}
	lines->column_count--;
}

/* Leave out optional columns: first what a share says as well, then the last
 * one; whether there were any. */
static bool drop_optional(struct lines *lines)
{
	bool dropped = false;
	int last = -1;

	for (int i = lines->column_count - 1; i >= 0; i--) {
		int column = lines->columns[i];

		if (!lines->figure->columns[column].optional)
			continue;
		last = last < 0 ? i : last;
		if (!figure_is_part_of_share(lines->figure, column))
			continue;
		drop_column(lines, i);
		dropped = true;
	}
	if (!dropped && last >= 0)
		drop_column(lines, last);
	return dropped || last >= 0;
}

/* A picture of bars has bars before further columns; a table the other way. */
static void fit(struct lines *lines)
{
	bool is_bars = lines->figure->shape == SHAPE_BARS;
	int most = is_bars ? BAR_MOST : SHARE_BAR_MOST;
	int wanted = is_bars && lines->bar_of >= 0 ? BAR_LEAST + GAP : 0;
	int room;

	while (width_of(lines) + wanted > lines->look->width)
		if (!drop_optional(lines))
			break;
	room = lines->look->width - width_of(lines) - GAP;
	if (lines->bar_of >= 0 && room >= BAR_LEAST)
		lines->bar_room = room < most ? room : most;
}

static int share_column(const struct figure *figure)
{
	for (int i = 0; i < figure->column_count; i++)
		if (figure_is_column(figure, i, "share"))
			return i;
	return -1;
}

/* Of bars the second column, or the next that has something to draw. */
static int bar_column(const struct figure *figure)
{
	if (figure->shape != SHAPE_BARS)
		return share_column(figure);
	for (int i = 1; i < figure->column_count; i++)
		for (size_t row = 0; row < figure->row_count; row++)
			if (figure->columns[i].unit == UNIT_COUNT &&
			    figure_number(figure, row, figure->columns[i].name))
				return i;
	return 1;
}

static struct lines lines_of(const struct figure *figure,
			     const struct chart_look *look)
{
	struct lines lines = {
		.figure = figure,
		.look = look,
		.bar_of = look->plain ? -1 : bar_column(figure),
	};

	choose_rows(&lines);
	choose_columns(&lines);
	fit(&lines);
	return lines;
}

static bool is_left(const struct figure *figure, int column)
{
	enum unit unit = figure->columns[column].unit;

	return unit == UNIT_TEXT || unit == UNIT_WORD || unit == UNIT_DAY;
}

/* A table of these columns, each cell of which is still to be added. */
static struct table *open_table(struct lines *lines)
{
	const struct figure *figure = lines->figure;
	struct table_column *columns = arena_array(
		&lines->arena, (size_t)lines->column_count, sizeof(*columns));

	for (int i = 0; i < lines->column_count; i++) {
		int column = lines->columns[i];

		columns[i] = (struct table_column){
			.title = _(figure->columns[column].title),
			.align = is_left(figure, column) ? TABLE_LEFT
							 : TABLE_RIGHT,
			.flexible = figure->columns[column].unit == UNIT_TEXT,
		};
	}
	return table_new(columns, lines->column_count);
}

static void render(struct lines *lines, struct text *out)
{
	struct table *table = open_table(lines);

	for (size_t i = 0; i < lines->row_count; i++) {
		const char *cells[FIGURE_COLUMNS_MOST];

		for (int place = 0; place < lines->column_count; place++)
			cells[place] = line_cell(lines, i, place);
		table_add(table, cells);
	}
	table_render(table, lines->look->width, out);
	table_free(table);
}

static void add_bar(const struct lines *lines, size_t row, int column,
		    struct text *out)
{
	const struct figure *figure = lines->figure;
	int64_t value = figure_number(figure, lines->rows[row],
				      figure->columns[lines->bar_of].name);
	int64_t most = figure->shape == SHAPE_BARS
			       ? figure_most(figure, lines->bar_of)
			       : WHOLE_SHARE;

	if (value <= 0)
		return;
	text_add_repeated(out, ' ', (size_t)(width_of(lines) + GAP - column));
	chart_bar(value, most, lines->bar_room, lines->look, out);
}

/* A table with a bar at the end of each line but that of the titles. */
static void draw_lines(struct lines *lines, struct text *out)
{
	struct text table = { 0 };
	const char *rest, *end;

	render(lines, &table);
	rest = text_string(&table);
	for (size_t i = 0; (end = strchr(rest, '\n')); i++, rest = end + 1) {
		const char *line = arena_printf(&lines->arena, "%.*s",
						(int)(end - rest), rest);

		text_add(out, line);
		if (i > 0 && lines->bar_room)
			add_bar(lines, i - 1, unicode_width(line), out);
		text_add_char(out, '\n');
	}
	text_release(&table);
}

enum { TURNED_ROWS_MOST = 4 };

/* A few rows of many numbers: each row a column. */
static void draw_turned(struct lines *lines, struct text *out)
{
	struct table_column columns[TURNED_ROWS_MOST + 1] = { 0 };
	struct table *table;

	columns[0].title = _(lines->figure->columns[0].title);
	for (size_t i = 0; i < lines->row_count; i++)
		columns[i + 1] = (struct table_column){
			.title = line_cell(lines, i, 0),
			.align = TABLE_RIGHT,
		};
	table = table_new(columns, (int)lines->row_count + 1);
	for (int place = 1; place < lines->column_count; place++) {
		int column = lines->columns[place];
		const char *cells[TURNED_ROWS_MOST + 1] = {
			_(lines->figure->columns[column].title),
		};

		for (size_t i = 0; i < lines->row_count; i++)
			cells[i + 1] = line_cell(lines, i, place);
		table_add(table, cells);
	}
	table_render(table, lines->look->width, out);
	table_free(table);
}

static bool has_text(const struct figure *figure)
{
	for (int i = 0; i < figure->column_count; i++)
		if (figure->columns[i].unit == UNIT_TEXT)
			return true;
	return false;
}

void figure_draw_rows(const struct figure *figure,
		      const struct chart_look *look, struct text *out)
{
	struct lines lines = lines_of(figure, look);

	if (width_of(&lines) > look->width && !has_text(figure) &&
	    lines.row_count <= TURNED_ROWS_MOST)
		draw_turned(&lines, out);
	else
		draw_lines(&lines, out);
	arena_release(&lines.arena);
}
