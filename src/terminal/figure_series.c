#include "terminal/figure_parts.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "terminal/wrap.h"

/* Where the columns stand. */
struct series {
	const struct figure *figure;
	const struct chart_look *look;
	struct figure_span rows;
	size_t rows_a_column;
	size_t columns;
	int step;   /* from one column to the next */
	int margin; /* left of the first, for titles */
	struct arena arena;
};

enum {
	TITLE_MOST = 12,
	SPAN_WHOLE = 31,
	LINES_MOST = 5,
	TOLD_LEAST = 60, /* from this width on numbers stand on the right */
	TOLD_COLUMNS = 10,
};

/* Few rows are all shown: a beginner sees the month that is to be filled. */
static struct figure_span rows_of(const struct figure *figure)
{
	if (figure->row_count <= SPAN_WHOLE)
		return (struct figure_span){ .count = figure->row_count };
	return figure_span(figure);
}

/* A further column that has its own sparkline. */
static bool is_beside(const struct figure *figure, int column)
{
	enum unit unit = figure->columns[column].unit;

	return column > 1 && !figure_is_part_of_share(figure, column) &&
	       (unit == UNIT_COUNT || unit == UNIT_MINUTES ||
		unit == UNIT_SHARE);
}

static void measure_margin(struct series *s)
{
	s->margin = 4;
	for (int i = 2; i < s->figure->column_count; i++) {
		int width = unicode_width(_(s->figure->columns[i].title));

		if (is_beside(s->figure, i) && width > s->margin)
			s->margin = width < TITLE_MOST ? width : TITLE_MOST;
	}
	s->margin++;
}

static struct series plan(const struct figure *figure,
			  const struct chart_look *look)
{
	struct series s = {
		.figure = figure,
		.look = look,
		.rows = rows_of(figure),
	};
	int right = look->width >= TOLD_LEAST && figure->column_count > 2
			    ? TOLD_COLUMNS
			    : 0;
	size_t room;

	measure_margin(&s);
	room = look->width > s.margin + 1
		       ? (size_t)(look->width - s.margin - right)
		       : 1;
	s.rows_a_column = (s.rows.count + room - 1) / room;
	s.columns = (s.rows.count + s.rows_a_column - 1) / s.rows_a_column;
	s.step = 2 * s.columns <= room ? 2 : 1;
	return s;
}

/* The rows of one column of the drawing, summed in one of the figure. */
static int64_t sum(const struct series *s, size_t place, const char *name,
		   size_t *rows)
{
	size_t from = place * s->rows_a_column;
	size_t to = from + s->rows_a_column;
	int64_t total = 0;

	to = to < s->rows.count ? to : s->rows.count;
	for (size_t i = from; i < to; i++)
		total += figure_number(s->figure, s->rows.first + i, name);
	*rows = to - from;
	return total;
}

/* The mean of the rows, rounded up so that something is not nothing; of a
 * share that of all that was asked in them. */
static int64_t mean(const struct series *s, size_t place, int column)
{
	const struct figure_column *of = &s->figure->columns[column];
	int64_t total, asked;
	size_t rows;

	if (of->unit == UNIT_SHARE) {
		asked = sum(s, place, "asked", &rows);
		total = sum(s, place, "recalled", &rows);
		return asked ? total * 1000000 / asked : 0;
	}
	total = sum(s, place, of->name, &rows);
	return rows ? (total + (int64_t)rows - 1) / (int64_t)rows : 0;
}

static int64_t *values_of(struct series *s, int column, int64_t *most)
{
	int64_t *values = arena_array(&s->arena, s->columns, sizeof(*values));

	*most = 1;
	for (size_t i = 0; i < s->columns; i++) {
		values[i] = mean(s, i, column);
		*most = values[i] > *most ? values[i] : *most;
	}
	return values;
}

