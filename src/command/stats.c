#include "command/command.h"

#include <string.h>

#include "base/day.h"
#include "base/json.h"
#include "base/message.h"
#include "command/scope.h"
#include "command/stats_page.h"
#include "exchange/figure_writer.h"
#include "store/deck_store.h"
#include "store/figure_store.h"
#include "store/queue_store.h"
#include "store/setting_store.h"
#include "store/statistics_scope.h"
#include "terminal/figure_view.h"
#include "terminal/pager.h"
#include "terminal/wrap.h"

/* What was asked for. */
struct request {
	struct figure_query query;
	struct scope scope;
	bool as_pressed;
	bool sections[64]; /* by their places */
	int section_count;
	bool all_sections;
};

static bool choose_section(const char *name, struct request *request,
			   struct error *err)
{
	int section = figure_find(name);
	struct text names = { 0 };

	if (section >= 0) {
		request->section_count += !request->sections[section];
		request->sections[section] = true;
		return true;
	}
	for (int i = 0; figure_name(i); i++)
		text_printf(&names, "%s%s", i ? ", " : "", figure_name(i));
	error_set(err, ERROR_USAGE,
		  _("there is no section \"%s\"; there are %s"), name,
		  text_string(&names));
	text_release(&names);
	return false;
}

static bool read_sections(struct app *app, const char *list,
			  struct request *request, struct error *err)
{
	char *rest, *copy;

	request->all_sections = !list;
	if (!list) {
		for (int i = 0; figure_name(i); i++, request->section_count++)
			request->sections[i] = true;
		return true;
	}
	copy = arena_strdup(&app->arena, list);
	for (char *name = strtok_r(copy, ",", &rest); name;
	     name = strtok_r(NULL, ",", &rest))
		if (!choose_section(name, request, err))
			return false;
	return true;
}

static bool read_since(const char *since, struct request *request,
		       struct error *err)
{
	request->query.since_day = DAY_NONE;
	if (!since)
		return true;
	if (!day_parse(since, &request->query.since_day))
		return error_set(err, ERROR_USAGE,
				 _("--since takes a day, like 2026-11-23, "
				   "not \"%s\""),
				 since);
	if (request->query.since_day > request->query.today)
		return error_set(err, ERROR_USAGE, _("%s is yet to come"),
				 since);
	return true;
}

static bool read_request(struct app *app, const struct arguments *arguments,
			 struct request *request, struct error *err)
{
	struct settings settings;
	struct stamp stamp;

	if (!app_stamp(app, &stamp, err) ||
	    !setting_load(app->store, EVERY_DECK, &settings, err) ||
	    !queue_median_ms(app->store, &request->query.median_ms, err))
		return false;
	request->query.today = stamp.study_day;
	request->query.leech_threshold = settings.leech_threshold;
	if (!read_sections(app, argument(arguments, "section"), request, err) ||
	    !read_since(argument(arguments, "since"), request, err) ||
	    !scope_read(app, arguments, &request->scope, err))
		return false;
	request->query.deck_id = request->scope.deck_id;
	return true;
}

/* Only the cards that the search chooses, or grades as pressed. */
static bool narrow(struct app *app, const struct request *request,
		   struct error *err)
{
	const struct statistics_scope narrow = {
		.cards = request->scope.search ? &request->scope.cards : NULL,
		.as_pressed = request->as_pressed,
	};

	return (!narrow.cards && !narrow.as_pressed) ||
	       statistics_narrow(app->store, &narrow, err);
}

static bool load(struct app *app, const struct request *request,
		 struct figure *figures, struct error *err)
{
	for (int i = 0; figure_name(i); i++)
		if (request->sections[i] &&
		    !figure_load(app->store, i, &request->query, &app->arena,
				 figures++, err))
			return false;
	return true;
}

static void add_section(struct app *app, const struct figure *figure,
			const struct chart_look *look, struct text *out)
{
	text_add(out, out->length ? "\n" : "");
	text_add(out, terminal_style(app->terminal, STYLE_STRONG));
	wrap_append(out, _(figure->title), look->width, 0, 0);
	text_add(out, terminal_style(app->terminal, STYLE_NONE));
	text_add_char(out, '\n');
	figure_draw(figure, look, out);
}

/* A year of days is nothing to read aloud, unless it is asked for. */
static bool is_for(const struct request *request, const struct figure *figure,
		   const struct chart_look *look)
{
	return !request->all_sections || !look->plain ||
	       figure->shape != SHAPE_CALENDAR;
}

/* Of all the sections those that say nothing are only named, and none of them
 * before the first card: then the first says it. */
