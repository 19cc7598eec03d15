#include "command/command.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"
#include "command/count.h"
#include "store/backup_store.h"
#include "store/salvage_store.h"

/* Beside the damaged file: ebb.db becomes ebb.salvaged.db. */
static const char *new_path(struct app *app, const char *damaged)
{
	size_t length = strlen(damaged);

	if (length > 3 && strcmp(damaged + length - 3, ".db") == 0)
		length -= 3;
	return arena_printf(&app->arena, "%.*s.salvaged.db", (int)length,
			    damaged);
}

/* The format is ngettext()'s for that count. */
static void say_some(struct app *app, const char *format, int64_t count)
{
	if (count > 0)
		app_print(app, format, (long long)count);
}

static void print_losses(struct app *app, const struct salvage_report *report)
{
	say_some(app,
		 ngettext("  %lld note put together from indexes, without its "
			  "other fields",
			  "  %lld notes put together from indexes, without "
			  "their other fields",
			  (unsigned long)report->notes_pieced),
		 report->notes_pieced);
	say_some(app,
		 ngettext("  %lld note lost, but for its number and history",
			  "  %lld notes lost, but for their numbers and "
			  "histories",
			  (unsigned long)report->notes_lost),
		 report->notes_lost);
	say_some(app,
		 ngettext("  %lld card made again, not suspended",
			  "  %lld cards made again, none suspended",
			  (unsigned long)report->cards_lost),
		 report->cards_lost);
	say_some(app,
		 ngettext("  %lld review lost", "  %lld reviews lost",
			  (unsigned long)report->reviews_lost),
		 report->reviews_lost);
	say_some(app,
		 ngettext("  %lld row made no sense",
			  "  %lld rows made no sense",
			  (unsigned long)report->refused),
		 report->refused);
}

static void print(struct app *app, const struct salvage_report *report,
		  const char *path)
{
	struct arena *arena = &app->arena;

	app_print(app, "%s · %s · %s → %s", count_notes(report->notes, arena),
		  count_cards(report->cards, arena),
		  count_reviews(report->reviews, arena),
		  app_visible(app, path));
	print_losses(app, report);
	if (report->is_whole)
		app_print(app, _("  nothing is missing"));
}

static bool fill(struct app *app, const char *damaged, struct store *into,
		 struct salvage_report *report, struct error *err)
{
	const struct settings settings = settings_default();
	struct stamp stamp = clock_stamp(&app->clock, settings.rollover_min);
	bool replayed;

	if (!salvage(damaged, into, &stamp, report, err))
		return false;
	if (!report->is_whole &&
	    report->notes + report->cards + report->reviews == 0)
		return error_set(err, ERROR_NOT_FOUND,
				 _("nothing that ebb wrote was found in %s"),
				 damaged);
	return backup_verify(into, &replayed, err);
}

/* Half of what could be had is worse than to be asked again. */
static void remove_new(struct app *app, const char *path)
{
	unlink(path);
	unlink(arena_printf(&app->arena, "%s-wal", path));
	unlink(arena_printf(&app->arena, "%s-shm", path));
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *damaged = arguments->operands[0];
	const char *output = argument(arguments, "output");
	const char *path = output ? output : new_path(app, damaged);
	const struct store_options options = {
		.path = path,
		.device = app->device,
		.random = &app->random,
	};
	struct salvage_report report;
	struct store *into;
	struct stat status;
	bool ok;

	/* A file that SQLite has open here must not be opened besides. */
	store_close(app->store);
	app->store = NULL;
	if (access(damaged, R_OK) < 0)
		return error_set_errno(err, damaged);
	if (lstat(path, &status) == 0)
		return error_set(err, ERROR_USAGE,
				 _("%s exists; name a new file"), path);
	into = store_open(&options, err);
	ok = into && fill(app, damaged, into, &report, err);
	store_close(into);
	if (!ok) {
		remove_new(app, path);
		return false;
	}
	print(app, &report, path);
	app_print(app,
		  _("`ebb restore %s` puts it in the place of the "
		    "database."),
		  app_visible(app, path));
	return true;
}

const struct command command_salvage = {
	.name = "salvage",
	.operands = "FILE",
	.summary = N_("get out of a damaged database what can be read"),
	.least = 1,
	.most = 1,
	.options = {
		{ 'o', "output", "NEW",
		  N_("into this file instead of one beside it") },
	},
	.run = run,
};
