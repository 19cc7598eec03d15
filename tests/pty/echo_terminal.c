/*
 * Asks through the terminal layer and prints what it got, for terminal_test.c.
 *
 *	echo_terminal [answer|command|key|both]
 *	echo_terminal edit FILE		(after a key)
 *
 * Ends with status 0 at Ctrl-D, 3 when it was stopped, and at the answer
 * "exhaust" as ebb does when there is no memory left.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "terminal/editor.h"
#include "terminal/terminal.h"

static char **complete(void *context, const char *before, const char *word,
		       struct arena *arena, bool *files)
{
	static const char *const words[] = { "study", "stats", "my deck",
					     "bad\033name" };
	char **list = arena_array(arena, 5, sizeof(*list));

	(void)context;
	(void)files;
	(void)word;
	if (*before)
		list[0] = arena_strdup(arena, "after");
	else
		for (int i = 0; i < 4; i++)
			list[i] = arena_strdup(arena, words[i]);
	return list;
}

static enum reply ask_line(struct terminal *terminal, enum line_kind kind,
			   struct arena *arena)
{
	static const struct completer completer = { .complete = complete };
	char *line, *prompt;
	enum reply reply;

	prompt = arena_printf(arena, "%sline>%s ",
			      terminal_prompt_style(terminal, STYLE_STRONG),
			      terminal_prompt_style(terminal, STYLE_NONE));
	reply = terminal_read_line(terminal, kind,
				   kind == LINE_COMMAND ? &completer : NULL,
				   prompt, arena, &line);
	if (reply == REPLY_LINE && strcmp(line, "exhaust") == 0)
		memory_product(SIZE_MAX, 2);
	if (reply == REPLY_LINE)
		printf("%zu bytes [%s]\n", strlen(line), line);
	return reply;
}

static enum reply ask_key(struct terminal *terminal)
{
	struct key key;
	enum reply reply = terminal_read_key(terminal, "key> ", &key);

	if (reply == REPLY_LINE)
		printf("U+%04X\n", (unsigned)key.code);
	return reply;
}

static enum reply ask(struct terminal *terminal, const char *what, int turn,
		      struct arena *arena)
{
	if (strcmp(what, "key") == 0 ||
	    (strcmp(what, "both") == 0 && turn % 2 == 1))
		return ask_key(terminal);
	return ask_line(terminal,
			strcmp(what, "command") == 0 ? LINE_COMMAND
						     : LINE_ANSWER,
			arena);
}

static int edit(const char *path)
{
	struct error err = { 0 };

	if (!editor_run(path, &err)) {
		printf("%s\n", err.message);
		return 1;
	}
	printf("edited\n");
	return 0;
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct terminal *terminal;
	enum reply reply = REPLY_LINE;

	terminal_use_utf8();
	terminal_ignore_signals();
	terminal = terminal_open(false);
	if (argc > 2 && ask_key(terminal) == REPLY_LINE)
		reply = edit(argv[2]) == 0 ? REPLY_END : REPLY_STOPPED;
	for (int turn = 0; reply == REPLY_LINE || reply == REPLY_ABANDONED;
	     turn++) {
		reply = ask(terminal, argc > 1 ? argv[1] : "both", turn,
			    &arena);
		if (reply == REPLY_ABANDONED)
			printf("abandoned\n");
	}
	printf("%s at width %d\n", reply == REPLY_END ? "end" : "stopped",
	       terminal_width(terminal));
	fflush(stdout);
	terminal_close(terminal);
	arena_release(&arena);
	return reply == REPLY_END ? 0 : 3;
}
