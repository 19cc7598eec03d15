#include "store/card_list.h"

#include <string.h>

#include "core/card.h"

void card_list_add(struct card_list *list, size_t *capacity, int64_t id,
		   struct arena *arena)
{
	if (list->count == *capacity) {
		int64_t *wider;

		*capacity = *capacity ? 2 * *capacity : 64;
		wider = arena_array(arena, *capacity, sizeof(*wider));
		if (list->count)
			memcpy(wider, list->ids, list->count * sizeof(*wider));
		list->ids = wider;
	}
	list->ids[list->count++] = id;
}

/* The place of the first id that is not less. */
static size_t lower_bound(const struct card_list *list, int64_t id)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool card_list_has(const struct card_list *list, int64_t card_id)
{
	size_t i = lower_bound(list, card_id);

	return i < list->count && list->ids[i] == card_id;
}

bool card_list_has_note(const struct card_list *list, int64_t note_id)
{
	size_t i = lower_bound(list, note_id * CARDS_PER_NOTE);

	return i < list->count && list->ids[i] / CARDS_PER_NOTE == note_id;
}
