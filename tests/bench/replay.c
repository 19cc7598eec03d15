/*
 * replay FILE RUNS: replay the log of a database of ebb and compare, as `ebb
 * check` does, and read the log from one end to the other.  Prints the reviews
 * and the seconds of processor time of both, medians, and the most memory.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "store/review_store.h"
#include "store/schedule_store.h"
#include "store/statement.h"

enum { RUNS_MOST = 99 };

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *times, int count)
{
	qsort(times, (size_t)count, sizeof(*times), compare);
	return times[count / 2];
}

static void fail(const struct error *err)
{
	fprintf(stderr, "replay: %s\n", err->message);
	exit(EXIT_FAILURE);
}

static long read_all(struct store *store)
{
	struct statement q = statement_open(store, "SELECT" REVIEW_COLUMNS
						   "FROM review");
	struct error err;
	long count = 0;

	while (statement_next(&q)) {
		struct review review = review_from_row(&q, 0, NULL);

		count += review.id != 0;
	}
	if (!statement_close(&q, &err))
		fail(&err);
	return count;
}

int main(int argc, char **argv)
{
	double replays[RUNS_MOST], readings[RUNS_MOST];
	struct random random;
	struct store_options options = { .device = "bench", .random = &random };
	struct rusage usage;
	struct store *store;
	struct error err;
	int64_t differences = 0;
	long reviews = 0;
	int runs;

	if (argc != 3 || (runs = atoi(argv[2])) < 1 || runs > RUNS_MOST) {
		fprintf(stderr, "usage: replay FILE RUNS\n");
		return EXIT_FAILURE;
	}
	random_seed(&random, 1);
	options.path = argv[1];
	store = store_open(&options, &err);
	if (!store)
		fail(&err);
	for (int i = 0; i < runs; i++) {
		double start = now();

		reviews = read_all(store);
		readings[i] = now() - start;
		start = now();
		if (!schedule_compare(store, &differences, &err))
			fail(&err);
		replays[i] = now() - start;
	}
	getrusage(RUSAGE_SELF, &usage);
	printf("%ld %.3f %.3f %ld %lld\n", reviews, median(replays, runs),
	       median(readings, runs), usage.ru_maxrss, (long long)differences);
	store_close(store);
	return EXIT_SUCCESS;
}
