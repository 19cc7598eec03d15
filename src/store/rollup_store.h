#ifndef STORE_ROLLUP_STORE_H
#define STORE_ROLLUP_STORE_H

#include "base/arena.h"
#include "core/replay.h"
#include "store/rollup_row.h"

/*
 * The counts of reviews, in four tables: what each day was like; grades; what
 * was pressed for what was typed; the hours.
 */

/* The entries of a history that begins with *card, which becomes the schedule
 * that it leads to, in *arena*. */
struct rollup_entry *rollup_entries(const struct replay_rules *rules,
				    struct schedule *card, int64_t deck_id,
				    const struct review *history, size_t count,
				    struct arena *arena);

/* The entries of one card's live reviews, in their order, in *arena*; or of
 * what was pressed, without corrections. */
bool rollup_of_card(struct store *store, int64_t card_id, bool as_pressed,
		    struct arena *arena, struct rollup_entry **entries,
		    size_t *count, struct error *err);

/* Count out what only `before` holds and in what only `after` does, for the day
 * and, when it is closed, for all spans; both are of one card, and mostly
 * equal.  In a transaction for the real tables. */
bool rollup_replace(struct store *store, enum rollup_tables tables,
		    const struct rollup_entry *before, size_t before_count,
		    const struct rollup_entry *after, size_t after_count,
		    struct error *err);

#endif
