#define _GNU_SOURCE /* environ */
#include "terminal/program.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/text.h"
#include "terminal/modes.h"
#include "terminal/signals.h"

char **program_words(const char *value, int room, struct arena *arena)
{
	char **words, **argv;
	int count = value ? text_split_words(value, arena, &words) : 0;

	if (count <= 0)
		return NULL;
	argv = arena_array(arena, (size_t)(count + room) + 1, sizeof(*argv));
	memcpy(argv, words, (size_t)count * sizeof(*argv));
	return argv;
}

/* Signals as a program expects to find them. */
static int start(char **argv, int input, pid_t *child)
{
	static const int ours[] = { SIGINT,  SIGQUIT, SIGTERM, SIGHUP,
				    SIGTSTP, SIGPIPE, SIGXFSZ, SIGWINCH };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t normal, none;
	int failed;

	sigemptyset(&none);
	sigemptyset(&normal);
	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		sigaddset(&normal, ours[i]);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK |
						      POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &normal);
	posix_spawn_file_actions_init(&actions);
	if (input >= 0)
		posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	failed = posix_spawnp(child, argv[0], &actions, &attributes, argv,
			      environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return failed;
}

/* Stops with a program that stops (Ctrl-Z), and goes on with it. */
static int await(pid_t child)
{
	int status;

	for (;;) {
		if (waitpid(child, &status, WUNTRACED) < 0) {
			if (errno != EINTR)
				return -1;
			continue;
		}
		if (WIFSTOPPED(status))
			signals_suspend();
		else if (WIFEXITED(status) || WIFSIGNALED(status))
			return status;
	}
}

/* The program finds the terminal as ebb found it; so does ebb afterwards, even
 * if the program left it otherwise. */
static int run_on_terminal(char **argv, int input, int *failed)
{
	bool held = modes_are_held();
	struct termios modes;
	bool is_terminal;
	pid_t child = -1;
	int status = 0;

	modes_release();
	is_terminal = tcgetattr(STDIN_FILENO, &modes) == 0;
	*failed = start(argv, input, &child);
	if (!*failed)
		status = await(child);
	if (is_terminal)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
	if (held)
		modes_hold();
	return status;
}

int program_run(char **argv, int input, int *status)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, found[2];
	int failed;

	fflush(stdout);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &found[0]);
	sigaction(SIGQUIT, &ignore, &found[1]);
	*status = run_on_terminal(argv, input, &failed);
	signals_take_pending(SIGINT);
	sigaction(SIGINT, &found[0], NULL);
	sigaction(SIGQUIT, &found[1], NULL);
	return failed;
}
