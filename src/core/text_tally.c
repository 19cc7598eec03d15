#include "core/text_tally.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A slot is a hash, never 0, whose lowest bit says that it came again. */
enum { FIRST_SIZE = 1024, REPEATS = 1 };

struct text_tally {
	uint64_t *slots; /* 0: empty */
	size_t size;	 /* a power of two */
	size_t used;
};

static uint64_t *empty_slots(size_t size)
{
	size_t bytes = memory_product(size, sizeof(uint64_t));

	return memset(memory_alloc(bytes), 0, bytes);
}

struct text_tally *text_tally_new(void)
{
	struct text_tally *tally = memory_alloc(sizeof(*tally));

	*tally = (struct text_tally){
		.slots = empty_slots(FIRST_SIZE),
		.size = FIRST_SIZE,
	};
	return tally;
}

void text_tally_free(struct text_tally *tally)
{
	if (!tally)
		return;
	free(tally->slots);
	free(tally);
}

/* FNV-1a, and the finisher of MurmurHash3 for the bits that choose a slot. */
static uint64_t hash(const char *scope, const char *text)
{
	const char *const parts[] = { scope, text };
	uint64_t h = 0xCBF29CE484222325u;

	for (int i = 0; i < 2; i++) {
		for (const char *c = parts[i]; *c; c++)
			h = (h ^ (unsigned char)*c) * 0x100000001B3u;
		h = (h ^ 0xFF) * 0x100000001B3u;
	}
	h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDu;
	h ^= h >> 33;
	return (h & ~(uint64_t)REPEATS) | 2;
}

static uint64_t *find(uint64_t *slots, size_t size, uint64_t wanted)
{
	size_t at = (size_t)(wanted >> 2) & (size - 1);

	while (slots[at] && (slots[at] & ~(uint64_t)REPEATS) != wanted)
		at = (at + 1) & (size - 1);
	return &slots[at];
}

static void grow(struct text_tally *tally)
{
	size_t size = 2 * tally->size;
	uint64_t *slots = empty_slots(size);

	for (size_t i = 0; i < tally->size; i++)
		if (tally->slots[i])
			*find(slots, size,
			      tally->slots[i] &
				      ~(uint64_t)REPEATS) = tally->slots[i];
	free(tally->slots);
	tally->slots = slots;
	tally->size = size;
}

void text_tally_add(struct text_tally *tally, const char *scope,
		    const char *text)
{
	uint64_t wanted = hash(scope, text), *slot;

	if ((tally->used + 1) * 4 > tally->size * 3)
		grow(tally);
	slot = find(tally->slots, tally->size, wanted);
	if (*slot) {
		*slot |= REPEATS;
		return;
	}
	*slot = wanted;
	tally->used++;
}

bool text_tally_repeats(const struct text_tally *tally, const char *scope,
			const char *text)
{
	return *find(tally->slots, tally->size, hash(scope, text)) & REPEATS;
}
