#include "core/text_map.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct slot {
	uint64_t hash; /* 0: empty */
	uint32_t check;
	uint32_t number;
};

struct text_map {
	struct slot *slots;
	size_t size; /* a power of two */
	size_t used;
};

enum { FIRST_SIZE = 1024 };

static struct slot *empty_slots(size_t size)
{
	size_t bytes = memory_product(size, sizeof(struct slot));

	return memset(memory_alloc(bytes), 0, bytes);
}

struct text_map *text_map_new(void)
{
	struct text_map *map = memory_alloc(sizeof(*map));

	*map = (struct text_map){
		.slots = empty_slots(FIRST_SIZE),
		.size = FIRST_SIZE,
	};
	return map;
}

void text_map_free(struct text_map *map)
{
	if (!map)
		return;
	free(map->slots);
	free(map);
}

/* FNV-1a twice, once over each 64 bits of state, so that the two differ. */
static struct slot hash(const char *scope, const char *text)
{
	const char *const parts[] = { scope, text };
	uint64_t a = 0xCBF29CE484222325u, b = 0x9E3779B97F4A7C15u;

	for (int i = 0; i < 2; i++) {
		for (const char *c = parts[i]; *c; c++) {
			a = (a ^ (unsigned char)*c) * 0x100000001B3u;
			b = (b + (unsigned char)*c) * 0xD6E8FEB86659FD93u;
			b ^= b >> 32;
		}
		a *= 0x100000001B3u;
		b += 0x632BE59BD9B4E019u;
	}
	a ^= a >> 29;
	return (struct slot){ .hash = a | UINT64_C(1) << 63,
			      .check = (uint32_t)(b >> 16) };
}

static bool is_other(struct slot a, struct slot b)
{
	return ((a.hash ^ b.hash) | (a.check ^ b.check)) != 0;
}

static struct slot *find(struct slot *slots, size_t size, struct slot wanted)
{
	size_t at = (size_t)wanted.hash & (size - 1);

	while (slots[at].hash && is_other(slots[at], wanted))
		at = (at + 1) & (size - 1);
	return &slots[at];
}

static void grow(struct text_map *map)
{
	size_t size = 2 * map->size;
	struct slot *slots = empty_slots(size);

	for (size_t i = 0; i < map->size; i++)
		if (map->slots[i].hash)
			*find(slots, size, map->slots[i]) = map->slots[i];
	free(map->slots);
	map->slots = slots;
	map->size = size;
}

uint32_t *text_map_at(struct text_map *map, const char *scope, const char *text)
{
	struct slot wanted = hash(scope, text), *slot;

	if ((map->used + 1) * 4 > map->size * 3)
		grow(map);
	slot = find(map->slots, map->size, wanted);
	if (!slot->hash) {
		*slot = wanted;
		map->used++;
	}
	return &slot->number;
}

uint32_t text_map_get(const struct text_map *map, const char *scope,
		      const char *text)
{
	return find(map->slots, map->size, hash(scope, text))->number;
}
