/* Any text that is notes to the editor's parser is the same notes when each is
 * written and read again. */

#include "fuzz.h"

#include "exchange/note_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	char *text = arena_strndup(&arena, (const char *)data, size);
	struct note *first, *second;
	size_t count = 0, one;
	struct error err;

	if (!note_text_read(text, &arena, &first, &count, &err))
		count = 0;
	for (size_t i = 0; i < count; i++) {
		struct text written = { 0 };

		note_text_write(&written, &first[i]);
		require(note_text_read(text_string(&written), &arena, &second,
				       &one, &err),
			"%s in\n%s", err.message, text_string(&written));
		require(one == 1, "%zu notes in\n%s", one,
			text_string(&written));
		require_same_note(&first[i], second);
		text_release(&written);
	}
	arena_release(&arena);
	return 0;
}
