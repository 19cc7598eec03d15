#include "command/home.h"

#include "base/message.h"
#include "base/text.h"
#include "base/unicode.h"
#include "store/backup_compare.h"
#include "store/backup_folder.h"
#include "store/deck_store.h"
#include "store/exam_store.h"
#include "store/queue_store.h"
#include "store/statistics_store.h"
#include "terminal/study_view.h"
#include "terminal/wrap.h"

enum { NAME_LEAST_COLUMNS = 8 };

static bool load_decks(struct app *app, int64_t deck_id, bool with_notes,
		       struct home *home, struct error *err)
{
	struct deck *decks = NULL;
	size_t count = 0;
	bool ok = with_notes ? deck_list(app->store, &app->arena, &decks,
					 &count, err)
			     : deck_names(app->store, &app->arena, &decks,
					  &count, err);

	if (!ok)
		return false;
	home->decks = arena_array(&app->arena, count, sizeof(*home->decks));
	for (size_t i = 0; i < count; i++)
		if (deck_id == DECK_ALL || decks[i].id == deck_id)
			home->decks[home->count++] = (struct deck_report){
				.id = decks[i].id,
				.name = decks[i].name,
				.notes = decks[i].notes,
				.cards = decks[i].cards,
			};
	return true;
}

static bool count_decks(struct app *app, struct home *home, struct error *err)
{
	struct arena *arena = &app->arena;
	int64_t *ids = arena_array(arena, home->count, sizeof(*ids));
	struct queue_counts *each = arena_array(arena, home->count,
						sizeof(*each));

	for (size_t i = 0; i < home->count; i++)
		ids[i] = home->decks[i].id;
	if (!queue_count_decks(app->store, ids, home->count,
			       home->stamp.study_day, each, &home->total, err))
		return false;
	for (size_t i = 0; i < home->count; i++)
		home->decks[i].counts = each[i];
	return true;
}

static bool load_all(struct app *app, int64_t deck_id, bool with_notes,
		     struct home *home, struct error *err)
{
	return load_decks(app, deck_id, with_notes, home, err) &&
	       count_decks(app, home, err) &&
	       queue_median_ms(app->store, &home->median_ms, err);
}

bool home_load(struct app *app, int64_t deck_id, bool with_notes,
	       struct home *home, struct error *err)
{
	bool ok;

	*home = (struct home){ 0 };
	if (!app_stamp(app, &home->stamp, err) ||
	    !exam_end_past(app->store, &home->stamp, err) ||
	    !store_begin_reading(app->store, err))
		return false;
	ok = load_all(app, deck_id, with_notes, home, err);
	store_end_reading(app->store);
	return ok;
}

/* Digits of the largest counts, so that they stand below each other. */
struct digits {
	int due, new;
};

static int digits_of(int64_t count)
{
	int digits = 1;

	for (; count >= 10; count /= 10)
		digits++;
	return digits;
}

static struct digits most_digits(const struct home *home)
{
	struct digits most = { 0, 0 };

	for (size_t i = 0; i < home->count; i++) {
		int due = digits_of(home->decks[i].counts.due);
		int new = digits_of(home->decks[i].counts.new);

		most.due = due > most.due ? due : most.due;
		most.new = new > most.new ? new : most.new;
	}
	return most;
}

static void add_counts(struct text *line, const struct home *home,
		       const struct queue_counts *counts, struct digits digits)
{
	text_printf(line, _("%*lld due · %*lld new"), digits.due,
		    (long long)counts->due, digits.new, (long long)counts->new);
	if (counts->drill)
		text_printf(line, _(" · %lld to drill"),
			    (long long)counts->drill);
	if (queue_total(counts))
		text_printf(line, _(" · about %lld min"),
			    (long long)queue_minutes(counts, home->median_ms));
}

void home_print_decks(struct app *app, const struct home *home)
{
	int width = terminal_width(app->terminal), columns = 0;
	struct digits digits = most_digits(home);

	for (size_t i = 0; i < home->count; i++) {
		int name = unicode_width(app_visible(app, home->decks[i].name));

		columns = name > columns ? name : columns;
	}
	if (columns > width / 3)
		columns = width / 3;
	if (columns < NAME_LEAST_COLUMNS)
		columns = NAME_LEAST_COLUMNS;
	for (size_t i = 0; i < home->count; i++) {
		struct text line = { 0 }, counts = { 0 };

		wrap_fit(&line, app_visible(app, home->decks[i].name), columns);
		text_add(&line, "  ");
		add_counts(&counts, home, &home->decks[i].counts, digits);
		wrap_parts(&line, text_string(&counts), width, columns + 2,
			   columns + 2);
		fprintf(app->out, "%s\n", text_string(&line));
		text_release(&line);
		text_release(&counts);
	}
}

