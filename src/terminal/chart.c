#include "terminal/chart.h"

static const char *const heights[2][9] = {
	{ " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" },
	{ " ", ".", ":", "-", "=", "+", "*", "#", "@" },
};

/* What of `most` a value is, in eighths of so many cells: of something never
 * nothing. */
static int64_t eighths_of(int64_t value, int64_t most, int cells)
{
	int64_t eighths = value >= most ? (int64_t)cells * 8
					: value * cells * 8 / most;

	return value > 0 && eighths == 0 ? 1 : eighths;
}

void chart_bar(int64_t value, int64_t most, int room,
	       const struct chart_look *look, struct text *out)
{
	static const char *const parts[] = { "",  "▏", "▎", "▍",
					     "▌", "▋", "▊", "▉" };
	int64_t eighths = eighths_of(value, most, room);

	if (eighths <= 0)
		return;
	text_add(out, terminal_style(look->terminal, STYLE_ACCENT));
	if (look->ascii)
		text_add_repeated(out, '#', (size_t)((eighths + 7) / 8));
	for (int64_t i = 0; !look->ascii && i < eighths / 8; i++)
		text_add(out, "█");
	if (!look->ascii)
		text_add(out, parts[eighths % 8]);
	text_add(out, terminal_style(look->terminal, STYLE_NONE));
}

void chart_level(int64_t value, int64_t most, bool ascii, struct text *out)
{
	int64_t level = value <= 0	? 0
			: value >= most ? 8
					: (value * 8 + most - 1) / most;

	text_add(out, heights[ascii][level]);
}

void chart_sparkline(const int64_t *values, size_t count, bool ascii,
		     struct text *out)
{
	int64_t most = 1;

	for (size_t i = 0; i < count; i++)
		most = values[i] > most ? values[i] : most;
	for (size_t i = 0; i < count; i++)
		chart_level(values[i], most, ascii, out);
}

/* A column of ASCII is not cut into eighths but rounded up to lines. */
static const char *part(int64_t eighths, bool ascii)
{
	if (eighths <= 0)
		return " ";
	return ascii ? "#" : heights[0][eighths < 8 ? eighths : 8];
}

void chart_line(const struct chart_columns *chart, int line,
		const struct chart_look *look, struct text *out)
{
	int below = chart->lines - 1 - line;

	text_add(out, terminal_style(look->terminal, STYLE_ACCENT));
	for (size_t i = 0; i < chart->count; i++) {
		int64_t eighths = eighths_of(chart->values[i], chart->most,
					     chart->lines);

		text_add(out, part(eighths - 8 * below, look->ascii));
		if (i + 1 < chart->count)
			text_add_repeated(out, ' ', (size_t)chart->step - 1);
	}
	text_add(out, terminal_style(look->terminal, STYLE_NONE));
}
