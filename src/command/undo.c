#include "command/change.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/message.h"
#include "terminal/table.h"

enum { LISTED = 20 };

static bool add_step(struct app *app, struct table *table,
		     const struct undo_step *step, struct error *err)
{
	char day[DAY_TEXT_SIZE];
	const char *cells[3] = {
		arena_printf(&app->arena, "%lld", (long long)step->id),
		day_format(day_of_study(step->at_ms, step->utc_offset_min, 0),
			   day),
		change_describe(app, step, err),
	};

	if (!cells[2])
		return false;
	table_add(table, cells);
	return true;
}

static bool fill_list(struct app *app, struct table *table, struct error *err)
{
	struct undo_step *steps;
	size_t count;

	if (!undo_list(app->store, LISTED, &app->arena, &steps, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!add_step(app, table, &steps[i], err))
			return false;
	return true;
}

static bool print_list(struct app *app, struct error *err)
{
	const struct table_column columns[] = {
		{ .title = _("step"), .align = TABLE_RIGHT },
		{ .title = _("day") },
		{ .title = _("what"), .flexible = true },
	};
	struct text out = { 0 };
	struct table *table;
	bool ok;

	if (!store_begin_reading(app->store, err))
		return false;
	table = table_new(columns, 3);
	ok = fill_list(app, table, err);
	store_end_reading(app->store);
	if (ok)
		table_render(table, terminal_width(app->terminal), &out);
	fputs(text_string(&out), app->out);
	text_release(&out);
	table_free(table);
	return ok;
}

static bool find_step(struct app *app, const char *operand,
		      struct undo_step *step, struct error *err)
{
	char *end;
	long long id;

	if (!operand) {
		if (!undo_newest(app->store, 0, &app->arena, step, err))
			return false;
		if (step->kind == UNDO_NOTHING)
			return error_set(err, ERROR_NOT_FOUND,
					 _("there is nothing to take back"));
		return true;
	}
	id = strtoll(operand, &end, 10);
	if (*end || end == operand)
		return error_set(err, ERROR_USAGE,
				 _("\"%s\" is no step; `ebb undo --list` shows "
				   "their numbers"),
				 operand);
	return undo_find(app->store, id, &app->arena, step, err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct undo_step step;
	struct stamp stamp;
	const char *what;

	if (argument(arguments, "list"))
		return print_list(app, err);
	if (!find_step(app, arguments->operands[0], &step, err) ||
	    !app_stamp(app, &stamp, err))
		return false;
	what = change_describe(app, &step, err);
	if (!what || !undo_apply(app->store, &step, &stamp, err))
		return false;
	app_print(app, _("Taken back: %s"), what);
	if (step.kept)
		app_print(app,
			  ngettext("%lld row was changed again later and "
				   "stays as it is.",
				   "%lld rows were changed again later and "
				   "stay as they are.",
				   (unsigned long)step.kept),
			  (long long)step.kept);
	return true;
}

static bool run_redo(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	struct undo_step step;
	struct stamp stamp;
	const char *what;

	(void)arguments;
	if (!redo_newest(app->store, &app->arena, &step, err) ||
	    !app_stamp(app, &stamp, err))
		return false;
	if (step.kind == UNDO_NOTHING)
		return error_set(err, ERROR_NOT_FOUND,
				 _("there is nothing to bring back"));
	what = change_describe(app, &step, err);
	if (!what || !redo_apply(app->store, &step, &stamp, err))
		return false;
	app_print(app, _("Brought back: %s"), what);
	return true;
}

const struct command command_undo = {
	.name = "undo",
	.operands = "[STEP]",
	.summary = N_("take back the newest answer or change, or a named one"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 'l', "list", NULL, N_("list what can be taken back") },
	},
	.run = run,
};

const struct command command_redo = {
	.name = "redo",
	.operands = "",
	.summary = N_("bring back what was taken back last"),
	.flags = COMMAND_OPENS_STORE,
	.run = run_redo,
};
