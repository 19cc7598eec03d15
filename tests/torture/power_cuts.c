/*
 * Cut the power at a random write, sync, truncation or unlink of a session,
 * an import, an undo, a migration; let the disk keep what it may; look at what
 * is left.  A harness that finds nothing could be blind: without the syncs it
 * has to find losses.
 *
 * CUTS (1600) over all scenarios, BLIND (100) for each way to be careless.
 */
#include <stdio.h>

#include "disk.h"
#include "fault_vfs.h"
#include "report.h"
#include "world.h"

static struct memory memory;

static long steps_of(struct world *world, const struct scenario *scenario)
{
	world_begin(world, scenario, 1);
	disk_begin();
	fault_vfs_install();
	world_run(world);
	fault_vfs_remove();
	return disk_steps();
}

/* ebb is dead after the cut: what it then says nobody hears. */
static void forget_refusals(void)
{
	memory.unknown = true;
	for (int i = 0; i < memory.learner.count; i++)
		memory.learner.beliefs[i].refused =
			memory.learner.beliefs[i].undo_refused = false;
}

static void cut(struct world *world, const struct scenario *scenario,
		struct random *random, long most)
{
	uint64_t seed = random_next(random);
	long step = 1 + (long)(random_next(random) % (uint64_t)most);

	trying("%s, power cut at step %ld of %ld", scenario->name, step, most);
	world_begin(world, scenario, seed);
	disk_begin();
	disk_cut_at(step);
	fault_vfs_install();
	world_run(world);
	disk_survive(random);
	forget_refusals();
	world_verify(world);
}

static void cut_all(struct world *world, struct random *random, long cuts)
{
	for (int i = 0; i < scenario_count; i++) {
		const struct scenario *scenario = &scenarios[i];
		long share = cuts / scenario_count, before = complaints(), most;

		if (!is_chosen(scenario->name))
			continue;
		most = steps_of(world, scenario) + 3;
		for (long n = 0; n < share; n++)
			cut(world, scenario, random, most);
		report("  %-24s %6ld power cuts, %ld bad", scenario->name,
		       share, complaints() - before);
	}
}

/* The same, carelessly: true when losses are seen. */
static void expect_losses(struct world *world, struct random *random,
			  const char *pragma, long cuts)
{
	long most = steps_of(world, scenario_session) + 3, seen;

	complaints_wanted(true);
	world->synchronous = pragma;
	for (long n = 0; n < cuts; n++)
		cut(world, scenario_session, random, most);
	seen = complaints();
	world->synchronous = NULL;
	complaints_wanted(false);
	report("  %-24s %6ld power cuts, %ld bad, as it must be", pragma, cuts,
	       seen);
	trying("%s", pragma);
	if (seen == 0)
		complain("no loss is seen: the harness is blind");
}

int main(void)
{
	struct world world = { .memory = &memory };
	long cuts = number_from("CUTS", 1600),
	     blind = number_from("BLIND", 100);
	struct random random;

	random_seed(&random, seed_of_run());
	world_make(&world);
	report("power cuts");
	cut_all(&world, &random, cuts);
	if (blind) {
		expect_losses(&world, &random, "PRAGMA synchronous = NORMAL",
			      blind);
		expect_losses(&world, &random, "PRAGMA synchronous = OFF",
			      blind);
	}
	world_remove(&world);
	return report_status();
}
