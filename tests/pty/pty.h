#ifndef TESTS_PTY_PTY_H
#define TESTS_PTY_PTY_H

#include <sys/types.h>
#include <termios.h>

/*
 * A program on a terminal of its own, driven by a test: it types, and waits
 * for what should appear.  There are no pauses: the text expected next is the
 * synchronisation.  Whatever goes wrong fails the running cmocka test and
 * shows what the program had printed.
 */
struct pty;

struct pty_setup {
	int rows, columns;	 /* 0: 24 and 80 */
	const char *term;	 /* NULL: dumb */
	const char *const *also; /* "NAME=value", ends with NULL; may be NULL;
				  * "NAME=" alone is set and empty */
};

/*
 * Start argv[0], found on the PATH, with a clean environment: PATH, TERM,
 * INPUTRC=/dev/null, LC_ALL=C.UTF-8, an empty HOME of its own, EBB_TEST_BUILD,
 * and what `also` adds or replaces.  `setup` may be NULL.
 */
struct pty *pty_open(const char *const *argv, const struct pty_setup *setup);

/* Wait, 10 seconds at most, until the text appears in what was not consumed
 * yet; consume everything up to its end. */
void pty_expect(struct pty *pty, const char *text);

/* Fail if the text is in what was not consumed yet and has arrived. */
void pty_refuse(struct pty *pty, const char *text);

/* Type the keys: bytes as a terminal sends them ("\r" is Enter, "\003" is
 * Ctrl-C, "\033[A" is Up). */
void pty_type(struct pty *pty, const char *keys);

/* The same with NULs among them. */
void pty_type_bytes(struct pty *pty, const char *keys, size_t length);

/* Send a signal to the program, change the size of its window, close it. */
void pty_signal(struct pty *pty, int number);
void pty_resize(struct pty *pty, int rows, int columns);
void pty_hang_up(struct pty *pty);

/* The modes the terminal has now, and had before the program started. */
struct termios pty_modes(const struct pty *pty);
struct termios pty_first_modes(const struct pty *pty);

/* Everything printed so far, consumed or not; valid until the next call. */
const char *pty_output(const struct pty *pty);

/* Its HOME, removed by pty_close(). */
const char *pty_home(const struct pty *pty);

/* Wait, 10 seconds at most, for the program to end: its exit status, or 128
 * and the number of the signal that ended it. */
int pty_wait(struct pty *pty);

/* End the program if it still runs, and forget it. */
void pty_close(struct pty *pty);

#endif
