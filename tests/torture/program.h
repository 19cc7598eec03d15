#ifndef TESTS_TORTURE_PROGRAM_H
#define TESTS_TORTURE_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "image.h"

/* The real ebb as a process of its own, on a terminal or on pipes. */

struct program {
	pid_t pid;
	int to, from; /* what it reads, what it prints; the same terminal */
	char *output;
	size_t length, seen; /* printed so far; of it, looked at */
	bool is_over;
};

/* Start the ebb named by EBB on a database with the words of a command. */
void program_start(struct program *program, const struct place *place,
		   const char *words, bool on_terminal);

/* Nothing more will be typed: for one on pipes. */
void program_end_input(struct program *program);

void program_type(struct program *program, const char *keys);

/* Whether the text was printed since what was looked at; then look past it.
 * Waits at most until that moment. */
bool program_says(struct program *program, const char *text,
		  int64_t deadline_us);

/* Wait until it ends; -1 when it does not, and then it is killed. */
int program_wait(struct program *program, int64_t deadline_us);

/* SIGKILL, read what it had printed, and forget it; unless it is over. */
void program_kill(struct program *program);

int64_t now_us(void);

#endif
