#include "terminal/terminal.h"

#include <signal.h>
#include <stdio.h>
#include <unistr.h>

#include "terminal/input.h"
#include "terminal/modes.h"
#include "terminal/signals.h"

/* Bytes of one key arrive together; a person does not type that fast. */
enum { SEQUENCE_MS = 50 };

enum { CTRL_D = 0x04, ESCAPE = 0x1B, DELETE = 0x7F };

/* The rest of ESC [ ...: parameters, then one final byte. */
static void skip_control_sequence(void)
{
	int byte = input_byte(SEQUENCE_MS);

	/* The Linux console: F1 is ESC [ [ A. */
	if (byte == '[') {
		input_byte(SEQUENCE_MS);
		return;
	}
	while (byte >= 0x20 && byte < 0x40)
		byte = input_byte(SEQUENCE_MS);
}

static uint32_t read_character(int first)
{
	uint8_t bytes[4] = { (uint8_t)first };
	int length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	ucs4_t c;

	for (int i = 1; i < length; i++) {
		int byte = input_byte(SEQUENCE_MS);

		if (byte < 0)
			return 0xFFFD;
		bytes[i] = (uint8_t)byte;
	}
	u8_mbtouc(&c, bytes, (size_t)length);
	return c;
}

static uint32_t decode(int first)
{
	if (first == ESCAPE) {
		int byte = input_byte(SEQUENCE_MS);

		if (byte == '[')
			skip_control_sequence();
		else if (byte == 'O')
			input_byte(SEQUENCE_MS);
		else if (byte >= 0x80)
			read_character(byte);
		return KEY_OTHER;
	}
	if (first == '\r' || first == '\n')
		return '\n';
	if (first < 0x20 || first == DELETE)
		return KEY_OTHER;
	return read_character(first);
}

static void show(FILE *out, uint32_t code)
{
	uint8_t bytes[6];
	int length = u8_uctomb(bytes, code, sizeof(bytes));

	if (code >= 0xA0 || (code >= 0x20 && code < 0x7F))
		fwrite(bytes, 1, (size_t)length, out);
	putc('\n', out);
	fflush(out);
}

static void suspend(FILE *out, const char *prompt)
{
	modes_release();
	signals_suspend();
	modes_hold();
	input_print_prompt(out, prompt);
}

static enum reply take_key(FILE *out, const char *prompt, struct key *key)
{
	for (;;) {
		int byte = input_byte(-1);

		if (byte == CTRL_D)
			return REPLY_END;
		if (byte >= 0) {
			key->code = decode(byte);
			return REPLY_LINE;
		}
		if (signals_stopping())
			return REPLY_STOPPED;
		if (signals_take(SIGINT))
			return REPLY_ABANDONED;
		if (signals_take(SIGTSTP))
			suspend(out, prompt);
	}
}

static enum reply press(FILE *out, const char *prompt, struct key *key)
{
	enum reply reply;

	signals_hold();
	modes_hold();
	input_print_prompt(out, prompt);
	reply = take_key(out, prompt, key);
	if (reply == REPLY_ABANDONED)
		fputs("^C", out);
	show(out, reply == REPLY_LINE ? key->code : KEY_OTHER);
	return reply;
}

/* Without a terminal: the first character of a line. */
static enum reply take_first(struct terminal *terminal, const char *prompt,
			     struct key *key)
{
	struct arena arena = { 0 };
	char *line;
	enum reply reply = terminal_read_line(terminal, LINE_ANSWER, NULL,
					      prompt, &arena, &line);

	if (reply == REPLY_LINE && !*line)
		key->code = '\n';
	else if (reply == REPLY_LINE)
		u8_strmbtouc(&key->code, (const uint8_t *)line);
	arena_release(&arena);
	return reply;
}

enum reply terminal_read_key(struct terminal *terminal, const char *prompt,
			     struct key *key)
{
	if (!terminal_is_interactive(terminal))
		return take_first(terminal, prompt, key);
	return press(terminal_out(terminal), prompt, key);
}
