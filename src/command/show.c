#include "command/command.h"

#include "base/day.h"
#include "base/message.h"
#include "base/text.h"
#include "base/unicode.h"
#include "core/recall.h"
#include "store/alias_store.h"
#include "store/card_store.h"
#include "store/report_store.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/start_store.h"
#include "terminal/chart.h"
#include "terminal/table.h"
#include "terminal/wrap.h"

/* A name and a text beside it, wrapped. */
static void print_pair(struct app *app, const char *name, const char *value)
{
	enum { COLUMN = 10 };
	struct text line = { 0 };

	wrap_pad(&line, name, COLUMN);
	text_add(&line, "  ");
	wrap_append(&line, unicode_visible(value, VISIBLE_LINES, &app->arena),
		    terminal_width(app->terminal),
		    unicode_width(text_string(&line)), COLUMN + 2);
	fprintf(app->out, "%s\n", text_string(&line));
	text_release(&line);
}

static void print_note(struct app *app, const struct card *card)
{
	const struct note *note = &card->note;
	struct text tags = { 0 };

	print_pair(app, _("deck"), card->deck);
	print_pair(app, _("question"), card_question(card));
	print_pair(app, _("answer"), card_answer(card));
	if (card_remark(card))
		print_pair(app, _("remark"), card_remark(card));
	for (size_t i = 0; i < note->field_count; i++)
		print_pair(app, app_visible(app, note->fields[i].name),
			   note->fields[i].value);
	for (size_t i = 0; i < note->tag_count; i++)
		text_printf(&tags, "%s%s", i ? " " : "", note->tags[i]);
	if (tags.length)
		print_pair(app, _("tags"), text_string(&tags));
	text_release(&tags);
}

static bool load_progress(struct app *app, const struct card *card,
			  struct card_progress *progress, struct error *err)
{
	struct interval_step *steps;
	struct settings settings;
	struct replay_rules rules;
	struct schedule start;
	struct review *history;
	struct stamp stamp;
	size_t count;
	int most;

	if (!setting_load(app->store, EVERY_DECK, &settings, err) ||
	    !app_stamp(app, &stamp, err) ||
	    !start_load(app->store, card->id, &start, err) ||
	    !review_load_live(app->store, card->id, &app->arena, &history,
			      &count, err))
		return false;
	rules = settings_replay_rules(&settings);
	steps = arena_array(&app->arena, count + 1, sizeof(*steps));
	most = settings.leech_threshold;
	*progress = (struct card_progress){
		.intervals = steps,
		.interval_count = interval_history(&rules, &start, history,
						   count, steps),
		.expected_ppm = recall_promised_on(&card->schedule,
						   stamp.study_day),
		.is_leech = most > 0 && card->schedule.lapses >= most,
	};
	return true;
}

enum { INTERVALS_MOST = 24 };

/* How high an interval is drawn: by how often it doubled, or else nothing but
 * the last one would be seen. */
static int64_t height(int interval_days)
{
	int64_t doubled = 0;

	for (; interval_days > 0; interval_days /= 2)
		doubled++;
	return doubled;
}

/* "1 → 6 → 15 × 1 → 6": the newest of them; × is a lapse. */
static void print_intervals(struct app *app,
			    const struct card_progress *progress)
{
	size_t n = progress->interval_count;
	size_t first = n > INTERVALS_MOST ? n - INTERVALS_MOST : 0;
	int64_t heights[INTERVALS_MOST];
	struct text line = { 0 };

	for (size_t i = first; i < n; i++)
		heights[i - first] = height(
			progress->intervals[i].interval_days);
	if (!app->plain) {
		chart_sparkline(heights, n - first, false, &line);
		text_add(&line, "  ");
	}
	text_add(&line, first ? "… " : "");
	for (size_t i = first; i < n; i++)
		text_printf(&line, "%s%d",
			    i == first			      ? ""
			    : progress->intervals[i].is_lapse ? " × "
							      : " → ",
			    progress->intervals[i].interval_days);
	print_pair(app, _("intervals"), text_string(&line));
	text_release(&line);
}

static void print_progress(struct app *app,
			   const struct card_progress *progress)
{
	if (progress->interval_count)
		print_intervals(app, progress);
	if (progress->expected_ppm)
		print_pair(app, _("expected"),
			   arena_printf(
				   &app->arena, _("%lld%% recall today"),
				   (long long)((progress->expected_ppm + 5000) /
					       10000)));
	if (progress->is_leech)
		print_pair(app, _("leech"),
			   _("forgotten again and again: reword it, split it "
			     "or suspend it"));
}

