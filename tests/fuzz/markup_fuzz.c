/*
 * HTML is made text, and any text is made such HTML that it comes back: what
 * is written is read as the same.  Well-formed text stays well formed, reading
 * never adds more than it takes away but for the few words that stand for a
 * picture or a sound, and a file that is no HTML keeps its text as it is.
 */

#include "fuzz.h"

#include "exchange/cell.h"
#include "exchange/markup.h"

/* "[image: ]" for src=, and "[sound: " for "[sound:". */
static size_t most_length(const char *text)
{
	return 3 * strlen(text) + 16;
}

static const char *trim(const char *text, struct arena *arena)
{
	struct cell cell = cell_trim((struct cell){ text, strlen(text) });

	return arena_strndup(arena, cell.bytes, cell.length);
}

static void try_read(const char *text, enum html_markup html,
		     struct arena *arena)
{
	const char *read = markup_read(text, html, arena);

	require(strlen(read) <= most_length(text), "[%s] of [%s]", read, text);
	require(!*text || *read, "nothing is left of [%s]", text);
	if (unicode_is_valid(text, strlen(text)))
		require_valid(read);
	require(html != HTML_NO || strcmp(read, text) == 0, "[%s]", read);
}

static void try_write(const char *text, struct arena *arena)
{
	const char *written = markup_write(text, arena);
	const char *read = markup_read(written, HTML_UNSAID, arena);

	require(strcmp(read, text) == 0, "[%s] as [%s] came back as [%s]", text,
		written, read);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	const char *text = arena_strndup(&arena, (const char *)data, size);

	try_read(text, HTML_UNSAID, &arena);
	try_read(text, HTML_YES, &arena);
	try_read(text, HTML_NO, &arena);
	/* The texts of notes have no outer blanks. */
	try_write(trim(text, &arena), &arena);
	arena_release(&arena);
	return 0;
}
