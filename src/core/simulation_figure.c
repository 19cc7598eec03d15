#include "core/simulation_figure.h"

#include <string.h>

#include "base/day.h"
#include "base/message.h"

/* ---- sums ---- */

static void add(struct simulation_day *sum, const struct simulation_day *day)
{
	sum->answers += day->answers;
	sum->ms += day->ms;
	sum->new += day->new;
	sum->asked += day->asked;
	sum->recalled += day->recalled;
	sum->waiting = day->waiting;
}

/* What happens from one day to before another in one run; `waiting` in the
 * end. */
static struct simulation_day sum_of_run(const struct simulation_result *result,
					int run, int from, int end)
{
	struct simulation_day sum = { 0 };

	for (int day = from; day < end; day++)
		add(&sum, &result->day[run * result->days + day]);
	return sum;
}

/* The same of all runs together. */
static struct simulation_day sum_of(const struct simulation_result *result,
				    int from, int end)
{
	struct simulation_day sum = { 0 };
	int64_t waiting = 0;

	for (int run = 0; run < result->runs; run++) {
		struct simulation_day one = sum_of_run(result, run, from, end);

		add(&sum, &one);
		waiting += one.waiting;
	}
	sum.waiting = waiting;
	return sum;
}

static int64_t mean(int64_t sum, int64_t count)
{
	return (2 * sum + count) / (2 * count);
}

static struct value number(int64_t n)
{
	return (struct value){ .known = true, .number = n };
}

static const struct value none;

static struct value ratio(int64_t part, int64_t whole)
{
	return whole ? number(mean(part, whole)) : none;
}

static struct value share(int64_t part, int64_t whole)
{
	return ratio(part * 1000000, whole);
}

static struct value day_value(int32_t day)
{
	return day == DAY_NONE ? none : number(day);
}

/* ---- days ---- */

/* Milliseconds in the run where they are least, and most. */
static void find_range(const struct simulation_result *result, int day,
		       int64_t *low, int64_t *high)
{
	for (int run = 0; run < result->runs; run++) {
		int64_t ms = result->day[run * result->days + day].ms;

		if (run == 0 || ms < *low)
			*low = ms;
		if (run == 0 || ms > *high)
			*high = ms;
	}
}

static void fill_row(const struct simulation_result *result, int day,
		     struct value *values)
{
	struct simulation_day sum = sum_of(result, day, day + 1);
	int64_t low = 0, high = 0;

	find_range(result, day, &low, &high);
	values[0] = number(result->first_day + day);
	values[1] = number(mean(sum.answers, result->runs));
	values[2] = number(mean(sum.ms, result->runs));
	values[3] = number(mean(sum.new, result->runs));
	values[4] = number(mean(sum.waiting, result->runs));
	values[5] = number(low);
	values[6] = number(high);
	values[7] = number(mean(sum.asked, result->runs));
	values[8] = number(mean(sum.recalled, result->runs));
}

struct figure simulation_days(const struct simulation_result *result,
			      int columns, struct arena *arena)
{
	struct figure figure = {
		.name = "days",
		.title = N_("Days to come"),
		.shape = SHAPE_BARS,
		.columns = {
			{ "day", N_("day"), UNIT_DAY, false },
			{ "answers", N_("answers"), UNIT_COUNT, false },
			{ "ms", N_("minutes"), UNIT_MINUTES, false },
			{ "new", N_("new"), UNIT_COUNT, true },
			{ "waiting", N_("waiting"), UNIT_COUNT, true },
			{ "ms_low", N_("least"), UNIT_MINUTES, true },
			{ "ms_high", N_("most"), UNIT_MINUTES, true },
			{ "asked", N_("asked again"), UNIT_COUNT, true },
			{ "recalled", N_("of them"), UNIT_COUNT, true },
		},
		.column_count = columns,
		.row_count = (size_t)result->days,
		.today = result->first_day,
	};
	size_t row_size = (size_t)columns * sizeof(*figure.values);

	figure.values = arena_array(arena, figure.row_count, row_size);
	for (int day = 0; day < result->days; day++) {
		struct value row[SIMULATION_DAY_COLUMNS];

		fill_row(result, day, row);
		memcpy(&figure.values[day * columns], row, row_size);
	}
	return figure;
}

