#include "command/command.h"

#include "base/message.h"
#include "base/unicode.h"
#include "command/count.h"
#include "store/check_store.h"
#include "store/report_store.h"

static void print_differences(struct app *app,
			      const struct check_report *report)
{
	unsigned long count = (unsigned long)report->differences;

	if (count == 0)
		app_print(app, _("every schedule is what the log says"));
	else if (report->misshapen > 0)
		app_print(app,
			  ngettext("%lu table, view, index or trigger is not "
				   "as ebb makes it",
				   "%lu tables, views, indexes or triggers are "
				   "not as ebb makes them",
				   count),
			  count);
	else
		app_print(app,
			  ngettext("%lu schedule or count is not what the log "
				   "says",
				   "%lu schedules or counts are not what the "
				   "log says",
				   count),
			  count);
}

static void print_complaints(struct app *app, const struct check_report *report)
{
	fputs(unicode_visible(text_string(&report->complaints), VISIBLE_LINES,
			      &app->arena),
	      app->out);
}

static bool print(struct app *app, const struct check_report *report, bool json,
		  struct error *err)
{
	if (json)
		return report_check(app->store, report, app->out, err);
	/* TRANSLATORS: the number of cards, the number of reviews */
	app_print(app, _("%s, %s"), count_cards(report->cards, &app->arena),
		  count_reviews(report->reviews, &app->arena));
	print_differences(app, report);
	if (report->sound)
		app_print(app, _("the file is sound"));
	else
		print_complaints(app, report);
	return true;
}

static bool judge(struct app *app, const struct check_report *report,
		  bool repair, bool json, struct error *err)
{
	if (!report->sound)
		return error_set(err, ERROR_DATABASE,
				 _("%s is damaged; `ebb restore` goes back to "
				   "a backup, `ebb salvage %s` gets out what "
				   "can be read"),
				 store_path(app->store),
				 store_path(app->store));
	if (report->differences == 0)
		return true;
	if (!repair)
		return error_set(err, ERROR_DATABASE,
				 _("the schedule disagrees with the log; `ebb "
				   "check --repair` writes what the log says"));
	if (!check_repair(app->store, err))
		return false;
	if (!json)
		app_print(app,
			  _("repaired: the schedule is what the log says"));
	return true;
}

/* Then everything is looked at again. */
static bool mend_indexes(struct app *app, struct check_report *report,
			 bool json, struct error *err)
{
	if (!json) {
		print_complaints(app, report);
		app_print(app, _("the indexes are made again from their "
				 "tables"));
	}
	text_release(&report->complaints);
	return check_reindex(app->store, err) &&
	       check_store(app->store, report, err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct check_report report = { 0 };
	bool json = argument(arguments, "json");
	bool repair = argument(arguments, "repair");
	bool ok = check_store(app->store, &report, err) &&
		  (!repair || !report.indexes_lack ||
		   mend_indexes(app, &report, json, err)) &&
		  print(app, &report, json, err) &&
		  judge(app, &report, repair, json, err);

	text_release(&report.complaints);
	return ok;
}

const struct command command_check = {
	.name = "check",
	.operands = "",
	.summary = N_("replay the log and compare; check the file"),
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 0, "repair", NULL, N_("make anew what can be, and write what the log says") },
		{ 0, "json", NULL, N_("as one JSON object") },
	},
	.run = run,
};
