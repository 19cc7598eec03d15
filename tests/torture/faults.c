/*
 * Let the Nth read, write, sync, open and so on fail, once, twice and from
 * then on, for every N until nothing fails any more.  Whatever ebb then says
 * has to be true: of what it did, nothing is lost; of what it refused, nothing
 * is there, not even after a crash at that very moment.
 *
 * FAULT_STEP (61): try only every so many N.
 */
#include "disk.h"
#include "fault_vfs.h"
#include "report.h"
#include "world.h"

static struct memory memory;

struct tally {
	long points, unnoticed, unknown;
};

/* No disk is kept, but own_calls.c asks it which files are ebb's. */
static void begin_disk(const struct world *world)
{
	const struct image nothing = { 0 };

	disk_begin(&world->live, &nothing);
}

/* One try; false when there was no such call left to fail. */
static bool fail_at(struct world *world, const struct scenario *scenario,
		    enum fault fault, long nth, long times, struct tally *tally)
{
	long fired;

	trying("%s, %s %ld, %ld times", scenario->name, fault_name(fault), nth,
	       times);
	world_begin(world, scenario, 1);
	begin_disk(world);
	fault_vfs_install();
	fault_arm(fault, nth, times);
	world_run(world);
	fired = fault_disarm();
	if (fault_vfs_open_files() > 0)
		complain("%d files are still open", fault_vfs_open_files());
	world_verify(world);
	tally->points += fired > 0;
	tally->unnoticed += fired > 0 && !memory.failed;
	tally->unknown += memory.unknown;
	return fired > 0;
}

static const long times[] = { 1, 2, FAULT_FOR_EVER };

static void fail_everywhere(struct world *world,
			    const struct scenario *scenario, long step)
{
	struct tally tally = { 0 };
	long before = complaints();

	for (int fault = 0; fault < FAULT_COUNT; fault++)
		for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
			for (long nth = 1;
			     fail_at(world, scenario, (enum fault)fault, nth,
				     times[i], &tally);
			     nth += step)
				;
	report("  %-24s %6ld faults, %ld done all the same, %ld in doubt, "
	       "%ld bad",
	       scenario->name, tally.points, tally.unnoticed, tally.unknown,
	       complaints() - before);
}

int main(void)
{
	struct world world = { .memory = &memory, .looks = true };
	long step = number_from("FAULT_STEP", 61);

	world_make(&world);
	report("input and output");
	for (int i = 0; i < scenario_count; i++)
		if (is_chosen(scenarios[i].name))
			fail_everywhere(&world, &scenarios[i], step);
	world_remove(&world);
	return report_status();
}