/* ---- in all ---- */

/* What is said of a simulation as a whole. */
struct whole {
	struct simulation_day sum; /* over all runs */
	int64_t mean_ms;	   /* a day */
	int64_t most_ms;	   /* on the heaviest day */
	int32_t most_day;	   /* DAY_NONE: there is nothing to do */
};

static struct whole summarise(const struct simulation_result *result)
{
	struct whole whole = {
		.sum = sum_of(result, 0, result->days),
		.most_day = DAY_NONE,
	};

	whole.mean_ms = mean(whole.sum.ms,
			     (int64_t)result->runs * result->days);
	for (int day = 0; day < result->days; day++) {
		int64_t ms = mean(sum_of(result, day, day + 1).ms,
				  result->runs);

		if (ms > whole.most_ms) {
			whole.most_ms = ms;
			whole.most_day = result->first_day + day;
		}
	}
	return whole;
}

struct figure simulation_summary(const struct simulated *list, int count,
				 struct arena *arena)
{
	struct figure figure = {
		.name = "summary",
		.title = N_("In all"),
		.columns = {
			{ "new_per_day", N_("new a day"), UNIT_COUNT, false },
			{ "answers", N_("answers"), UNIT_COUNT, true },
			{ "ms_per_day", N_("min a day"), UNIT_MINUTES, false },
			{ "most_ms", N_("peak"), UNIT_MINUTES, false },
			{ "most_day", N_("peak day"), UNIT_DAY, true },
			{ "learned", N_("learned"), UNIT_COUNT, false },
			{ "mature", N_("mature"), UNIT_COUNT, true },
			{ "share", N_("recalled"), UNIT_SHARE, true },
			{ "ms", N_("minutes"), UNIT_MINUTES, true },
			{ "unseen", N_("still new"), UNIT_COUNT, true },
			{ "waiting", N_("waiting"), UNIT_COUNT, true },
			{ "reviews_per_day", N_("reviews a day"), UNIT_COUNT,
			  true },
		},
		.column_count = 12,
		.row_count = (size_t)count,
	};
	struct value *v = arena_array(arena, figure.row_count * 12, sizeof(*v));

	figure.values = v;
	for (int i = 0; i < count; i++, v += 12) {
		const struct simulation *of = list[i].simulation;
		const struct simulation_result *result = list[i].result;
		struct whole whole = summarise(result);
		int runs = result->runs;

		figure.today = of->first_day;
		v[0] = number(of->new_per_day);
		v[1] = number(mean(whole.sum.answers, runs));
		v[2] = number(whole.mean_ms);
		v[3] = number(whole.most_ms);
		v[4] = day_value(whole.most_day);
		v[5] = number(mean(whole.sum.new, runs));
		v[6] = number(mean(result->cards[STATE_MATURE], runs));
		v[7] = share(whole.sum.recalled, whole.sum.asked);
		v[8] = number(mean(whole.sum.ms, runs));
		v[9] = number(mean(result->cards[STATE_NEW], runs));
		v[10] = number(mean(whole.sum.waiting, runs));
		v[11] = number(of->reviews_per_day);
	}
	return figure;
}

/* ---- what it goes by ---- */

