#include "exchange/figure_html.h"

#include "base/message.h"
#include "exchange/html.h"

enum { WHOLE_PPM = 1000000, TENTH_PPM = 100000, GRADES = 6 };

static bool has(const struct figure *figure, const char *column)
{
	return figure_at(figure, 0, column);
}

/* ---- a row: its words, its drawing, its value ---------------------------- */

/* The columns of words that a row begins with. */
static int count_words(const struct figure *figure)
{
	int count = 0;

	while (count < figure->column_count &&
	       figure->columns[count].unit == UNIT_WORD)
		count++;
	return count;
}

/* The first of two words is said once for the rows that share it. */
static bool is_said(const struct figure *figure, size_t row, int column)
{
	return row > 0 && column + 1 < count_words(figure) &&
	       !figure_row_is_empty(figure, row - 1) &&
	       text_equal(figure_value(figure, row, column)->text,
			  figure_value(figure, row - 1, column)->text);
}

static void begin_row(const struct figure *figure, size_t row, struct text *out)
{
	for (int i = 0; i < count_words(figure); i++) {
		text_add(out, "<span>");
		if (!is_said(figure, row, i))
			figure_html_value(figure_value(figure, row, i),
					  UNIT_WORD, out);
		text_add(out, "</span>");
	}
	text_add(out, "<svg>");
}

static void end_row(struct text *out, const struct value *value, enum unit unit)
{
	text_add(out, "</svg><b>");
	figure_html_value(value, unit, out);
	text_add(out, "</b>\n");
}

/* ---- shares with their intervals ----------------------------------------- */

/* The tenth below all that is drawn: there the drawing begins. */
static int64_t least_share(const struct figure *figure)
{
	int64_t least = WHOLE_PPM - TENTH_PPM;

	for (size_t row = 0; row < figure->row_count; row++) {
		const struct value *promised = figure_at(figure, row,
							 "promised");
		int64_t low = figure_number(figure, row, "low");

		if (figure_number(figure, row, "asked") == 0)
			continue;
		least = low < least ? low : least;
		if (promised && promised->known && promised->number < least)
			least = promised->number;
	}
	return least / TENTH_PPM * TENTH_PPM;
}

/* ` x="12.34%"`: where a share is between the least and all. */
static void add_place(struct text *out, const char *attribute, int64_t share,
		      int64_t least)
{
	text_printf(out, " %s=\"", attribute);
	html_add_percent(out, share - least, WHOLE_PPM - least);
	text_add(out, "\"");
}

/* The lines of the three labels of the axis. */
static const char grid[] =
	"<line class=\"grid\" y2=\"100%\"/>"
	"<line class=\"grid\" x1=\"50%\" x2=\"50%\" y2=\"100%\"/>"
	"<line class=\"grid\" x1=\"100%\" x2=\"100%\" y2=\"100%\"/>";

static const char diamond[] =
	"<path class=\"promised\" d=\"M0-6 5 0 0 6-5 0z\"/>";

static void add_share(const struct figure *figure, size_t row, int64_t least,
		      struct text *out)
{
	const struct value *promised = figure_at(figure, row, "promised");

	text_add(out, grid);
	text_add(out, "<line class=\"whisker\" y1=\"50%\" y2=\"50%\"");
	add_place(out, "x1", figure_number(figure, row, "low"), least);
	add_place(out, "x2", figure_number(figure, row, "high"), least);
	text_add(out, "/>");
	if (promised && promised->known) {
		text_add(out, "<svg y=\"50%\"");
		add_place(out, "x", promised->number, least);
		text_printf(out, ">%s</svg>", diamond);
	}
	text_add(out, "<circle class=\"dot\" r=\"4.5\" cy=\"50%\"");
	add_place(out, "cx", figure_number(figure, row, "share"), least);
	text_add(out, "/>");
}

/* "74%", with the counts where there is room. */
static void end_share(const struct figure *figure, size_t row, struct text *out)
{
	text_printf(out, "</svg><b><small>%lld/%lld</small> ",
		    (long long)figure_number(figure, row, "recalled"),
		    (long long)figure_number(figure, row, "asked"));
	figure_html_value(figure_at(figure, row, "share"), UNIT_SHARE, out);
	text_add(out, "</b>\n");
}

/* A row of nothing but the drawing. */
static void begin_wordless_row(const struct figure *figure, const char *kind,
			       struct text *out)
{
	for (int i = 0; i < count_words(figure); i++)
		text_add(out, "<span></span>");
	text_printf(out, "<svg class=\"%s\">", kind);
}

/* Between rows of one first word and those of the next. */
static void add_gap(const struct figure *figure, struct text *out)
{
	begin_wordless_row(figure, "gap", out);
	text_add(out, grid);
	text_add(out, "</svg><b></b>\n");
}

static void add_axis(const struct figure *figure, int64_t least,
		     struct text *out)
{
	begin_wordless_row(figure, "axis", out);
	for (int i = 0; i <= 2; i++)
		text_printf(out,
			    "<text class=\"middle\" x=\"%d%%\" y=\"16\">%lld%%"
			    "</text>",
			    50 * i,
			    (long long)((2 * least + (WHOLE_PPM - least) * i) /
					20000));
	text_add(out, "</svg><b></b>\n");
}