/* Without the blanks that a line ends with. */
static void end_line(struct text *out)
{
	while (out->length && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
	text_add_char(out, '\n');
}

static void add_margin(const struct series *s, const char *label, bool right,
		       struct text *out)
{
	int missing = s->margin - 1 - unicode_width(label);

	if (right && missing > 0)
		text_add_repeated(out, ' ', (size_t)missing);
	wrap_fit(out, label,
		 right && missing > 0 ? s->margin - 1 - missing
				      : s->margin - 1);
	text_add_char(out, ' ');
}

/* Numbers below the number of lines have a line each. */
static void add_columns(struct series *s, struct text *out)
{
	int64_t most;
	struct chart_columns chart = {
		.values = values_of(s, 1, &most),
		.count = s->columns,
		.step = s->step,
	};
	struct value top = { .known = true, .number = most };
	const char *number = value_format(&top, s->figure->columns[1].unit,
					  &s->arena);

	chart.most = most;
	chart.lines = most < LINES_MOST ? (int)most : LINES_MOST;
	for (int line = 0; line < chart.lines; line++) {
		add_margin(s, line ? "" : number, true, out);
		chart_line(&chart, line, s->look, out);
		end_line(out);
	}
}

enum { DAY_LENGTH = 10, MONTH_LENGTH = 7, DAYS_OF_A_YEAR = 366, WEEK = 7 };

/* A day without its year, or a month, as far as the rows reach. */
static const char *label(struct series *s, size_t place)
{
	size_t row = s->rows.first + place * s->rows_a_column;
	const char *text = figure_cell(s->figure, row, 0, &s->arena);

	if (s->figure->columns[0].unit != UNIT_DAY)
		return text;
	if (s->rows.count <= DAYS_OF_A_YEAR)
		return text + DAY_LENGTH - 5;
	return arena_printf(&s->arena, "%.*s", MONTH_LENGTH, text);
}

/* How many columns from one label to the next: of single days whole weeks. */
static size_t stride(struct series *s)
{
	size_t room = (size_t)unicode_width(label(s, 0)) + 2;
	size_t columns = (room + (size_t)s->step - 1) / (size_t)s->step;

	if (s->figure->columns[0].unit != UNIT_DAY || s->rows_a_column > 1)
		return columns;
	return (columns + WEEK - 1) / WEEK * WEEK;
}

static void add_axis(struct series *s, struct text *out)
{
	static const char *const parts[2][2] = { { "─", "┬" }, { "-", "+" } };
	size_t apart = stride(s);

	add_margin(s, "0", true, out);
	for (size_t i = 0; i < s->columns; i++) {
		text_add(out, parts[s->look->ascii][i % apart == 0]);
		for (int k = 1; k < s->step && i + 1 < s->columns; k++)
			text_add(out, parts[s->look->ascii][0]);
	}
	text_add_char(out, '\n');
}

static void add_labels(struct series *s, struct text *out)
{
	size_t apart = stride(s), column = 0;

	add_margin(s, "", false, out);
	for (size_t i = 0; i < s->columns; i += apart) {
		const char *text = label(s, i);
		size_t at = i * (size_t)s->step;
		size_t end = at + (size_t)unicode_width(text);

		if (s->margin + (int)end > s->look->width)
			break;
		text_add_repeated(out, ' ', at - column);
		text_add(out, text);
		column = end;
	}
	end_line(out);
}

/* What a sparkline cannot say: its most, or of a share that of all. */
static const char *told(struct series *s, int column, int64_t most)
{
	const struct figure_column *of = &s->figure->columns[column];
	struct series whole = *s;
	struct value value = { .known = true, .number = most };

	whole.rows_a_column = s->rows.count;
	if (of->unit == UNIT_SHARE)
		value.number = mean(&whole, 0, column);
	return arena_printf(&s->arena,
			    of->unit == UNIT_SHARE ? "%s" : _("most %s"),
			    value_format(&value, of->unit, &s->arena));
}

static void add_beside(struct series *s, int column, struct text *out)
{
	int64_t most;
	int64_t *values = values_of(s, column, &most);
	const char *words = told(s, column, most);
	int end = s->margin + (int)s->columns * s->step + 1;

	add_margin(s, _(s->figure->columns[column].title), false, out);
	text_add(out, terminal_style(s->look->terminal, STYLE_ACCENT));
	for (size_t i = 0; i < s->columns; i++) {
		chart_level(values[i], most, s->look->ascii, out);
		text_add_repeated(out, ' ', (size_t)s->step - 1);
	}
	text_add(out, terminal_style(s->look->terminal, STYLE_NONE));
	if (end + unicode_width(words) <= s->look->width)
		text_printf(out, " %s", words);
	end_line(out);
}

static bool has_something(const struct series *s, int column)
{
	for (size_t i = 0; i < s->rows.count; i++)
		if (figure_number(s->figure, s->rows.first + i,
				  s->figure->columns[column].name))
			return true;
	return false;
}

void figure_draw_series(const struct figure *figure,
			const struct chart_look *look, struct text *out)
{
	struct series s = plan(figure, look);

	add_columns(&s, out);
	add_axis(&s, out);
	add_labels(&s, out);
	for (int i = 2; i < figure->column_count; i++)
		if (is_beside(figure, i) && has_something(&s, i))
			add_beside(&s, i, out);
	if (s.rows_a_column > 1) {
		wrap_append(out,
			    arena_printf(&s.arena,
					 _("(%s: %zu a column, averaged)"),
					 _(figure->columns[0].title),
					 s.rows_a_column),
			    look->width, 0, 0);
		text_add_char(out, '\n');
	}
	arena_release(&s.arena);
}
