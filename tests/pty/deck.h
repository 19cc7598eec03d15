#ifndef TESTS_PTY_DECK_H
#define TESTS_PTY_DECK_H

/* A deck of five cards in a folder of its own, and the real program on it. */

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "pty.h"

/* A folder with a deck of five cards already imported; the clock stands. */
static char folder[64], database[128], deck[128];

#define NOW "EBB_NOW=2026-03-02T09:00:00+01:00"

static inline const char *ebb(void)
{
	const char *program = getenv("EBB");

	if (!program)
		fail_msg("EBB must name the program");
	return program;
}

/* What a command prints; it must end with status 0. */
static inline const char *output_of(const char *format, ...)
{
	static char output[65536];
	char arguments[1024], command[4096];
	va_list args;
	size_t length;
	FILE *pipe;

	va_start(args, format);
	vsnprintf(arguments, sizeof(arguments), format, args);
	va_end(args);
	snprintf(command, sizeof(command),
		 "env EBB_DB=%s XDG_STATE_HOME=%s LC_ALL=C.UTF-8 " NOW " %s %s",
		 database, folder, ebb(), arguments);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	length = fread(output, 1, sizeof(output) - 1, pipe);
	output[length] = '\0';
	assert_int_equal(pclose(pipe), 0);
	return output;
}

/* How often `part` stands in what a command prints. */
static inline int times_in(const char *part, const char *output)
{
	int count = 0;

	for (; (output = strstr(output, part)) != NULL; output++)
		count++;
	return count;
}

/* The answers that the log holds, those taken back included; the file is
 * whole, and the schedules are what the log says. */
static inline int stored_reviews(void)
{
	const char *report = output_of("check --json");
	const char *found = strstr(report, "\"reviews\":");

	assert_non_null(found);
	assert_non_null(
		strstr(report, "\"differences\":0,\"integrity\":\"ok\""));
	return atoi(found + strlen("\"reviews\":"));
}

static inline int make_deck(void **state)
{
	FILE *file;

	(void)state;
	strcpy(folder, "/tmp/ebb-test-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(database, sizeof(database), "%s/ebb.db", folder);
	snprintf(deck, sizeof(deck), "%s/five.csv", folder);
	file = fopen(deck, "w");
	fputs("front,back,example\n"
	      "one,alpha,first letter\n"
	      "two,continuous,no gaps\n"
	      "three,嵌入,embedding\n"
	      "four,delta,fourth letter\n"
	      "five,epsilon,fifth letter\n",
	      file);
	fclose(file);
	output_of("import %s", deck);
	return 0;
}

static inline int remove_deck(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command);
}

/* Start ebb; `more` is one further "NAME=value" or NULL. */
static inline struct pty *start_words(const char *const *argv, const char *term,
				      int columns, const char *more)
{
	char path[256], state[256];
	const char *also[5] = { path, state, NOW, more, NULL };
	const struct pty_setup setup = {
		.rows = 24,
		.columns = columns,
		.term = term,
		.also = also,
	};

	snprintf(path, sizeof(path), "EBB_DB=%s", database);
	snprintf(state, sizeof(state), "XDG_STATE_HOME=%s", folder);
	return pty_open(argv, &setup);
}

/* With one word. */
static inline struct pty *start_on(const char *word, const char *term,
				   int columns, const char *more)
{
	const char *const argv[] = { ebb(), word, NULL };

	return start_words(argv, term, columns, more);
}

static inline struct pty *start(const char *word, int columns, const char *more)
{
	return start_on(word, NULL, columns, more);
}

static inline void expect_first_modes(const struct pty *pty)
{
	struct termios now = pty_modes(pty), first = pty_first_modes(pty);

	assert_int_equal(now.c_iflag, first.c_iflag);
	assert_int_equal(now.c_oflag, first.c_oflag);
	assert_int_equal(now.c_lflag, first.c_lflag);
	assert_memory_equal(now.c_cc, first.c_cc, sizeof(now.c_cc));
}

/* Answer what is on screen and grade it with one key, no Enter. */
static inline void answer(struct pty *pty, const char *question,
			  const char *typed, const char *key)
{
	pty_expect(pty, question);
	pty_expect(pty, "› ");
	pty_type(pty, typed);
	pty_type(pty, "\r");
	pty_expect(pty, "Enter = ");
	pty_expect(pty, "› ");
	pty_type(pty, key);
}

#define ON_A_DECK(test) \
	cmocka_unit_test_setup_teardown(test, make_deck, remove_deck)

#endif
