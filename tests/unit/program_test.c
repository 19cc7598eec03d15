#include "terminal/program.h"

#include "unit.h"

#include <errno.h>
#include <sys/wait.h>

/* The linker gives every call of waitpid to this: some are interrupted. */
pid_t __real_waitpid(pid_t child, int *status, int options);
pid_t __wrap_waitpid(pid_t child, int *status, int options);

static int interruptions;

pid_t __wrap_waitpid(pid_t child, int *status, int options)
{
	if (interruptions-- <= 0)
		return __real_waitpid(child, status, options);
	errno = EINTR;
	return -1;
}

static void a_signal_does_not_end_the_wait_for_a_program(void **state)
{
	char shell[] = "sh", option[] = "-c", line[] = "exit 3";
	char *argv[] = { shell, option, line, NULL };
	int status;

	(void)state;
	interruptions = 2;
	assert_int_equal(program_run(argv, -1, &status), 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
	assert_int_equal(__real_waitpid(-1, &status, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signal_does_not_end_the_wait_for_a_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
