#include "command/command.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/json.h"
#include "base/message.h"
#include "command/scope.h"
#include "core/simulation_figure.h"
#include "exchange/figure_writer.h"
#include "store/deck_store.h"
#include "store/simulation_store.h"
#include "store/statistics_scope.h"
#include "terminal/figure_view.h"
#include "terminal/pager.h"

enum { DAYS = 90, NEW_MOST = 9999, REVIEWS_MOST = 99999 };

/* The days as asked for, and with the settings as they are. */
enum { ASKED, PRESENT, SIMULATIONS };

struct request {
	int64_t new_per_day, reviews_per_day; /* -1: by the setting */
	int64_t days;
	struct scope scope;
	struct learner_counts all, chosen;
};

struct outcome {
	struct simulation simulations[SIMULATIONS];
	struct simulation_result results[SIMULATIONS];
	struct simulated list[SIMULATIONS];
	int count; /* 1 when what is asked for is what is set */
};

/* ---- what is asked ---- */

static bool read_number(const struct arguments *arguments, const char *option,
			int64_t least, int64_t most, int64_t *number,
			struct error *err)
{
	const char *value = argument(arguments, option);
	char *end;

	if (!value)
		return true;
	*number = strtoll(value, &end, 10);
	if (*end || end == value || *number < least || *number > most)
		return error_set(err, ERROR_USAGE,
				 _("--%s takes a number from %lld to %lld, not "
				   "\"%s\""),
				 option, (long long)least, (long long)most,
				 value);
	return true;
}

static bool read_request(struct app *app, const struct arguments *arguments,
			 struct request *request, struct error *err)
{
	request->new_per_day = request->reviews_per_day = -1;
	request->days = DAYS;
	return read_number(arguments, "new", 0, NEW_MOST, &request->new_per_day,
			   err) &&
	       read_number(arguments, "days", 1, SIMULATION_DAYS_MOST,
			   &request->days, err) &&
	       read_number(arguments, "reviews", 0, REVIEWS_MOST,
			   &request->reviews_per_day, err) &&
	       scope_read(app, arguments, &request->scope, err);
}

static bool is_narrow(const struct request *request)
{
	return request->scope.deck || request->scope.search;
}

/* ---- simulating ---- */

/* The cards of the scope, and how its learner answers. */
static bool load(struct app *app, struct request *request,
		 struct simulation *simulation, struct error *err)
{
	const struct statistics_scope cards = { .cards =
							&request->scope.cards };
	int64_t deck_id = request->scope.deck_id;
	struct stamp stamp;
	bool ok;

	if (!app_stamp(app, &stamp, err) ||
	    !simulation_load_answers(app->store, DECK_ALL, &request->all,
				     err) ||
	    !store_begin_reading(app->store, err))
		return false;
	ok = (!request->scope.search ||
	      statistics_narrow(app->store, &cards, err)) &&
	     simulation_load_answers(app->store, deck_id, &request->chosen,
				     err) &&
	     simulation_load(app->store, deck_id, stamp.study_day, &app->arena,
			     simulation, err);
	store_end_reading(app->store);
	return ok;
}

static void run_all(struct app *app, struct outcome *outcome)
{
	uint64_t seed = random_next(&app->random);

	for (int i = 0; i < outcome->count; i++) {
		simulation_run(&outcome->simulations[i], seed, &app->arena,
			       &outcome->results[i]);
		outcome->list[i] = (struct simulated){
			.simulation = &outcome->simulations[i],
			.result = &outcome->results[i],
		};
	}
}

static bool simulate(struct app *app, struct request *request,
		     struct outcome *outcome, struct error *err)
{
	struct simulation *asked = &outcome->simulations[ASKED];
	struct simulation *present = &outcome->simulations[PRESENT];

	if (!load(app, request, present, err))
		return false;
	present->days = (int)request->days;
	present->learner = learner_supposed();
	learner_measure(&present->learner, &request->all);
	if (is_narrow(request))
		learner_measure(&present->learner, &request->chosen);
	*asked = *present;
	if (request->new_per_day >= 0)
		asked->new_per_day = request->new_per_day;
	if (request->reviews_per_day >= 0)
		asked->reviews_per_day = request->reviews_per_day;
	outcome->count = asked->new_per_day != present->new_per_day ||
					 asked->reviews_per_day !=
						 present->reviews_per_day
				 ? SIMULATIONS
				 : 1;
	run_all(app, outcome);
	return true;
}

/* ---- what came out ---- */

