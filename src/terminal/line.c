#include "terminal/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <readline/history.h>
#include <readline/readline.h>
#include <unistd.h>

#include "base/text.h"
#include "base/unicode.h"
#include "terminal/input.h"
#include "terminal/modes.h"
#include "terminal/signals.h"
#include "terminal/typed.h"

enum {
	LINE_LONGEST_BYTES = 4 * LINE_LONGEST,
	HISTORY_LONGEST = 500,
};

/* readline is one to a process, and its callbacks carry no context. */
static struct {
	const struct completer *completer;
	struct arena *arena;
	char **words;
	enum reply reply; /* why next_byte() ends the line */
} asking;

static HISTORY_STATE commands;

/* ---- input ------------------------------------------------------------- */

static void begin_editing(int meta)
{
	modes_echo(true);
	rl_prep_terminal(meta);
}

static void end_editing(void)
{
	rl_deprep_terminal();
	modes_echo(false);
}

static void suspend(void)
{
	end_editing();
	modes_release();
	signals_suspend();
	modes_hold();
	begin_editing(1);
	rl_reset_screen_size();
	rl_on_new_line();
	rl_forced_update_display();
}

/* End the line now, leaving it on the screen.  readline takes the end of
 * input for Ctrl-D unless the line is empty. */
static int give_up(enum reply reply)
{
	if (asking.reply == REPLY_LINE && RL_ISSTATE(RL_STATE_READCMD)) {
		rl_point = rl_end;
		rl_redisplay();
		if (reply == REPLY_ABANDONED)
			fputs("^C", rl_outstream);
	}
	asking.reply = reply;
	if (RL_ISSTATE(RL_STATE_READCMD))
		rl_replace_line("", 1);
	return EOF;
}

/* A flood of plain characters, a paste without marks say, stops here. */
static bool is_too_much(int byte)
{
	return rl_end >= LINE_LONGEST_BYTES && byte >= 0x20 && byte != 0x7F &&
	       !RL_ISSTATE(RL_STATE_MOREINPUT | RL_STATE_ISEARCH |
			   RL_STATE_NSEARCH);
}

static int next_byte(FILE *unused)
{
	(void)unused;
	for (;;) {
		int byte;

		if (asking.reply != REPLY_LINE)
			return give_up(asking.reply);
		byte = input_byte(-1);
		if (byte >= 0 && !is_too_much(byte))
			return byte;
		if (signals_stopping())
			return give_up(REPLY_STOPPED);
		if (signals_take(SIGINT))
			return give_up(REPLY_ABANDONED);
		if (signals_take(SIGTSTP))
			suspend();
		if (signals_take(SIGWINCH))
			rl_resize_terminal();
	}
}

/* ---- completion -------------------------------------------------------- */

/* A word as it must be typed, or NULL when it may not be shown. */
static char *typeable(const char *word)
{
	struct text quoted = { 0 };
	char *copy;

	if (!text_equal(word,
			unicode_visible(word, VISIBLE_ONE_LINE, asking.arena)))
		return NULL;
	if (rl_completion_quote_character || !strpbrk(word, " \"'\\"))
		return strdup(word);
	text_add_char(&quoted, '"');
	for (; *word; word++) {
		if (*word == '"' || *word == '\\')
			text_add_char(&quoted, '\\');
		text_add_char(&quoted, *word);
	}
	text_add_char(&quoted, '"');
	copy = strdup(text_string(&quoted));
	text_release(&quoted);
	return copy;
}

static char *next_word(const char *prefix, int again)
{
	size_t length = strlen(prefix);

	(void)again;
	while (asking.words && *asking.words) {
		const char *word = *asking.words++;
		char *match = strncmp(word, prefix, length) == 0
				      ? typeable(word)
				      : NULL;

		if (match)
			return match;
	}
	return NULL;
}

