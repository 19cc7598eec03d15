#ifndef STORE_SEARCH_STORE_H
#define STORE_SEARCH_STORE_H

#include "core/search.h"
#include "store/store.h"

/* The cards that a search chooses. */

struct card_list {
	int64_t *ids; /* ascending, in the arena they were asked for in */
	size_t count;
};

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

/* Append an id; *capacity is 0 for an empty list. */
void card_list_add(struct card_list *list, size_t *capacity, int64_t id,
		   struct arena *arena);

bool card_list_has(const struct card_list *list, int64_t card_id);

/* Whether any card of a note is in it. */
bool card_list_has_note(const struct card_list *list, int64_t note_id);

#endif
