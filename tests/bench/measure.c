/*
 * measure FILE COMMAND...: run a command, and append to FILE the seconds that
 * it took and the most memory that it held, in KiB.  Ends as the command did.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int die(const char *what)
{
	perror(what);
	return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	struct rusage usage;
	double start = now(), seconds;
	int status;
	FILE *out;
	pid_t child;

	if (argc < 3) {
		fprintf(stderr, "usage: measure FILE COMMAND...\n");
		return EXIT_FAILURE;
	}
	child = fork();
	if (child == 0) {
		execvp(argv[2], argv + 2);
		_exit(die(argv[2]));
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0)
		return die("measure");
	seconds = now() - start;
	out = fopen(argv[1], "a");
	if (!out)
		return die(argv[1]);
	fprintf(out, "%.3f %ld\n", seconds, usage.ru_maxrss);
	if (fclose(out) != 0)
		return die(argv[1]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
