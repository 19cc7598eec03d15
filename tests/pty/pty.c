#define _GNU_SOURCE /* environ, execvpe */
#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

enum { PATIENCE_MS = 10000, ENVIRONMENT_MOST = 40 };

struct pty {
	int master;
	pid_t child;
	bool is_over; /* waited for; `status` is meaningful */
	int status;
	struct termios first_modes;
	char home[40];
	char *output;
	size_t length, consumed;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void give_up(const struct pty *pty, const char *what, const char *text)
{
	print_error("%s: \"%s\"\n--- printed so far ---\n%s\n--- not yet "
		    "expected ---\n%s\n---\n",
		    what, text, pty->output, pty->output + pty->consumed);
	fail();
}

/* ---- starting ---------------------------------------------------------- */

static bool same_name(const char *a, const char *b)
{
	size_t length = strcspn(a, "=");

	return strncmp(a, b, length + 1) == 0;
}

static void set(char **environment, char *entry)
{
	int i = 0;

	while (environment[i] && !same_name(entry, environment[i]))
		i++;
	assert_true(i < ENVIRONMENT_MOST);
	free(environment[i]);
	environment[i] = entry;
}

static char *entry(const char *name, const char *value)
{
	char *joined = NULL;

	if (asprintf(&joined, "%s=%s", name, value ? value : "") < 0)
		abort();
	return joined;
}

static void make_environment(const struct pty *pty,
			     const struct pty_setup *setup, char **environment)
{
	static const char *const kept[] = { "PATH", "EBB_TEST_BUILD",
					    "ASAN_OPTIONS", "UBSAN_OPTIONS",
					    "LLVM_PROFILE_FILE" };

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (getenv(kept[i]))
			set(environment, entry(kept[i], getenv(kept[i])));
	set(environment, entry("TERM", setup->term ? setup->term : "dumb"));
	set(environment, entry("INPUTRC", "/dev/null"));
	set(environment, entry("LC_ALL", "C.UTF-8"));
	set(environment, entry("HOME", pty->home));
	for (int i = 0; setup->also && setup->also[i]; i++)
		set(environment, strdup(setup->also[i]));
}

static void become(int slave, const char *const *argv, char **environment)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (login_tty(slave) == 0)
		execvpe(argv[0], (char *const *)argv, environment);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

struct pty *pty_open(const char *const *argv, const struct pty_setup *setup)
{
	static const struct pty_setup usual = { 0 };
	const struct pty_setup *chosen = setup ? setup : &usual;
	struct winsize size = {
		.ws_row = (unsigned short)(chosen->rows ? chosen->rows : 24),
		.ws_col = (unsigned short)(chosen->columns ? chosen->columns
							   : 80),
	};
	char *environment[ENVIRONMENT_MOST + 1] = { 0 };
	struct pty *pty = calloc(1, sizeof(*pty));
	int slave;

