/*
 * measure [-l LINES] FILE COMMAND...: run a command, and append to FILE the
 * seconds that it took, those that a processor worked for it, the most memory
 * that it held, in KiB, and the bytes that it wrote to the disk.  With -l the
 * clock stops at that many lines of its output, or at the end of it, and what
 * would follow is not read.  Ends as the command did.
 */

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static int die(const char *what)
{
	perror(what);
	return EXIT_FAILURE;
}

/* Read lines until there were so many or the output ends. */
static void read_lines(int fd, long lines)
{
	char bytes[65536];
	ssize_t length;

	while (lines > 0 && (length = read(fd, bytes, sizeof(bytes))) > 0)
		for (ssize_t i = 0; i < length; i++)
			lines -= bytes[i] == '\n';
}

static int start(pid_t *child, int *output, char **words)
{
	posix_spawn_file_actions_t actions;
	int ends[2], code;

	posix_spawn_file_actions_init(&actions);
	if (output) {
		if (pipe(ends) < 0)
			return -1;
		posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
		posix_spawn_file_actions_addclose(&actions, ends[0]);
		posix_spawn_file_actions_addclose(&actions, ends[1]);
	}
	code = posix_spawnp(child, words[0], &actions, NULL, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (output) {
		close(ends[1]);
		*output = ends[0];
	}
	return code;
}

int main(int argc, char **argv)
{
	struct rusage usage;
	long lines = 0;
	double begun, seconds = 0;
	int status, output = -1;
	FILE *out;
	pid_t child;

	if (argc > 3 && strcmp(argv[1], "-l") == 0) {
		lines = atol(argv[2]);
		argv += 2;
		argc -= 2;
	}
	if (argc < 3) {
		fprintf(stderr, "usage: measure [-l LINES] FILE COMMAND...\n");
		return EXIT_FAILURE;
	}
	begun = now();
	if (start(&child, lines ? &output : NULL, argv + 2) != 0)
		return die(argv[2]);
	if (lines) {
		read_lines(output, lines);
		seconds = now() - begun;
		close(output);
	}
	if (wait4(child, &status, 0, &usage) < 0)
		return die("measure");
	if (!lines)
		seconds = now() - begun;
	out = fopen(argv[1], "a");
	if (!out)
		return die(argv[1]);
	fprintf(out, "%.6f %.6f %ld %ld\n", seconds,
		seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
		usage.ru_maxrss, usage.ru_oublock * 512);
	if (fclose(out) != 0)
		return die(argv[1]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
