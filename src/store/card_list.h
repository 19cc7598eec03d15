#ifndef STORE_CARD_LIST_H
#define STORE_CARD_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* The ids of cards, in an arena; what the last two ask of must be ascending. */
struct card_list {
	int64_t *ids;
	size_t count;
};

/* Append an id; *capacity is 0 for an empty list. */
void card_list_add(struct card_list *list, size_t *capacity, int64_t id,
		   struct arena *arena);

bool card_list_has(const struct card_list *list, int64_t card_id);

/* Whether any card of a note is in it. */
bool card_list_has_note(const struct card_list *list, int64_t note_id);

#endif
