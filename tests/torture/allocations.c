/*
 * Let the Nth allocation fail, once and from then on, for every N: SQLite's,
 * which ebb has to survive, and ebb's own, which end the program with a
 * sentence.  What ebb said before is true either way.
 *
 * ALLOCATION_STEP (997): try only every so many N; of ebb's own, which are
 * fewer, more.  0: try the first one at each place instead, that is of each
 * chain of calls that leads to one.
 */
#include <execinfo.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report.h"
#include "sum.h"
#include "world.h"

static struct {
	bool armed;
	long nth, times, seen, fired;
} plan;

/* ---- places ------------------------------------------------------------ */

enum { PLACES_MOST = 1 << 15, FRAMES = 32 };

static struct {
	bool are_sought;
	uint64_t sums[2 * PLACES_MOST]; /* a table; 0: none */
	long first[PLACES_MOST], count;
} places;

static bool is_new(uint64_t sum)
{
	enum { LAST = 2 * PLACES_MOST - 1 };
	size_t i = (size_t)sum & LAST;

	while (places.sums[i] && places.sums[i] != sum)
		i = (i + 1) & LAST;
	if (places.sums[i])
		return false;
	places.sums[i] = sum;
	return true;
}

static void note_place(long nth)
{
	void *frames[FRAMES];
	int count = backtrace(frames, FRAMES);

	if (!is_new(sum_bytes(1, frames, (size_t)count * sizeof(*frames))))
		return;
	if (places.count == PLACES_MOST)
		abort();
	places.first[places.count++] = nth;
}

/* ---- failing ----------------------------------------------------------- */

static void arm(long nth, long times)
{
	memset(&plan, 0, sizeof(plan));
	plan.nth = nth;
	plan.times = times;
	plan.armed = true;
}

static bool fails(void)
{
	if (!plan.armed)
		return false;
	plan.seen++;
	if (places.are_sought) {
		note_place(plan.seen);
		return false;
	}
	if (plan.seen < plan.nth || plan.seen >= plan.nth + plan.times)
		return false;
	plan.fired++;
	return true;
}

/* ---- SQLite's ---------------------------------------------------------- */

static sqlite3_mem_methods usual;
static bool in_sqlite;

static void *sqlite_malloc(int size)
{
	return in_sqlite && fails() ? NULL : usual.xMalloc(size);
}

static void *sqlite_realloc(void *old, int size)
{
	return in_sqlite && fails() ? NULL : usual.xRealloc(old, size);
}

static void take_sqlite(void)
{
	sqlite3_mem_methods methods;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
	methods = usual;
	methods.xMalloc = sqlite_malloc;
	methods.xRealloc = sqlite_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

static bool fail_sqlite(struct world *world, const struct scenario *scenario,
			long nth, long times)
{
	trying("%s, SQLite's allocation %ld, %ld times", scenario->name, nth,
	       times);
	world_begin(world, scenario, 1);
	in_sqlite = true;
	arm(nth, times);
	world_run(world);
	plan.armed = false;
	world_verify(world);
	return plan.fired > 0;
}

/* ---- ebb's own, through the linker's --wrap ---------------------------- */

void *__real_malloc(size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size)
{
	return !in_sqlite && fails() ? NULL : __real_malloc(size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return !in_sqlite && fails() ? NULL : __real_realloc(old, size);
}

enum { CHILD_DONE = 100 };

static _Noreturn void be_child(struct world *world, int said, long nth)
{
	dup2(said, STDERR_FILENO);
	in_sqlite = false;
	arm(nth, 1);
	world_run(world);
	_exit(CHILD_DONE);
}

/* What it printed, and how it ended. */
static int run_child(struct world *world, long nth, char *said, size_t size)
{
	int pipes[2], status;
	size_t length = 0;
	ssize_t got;
	pid_t child;

	if (pipe(pipes) != 0 || (child = fork()) < 0)
		abort();
	if (child == 0)
		be_child(world, pipes[1], nth);
	close(pipes[1]);
	while (length + 1 < size &&
	       (got = read(pipes[0], said + length, size - length - 1)) > 0)
		length += (size_t)got;
	said[length] = '\0';
	close(pipes[0]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool fail_own(struct world *world, const struct scenario *scenario,
		     long nth, long times)
{
	char said[500];
	int status;

	(void)times;
	trying("%s, ebb's allocation %ld", scenario->name, nth);
	world_begin(world, scenario, 1);
	fflush(stdout);
	status = run_child(world, nth, said, sizeof(said));
	if (status != CHILD_DONE &&
	    (status != 1 || !strstr(said, "out of memory")))
		complain("status %d, \"%s\"", status, said);
	/* It died: whatever was under way may be there or not. */
	if (status != CHILD_DONE)
		world->memory->unknown = true;
	world_verify(world);
	return status != CHILD_DONE;
}

/* ---- all --------------------------------------------------------------- */

enum { OWN_ARE_RARER = 50, FOR_EVER = 1000000 };

typedef bool failing(struct world *world, const struct scenario *scenario,
		     long nth, long times);

static void find_places(struct world *world, const struct scenario *scenario,
			bool of_sqlite)
{
	void *frame;

	backtrace(&frame, 1); /* the first time, it allocates */
	memset(&places, 0, sizeof(places));
	world_begin(world, scenario, 1);
	in_sqlite = of_sqlite;
	places.are_sought = true;
	arm(1, 1);
	world_run(world);
	plan.armed = places.are_sought = false;
}

/* How many were tried. */
static long fail_all(struct world *world, const struct scenario *scenario,
		     failing *fail, long times, long step)
{
	long count = 0;

	if (step == 0) {
		find_places(world, scenario, fail == fail_sqlite);
		while (count < places.count)
			fail(world, scenario, places.first[count++], times);
		return count;
	}
	for (long nth = 1; fail(world, scenario, nth, times); nth += step)
		count++;
	return count;
}

static void fail_everywhere(struct world *world,
			    const struct scenario *scenario, long step)
{
	long before = complaints(), sqlite, own;

	sqlite = fail_all(world, scenario, fail_sqlite, 1, step) +
		 fail_all(world, scenario, fail_sqlite, FOR_EVER, step);
	own = fail_all(world, scenario, fail_own, 1,
		       step ? 1 + step / OWN_ARE_RARER : 0);
	report("  %-24s %6ld allocations of SQLite, %ld of ebb, %ld bad",
	       scenario->name, sqlite, own, complaints() - before);
}

int main(void)
{
	struct memory *memory = mmap(NULL, sizeof(*memory),
				     PROT_READ | PROT_WRITE,
				     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct world world = { .memory = memory };
	long step = number_from("ALLOCATION_STEP", 997);

	take_sqlite();
	world_make(&world);
	report("allocations");
	for (int i = 0; i < scenario_count; i++)
		if (is_chosen(scenarios[i].name))
			fail_everywhere(&world, &scenarios[i], step);
	world_remove(&world);
	return report_status();
}
