#include "store/statistics_scope.h"

#include "store/card_count_store.h"
#include "store/deck_store.h"
#include "store/queue_store.h"
#include "store/rollup_store.h"
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

static bool count_card(struct store *store, int64_t card_id, bool as_pressed,
		       struct error *err)
{
	struct arena arena = { 0 };
	struct rollup_entry *entries;
	size_t count;
	bool ok = rollup_of_card(store, card_id, as_pressed, &arena, &entries,
				 &count, err);

	for (size_t i = 0; ok && i < count; i++)
		ok = rollup_count(store, ROLLUP_TEMPORARY, &entries[i], 1, err);
	arena_release(&arena);
	return ok;
}

static bool count_all(struct store *store, const struct card_list *cards,
		      bool as_pressed, struct error *err)
{
	if (!rollup_make_temporary(store, err))
		return false;
	for (size_t i = 0; i < cards->count; i++)
		if (!count_card(store, cards->ids[i], as_pressed, err))
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
			     err) &&
	       statement_run(store,
			     "CREATE TEMP TABLE unseen AS SELECT *"
			     " FROM main.unseen WHERE card_id IN"
			     " (SELECT card_id FROM temp.chosen)",
			     err) &&
	       card_count_make_temporary(store, err);
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
	       statement_run(store, "DROP TABLE IF EXISTS temp.unseen", err) &&
	       card_count_drop_temporary(store, err) &&
	       rollup_drop_temporary(store, err);
}
