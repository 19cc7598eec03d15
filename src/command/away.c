#include "command/command.h"

#include "base/day.h"
#include "base/message.h"
#include "store/absence_store.h"

enum { LONGEST_DAYS = 3650 };

static bool print_all(struct app *app, struct error *err)
{
	struct absence *list;
	size_t count;

	if (!absence_load(app->store, &app->arena, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];

		fprintf(app->out, "%s %s\n", day_format(list[i].from_day, from),
			day_format(list[i].to_day, to));
	}
	return true;
}

static bool read_day(const char *text, int32_t *day, struct error *err)
{
	return day_parse(text, day) ||
	       error_set(err, ERROR_USAGE,
			 _("\"%s\" is no day; write it as YYYY-MM-DD"), text);
}

static bool read_absence(struct app *app, const struct arguments *arguments,
			 const struct stamp *stamp, struct absence *absence,
			 struct error *err)
{
	(void)app;
	if (!read_day(arguments->operands[0], &absence->from_day, err) ||
	    !read_day(arguments->operands[1], &absence->to_day, err))
		return false;
	if (absence->to_day < absence->from_day)
		return error_set(err, ERROR_USAGE,
				 _("an absence ends after it begins; give its "
				   "first day and then its last"));
	if (absence->to_day < stamp->study_day)
		return error_set(err, ERROR_USAGE,
				 _("that is over; an absence is told before it "
				   "ends"));
	if (absence->to_day - absence->from_day >= LONGEST_DAYS)
		return error_set(err, ERROR_USAGE,
				 _("that is longer than ten years"));
	return true;
}

static bool add(struct app *app, const struct absence *absence,
		const struct stamp *stamp, struct schedule_moved *moved,
		struct error *err)
{
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
	struct batch batch = {
		.store = app->store,
		.kind = "away",
		.label = arena_printf(&app->arena, "%s %s",
				      day_format(absence->from_day, from),
				      day_format(absence->to_day, to)),
		.stamp = *stamp,
	};

	if (!store_begin(app->store, err))
		return false;
	if (absence_add(&batch, absence, moved, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct schedule_moved moved;
	struct absence absence;
	struct stamp stamp;

	if (arguments->count == 0)
		return print_all(app, err);
	if (arguments->count == 1)
		return error_set(err, ERROR_USAGE,
				 _("an absence has a first and a last day: "
				   "`ebb away 2026-08-01 2026-08-14`"));
	if (!app_stamp(app, &stamp, err) ||
	    !read_absence(app, arguments, &stamp, &absence, err) ||
	    !add(app, &absence, &stamp, &moved, err))
		return false;
	app_print(app,
		  _("Of what is due then, %lld before and %lld after; no "
		    "interval changes."),
		  (long long)moved.earlier, (long long)moved.later);
	return true;
}

const struct command command_away = {
	.name = "away",
	.operands = "[FROM TO]",
	.summary = N_("ask nothing from one day to another, or list such days"),
	.most = 2,
	.flags = COMMAND_OPENS_STORE,
	.run = run,
};
