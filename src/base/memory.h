#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* malloc and realloc that never return NULL: out of memory ends the program
 * with status 1 and one sentence.  Free with free(3). */
void *memory_alloc(size_t size);
void *memory_resize(void *old, size_t size);

/* The memory itself, of a library that gives NULL when there is none. */
void *memory_granted(void *memory);

/* count * size, ending the program when it overflows. */
size_t memory_product(size_t count, size_t size);

#endif
