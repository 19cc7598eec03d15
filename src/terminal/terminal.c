#include "terminal/terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "terminal/modes.h"
#include "terminal/signals.h"

enum { WIDTH_DEFAULT = 80, HEIGHT_DEFAULT = 24, WIDTH_LEAST = 10 };

struct terminal {
	bool interactive;
	bool colour;
	bool moves_cursor;
};

/* The sequences alone, and between readline's marks. */
static const struct {
	const char *plain, *marked;
} styles[] = {
#define STYLE(sequence)                          \
	{                                        \
		sequence, "\001" sequence "\002" \
	}
	[STYLE_NONE] = STYLE("\033[0m"),  [STYLE_STRONG] = STYLE("\033[1m"),
	[STYLE_FAINT] = STYLE("\033[2m"), [STYLE_GOOD] = STYLE("\033[32m"),
	[STYLE_BAD] = STYLE("\033[31m"),  [STYLE_ACCENT] = STYLE("\033[36m"),
#undef STYLE
};

static bool codeset_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* The locale that the environment asks for messages in, or NULL. */
static const char *wanted_messages(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return NULL;
}

/* A locale that is not installed, or not UTF-8, still names a language. */
static void keep_language(void)
{
	const char *wanted = wanted_messages();

	if (wanted && strcmp(wanted, "C") != 0 && strcmp(wanted, "POSIX") != 0)
		setenv("LANGUAGE", wanted, 0);
}

/* Each category of a locale is a file to be read; ebb goes by these alone. */
static void set_locale(void)
{
	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
}

void terminal_use_utf8(void)
{
	set_locale();
	if (codeset_is_utf8())
		return;
	keep_language();
	/* In the environment too: readline takes its locale from there. */
	setenv("LC_ALL", "C.UTF-8", 1);
	set_locale();
}

void terminal_ignore_signals(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static bool is_dumb(void)
{
	const char *type = getenv("TERM");

	return !type || !*type || strcmp(type, "dumb") == 0;
}

static bool has_colour(void)
{
	const char *refused = getenv("NO_COLOR");

	return isatty(STDOUT_FILENO) && !(refused && *refused) && !is_dumb();
}

struct terminal *terminal_open(bool plain)
{
	struct terminal *terminal = memory_alloc(sizeof(*terminal));

	*terminal = (struct terminal){
		.interactive = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
		.colour = !plain && has_colour(),
		.moves_cursor = !plain && !is_dumb(),
	};
	return terminal;
}

void terminal_close(struct terminal *terminal)
{
	modes_release();
	signals_release();
	free(terminal);
}

bool terminal_is_interactive(const struct terminal *terminal)
{
	return terminal->interactive;
}

bool terminal_is_output(const struct terminal *terminal)
{
	(void)terminal;
	return isatty(STDOUT_FILENO);
}

bool terminal_can_page(const struct terminal *terminal)
{
	return terminal->interactive && terminal->moves_cursor;
}

/* All zero when there is none. */
static struct winsize window_size(int fd)
{
	struct winsize size = { 0 };

	if (ioctl(fd, TIOCGWINSZ, &size) != 0)
		return (struct winsize){ 0 };
	return size;
}

/* What goes through a pipe is mostly shown in the window of the errors. */
static int width_behind_pipe(void)
{
	int columns = window_size(STDERR_FILENO).ws_col;
	struct stat status;

	if (columns <= 0 || columns > WIDTH_DEFAULT ||
	    fstat(STDOUT_FILENO, &status) != 0 || !S_ISFIFO(status.st_mode))
		return WIDTH_DEFAULT;
	return columns;
}

int terminal_width(const struct terminal *terminal)
{
	const char *text = getenv("COLUMNS");
	int columns = window_size(STDOUT_FILENO).ws_col;

	(void)terminal;
	if (columns <= 0 && text)
		columns = (int)strtol(text, NULL, 10);
	if (columns <= 0)
		columns = width_behind_pipe();
	return columns < WIDTH_LEAST ? WIDTH_LEAST : columns;
}

int terminal_height(const struct terminal *terminal)
{
	int lines = window_size(STDOUT_FILENO).ws_row;

	(void)terminal;
	return lines > 0 ? lines : HEIGHT_DEFAULT;
}

FILE *terminal_out(const struct terminal *terminal)
{
	(void)terminal;
	return stdout;
}

const char *terminal_style(const struct terminal *terminal, enum style style)
{
	return terminal->colour ? styles[style].plain : "";
}

const char *terminal_prompt_style(const struct terminal *terminal,
				  enum style style)
{
	return terminal->colour ? styles[style].marked : "";
}

bool terminal_stopped(const struct terminal *terminal)
{
	(void)terminal;
	return signals_stopping();
}

int terminal_stop_signal(const struct terminal *terminal)
{
	(void)terminal;
	return signals_stopping_number();
}

bool terminal_interrupted(const struct terminal *terminal)
{
	(void)terminal;
	return signals_take_pending(SIGINT);
}
