#include "command/command.h"

#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "command/home.h"
#include "store/exam_store.h"
#include "store/queue_store.h"
#include "store/statistics_store.h"

/* What a prompt may say. */
struct glance {
	struct queue_counts counts;
	int64_t minutes;
	struct streak streak; /* where the format asks for it */
};

/* What a letter after % stands for; false when for nothing. */
static bool conversion(char letter, const struct glance *glance, int64_t *value)
{
	switch (letter) {
	case 'd':
		*value = glance->counts.due;
		return true;
	case 'n':
		*value = glance->counts.new;
		return true;
	case 'l':
		*value = glance->counts.drill;
		return true;
	case 'm':
		*value = glance->minutes;
		return true;
	case 's':
		*value = glance->streak.now;
		return true;
	default:
		return false;
	}
}

/* Append the format with its conversions. */
static bool fill_in(const char *format, const struct glance *glance,
		    struct text *out, struct error *err)
{
	int64_t value;

	for (const char *p = format; *p; p++) {
		if (*p != '%')
			text_add_char(out, *p);
		else if (*++p == '%')
			text_add_char(out, '%');
		else if (*p && conversion(*p, glance, &value))
			text_printf(out, "%lld", (long long)value);
		else
			return error_set(err, ERROR_USAGE,
					 _("--format knows %%d, %%n, %%l, %%m, "
					   "%%s and %%%%, and nothing else "
					   "after %%"));
	}
	return true;
}

static bool is_valid(const char *format, struct error *err)
{
	const struct glance nothing = { 0 };
	struct text ignored = { 0 };
	bool ok = fill_in(format, &nothing, &ignored, err);

	text_release(&ignored);
	return ok;
}

static bool read_glance(struct app *app, int64_t deck_id, const char *format,
			int32_t study_day, struct glance *glance,
			struct error *err)
{
	struct queue_wish wish = queue_of_deck(deck_id);
	int64_t median_ms;

	if (!queue_count(app->store, &wish, study_day, &glance->counts, err) ||
	    !queue_median_ms(app->store, &median_ms, err))
		return false;
	glance->minutes = queue_total(&glance->counts)
				  ? queue_minutes(&glance->counts, median_ms)
				  : 0;
	return !strstr(format, "%s") ||
	       statistics_load_streak(app->store, deck_id, study_day,
				      &glance->streak, err);
}

static bool load_glance(struct app *app, int64_t deck_id, const char *format,
			struct glance *glance, struct error *err)
{
	struct stamp stamp;
	bool ok;

	if (!app_stamp(app, &stamp, err) ||
	    !exam_end_past(app->store, &stamp, err) ||
	    !store_begin_reading(app->store, err))
		return false;
	ok = read_glance(app, deck_id, format, stamp.study_day, glance, err);
	store_end_reading(app->store);
	return ok;
}

/* Nothing to study is no fault, but status 1: an error without a message. */
static bool print_format(struct app *app, int64_t deck_id, const char *format,
			 struct error *err)
{
	struct glance glance = { 0 };
	struct text line = { 0 };
	bool ok = load_glance(app, deck_id, format, &glance, err) &&
		  fill_in(format, &glance, &line, err);

	if (ok)
		fprintf(app->out, "%s\n", text_string(&line));
	text_release(&line);
	if (ok && queue_total(&glance.counts) == 0)
		return error_set(err, ERROR_NOT_FOUND, "%s", "");
	return ok;
}

static bool print_all(struct app *app, int64_t deck_id, bool as_json,
		      struct error *err)
{
	struct home home;

	if (!home_load(app, deck_id, false, &home, err))
		return false;
	if (as_json)
		return report_due(app->store, &home.total,
				  queue_minutes(&home.total, home.median_ms),
				  home.decks, home.count, app->out, err);
	if (home.count == 0)
		home_print_welcome(app);
	home_print_decks(app, &home);
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *format = argument(arguments, "format");
	bool as_json = argument(arguments, "json");
	int64_t deck_id;

	if (format && as_json)
		return error_set(err, ERROR_USAGE,
				 _("choose one of --format and --json"));
	if ((format && !is_valid(format, err)) ||
	    !app_deck(app, arguments->operands[0], &deck_id, err))
		return false;
	return format ? print_format(app, deck_id, format, err)
		      : print_all(app, deck_id, as_json, err);
}

const struct command command_due = {
	.name = "due",
	.operands = "[DECK]",
	.summary = N_("tell what is due today"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ .name = "format",
		  .value = "FORMAT",
		  .help = N_("in these words, with %d due and so on; status 1 "
			     "if nothing is to do") },
		{ 0, "json", NULL, N_("as one JSON object") },
	},
	.run = run,
};
