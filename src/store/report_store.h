#ifndef STORE_REPORT_STORE_H
#define STORE_REPORT_STORE_H

#include <stdio.h>

#include "core/interval_history.h"
#include "store/check_store.h"
#include "store/queue_store.h"

/*
 * Reports as JSON, made with SQLite's JSON functions: one stable shape each,
 * documented in ebb(1).  Each is written to `out` and ends with a newline.
 */

/* One line of a deck with its counts. */
struct deck_report {
	int64_t id;
	const char *name;
	int64_t notes, cards;
	struct queue_counts counts;
};

/* {due, new, drill, minutes, decks: [{deck, due, new, drill}]} */
bool report_due(struct store *store, const struct queue_counts *total,
		int64_t minutes, const struct deck_report *decks, size_t count,
		FILE *out, struct error *err);

/* A line a deck: {deck, notes, cards, due, new, drill} */
bool report_decks(struct store *store, const struct deck_report *decks,
		  size_t count, FILE *out, struct error *err);

/* A card as one line: {id, uid, note, deck, front, back, fields, tags, state,
 * due_day, due, interval_days, ease_factor, repetitions, lapses, suspended,
 * buried_until_day} */
bool report_card(struct store *store, int64_t card_id, FILE *out,
		 struct error *err);

/* What follows from a card's history. */
struct card_progress {
	const struct interval_step *intervals;
	size_t interval_count;
	int64_t expected_ppm; /* recall today; 0: none is promised */
	bool is_leech;
};

/* The same object with `history`, a list of all reviews, `aliases` and what
 * follows: `leech`, `intervals` (their days) and `expected_recall`. */
bool report_card_history(struct store *store, int64_t card_id,
			 const struct card_progress *progress, FILE *out,
			 struct error *err);

/* {cards, reviews, differences, integrity} */
bool report_check(struct store *store, const struct check_report *report,
		  FILE *out, struct error *err);

/* A line a setting: {name, value, default, values, deck} */
bool report_setting(struct store *store, const char *name, const char *value,
		    const char *fallback, const char *values, const char *deck,
		    FILE *out, struct error *err);

#endif
