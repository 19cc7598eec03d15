#include "world_parts.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "command/command.h"
#include "command/keep.h"
#include "report.h"
#include "store/statement.h"

static const char *const first[] = { "import --yes words.csv", NULL };
static const char *const large[] = { "import --yes many.csv", NULL };
static const char *const again[] = { "import --yes --deck words again.csv",
				     NULL };
static const char *const undo[] = { "undo", "undo", "redo", NULL };
static const char *const changes[] = {
	"add bird Vogel",
	"config new_per_day 7",
	"suspend dog",
	"exam 2026-03-20 words",
	"amend owl again",
	"away 2026-03-05 2026-03-09",
	NULL,
};
static const char *const statistics[] = { "stats --json", "check", NULL };
static const char *const due[] = { "due", NULL };
static const char *const backup[] = { "backup", "backup", NULL };
static const char *const restore[] = { "restore --yes 2026-02-20", NULL };
static const char *const restore_undo[] = { "restore --yes 2026-03-01", NULL };

const struct scenario scenarios[] = {
	{ "session", NULL, START_STUDIED, .weight = 20 },
	{ "session with a long log", NULL, START_LONG_LOG, .weight = 1 },
	{ "first import", first, START_NOTHING, .weight = 10 },
	{ "import", again, START_STUDIED, .weight = 10 },
	{ "large import", large, START_STUDIED, .weight = 4 },
	{ "undo", undo, START_STUDIED, .weight = 10 },
	{ "changes", changes, START_STUDIED, .weight = 10 },
	{ "migration", due, START_VERSION_1, .weight = 6 },
	{ "statistics", statistics, START_STUDIED, .weight = 2 },
	{ "backup", backup, START_KEPT, .weight = 5 },
	{ "backup in a session", NULL, START_KEPT, "backup", .weight = 5 },
	{ "backup of the day", NULL, START_KEPT, NULL, true, .weight = 5 },
	{ "restore", restore, START_KEPT, .weight = 6 },
	{ "undo of a restore", restore_undo, START_RESTORED, .weight = 6 },
	{ "restore over a ruin", restore, START_RUIN, .weight = 1 },
};
const int scenario_count = sizeof(scenarios) / sizeof(*scenarios);
const struct scenario *const scenario_session = &scenarios[0];

long world_share(const struct scenario *scenario, long tries)
{
	int all = 0;

	for (int i = 0; i < scenario_count; i++)
		all += scenarios[i].weight;
	return 1 + tries * scenario->weight / all;
}

/* ---- running ebb in this process --------------------------------------- */

bool world_command(struct app *app, const char *line, struct error *err)
{
	struct arena arena = { 0 };
	char **words;
	int count = text_split_words(line, &arena, &words);
	bool ok = command_run(app, count, words, err);

	arena_release(&app->arena);
	arena_release(&arena);
	return ok;
}

void world_close(struct world *world)
{
	store_close(world->app.store);
	world->app.store = NULL;
}

static bool use_synchronous(struct world *world, struct error *err)
{
	if (!world->synchronous)
		return true;
	if (!app_open_store(&world->app, err))
		return false;
	sqlite3_exec(store_handle(world->app.store), world->synchronous, NULL,
		     NULL, NULL);
	return true;
}

static bool run_session(struct world *world, struct error *err)
{
	if (!app_open_store(&world->app, err) || !use_synchronous(world, err) ||
	    !learner_study(&world->memory->learner, &world->app, err))
		return false;
	if (world->present->is_daily)
		keep_daily(&world->app);
	return true;
}

/* What was acknowledged by now is in it. */
static void run_meanwhile(void *context)
{
	struct world *world = context;
	struct memory *memory = world->memory;
	struct app other = world->app;
	struct error err = { 0 };

	if (memory->learner.count != ANSWERS / 2 || memory->tried)
		return;
	memory->tried = true;
	for (int i = 0; i < memory->learner.count; i++)
		memory->promised[i] = memory->learner.beliefs[i].acknowledged;
	other.store = NULL;
	other.arena = (struct arena){ 0 };
	memory->kept = world_command(&other, world->present->meanwhile, &err);
	if (!memory->kept && !*err.message)
		complain("no sentence of the backup");
	store_close(other.store);
}

static bool run_all(struct world *world, struct error *err)
{
	const struct scenario *scenario = world->present;

	if (!scenario->commands)
		return run_session(world, err);
	if (!use_synchronous(world, err))
		return false;
	for (int i = 0; scenario->commands[i]; i++) {
		if (!world_command(&world->app, scenario->commands[i], err))
			return false;
		world->memory->commands++;
	}
	return true;
}

/* ---- one try ----------------------------------------------------------- */

void world_begin(struct world *world, const struct scenario *scenario,
		 uint64_t seed)
{
	struct memory *memory = world->memory;

	world->present = scenario;
	clock_freeze(&world->app.clock, WORLD_NOW);
	random_seed(&world->app.random, seed);
	memset(memory, 0, sizeof(*memory));
	memory->learner.letter = 't';
	memory->learner.answers = ANSWERS;
	memory->learner.grade_most = 5;
	memory->learner.undoes = true;
	memory->learner.context = world;
	memory->learner.refused = world->looks ? world_look : NULL;
	memory->learner.at_question = scenario->meanwhile ? run_meanwhile
							  : NULL;
	random_seed(&memory->learner.random, seed);
	image_write(&world->starts[scenario->start], &world->live);
}

void world_run(struct world *world)
{
	struct memory *memory = world->memory;
	long said = ftell(world->app.err);

	memory->failed = !run_all(world, &memory->err);
	memory->warned = ftell(world->app.err) > said;
	if (memory->failed) {
		memory->unknown = strstr(memory->err.message, "not known");
		memory->commands += strstr(memory->err.message, "is saved") !=
				    0;
		if (!*memory->err.message || strchr(memory->err.message, '\n'))
			complain("no sentence: \"%s\"", memory->err.message);
		if (!memory->unknown)
			learner_hear_failure(&memory->learner);
		if (world->looks)
			world_look(world);
	}
	world_close(world);
	arena_release(&world->app.arena);
}
