#include "exchange/figure_writer.h"

#include <string.h>

#include "base/day.h"
#include "base/json.h"

static const struct value *value_of(const struct figure *figure, size_t row,
				    int column)
{
	return &figure->values[row * (size_t)figure->column_count +
			       (size_t)column];
}

/* A number that is no text. */
static void add_number(struct text *out, int64_t number, enum unit unit)
{
	if (unit == UNIT_SHARE)
		text_printf(out, "%lld.%06lld", (long long)(number / 1000000),
			    (long long)(number % 1000000));
	else if (unit == UNIT_TENTHS)
		text_printf(out, "%lld.%lld", (long long)(number / 10),
			    (long long)(number % 10));
	else
		text_printf(out, "%lld", (long long)number);
}

static void add_json(struct text *out, const struct value *value,
		     enum unit unit)
{
	char day[DAY_TEXT_SIZE];

	if (!value->known)
		text_add(out, "null");
	else if (unit == UNIT_TEXT || unit == UNIT_WORD)
		json_add_string(out, value->text);
	else if (unit == UNIT_DAY)
		json_add_string(out, day_format((int32_t)value->number, day));
	else
		add_number(out, value->number, unit);
}

void figure_write_json(const struct figure *figure, struct text *out)
{
	json_add_string(out, figure->name);
	text_add(out, ":[");
	for (size_t row = 0; row < figure->row_count; row++) {
		text_add(out, row ? ",{" : "{");
		for (int i = 0; i < figure->column_count; i++) {
			text_printf(out, "%s\"%s\":", i ? "," : "",
				    figure->columns[i].name);
			add_json(out, value_of(figure, row, i),
				 figure->columns[i].unit);
		}
		text_add_char(out, '}');
	}
	text_add_char(out, ']');
}

/* RFC 4180, without what a spreadsheet would take for a formula. */
static void add_quoted(struct text *out, const char *string)
{
	text_add_char(out, '"');
	if (*string && strchr("=+-@\t\r", *string))
		text_add_char(out, '\'');
	for (const char *p = string; *p; p++) {
		if (*p == '"')
			text_add_char(out, '"');
		text_add_char(out, *p);
	}
	text_add_char(out, '"');
}

static void add_csv(struct text *out, const struct value *value, enum unit unit)
{
	char day[DAY_TEXT_SIZE];

	if (!value->known)
		return;
	if (unit == UNIT_TEXT)
		add_quoted(out, value->text);
	else if (unit == UNIT_WORD)
		text_add(out, value->text);
	else if (unit == UNIT_DAY)
		text_add(out, day_format((int32_t)value->number, day));
	else
		add_number(out, value->number, unit);
}

void figure_write_csv(const struct figure *figure, struct text *out)
{
	for (int i = 0; i < figure->column_count; i++)
		text_printf(out, "%s%s", i ? "," : "", figure->columns[i].name);
	text_add_char(out, '\n');
	for (size_t row = 0; row < figure->row_count; row++) {
		for (int i = 0; i < figure->column_count; i++) {
			if (i)
				text_add_char(out, ',');
			add_csv(out, value_of(figure, row, i),
				figure->columns[i].unit);
		}
		text_add_char(out, '\n');
	}
}
