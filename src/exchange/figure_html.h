#ifndef EXCHANGE_FIGURE_HTML_H
#define EXCHANGE_FIGURE_HTML_H

#include "base/text.h"
#include "core/figure.h"

/*
 * A figure as HTML: a drawing for the eye in SVG, chosen by what its columns
 * are, and a table with every number.  Lengths along the page are percentages
 * and sizes of letters are the page's, so that a drawing fits a phone without
 * being shrunk.  How it looks is in statistics.css; nothing is said by colour
 * alone.
 */

/* Append the section of a figure, with its title as a heading. */
void figure_html_section(const struct figure *figure, struct text *out);

/* ---- the parts of it, each in a file of its own -------------------------- */

/* Append a value as people read it; a text of the learner keeps its direction
 * of writing to itself. */
void figure_html_value(const struct value *value, enum unit unit,
		       struct text *out);

/* Append the rows that say something as a table. */
void figure_html_table(const struct figure *figure, struct text *out);

/* A row a line: shares with their intervals, counts as bars, grades as parts
 * of a whole.  False, with nothing appended, when a figure has none of these.
 */
bool figure_html_rows(const struct figure *figure, struct text *out);

/* A panel of columns for each column of a SHAPE_BARS along days, hours or
 * other steps. */
void figure_html_columns(const struct figure *figure, struct text *out);

/* A square a day in a column a week, half a year a block. */
void figure_html_calendar(const struct figure *figure, struct text *out);

#endif
