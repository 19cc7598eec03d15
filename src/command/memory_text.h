#ifndef COMMAND_MEMORY_TEXT_H
#define COMMAND_MEMORY_TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Bytes that are written to a stream of their own and kept in memory.  Writing
 * to it never fails. */
struct memory_text {
	char *data; /* and a '\0' behind; free(3) it */
	size_t length;
	FILE *stream;
};

void memory_text_open(struct memory_text *text);

/* From now on data and length are good. */
void memory_text_close(struct memory_text *text);

#endif
