#ifndef TERMINAL_CHART_H
#define TERMINAL_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "terminal/terminal.h"

/*
 * Numbers drawn in block characters, or in ASCII alone.  Nothing is said by
 * colour.
 */
struct chart_look {
	const struct terminal *terminal; /* for its styles */
	int width;			 /* columns */
	bool ascii;			 /* draw with ASCII alone */
	bool plain;			 /* draw nothing: numbers in rows */
};

/* Append a bar from left to right that is `room` columns for `most`, in
 * eighths of a column: "█████▍", or "######"; at least an eighth for a value
 * above 0. */
void chart_bar(int64_t value, int64_t most, int room,
	       const struct chart_look *look, struct text *out);

/* Append one character as high as a value is among values up to `most`: one
 * of " ▁▂▃▄▅▆▇█", or " .:-=+*#@". */
void chart_level(int64_t value, int64_t most, bool ascii, struct text *out);

/* Append a sparkline: such a character for each value, without colour. */
void chart_sparkline(const int64_t *values, size_t count, bool ascii,
		     struct text *out);

/* A chart of columns `step` apart, as high as its lines for `most`. */
struct chart_columns {
	const int64_t *values;
	size_t count;
	int64_t most;
	int lines;
	int step;
};

/* Append one of its lines, the top one 0, in eighths of a line; without a
 * newline. */
void chart_line(const struct chart_columns *chart, int line,
		const struct chart_look *look, struct text *out);

#endif
