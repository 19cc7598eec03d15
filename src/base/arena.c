#include "base/arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Under the sanitizers each allocation is a block of its own, so that they
 * still see an overrun that a shared block would hide. */
#ifdef EBB_ARENA_GUARD
#define BLOCK_SIZE 0
#else
#define BLOCK_SIZE 8192
#endif

struct arena_block {
	struct arena_block *older;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char data[];
};

static size_t aligned(size_t size)
{
	const size_t unit = alignof(max_align_t);

	return (size + unit - 1) / unit * unit;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct arena_block *block = arena->newest;
	size_t wanted = aligned(size ? size : 1);
	void *memory;

	if (!block || block->size - block->used < wanted) {
		size_t room = wanted > BLOCK_SIZE ? wanted : BLOCK_SIZE;

		block = memory_alloc(sizeof(*block) + room);
		block->older = arena->newest;
		block->size = room;
		block->used = 0;
		arena->newest = block;
	}
	memory = block->data + block->used;
	block->used += wanted;
	return memset(memory, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	return arena_alloc(arena, memory_product(count, size));
}

char *arena_strndup(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	if (length)
		memcpy(copy, bytes, length);
	return copy;
}

/* It is full at these counts: 0, 4, 8, 16 and so on. */
void *arena_extend(struct arena *arena, void *list, size_t count, size_t size)
{
	enum { LEAST = 4 };
	void *longer;

	if (count > 0 && (count < LEAST || (count & (count - 1))))
		return list;
	longer = arena_array(arena, count ? 2 * count : LEAST, size);
	if (count)
		memcpy(longer, list, count * size);
	return longer;
}

char *arena_strdup(struct arena *arena, const char *string)
{
	return string ? arena_strndup(arena, string, strlen(string)) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	char *string;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	string = arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1);
	if (length > 0)
		vsnprintf(string, (size_t)length + 1, format, again);
	va_end(again);
	return string;
}

struct arena_mark arena_mark(const struct arena *arena)
{
	struct arena_mark mark = { .block = arena->newest };

	if (mark.block)
		mark.used = mark.block->used;
	return mark;
}

void arena_reset(struct arena *arena, struct arena_mark mark)
{
	while (arena->newest != mark.block) {
		struct arena_block *older = arena->newest->older;

		free(arena->newest);
		arena->newest = older;
	}
	if (arena->newest)
		arena->newest->used = mark.used;
}

void arena_release(struct arena *arena)
{
	arena_reset(arena, (struct arena_mark){ 0 });
}
