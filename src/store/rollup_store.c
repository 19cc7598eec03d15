#include "store/rollup_store.h"

#include "core/card.h"
#include "store/review_store.h"
#include "store/rollup_close.h"
#include "store/setting_store.h"
#include "store/start_store.h"
#include "store/statement.h"

/* The real table and the temporary one. */
#define BOTH(before, table, after)                                \
	{                                                         \
		[ROLLUP_STORED] = before " main." table after,    \
		[ROLLUP_TEMPORARY] = before " temp." table after, \
	}

/* Count an entry in or out: for its day, and for all spans of a closed one. */
static bool count(struct store *store, enum rollup_tables tables,
		  const struct rollup_entry *entry, int sign, int32_t closed,
		  struct error *err)
{
	int spans = entry->study_day <= closed ? SPAN_COUNT : SPAN_DAY + 1;
	struct rollup_row rows[ROLLUP_ROWS_MOST];

	for (int span = 0; span < spans; span++) {
		size_t n = rollup_rows_of(entry, (enum rollup_span)span, sign,
					  rows);

		for (size_t i = 0; i < n; i++)
			if (!rollup_row_add(store, tables, &rows[i], err))
				return false;
	}
	return true;
}

static bool drop_empty_day(struct store *store, enum rollup_tables tables,
			   const struct rollup_entry *entry, struct error *err)
{
	static const char *const sql[] = BOTH(
		"DELETE FROM", "rollup_day",
		" WHERE study_day = ?1 AND deck_id = ?2 AND answers = 0");
	struct statement q = statement_open(store, sql[tables]);

	statement_bind_int(&q, 1, entry->study_day);
	statement_bind_int(&q, 2, entry->deck_id);
	statement_next(&q);
	return statement_close(&q, err);
}

/* Rows that count nothing any more, of one span and deck. */
static bool drop_empty_of_span(struct store *store, enum rollup_tables tables,
			       enum rollup_span span,
			       const struct rollup_entry *entry,
			       struct error *err)
{
#define EMPTY(table)                \
	BOTH("DELETE FROM", table,  \
	     " WHERE span = ?1 AND" \
	     " first_day = ?2 AND deck_id = ?3 AND n = 0")
	static const char *const sql[][2] = { EMPTY("rollup"),
					      EMPTY("rollup_typed"),
					      EMPTY("rollup_hours") };
#undef EMPTY
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof(sql) / sizeof(sql[0]); i++) {
		struct statement q = statement_open(store, sql[i][tables]);

		statement_bind_text(&q, 1, rollup_span_name(span));
		statement_bind_int(&q, 2,
				   rollup_span_start(span, entry->study_day));
		statement_bind_int(&q, 3, entry->deck_id);
		statement_next(&q);
		ok = statement_close(&q, err);
	}
	return ok;
}

static bool drop_empty(struct store *store, enum rollup_tables tables,
		       const struct rollup_entry *entry, struct error *err)
{
	for (int span = 0; span < SPAN_COUNT; span++)
		if (!drop_empty_of_span(store, tables, (enum rollup_span)span,
					entry, err))
			return false;
	return drop_empty_day(store, tables, entry, err);
}

static bool deck_of_card(struct store *store, int64_t card_id, int64_t *deck_id,
			 struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT deck_id FROM note WHERE id = ?1 >> 8");

	statement_bind_int(&q, 1, card_id);
	return statement_single(&q, 0, deck_id, err);
}

struct rollup_entry *rollup_entries(const struct replay_rules *rules,
				    struct schedule *card, int64_t deck_id,
				    const struct review *history, size_t count,
				    struct arena *arena)
{
	struct rollup_entry *entries = arena_array(arena, count,
						   sizeof(*entries));

	for (size_t i = 0; i < count; i++) {
		entries[i] = rollup_entry_of(&history[i], card, deck_id);
		replay_step(rules, card, &history[i]);
	}
	return entries;
}

bool rollup_of_card(struct store *store, int64_t card_id, bool as_pressed,
		    struct arena *arena, struct rollup_entry **entries,
		    size_t *count, struct error *err)
{
	struct schedule card;
	struct replay_rules rules;
	struct review *history;
	int64_t deck_id;

	if (!setting_load_rules(store, &rules, err) ||
	    !deck_of_card(store, card_id, &deck_id, err) ||
	    !start_load(store, card_id, &card, err))
		return false;
	if (as_pressed ? !review_load_pressed(store, card_id, arena, &history,
					      count, err)
		       : !review_load_live(store, card_id, arena, &history,
					   count, err))
		return false;
	*entries = rollup_entries(&rules, &card, deck_id, history, *count,
				  arena);
	return true;
}

static bool equal(const struct rollup_entry *a, const struct rollup_entry *b)
{
	return a->review_id == b->review_id && a->deck_id == b->deck_id &&
	       a->state == b->state && a->interval_from == b->interval_from &&
	       a->promised_ppm == b->promised_ppm;
}

bool rollup_replace(struct store *store, enum rollup_tables tables,
		    const struct rollup_entry *before, size_t before_count,
		    const struct rollup_entry *after, size_t after_count,
		    struct error *err)
{
	size_t same = 0;
	int32_t closed;

	if (!rollup_closed_day(store, &closed, err))
		return false;
	while (same < before_count && same < after_count &&
	       equal(&before[same], &after[same]))
		same++;
	for (size_t i = same; i < before_count; i++)
		if (!count(store, tables, &before[i], -1, closed, err))
			return false;
	for (size_t i = same; i < after_count; i++)
		if (!count(store, tables, &after[i], 1, closed, err))
			return false;
	for (size_t i = same; i < before_count; i++)
		if (!drop_empty(store, tables, &before[i], err))
			return false;
	return true;
}
