#include "command/budget.h"

#include "base/message.h"
#include "command/command.h"

bool budget_cards(struct app *app, const struct study_request *request,
		  int64_t *cards, struct error *err)
{
	int64_t median_ms;

	*cards = request->cards;
	if (!request->minutes)
		return true;
	if (!queue_median_ms(app->store, &median_ms, err))
		return false;
	*cards = queue_cards_in(request->minutes, median_ms);
	return true;
}

struct promise {
	struct queue_counts all, now;
	int64_t median_ms;
	int64_t arrivals[QUEUE_ARRIVAL_DAYS];
};

/* "these 103 now, the rest over 6 days": what else comes due then is asked,
 * too. */
static const char *rest_phrase(struct app *app, const struct promise *promise)
{
	int64_t now = queue_total(&promise->now);
	int64_t rest = queue_total(&promise->all) - now;
	int days = queue_days_for(rest, now, promise->arrivals,
				  QUEUE_ARRIVAL_DAYS);

	if (rest <= 0)
		return _("all of them now");
	if (days == 0)
		return arena_printf(&app->arena,
				    _("these %lld now; as many a day would "
				      "take more than %d days for the rest"),
				    (long long)now, QUEUE_ARRIVAL_DAYS);
	return arena_printf(&app->arena,
			    ngettext("these %lld now, the rest on %d other "
				     "day",
				     "these %lld now, the rest over %d days",
				     (unsigned long)days),
			    (long long)now, days);
}

static void say_promise(struct app *app, const struct promise *promise)
{
	app_print(app, _("%lld due, %lld new, about %lld min; %s."),
		  (long long)promise->all.due, (long long)promise->all.new,
		  (long long)queue_minutes(&promise->all, promise->median_ms),
		  rest_phrase(app, promise));
}

bool budget_spend(struct app *app, const struct study_request *request,
		  int32_t study_day, struct study_options *options,
		  struct error *err)
{
	enum { MINUTE_MS = 60000 };
	struct queue_wish *wish = &options->wish;
	struct promise promise;

	if (!budget_cards(app, request, &options->budget_cards, err) ||
	    !queue_median_ms(app->store, &promise.median_ms, err) ||
	    !queue_count(app->store, wish, study_day, &promise.all, err) ||
	    !queue_arrivals(app->store, wish, study_day, promise.arrivals,
			    err) ||
	    !queue_choose_fragile(app->store, study_day, options->budget_cards,
				  wish, err) ||
	    !queue_count(app->store, wish, study_day, &promise.now, err))
		return false;
	promise.all.drill = promise.now.drill = 0;
	options->budget_ms = request->minutes * MINUTE_MS;
	if (promise.all.due + promise.all.new > 0)
		say_promise(app, &promise);
	return true;
}
