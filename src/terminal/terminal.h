#ifndef TERMINAL_TERMINAL_H
#define TERMINAL_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"

/*
 * The learner's terminal: its width, its colours, and everything typed at it.
 * main.c opens one and passes it down.  When standard input and output are
 * both terminals ebb is interactive: lines come from readline, keys one by
 * one.  Otherwise both come from lines of standard input, so that a pipe can
 * answer cards.
 *
 * Signals.  A command that never prompts keeps the default actions.  From the
 * first interactive prompt to terminal_close(), SIGINT, SIGTERM, SIGHUP,
 * SIGQUIT, SIGWINCH and SIGTSTP are blocked and let in only while a prompt
 * waits, so none can interrupt work on the database.  When ebb is not
 * interactive they are left alone.  Over the same time keys are not shown
 * between prompts, and what is typed early is kept for the next one.
 */
struct terminal;

/*
 * Make sure that LC_CTYPE is UTF-8, falling back on C.UTF-8: readline takes
 * the bytes of other characters for commands otherwise.  Calls setlocale()
 * for that and LC_MESSAGES, and may set LC_ALL; messages still follow LANGUAGE.
 * main.c calls it before anything else.
 */
void terminal_use_utf8(void);

/* Ignore SIGPIPE and SIGXFSZ: writing then fails with an error that can be
 * reported.  main.c calls it at the start. */
void terminal_ignore_signals(void);

/* Never fails.  `plain` turns all styles off.  The caller closes it. */
struct terminal *terminal_open(bool plain);

/* Restore the terminal's modes and the signals' actions and mask. */
void terminal_close(struct terminal *terminal);

bool terminal_is_interactive(const struct terminal *terminal);

/* Whether what is printed goes to a terminal. */
bool terminal_is_output(const struct terminal *terminal);

/* Whether a pager is of use: interactive, and neither plain nor dumb. */
bool terminal_can_page(const struct terminal *terminal);

/* Columns, now: of the window, else $COLUMNS, else 80, or fewer for a pipe in a
 * narrow window; at least 10. */
int terminal_width(const struct terminal *terminal);

/* Lines, now: of the window, else 24. */
int terminal_height(const struct terminal *terminal);

/* Where everything for the learner is printed: standard output. */
FILE *terminal_out(const struct terminal *terminal);

enum style {
	STYLE_NONE, /* back to normal */
	STYLE_STRONG,
	STYLE_FAINT,
	STYLE_GOOD,
	STYLE_BAD,
	STYLE_ACCENT,
};

/* The escape sequence that begins a style, or "" without colour (plain, not a
 * terminal, NO_COLOR, TERM unset or dumb).  A constant. */
const char *terminal_style(const struct terminal *terminal, enum style style);

/* The same for a prompt, between the marks \001 and \002 by which readline
 * tells what takes no room. */
const char *terminal_prompt_style(const struct terminal *terminal,
				  enum style style);

/*
 * Whether SIGTERM, SIGHUP or SIGQUIT came: time to finish.  Long work between
 * prompts asks this; once true it stays true.
 */
bool terminal_stopped(const struct terminal *terminal);

/* Which of them came, or 0; SIGHUP when the window was closed. */
int terminal_stop_signal(const struct terminal *terminal);

/* Whether Ctrl-C was pressed since the last prompt; asking forgets it. */
bool terminal_interrupted(const struct terminal *terminal);

enum reply {
	REPLY_LINE,	 /* a line or a key was read */
	REPLY_END,	 /* Ctrl-D on an empty line, or end of input */
	REPLY_ABANDONED, /* Ctrl-C: what was typed is dropped */
	REPLY_STOPPED,	 /* SIGTERM, SIGHUP, SIGQUIT, a closed window */
};

enum line_kind {
	LINE_ANSWER,  /* no history */
	LINE_COMMAND, /* Up recalls earlier commands, of this process */
};

/* What Tab offers. */
struct completer {
	/*
	 * The words that may stand where `word` is being typed, after the
	 * text `before`: an array in *arena* that ends with NULL, or NULL for
	 * none.  Words that do not begin with `word` are left out and words
	 * with blanks are quoted (for text_split_words) by the terminal.
	 * *files, false before, is set where the name of a file may stand:
	 * unless a word fits, the terminal offers those.
	 */
	char **(*complete)(void *context, const char *before, const char *word,
			   struct arena *arena, bool *files);
	void *context;
};

enum { LINE_LONGEST = 10000 }; /* characters; what follows is dropped */

/*
 * Ask for one line.  `completer` may be NULL: Tab then does nothing.  The
 * prompt may hold prompt styles but no text of a card; it is printed only
 * when someone can type.  With REPLY_LINE, *line is in *arena*: valid UTF-8
 * without the newline; a tab or a pasted newline is a blank, other control
 * characters are gone, and bytes that are not UTF-8 are U+FFFD.
 * Otherwise *line is NULL.
 */
enum reply terminal_read_line(struct terminal *terminal, enum line_kind kind,
			      const struct completer *completer,
			      const char *prompt, struct arena *arena,
			      char **line);

enum { KEY_OTHER = 0 };

struct key {
	/* The character, '\n' for Enter, KEY_OTHER for arrows, function keys,
	 * Alt with a key, a paste and other control characters. */
	uint32_t code;
};

/*
 * Ask for one key, without Enter; it is shown after the prompt.  What was
 * typed before the prompt appeared counts.  When not interactive a whole line
 * is read and its first character is the key, '\n' for an empty line.
 * *key is set only with REPLY_LINE.
 */
enum reply terminal_read_key(struct terminal *terminal, const char *prompt,
			     struct key *key);

#endif
