#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

/*
 * Memory that is given back all at once.  A command runs with one arena; the
 * study loop marks it before each card and resets it after.  A zeroed struct
 * is an empty arena.  Running out of memory ends the program with a message:
 * no caller could do better.
 */

struct arena_block;

struct arena {
	struct arena_block *newest;
};

struct arena_mark {
	struct arena_block *block;
	size_t used;
};

/* Zeroed memory for `size` bytes, aligned for any type; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* The same for an array; ends the program when count * size overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A list with room for one element more than its `count`: itself, or a copy
 * when it is full.  A list grows by this alone, and begins as NULL. */
void *arena_extend(struct arena *arena, void *list, size_t count, size_t size);

/* A NUL-terminated copy of a string, of `length` bytes, of a printf result.
 * arena_strdup(NULL) is NULL. */
char *arena_strdup(struct arena *arena, const char *string);
char *arena_strndup(struct arena *arena, const char *bytes, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Give back everything allocated since the mark was taken. */
struct arena_mark arena_mark(const struct arena *arena);
void arena_reset(struct arena *arena, struct arena_mark mark);

/* Give back everything; the arena is empty and usable afterwards. */
void arena_release(struct arena *arena);

#endif
