#include "command/command.h"

#include "base/day.h"
#include "base/message.h"
#include "base/unicode.h"
#include "command/count.h"
#include "store/report_store.h"
#include "store/statistics_scope.h"
#include "store/statistics_store.h"
#include "terminal/table.h"
#include "terminal/wrap.h"

static void print_heading(struct app *app, const char *title)
{
	struct text line = { 0 };

	text_add_char(&line, '\n');
	text_add(&line, terminal_style(app->terminal, STYLE_STRONG));
	wrap_append(&line, title, terminal_width(app->terminal), 0, 0);
	text_add(&line, terminal_style(app->terminal, STYLE_NONE));
	fprintf(app->out, "%s\n", text_string(&line));
	text_release(&line);
}

static const char *percent(struct app *app, int64_t recalled, int64_t asked)
{
	if (asked == 0)
		return "-";
	return arena_printf(&app->arena, "%d%%",
			    statistics_percent(recalled, asked));
}

static const char *number(struct app *app, int64_t value)
{
	return arena_printf(&app->arena, "%lld", (long long)value);
}

static void print_table(struct app *app, struct table *table)
{
	struct text out = { 0 };

	table_render(table, terminal_width(app->terminal), &out);
	fputs(text_string(&out), app->out);
	text_release(&out);
	table_free(table);
}

static void print_cards(struct app *app, const struct statistics *s)
{
	/* TRANSLATORS: the number of notes, the number of cards */
	app_print(app,
		  _("%s, %s: %lld new, %lld learning, %lld young, %lld "
		    "mature; %lld suspended"),
		  count_notes(s->notes, &app->arena),
		  count_cards(s->cards, &app->arena), (long long)s->new,
		  (long long)s->learning, (long long)s->young,
		  (long long)s->mature, (long long)s->suspended);
	app_print(app,
		  /* TRANSLATORS: the number of answers, the days in a row */
		  ngettext("%s; streak %d day, longest %d",
			   "%s; streak %d days, longest %d",
			   (unsigned long)s->streak.now),
		  count_answers(s->reviews, &app->arena), s->streak.now,
		  s->streak.longest);
}

static const char *span_name(struct app *app, int days)
{
	if (days == 1)
		return _("today");
	return arena_printf(&app->arena, _("%d days"), days);
}

static void print_spans(struct app *app, const struct statistics *s)
{
	const struct table_column columns[] = {
		{ .title = "" },
		{ .title = _("answers"), .align = TABLE_RIGHT },
		{ .title = _("minutes"), .align = TABLE_RIGHT },
		{ .title = _("learned"), .align = TABLE_RIGHT },
		{ .title = _("young"), .align = TABLE_RIGHT },
		{ .title = _("mature"), .align = TABLE_RIGHT },
		{ .title = _("days studied"),
		  .align = TABLE_RIGHT,
		  .optional = true },
	};
	struct table *table = table_new(columns, 7);

	for (int i = 0; i < SPAN_COUNT; i++) {
		const struct span_statistics *span = &s->spans[i];
		const char *cells[7] = {
			span_name(app, span->days),
			number(app, span->answers),
			number(app, (span->ms + 30000) / 60000),
			number(app, span->learned),
			percent(app, span->young_recalled, span->young_asked),
			percent(app, span->mature_recalled, span->mature_asked),
			number(app, span->studied_days),
		};

		table_add(table, cells);
	}
	print_heading(app, _("Reviews, and how many were recalled"));
	print_table(app, table);
}

/* A bar of at most `room` columns for value of most. */
static const char *bar(struct app *app, int64_t value, int64_t most, int room)
{
	struct text out = { 0 };
	int64_t length = most > 0 ? (value * room + most - 1) / most : 0;
	const char *copy;

	for (int64_t i = 0; i < length; i++)
		text_add(&out, app->plain ? "#" : "█");
	copy = text_copy(&out, &app->arena);
	text_release(&out);
	return copy;
}

static int64_t largest(const int64_t *values, int count)
{
	int64_t most = 0;

	for (int i = 0; i < count; i++)
		most = values[i] > most ? values[i] : most;
	return most;
}

static void print_grades(struct app *app, const struct statistics *s)
{
	const struct table_column columns[] = {
		{ .title = NULL },
		{ .align = TABLE_RIGHT },
		{ .title = NULL },
	};
	struct table *table = table_new(columns, 3);
	int room = terminal_width(app->terminal) - 24;
	int64_t most = largest(s->grades, GRADE_COUNT);

	for (int grade = 0; grade < GRADE_COUNT; grade++) {
		const char *cells[3] = {
			arena_printf(&app->arena, "%d %s", grade,
				     grade_word(grade)),
			number(app, s->grades[grade]),
			bar(app, s->grades[grade], most, room > 5 ? room : 5),
		};

		table_add(table, cells);
	}
	print_heading(app, _("Grades"));
	print_table(app, table);
}

