#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static _Noreturn void out_of_memory(void)
{
	fputs("ebb: out of memory; every answer given so far is saved\n",
	      stderr);
	quick_exit(1);
}

void *memory_granted(void *memory)
{
	if (!memory)
		out_of_memory();
	return memory;
}

void *memory_alloc(size_t size)
{
	return memory_granted(malloc(size ? size : 1));
}

void *memory_resize(void *old, size_t size)
{
	return memory_granted(realloc(old, size ? size : 1));
}

size_t memory_product(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		out_of_memory();
	return count * size;
}
