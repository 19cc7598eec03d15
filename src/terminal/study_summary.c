#include "terminal/study_parts.h"

#include "base/day.h"
#include "base/message.h"
#include "base/unicode.h"
#include "core/statistics.h"
#include "terminal/wrap.h"

static const char *saved_phrase(const struct review *review,
				const struct schedule *after,
				const struct study_look *look,
				struct arena *arena)
{
	const char *word = grade_word(review->grade), *format;
	int digit = grade_digit(review->grade, look->keys);
	bool again = after->drill_day != DAY_NONE;
	char day[DAY_TEXT_SIZE];

	if (review->kind == REVIEW_CRAM) {
		format = review->grade < GRADE_DONE
				 ? _("%d %s: once more; no date changes")
				 : _("%d %s: done; no date changes");
		return arena_printf(arena, format, digit, word);
	}
	if (review->kind == REVIEW_DRILL) {
		format = again ? _("%d %s: once more today")
			       : _("%d %s: done for today");
		return arena_printf(arena, format, digit, word);
	}
	format = again ? ngettext("%d %s: once more today, then in %d day, "
				  "on %s",
				  "%d %s: once more today, then in %d days, "
				  "on %s",
				  (unsigned long)after->interval_days)
		       : ngettext("%d %s: in %d day, on %s",
				  "%d %s: in %d days, on %s",
				  (unsigned long)after->interval_days);
	return arena_printf(arena, format, digit, word, after->interval_days,
			    day_format(after->due_day, day));
}

void study_view_saved(struct text *out, const struct session *session,
		      const struct schedule *after,
		      const struct study_look *look)
{
	struct arena arena = { 0 };

	study_add_style(out, look, STYLE_FAINT);
	study_add_line(out, look,
		       saved_phrase(&session->review, after, look, &arena), 0);
	study_add_style(out, look, STYLE_NONE);
	arena_release(&arena);
}

static void add_failed(struct text *out, const struct session *session,
		       const struct study_look *look)
{
	bool first = true;

	for (size_t i = 0; i < session->answered.count; i++) {
		const struct session_answer *answer =
			&session->answered.list[i];
		struct arena arena = { 0 };

		if (answer->kind != REVIEW_RATE || answer->grade >= GRADE_PASS)
			continue;
		if (first)
			study_add_line(out, look, _("Not recalled:"), 0);
		first = false;
		text_add(out, "  ");
		wrap_cut(out,
			 unicode_visible(answer->question, VISIBLE_ONE_LINE,
					 &arena),
			 look->width - 2);
		text_add_char(out, '\n');
		arena_release(&arena);
	}
}

/* One part of what is left, if it is not nought. */
static void add_part(struct text *parts, const char *format, int64_t count)
{
	if (count == 0)
		return;
	if (parts->length)
		text_add(parts, _(", "));
	text_printf(parts, format, (long long)count);
}

static void add_left(struct text *out, const struct queue_counts *left,
		     const struct study_look *look)
{
	struct arena arena = { 0 };
	struct text parts = { 0 };

	add_part(&parts, _("%lld due"), left->due);
	add_part(&parts, _("%lld new"), left->new);
	add_part(&parts, _("%lld to drill"), left->drill);
	if (parts.length == 0)
		study_add_line(out, look, _("Nothing is left for today."), 0);
	else
		study_add_line(
			out, look,
			arena_printf(&arena,
				     _("Left for today: %s. `ebb study` goes "
				       "on from here."),
				     text_string(&parts)),
			0);
	text_release(&parts);
	arena_release(&arena);
}

static const char *duration(int64_t seconds, struct arena *arena)
{
	if (seconds < 60)
		return arena_printf(arena, _("%lld s"), (long long)seconds);
	return arena_printf(arena, _("%lld min %lld s"),
			    (long long)(seconds / 60),
			    (long long)(seconds % 60));
}

static void add_answered(struct text *out, const struct session_summary *sum,
			 const struct study_look *look)
{
	struct arena arena = { 0 };
	int64_t seconds = sum->ms / 1000;

	study_add_line(
		out, look,
		arena_printf(&arena,
			     ngettext("%lld answer in %s", "%lld answers in %s",
				      (unsigned long)sum->answers),
			     (long long)sum->answers,
			     duration(seconds, &arena)),
		0);
	if (sum->rated > 0)
		study_add_line(
			out, look,
			arena_printf(
				&arena,
				_("recalled %lld of %lld (%d%%), "
				  "%lld new, %lld s a card"),
				(long long)sum->recalled, (long long)sum->rated,
				statistics_percent(sum->recalled, sum->rated),
				(long long)sum->learned,
				(long long)(seconds / sum->answers)),
			0);
	arena_release(&arena);
}

void study_view_summary(struct text *out, const struct session *session,
			const struct queue_counts *left, int64_t tomorrow,
			int streak, const struct study_look *look)
{
	struct arena arena = { 0 };
	struct session_summary sum = session_summarise(session);

	text_add_char(out, '\n');
	if (sum.answers > 0) {
		add_answered(out, &sum, look);
		add_failed(out, session, look);
	}
	add_left(out, left, look);
	study_add_line(
		out, look,
		arena_printf(&arena,
			     ngettext("Due tomorrow: %lld. Streak: %d day.",
				      "Due tomorrow: %lld. Streak: %d days.",
				      (unsigned long)streak),
			     (long long)tomorrow, streak),
		0);
	arena_release(&arena);
}
