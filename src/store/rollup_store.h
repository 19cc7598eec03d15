#ifndef STORE_ROLLUP_STORE_H
#define STORE_ROLLUP_STORE_H

#include "base/arena.h"
#include "core/review.h"
#include "core/schedule.h"
#include "store/store.h"

/*
 * The days' counts: for each study day, deck, kind of review, state of the
 * card before it and grade, how many reviews and how many milliseconds.
 */

/* What one live review counts as. */
struct rollup_entry {
	int64_t review_id;
	int64_t deck_id;
	int32_t study_day;
	enum review_kind kind;
	enum card_state state; /* before the review */
	int grade;
	int64_t ms;
};

struct rollup_entry rollup_entry_of(const struct review *review,
				    const struct schedule *before,
				    int64_t deck_id);

/* Which table is written: the real one, or one of the same shape that lives
 * in memory, for a comparison or for statistics of less. */
enum rollup_table { ROLLUP_STORED, ROLLUP_EXPECTED, ROLLUP_NARROWED };

/* Count an entry in (sign 1) or out (sign -1).  In a transaction for the
 * stored table. */
bool rollup_count(struct store *store, enum rollup_table table,
		  const struct rollup_entry *entry, int sign,
		  struct error *err);

/* The entries of one card's live reviews, in their order, in *arena*; or of
 * what was pressed, without corrections. */
bool rollup_of_card(struct store *store, int64_t card_id, bool as_pressed,
		    struct arena *arena, struct rollup_entry **entries,
		    size_t *count, struct error *err);

/* Count out what only `before` holds and in what only `after` does; both are
 * of one card, and mostly equal. */
bool rollup_replace(struct store *store, const struct rollup_entry *before,
		    size_t before_count, const struct rollup_entry *after,
		    size_t after_count, struct error *err);

/* Make the expected table empty; count the rows in which the two differ;
 * drop it. */
bool rollup_expect_begin(struct store *store, struct error *err);
bool rollup_expect_end(struct store *store, int64_t *differences,
		       struct error *err);

#endif
