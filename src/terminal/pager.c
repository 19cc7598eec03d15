#include "terminal/pager.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
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

static bool page(const char *text)
{
	const char *configured = getenv("PAGER");
	struct arena arena = { 0 };
	char *less[] = { arena_strdup(&arena, "less"),
			 arena_strdup(&arena, "-FRX"), NULL };
	char *more[] = { arena_strdup(&arena, "more"), NULL };
	char **argv = program_words(configured, 0, &arena);
	bool done = argv	 ? run(argv, text)
		    : configured ? false
				 : run(less, text) || run(more, text);

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
