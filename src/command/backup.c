#include "command/command.h"

#include "base/message.h"
#include "command/keep.h"
#include "store/backup_folder.h"
#include "store/backup_store.h"

static bool say(struct app *app, const char *label, const char *path,
		struct error *err)
{
	struct backup_contents contents;

	if (!backup_count(app->store, &contents, err))
		return false;
	app_print(app, _("Backed up: %s"),
		  keep_describe(app, label, &contents));
	fprintf(app->out, "  %s\n", app_visible(app, path));
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct store_watch watch = keep_watch(app);
	struct backup_order order = {
		.folder = app_backups(app),
		.kind = BACKUP_ASKED,
		.watch = &watch,
	};
	struct backup_name made;
	struct stamp stamp;
	char label[BACKUP_NAME_SIZE];

	if (arguments->count > 0)
		return backup_write(app->store, arguments->operands[0], &watch,
				    err) &&
		       say(app, app_visible(app, arguments->operands[0]),
			   arguments->operands[0], err);
	if (!app_stamp(app, &stamp, err))
		return false;
	order.today = stamp.study_day;
	return backup_make(app->store, &order, &made, err) &&
	       say(app, backup_label(&made, label),
		   backup_folder_file(order.folder, &made, &app->arena), err);
}

const struct command command_backup = {
	.name = "backup",
	.operands = "[FILE]",
	.summary = N_("back up now, also while ebb is in use"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.run = run,
};
