#include "core/name_map.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_SIZE = 8 };

/* FNV-1a; the low bits choose the slot. */
static size_t hash(const char *name)
{
	uint64_t hash = 0xCBF29CE484222325u;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 0x100000001B3u;
	return (size_t)(hash ^ hash >> 32);
}

static struct name_slot *find(const struct name_map *map, const char *name)
{
	size_t at = hash(name) & (map->size - 1);

	while (map->slots[at].name && strcmp(map->slots[at].name, name) != 0)
		at = (at + 1) & (map->size - 1);
	return &map->slots[at];
}

static void grow(struct name_map *map, struct arena *arena)
{
	struct name_map wider = {
		.size = map->size ? 2 * map->size : FIRST_SIZE,
		.used = map->used,
	};

	wider.slots = arena_array(arena, wider.size, sizeof(*wider.slots));
	for (size_t i = 0; i < map->size; i++)
		if (map->slots[i].name)
			*find(&wider, map->slots[i].name) = map->slots[i];
	*map = wider;
}

size_t *name_map_at(struct name_map *map, const char *name, struct arena *arena)
{
	struct name_slot *slot;

	if ((map->used + 1) * 4 > map->size * 3)
		grow(map, arena);
	slot = find(map, name);
	if (!slot->name) {
		slot->name = name;
		map->used++;
	}
	return &slot->number;
}

size_t name_map_get(const struct name_map *map, const char *name)
{
	return map->size ? find(map, name)->number : 0;
}
