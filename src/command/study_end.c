#include "command/study_parts.h"

#include "base/message.h"
#include "store/queue_store.h"
#include "store/setting_store.h"
#include "store/statistics_store.h"

/* An answer that much late is recalled about as well as one in time. */
enum { SAFE_PERCENT = 10 };

static const char *safe_phrase(int64_t due, int percent, struct arena *arena)
{
	if (due == 0)
		return _("Safe to stop: nothing is due.");
	if (percent <= 0)
		return _("Safe to stop: nothing is late.");
	return arena_printf(arena,
			    percent <= SAFE_PERCENT
				    ? _("Safe to stop: nothing is later than "
					"%d%% of its interval.")
				    : _("The latest of what is left is %d%% "
					"of its interval late."),
			    percent);
}

/* What it costs to stop here. */
static bool say_safe(struct loop *loop, const struct queue_wish *wish,
		     const struct queue_counts *left, int32_t study_day,
		     struct error *err)
{
	struct arena arena = { 0 };
	struct queue_lateness late;

	if (!queue_most_late(loop->store, wish, study_day, &late, err))
		return false;
	if (late.of_all || late.percent > SAFE_PERCENT)
		study_say_line(loop,
			       safe_phrase(left->due, late.percent, &arena));
	arena_release(&arena);
	return true;
}

/* Cards that the day's limits or their siblings keep out. */
struct waiting {
	int64_t due_by_limit, new_by_limit, by_siblings;
	struct settings settings;
};

static bool find_waiting(struct loop *loop, const struct queue_wish *wish,
			 const struct queue_counts *left, int32_t study_day,
			 struct waiting *waiting, struct error *err)
{
	struct queue_counts all;
	struct queue_today today;

	*waiting = (struct waiting){ 0 };
	if (left->due && left->new)
		return true;
	if (!queue_count_all(loop->store, wish, study_day, &all, err) ||
	    !queue_today(loop->store, study_day, &today, err) ||
	    !setting_load(loop->store, EVERY_DECK, &waiting->settings, err))
		return false;
	if (left->due == 0 && queue_left(waiting->settings.reviews_per_day,
					 today.again, true) == 0)
		waiting->due_by_limit = all.due;
	else if (left->due == 0)
		waiting->by_siblings = all.due;
	if (left->new == 0 &&
	    queue_left(waiting->settings.new_per_day, today.new, false) == 0)
		waiting->new_by_limit = all.new;
	else if (left->new == 0)
		waiting->by_siblings += all.new;
	return true;
}

/* Why what is there is not asked, and how to go on. */
static void say_waiting(struct loop *loop, const struct waiting *waiting)
{
	const struct settings *settings = &waiting->settings;
	struct arena arena = { 0 };

	if (waiting->due_by_limit)
		study_say_line(
			loop,
			arena_printf(
				&arena,
				ngettext("%lld due card waits for another "
					 "day: reviews_per_day is %d; "
					 "`ebb config reviews_per_day 0` "
					 "asks it now.",
					 "%lld due cards wait for other "
					 "days: reviews_per_day is %d; "
					 "`ebb config reviews_per_day 0` "
					 "asks them now.",
					 (unsigned long)waiting->due_by_limit),
				(long long)waiting->due_by_limit,
				settings->reviews_per_day));
	if (waiting->new_by_limit)
		study_say_line(
			loop,
			arena_printf(
				&arena,
				ngettext("%lld new card waits for another "
					 "day: new_per_day is %d; `ebb "
					 "study --new 10` asks more now.",
					 "%lld new cards wait for other "
					 "days: new_per_day is %d; `ebb "
					 "study --new 10` asks more now.",
					 (unsigned long)waiting->new_by_limit),
				(long long)waiting->new_by_limit,
				settings->new_per_day));
	if (waiting->by_siblings)
		study_say_line(
			loop,
			arena_printf(
				&arena,
				ngettext("%lld card waits for another "
					 "day: it is buried, or a "
					 "sibling was asked; `ebb why "
					 "CARD` tells.",
					 "%lld cards wait for other "
					 "days: they are buried, or "
					 "siblings were asked; `ebb why "
					 "CARD` tells.",
					 (unsigned long)waiting->by_siblings),
				(long long)waiting->by_siblings));
	arena_release(&arena);
}

static bool say_counts(struct loop *loop, const struct queue_wish *wish,
		       const struct queue_counts *left, int32_t study_day,
		       struct error *err)
{
	struct study_look as = study_look(loop);
	struct queue_counts tomorrow;
	struct streak streak;
	struct text text = { 0 };

	if (!queue_count(loop->store, wish, study_day + 1, &tomorrow, err) ||
	    !statistics_load_streak(loop->store, wish->deck_id, study_day,
				    &streak, err))
		return false;
	study_view_summary(&text, &loop->session, left, tomorrow.due,
			   streak.now, &as);
	study_say(loop, &text);
	return true;
}

/* The wish of the session as if nothing had been chosen. */
static struct queue_wish whole_wish(const struct loop *loop)
{
	struct queue_wish wish = loop->options->wish;

	wish.chosen = false;
	wish.ahead_days = 0;
	return wish;
}

void study_watch_time(struct loop *loop)
{
	struct queue_wish wish = whole_wish(loop);
	int32_t study_day = study_now(loop).study_day;
	int64_t budget_ms = loop->options->budget_ms;
	struct queue_counts left;
	struct error err = { 0 };

	if (budget_ms == 0 || loop->time_told ||
	    session_summarise(&loop->session).ms < budget_ms)
		return;
	loop->time_told = true;
	study_say_line(loop, _("The time is over; :quit ends here."));
	if (!queue_count(loop->store, &wish, study_day, &left, &err) ||
	    !say_safe(loop, &wish, &left, study_day, &err))
		study_say_error(loop, &err);
}

bool study_sum_up(struct loop *loop, struct error *err)
{
	const struct study_options *options = loop->options;
	int32_t study_day = study_now(loop).study_day;
	struct queue_wish wish = whole_wish(loop);
	struct queue_counts left;
	struct waiting waiting;

	if (!queue_count(loop->store, &wish, study_day, &left, err) ||
	    !find_waiting(loop, &wish, &left, study_day, &waiting, err) ||
	    !say_counts(loop, &wish, &left, study_day, err))
		return false;
	say_waiting(loop, &waiting);
	return (!options->budget_cards && left.due == 0) ||
	       say_safe(loop, &wish, &left, study_day, err);
}