static void add_share_key(const struct figure *figure, struct text *out)
{
	text_add(out,
		 "<p class=\"key\"><span><svg><circle class=\"dot\" r=\"4.5\""
		 " cx=\"50%\" cy=\"50%\"/></svg> ");
	html_add(out, _("recalled"));
	text_add(out, "</span> <span><svg><line class=\"whisker\" x2=\"100%\""
		      " y1=\"50%\" y2=\"50%\"/></svg> ");
	html_add(out, _("where the true share is, 19 times out of 20"));
	text_add(out, "</span>");
	if (has(figure, "promised")) {
		text_printf(
			out,
			" <span><svg><svg x=\"50%%\" y=\"50%%\">%s</svg></svg>"
			" ",
			diamond);
		html_add(out, _("promised"));
		text_add(out, "</span>");
	}
	text_add(out, "</p>\n");
}

static void add_shares(const struct figure *figure, struct text *out)
{
	int64_t least = least_share(figure);
	int drawn = 0;

	for (size_t row = 0; row < figure->row_count; row++) {
		if (figure_number(figure, row, "asked") == 0)
			continue;
		if (drawn++ && count_words(figure) > 1 &&
		    !is_said(figure, row, 0))
			add_gap(figure, out);
		begin_row(figure, row, out);
		add_share(figure, row, least, out);
		end_share(figure, row, out);
	}
	add_axis(figure, least, out);
}

/* ---- grades as parts of a whole ------------------------------------------ */

static int64_t count_grade(const struct figure *figure, size_t row, int grade)
{
	static const char *const names[GRADES] = { "grade_0", "grade_1",
						   "grade_2", "grade_3",
						   "grade_4", "grade_5" };

	return figure_number(figure, row, names[grade]);
}

/* A part too narrow for a digit has none. */
enum { DIGIT_FROM_PERCENT = 8 };

static void add_grades(const struct figure *figure, size_t row, int64_t sum,
		       struct text *out)
{
	int64_t before = 0;

	for (int grade = 0; grade < GRADES; grade++) {
		int64_t count = count_grade(figure, row, grade);

		if (count == 0)
			continue;
		text_printf(
			out,
			"<rect class=\"grade-%d\" y=\"4\" height=\"22\" x=\"",
			grade);
		html_add_percent(out, before, sum);
		text_add(out, "\" width=\"");
		html_add_percent(out, count, sum);
		text_add(out, "\"/>");
		if (100 * count >= DIGIT_FROM_PERCENT * sum) {
			text_printf(
				out,
				"<text class=\"middle on-%d\" y=\"20\" x=\"",
				grade);
			html_add_percent(out, 2 * before + count, 2 * sum);
			text_printf(out, "\">%d</text>", grade);
		}
		before += count;
	}
}

static void add_stacks(const struct figure *figure, struct text *out)
{
	for (size_t row = 0; row < figure->row_count; row++) {
		struct value sum = { .known = true };

		for (int grade = 0; grade < GRADES; grade++)
			sum.number += count_grade(figure, row, grade);
		if (sum.number == 0)
			continue;
		begin_row(figure, row, out);
		add_grades(figure, row, sum.number, out);
		end_row(out, &sum, UNIT_COUNT);
	}
}

static void add_grade_key(struct text *out)
{
	static const char *const words[GRADES] = { NULL,	NULL,
						   N_("again"), N_("hard"),
						   N_("good"),	N_("easy") };

	text_add(out, "<p class=\"key\">");
	for (int grade = 0; grade < GRADES; grade++) {
		text_printf(
			out,
			"<span><svg><rect class=\"grade-%d\" width=\"100%%\""
			" height=\"100%%\"/></svg> %d ",
			grade, grade);
		html_add(out, words[grade] ? _(words[grade]) : "");
		text_add(out, "</span> ");
	}
	text_add(out, "</p>\n");
}

/* ---- counts -------------------------------------------------------------- */

static void add_bars(const struct figure *figure, struct text *out)
{
	int64_t most = figure_most(figure, 1);

	for (size_t row = 0; row < figure->row_count; row++) {
		const struct value *value = figure_value(figure, row, 1);

		begin_row(figure, row, out);
		text_add(out, "<rect class=\"bar\" y=\"8\" height=\"14\""
			      " rx=\"2\" width=\"");
		html_add_percent(out, value->number, most);
		text_add(out, "\"/>");
		end_row(out, value, figure->columns[1].unit);
	}
}

bool figure_html_rows(const struct figure *figure, struct text *out)
{
	bool shares = has(figure, "low"), grades = has(figure, "grade_0");

	if (!shares && !grades &&
	    (figure->shape != SHAPE_BARS || count_words(figure) == 0))
		return false;
	text_printf(out,
		    "<div class=\"rows words-%d\" role=\"img\""
		    " aria-labelledby=\"%s-title\">\n",
		    count_words(figure), figure->name);
	if (shares)
		add_shares(figure, out);
	else if (grades)
		add_stacks(figure, out);
	else
		add_bars(figure, out);
	text_add(out, "</div>\n");
	if (shares)
		add_share_key(figure, out);
	if (grades)
		add_grade_key(out);
	return true;
}
