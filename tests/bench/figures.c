/*
 * figures FILE DAY RUNS: load each section of the statistics from a database of
 * ebb, as of a study day, and then count its log in one scan.  Prints the steps
 * of SQLite's machine and the processor's milliseconds of each, the median of
 * the runs after a first one, and the most memory that the sections took.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "store/figure_store.h"
#include "store/statement.h"
#include "core/schedule.h"

enum { RUNS_MOST = 99 };

/* Of the processor: nothing is waited for. */
static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Of all statements since the last call. */
static long long take_steps(struct store *store)
{
	long long steps = 0;

	for (sqlite3_stmt *q = sqlite3_next_stmt(store_handle(store), NULL); q;
	     q = sqlite3_next_stmt(store_handle(store), q))
		steps += sqlite3_stmt_status(q, SQLITE_STMTSTATUS_VM_STEP, 1);
	return steps;
}

static void fail(const struct error *err)
{
	fprintf(stderr, "figures: %s\n", err->message);
	exit(EXIT_FAILURE);
}

static void load(struct store *store, int section,
		 const struct figure_query *query)
{
	struct arena arena = { 0 };
	struct figure figure;
	struct error err;

	if (!figure_load(store, section, query, &arena, &figure, &err))
		fail(&err);
	arena_release(&arena);
}

/* What the days' sections would have to do without their counts. */
static void scan(struct store *store, int section,
		 const struct figure_query *query)
{
	struct error err;

	(void)section;
	(void)query;
	if (!statement_run(store,
			   "SELECT study_day, kind, count(*),"
			   " count(*) FILTER (WHERE grade >= 3),"
			   " sum(recall_ms + check_ms) FROM review"
			   " GROUP BY study_day, kind",
			   &err))
		fail(&err);
}

static void measure(struct store *store, int section,
		    const struct figure_query *query, int runs,
		    const char *name,
		    void (*work)(struct store *, int,
				 const struct figure_query *))
{
	double times[RUNS_MOST];
	long long steps = 0;

	work(store, section, query);
	for (int i = 0; i < runs; i++) {
		double start = now_ms();

		take_steps(store);
		work(store, section, query);
		times[i] = now_ms() - start;
		steps = take_steps(store);
	}
	qsort(times, (size_t)runs, sizeof(*times), compare);
	printf("%s %lld %.2f\n", name, steps, times[runs / 2]);
}

int main(int argc, char **argv)
{
	struct random random;
	struct store_options options = { .device = "bench", .random = &random };
	struct figure_query query = { .since_day = DAY_NONE,
				      .median_ms = 4000,
				      .leech_threshold = 8 };
	struct rusage usage;
	struct store *store;
	struct error err;
	int runs;

	if (argc != 4) {
		fprintf(stderr, "usage: figures FILE DAY RUNS\n");
		return EXIT_FAILURE;
	}
	random_seed(&random, 1);
	options.path = argv[1];
	query.today = atoi(argv[2]);
	runs = atoi(argv[3]);
	if (runs < 1 || runs > RUNS_MOST)
		runs = 1;
	store = store_open(&options, &err);
	if (!store)
		fail(&err);
	for (int i = 0; figure_name(i); i++)
		measure(store, i, &query, runs, figure_name(i), load);
	query.deck_id = 3;
	query.since_day = query.today - 3600;
	for (int i = 0; figure_name(i); i++) {
		char name[64];

		snprintf(name, sizeof(name), "%s,one-deck,--since",
			 figure_name(i));
		measure(store, i, &query, runs, name, load);
	}
	getrusage(RUSAGE_SELF, &usage);
	measure(store, 0, &query, 1, "scan-of-the-log", scan);
	printf("peak-MiB %ld -\n", usage.ru_maxrss / 1024);
	store_close(store);
	return EXIT_SUCCESS;
}