	assert_non_null(pty);
	pty->output = calloc(1, 1);
	strcpy(pty->home, "/tmp/ebb-pty-XXXXXX");
	assert_non_null(mkdtemp(pty->home));
	assert_int_equal(openpty(&pty->master, &slave, NULL, NULL, &size), 0);
	fcntl(pty->master, F_SETFD, FD_CLOEXEC);
	tcgetattr(slave, &pty->first_modes);
	make_environment(pty, chosen, environment);
	pty->child = fork();
	assert_true(pty->child >= 0);
	if (pty->child == 0)
		become(slave, argv, environment);
	close(slave);
	for (int i = 0; environment[i]; i++)
		free(environment[i]);
	return pty;
}

/* ---- watching ---------------------------------------------------------- */

/* Read what arrives until the deadline; false at the end of the output or
 * when nothing came. */
static bool pump(struct pty *pty, int64_t deadline_ms)
{
	struct pollfd screen = { .fd = pty->master, .events = POLLIN };
	int64_t left_ms = deadline_ms - now_ms();
	char bytes[4096];
	ssize_t got;

	if (pty->master < 0 ||
	    poll(&screen, 1, left_ms > 0 ? (int)left_ms : 0) <= 0)
		return false;
	got = read(pty->master, bytes, sizeof(bytes));
	if (got <= 0)
		return false;
	pty->output = realloc(pty->output, pty->length + (size_t)got + 1);
	assert_non_null(pty->output);
	for (ssize_t i = 0; i < got; i++)
		pty->output[pty->length++] = bytes[i] ? bytes[i] : '@';
	pty->output[pty->length] = '\0';
	return true;
}

void pty_expect(struct pty *pty, const char *text)
{
	int64_t deadline_ms = now_ms() + PATIENCE_MS;

	for (;;) {
		const char *found = strstr(pty->output + pty->consumed, text);

		if (found) {
			pty->consumed = (size_t)(found - pty->output) +
					strlen(text);
			return;
		}
		if (!pump(pty, deadline_ms))
			give_up(pty, "did not appear", text);
	}
}

void pty_refuse(struct pty *pty, const char *text)
{
	while (pump(pty, 0))
		continue;
	if (strstr(pty->output + pty->consumed, text))
		give_up(pty, "appeared", text);
}

const char *pty_output(const struct pty *pty)
{
	return pty->output;
}

const char *pty_home(const struct pty *pty)
{
	return pty->home;
}

/* ---- acting ------------------------------------------------------------ */

void pty_type(struct pty *pty, const char *keys)
{
	pty_type_bytes(pty, keys, strlen(keys));
}

void pty_type_bytes(struct pty *pty, const char *keys, size_t left)
{
	while (left > 0) {
		struct pollfd keyboard = { .fd = pty->master,
					   .events = POLLIN | POLLOUT };
		ssize_t written;

		if (poll(&keyboard, 1, PATIENCE_MS) <= 0)
			give_up(pty, "cannot type", "more");
		if (keyboard.revents & POLLIN)
			pump(pty, 0);
		if (!(keyboard.revents & POLLOUT))
			continue;
		/* In small pieces: the terminal holds 4096 bytes. */
		written = write(pty->master, keys, left < 256 ? left : 256);
		if (written < 0)
			give_up(pty, "cannot type", "more");
		keys += written;
		left -= (size_t)written;
	}
}

void pty_signal(struct pty *pty, int number)
{
	assert_int_equal(kill(pty->child, number), 0);
}

void pty_resize(struct pty *pty, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
				.ws_col = (unsigned short)columns };

	assert_int_equal(ioctl(pty->master, TIOCSWINSZ, &size), 0);
}

void pty_hang_up(struct pty *pty)
{
	close(pty->master);
	pty->master = -1;
}

struct termios pty_modes(const struct pty *pty)
{
	struct termios modes = { 0 };

	assert_int_equal(tcgetattr(pty->master, &modes), 0);
	return modes;
}

struct termios pty_first_modes(const struct pty *pty)
{
	return pty->first_modes;
}

/* ---- ending ------------------------------------------------------------ */

static bool is_over(struct pty *pty)
{
	if (!pty->is_over)
		pty->is_over = waitpid(pty->child, &pty->status, WNOHANG) ==
			       pty->child;
	return pty->is_over;
}

int pty_wait(struct pty *pty)
{
	int64_t deadline_ms = now_ms() + PATIENCE_MS;

	while (!is_over(pty)) {
		int64_t soon_ms = now_ms() + 5;

		if (now_ms() > deadline_ms)
			give_up(pty, "still runs", "");
		if (!pump(pty, soon_ms))
			poll(NULL, 0, 1);
	}
	while (pump(pty, 0))
		continue;
	return WIFSIGNALED(pty->status) ? 128 + WTERMSIG(pty->status)
					: WEXITSTATUS(pty->status);
}

static int remove_entry(const char *path, const struct stat *status, int kind,
			struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

void pty_close(struct pty *pty)
{
	if (!is_over(pty)) {
		kill(pty->child, SIGKILL);
		waitpid(pty->child, &pty->status, 0);
	}
	if (pty->master >= 0)
		close(pty->master);
	nftw(pty->home, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	free(pty->output);
	free(pty);
}