/* The last day of the forecast with cards, or 0. */
static int last_busy_day(const struct statistics *s)
{
	int day = FORECAST_DAYS - 1;

	while (day > 0 && s->forecast[day] == 0)
		day--;
	return day;
}

static void print_forecast(struct app *app, const struct statistics *s)
{
	const struct table_column columns[] = {
		{ .title = NULL },
		{ .align = TABLE_RIGHT },
		{ .title = NULL },
	};
	struct table *table = table_new(columns, 3);
	int room = terminal_width(app->terminal) - 24;
	int64_t most = largest(s->forecast, FORECAST_DAYS);
	int last = last_busy_day(s);

	for (int day = 0; day <= last; day++) {
		char date[DAY_TEXT_SIZE];
		const char *cells[3] = {
			day_format(s->study_day + day, date),
			number(app, s->forecast[day]),
			bar(app, s->forecast[day], most, room > 5 ? room : 5),
		};

		table_add(table, cells);
	}
	print_heading(app, _("Due in the next 30 days"));
	if (s->backlog)
		app_print(app,
			  ngettext("%lld card is overdue from before today",
				   "%lld cards are overdue from before today",
				   (unsigned long)s->backlog),
			  (long long)s->backlog);
	print_table(app, table);
}

static void print_hardest(struct app *app, const struct statistics *s)
{
	const struct table_column columns[] = {
		{ .title = _("card"), .align = TABLE_RIGHT },
		{ .title = _("question"), .flexible = true },
		{ .title = _("failed"), .align = TABLE_RIGHT },
		{ .title = _("lapses"),
		  .align = TABLE_RIGHT,
		  .optional = true },
		{ .title = _("ease"), .align = TABLE_RIGHT, .optional = true },
	};
	struct table *table;

	if (s->hardest_count == 0)
		return;
	table = table_new(columns, 5);
	for (int i = 0; i < s->hardest_count; i++) {
		const struct hard_card *card = &s->hardest[i];
		const char *cells[5] = {
			number(app, card->card_id),
			app_visible(app, card->question),
			number(app, card->failed),
			number(app, card->lapses),
			arena_printf(&app->arena, "%d.%02d",
				     card->ease_centi / 100,
				     card->ease_centi % 100),
		};

		table_add(table, cells);
	}
	print_heading(app, _("Hardest cards"));
	print_table(app, table);
}

/* The statistics of what the options leave. */
static bool load(struct app *app, const struct arguments *arguments,
		 int64_t deck_id, int32_t study_day,
		 struct statistics *statistics, struct error *err)
{
	const char *search = argument(arguments, "search");
	struct statistics_scope scope = {
		.as_pressed = argument(arguments, "as-pressed"),
	};
	struct card_list cards;
	struct error ignored = { 0 };
	bool ok;

	if (search && !app_search(app, search, deck_id, &cards, err))
		return false;
	if (search)
		scope.cards = &cards;
	if (!search && !scope.as_pressed)
		return statistics_load(app->store, deck_id, study_day,
				       &app->arena, statistics, err);
	ok = statistics_narrow(app->store, &scope, err) &&
	     statistics_load(app->store, deck_id, study_day, &app->arena,
			     statistics, err);
	return statistics_widen(app->store, ok ? err : &ignored) && ok;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *deck = arguments->operands[0];
	struct statistics statistics;
	struct stamp stamp;
	int64_t deck_id;

	if (!app_deck(app, deck, &deck_id, err) ||
	    !app_stamp(app, &stamp, err) ||
	    !load(app, arguments, deck_id, stamp.study_day, &statistics, err))
		return false;
	if (argument(arguments, "json"))
		return report_statistics(app->store, &statistics, deck,
					 app->out, err);
	print_cards(app, &statistics);
	print_spans(app, &statistics);
	print_grades(app, &statistics);
	print_forecast(app, &statistics);
	print_hardest(app, &statistics);
	return true;
}

const struct command command_stats = {
	.name = "stats",
	.operands = "[DECK]",
	.summary = N_("show reviews, retention, streak, forecast, hard cards"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 's', "search", "SEARCH",
		  N_("only of the cards that this search chooses") },
		{ .name = "as-pressed",
		  .help = N_("grades as they were pressed, not as corrected") },
		{ 0, "json", NULL, N_("as one JSON object") },
	},
	.run = run,
};
