#include "terminal/figure_view.h"

#include <string.h>

#include "base/day.h"
#include "base/message.h"
#include "base/unicode.h"
#include "terminal/table.h"
#include "terminal/wrap.h"

static const char *cell(const struct figure *figure, size_t row, int column,
			struct arena *arena)
{
	const struct value *value =
		&figure->values[row * (size_t)figure->column_count +
				(size_t)column];
	const char *text = value_format(value, figure->columns[column].unit,
					arena);

	return unicode_visible(text, VISIBLE_ONE_LINE, arena);
}

/* Nothing but noughts after the first column. */
static bool is_empty(const struct figure *figure, size_t row)
{
	for (int i = 1; i < figure->column_count; i++) {
		const struct value *value =
			&figure->values[row * (size_t)figure->column_count +
					(size_t)i];

		if (value->known && value->number &&
		    figure->columns[i].unit <= UNIT_SECONDS)
			return false;
		if (value->known && figure->columns[i].unit == UNIT_TEXT)
			return false;
	}
	return true;
}

/* Rows before the first and after the last that says something are left out
 * of a drawing, and in a table all that say nothing. */
static bool is_shown(const struct figure *figure, size_t row)
{
	bool before = false, after = false;

	if (!is_empty(figure, row))
		return true;
	if (figure->shape != SHAPE_BARS)
		return false;
	for (size_t i = 0; i < row && !before; i++)
		before = !is_empty(figure, i);
	for (size_t i = row + 1; i < figure->row_count && !after; i++)
		after = !is_empty(figure, i);
	return before && after;
}

static bool is_text(enum unit unit)
{
	return unit == UNIT_TEXT || unit == UNIT_WORD;
}

static void describe(const struct figure *figure, struct table_column *columns)
{
	for (int i = 0; i < figure->column_count; i++) {
		enum unit unit = figure->columns[i].unit;

		columns[i] = (struct table_column){
			.title = _(figure->columns[i].title),
			.align = is_text(unit) || unit == UNIT_DAY
					 ? TABLE_LEFT
					 : TABLE_RIGHT,
			.flexible = unit == UNIT_TEXT,
			.optional = figure->columns[i].optional,
		};
	}
}

/* What a bar is: eighths of a block, or one # a column. */
static void add_bar(struct text *out, int64_t value, int64_t most, int room,
		    bool ascii)
{
	static const char *const eighths[] = { "",  "▏", "▎", "▍",
					       "▌", "▋", "▊", "▉" };
	int64_t length = value * room * 8 / most;

	if (value > 0 && length == 0)
		length = 1;
	if (ascii) {
		text_add_repeated(out, '#', (size_t)((length + 7) / 8));
		return;
	}
	for (int64_t i = 0; i < length / 8; i++)
		text_add(out, "█");
	text_add(out, eighths[length % 8]);
}

enum { BAR_LEAST = 8, BAR_MOST = 40 };

/* The columns of a table of bars: those of the figure, then the bars. */
static void draw_bars(const struct figure *figure, int width, bool ascii,
		      struct text *out)
{
	struct table_column columns[FIGURE_COLUMNS_MOST + 1] = { 0 };
	struct arena arena = { 0 };
	int shown = width >= 70 ? figure->column_count : 2;
	int room = width - 2 - shown * 11;
	int64_t most = figure_most(figure, 1);
	struct table *table;

	describe(figure, columns);
	columns[shown] = (struct table_column){ .title = "", .optional = true };
	room = room < BAR_LEAST ? BAR_LEAST : room > BAR_MOST ? BAR_MOST : room;
	table = table_new(columns, shown + 1);
	for (size_t i = 0; i < figure->row_count; i++) {
		const char *cells[FIGURE_COLUMNS_MOST + 1];
		struct text bar = { 0 };

		if (!is_shown(figure, i))
			continue;
		for (int column = 0; column < shown; column++)
			cells[column] = cell(figure, i, column, &arena);
		add_bar(&bar,
			figure->values[i * (size_t)figure->column_count + 1]
				.number,
			most, room, ascii);
		cells[shown] = text_string(&bar);
		table_add(table, cells);
		text_release(&bar);
	}
	table_render(table, width, out);
	table_free(table);
	arena_release(&arena);
}

static void draw_table(const struct figure *figure, int width, struct text *out)
{
	struct table_column columns[FIGURE_COLUMNS_MOST] = { 0 };
	struct arena arena = { 0 };
	struct table *table;

	describe(figure, columns);
	table = table_new(columns, figure->column_count);
	for (size_t i = 0; i < figure->row_count; i++) {
		const char *cells[FIGURE_COLUMNS_MOST];

		if (!is_shown(figure, i))
			continue;
		for (int column = 0; column < figure->column_count; column++)
			cells[column] = cell(figure, i, column, &arena);
		table_add(table, cells);
	}
	table_render(table, width, out);
	table_free(table);
	arena_release(&arena);
}

