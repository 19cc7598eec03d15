#include "exchange/figure_html.h"

#include "base/day.h"
#include "base/message.h"
#include "exchange/html.h"

/* Half a year a block: two are a year beside each other, or on a phone one
 * below the other. */
enum { WEEKS = 27, CELL = 10, BLOCKS_LEAST = 2 };

struct calendar {
	int32_t first; /* the Monday of the first week */
	int32_t today;
	int blocks;
	int64_t most;
	int64_t *counts; /* of each day from the first on */
};

static struct calendar fill(const struct figure *figure, struct arena *arena)
{
	struct calendar c = {
		.today = figure->today,
		.most = figure_heat_most(figure, 1),
		.blocks = BLOCKS_LEAST,
	};
	int32_t end = c.today - day_weekday(c.today) + 7;
	int64_t earliest = figure_value(figure, 0, 0)->number;

	while (end - 7 * WEEKS * c.blocks > earliest)
		c.blocks++;
	c.first = end - 7 * WEEKS * c.blocks;
	c.counts = arena_array(arena, (size_t)(end - c.first),
			       sizeof(*c.counts));
	for (size_t i = 0; i < figure->row_count; i++)
		c.counts[figure_value(figure, i, 0)->number - c.first] =
			figure_value(figure, i, 1)->number;
	return c;
}

/* The year and month over the week in which a month begins. */
static void add_months(const struct calendar *c, int block, struct text *out)
{
	text_add(out, "<svg class=\"months\">");
	for (int week = 0; week < WEEKS; week++) {
		int32_t sunday = c->first + 7 * (WEEKS * block + week) + 6;
		int year, month, day;

		day_to_civil(sunday, &year, &month, &day);
		if (day > 7 || sunday - day + 1 > c->today)
			continue;
		text_add(out, "<text y=\"11\" x=\"");
		html_add_percent(out, week, WEEKS);
		if (month == 1)
			text_printf(out, "\">%d</text>", year);
		else
			text_printf(out, "\">%d</text>", month);
	}
	text_add(out, "</svg>\n");
}

static void add_day(const struct calendar *c, int32_t day, int week,
		    struct text *out)
{
	int64_t count = c->counts[day - c->first];
	char name[DAY_TEXT_SIZE];

	text_printf(out,
		    "<rect class=\"heat-%d\" x=\"%d\" y=\"%d\" width=\"8\""
		    " height=\"8\"",
		    figure_heat(count, c->most), CELL * week + 1,
		    CELL * day_weekday(day) + 1);
	if (count)
		text_printf(out, "><title>%s: %lld</title></rect>",
			    day_format(day, name), (long long)count);
	else
		text_add(out, "/>");
}

static void add_block(const struct calendar *c, int block, struct text *out)
{
	static const char *const names[] = { N_("Mo"), N_("We"), N_("Fr"),
					     N_("Su") };

	text_add(out, "<div class=\"half\">\n");
	add_months(c, block, out);
	text_add(out, "<div class=\"weekdays\">");
	for (int i = 0; i < 4; i++) {
		text_add(out, "<span>");
		html_add(out, _(names[i]));
		text_add(out, "</span>");
	}
	text_printf(out, "</div>\n<svg class=\"days\" viewBox=\"0 0 %d %d\">",
		    CELL * WEEKS, CELL * 7);
	for (int week = 0; week < WEEKS; week++) {
		int32_t monday = c->first + 7 * (WEEKS * block + week);

		for (int32_t day = monday; day < monday + 7; day++)
			if (day <= c->today)
				add_day(c, day, week, out);
	}
	text_add(out, "</svg>\n</div>\n");
}

/* From how many answers to how many a day has each colour. */
static void add_key(const struct calendar *c, struct text *out)
{
	text_add(out, "<p class=\"key\">");
	for (int level = 0; level < HEAT_LEVELS; level++) {
		bool is_last = level + 1 == HEAT_LEVELS;
		int64_t from = level ? figure_heat_from(level, c->most) : 0;
		int64_t next = is_last ? from + 1
				       : figure_heat_from(level + 1, c->most);

		if (from >= next)
			continue;
		text_printf(
			out,
			"<span><svg viewBox=\"0 0 10 10\">"
			"<rect class=\"heat-%d\" x=\"1\" y=\"1\" width=\"8\""
			" height=\"8\"/></svg> %lld",
			level, (long long)from);
		if (next - 1 > from)
			text_printf(out, "–%lld", (long long)(next - 1));
		text_add(out, is_last ? "+</span> " : "</span> ");
	}
	text_add(out, "</p>\n");
}

void figure_html_calendar(const struct figure *figure, struct text *out)
{
	struct arena arena = { 0 };
	struct calendar c = fill(figure, &arena);

	text_printf(out,
		    "<div class=\"calendar\" role=\"img\""
		    " aria-labelledby=\"%s-title\">\n",
		    figure->name);
	for (int block = 0; block < c.blocks; block++)
		add_block(&c, block, out);
	text_add(out, "</div>\n");
	add_key(&c, out);
	arena_release(&arena);
}