bool home_print_streak(struct app *app, const struct home *home,
		       struct error *err)
{
	struct span_statistics yesterday;
	struct streak streak;
	struct text line = { 0 };
	int64_t asked, recalled;

	if (!statistics_load_streak(app->store, DECK_ALL, home->stamp.study_day,
				    &streak, err) ||
	    !statistics_day(app->store, DECK_ALL, home->stamp.study_day - 1,
			    &yesterday, err))
		return false;
	if (streak.now > 0)
		text_printf(&line,
			    ngettext("streak %d day", "streak %d days",
				     (unsigned long)streak.now),
			    streak.now);
	if (line.length && yesterday.answers > 0)
		text_add(&line, " · ");
	if (yesterday.answers > 0)
		text_printf(&line,
			    ngettext("yesterday %lld answer",
				     "yesterday %lld answers",
				     (unsigned long)yesterday.answers),
			    (long long)yesterday.answers);
	asked = yesterday.young_asked + yesterday.mature_asked;
	recalled = yesterday.young_recalled + yesterday.mature_recalled;
	if (asked > 0)
		text_printf(&line, _(", %d%% recalled"),
			    statistics_percent(recalled, asked));
	if (line.length)
		app_print(app, "%s", text_string(&line));
	text_release(&line);
	return true;
}

/* One of an empty database has nothing to go back to. */
static bool has_cards(struct app *app, const struct backup_name *name)
{
	const char *path = backup_folder_file(app_backups(app), name,
					      &app->arena);
	struct backup_contents contents = { 0 };
	struct error ignored = { 0 };
	struct store *backup = store_open_to_read(path, &ignored);
	bool has = backup && backup_count(backup, &contents, &ignored) &&
		   contents.cards > 0;

	store_close(backup);
	return has;
}

/* Whoever had cards has lost them, or looks for them in the wrong place. */
static void print_backup(struct app *app)
{
	const struct backup_name *newest;
	struct backup_name *list;
	struct error ignored = { 0 };
	char label[BACKUP_NAME_SIZE];
	struct stamp stamp;
	size_t count;

	if (!app_stamp(app, &stamp, &ignored) ||
	    !backup_folder_list(app_backups(app), &app->arena, &list, &count,
				&ignored))
		return;
	for (; (newest = backup_choose(list, count, NULL, stamp.study_day));
	     count = (size_t)(newest - list))
		if (has_cards(app, newest)) {
			app_print(app,
				  _("There were some: `ebb restore %s` goes "
				    "back to the newest backup."),
				  backup_label(newest, label));
			return;
		}
}

void home_print_welcome(struct app *app)
{
	app_print(app, _("Welcome to ebb. There are no cards yet; they will be "
			 "kept in"));
	fprintf(app->out, "  %s\n", app_visible(app, app->db_path));
	print_backup(app);
	app_print(app, _("Bring in a deck of your own:"));
	fputs("  ebb import FILE.csv\n", app->out);
	app_print(app, _("or one of those that come along, the vocabulary of "
			 "large language models:"));
	fprintf(app->out,
		"  ebb import %s/ebb/decks/llm-terms.en.csv\n"
		"  ebb import %s/ebb/decks/llm-terms.zh.csv\n",
		app->share, app->share);
}

const char *home_first_deck(struct app *app)
{
	/* TRANSLATORS: the bundled deck in your language. */
	return arena_printf(&app->arena, "%s/ebb/decks/%s", app->share,
			    _("llm-terms.en.csv"));
}

void home_print_beginning(struct app *app)
{
	const struct study_look look = {
		.terminal = app->terminal,
		.width = terminal_width(app->terminal),
		.plain = app->plain,
	};
	struct text text = { 0 };

	app_print(app, _("After each answer say how well you knew it; ebb asks "
			 "again just before you would forget:"));
	study_view_grades(&text, &look);
	fputs(text_string(&text), app->out);
	text_release(&text);
	app_print(app,
		  _("Press Enter to begin with %s, or type a command "
		    "(help)."),
		  _("llm-terms.en.csv"));
}
