#include "terminal/figure_view.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "terminal/figure_parts.h"
#include "terminal/wrap.h"

bool figure_is_column(const struct figure *figure, int column, const char *name)
{
	return strcmp(figure->columns[column].name, name) == 0;
}

static const char *text_of(const struct figure *figure, size_t row, int column,
			   struct arena *arena)
{
	const struct value *value =
		&figure->values[row * (size_t)figure->column_count +
				(size_t)column];

	return value_format(value, figure->columns[column].unit, arena);
}

/* "88% (87-89%)" */
static const char *share_with_bounds(const struct figure *figure, size_t row,
				     int column, struct arena *arena)
{
	int64_t low = figure_number(figure, row, "low");
	const struct value *high = figure_at(figure, row, "high");
	const char *share = text_of(figure, row, column, arena);

	if (!high || !high->known)
		return share;
	return arena_printf(arena, "%s (%lld-%s)", share,
			    (long long)((low + 5000) / 10000),
			    value_format(high, UNIT_SHARE, arena));
}

const char *figure_cell(const struct figure *figure, size_t row, int column,
			struct arena *arena)
{
	const char *text = figure_is_column(figure, column, "share")
				   ? share_with_bounds(figure, row, column,
						       arena)
				   : text_of(figure, row, column, arena);

	return unicode_visible(text, VISIBLE_ONE_LINE, arena);
}

struct figure_span figure_span(const struct figure *figure)
{
	struct figure_span span = { .count = figure->row_count };

	while (span.count && figure_row_is_empty(figure, span.count - 1))
		span.count--;
	while (span.count && figure_row_is_empty(figure, span.first)) {
		span.first++;
		span.count--;
	}
	return span;
}

enum { BARS_MOST = 24 };

/* Days stand side by side, and so does what would be too long below each
 * other. */
static bool is_series(const struct figure *figure)
{
	return figure->columns[0].unit == UNIT_DAY ||
	       figure->row_count > BARS_MOST;
}

static void draw(const struct figure *figure, const struct chart_look *look,
		 struct text *out)
{
	if (figure->shape == SHAPE_LIST)
		return;
	if (figure->shape == SHAPE_CALENDAR && !look->plain)
		figure_draw_calendar(figure, look, out);
	else if (figure->shape == SHAPE_BARS && is_series(figure) &&
		 !look->plain)
		figure_draw_series(figure, look, out);
	else
		figure_draw_rows(figure, look, out);
}

void figure_draw(const struct figure *figure, const struct chart_look *look,
		 struct text *out)
{
	if (figure_is_empty(figure) && figure->shape != SHAPE_LIST) {
		text_printf(out, "%s\n", _("Nothing yet."));
		return;
	}
	draw(figure, look, out);
	if (figure->remark) {
		wrap_append(out, figure->remark, look->width, 0, 0);
		text_add_char(out, '\n');
	}
}
