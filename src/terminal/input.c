#define _GNU_SOURCE /* ppoll, which POSIX has only since 2024 */
#include "terminal/input.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "terminal/signals.h"

int input_byte(int timeout_ms)
{
	struct pollfd keyboard = { .fd = STDIN_FILENO, .events = POLLIN };
	struct timespec limit = {
		.tv_sec = timeout_ms / 1000,
		.tv_nsec = timeout_ms % 1000 * 1000000L,
	};

	for (;;) {
		unsigned char byte;
		ssize_t got;
		int ready = ppoll(&keyboard, 1, timeout_ms < 0 ? NULL : &limit,
				  signals_outside());

		if (ready == 0)
			return INPUT_NOTHING;
		if (ready < 0 && errno == EINTR)
			return INPUT_SIGNAL;
		got = ready < 0 ? -1 : read(STDIN_FILENO, &byte, 1);
		if (got == 1)
			return byte;
		if (got < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		signals_stop();
		return INPUT_SIGNAL;
	}
}

void input_print_prompt(FILE *out, const char *prompt)
{
	for (; *prompt; prompt++)
		if (*prompt != '\001' && *prompt != '\002')
			putc(*prompt, out);
	fflush(out);
}
