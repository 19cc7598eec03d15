/* Any text that is a note to the editor's parser is the same note when it is
 * written and read again. */

#include "fuzz.h"

#include "exchange/note_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct text written = { 0 };
	char *text = arena_strndup(&arena, (const char *)data, size);
	struct note first, second;
	struct error err;

	if (note_text_read(text, &arena, &first, &err)) {
		note_text_write(&written, &first);
		require(note_text_read(text_string(&written), &arena, &second,
				       &err),
			"%s in\n%s", err.message, text_string(&written));
		require_same_note(&first, &second);
	}
	text_release(&written);
	arena_release(&arena);
	return 0;
}