static char **complete(const char *word, int start, int end)
{
	const struct completer *completer = asking.completer;
	size_t before = (size_t)start;
	bool files = false;
	char **matches;

	(void)end;
	rl_attempted_completion_over = 1;
	if (!completer)
		return NULL;
	if (before > 0 && rl_completion_quote_character)
		before--;
	asking.words = completer->complete(
		completer->context,
		arena_strndup(asking.arena, rl_line_buffer, before), word,
		asking.arena, &files);
	matches = rl_completion_matches(word, next_word);
	rl_attempted_completion_over = !files;
	return matches;
}

/* ---- a line ------------------------------------------------------------ */

static void prepare_readline(void)
{
	static bool prepared;

	if (prepared)
		return;
	prepared = true;
	rl_readline_name = "ebb";
	rl_instream = stdin;
	rl_outstream = stdout;
	rl_catch_signals = 0;
	rl_catch_sigwinch = 0;
	rl_change_environment = 0;
	rl_prep_term_function = begin_editing;
	rl_deprep_term_function = end_editing;
	rl_getc_function = next_byte;
	rl_attempted_completion_function = complete;
	rl_completer_word_break_characters = " \t\n\"'";
	rl_completer_quote_characters = "\"'";
	rl_filename_quote_characters = " \"'\\";
	rl_variable_bind("expand-tilde", "on");
	rl_variable_bind("enable-bracketed-paste", "on");
	rl_initialize();
}

static void use_history(enum line_kind kind)
{
	HISTORY_STATE none = { 0 };

	history_set_history_state(kind == LINE_COMMAND ? &commands : &none);
	using_history();
}

static void keep_history(enum line_kind kind, const char *line)
{
	HISTORY_STATE none = { 0 }, *state;
	HIST_ENTRY *last;

	if (kind == LINE_ANSWER)
		return;
	using_history();
	last = history_length > 0 ? history_get(history_length) : NULL;
	if (line && *line && !(last && text_equal(last->line, line)))
		add_history(line);
	if (history_length > HISTORY_LONGEST)
		free_history_entry(remove_history(0));
	state = history_get_history_state();
	commands = *state;
	free(state);
	history_set_history_state(&none);
}

/* With bracketed paste readline ends an unfinished line itself. */
static void end_line(void)
{
	if (!text_equal(rl_variable_value("enable-bracketed-paste"), "on"))
		putc('\n', stdout);
	fflush(stdout);
}

static enum reply edit_line(enum line_kind kind, const char *prompt,
			    char **line)
{
	char *typed;

	prepare_readline();
	signals_hold();
	modes_hold();
	asking.reply = REPLY_LINE;
	rl_reset_screen_size();
	use_history(kind);
	typed = readline(prompt);
	if (typed)
		*line = typed_clean(typed, strlen(typed), LINE_LONGEST,
				    asking.arena);
	keep_history(kind, *line);
	free(typed);
	if (*line)
		return REPLY_LINE;
	end_line();
	return asking.reply == REPLY_LINE ? REPLY_END : asking.reply;
}

static enum reply take_line(char **line, struct arena *arena)
{
	struct text bytes = { 0 };
	int c = getc(stdin);

	if (c == EOF)
		return REPLY_END;
	for (; c != EOF && c != '\n'; c = getc(stdin))
		if (bytes.length < LINE_LONGEST_BYTES)
			text_add_char(&bytes, (char)c);
	*line = typed_clean(text_string(&bytes), bytes.length, LINE_LONGEST,
			    arena);
	text_release(&bytes);
	return REPLY_LINE;
}

enum reply terminal_read_line(struct terminal *terminal, enum line_kind kind,
			      const struct completer *completer,
			      const char *prompt, struct arena *arena,
			      char **line)
{
	*line = NULL;
	if (!terminal_is_interactive(terminal)) {
		/* It came while an editor was open. */
		if (signals_stopping())
			return REPLY_STOPPED;
		if (isatty(STDIN_FILENO))
			input_print_prompt(terminal_out(terminal), prompt);
		return take_line(line, arena);
	}
	asking.completer = completer;
	asking.arena = arena;
	return edit_line(kind, prompt, line);
}
