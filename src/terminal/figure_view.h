#ifndef TERMINAL_FIGURE_VIEW_H
#define TERMINAL_FIGURE_VIEW_H

#include "base/text.h"
#include "core/figure.h"
#include "terminal/chart.h"

/*
 * Figures drawn in characters: sentences, tables, bars, columns, and a
 * calendar.  No line is wider than asked for, and in ASCII no character is
 * beyond it but those of texts.
 */

/* Append a figure without its title; "Nothing yet." when it is empty. */
void figure_draw(const struct figure *figure, const struct chart_look *look,
		 struct text *out);

#endif