static void print_schedule(struct app *app, const struct card *card)
{
	const struct schedule *s = &card->schedule;
	char day[DAY_TEXT_SIZE];

	if (card->flagged)
		print_pair(app, _("flag"), _("flagged"));
	if (card->suspended)
		print_pair(app, _("state"), _("suspended"));
	if (s->ratings == 0) {
		print_pair(app, _("schedule"), _("new, never asked"));
		return;
	}
	print_pair(app, _("schedule"),
		   arena_printf(&app->arena,
				_("due %s, interval %d d, repetition %d, ease "
				  "factor %d.%02d, lapses %d"),
				day_format(s->due_day, day), s->interval_days,
				s->repetitions, s->ease_centi / 100,
				s->ease_centi % 100, s->lapses));
}

static void add_review(struct app *app, struct table *table,
		       const struct review *review,
		       enum review_standing standing)
{
	int64_t local_ms = review->answered_at_ms +
			   review->utc_offset_min * 60000LL;
	int minute = (int)(local_ms / 60000 % 1440);
	char day[DAY_TEXT_SIZE];
	const char *cells[6] = {
		arena_printf(&app->arena, "%lld", (long long)review->id),
		arena_printf(&app->arena, "%s %02d:%02d",
			     day_format(day_of_study(review->answered_at_ms,
						     review->utc_offset_min, 0),
					day),
			     minute / 60, minute % 60),
		standing == REVIEW_LIVE	     ? _(review_kind_name(review->kind))
		: standing == REVIEW_AMENDED ? _("corrected")
					     : _("taken back"),
		review->grade == GRADE_NONE
			? ""
			: arena_printf(&app->arena, "%d %s", review->grade,
				       grade_word(review->grade)),
		arena_printf(&app->arena, _("%lld s"),
			     (long long)(review->recall_ms / 1000)),
		review->typed ? app_visible(app, review->typed) : "",
	};

	table_add(table, cells);
}

static bool print_history(struct app *app, int64_t card_id, struct error *err)
{
	const struct table_column columns[] = {
		{ .title = _("step"), .align = TABLE_RIGHT, .optional = true },
		{ .title = _("answered") },
		{ .title = _("kind") },
		{ .title = _("grade") },
		{ .title = _("recall"),
		  .align = TABLE_RIGHT,
		  .optional = true },
		{ .title = _("typed"), .flexible = true, .optional = true },
	};
	struct review *history;
	struct text out = { 0 };
	struct table *table;
	enum review_standing *standings;
	size_t count;

	if (!review_load_all(app->store, card_id, &app->arena, &history,
			     &standings, &count, err))
		return false;
	if (count == 0)
		return true;
	table = table_new(columns, 6);
	for (size_t i = 0; i < count; i++)
		add_review(app, table, &history[i], standings[i]);
	table_render(table, terminal_width(app->terminal), &out);
	fprintf(app->out, "\n%s", text_string(&out));
	text_release(&out);
	table_free(table);
	return true;
}

static bool print_aliases(struct app *app, const struct card *card,
			  struct error *err)
{
	const char **aliases;
	size_t count;

	if (!alias_load(app->store, card->id, &app->arena, &aliases, &count,
			err))
		return false;
	for (size_t i = 0; i < count; i++)
		print_pair(app, i ? "" : _("also"), aliases[i]);
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct card_progress progress;
	char uid[CARD_UID_TEXT_SIZE];
	struct card card;
	int64_t card_id;

	if (!card_find(app->store, arguments->operands[0], &card_id, err) ||
	    !card_load(app->store, card_id, &app->arena, &card, err) ||
	    !load_progress(app, &card, &progress, err))
		return false;
	if (argument(arguments, "json"))
		return report_card_history(app->store, card_id, &progress,
					   app->out, err);
	print_pair(app, _("card"),
		   arena_printf(&app->arena, "%lld  %s", (long long)card.id,
				card_uid(&card, uid)));
	print_note(app, &card);
	if (!print_aliases(app, &card, err))
		return false;
	print_schedule(app, &card);
	print_progress(app, &progress);
	return print_history(app, card_id, err);
}

const struct command command_show = {
	.name = "show",
	.operands = "CARD",
	.summary = N_("show a card: its fields, schedule and whole history"),
	.least = 1,
	.most = 1,
	.flags = COMMAND_OPENS_STORE | COMMAND_READS,
	.options = {
		{ 0, "json", NULL, N_("as one JSON object") },
	},
	.run = run,
};
