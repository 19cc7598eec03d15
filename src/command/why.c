#include "command/why.h"

#include <stdint.h>

#include "base/day.h"
#include "base/message.h"
#include "base/unicode.h"
#include "command/command.h"
#include "command/leech.h"
#include "core/replay.h"
#include "store/card_store.h"
#include "store/queue_store.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/start_store.h"
#include "terminal/wrap.h"

struct telling {
	struct store *store;
	const struct card *card;
	int32_t study_day;
	bool on_screen;
	int width;
	struct text *out;
	struct settings settings;
	struct replay_rules rules;
	struct review *history; /* live, in order */
	size_t count;
	struct arena arena;
};

static void add(struct telling *t, const char *line, int indent)
{
	text_add_repeated(t->out, ' ', (size_t)indent);
	wrap_append(t->out, line, t->width, indent, indent + 2);
	text_add_char(t->out, '\n');
}

static const char *day(struct telling *t, int32_t number)
{
	char buffer[DAY_TEXT_SIZE];

	return arena_strdup(&t->arena, day_format(number, buffer));
}

/* ---- why it is here, or is not ---- */

static bool sibling_question(struct telling *t, int64_t card_id,
			     const char **question, struct error *err)
{
	struct card sibling;

	if (!card_load(t->store, card_id, &t->arena, &sibling, err))
		return false;
	*question = unicode_visible(card_question(&sibling), VISIBLE_ONE_LINE,
				    &t->arena);
	return true;
}

static const char *due_line(struct telling *t)
{
	const char *due = day(t, t->card->schedule.due_day);
	int days = (int)(t->study_day - t->card->schedule.due_day);

	if (days < 0)
		return arena_printf(&t->arena,
				    _("Asked today: it is due on %s, but for "
				      "an absence or an exam."),
				    due);
	if (days == 0)
		return arena_printf(&t->arena,
				    _("Asked today: it was due on %s."), due);
	return arena_printf(&t->arena,
			    ngettext("Asked today: it was due on %s, %d day "
				     "ago.",
				     "Asked today: it was due on %s, %d days "
				     "ago.",
				     (unsigned long)days),
			    due, days);
}

static const char *waiting_line(struct telling *t, int32_t until)
{
	int32_t due_day = t->card->schedule.due_day;

	if (until == due_day)
		return arena_printf(&t->arena,
				    _("Not asked today: it is due on %s."),
				    day(t, until));
	return arena_printf(&t->arena,
			    _("Not asked today: it is due on %s, and asked on "
			      "%s for an absence or an exam."),
			    day(t, due_day), day(t, until));
}

static const char *limit_line(struct telling *t,
			      const struct queue_explanation *why)
{
	if (why->reason == QUEUE_REVIEW_LIMIT)
		return arena_printf(&t->arena,
				    _("Not asked today: reviews_per_day is %d, "
				      "and so many were asked."),
				    t->settings.reviews_per_day);
	return arena_printf(
		&t->arena,
		ngettext("Not asked today: it is new, %lld new card comes "
			 "before it, and new_per_day is %d.",
			 "Not asked today: it is new, %lld new cards come "
			 "before it, and new_per_day is %d.",
			 (unsigned long)why->ahead),
		(long long)why->ahead, t->settings.new_per_day);
}

/* Everything but a sibling, which has a name to be read first. */
static const char *reason_line(struct telling *t,
			       const struct queue_explanation *why)
{
	switch (why->reason) {
	case QUEUE_ASKED_DUE:
		return due_line(t);
	case QUEUE_ASKED_NEW:
		return _("Asked today: it is new.");
	case QUEUE_ASKED_DRILL:
		return _("Asked today: it scored below 4 and is drilled until "
			 "it reaches 4, which changes no date.");
	case QUEUE_SUSPENDED:
		return _("Not asked: it is suspended; `ebb unsuspend` brings "
			 "it back.");
	case QUEUE_BURIED:
		return arena_printf(&t->arena,
				    _("Not asked before %s: it is buried."),
				    day(t, why->until));
	case QUEUE_NOT_DUE:
		return waiting_line(t, why->until);
	case QUEUE_DONE:
		return arena_printf(&t->arena,
				    _("Asked already today; next on %s."),
				    day(t, why->until));
	default:
		return limit_line(t, why);
	}
}

static bool is_asked(const struct queue_explanation *why)
{
	return why->reason == QUEUE_ASKED_DUE ||
	       why->reason == QUEUE_ASKED_NEW ||
	       why->reason == QUEUE_ASKED_DRILL;
}

static bool tell_reason(struct telling *t, struct error *err)
{
	struct queue_explanation why;
	const char *line, *question;

	if (!queue_explain(t->store, t->card, t->study_day, &why, err))
		return false;
	if (t->on_screen && !is_asked(&why)) {
		line = _("Asked now because you chose it.");
	} else if (why.reason == QUEUE_SIBLING) {
		if (!sibling_question(t, why.sibling, &question, err))
			return false;
		line = arena_printf(&t->arena,
				    _("Not asked today: its sibling \"%s\" "
				      "is, and bury_siblings is on."),
				    question);
	} else {
		line = reason_line(t, &why);
	}
	add(t, line, 0);
	return true;
}

/* ---- the arithmetic ---- */

/* "I = ⌈6 × 2.50⌉ = 15 d": the interval after a pass, from what stood before
 * it. */
