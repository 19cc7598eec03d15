#include "terminal/editor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/arena.h"
#include "base/message.h"
#include "terminal/program.h"
#include "terminal/signals.h"

/* The words of an environment variable, then the path; NULL when the
 * variable is not set, empty or has an open quote. */
static char **configured(const char *name, const char *path,
			 struct arena *arena)
{
	char **argv = program_words(getenv(name), 1, arena);
	int count = 0;

	while (argv && argv[count])
		count++;
	if (argv)
		argv[count] = arena_strdup(arena, path);
	return argv;
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

static bool run(char **argv, int *failed, struct error *err)
{
	int status;

	*failed = program_run(argv, -1, &status);
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
	bool held = signals_are_held(), done;
	int failed = 0;

	signals_hold();
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
	if (!held)
		signals_release();
	arena_release(&arena);
	return done;
}
