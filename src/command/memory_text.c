#include "command/memory_text.h"

#include "base/memory.h"

void memory_text_open(struct memory_text *text)
{
	*text = (struct memory_text){ 0 };
	text->stream = memory_granted(
		open_memstream(&text->data, &text->length));
}

/* What fails here, and before, is memory that cannot be had. */
void memory_text_close(struct memory_text *text)
{
	memory_granted(fclose(text->stream) == 0 ? text->data : NULL);
	text->stream = NULL;
}
