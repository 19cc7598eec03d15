#ifndef STORE_SEARCH_STORE_H
#define STORE_SEARCH_STORE_H

#include "core/search.h"
#include "store/card_list.h"
#include "store/store.h"

/* The cards that a search chooses. */

/*
 * The live cards of a deck (DECK_ALL: of any) that a search chooses, in
 * *arena*.  Names and texts are compared whatever the case.
 */
bool search_run(struct store *store, const struct search *search,
		int64_t deck_id, int32_t study_day, struct arena *arena,
		struct card_list *list, struct error *err);

/* The same cards by the names of their decks, then by age. */
bool search_sort(struct store *store, struct card_list *list,
		 struct error *err);

/* The tags of live notes, sorted, in *arena*. */
bool search_tags(struct store *store, struct arena *arena, const char ***tags,
		 size_t *count, struct error *err);

#endif
