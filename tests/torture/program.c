#define _GNU_SOURCE /* ppoll */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "image.h"
#include "world.h"

int64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- starting ---------------------------------------------------------- */

static _Noreturn void become(const struct place *place, const char *words)
{
	const char *ebb = getenv("EBB");
	struct arena arena = { 0 };
	const char *const environment[] = {
		arena_printf(&arena, "PATH=%s", getenv("PATH")),
		arena_printf(&arena, "EBB_DB=%s", place->path),
		"EBB_NOW=" WORLD_NOW,
		"HOME=/nonexistent",
		arena_printf(&arena, "XDG_STATE_HOME=%s", place->state),
		"TERM=dumb",
		"LC_ALL=C.UTF-8",
		"INPUTRC=/dev/null",
		NULL,
	};
	char **split;
	int count = text_split_words(words, &arena, &split);
	char **all = arena_array(&arena, (size_t)count + 2, sizeof(*all));

	all[0] = arena_strdup(&arena, ebb ? ebb : "ebb");
	memcpy(all + 1, split, (size_t)count * sizeof(*all));
	signal(SIGPIPE, SIG_DFL);
	execve(all[0], all, (char *const *)environment);
	fprintf(stderr, "%s: %s\n", all[0], strerror(errno));
	_exit(127);
}

static void start_on_terminal(struct program *program,
			      const struct place *place, const char *words)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };

	program->pid = forkpty(&program->to, NULL, NULL, &size);
	if (program->pid == 0)
		become(place, words);
	program->from = program->to;
}

static void start_on_pipes(struct program *program, const struct place *place,
			   const char *words)
{
	int in[2], out[2];

	if (pipe(in) != 0 || pipe(out) != 0)
		abort();
	fcntl(in[1], F_SETFD, FD_CLOEXEC);
	fcntl(out[0], F_SETFD, FD_CLOEXEC);
	program->pid = fork();
	if (program->pid == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(out[1], STDERR_FILENO);
		close(in[0]);
		close(out[1]);
		become(place, words);
	}
	close(in[0]);
	close(out[1]);
	program->to = in[1];
	program->from = out[0];
}

void program_start(struct program *program, const struct place *place,
		   const char *words, bool on_terminal)
{
	*program = (struct program){ 0 };
	signal(SIGPIPE, SIG_IGN);
	if (on_terminal)
		start_on_terminal(program, place, words);
	else
		start_on_pipes(program, place, words);
	if (program->pid < 0)
		abort();
	fcntl(program->from, F_SETFD, FD_CLOEXEC);
	program->output = memory_alloc(1);
	*program->output = '\0';
}

/* ---- talking ----------------------------------------------------------- */

void program_type(struct program *program, const char *keys)
{
	while (*keys) {
		ssize_t written = write(program->to, keys, strlen(keys));

		if (written <= 0)
			return;
		keys += written;
	}
}

void program_end_input(struct program *program)
{
	close(program->to);
	program->to = program->from;
}

/* Read what comes until then; false when nothing did. */
static bool pump(struct program *program, int64_t deadline_us)
{
	struct pollfd screen = { .fd = program->from, .events = POLLIN };
	int64_t left_us = deadline_us - now_us();
	struct timespec left = { 0 };
	char bytes[4096];
	ssize_t got;

	if (left_us > 0)
		left = (struct timespec){ left_us / 1000000,
					  left_us % 1000000 * 1000 };
	if (ppoll(&screen, 1, &left, NULL) <= 0)
		return false;
	got = read(program->from, bytes, sizeof(bytes));
	if (got <= 0)
		return false;
	program->output = memory_resize(program->output,
					program->length + (size_t)got + 1);
	memcpy(program->output + program->length, bytes, (size_t)got);
	program->length += (size_t)got;
	program->output[program->length] = '\0';
	return true;
}

bool program_says(struct program *program, const char *text,
		  int64_t deadline_us)
{
	for (;;) {
		const char *found = strstr(program->output + program->seen,
					   text);

		if (found) {
			program->seen = (size_t)(found - program->output) +
					strlen(text);
			return true;
		}
		if (!pump(program, deadline_us))
			return false;
	}
}

/* ---- ending ------------------------------------------------------------ */

static void forget(struct program *program)
{
	program->is_over = true;
	close(program->from);
	if (program->to != program->from)
		close(program->to);
}

int program_wait(struct program *program, int64_t deadline_us)
{
	int status = 0;

	while (pump(program, deadline_us))
		;
	while (waitpid(program->pid, &status, WNOHANG) == 0) {
		if (now_us() > deadline_us) {
			program_kill(program);
			return -1;
		}
		poll(NULL, 0, 1);
	}
	forget(program);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void program_kill(struct program *program)
{
	if (program->is_over)
		return;
	kill(program->pid, SIGKILL);
	waitpid(program->pid, NULL, 0);
	while (pump(program, now_us() + 1000))
		;
	forget(program);
}
