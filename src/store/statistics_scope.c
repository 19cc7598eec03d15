#include "store/statistics_scope.h"

#include "store/card_count_store.h"
#include "store/queue_store.h"
#include "store/rollup_close.h"
#include "store/rollup_store.h"
#include "store/rollup_tally.h"
#include "store/statement.h"

/* Count a chosen card's reviews for their days. */
static bool count_card(struct store *store, int64_t card_id, bool as_pressed,
		       struct rollup_tally *tally, struct error *err)
{
	struct arena arena = { 0 };
	struct rollup_entry *entries;
	size_t count;
	bool ok = rollup_of_card(store, card_id, as_pressed, &arena, &entries,
				 &count, err);

	for (size_t i = 0; ok && i < count; i++)
		rollup_tally_count(tally, &entries[i], 1);
	arena_release(&arena);
	return ok;
}

static bool count_chosen(struct store *store, const struct card_list *cards,
			 bool as_pressed, struct error *err)
{
	struct rollup_tally tally = { 0 };
	int32_t closed;
	bool ok = rollup_closed_day(store, &closed, err);

	for (size_t i = 0; ok && i < cards->count; i++)
		ok = count_card(store, cards->ids[i], as_pressed, &tally, err);
	if (ok)
		rollup_tally_sum_up(&tally, closed);
	ok = ok && rollup_tally_write(&tally, store, ROLLUP_TEMPORARY, err);
	rollup_tally_release(&tally);
	return ok;
}

/* Put what was pressed for one card in the place of what counts. */
static bool press_card(struct store *store, int64_t card_id, struct error *err)
{
	struct arena arena = { 0 };
	struct rollup_entry *live, *pressed;
	size_t live_count, pressed_count;
	bool ok = rollup_of_card(store, card_id, false, &arena, &live,
				 &live_count, err) &&
		  rollup_of_card(store, card_id, true, &arena, &pressed,
				 &pressed_count, err) &&
		  rollup_replace(store, ROLLUP_TEMPORARY, live, live_count,
				 pressed, pressed_count, err);

	arena_release(&arena);
	return ok;
}

/* Of all cards, only those with a correction need another look. */
static bool count_pressed(struct store *store, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT DISTINCT card_id FROM review"
		       " WHERE amends IS NOT NULL");
	bool ok = rollup_copy(store, err);

	while (ok && statement_next(&q))
		ok = press_card(store, statement_int(&q, 0), err);
	return statement_finish(&q, ok, err);
}

static bool narrow_cards(struct store *store, const struct card_list *cards,
			 struct error *err)
{
	static const char *const sql[] = {
		"CREATE TEMP TABLE card AS SELECT * FROM main.card"
		" WHERE id IN (SELECT card_id FROM temp.chosen)",
		"CREATE TEMP TABLE schedule AS SELECT * FROM main.schedule"
		" WHERE card_id IN (SELECT card_id FROM temp.chosen)",
		"CREATE TEMP TABLE unseen AS SELECT * FROM main.unseen"
		" WHERE card_id IN (SELECT card_id FROM temp.chosen)",
		"CREATE TEMP TABLE held AS SELECT * FROM main.held"
		" WHERE card_id IN (SELECT card_id FROM temp.chosen)",
	};
	struct queue_wish wish;

	if (!queue_choose(store, cards->ids, cards->count, &wish, err))
		return false;
	for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]); i++)
		if (!statement_run(store, sql[i], err))
			return false;
	return card_count_make_temporary(store, err);
}

bool statistics_narrow(struct store *store,
		       const struct statistics_scope *scope, struct error *err)
{
	if (!rollup_make_temporary(store, err))
		return false;
	if (!scope->cards)
		return count_pressed(store, err);
	return count_chosen(store, scope->cards, scope->as_pressed, err) &&
	       narrow_cards(store, scope->cards, err);
}
