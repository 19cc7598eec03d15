#ifndef CORE_NAME_MAP_H
#define CORE_NAME_MAP_H

#include <stddef.h>

#include "base/arena.h"

/*
 * A number for each of some names, such as those of columns.  A zeroed struct
 * is an empty map; what it grows into is in the arena.  Names are borrowed, and
 * compared as a whole (text_map.h is for very many).  Pure.
 */
struct name_slot {
	const char *name; /* NULL: empty */
	size_t number;
};

struct name_map {
	struct name_slot *slots;
	size_t size, used;
};

/* The place of a name's number, which starts as 0: borrowed until the next
 * call with this map. */
size_t *name_map_at(struct name_map *map, const char *name,
		    struct arena *arena);

/* The number, or 0 when the name was never put there. */
size_t name_map_get(const struct name_map *map, const char *name);

#endif
