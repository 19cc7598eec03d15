#include "store/statistics_scope.h"

#include "core/replay.h"
#include "store/deck_store.h"
#include "store/queue_store.h"
#include "store/review_store.h"
#include "store/rollup_store.h"
#include "store/setting_store.h"
#include "store/start_store.h"
#include "store/statement.h"

static const struct card_list *all_cards(struct store *store,
					 struct arena *arena,
					 struct card_list *list,
					 struct error *err)
{
	static const struct search everything = { .kind = SEARCH_ALL };

	return search_run(store, &everything, DECK_ALL, 0, arena, list, err)
		       ? list
		       : NULL;
}

static bool deck_of(struct store *store, int64_t card_id, int64_t *deck_id,
		    struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT deck_id FROM note WHERE id = ?1 >> 8");

	statement_bind_int(&q, 1, card_id);
	return statement_single(&q, 0, deck_id, err);
}

/* Count the history of a card as it was, or as it was pressed. */
static bool count_card(struct store *store, int64_t card_id, bool as_pressed,
		       const struct replay_rules *rules, struct error *err)
{
	struct arena arena = { 0 };
	struct review *history;
	struct schedule card;
	int64_t deck_id;
	size_t count;
	bool ok = deck_of(store, card_id, &deck_id, err) &&
		  start_load(store, card_id, &card, err) &&
		  (as_pressed ? review_load_pressed(store, card_id, &arena,
						    &history, &count, err)
			      : review_load_live(store, card_id, &arena,
						 &history, &count, err));

	for (size_t i = 0; ok && i < count; i++) {
		struct rollup_entry entry = rollup_entry_of(&history[i], &card,
							    deck_id);

		replay_step(rules, &card, &history[i]);
		ok = rollup_count(store, ROLLUP_NARROWED, &entry, 1, err);
	}
	arena_release(&arena);
	return ok;
}

static bool count_all(struct store *store, const struct card_list *cards,
		      bool as_pressed, struct error *err)
{
	struct replay_rules rules;

	if (!setting_load_rules(store, &rules, err) ||
	    !statement_run(store,
			   "CREATE TEMP TABLE rollup (study_day, deck_id, kind,"
			   " state, grade, n, ms, PRIMARY KEY (study_day,"
			   " deck_id, kind, state, grade)) WITHOUT ROWID",
			   err))
		return false;
	for (size_t i = 0; i < cards->count; i++)
		if (!count_card(store, cards->ids[i], as_pressed, &rules, err))
			return false;
	return true;
}

static bool narrow_cards(struct store *store, const struct card_list *cards,
			 struct error *err)
{
	struct queue_wish wish;

	return queue_choose(store, cards->ids, cards->count, &wish, err) &&
	       statement_run(store,
			     "CREATE TEMP TABLE card AS SELECT * FROM main.card"
			     " WHERE id IN (SELECT card_id FROM temp.chosen)",
			     err) &&
	       statement_run(store,
			     "CREATE TEMP TABLE schedule AS SELECT *"
			     " FROM main.schedule WHERE card_id IN"
			     " (SELECT card_id FROM temp.chosen)",
			     err);
}

bool statistics_narrow(struct store *store,
		       const struct statistics_scope *scope, struct error *err)
{
	const struct card_list *cards = scope->cards;
	struct arena arena = { 0 };
	struct card_list all;
	bool ok;

	if (!cards)
		cards = all_cards(store, &arena, &all, err);
	ok = cards && count_all(store, cards, scope->as_pressed, err) &&
	     (!scope->cards || narrow_cards(store, cards, err));
	arena_release(&arena);
	return ok;
}

bool statistics_widen(struct store *store, struct error *err)
{
	return statement_run(store, "DROP TABLE IF EXISTS temp.schedule",
			     err) &&
	       statement_run(store, "DROP TABLE IF EXISTS temp.card", err) &&
	       statement_run(store, "DROP TABLE IF EXISTS temp.rollup", err);
}
