#ifndef TERMINAL_FIGURE_PARTS_H
#define TERMINAL_FIGURE_PARTS_H

#include "core/figure.h"
#include "terminal/chart.h"

/* What the files that draw figures share; only terminal/ sees it. */

bool figure_is_column(const struct figure *figure, int column,
		      const char *name);

/* The cell of a row, visible and on one line.  In *arena*. */
const char *figure_cell(const struct figure *figure, size_t row, int column,
			struct arena *arena);

/* Rows from the first to the last that says something. */
struct figure_span {
	size_t first, count;
};

struct figure_span figure_span(const struct figure *figure);

/* A line a row, with a bar behind it: a table, or a picture of bars. */
void figure_draw_rows(const struct figure *figure,
		      const struct chart_look *look, struct text *out);

/* A column for each row, or for as many rows as it takes to fit: for days and
 * months; below it a sparkline for each further column of the figure. */
void figure_draw_series(const struct figure *figure,
			const struct chart_look *look, struct text *out);

/* A column a week, a line a weekday, up to today. */
void figure_draw_calendar(const struct figure *figure,
			  const struct chart_look *look, struct text *out);

#endif
