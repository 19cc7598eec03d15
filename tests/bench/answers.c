/*
 * answers FILE COUNT: answer cards of a database of ebb, and before each of
 * them overwrite 4 KiB of another file in the same folder as durably.  Prints
 * the median and the 99th percentile, in microseconds, of what comes between a
 * grade and the next question, and of the other; then the syncs of an answer
 * and the steps that SQLite's machine takes for it, least, median and most; the
 * two of the processor's time; the two of as many bytes overwritten and synced
 * as the answer wrote, with these; and the two of as many appended to a file.
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "command/study_loop.h"
#include "store/deck_store.h"
#include "store/statement.h"
#include "terminal/terminal.h"

enum { BLOCK_BYTES = 4096, FILE_BLOCKS = 1000 };

struct run {
	struct store *store;
	long count, graded; /* answers wanted, and given */
	int reference;	    /* the other file */
	int growing;	    /* one that begins empty */
	long block;	    /* of it, that is written next */
	double graded_at, shown_at, worked_at, worked_upto;
	double *answers, *references, *same, *appended, *work; /* µs */
	long *syncs, *steps, *bytes;
};

static long sync_count, byte_count;

/* In the place of libc's, for SQLite too. */
int fdatasync(int fd)
{
	sync_count++;
	return (int)syscall(SYS_fdatasync, fd);
}

int fsync(int fd)
{
	sync_count++;
	return (int)syscall(SYS_fsync, fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t at);

ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t at)
{
	byte_count += (long)size;
	return syscall(SYS_pwrite64, fd, bytes, size, at);
}