static void draw_list(const struct figure *figure, int width, struct text *out)
{
	static const struct table_column columns[] = {
		{ .flexible = true },
		{ .align = TABLE_RIGHT },
	};
	struct table *table = table_new(columns, 2);
	struct arena arena = { 0 };

	for (int i = 0; i < figure->column_count; i++) {
		const char *cells[] = { _(figure->columns[i].title),
					cell(figure, 0, i, &arena) };

		table_add(table, cells);
	}
	table_render(table, width, out);
	table_free(table);
	arena_release(&arena);
}

enum { WEEKS_MOST = 53, WEEKDAY_COLUMNS = 4 };

struct calendar {
	int32_t monday; /* of the first week shown */
	int weeks;
	int64_t counts[WEEKS_MOST * 7];
	int64_t most;
};

static struct calendar fill_calendar(const struct figure *figure, int width)
{
	struct calendar c = { .weeks = width - WEEKDAY_COLUMNS };
	int32_t monday = figure->today - day_weekday(figure->today);

	c.weeks = c.weeks < 1 ? 1 : c.weeks > WEEKS_MOST ? WEEKS_MOST : c.weeks;
	c.monday = monday - 7 * (c.weeks - 1);
	c.most = figure_most(figure, 1);
	for (size_t i = 0; i < figure->row_count; i++) {
		int64_t place = figure->values[2 * i].number - c.monday;

		if (place >= 0 && place < c.weeks * 7)
			c.counts[place] = figure->values[2 * i + 1].number;
	}
	return c;
}

/* The number of a month over the week in which its first day is. */
static void add_months(const struct calendar *c, struct text *out)
{
	int column = 0;

	text_add_repeated(out, ' ', WEEKDAY_COLUMNS);
	for (int week = 0; week < c->weeks; week++) {
		int year, month, day;

		day_to_civil(c->monday + 7 * week + 6, &year, &month, &day);
		if (day > 7 || week < column || week + 2 > c->weeks)
			continue;
		text_add_repeated(out, ' ', (size_t)(week - column));
		text_printf(out, "%d", month);
		column = week + (month > 9 ? 2 : 1);
	}
	text_add_char(out, '\n');
}

static const char *const heat[2][HEAT_LEVELS] = {
	{ "·", "░", "▒", "▓", "█" },
	{ ".", "-", "+", "*", "#" },
};

static void draw_calendar(const struct figure *figure, int width, bool ascii,
			  struct text *out)
{
	static const char *const names[] = { N_("Mo"), N_("Tu"), N_("We"),
					     N_("Th"), N_("Fr"), N_("Sa"),
					     N_("Su") };
	struct calendar c = fill_calendar(figure, width);
	struct text key = { 0 };

	add_months(&c, out);
	for (int weekday = 0; weekday < 7; weekday++) {
		wrap_pad(out, _(names[weekday]), WEEKDAY_COLUMNS);
		for (int week = 0; week < c.weeks; week++) {
			int place = 7 * week + weekday;

			if (c.monday + place > figure->today)
				break;
			text_add(out, heat[ascii][figure_heat(c.counts[place],
							      c.most)]);
		}
		text_add_char(out, '\n');
	}
	text_add_repeated(out, ' ', WEEKDAY_COLUMNS);
	for (int level = 0; level < HEAT_LEVELS; level++)
		text_printf(
			&key, "%s%s %lld", level ? "  " : "",
			heat[ascii][level],
			(long long)(level ? c.most * (level - 1) / 4 + 1 : 0));
	wrap_append(out, text_string(&key), width, WEEKDAY_COLUMNS,
		    WEEKDAY_COLUMNS);
	text_add_char(out, '\n');
	text_release(&key);
}

static bool says_nothing(const struct figure *figure)
{
	if (figure->shape == SHAPE_LIST)
		return false;
	for (size_t i = 0; i < figure->row_count; i++)
		if (!is_empty(figure, i))
			return false;
	return true;
}

static void draw(const struct figure *figure, int width, bool ascii,
		 struct text *out)
{
	switch (figure->shape) {
	case SHAPE_TABLE:
		draw_table(figure, width, out);
		break;
	case SHAPE_LIST:
		draw_list(figure, width, out);
		break;
	case SHAPE_BARS:
		draw_bars(figure, width, ascii, out);
		break;
	case SHAPE_CALENDAR:
		draw_calendar(figure, width, ascii, out);
		break;
	}
}

void figure_draw(const struct figure *figure, int width, bool ascii,
		 struct text *out)
{
	if (says_nothing(figure))
		text_printf(out, "%s\n", _("Nothing yet."));
	else
		draw(figure, width, ascii, out);
	if (figure->remark) {
		wrap_append(out, figure->remark, width, 0, 0);
		text_add_char(out, '\n');
	}
}

void sparkline_draw(const int64_t *values, size_t count, int room, bool ascii,
		    struct text *out)
{
	static const char *const levels[2][9] = {
		{ " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" },
		{ " ", ".", ":", "-", "=", "+", "*", "#", "@" },
	};
	int64_t most = 1;
	size_t first = count > (size_t)room ? count - (size_t)room : 0;

	for (size_t i = first; i < count; i++)
		most = values[i] > most ? values[i] : most;
	for (size_t i = first; i < count; i++)
		text_add(out,
			 levels[ascii][values[i] <= 0 ? 0
						      : (values[i] * 8 + most -
							 1) / most]);
}
