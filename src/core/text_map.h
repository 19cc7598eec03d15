#ifndef CORE_TEXT_MAP_H
#define CORE_TEXT_MAP_H

#include <stdint.h>

/*
 * A number for each of very many texts, in memory that grows by some 20 bytes
 * a text: texts are kept as 96 bits of hash, not as themselves.  Pure.
 */
struct text_map;

struct text_map *text_map_new(void);
void text_map_free(struct text_map *map); /* NULL is allowed */

/*
 * The place of the number of `text` within `scope` (a deck's name, say),
 * which starts as 0.  It is borrowed until the next call with this map.
 */
uint32_t *text_map_at(struct text_map *map, const char *scope,
		      const char *text);

/* The number, or 0 when the text was never put there. */
uint32_t text_map_get(const struct text_map *map, const char *scope,
		      const char *text);

#endif