struct figure simulation_basis(const struct simulation_source *source,
			       struct arena *arena)
{
	const struct learner_counts *counts = source->chosen ? source->chosen
							     : source->all;
	struct learner_count every = learner_sum(counts, 0, LEARNER_KINDS);
	struct learner_count new = learner_sum(counts, LEARNER_NEW,
					       LEARNER_LEARNING);
	struct learner_count again = learner_sum(counts, LEARNER_AGAIN,
						 LEARNER_DRILL);
	struct learner_count all = learner_sum(source->all, 0, LEARNER_KINDS);
	struct figure figure = {
		.name = "basis",
		.title = N_("What it goes by"),
		.shape = SHAPE_LIST,
		.columns = {
			{ "answers", N_("answers"), UNIT_COUNT, false },
			{ "since", N_("since"), UNIT_DAY, false },
			{ "new_share", N_("new recalled"), UNIT_SHARE, false },
			{ "again_share", N_("recalled"), UNIT_SHARE, false },
			{ "ms_per_answer", N_("seconds"), UNIT_SECONDS, false },
			{ "answers_of_all", N_("answers ever"), UNIT_COUNT,
			  false },
			{ "runs", N_("runs"), UNIT_COUNT, false },
		},
		.column_count = 7,
		.row_count = 1,
	};
	struct value *v = arena_array(arena, 7, sizeof(*v));
	int64_t answers = learner_answers(&every);

	v[0] = number(answers);
	v[1] = day_value(counts->since_day);
	v[2] = share(learner_recalled(&new), learner_answers(&new));
	v[3] = share(learner_recalled(&again), learner_answers(&again));
	v[4] = ratio(every.ms, answers);
	v[5] = number(learner_answers(&all));
	v[6] = number(source->runs);
	figure.values = v;
	return figure;
}

/* ---- in words ---- */

static const char *minutes(int64_t ms, struct arena *arena)
{
	struct value value = number(ms);

	return value_format(&value, UNIT_MINUTES, arena);
}

const char *simulation_comparison(const struct simulated *list,
				  struct arena *arena)
{
	struct whole a = summarise(list[0].result);
	struct whole b = summarise(list[1].result);

	if (list[0].simulation->reviews_per_day !=
	    list[1].simulation->reviews_per_day)
		return arena_printf(
			arena,
			_("With the limit asked for: %s min at the peak, %s on "
			  "average; as you have set it: %s and %s."),
			minutes(a.most_ms, arena), minutes(a.mean_ms, arena),
			minutes(b.most_ms, arena), minutes(b.mean_ms, arena));
	return arena_printf(
		arena,
		_("%lld new a day: %s min at the peak, %s on average; with "
		  "your %lld: %s and %s."),
		(long long)list[0].simulation->new_per_day,
		minutes(a.most_ms, arena), minutes(a.mean_ms, arena),
		(long long)list[1].simulation->new_per_day,
		minutes(b.most_ms, arena), minutes(b.mean_ms, arena));
}

static const char *go_by(const struct simulation_source *source,
			 struct arena *arena)
{
	struct learner_count all = learner_sum(source->all, 0, LEARNER_KINDS);
	int64_t answers = learner_answers(&all);
	char day[DAY_TEXT_SIZE];

	if (answers == 0)
		return _("You have no answers yet: it supposes that you recall "
			 "90%, which SM-2 aims at, in 10 s each.");
	day_format(source->all->since_day, day);
	if (!source->chosen)
		return arena_printf(
			arena,
			ngettext("It goes by your %lld answer since %s; where "
				 "there are few, by 90%% recalled.",
				 "It goes by your %lld answers since %s; where "
				 "there are few, by 90%% recalled.",
				 (unsigned long)answers),
			(long long)answers, day);
	all = learner_sum(source->chosen, 0, LEARNER_KINDS);
	return arena_printf(
		arena,
		ngettext(
			"It goes by your %lld answer to these cards; where "
			"there are few, by all your %lld since %s, and by 90%% "
			"recalled.",
			"It goes by your %lld answers to these cards; where "
			"there are few, by all your %lld since %s, and by 90%% "
			"recalled.",
			(unsigned long)learner_answers(&all)),
		(long long)learner_answers(&all), (long long)answers, day);
}

const char *simulation_caution(const struct simulation_source *source,
			       struct arena *arena)
{
	return arena_printf(
		arena,
		_("Means of %d runs. %s What you will add, miss or forget "
		  "otherwise it cannot know."),
		source->runs, go_by(source, arena));
}
