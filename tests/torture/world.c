#include "world_parts.h"

#include <sqlite3.h>
#include <string.h>

#include "base/text.h"
#include "command/command.h"
#include "report.h"
#include "store/statement.h"

static const char *const first[] = { "import --yes words.csv", NULL };
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

const struct scenario scenarios[] = {
	{ "session", NULL, START_STUDIED },
	{ "session with a long log", NULL, START_LONG_LOG },
	{ "first import", first, START_NOTHING },
	{ "import", again, START_STUDIED },
	{ "undo", undo, START_STUDIED },
	{ "changes", changes, START_STUDIED },
	{ "migration", due, START_VERSION_1 },
	{ "statistics", statistics, START_STUDIED },
};
const int scenario_count = sizeof(scenarios) / sizeof(*scenarios);
const struct scenario *const scenario_session = &scenarios[0];

/* ---- running ebb in this process --------------------------------------- */

bool world_command(struct world *world, const char *line, struct error *err)
{
	struct arena arena = { 0 };
	char **words;
	int count = text_split_words(line, &arena, &words);
	bool ok = command_run(&world->app, count, words, err);

	arena_release(&world->app.arena);
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
	return app_open_store(&world->app, err) &&
	       use_synchronous(world, err) &&
	       learner_study(&world->memory->learner, &world->app, err);
}

static bool run_all(struct world *world, struct error *err)
{
	const struct scenario *scenario = world->present;

	if (!scenario->commands)
		return run_session(world, err);
	if (!use_synchronous(world, err))
		return false;
	for (int i = 0; scenario->commands[i]; i++) {
		if (!world_command(world, scenario->commands[i], err))
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
	random_seed(&world->app.random, 1);
	memset(memory, 0, sizeof(*memory));
	memory->learner.letter = 't';
	memory->learner.answers = ANSWERS;
	memory->learner.grade_most = 5;
	memory->learner.undoes = true;
	memory->learner.context = world;
	memory->learner.refused = world->looks ? world_look : NULL;
	random_seed(&memory->learner.random, seed);
	image_write(&world->starts[scenario->start], world->path);
}

void world_run(struct world *world)
{
	struct memory *memory = world->memory;

	memory->failed = !run_all(world, &memory->err);
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
