#include "terminal/figure_parts.h"

#include "base/day.h"
#include "base/message.h"
#include "base/unicode.h"
#include "terminal/wrap.h"

enum { WEEKS_MOST = 53, WEEKDAY_COLUMNS = 4 };

struct calendar {
	int32_t monday; /* of the first week shown */
	int weeks;
	int64_t counts[WEEKS_MOST * 7];
	int64_t most;
};

static struct calendar fill(const struct figure *figure, int width)
{
	struct calendar c = {
		.weeks = width - WEEKDAY_COLUMNS,
		.most = figure_heat_most(figure, 1),
	};
	int32_t monday = figure->today - day_weekday(figure->today);

	c.weeks = c.weeks < 1 ? 1 : c.weeks > WEEKS_MOST ? WEEKS_MOST : c.weeks;
	c.monday = monday - 7 * (c.weeks - 1);
	for (size_t i = 0; i < figure->row_count; i++) {
		int64_t place = figure->values[2 * i].number - c.monday;

		if (place >= 0 && place < c.weeks * 7)
			c.counts[place] = figure->values[2 * i + 1].number;
	}
	return c;
}

/* The month that begins in a week, 1 to 12, or 0. */
static int month_begun(const struct calendar *c, int week)
{
	int year, month, day;

	day_to_civil(c->monday + 7 * week + 6, &year, &month, &day);
	return day <= 7 ? month : 0;
}

/* The name of a month over the week in which its first day is. */
static void add_months(const struct calendar *c, struct text *out)
{
	static const char *const names[] = {
		N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
		N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
		N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
	};
	int column = 0;

	text_add_repeated(out, ' ', WEEKDAY_COLUMNS);
	for (int week = 0; week < c->weeks; week++) {
		int month = month_begun(c, week);
		const char *name = month ? _(names[month - 1]) : "";
		int width = unicode_width(name);

		if (!month || week < column || week + width > c->weeks)
			continue;
		text_add_repeated(out, ' ', (size_t)(week - column));
		text_add(out, name);
		column = week + width;
	}
	text_add_char(out, '\n');
}

static const char *const heat[2][HEAT_LEVELS] = {
	{ "·", "░", "▒", "▓", "█" },
	{ ".", "-", "+", "*", "#" },
};

static void add_weekday(const struct calendar *c, int weekday, int32_t today,
			const struct chart_look *look, struct text *out)
{
	static const char *const names[] = { N_("Mo"), N_("Tu"), N_("We"),
					     N_("Th"), N_("Fr"), N_("Sa"),
					     N_("Su") };

	wrap_pad(out, _(names[weekday]), WEEKDAY_COLUMNS);
	text_add(out, terminal_style(look->terminal, STYLE_GOOD));
	for (int week = 0; week < c->weeks; week++) {
		int place = 7 * week + weekday;
		int level = figure_heat(c->counts[place], c->most);

		if (c->monday + place <= today)
			text_add(out, heat[look->ascii][level]);
	}
	text_add(out, terminal_style(look->terminal, STYLE_NONE));
	text_add_char(out, '\n');
}

/* From how many answers on a day has each character. */
static void add_key(const struct calendar *c, const struct chart_look *look,
		    struct text *out)
{
	struct text key = { 0 };

	text_printf(&key, "%s 0", heat[look->ascii][0]);
	for (int level = 1; level < HEAT_LEVELS; level++) {
		int64_t from = figure_heat_from(level, c->most);

		if (level + 1 == HEAT_LEVELS ||
		    from < figure_heat_from(level + 1, c->most))
			text_printf(&key, "  %s %lld+",
				    heat[look->ascii][level], (long long)from);
	}
	text_add_repeated(out, ' ', WEEKDAY_COLUMNS);
	wrap_append(out, text_string(&key), look->width, WEEKDAY_COLUMNS,
		    WEEKDAY_COLUMNS);
	text_add_char(out, '\n');
	text_release(&key);
}

void figure_draw_calendar(const struct figure *figure,
			  const struct chart_look *look, struct text *out)
{
	struct calendar c = fill(figure, look->width);

	add_months(&c, out);
	for (int weekday = 0; weekday < 7; weekday++)
		add_weekday(&c, weekday, figure->today, look, out);
	add_key(&c, look, out);
}
