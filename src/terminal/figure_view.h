#ifndef TERMINAL_FIGURE_VIEW_H
#define TERMINAL_FIGURE_VIEW_H

#include "base/text.h"
#include "core/figure.h"

/*
 * Figures drawn in characters: tables, bars, and a calendar with a column a
 * week.  No line is wider than asked for, nothing is said by colour, and with
 * `ascii` no character is beyond ASCII but those of texts.
 */

/* Append a figure without its title. */
void figure_draw(const struct figure *figure, int width, bool ascii,
		 struct text *out);

/* Append a line of one character a value, as high as the value is among the
 * others: " ▁▂▃▄▅▆▇█", or " .:-=+*#@" with `ascii`.  When there are more than
 * `room` only the last are shown. */
void sparkline_draw(const int64_t *values, size_t count, int room, bool ascii,
		    struct text *out);

#endif
