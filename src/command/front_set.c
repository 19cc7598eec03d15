#include "command/front_set.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* The lowest bit of a slot tells that its hash came twice; 0 is empty. */
struct front_set {
	uint64_t *slots;
	size_t size; /* a power of two */
	size_t used;
};

enum { FIRST_SIZE = 1024 };

struct front_set *front_set_new(void)
{
	struct front_set *set = memory_alloc(sizeof(*set));

	set->size = FIRST_SIZE;
	set->used = 0;
	set->slots = memory_alloc(FIRST_SIZE * sizeof(*set->slots));
	memset(set->slots, 0, FIRST_SIZE * sizeof(*set->slots));
	return set;
}

void front_set_free(struct front_set *set)
{
	free(set->slots);
	free(set);
}

/* FNV-1a, 64 bits, mixed once more so that low bits are usable as a slot. */
static uint64_t hash(const char *deck, const char *front)
{
	uint64_t h = 0xCBF29CE484222325u;

	for (; *deck; deck++)
		h = (h ^ (unsigned char)*deck) * 0x100000001B3u;
	h *= 0x100000001B3u;
	for (; *front; front++)
		h = (h ^ (unsigned char)*front) * 0x100000001B3u;
	h ^= h >> 29;
	return (h & ~(uint64_t)1) ? h & ~(uint64_t)1 : 2;
}

static uint64_t *find(uint64_t *slots, size_t size, uint64_t h)
{
	size_t slot = (size_t)(h >> 1) & (size - 1);

	while (slots[slot] && (slots[slot] & ~(uint64_t)1) != h)
		slot = (slot + 1) & (size - 1);
	return &slots[slot];
}

static void grow(struct front_set *set)
{
	size_t size = 2 * set->size;
	uint64_t *slots = memory_alloc(memory_product(size, sizeof(*slots)));

	memset(slots, 0, size * sizeof(*slots));
	for (size_t i = 0; i < set->size; i++)
		if (set->slots[i])
			*find(slots, size,
			      set->slots[i] & ~(uint64_t)1) = set->slots[i];
	free(set->slots);
	set->slots = slots;
	set->size = size;
}

void front_set_add(struct front_set *set, const char *deck, const char *front)
{
	uint64_t h = hash(deck, front);
	uint64_t *slot = find(set->slots, set->size, h);

	if (*slot) {
		*slot |= 1;
		return;
	}
	*slot = h;
	if (++set->used * 4 > set->size * 3)
		grow(set);
}

bool front_set_repeats(const struct front_set *set, const char *deck,
		       const char *front)
{
	return *find(set->slots, set->size, hash(deck, front)) & 1;
}
