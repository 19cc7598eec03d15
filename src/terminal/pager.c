#include "terminal/pager.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "terminal/program.h"

static bool is_long(const struct terminal *terminal, const char *text)
{
	int lines = 1;

	for (const char *p = strchr(text, '\n'); p; p = strchr(p + 1, '\n'))
		lines++;
	return lines > terminal_height(terminal);
}

/* Whether the pager ran; what it made of the text is its own affair. */
static bool run(char **argv, const char *text)
{
	FILE *file = tmpfile();
	int status;
	bool ran;

	if (!file)
		return false;
	ran = fputs(text, file) >= 0 && fflush(file) == 0;
	rewind(file);
	ran = ran && program_run(argv, fileno(file), &status) == 0;
	fclose(file);
	return ran;
}

static const char *without_styles(const char *text, struct arena *arena)
{
	struct text bare = { 0 };
	const char *copy;

	while (*text) {
		size_t plain = strcspn(text, "\033");

		text_append(&bare, text, plain);
		text += plain;
		text += strcspn(text, "m");
		text += *text == 'm';
	}
	copy = text_copy(&bare, arena);
	text_release(&bare);
	return copy;
}

static bool is_less(const char *program)
{
	const char *slash = strrchr(program, '/');

	return strcmp(slash ? slash + 1 : program, "less") == 0;
}

/* Less is told to obey styles, whatever LESS says; other pagers get none,
 * because some show the letters of the sequence. */
static bool run_configured(char **argv, const char *text, struct arena *arena)
{
	static char obey_styles[] = "-R";
	size_t count = 0;

	if (!is_less(argv[0]))
		return run(argv, without_styles(text, arena));
	while (argv[count])
		count++;
	argv[count] = obey_styles;
	return run(argv, text);
}

static bool page(const char *text)
{
	const char *configured = getenv("PAGER");
	struct arena arena = { 0 };
	char *less[] = { arena_strdup(&arena, "less"),
			 arena_strdup(&arena, "-FRX"), NULL };
	char *more[] = { arena_strdup(&arena, "more"), NULL };
	char **argv = program_words(configured, 1, &arena);
	bool done = argv ? run_configured(argv, text, &arena)
		    : configured
			    ? false
			    : run(less, text) ||
				      run(more, without_styles(text, &arena));

	arena_release(&arena);
	return done;
}

void pager_print(const struct terminal *terminal, const char *text)
{
	if (terminal_can_page(terminal) && is_long(terminal, text) &&
	    page(text))
		return;
	fputs(text, terminal_out(terminal));
}
