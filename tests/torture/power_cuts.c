/*
 * Cut the power at random writes, syncs, truncations, renames and unlinks of a
 * session, an import, an undo, a migration, a backup, a restore; let the disk
 * keep what it may; look at what is left.  A run is not broken off: at each
 * step what would survive is drawn, as often as the run has cuts there, and
 * judged when it is over.  A harness that finds nothing could be blind:
 * without the syncs it has to find losses.
 *
 * CUTS (20000) over all scenarios, PER_SEED (2000) of them in runs that are the
 * same, BLIND (400) for each way to be careless.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "disk.h"
#include "fault_vfs.h"
#include "report.h"
#include "world.h"

static struct memory memory;

enum { STEPS_MOST = 20000, CUTS_IN_RUN = 200 };

/* What survives a cut, and what was believed at that moment. */
struct cut {
	struct cut *next;
	long step;
	struct image image;
	struct memory memory;
};

struct run {
	struct random *random;
	int cuts[STEPS_MOST]; /* at each step; the first is 0 */
	struct cut *list;
};

/* ---- a run ------------------------------------------------------------- */

/* ebb is dead after the cut: what it then says nobody hears. */
static void forget_refusals(struct memory *now)
{
	now->unknown = true;
	for (int i = 0; i < now->learner.count; i++)
		now->learner.beliefs[i].refused =
			now->learner.beliefs[i].undo_refused = false;
}

static void cut_here(struct run *run, long step)
{
	for (int i = 0; i < run->cuts[step]; i++) {
		struct cut *cut = memory_alloc(sizeof(*cut));

		cut->next = run->list;
		cut->step = step;
		cut->image = disk_survivor(run->random);
		cut->memory = memory;
		forget_refusals(&cut->memory);
		run->list = cut;
	}
}

static void at_step(void *context)
{
	if (disk_steps() < STEPS_MOST)
		cut_here(context, disk_steps());
}

/* The number of its steps. */
static long do_run(struct world *world, const struct scenario *scenario,
		   struct run *run, uint64_t seed)
{
	world_begin(world, scenario, seed);
	disk_begin(&world->live, &world->starts[scenario->start]);
	disk_watch(at_step, run);
	fault_vfs_install();
	world_run(world);
	fault_vfs_remove();
	return disk_steps();
}

static void judge(struct world *world, struct run *run, long steps)
{
	while (run->list) {
		struct cut *cut = run->list;

		trying("%s, power cut at step %ld of %ld", world->present->name,
		       cut->step, steps);
		run->list = cut->next;
		world->memory = &cut->memory;
		world_judge(world, &cut->image);
		world->memory = &memory;
		image_release(&cut->image);
		free(cut);
	}
}

/* ---- many -------------------------------------------------------------- */

struct bounds {
	long cuts, per_seed;
};

static long least(long a, long b)
{
	return a < b ? a : b;
}

/* `most`: the steps of the last run, for there may be a few more in the
 * next. */
static long cut_some(struct world *world, const struct scenario *scenario,
		     struct random *random, uint64_t seed, long cuts, long most)
{
	static struct run run;
	long steps;

	run = (struct run){ .random = random };
	for (long i = 0; i < cuts; i++)
		run.cuts[random_next(random) % (uint64_t)(most + 2)]++;
	steps = do_run(world, scenario, &run, seed);
	/* After it all is over, what was acknowledged stays. */
	for (long i = steps + 1; i < STEPS_MOST; i++)
		cut_here(&run, i);
	judge(world, &run, steps);
	return least(steps, STEPS_MOST - 2);
}

static void cut_often(struct world *world, const struct scenario *scenario,
		      struct random *random, const struct bounds *bounds)
{
	static struct run none;
	long most = do_run(world, scenario, &none, 1);

	world->judged = world->distinct = 0;
	for (long left = bounds->cuts; left > 0; left -= bounds->per_seed) {
		uint64_t seed = random_next(random);
		long of_seed = least(left, bounds->per_seed);

		for (; of_seed > 0; of_seed -= CUTS_IN_RUN)
			most = cut_some(world, scenario, random, seed,
					least(of_seed, CUTS_IN_RUN), most);
	}
}

static void cut_all(struct world *world, struct random *random,
		    const struct bounds *bounds)
{
	for (int i = 0; i < scenario_count; i++) {
		const struct scenario *scenario = &scenarios[i];
		struct bounds share = *bounds;
		long before = complaints();

		if (!is_chosen(scenario->name))
			continue;
		share.cuts = world_share(scenario, bounds->cuts);
		cut_often(world, scenario, random, &share);
		report("  %-24s %7ld power cuts, %6ld outcomes, %ld bad",
		       scenario->name, world->judged, world->distinct,
		       complaints() - before);
	}
}

/* The same, carelessly: true when losses are seen. */
static void expect_losses(struct world *world, struct random *random,
			  const char *pragma, const struct bounds *bounds)
{
	long seen;

	complaints_wanted(true);
	world->synchronous = pragma;
	cut_often(world, scenario_session, random, bounds);
	seen = complaints();
	world->synchronous = NULL;
	complaints_wanted(false);
	report("  %-28s %3ld power cuts, %6ld outcomes, %ld bad, as it must be",
	       pragma, world->judged, world->distinct, seen);
	trying("%s", pragma);
	if (seen == 0)
		complain("no loss is seen: the harness is blind");
}

int main(void)
{
	struct world world = { .memory = &memory };
	struct bounds bounds = { .cuts = number_from("CUTS", 20000),
				 .per_seed = number_from("PER_SEED", 2000) };
	struct bounds blind = { .cuts = number_from("BLIND", 400),
				.per_seed = 20 };
	struct random random;

	/* What survives is large, and made and thrown away all the time. */
	mallopt(M_MMAP_THRESHOLD, 1 << 28);
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	random_seed(&random, seed_of_run());
	world_make(&world);
	report("power cuts");
	cut_all(&world, &random, &bounds);
	if (blind.cuts) {
		expect_losses(&world, &random, "PRAGMA synchronous = NORMAL",
			      &blind);
		expect_losses(&world, &random, "PRAGMA synchronous = OFF",
			      &blind);
	}
	world_remove(&world);
	return report_status();
}
