#define _GNU_SOURCE /* environ */
#include "terminal/editor.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/message.h"
#include "base/text.h"
#include "terminal/modes.h"
#include "terminal/signals.h"

/* The words of an environment variable, then the path; NULL when the
 * variable is not set, empty or has an open quote. */
static char **configured(const char *name, const char *path,
			 struct arena *arena)
{
	const char *value = getenv(name);
	char **words, **argv;
	int count = value ? text_split_words(value, arena, &words) : 0;

	if (count <= 0)
		return NULL;
	argv = arena_array(arena, (size_t)count + 2, sizeof(*argv));
	memcpy(argv, words, (size_t)count * sizeof(*argv));
	argv[count] = arena_strdup(arena, path);
	return argv;
}

/* Signals as a program expects to find them. */
static int start(char **argv, pid_t *child)
{
	static const int ours[] = { SIGINT,  SIGQUIT, SIGTERM, SIGHUP,
				    SIGTSTP, SIGPIPE, SIGXFSZ, SIGWINCH };
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
	failed = posix_spawnp(child, argv[0], NULL, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	return failed;
}

/* Stops with an editor that stops (Ctrl-Z), and goes on with it. */
static int await(pid_t child)
{
	int status = 0;

	for (;;) {
		if (waitpid(child, &status, WUNTRACED) < 0 && errno != EINTR)
			return -1;
		if (WIFSTOPPED(status))
			signals_suspend();
		else if (WIFEXITED(status) || WIFSIGNALED(status))
			return status;
	}
}

static bool judge(const char *editor, int status, struct error *err)
{
	if (WIFSIGNALED(status))
		return error_set(err, ERROR_IO,
				 _("the editor %s was ended by signal %d; "
				   "nothing was changed"),
				 editor, WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return error_set(err, ERROR_IO,
				 _("the editor %s failed with status %d; "
				   "nothing was changed"),
				 editor, WEXITSTATUS(status));
	return true;
}

/* The editor finds the terminal as ebb found it; so does ebb afterwards, even
 * if the editor left it otherwise. */
static int run_on_terminal(char **argv, int *failed)
{
	bool held = modes_are_held();
	struct termios modes;
	bool is_terminal;
	pid_t child = -1;
	int status = 0;

	modes_release();
	is_terminal = tcgetattr(STDIN_FILENO, &modes) == 0;
	*failed = start(argv, &child);
	if (!*failed)
		status = await(child);
	if (is_terminal)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
	if (held)
		modes_hold();
	return status;
}

/* As system(3) does: Ctrl-C and Ctrl-\ are meant for the editor. */
static bool run(char **argv, int *failed, struct error *err)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, found[2];
	int status;

	fflush(stdout);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &found[0]);
	sigaction(SIGQUIT, &ignore, &found[1]);
	status = run_on_terminal(argv, failed);
	signals_take_pending(SIGINT);
	sigaction(SIGINT, &found[0], NULL);
	sigaction(SIGQUIT, &found[1], NULL);
	return *failed ? false : judge(argv[0], status, err);
}

static bool run_first_found(const char *path, struct arena *arena,
			    struct error *err)
{
	static const char *const usual[] = { "sensible-editor", "editor", "vi",
					     "nano" };

	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		char *argv[] = { arena_strdup(arena, usual[i]),
				 arena_strdup(arena, path), NULL };
		int failed;
		bool done = run(argv, &failed, err);

		if (!failed)
			return done;
	}
	return error_set(err, ERROR_IO,
			 _("no editor was found: set EDITOR to the program you "
			   "write with"));
}

bool editor_run(const char *path, struct error *err)
{
	struct arena arena = { 0 };
	char **argv = configured("VISUAL", path, &arena);
	int failed = 0;
	bool done;

	if (!argv)
		argv = configured("EDITOR", path, &arena);
	if (!argv)
		done = run_first_found(path, &arena, err);
	else
		done = run(argv, &failed, err);
	if (failed)
		error_set(err, ERROR_IO,
			  _("the editor %s cannot be run: %s; set VISUAL or "
			    "EDITOR to one that can"),
			  argv[0], strerror(failed));
	arena_release(&arena);
	return done;
}
