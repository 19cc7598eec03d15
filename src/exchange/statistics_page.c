#include "exchange/statistics_page.h"

#include "base/day.h"
#include "base/message.h"
#include "core/schedule.h"
#include "exchange/embedded.h"
#include "exchange/figure_html.h"
#include "exchange/html.h"

/* Nothing is loaded from anywhere, and nothing runs, whatever a deck says. */
static const char policy[] = "default-src 'none'; style-src 'unsafe-inline'; "
			     "img-src data:";

static void add_format(struct text *out, const char *format, const char *value)
{
	struct text said = { 0 };

	text_printf(&said, format, value);
	html_add(out, text_string(&said));
	text_release(&said);
}

static void add_head(const struct statistics_page *page, struct text *out)
{
	const char *of = page->deck ? page->deck : page->search;
	char day[DAY_TEXT_SIZE];

	text_add(out, "<!DOCTYPE html>\n<html lang=\"");
	/* TRANSLATORS: the language of this catalogue, as <html lang> takes
	 * it: de, zh-Hans. */
	html_add(out, _("en"));
	text_printf(
		out,
		"\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n"
		"<meta name=\"viewport\" content=\"width=device-width,"
		" initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<meta name=\"referrer\" content=\"no-referrer\">\n"
		"<link rel=\"icon\" href=\"data:,\">\n<title>",
		policy);
	if (of) {
		html_add(out, of);
		text_add(out, " · ");
	}
	add_format(out, _("ebb statistics, %s"), day_format(page->today, day));
	text_printf(out, "</title>\n<style>\n%s</style>\n</head>\n",
		    css_statistics);
}

/* ---- the page ------------------------------------------------------------ */

static void add_fact(struct text *out, const char *name, const char *value)
{
	text_add(out, "<div><dt>");
	html_add(out, name);
	text_add(out, "</dt><dd><bdi>");
	html_add(out, value);
	text_add(out, "</bdi></dd></div>\n");
}

/* What the section of today says, for who reads no further. */
static bool is_summary(const struct figure *figure)
{
	return figure->remark && text_equal(figure->name, "today");
}

static void add_summary(const struct statistics_page *page, struct text *out)
{
	for (int i = 0; i < page->figure_count; i++)
		if (is_summary(&page->figures[i])) {
			text_add(out, "<p class=\"summary\">");
			html_add(out, page->figures[i].remark);
			text_add(out, "</p>\n");
		}
}

static void add_header(const struct statistics_page *page, struct text *out)
{
	char day[DAY_TEXT_SIZE];

	text_add(out, "<header>\n<h1>");
	html_add(out, _("Statistics"));
	text_add(out, "</h1>\n");
	add_summary(page, out);
	text_add(out, "<dl class=\"facts\">\n");
	if (page->deck)
		add_fact(out, _("deck"), page->deck);
	if (page->search)
		add_fact(out, _("search"), page->search);
	if (page->since_day != DAY_NONE)
		add_fact(out, _("answers since"),
			 day_format(page->since_day, day));
	add_fact(out, _("as of"), day_format(page->today, day));
	text_add(out, "</dl>\n</header>\n");
}

static void add_contents(const struct statistics_page *page, struct text *out)
{
	if (page->figure_count < 2)
		return;
	text_add(out, "<nav aria-label=\"");
	html_add(out, _("Sections"));
	text_add(out, "\"><ul>\n");
	for (int i = 0; i < page->figure_count; i++) {
		text_printf(out, "<li><a href=\"#%s\">", page->figures[i].name);
		html_add(out, _(page->figures[i].title));
		text_add(out, "</a></li>\n");
	}
	text_add(out, "</ul></nav>\n");
}

static void add_section(const struct figure *figure, struct text *out)
{
	struct figure numbers = *figure;

	if (is_summary(figure))
		numbers.remark = NULL;
	figure_html_section(&numbers, out);
}

void statistics_page_write(const struct statistics_page *page, struct text *out)
{
	add_head(page, out);
	text_add(out, "<body>\n");
	add_header(page, out);
	add_contents(page, out);
	text_add(out, "<main>\n");
	for (int i = 0; i < page->figure_count; i++)
		add_section(&page->figures[i], out);
	text_add(out, "</main>\n<footer><p>");
	html_add(out, _("Made by ebb from the log of every answer: the past "
			"in it never changes."));
	text_add(out, "</p></footer>\n</body>\n</html>\n");
}
