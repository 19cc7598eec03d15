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

static void describe(struct app *app, const struct backup_name *name,
		     struct wanted *wanted)
{
	char label[BACKUP_NAME_SIZE];

	wanted->label = arena_strdup(&app->arena, backup_label(name, label));
	wanted->path = backup_folder_file(app_backups(app), name, &app->arena);
}

/* Only what passes its check may take the place of what is there. */
static bool verify(struct app *app, const struct wanted *wanted,
		   struct error *err)
{
	struct store_watch watch = keep_watch(app);
	bool replayed;

	return backup_verify_file(wanted->path, &watch, &replayed, err) ||
	       (err->kind == ERROR_INTERRUPTED
			? error_set(err, err->kind,
				    _("stopped; nothing changed"))
			: error_wrap(err, "%s", wanted->label));
}

/* What is wrong with the backup itself: another one may do. */
static bool is_damage(const struct error *why)
{
	return why->kind == ERROR_DATABASE || why->kind == ERROR_FORMAT ||
	       why->kind == ERROR_FOREIGN;
}

static void leave_out(struct backup_name *list, size_t *count,
		      const struct backup_name *name)
{
	size_t at = (size_t)(name - list);

	for ((*count)--; at < *count; at++)
		list[at] = list[at + 1];
}

/* The newest one that is sound: restoring keeps what is damaged, too. */
static bool find_sound(struct app *app, bool is_silent, struct wanted *wanted,
		       struct error *err)
{
	const struct backup_name *chosen;
	struct backup_name *list;
	size_t count, all;

	if (!backup_folder_list(app_backups(app), &app->arena, &list, &all,
				err))
		return false;
	count = all;
	while ((chosen = backup_choose(list, count, NULL, wanted->today))) {
		struct error why = { 0 };

		describe(app, chosen, wanted);
		if (verify(app, wanted, &why))
			return true;
		if (!is_damage(&why)) {
			*err = why;
			return false;
		}
		if (!is_silent)
			app_print(app, _("%s is damaged and passed over."),
				  wanted->label);
		leave_out(list, &count, chosen);
	}
	return error_set(err, ERROR_NOT_FOUND,
			 all ? _("no backup of %s in %s is sound")
			     : _("there is no backup of %s in %s"),
			 app->db_path, app->state);
}

static bool find_named(struct app *app, const char *word, struct wanted *wanted,
		       bool *is_file, struct error *err)
{
	const struct backup_name *chosen;
	struct backup_name *list;
	size_t count;

	if (!backup_folder_list(app_backups(app), &app->arena, &list, &count,
				err))
		return false;
	chosen = backup_choose(list, count, word, wanted->today);
	*is_file = !chosen;
	if (chosen) {
		describe(app, chosen, wanted);
		return true;
	}
	if (find_file(app, word, wanted))
		return !is_database(app, word) ||
		       error_set(err, ERROR_USAGE,
				 _("%s is the database itself"), word);
	return error_set(err, ERROR_NOT_FOUND,
			 _("there is no backup \"%s\"; `ebb backups` lists "
			   "them"),
			 word);
}

static bool refuse(struct app *app, const struct wanted *wanted,
		   const struct error *why, struct error *err)
{
	struct wanted sound = { .today = wanted->today };
	struct error none = { 0 };

	if (find_sound(app, true, &sound, &none))
		return error_set(err, why->kind,
				 _("%s is damaged; `ebb restore %s` goes back "
				   "to the newest backup that is sound"),
				 wanted->label, sound.label);
	if (none.kind != ERROR_NOT_FOUND) {
		*err = none;
		return false;
	}
	return error_set(err, why->kind,
			 _("%s is damaged, and no other backup is sound; `ebb "
			   "salvage %s` gets out what can be read"),
			 wanted->label, wanted->path);
}

/* A file of the learner's own may be anything. */
static bool find(struct app *app, const char *word, struct wanted *wanted,
		 struct error *err)
{
	struct error why = { 0 };
	bool is_file;

	if (!word)
		return find_sound(app, false, wanted, err);
	if (!find_named(app, word, wanted, &is_file, err))
		return false;
	if (verify(app, wanted, &why))
		return true;
	if (is_damage(&why) && (!is_file || why.kind == ERROR_DATABASE))
		return refuse(app, wanted, &why, err);
	*err = why;
	return false;
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
			   struct error *err)
{
	struct store *backup = store_open_to_read(wanted->path, err);
	struct backup_contents contents;
	bool ok = backup && backup_count(backup, &contents, err);

	if (ok)
		app_print(app, "%s",
			  keep_describe(app, wanted->label, &contents));
	ok = ok && print_difference(app, backup, err);
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
	if (!find(app, word, &wanted, err) ||
	    !print_contents(app, &wanted, err) ||
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