static double us_of(clockid_t which)
{
	struct timespec time;

	clock_gettime(which, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static double now_us(void)
{
	return us_of(CLOCK_MONOTONIC);
}

static void fail(const char *what)
{
	fprintf(stderr, "answers: %s\n", what);
	exit(EXIT_FAILURE);
}

/* Of all statements since the last call. */
static long take_steps(struct store *store)
{
	long steps = 0;

	for (sqlite3_stmt *q = sqlite3_next_stmt(store_handle(store), NULL); q;
	     q = sqlite3_next_stmt(store_handle(store), q))
		steps += sqlite3_stmt_status(q, SQLITE_STMTSTATUS_VM_STEP, 1);
	return steps;
}

/* Write blocks, one after the other, and sync them. */
static double write_blocks(const struct run *run, int file, off_t at,
			   long blocks)
{
	char block[BLOCK_BYTES];
	double start = now_us();

	memset(block, (int)run->graded, sizeof(block));
	for (; blocks > 0; blocks--, at += BLOCK_BYTES)
		if (syscall(SYS_pwrite64, file, block, sizeof(block), at) !=
		    BLOCK_BYTES)
			fail("the other file cannot be written");
	if (syscall(SYS_fdatasync, file) != 0)
		fail("the other file cannot be synced");
	return now_us() - start;
}

static double overwrite(struct run *run, long blocks)
{
	long block = run->block;

	if (block + blocks > FILE_BLOCKS)
		block = 0;
	run->block = block + blocks;
	return write_blocks(run, run->reference, (off_t)block * BLOCK_BYTES,
			    blocks);
}

static double append(const struct run *run, long blocks)
{
	return write_blocks(run, run->growing, lseek(run->growing, 0, SEEK_END),
			    blocks);
}

/* The question is the last that is said before its line is asked for. */
static void say(void *context, const char *text)
{
	struct run *run = context;

	(void)text;
	run->shown_at = now_us();
	run->worked_upto = us_of(CLOCK_PROCESS_CPUTIME_ID);
}

static enum reply ask_line(void *context, const char *prompt,
			   struct arena *arena, char **line)
{
	struct run *run = context;

	(void)prompt;
	if (run->graded > 0) {
		long i = run->graded - 1;

		run->answers[i] = run->shown_at - run->graded_at;
		run->work[i] = run->worked_upto - run->worked_at;
		run->syncs[i] = sync_count;
		run->steps[i] = take_steps(run->store);
		run->bytes[i] = byte_count;
		run->references[i] = overwrite(run, 1);
		run->same[i] = overwrite(run, byte_count / BLOCK_BYTES);
		run->appended[i] = append(run, byte_count / BLOCK_BYTES);
	}
	if (run->graded == run->count)
		return REPLY_END;
	*line = arena_strdup(arena, "");
	return REPLY_LINE;
}

static enum reply ask_key(void *context, const char *prompt, struct key *key)
{
	struct run *run = context;

	(void)prompt;
	*key = (struct key){ .code = '4' };
	run->graded++;
	take_steps(run->store);
	sync_count = byte_count = 0;
	run->worked_at = us_of(CLOCK_PROCESS_CPUTIME_ID);
	run->graded_at = now_us();
	return REPLY_LINE;
}

static int width(void *context)
{
	(void)context;
	return 80;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static int compare_longs(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return (x > y) - (x < y);
}

static void print_times(double *times, long count)
{
	qsort(times, (size_t)count, sizeof(*times), compare);
	printf("%.1f %.1f ", times[count / 2], times[count * 99 / 100]);
}

static void print_counts(long *counts, long count)
{
	qsort(counts, (size_t)count, sizeof(*counts), compare_longs);
	printf("%ld %ld %ld ", counts[0], counts[count / 2], counts[count - 1]);
}

static void study(struct run *run, const struct clock *clock)
{
	struct study_ui ui = {
		.context = run,
		.say = say,
		.ask_line = ask_line,
		.ask_key = ask_key,
		.width = width,
	};
	struct terminal *terminal = terminal_open(true);
	struct study_options options = {
		.store = run->store,
		.clock = clock,
		.ui = &ui,
		.terminal = terminal,
		.patient = true,
		.wish = queue_of_deck(DECK_ALL),
	};
	struct error err;

	if (!study_loop(&options, &err))
		fail(err.message);
	terminal_close(terminal);
}

static void *array(long count, size_t size)
{
	void *bytes = calloc((size_t)count, size);

	if (!bytes)
		fail("there is not enough memory");
	return bytes;
}

int main(int argc, char **argv)
{
	struct random random;
	struct store_options options = { .device = "bench", .random = &random };
	struct clock clock = { 0 };
	struct run run = { 0 };
	struct error err;
	char other[4096];

	if (argc != 3 || atol(argv[2]) < 1)
		fail("usage: answers FILE COUNT");
	options.path = argv[1];
	snprintf(other, sizeof(other), "%s.block", argv[1]);
	random_seed(&random, 1);
	if (!getenv("EBB_NOW") || !clock_freeze(&clock, getenv("EBB_NOW")))
		fail("EBB_NOW is no time");
	run.count = atol(argv[2]);
	run.answers = array(run.count, sizeof(double));
	run.references = array(run.count, sizeof(double));
	run.same = array(run.count, sizeof(double));
	run.appended = array(run.count, sizeof(double));
	run.work = array(run.count, sizeof(double));
	run.syncs = array(run.count, sizeof(long));
	run.steps = array(run.count, sizeof(long));
	run.bytes = array(run.count, sizeof(long));
	run.reference = open(other, O_CREAT | O_RDWR, 0600);
	unlink(other);
	run.growing = open(other, O_CREAT | O_RDWR, 0600);
	unlink(other);
	overwrite(&run, FILE_BLOCKS);
	run.store = store_open(&options, &err);
	if (!run.store)
		fail(err.message);
	study(&run, &clock);
	if (run.graded < run.count)
		fail("there are not so many cards to answer");
	print_times(run.answers, run.count);
	print_times(run.references, run.count);
	print_counts(run.syncs, run.count);
	print_counts(run.steps, run.count);
	print_times(run.work, run.count);
	print_times(run.same, run.count);
	print_counts(run.bytes, run.count);
	print_times(run.appended, run.count);
	printf("\n");
	store_close(run.store);
	return EXIT_SUCCESS;
}
