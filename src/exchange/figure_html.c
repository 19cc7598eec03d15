#include "exchange/figure_html.h"

#include "base/message.h"
#include "exchange/html.h"

void figure_html_value(const struct value *value, enum unit unit,
		       struct text *out)
{
	bool written = value->known && unit == UNIT_TEXT;
	struct arena arena = { 0 };

	text_add(out, written ? "<bdi>" : "");
	html_add(out, value_format(value, unit, &arena));
	text_add(out, written ? "</bdi>" : "");
	arena_release(&arena);
}

static bool is_number(enum unit unit)
{
	return unit != UNIT_TEXT && unit != UNIT_WORD && unit != UNIT_DAY;
}

/* How a cell is set. */
static const char *cell_class(enum unit unit)
{
	return is_number(unit)	   ? " class=\"number\""
	       : unit == UNIT_TEXT ? " class=\"text\""
				   : "";
}

static void add_row(const struct figure *figure, size_t row, struct text *out)
{
	text_add(out, "<tr>");
	for (int i = 0; i < figure->column_count; i++) {
		enum unit unit = figure->columns[i].unit;

		text_printf(out, i ? "<td%s>" : "<th scope=\"row\"%s>",
			    cell_class(unit));
		figure_html_value(figure_value(figure, row, i), unit, out);
		text_add(out, i ? "</td>" : "</th>");
	}
	text_add(out, "</tr>\n");
}

void figure_html_table(const struct figure *figure, struct text *out)
{
	text_add(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\""
		      " aria-label=\"");
	html_add(out, _(figure->title));
	text_add(out, "\"><table>\n<thead><tr>");
	for (int i = 0; i < figure->column_count; i++) {
		text_printf(out, "<th scope=\"col\"%s>",
			    cell_class(figure->columns[i].unit));
		html_add(out, _(figure->columns[i].title));
		text_add(out, "</th>");
	}
	text_add(out, "</tr></thead>\n<tbody>\n");
	for (size_t row = 0; row < figure->row_count; row++)
		if (!figure_row_is_empty(figure, row))
			add_row(figure, row, out);
	text_add(out, "</tbody></table></div>\n");
}

static void add_list(const struct figure *figure, struct text *out)
{
	text_add(out, "<dl>\n");
	for (int i = 0; i < figure->column_count; i++) {
		text_add(out, "<div><dt>");
		html_add(out, _(figure->columns[i].title));
		text_add(out, "</dt><dd>");
		figure_html_value(figure_value(figure, 0, i),
				  figure->columns[i].unit, out);
		text_add(out, "</dd></div>\n");
	}
	text_add(out, "</dl>\n");
}

static bool add_drawing(const struct figure *figure, struct text *out)
{
	if (figure->shape == SHAPE_CALENDAR)
		figure_html_calendar(figure, out);
	else if (figure_html_rows(figure, out))
		return true;
	else if (figure->shape == SHAPE_BARS)
		figure_html_columns(figure, out);
	else
		return false;
	return true;
}

static void add_paragraph(struct text *out, const char *kind, const char *said)
{
	text_printf(out, "<p class=\"%s\">", kind);
	html_add(out, said);
	text_add(out, "</p>\n");
}

static void add_body(const struct figure *figure, struct text *out)
{
	if (figure->remark)
		add_paragraph(out, "remark", figure->remark);
	if (figure->shape == SHAPE_LIST) {
		add_list(figure, out);
	} else if (add_drawing(figure, out)) {
		text_add(out, "<details><summary>");
		html_add(out, _("As a table"));
		text_add(out, "</summary>\n");
		figure_html_table(figure, out);
		text_add(out, "</details>\n");
	} else {
		figure_html_table(figure, out);
	}
}

void figure_html_section(const struct figure *figure, struct text *out)
{
	text_printf(out,
		    "<section id=\"%s\" aria-labelledby=\"%s-title\">\n"
		    "<h2 id=\"%s-title\">",
		    figure->name, figure->name, figure->name);
	html_add(out, _(figure->title));
	text_add(out, "</h2>\n");
	if (figure_is_empty(figure))
		add_paragraph(out, "empty",
			      figure->remark ? figure->remark
					     : _("Nothing yet."));
	else
		add_body(figure, out);
	text_add(out, "</section>\n");
}
