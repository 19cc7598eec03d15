#include "exchange/figure_html.h"

#include "base/day.h"
#include "base/message.h"
#include "exchange/html.h"

/*
 * Columns stand at even steps: days, hours, eases by their numbers, what is
 * named by a text one after another.  More steps than fit are drawn in groups,
 * of whole weeks where they are days.  Heights are in tenths of a pixel.
 */

enum {
	HEIGHT = 1200,
	COLUMNS_MOST = 100,
	LABELS_MOST = 12,
	FEW_COLUMNS = 10,
	DAYS_OF_LINE = 7,
};

struct axis {
	enum unit unit;
	int64_t first; /* the step of the first row, when it is a number */
	int64_t steps;
	int64_t group; /* so many steps are one column */
	int64_t columns;
};

/* What one column stands for. */
struct column {
	int64_t sum;		 /* of the values */
	int64_t asked, recalled; /* what a share is of */
};

static int64_t step_of(const struct figure *figure, size_t row)
{
	return figure->columns[0].unit == UNIT_TEXT
		       ? (int64_t)row
		       : figure_value(figure, row, 0)->number;
}

static struct axis measure(const struct figure *figure)
{
	struct axis axis = { .unit = figure->columns[0].unit, .group = 1 };

	axis.first = step_of(figure, 0);
	axis.steps = step_of(figure, figure->row_count - 1) - axis.first + 1;
	if (axis.steps > COLUMNS_MOST) {
		axis.group = (axis.steps + COLUMNS_MOST - 1) / COLUMNS_MOST;
		if (axis.unit == UNIT_DAY)
			axis.group = (axis.group + 6) / 7 * 7;
	}
	axis.columns = (axis.steps + axis.group - 1) / axis.group;
	return axis;
}

/* The last group is whole, so that the last days are not made less: the first
 * column may begin before the first step. */
static int64_t beginning(const struct axis *axis)
{
	return axis->first + axis->steps - axis->columns * axis->group;
}

static int64_t column_of(const struct axis *axis, int64_t step)
{
	return (step - beginning(axis)) / axis->group;
}

static struct column *collect(const struct figure *figure, int column,
			      const struct axis *axis, struct arena *arena)
{
	struct column *columns = arena_array(arena, (size_t)axis->columns,
					     sizeof(*columns));

	for (size_t row = 0; row < figure->row_count; row++) {
		struct column *c =
			&columns[column_of(axis, step_of(figure, row))];

		c->sum += figure_value(figure, row, column)->number;
		c->asked += figure_number(figure, row, "asked");
		c->recalled += figure_number(figure, row, "recalled");
	}
	return columns;
}

/* ---- the axes ------------------------------------------------------------ */

static void add_label(struct text *out, const char *anchor, int64_t part,
		      int64_t whole, const char *label)
{
	text_printf(out, "<text class=\"%s\" y=\"140\" x=\"", anchor);
	html_add_percent(out, part, whole);
	text_add(out, "\">");
	html_add(out, label);
	text_add(out, "</text>");
}

/* Numbers are short enough for many labels. */
static void add_numbers(const struct axis *axis, struct arena *arena,
			struct text *out)
{
	int64_t each = (axis->columns + LABELS_MOST - 1) / LABELS_MOST;

	for (int64_t i = 0; i < axis->columns; i += each) {
		struct value value = {
			.known = true,
			.number = beginning(axis) + i * axis->group,
		};

		add_label(out, "middle", 2 * i + 1, 2 * axis->columns,
			  value_format(&value, axis->unit, arena));
	}
}

/* Of days and months the first, the middle and the last. */
static void add_steps(const struct figure *figure, const struct axis *axis,
		      struct arena *arena, struct text *out)
{
	static const char *const anchors[] = { "start", "middle", "end" };
	size_t last = figure->row_count - 1;

