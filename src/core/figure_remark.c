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
