#ifndef STORE_ROLLUP_STORE_H
#define STORE_ROLLUP_STORE_H

#include "base/arena.h"
#include "core/review.h"
#include "core/schedule.h"
#include "store/store.h"

/*
 * The days' counts of reviews, in four tables: what was asked and recalled,
 * each day and ever; what was pressed for what was typed; the hours.
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

/*
 * Which tables are written: the real ones, or temporary ones of the same names
 * and shapes, for a comparison or for statistics of less.  While these are
 * there, statements that name no schema read them.
 */
enum rollup_tables { ROLLUP_STORED, ROLLUP_TEMPORARY };

bool rollup_make_temporary(struct store *store, struct error *err);
bool rollup_drop_temporary(struct store *store, struct error *err);

/* Empty the real tables.  In a transaction. */
bool rollup_clear(struct store *store, struct error *err);

/* The number of rows in which the real and the temporary tables differ. */
bool rollup_compare(struct store *store, int64_t *differences,
		    struct error *err);

/* Count an entry in (sign 1) or out (sign -1).  In a transaction for the
 * real tables. */
bool rollup_count(struct store *store, enum rollup_tables tables,
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

#endif