static const char *interval_sum(struct telling *t,
				const struct schedule *before,
				const struct schedule *after)
{
	if (before->repetitions < 2)
		return arena_printf(&t->arena, _("I = %d d"),
				    after->interval_days);
	return arena_printf(&t->arena, _("I = ⌈%d × %d.%02d⌉ = %d d"),
			    before->interval_days, before->ease_centi / 100,
			    before->ease_centi % 100, after->interval_days);
}

static const char *ease_sum(struct telling *t, const struct schedule *before,
			    const struct schedule *after)
{
	int change = after->ease_centi - before->ease_centi;

	if (change == 0)
		return arena_printf(&t->arena, _("EF %d.%02d"),
				    after->ease_centi / 100,
				    after->ease_centi % 100);
	return arena_printf(&t->arena, _("EF %d.%02d %s 0.%02d = %d.%02d"),
			    before->ease_centi / 100, before->ease_centi % 100,
			    change < 0 ? "−" : "+",
			    change < 0 ? -change : change,
			    after->ease_centi / 100, after->ease_centi % 100);
}

/* One rating: n, I and EF before and after. */
static const char *sum(struct telling *t, int grade,
		       const struct schedule *before,
		       const struct schedule *after)
{
	if (grade < GRADE_PASS)
		return arena_printf(
			&t->arena,
			_("n = 0, I = 1 d, EF %d.%02d "
			  "stays%s"),
			after->ease_centi / 100, after->ease_centi % 100,
			after->lapses > before->lapses ? _(", a lapse") : "");
	return arena_printf(&t->arena, _("n = %d, %s, %s"), after->repetitions,
			    interval_sum(t, before, after),
			    ease_sum(t, before, after));
}

static bool tell_history(struct telling *t, struct error *err)
{
	struct schedule card;

	if (!start_load(t->store, t->card->id, &card, err))
		return false;
	if (card.ratings)
		add(t,
		    arena_printf(&t->arena,
				 _("It came with n = %d, I = %d d, EF %d.%02d, "
				   "due %s."),
				 card.repetitions, card.interval_days,
				 card.ease_centi / 100, card.ease_centi % 100,
				 day(t, card.due_day)),
		    2);
	for (size_t i = 0; i < t->count; i++) {
		const struct review *review = &t->history[i];
		struct schedule before = card;

		replay_step(&t->rules, &card, review);
		if (review->kind != REVIEW_RATE)
			continue;
		add(t,
		    arena_printf(&t->arena, _("%s  %d %s: %s; due %s"),
				 day(t, review->study_day), review->grade,
				 grade_word(review->grade),
				 sum(t, review->grade, &before, &card),
				 day(t, card.due_day)),
		    2);
	}
	return true;
}

static void tell_choices(struct telling *t)
{
	static const int grades[] = { GRADE_AGAIN, GRADE_HARD, GRADE_GOOD,
				      GRADE_EASY };

	add(t, _("Today each grade would lead to:"), 0);
	for (size_t i = 0; i < sizeof(grades) / sizeof(*grades); i++) {
		const struct review review = {
			.kind = REVIEW_RATE,
			.grade = grades[i],
			.study_day = t->study_day,
		};
		struct schedule after = t->card->schedule;

		replay_step(&t->rules, &after, &review);
		add(t,
		    arena_printf(&t->arena, _("%d %s: %s; due %s"), grades[i],
				 grade_word(grades[i]),
				 sum(t, grades[i], &t->card->schedule, &after),
				 day(t, after.due_day)),
		    2);
	}
}

/* ---- leeches ---- */

static bool tell_leech(struct telling *t, struct error *err)
{
	const struct schedule *schedule = &t->card->schedule;
	int most = t->settings.leech_threshold;

	if (most == 0 || schedule->lapses < most)
		return true;
	if (!leech_tell(t->store, t->card, schedule->lapses, SIZE_MAX, t->width,
			t->out, err))
		return false;
	add(t,
	    _("Reword it or split it with `ebb edit`, or let it go with `ebb "
	      "suspend`; `ebb confusions` lists what it is taken for."),
	    0);
	return true;
}

static bool tell(struct telling *t, struct error *err)
{
	if (!setting_load(t->store, EVERY_DECK, &t->settings, err) ||
	    !setting_load_rules(t->store, &t->rules, err) ||
	    !review_load_live(t->store, t->card->id, &t->arena, &t->history,
			      &t->count, err) ||
	    !tell_reason(t, err) || !tell_history(t, err))
		return false;
	if (t->card->schedule.last_day != t->study_day)
		tell_choices(t);
	return tell_leech(t, err);
}

bool why_tell(struct store *store, const struct card *card, int32_t study_day,
	      bool on_screen, int width, struct text *out, struct error *err)
{
	struct telling telling = {
		.store = store,
		.card = card,
		.study_day = study_day,
		.on_screen = on_screen,
		.width = width,
		.out = out,
	};
	bool ok = tell(&telling, err);

	arena_release(&telling.arena);
	return ok;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct text out = { 0 };
	struct stamp stamp;
	struct card card;
	int64_t card_id;
	bool ok = card_find(app->store, arguments->operands[0], &card_id,
			    err) &&
		  card_load(app->store, card_id, &app->arena, &card, err) &&
		  app_stamp(app, &stamp, err) &&
		  why_tell(app->store, &card, stamp.study_day, false,
			   terminal_width(app->terminal), &out, err);

	if (ok)
		fputs(text_string(&out), app->out);
	text_release(&out);
	return ok;
}

const struct command command_why = {
	.name = "why",
	.operands = "CARD",
	.summary = N_("tell why a card is asked or not, and its arithmetic"),
	.least = 1,
	.most = 1,
	.flags = COMMAND_OPENS_STORE | COMMAND_READS,
	.run = run,
};
