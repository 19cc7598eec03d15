#include "world_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault_vfs.h"

enum { LONG_LOG_PAGES = 985, FRAME_SIZE = 4096 + 24 };

static void must_run(struct world *world, const char *line)
{
	struct error err = { 0 };

	if (!world_command(world, line, &err)) {
		fprintf(stderr, "%s: %s\n", line, err.message);
		exit(1);
	}
}

static void write_decks(void)
{
	static const char *const words[] = { "dog", "cat", "owl", "ant",
					     "bee", "fox", "hen", "cow",
					     "pig", "rat", "bat", "eel" };
	FILE *deck = fopen("words.csv", "w"), *later = fopen("again.csv", "w");

	fprintf(deck, "front,back,tags\n");
	fprintf(later, "front,back,tags,example\n");
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		fprintf(deck, "%s,the %s,animal\n", words[i], words[i]);
		fprintf(later, "%s%s,the %s,\"animal beast\",a %s\n", words[i],
			i == 3 ? "s" : "", words[i], words[i]);
	}
	for (int i = 0; i < 20; i++)
		fprintf(later, "word %d,meaning %d,,\n", i, i);
	fclose(deck);
	fclose(later);
}

static long log_pages(const struct world *world)
{
	char path[90];
	FILE *log;
	long size;

	snprintf(path, sizeof(path), "%s-wal", world->path);
	log = fopen(path, "rb");
	if (!log)
		return 0;
	fseek(log, 0, SEEK_END);
	size = ftell(log);
	fclose(log);
	return size / FRAME_SIZE;
}

static bool log_is_long(void *context)
{
	return log_pages(context) >= LONG_LOG_PAGES;
}

static void study_before(struct world *world, int answers,
			 bool (*stops)(void *context))
{
	struct learner *learner = &world->memory->learner;
	struct error err = { 0 };

	memset(learner, 0, sizeof(*learner));
	learner->letter = 'b';
	learner->answers = answers;
	learner->grade_most = 3;
	learner->stops = stops;
	learner->context = world;
	random_seed(&learner->random, 7);
	if (!app_open_store(&world->app, &err) ||
	    !learner_study(learner, &world->app, &err)) {
		fprintf(stderr, "the first session: %s\n", err.message);
		exit(1);
	}
	if (stops && !stops(world)) {
		fprintf(stderr, "the first session ends too early\n");
		exit(1);
	}
}

static void make_version_1(struct world *world)
{
	char line[500];

	image_remove(world->path);
	snprintf(line, sizeof(line),
		 "sqlite3 '%s' <'%s/tests/data/version-1.sql'", world->path,
		 world->shelf);
	if (system(line) != 0)
		exit(1);
	world->starts[START_VERSION_1] = image_read(world->path);
}

static void make_starts(struct world *world)
{
	world->starts[START_NOTHING] = image_read(world->path);
	must_run(world, "import --yes words.csv");
	must_run(world, "config rollover 05:00");
	must_run(world, "config new_per_day 100");
	study_before(world, 6, NULL);
	world_close(world);
	world->starts[START_STUDIED] = image_read(world->path);
	study_before(world, BELIEFS_MOST, log_is_long);
	world->starts[START_LONG_LOG] = image_read(world->path);
	world_close(world);
	make_version_1(world);
}

static void learn_states(struct world *world, const struct scenario *scenario)
{
	char **states = world->states[scenario - scenarios];
	struct error err = { 0 };

	world_begin(world, scenario, 1);
	if (!app_open_store(&world->app, &err))
		exit(1);
	world_close(world);
	states[0] = world_state(world->path);
	if (!scenario->commands) {
		world_run(world);
		if (world->memory->learner.count < ANSWERS) {
			fprintf(stderr, "%s: nothing to answer\n",
				scenario->name);
			exit(1);
		}
	}
	for (int i = 0; scenario->commands && scenario->commands[i]; i++) {
		must_run(world, scenario->commands[i]);
		world_close(world);
		states[i + 1] = world_state(world->path);
	}
}

void world_make(struct world *world)
{
	const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	if (!getcwd(world->shelf, sizeof(world->shelf)))
		exit(1);
	snprintf(world->folder, sizeof(world->folder), "%s/ebb-torture-XXXXXX",
		 place);
	if (!mkdtemp(world->folder) || chdir(world->folder) != 0 ||
	    !freopen("/dev/null", "r", stdin))
		exit(1);
	snprintf(world->path, sizeof(world->path), "%s/ebb.db", world->folder);
	snprintf(world->backups, sizeof(world->backups), "%s" IMAGE_BACKUPS,
		 world->path);
	world->app = (struct app){
		.terminal = terminal_open(true),
		.out = fopen("/dev/null", "w"),
		.err = fopen("/dev/null", "w"),
		.db_path = world->path,
		.device = "torture",
		.share = world->folder,
		.state = world->backups,
		.plain = true,
	};
	clock_freeze(&world->app.clock, WORLD_NOW);
	random_seed(&world->app.random, 1);
	write_decks();
	make_starts(world);
	for (int i = 0; i < scenario_count; i++)
		learn_states(world, &scenarios[i]);
}

void world_remove(struct world *world)
{
	image_remove(world->path);
	unlink("words.csv");
	unlink("again.csv");
	rmdir(world->folder);
	fclose(world->app.out);
	fclose(world->app.err);
	terminal_close(world->app.terminal);
	for (int i = 0; i < STARTS; i++)
		image_release(&world->starts[i]);
	for (int i = 0; i < SCENARIOS_MOST; i++)
		for (int j = 0; j < STATES_MOST; j++)
			free(world->states[i][j]);
}
