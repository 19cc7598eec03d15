#include "world_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONG_LOG_PAGES = 985, FRAME_SIZE = 4096 + 24 };

static void must_run(struct world *world, const char *line)
{
	struct error err = { 0 };

	if (!world_command(&world->app, line, &err)) {
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

/* So many that the indexes are put aside meanwhile. */
static void write_large_deck(void)
{
	FILE *deck = fopen("many.csv", "w");

	fprintf(deck, "front,back\n");
	for (int i = 0; i < 2100; i++)
		fprintf(deck, "front %d,back %d\n", i * 7919 % 10007, i);
	fclose(deck);
}

static long log_pages(const struct world *world)
{
	char path[110];
	FILE *log;
	long size;

	snprintf(path, sizeof(path), "%s-wal", world->live.path);
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
	char line[600];

	image_remove(&world->live);
	mkdir(world->live.data, 0700);
	snprintf(line, sizeof(line),
		 "sqlite3 '%s' <'%s/tests/data/version-1.sql'",
		 world->live.path, world->shelf);
	if (system(line) != 0)
		exit(1);
	world->starts[START_VERSION_1] = image_read(&world->live);
}

static void back_up_on(struct world *world, const char *day)
{
	clock_freeze(&world->app.clock, day);
	must_run(world, "backup");
	study_before(world, 1, NULL);
	clock_freeze(&world->app.clock, WORLD_NOW);
}

/* Two backups that stay and one that makes room for the next. */
static void make_kept(struct world *world)
{
	char from[300], to[300];

	image_write(&world->starts[START_STUDIED], &world->live);
	back_up_on(world, "2026-01-10T12:00:00+01:00");
	back_up_on(world, "2026-02-20T12:00:00+01:00");
	back_up_on(world, "2026-02-27T12:00:00+01:00");
	snprintf(from, sizeof(from), "%s/2026-01-10.1.asked.db",
		 world->live.backups);
	snprintf(to, sizeof(to), "%s/2026-01-10.1.before-import.db",
		 world->live.backups);
	if (rename(from, to) != 0)
		exit(1);
	world->starts[START_KEPT] = image_read(&world->live);
	world_close(world);
	must_run(world, "restore --yes 2026-02-20");
	world_close(world);
	world->starts[START_RESTORED] = image_read(&world->live);
}

/* Text instead of the database. */
static void make_ruin(struct world *world)
{
	FILE *ruin;

	image_write(&world->starts[START_RESTORED], &world->live);
	ruin = fopen(world->live.path, "w");
	for (int i = 0; i < 3000; i++)
		fprintf(ruin, "no database %d\n", i);
	fclose(ruin);
	world->starts[START_RUIN] = image_read(&world->live);
}

static void make_starts(struct world *world)
{
	world->starts[START_NOTHING] = image_read(&world->live);
	must_run(world, "import --yes words.csv");
	must_run(world, "config rollover 05:00");
	must_run(world, "config new_per_day 100");
	study_before(world, 6, NULL);
	world_close(world);
	world->starts[START_STUDIED] = image_read(&world->live);
	study_before(world, BELIEFS_MOST, log_is_long);
	world->starts[START_LONG_LOG] = image_read(&world->live);
	world_close(world);
	make_version_1(world);
	make_kept(world);
	make_ruin(world);
}

/* ---- what is to be expected -------------------------------------------- */

static void learn_kept(struct world *world, const struct scenario *scenario,
		       int i)
{
	struct image image = image_read(&world->live);

	backups_learn(world, &image, world->kept[scenario - scenarios][i]);
	image_release(&image);
}

static void learn_state(struct world *world, const struct scenario *scenario,
			int i)
{
	world_close(world);
	world->states[scenario - scenarios][i] = world_state(world->live.path);
}

/* Before the first command, the file is there and has the present schema. */
static void learn_start(struct world *world, const struct scenario *scenario)
{
	struct error err = { 0 };

	world_begin(world, scenario, 1);
	learn_kept(world, scenario, 0);
	if (scenario->start == START_RUIN) {
		world->states[scenario - scenarios][0] = strdup("a ruin");
	} else if (app_open_store(&world->app, &err)) {
		learn_state(world, scenario, 0);
	} else {
		fprintf(stderr, "%s: %s\n", scenario->name, err.message);
		exit(1);
	}
}

static void learn_states(struct world *world, const struct scenario *scenario)
{
	learn_start(world, scenario);
	world_begin(world, scenario, 1);
	if (!scenario->commands) {
		world_run(world);
		learn_kept(world, scenario, 1);
		if (world->memory->learner.count == ANSWERS)
			return;
		fprintf(stderr, "%s: nothing to answer\n", scenario->name);
		exit(1);
	}
	for (int i = 0; scenario->commands[i]; i++) {
		must_run(world, scenario->commands[i]);
		learn_state(world, scenario, i + 1);
		learn_kept(world, scenario, i + 1);
	}
}

static struct place make_place(const struct world *world, const char *name)
{
	char root[64];

	snprintf(root, sizeof(root), "%s/%s", world->folder, name);
	if (mkdir(root, 0700) != 0)
		exit(1);
	return place_at(root);
}

static void make_folders(struct world *world)
{
	const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	if (!getcwd(world->shelf, sizeof(world->shelf)))
		exit(1);
	snprintf(world->folder, sizeof(world->folder), "%s/ebb-torture-XXXXXX",
		 place);
	if (!mkdtemp(world->folder) || chdir(world->folder) != 0 ||
	    !freopen("/dev/null", "r", stdin))
		exit(1);
	world->live = make_place(world, "live");
	world->crash = make_place(world, "crash");
}

void world_make(struct world *world)
{
	static char buffer[BUFSIZ];

	make_folders(world);
	world->app = (struct app){
		.terminal = terminal_open(true),
		.out = fopen("/dev/null", "w"),
		.err = fopen("said", "w"),
		.db_path = world->live.path,
		.device = "torture",
		.share = world->folder,
		.state = world->live.of_ebb,
		.plain = true,
	};
	setvbuf(world->app.err, buffer, _IOFBF, sizeof(buffer));
	clock_freeze(&world->app.clock, WORLD_NOW);
	random_seed(&world->app.random, 1);
	write_decks();
	write_large_deck();
	make_starts(world);
	for (int i = 0; i < scenario_count; i++)
		learn_states(world, &scenarios[i]);
}

void world_remove(struct world *world)
{
	image_remove(&world->live);
	image_remove(&world->crash);
	rmdir(world->live.root);
	rmdir(world->crash.root);
	unlink("words.csv");
	unlink("again.csv");
	unlink("many.csv");
	unlink("said");
	rmdir(world->folder);
	fclose(world->app.out);
	fclose(world->app.err);
	terminal_close(world->app.terminal);
	for (int i = 0; i < STARTS; i++)
		image_release(&world->starts[i]);
	for (int i = 0; i < SCENARIOS_MOST; i++)
		for (int j = 0; j < STATES_MOST; j++)
			free(world->states[i][j]);
	seen_release(world);
}
