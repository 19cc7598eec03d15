#ifndef STORE_FIGURE_STORE_H
#define STORE_FIGURE_STORE_H

#include "core/figure.h"
#include "store/store.h"

/*
 * The sections of the statistics.  Each is one query over the counts that are
 * kept beside the log, so none grows with the log; ebb-db(5) tells what the
 * tables hold.
 */

/* What a figure is asked of. */
struct figure_query {
	int64_t deck_id; /* DECK_ALL: all decks */
	int32_t today;
	int32_t since_day; /* the first day that counts, or DAY_NONE */
	int64_t median_ms; /* an answer takes so long; 0: unknown */
	int leech_threshold;
};

/* The name of a section by its place from 0; NULL after the last. */
const char *figure_name(int section);

/* The place of a section of that name, or -1. */
int figure_find(const char *name);

/* Load a section, by its place.  Its values are in *arena*. */
bool figure_load(struct store *store, int section,
		 const struct figure_query *query, struct arena *arena,
		 struct figure *figure, struct error *err);

#endif
