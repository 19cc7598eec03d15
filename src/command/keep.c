#include "command/keep.h"

#include <sys/stat.h>

#include "base/message.h"
#include "command/count.h"
#include "store/backup_folder.h"
#include "store/backup_store.h"
#include "store/setting_store.h"

/* From here on a person wonders what is going on. */
enum { LARGE_BYTES = 64 * 1024 * 1024 };

const char *keep_describe(struct app *app, const char *label,
			  const struct backup_contents *contents)
{
	return arena_printf(&app->arena, "%s · %s · %s", label,
			    count_cards(contents->cards, &app->arena),
			    count_reviews(contents->reviews, &app->arena));
}

const char *keep_count(struct app *app, const struct backup_events *events)
{
	struct arena *arena = &app->arena;

	if (events->answers == 0 && events->changes == 0)
		return NULL;
	if (events->changes == 0)
		return count_answers(events->answers, arena);
	if (events->answers == 0)
		return count_changes(events->changes, arena);
	/* TRANSLATORS: so many answers, so many changes */
	return arena_printf(arena, _("%s, %s"),
			    count_answers(events->answers, arena),
			    count_changes(events->changes, arena));
}

static bool go_on(void *context)
{
	struct app *app = context;

	return !terminal_stopped(app->terminal) &&
	       !terminal_interrupted(app->terminal);
}

struct store_watch keep_watch(struct app *app)
{
	return (struct store_watch){ .go_on = go_on, .context = app };
}

/* What the newest backup lacks; of one that cannot be read, everything. */
static struct backup_events lacking(struct app *app,
				    const struct backup_name *name)
{
	struct backup_events gone = { 0 }, back = { 0 };
	struct error ignored = { 0 };
	struct store *then = store_open_to_read(
		backup_folder_file(app_backups(app), name, &app->arena),
		&ignored);
	bool known = then &&
		     backup_compare(app->store, then, &gone, &back, &ignored);

	store_close(then);
	if (!known)
		return (struct backup_events){ 1, 1 };
	gone.changes += back.answers + back.changes;
	return gone;
}

/* Whether there is anything to lose, as far as can be told: an import can be
 * undone, so before it that means answers. */
static bool is_wanted(struct app *app, enum backup_kind kind,
		      const struct backup_name *newest)
{
	struct backup_contents contents = { 0 };
	struct backup_events events;
	struct error ignored = { 0 };

	if (newest) {
		events = lacking(app, newest);
	} else {
		if (!backup_count(app->store, &contents, &ignored))
			return true;
		events = (struct backup_events){ contents.reviews,
						 contents.cards };
	}
	return events.answers > 0 ||
	       (events.changes > 0 && kind == BACKUP_DAILY);
}

static void say_what_takes_time(struct app *app)
{
	struct stat status;

	if (!terminal_is_interactive(app->terminal) ||
	    stat(app->db_path, &status) < 0 || status.st_size < LARGE_BYTES)
		return;
	app_print(app, _("Making today's backup; Ctrl-C puts it off."));
	fflush(app->out);
}

typedef bool due_test(const struct backup_name *list, size_t count,
		      int32_t today);

static bool keep(struct app *app, enum backup_kind kind, due_test *is_due,
		 struct error *err)
{
	struct store_watch watch = keep_watch(app);
	struct backup_order order = {
		.folder = app_backups(app),
		.kind = kind,
		.watch = &watch,
	};
	struct settings settings;
	struct backup_name *list, made;
	struct stamp stamp;
	size_t count;

	if (!setting_load(app->store, EVERY_DECK, &settings, err))
		return false;
	if (!settings.backups)
		return true;
	if (!app_stamp(app, &stamp, err) ||
	    !backup_folder_list(order.folder, &app->arena, &list, &count, err))
		return false;
	if (!is_due(list, count, stamp.study_day) ||
	    !is_wanted(app, kind,
		       backup_choose(list, count, NULL, stamp.study_day)))
		return true;
	say_what_takes_time(app);
	order.today = stamp.study_day;
	return backup_make(app->store, &order, &made, err);
}

/* Another ebb that is at it does what is wanted. */
static void keep_and_say(struct app *app, enum backup_kind kind,
			 due_test *is_due)
{
	struct error err = { 0 };

	if (keep(app, kind, is_due, &err) || err.kind == ERROR_BUSY)
		return;
	fflush(app->out);
	if (err.kind == ERROR_INTERRUPTED)
		fprintf(app->err, "ebb: %s\n",
			_("the backup was put off until the next session"));
	else
		fprintf(app->err, "ebb: %s\n", app_visible(app, err.message));
}

void keep_daily(struct app *app)
{
	if (!terminal_stopped(app->terminal))
		keep_and_say(app, BACKUP_DAILY, backup_is_due);
}

void keep_before_import(struct app *app)
{
	keep_and_say(app, BACKUP_IMPORT, backup_is_first);
}
