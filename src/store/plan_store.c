#include "store/plan_store.h"

#include "store/queue_store.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/statement.h"

static bool add_scheduled(struct store *store, int64_t deck_id,
			  const struct replay_rules *rules, struct plan *plan,
			  struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT asked_on_day," SCHEDULE_COLUMNS
		       "FROM schedule WHERE asked_on_day < ?1"
		       " AND (?2 = 0 OR deck_id = ?2)");

	statement_bind_int(&q, 1, plan->first_day + PLAN_DAYS);
	statement_bind_int(&q, 2, deck_id);
	while (statement_next(&q)) {
		struct schedule card = schedule_from_row(&q, 1);

		plan_add(plan, rules, &card, (int32_t)statement_int(&q, 0));
	}
	return statement_close(&q, err);
}

bool plan_load(struct store *store, int64_t deck_id, struct plan *plan,
	       struct error *err)
{
	struct queue_wish wish = queue_of_deck(deck_id);
	struct queue_counts today;
	struct settings settings;
	struct replay_rules rules;
	int64_t unseen;

	if (!setting_load(store, EVERY_DECK, &settings, err) ||
	    !queue_count(store, &wish, plan->first_day, &today, err) ||
	    !queue_unseen(store, deck_id, &unseen, err))
		return false;
	rules = settings_replay_rules(&settings);
	plan_add_new(plan, &rules, unseen, today.new, settings.new_per_day);
	return add_scheduled(store, deck_id, &rules, plan, err);
}
