/*
 * A command line cut into words ($EDITOR, $PAGER, a line of ebb's own shell)
 * is made of its own bytes and of no more of them, ends with NULL, and is the
 * same words when each is quoted and the line is cut again.  Room for more
 * words is there and empty.
 */

#include "fuzz.h"

#include "terminal/program.h"

static size_t bytes_of(char **words, int count)
{
	size_t bytes = 0;

	for (int i = 0; i < count; i++)
		bytes += strlen(words[i]);
	return bytes;
}

static void quote(struct text *line, const char *word)
{
	text_add(line, " \"");
	for (; *word; word++) {
		if (*word == '"' || *word == '\\')
			text_add_char(line, '\\');
		text_add_char(line, *word);
	}
	text_add_char(line, '"');
}

static void try_again(char **words, int count, struct arena *arena)
{
	struct text line = { 0 };
	char **again;
	int wanted;

	for (int i = 0; i < count; i++)
		quote(&line, words[i]);
	wanted = text_split_words(text_string(&line), arena, &again);
	require(wanted == count, "%d, %d words of [%s]", count, wanted,
		text_string(&line));
	for (int i = 0; i < count; i++)
		require(strcmp(words[i], again[i]) == 0, "[%s], [%s]", words[i],
			again[i]);
	text_release(&line);
}

static void try_program(const char *line, char **words, int count,
			struct arena *arena)
{
	enum { ROOM = 2 };
	char **argv = program_words(line, ROOM, arena);

	require(!argv == (count <= 0), "%d words", count);
	for (int i = 0; argv && i < count; i++)
		require(strcmp(argv[i], words[i]) == 0, "[%s]", argv[i]);
	for (int i = 0; argv && i <= ROOM; i++)
		require(!argv[count + i], "word %d", count + i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	const char *line = arena_strndup(&arena, (const char *)data, size);
	char **words = NULL;
	int count = text_split_words(line, &arena, &words);

	try_program(line, words, count, &arena);
	if (count >= 0) {
		require(!words[count], "no end");
		require(bytes_of(words, count) <= strlen(line), "[%s]", line);
		try_again(words, count, &arena);
	}
	arena_release(&arena);
	return 0;
}