	text_add(out, "<text class=\"end\" y=\"140\" x=\"-8\">");
	html_add(out, _(figure->columns[0].title));
	text_add(out, "</text>");
	if (axis->unit != UNIT_DAY && axis->unit != UNIT_TEXT) {
		add_numbers(axis, arena, out);
		return;
	}
	for (size_t i = 0; i <= 2; i++) {
		size_t row = last * i / 2;
		int64_t middle;

		if (i < 2 && row == last * (i + 1) / 2)
			continue;
		middle = 2 * column_of(axis, step_of(figure, row)) + 1;
		add_label(out, anchors[i],
			  i == 1 ? middle : (int64_t)i * axis->columns,
			  2 * axis->columns,
			  value_format(figure_value(figure, row, 0), axis->unit,
				       arena));
	}
}

/* One of the lines at the foot, in the middle and at the top. */
static void add_tick(struct text *out, int half, const char *label)
{
	int y = (HEIGHT - HEIGHT * half / 2) / 10;

	text_printf(out,
		    "<line class=\"grid\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>"
		    "<text class=\"end\" x=\"-8\" y=\"%d\">%s</text>",
		    y, y, y + 4, label);
}

/* ---- counts -------------------------------------------------------------- */

/* The least of 1, 2, 4, 6, 8, 10, 20, ... that is not under the most. */
static int64_t round_up(int64_t most)
{
	int64_t power = 1, factor = 1;

	while (10 * power < most)
		power *= 10;
	while (factor * power < most)
		factor += factor == 1 ? 1 : 2;
	return factor * power;
}

static void add_counts(const struct figure *figure, int column,
		       const struct axis *axis, struct arena *arena,
		       struct text *out)
{
	struct column *columns = collect(figure, column, axis, arena);
	enum unit unit = figure->columns[column].unit;
	int64_t one = unit == UNIT_MINUTES ? 60000 : 1, most = 1, top;

	for (int64_t i = 0; i < axis->columns; i++)
		most = columns[i].sum > most ? columns[i].sum : most;
	top = round_up((most + one - 1) / one);
	for (int i = 0; i <= 2; i++)
		if (i != 1 || top % 2 == 0)
			add_tick(out, i,
				 arena_printf(arena, "%lld",
					      (long long)(top * i / 2)));
	for (int64_t i = 0; i < axis->columns; i++) {
		int64_t high = columns[i].sum * HEIGHT / (top * one);

		if (columns[i].sum == 0)
			continue;
		high = high < 10 ? 10 : high;
		text_add(out, "<rect class=\"bar\" x=\"");
		html_add_percent(out, 100 * i + 10, 100 * axis->columns);
		text_add(out, "\" width=\"");
		html_add_percent(out, 80, 100 * axis->columns);
		text_printf(out, "\" y=\"%lld.%lld\" height=\"%lld.%lld\"/>",
			    (long long)((HEIGHT - high) / 10),
			    (long long)((HEIGHT - high) % 10),
			    (long long)(high / 10), (long long)(high % 10));
	}
}

/* ---- shares -------------------------------------------------------------- */

static int64_t share_of(const struct column *columns, int64_t first,
			int64_t last)
{
	int64_t asked = 0, recalled = 0;

	for (int64_t i = first < 0 ? 0 : first; i <= last; i++) {
		asked += columns[i].asked;
		recalled += columns[i].recalled;
	}
	return asked ? recalled * 1000 / asked : -1;
}

/* A day alone says little: a line goes through the shares of a week. */
static bool has_line(const struct figure *figure, int column,
		     const struct axis *axis)
{
	return figure->columns[column].unit == UNIT_SHARE &&
	       axis->unit == UNIT_DAY && axis->group == 1;
}

/* In a square of its own that is stretched as wide as the columns. */
static void add_share_line(const struct column *columns,
			   const struct axis *axis, int64_t least,
			   struct text *out)
{
	int64_t width = 10 * axis->columns;
	bool on = false;

