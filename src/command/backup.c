#include "command/command.h"

#include "base/message.h"
#include "command/keep.h"
#include "store/backup_folder.h"
#include "store/backup_store.h"
#include "terminal/signals.h"

static void say(struct app *app, const char *label, const char *path,
		const struct backup_contents *contents)
{
	app_print(app, _("Backed up: %s"), keep_describe(app, label, contents));
	fprintf(app->out, "  %s\n", app_visible(app, path));
}

static bool back_up_to(struct app *app, const char *path,
		       const struct store_watch *watch,
		       const struct backup_contents *contents,
		       struct error *err)
{
	if (!backup_write(app->store, path, watch, err))
		return false;
	say(app, app_visible(app, path), path, contents);
	return true;
}

static bool back_up(struct app *app, const struct store_watch *watch,
		    const struct backup_contents *contents, struct error *err)
{
	struct backup_order order = {
		.folder = app_backups(app),
		.kind = BACKUP_ASKED,
		.watch = watch,
	};
	struct backup_name made;
	struct stamp stamp;
	char label[BACKUP_NAME_SIZE];

	if (!app_stamp(app, &stamp, err))
		return false;
	order.today = stamp.study_day;
	if (!backup_make(app->store, &order, &made, err))
		return false;
	say(app, backup_label(&made, label),
	    backup_folder_file(order.folder, &made, &app->arena), contents);
	return true;
}

/* Counted first: what fails once the backup is made would let it seem not to
 * be.  Signals end it by way of the watch, so that nothing is left of it. */
static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct store_watch watch = keep_watch(app);
	struct backup_contents contents;

	if (!backup_count(app->store, &contents, err))
		return false;
	signals_hold();
	if (arguments->count > 0)
		return back_up_to(app, arguments->operands[0], &watch,
				  &contents, err);
	return back_up(app, &watch, &contents, err);
}

const struct command command_backup = {
	.name = "backup",
	.operands = "[FILE]",
	.summary = N_("back up now, also while ebb is in use"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.run = run,
};
