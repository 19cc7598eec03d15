#ifndef STORE_ROLLUP_STORE_H
#define STORE_ROLLUP_STORE_H

#include "base/arena.h"
#include "core/review.h"
#include "core/schedule.h"
#include "store/rollup_tables.h"

/*
 * The counts of reviews, in four tables: what each day was like; grades; what
 * was pressed for what was typed; the hours.
 */

/* What one live review counts as. */
struct rollup_entry {
	int64_t review_id;
	int64_t deck_id;
	int32_t study_day;
	enum review_kind kind;
	enum card_state state; /* before the review */
	int interval_from;     /* class of the interval before it */
	int grade;
	int64_t ms;
	int64_t promised_ppm; /* chance of recall; 0 for new and learning */
	int typed_grade;      /* suggested for what was typed without a hint, or
			       * GRADE_NONE */
	int hour;	      /* on the learner's clock, 0..23 */
};

struct rollup_entry rollup_entry_of(const struct review *review,
				    const struct schedule *before,
				    int64_t deck_id);

/* Count an entry for its day; for longer spans rollup_sum_up() does, once all
 * are counted.  In a transaction for the real tables. */
bool rollup_count_day(struct store *store, enum rollup_tables tables,
		      const struct rollup_entry *entry, struct error *err);

/* The entries of one card's live reviews, in their order, in *arena*; or of
 * what was pressed, without corrections. */
bool rollup_of_card(struct store *store, int64_t card_id, bool as_pressed,
		    struct arena *arena, struct rollup_entry **entries,
		    size_t *count, struct error *err);

/* Count out what only `before` holds and in what only `after` does, for all
 * spans; both are of one card, and mostly equal.  In a transaction for the
 * real tables. */
bool rollup_replace(struct store *store, enum rollup_tables tables,
		    const struct rollup_entry *before, size_t before_count,
		    const struct rollup_entry *after, size_t after_count,
		    struct error *err);

#endif
