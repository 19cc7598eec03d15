#include "command/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"
#include "command/keep.h"
#include "store/backup_folder.h"
#include "store/restore_store.h"
#include "store/setting_store.h"

/* What is to be restored. */
struct wanted {
	const char *label, *path;
	int32_t today;
};

/* ---- which one ----------------------------------------------------------- */

/* The database may be beyond reading; then the day begins when days do. */
static int32_t today(struct app *app)
{
	struct settings settings;
	struct error ignored = { 0 };

	if (!app->store ||
	    !setting_load(app->store, EVERY_DECK, &settings, &ignored))
		settings = settings_default();
	return clock_stamp(&app->clock, settings.rollover_min).study_day;
}

static bool find_file(struct app *app, const char *word, struct wanted *wanted)
{
	char *resolved = realpath(word, NULL);

	wanted->label = app_visible(app, word);
	wanted->path = arena_strdup(&app->arena, resolved);
	free(resolved);
	return wanted->path != NULL;
}

static bool is_database(struct app *app, const char *path)
{
	struct stat one, other;

	return stat(path, &one) == 0 && stat(app->db_path, &other) == 0 &&
	       one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

static bool find(struct app *app, const char *word, struct wanted *wanted,
		 struct error *err)
{
	const char *folder = app_backups(app);
	const struct backup_name *chosen;
	struct backup_name *list;
	char label[BACKUP_NAME_SIZE];
	size_t count;

	if (!backup_folder_list(folder, &app->arena, &list, &count, err))
		return false;
	chosen = backup_choose(list, count, word, wanted->today);
	if (chosen) {
		wanted->label = arena_strdup(&app->arena,
					     backup_label(chosen, label));
		wanted->path = backup_folder_file(folder, chosen, &app->arena);
		return true;
	}
	if (word && find_file(app, word, wanted))
		return !is_database(app, word) ||
		       error_set(err, ERROR_USAGE,
				 _("%s is the database itself"), word);
	if (!word)
		return error_set(err, ERROR_NOT_FOUND,
				 _("there is no backup of %s in %s"),
				 app->db_path, app->state);
	return error_set(err, ERROR_NOT_FOUND,
			 _("there is no backup \"%s\"; `ebb backups` lists "
			   "them"),
			 word);
}

/* ---- what it would do ---------------------------------------------------- */

static bool print_difference(struct app *app, struct store *backup,
			     struct error *err)
{
	struct backup_events gone, back;

	if (!app->store) {
		if (access(app->db_path, F_OK) == 0)
			app_print(app, _("What is in %s now cannot be read."),
				  app_visible(app, app->db_path));
		return true;
	}
	if (!backup_compare(app->store, backup, &gone, &back, err))
		return false;
	if (keep_count(app, &gone))
		app_print(app, _("Not in it: %s"), keep_count(app, &gone));
	if (keep_count(app, &back))
		app_print(app, _("Only in it: %s"), keep_count(app, &back));
	if (!keep_count(app, &gone) && !keep_count(app, &back))
		app_print(app, _("It holds every answer and change that is "
				 "here."));
	return true;
}

static bool print_contents(struct app *app, const struct wanted *wanted,
			   struct store *backup, struct error *err)
{
	struct backup_contents contents;

	if (!backup_count(backup, &contents, err))
		return false;
	app_print(app, "%s", keep_describe(app, wanted->label, &contents));
	return print_difference(app, backup, err);
}

/* Only what passes its check may take the place of what is there. */
static bool prove(struct app *app, const struct wanted *wanted,
		  struct error *err)
{
	struct store_watch watch = keep_watch(app);
	struct store *backup = store_open_to_read(wanted->path, err);
	struct error why = { 0 };
	bool replayed, ok;

	if (!backup)
		return error_wrap(err, "%s", wanted->label);
	store_set_watch(backup, &watch);
	if (!backup_verify(backup, &replayed, &why) &&
	    why.kind != ERROR_INTERRUPTED)
		ok = error_set(err, why.kind,
			       _("%s did not pass its check; restore another "
				 "one, which `ebb backups` lists: %s"),
			       wanted->label, why.message);
	else if (*why.message)
		ok = error_set(err, why.kind, _("stopped; nothing changed"));
	else
		ok = print_contents(app, wanted, backup, err);
	store_close(backup);
	return ok;
}

static bool confirm(struct app *app, bool yes, bool *go_on, struct error *err)
{
	struct key key;
	enum reply reply;

	*go_on = true;
	if (yes)
		return true;
	if (!terminal_is_interactive(app->terminal))
		return error_set(err, ERROR_USAGE,
				 _("nothing changed; say --yes to restore it"));
	fflush(app->out);
	reply = terminal_read_key(app->terminal,
				  _("Restore it? y = yes, Enter = no "), &key);
	*go_on = reply == REPLY_LINE && (key.code == 'y' || key.code == 'Y');
	if (!*go_on)
		app_print(app, _("Nothing changed."));
	return true;
}

/* ---- doing it ------------------------------------------------------------ */

static void say(struct app *app, const struct wanted *wanted,
		const struct backup_order *order,
		const struct backup_name *aside, bool sound)
{
	const char *path = backup_folder_file(order->folder, aside,
					      &app->arena);
	char label[BACKUP_NAME_SIZE];

	if (sound) {
		app_print(app,
			  _("Restored %s. What was here is kept: `ebb restore "
			    "%s` brings it back."),
			  wanted->label, backup_label(aside, label));
		return;
	}
	app_print(app,
		  _("Restored %s. What was here is damaged; it is kept in"),
		  wanted->label);
	fprintf(app->out, "  %s\n", app_visible(app, path));
	app_print(app, _("and `ebb salvage` gets out of it what can be "
			 "read."));
}

static bool restore(struct app *app, const struct wanted *wanted,
		    struct error *err)
{
	struct backup_order order = {
		.folder = app_backups(app),
		.kind = BACKUP_RESTORE,
		.today = wanted->today,
	};
	struct backup_name aside;
	bool made, sound;

	store_close(app->store);
	app->store = NULL;
	if (!backup_set_aside(app->db_path, &order, &aside, &made, &sound,
			      err) ||
	    !backup_restore(wanted->path, app->db_path, err))
		return false;
	if (made)
		say(app, wanted, &order, &aside, sound);
	else
		app_print(app, _("Restored %s."), wanted->label);
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *word = arguments->count ? arguments->operands[0] : NULL;
	struct wanted wanted = { 0 };
	struct error why = { 0 };
	bool go_on;

	if (access(app->db_path, F_OK) == 0 && !app_open_store(app, &why) &&
	    why.kind == ERROR_FOREIGN) {
		*err = why;
		return false;
	}
	wanted.today = today(app);
	if (!find(app, word, &wanted, err) || !prove(app, &wanted, err) ||
	    !confirm(app, argument(arguments, "yes"), &go_on, err))
		return false;
	return !go_on || restore(app, &wanted, err);
}

const struct command command_restore = {
	.name = "restore",
	.operands = "[BACKUP]",
	.summary = N_("go back to a backup; what is there now is kept"),
	.most = 1,
	.options = {
		{ 'y', "yes", NULL, N_("do not ask") },
	},
	.run = run,
};
