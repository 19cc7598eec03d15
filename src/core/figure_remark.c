#include "core/figure_remark.h"

#include <math.h>
#include <string.h>

#include "base/message.h"

void wilson_interval(int64_t recalled, int64_t asked, int64_t *low_ppm,
		     int64_t *high_ppm)
{
	static const double z = 1.959963984540054; /* 97.5% of the normal */
	double n = (double)asked, p = (double)recalled / n;
	double middle = p + z * z / (2 * n);
	double half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	double whole = 1 + z * z / n;

	*low_ppm = llround(fmax(0, (middle - half) / whole) * 1e6);
	*high_ppm = llround(fmin(1, (middle + half) / whole) * 1e6);
}

static struct value number(int64_t n)
{
	return (struct value){ .known = true, .number = n };
}

static void fill_row(struct figure *figure, size_t row)
{
	int64_t asked = figure_number(figure, row, "asked");
	int64_t recalled = figure_number(figure, row, "recalled");
	int64_t low, high;

	if (asked == 0)
		return;
	*figure_at(figure, row,
		   "share") = number((recalled * 1000000 + asked / 2) / asked);
	if (!figure_at(figure, row, "low"))
		return;
	wilson_interval(recalled, asked, &low, &high);
	*figure_at(figure, row, "low") = number(low);
	*figure_at(figure, row, "high") = number(high);
}

void figure_fill_shares(struct figure *figure, struct arena *arena)
{
	(void)arena;
	for (size_t i = 0; i < figure->row_count; i++)
		fill_row(figure, i);
}

static const char *percent(int64_t ppm, struct arena *arena)
{
	struct value value = number(ppm);

	return value_format(&value, UNIT_SHARE, arena);
}

static const char *counted(const char *format, int64_t n, struct arena *arena)
{
	return arena_printf(arena, format, (long long)n);
}

static const char *answers_of(int64_t n, struct arena *arena)
{
	return counted(
		ngettext("%lld answer", "%lld answers", (unsigned long)n), n,
		arena);
}

static const char *days_of(int64_t n, struct arena *arena)
{
	return counted(ngettext("%lld day", "%lld days", (unsigned long)n), n,
		       arena);
}

static const char *minutes_of(int64_t ms, struct arena *arena)
{
	int64_t n = (ms + 30000) / 60000;

	return n ? counted(ngettext("%lld minute", "%lld minutes",
				    (unsigned long)n),
			   n, arena)
		 : _("less than a minute");
}

/* What was answered on the day. */
static const char *told_day(const struct figure *figure, struct arena *arena)
{
	int64_t answers = figure_number(figure, 0, "answers");
	int64_t learned = figure_number(figure, 0, "learned");
	const char *begun;

	if (answers == 0)
		return _("No answers today.");
	begun = arena_printf(arena,
			     /* TRANSLATORS: "31 answers in 12 minutes" */
			     _("%s in %s"), answers_of(answers, arena),
			     minutes_of(figure_number(figure, 0, "ms"), arena));
	if (learned == 0)
		return arena_printf(arena, _("%s."), begun);
	return arena_printf(arena,
			    ngettext("%s, %lld new card learned.",
				     "%s, %lld new cards learned.",
				     (unsigned long)learned),
			    begun, (long long)learned);
}

/* A sentence about what was asked again, with its newline, or nothing. */
static const char *told_recall(const struct figure *figure, struct arena *arena)
{
	int64_t asked = figure_number(figure, 0, "asked");

	if (asked == 0)
		return "";
	return arena_printf(
		arena,
		ngettext("%lld of %lld card asked again was recalled (%s).\n",
			 "%lld of %lld cards asked again were recalled "
			 "(%s).\n",
			 (unsigned long)asked),
		(long long)figure_number(figure, 0, "recalled"),
		(long long)asked,
		percent(figure_number(figure, 0, "share"), arena));
}

static const char *told_due(const struct figure *figure, struct arena *arena)
{
	int64_t due = figure_number(figure, 0, "due");

	return due ? counted(ngettext("%lld card is due.",
				      "%lld cards are due.",
				      (unsigned long)due),
			     due, arena)
		   : _("Nothing is due.");
}

static const char *told_streak(const struct figure *figure, struct arena *arena)
{
	int64_t streak = figure_number(figure, 0, "streak");
	int64_t longest = figure_number(figure, 0, "longest_streak");

	if (streak == 0)
		return arena_printf(arena, _("No streak; the longest was %s."),
				    days_of(longest, arena));
	if (streak == longest)
		return arena_printf(arena, _("Streak %s, the longest so far."),
				    days_of(streak, arena));
	return arena_printf(arena, _("Streak %s; the longest was %s."),
			    days_of(streak, arena), days_of(longest, arena));
}

void figure_finish_today(struct figure *figure, struct arena *arena)
{
	int64_t ever = figure_number(figure, 0, "answers_ever");
	int64_t days = figure_number(figure, 0, "studied_days");

	figure_fill_shares(figure, arena);
	if (ever == 0)
		figure->remark = _("Nothing has been answered yet.");
	else
		figure->remark = arena_printf(
			arena, "%s\n%s%s\n%s\n%s", told_day(figure, arena),
			told_recall(figure, arena), told_due(figure, arena),
			told_streak(figure, arena),
			/* TRANSLATORS: "31 answers on 12 days in all." */
			arena_printf(arena, _("%s on %s in all."),
				     answers_of(ever, arena),
				     days_of(days, arena)));
}

/* Fewer answers than this say nothing about the intervals. */
enum { TOLD_FROM = 30 };

/* The last row is the sum of all. */
void figure_finish_promise(struct figure *figure, struct arena *arena)
{
	size_t last = figure->row_count - 1;
	int64_t low, high, promised, asked;

	figure_fill_shares(figure, arena);
	if (figure->row_count == 0)
		return;
	asked = figure_number(figure, last, "asked");
	low = figure_number(figure, last, "low");
	high = figure_number(figure, last, "high");
	promised = figure_number(figure, last, "promised");
	if (asked < TOLD_FROM)
		figure->remark = _("There are too few answers yet to tell "
				   "whether the promise is kept.");
	else if (high < promised)
		figure->remark = arena_printf(
			arena,
			_("You recall less than the intervals promise (%s): "
			  "they are too long for you. Grade hard what was hard, "
			  "or set max_interval."),
			percent(promised, arena));
	else if (low > promised)
		figure->remark = arena_printf(
			arena,
			_("You recall more than the intervals promise (%s): "
			  "they could be longer. Grade easy what was easy."),
			percent(promised, arena));
	else
		figure->remark = arena_printf(
			arena,
			_("You recall what the intervals promise (%s), as far "
			  "as so many answers can tell."),
			percent(promised, arena));
}

void figure_finish_typed(struct figure *figure, struct arena *arena)
{
	for (size_t i = 0; i < figure->row_count; i++) {
		int64_t wrong = figure_number(figure, i, "answers");
		int64_t good = figure_number(figure, i, "grade_4") +
			       figure_number(figure, i, "grade_5");

		if (strcmp(figure_at(figure, i, "typed")->text, "wrong") != 0)
			continue;
		if (wrong)
			figure->remark = arena_printf(
				arena,
				ngettext("You pressed good or easy on %lld of "
					 "%lld wrong answer.",
					 "You pressed good or easy on %lld of "
					 "%lld wrong answers.",
					 (unsigned long)wrong),
				(long long)good, (long long)wrong);
	}
}
