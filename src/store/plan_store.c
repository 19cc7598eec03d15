#include "store/plan_store.h"

#include "base/arena.h"
#include "core/card.h"
#include "store/calendar_store.h"
#include "store/queue_store.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/statement.h"

/* What both queries begin with, ?2: whether uids are of use. */
#define CARD                                                              \
	"SELECT card_id, deck_id, iif(?2, (SELECT uid FROM note WHERE id" \
	" = card_id >> 8), NULL)"

static bool has_days(const struct calendar *calendar)
{
	return calendar->absence_count || calendar->exam_count;
}

static struct plan_card card_from_row(struct statement *q,
				      const struct plan_rules *rules)
{
	struct plan_card card = {
		.deck_id = statement_int(q, 1),
		.ordinal = (int)(statement_int(q, 0) % CARDS_PER_NOTE),
		.schedule = schedule_new,
	};

	if (has_days(&rules->calendar))
		card.note_uid = statement_uid(q, 2);
	return card;
}

static bool add_scheduled(struct store *store, int64_t deck_id,
			  const struct plan_rules *rules, struct plan *plan,
			  struct error *err)
{
	struct statement q = statement_open(
		store, CARD ", asked_on_day," SCHEDULE_COLUMNS
			    "FROM schedule WHERE asked_on_day < ?3"
			    " AND (?1 = 0 OR deck_id = ?1)");

	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, has_days(&rules->calendar));
	statement_bind_int(&q, 3, plan->first_day + PLAN_DAYS);
	while (statement_next(&q)) {
		struct plan_card card = card_from_row(&q, rules);

		card.schedule = schedule_from_row(&q, 4);
		plan_add(plan, rules, &card, statement_day(&q, 3));
	}
	return statement_close(&q, err);
}

/* In the order in which a session asks them. */
static bool add_new(struct store *store, int64_t deck_id, int64_t today,
		    int64_t per_day, const struct plan_rules *rules,
		    struct plan *plan, struct error *err)
{
	struct statement q = statement_open(
		store, CARD " FROM unseen WHERE (?1 = 0 OR deck_id = ?1)"
			    " ORDER BY deck_id, card_id LIMIT ?3");

	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, has_days(&rules->calendar));
	statement_bind_int(&q, 3, plan_new_most(today, per_day));
	for (int64_t place = 0; statement_next(&q); place++) {
		struct plan_card card = card_from_row(&q, rules);

		plan_add(plan, rules, &card,
			 plan_new_day(plan, place, today, per_day));
	}
	return statement_close(&q, err);
}

static bool load(struct store *store, int64_t deck_id, struct arena *arena,
		 struct plan *plan, struct error *err)
{
	struct queue_wish wish = queue_of_deck(deck_id);
	struct queue_counts today;
	struct settings settings;
	struct plan_rules rules;

	if (!setting_load(store, EVERY_DECK, &settings, err) ||
	    !calendar_load(store, arena, &rules.calendar, err) ||
	    !queue_count(store, &wish, plan->first_day, &today, err))
		return false;
	rules.replay = settings_replay_rules(&settings);
	return add_new(store, deck_id, today.new, settings.new_per_day, &rules,
		       plan, err) &&
	       add_scheduled(store, deck_id, &rules, plan, err);
}

bool plan_load(struct store *store, int64_t deck_id, struct plan *plan,
	       struct error *err)
{
	struct arena arena = { 0 };
	bool ok = load(store, deck_id, &arena, plan, err);

	arena_release(&arena);
	return ok;
}