static struct simulation_source source_of(const struct request *request,
					  const struct outcome *outcome)
{
	return (struct simulation_source){
		.all = &request->all,
		.chosen = is_narrow(request) ? &request->chosen : NULL,
		.runs = outcome->results[ASKED].runs,
	};
}

/* The remark of the summary: what follows, and what it rests on. */
static const char *remark(struct app *app, const struct request *request,
			  const struct outcome *outcome)
{
	const struct simulation_source source = source_of(request, outcome);
	const char *caution = simulation_caution(&source, &app->arena);

	if (outcome->count == 1)
		return caution;
	return arena_printf(&app->arena, "%s\n%s",
			    simulation_comparison(outcome->list, &app->arena),
			    caution);
}

static void print_for_people(struct app *app, const struct request *request,
			     const struct outcome *outcome, bool ascii)
{
	const struct simulation *asked = &outcome->simulations[ASKED];
	struct figure days = simulation_days(&outcome->results[ASKED],
					     asked->reviews_per_day
						     ? SIMULATION_WITH_WAITING
						     : SIMULATION_WITH_NEW,
					     &app->arena);
	struct figure summary = simulation_summary(outcome->list,
						   outcome->count, &app->arena);
	const struct chart_look look = {
		.terminal = app->terminal,
		.width = terminal_width(app->terminal),
		.ascii = ascii || app->plain,
		.plain = app->plain,
	};
	struct text out = { 0 };

	summary.remark = remark(app, request, outcome);
	text_printf(&out, "%s%s%s\n",
		    terminal_style(app->terminal, STYLE_STRONG), _(days.title),
		    terminal_style(app->terminal, STYLE_NONE));
	figure_draw(&days, &look, &out);
	text_add_char(&out, '\n');
	figure_draw(&summary, &look, &out);
	pager_print(app->terminal, text_string(&out));
	text_release(&out);
}

static void print_json(struct app *app, const struct request *request,
		       const struct outcome *outcome)
{
	const struct simulation_source source = source_of(request, outcome);
	const struct figure figures[] = {
		simulation_days(&outcome->results[ASKED],
				SIMULATION_DAY_COLUMNS, &app->arena),
		simulation_summary(outcome->list, outcome->count, &app->arena),
		simulation_basis(&source, &app->arena),
	};
	char day[DAY_TEXT_SIZE];
	struct text out = { 0 };

	text_add_char(&out, '{');
	scope_add_json(&request->scope, &out);
	text_printf(&out, ",\"study_day\":\"%s\"",
		    day_format(outcome->simulations[ASKED].first_day, day));
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++) {
		text_add_char(&out, ',');
		figure_write_json(&figures[i], &out);
	}
	text_add(&out, "}\n");
	json_print(app->out, text_string(&out));
	text_release(&out);
}

static void print_csv(struct app *app, const struct outcome *outcome)
{
	const struct figure days = simulation_days(
		&outcome->results[ASKED], SIMULATION_DAY_COLUMNS, &app->arena);
	struct text out = { 0 };

	figure_write_csv(&days, &out);
	fputs(text_string(&out), app->out);
	text_release(&out);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct request request = { 0 };
	struct outcome outcome = { 0 };

	if (!read_request(app, arguments, &request, err) ||
	    !simulate(app, &request, &outcome, err))
		return false;
	if (argument(arguments, "csv"))
		print_csv(app, &outcome);
	else if (argument(arguments, "json"))
		print_json(app, &request, &outcome);
	else if (outcome.simulations[ASKED].count == 0)
		app_print(app, _("There is no card."));
	else
		print_for_people(app, &request, &outcome,
				 argument(arguments, "ascii"));
	return true;
}

const struct command command_simulate = {
	.name = "simulate",
	.operands = "[DECK|SEARCH...]",
	.summary = N_("tell what days to come would look like"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 'n', "new", "CARDS",
		  N_("with so many new cards a day (new_per_day)") },
		{ .name = "days",
		  .value = "DAYS",
		  .help = N_("so many days (90)") },
		{ .name = "reviews",
		  .value = "CARDS",
		  .help = N_("with so many reviews a day at most "
			     "(reviews_per_day)") },
		{ 's', "search", "SEARCH",
		  N_("only the cards that this search chooses") },
		{ .name = "ascii", .help = N_("draw with ASCII alone") },
		{ .name = "csv", .help = N_("the days as CSV") },
		{ 0, "json", NULL, N_("as one JSON object") },
	},
	.run = run,
};