static void print_for_people(struct app *app, const struct request *request,
			     const struct figure *figures, bool ascii)
{
	const struct chart_look look = {
		.terminal = app->terminal,
		.width = terminal_width(app->terminal),
		.ascii = ascii || app->plain,
		.plain = app->plain,
	};
	struct text out = { 0 }, empty = { 0 };
	int drawn = 0;

	for (int i = 0; i < request->section_count; i++) {
		if (!is_for(request, &figures[i], &look))
			continue;
		if (request->all_sections && i > 0 &&
		    figure_is_empty(&figures[i])) {
			text_printf(&empty, "%s%s",
				    !empty.length ? ""
				    : look.ascii  ? _(", ")
						  : " · ",
				    _(figures[i].name));
			continue;
		}
		add_section(app, &figures[i], &look, &out);
		drawn++;
	}
	if (empty.length && drawn > 1) {
		text_add_char(&out, '\n');
		wrap_parts(&out,
			   arena_printf(&app->arena, _("Nothing yet: %s."),
					text_string(&empty)),
			   look.width, 0, 0);
		text_add_char(&out, '\n');
	}
	pager_print(app->terminal, text_string(&out));
	text_release(&out);
	text_release(&empty);
}

static void print_json(struct app *app, const struct request *request,
		       const struct figure *figures)
{
	char day[DAY_TEXT_SIZE];
	struct text out = { 0 };

	text_add_char(&out, '{');
	scope_add_json(&request->scope, &out);
	text_printf(&out, ",\"study_day\":\"%s\"",
		    day_format(request->query.today, day));
	for (int i = 0; i < request->section_count; i++) {
		text_add_char(&out, ',');
		figure_write_json(&figures[i], &out);
	}
	text_add(&out, "}\n");
	json_print(app->out, text_string(&out));
	text_release(&out);
}

static bool print_csv(struct app *app, const struct request *request,
		      const struct figure *figures, struct error *err)
{
	struct text out = { 0 };

	if (request->section_count != 1)
		return error_set(err, ERROR_USAGE,
				 _("--csv writes one section: name it with "
				   "--section"));
	figure_write_csv(figures, &out);
	app_print_bytes(app, text_string(&out), out.length);
	text_release(&out);
	return true;
}

static bool write_html(struct app *app, const char *path,
		       const struct request *request,
		       const struct figure *figures, struct error *err)
{
	struct statistics_page page = {
		.deck = request->scope.deck,
		.search = request->scope.search,
		.today = request->query.today,
		.since_day = request->query.since_day,
		.figures = figures,
		.figure_count = request->section_count,
	};

	return stats_page_write(app, &page, path, err);
}

static bool print(struct app *app, const struct arguments *arguments,
		  const struct request *request, const struct figure *figures,
		  struct error *err)
{
	const char *html = argument(arguments, "html");

	if (html)
		return write_html(app, html, request, figures, err);
	if (argument(arguments, "csv"))
		return print_csv(app, request, figures, err);
	if (argument(arguments, "json"))
		print_json(app, request, figures);
	else
		print_for_people(app, request, figures,
				 argument(arguments, "ascii"));
	return true;
}

static bool one_form(const struct arguments *arguments, struct error *err)
{
	int forms = !!argument(arguments, "html") +
		    !!argument(arguments, "json") +
		    !!argument(arguments, "csv");

	return forms <= 1 ||
	       error_set(err, ERROR_USAGE,
			 _("choose one of --html, --json and --csv"));
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct request request = {
		.as_pressed = argument(arguments, "as-pressed"),
	};
	struct figure *figures;
	bool ok;

	if (!one_form(arguments, err) ||
	    !read_request(app, arguments, &request, err))
		return false;
	figures = arena_array(&app->arena, (size_t)request.section_count + 1,
			      sizeof(*figures));
	if (!store_begin_reading(app->store, err))
		return false;
	ok = narrow(app, &request, err) && load(app, &request, figures, err);
	store_end_reading(app->store);
	return ok && print(app, arguments, &request, figures, err);
}

const struct command command_stats = {
	.name = "stats",
	.operands = "[DECK|SEARCH...]",
	.summary = N_("show reviews, retention, streak, forecast, hard cards"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 's', "search", "SEARCH",
		  N_("only of the cards that this search chooses") },
		{ .name = "section",
		  .value = "NAME,...",
		  .help = N_("only these sections") },
		{ .name = "since",
		  .value = "DAY",
		  .help = N_("only answers from this day on") },
		{ .name = "as-pressed",
		  .help = N_("grades as they were pressed, not as corrected") },
		{ .name = "ascii", .help = N_("draw with ASCII alone") },
		{ .name = "csv", .help = N_("one section as CSV") },
		{ .name = "html",
		  .value = "FILE",
		  .help = N_("as a page for a browser, into this file") },
		{ 0, "json", NULL, N_("as one JSON object") },
	},
	.run = run,
};