	text_printf(out,
		    "<svg width=\"100%%\" height=\"%d\""
		    " viewBox=\"0 0 %lld %d\" preserveAspectRatio=\"none\">"
		    "<path class=\"line\" d=\"",
		    HEIGHT / 10, (long long)width, HEIGHT);
	for (int64_t i = 0; i < axis->columns; i++) {
		int64_t share = share_of(columns, i + 1 - DAYS_OF_LINE, i);
		int64_t x = 10 * i + 5;

		if (share >= 0)
			text_printf(out, "%s%lld %lld", on ? "L" : "M",
				    (long long)x,
				    (long long)((1000 - share) * HEIGHT /
						(1000 - least)));
		on = share >= 0;
	}
	text_add(out, "\"/></svg>");
}

static void add_shares(const struct figure *figure, int column,
		       const struct axis *axis, struct arena *arena,
		       struct text *out)
{
	struct column *columns = collect(figure, column, axis, arena);
	int64_t least = 900;

	for (int64_t i = 0; i < axis->columns; i++) {
		int64_t share = share_of(columns, i, i);

		if (share >= 0 && share < least)
			least = share / 100 * 100;
	}
	for (int i = 0; i <= 2; i++)
		add_tick(out, i,
			 arena_printf(
				 arena, "%lld%%",
				 (long long)((2 * least + (1000 - least) * i) /
					     20)));
	if (has_line(figure, column, axis))
		add_share_line(columns, axis, least, out);
	for (int64_t i = 0; i < axis->columns; i++) {
		int64_t share = share_of(columns, i, i);

		if (share < 0)
			continue;
		text_add(out, "<circle class=\"dot\" r=\"3\" cx=\"");
		html_add_percent(out, 2 * i + 1, 2 * axis->columns);
		text_printf(out, "\" cy=\"%lld\"/>",
			    (long long)((1000 - share) * HEIGHT /
					(1000 - least) / 10));
	}
}

/* ---- a panel ------------------------------------------------------------- */

/* Counts that have no room in a terminal are left to the table. */
static bool is_drawn(const struct figure *figure, int column)
{
	const struct figure_column *c = &figure->columns[column];
	bool said = false;

	for (size_t row = 0; row < figure->row_count && !said; row++)
		said = figure_value(figure, row, column)->number;
	return said && (!c->optional || c->unit != UNIT_COUNT);
}

static void add_note(struct text *out, const char *format, int64_t days)
{
	struct text said = { 0 };

	text_printf(&said, format, (long long)days);
	text_add(out, "<p class=\"key\">");
	html_add(out, text_string(&said));
	text_add(out, "</p>\n");
	text_release(&said);
}

static void add_panel(const struct figure *figure, int column,
		      const struct axis *axis, struct text *out)
{
	struct arena arena = { 0 };

	text_add(out, "<h3>");
	html_add(out, _(figure->columns[column].title));
	text_printf(out,
		    "</h3>\n<div class=\"columns%s\"><svg role=\"img\""
		    " aria-labelledby=\"%s-title\">\n",
		    axis->columns < FEW_COLUMNS ? " few" : "", figure->name);
	if (figure->columns[column].unit == UNIT_SHARE)
		add_shares(figure, column, axis, &arena, out);
	else
		add_counts(figure, column, axis, &arena, out);
	add_steps(figure, axis, &arena, out);
	text_add(out, "\n</svg></div>\n");
	arena_release(&arena);
	if (has_line(figure, column, axis))
		add_note(
			out,
			_("A dot is one day; the line is of the %lld days up to it."),
			DAYS_OF_LINE);
}

void figure_html_columns(const struct figure *figure, struct text *out)
{
	struct axis axis = measure(figure);

	for (int i = 1; i < figure->column_count; i++)
		if (is_drawn(figure, i))
			add_panel(figure, i, &axis, out);
	if (axis.unit == UNIT_DAY && axis.group > 1)
		add_note(out,
			 ngettext("Each column is %lld day.",
				  "Each column is %lld days.",
				  (unsigned long)axis.group),
			 axis.group);
}
