#ifndef STORE_SEARCH_STORE_H
#define STORE_SEARCH_STORE_H

#include "core/search.h"
#include "store/card_list.h"
#include "store/store.h"

/* The cards that a search chooses. */

/*
 * The live cards of a deck (DECK_ALL: of any) that a search chooses, in
 * *arena*, ascending.  Names and texts are compared whatever the case.
 */
bool search_run(struct store *store, const struct search *search,
		int64_t deck_id, int32_t study_day, struct arena *arena,
		struct card_list *list, struct error *err);

/*
 * The same cards by the names of their decks, then by age, found as they are
 * asked for: the first ones cost little even of very many.  The walk is in
 * *arena* and is to be closed, in any case; NULL is allowed.
 */
struct search_walk;
bool search_open(struct store *store, const struct search *search,
		 int64_t deck_id, int32_t study_day, struct arena *arena,
		 struct search_walk **walk, struct error *err);

/* *card_id: 0 at the end. */
bool search_next(struct search_walk *walk, int64_t *card_id, struct error *err);
void search_close(struct search_walk *walk);

/*
 * Make searches for texts quick again, after much was added or changed: index
 * up to that many segments (core/gram.h), some tenths of a second each.
 * Nothing happens while another process writes, and little is lost when it is
 * interrupted.
 */
bool search_prepare(struct store *store, int segments_most, struct error *err);

/* The tags of live notes, sorted, in *arena*. */
bool search_tags(struct store *store, struct arena *arena, const char ***tags,
		 size_t *count, struct error *err);

#endif
