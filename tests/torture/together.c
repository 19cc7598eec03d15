/*
 * Two at once on one database, as processes of their own: two sessions that
 * are asked the same cards; a session while decks are imported and taken back;
 * a session on a terminal while somebody else holds the file.  No answer is
 * lost, no card graded twice, nobody waits for ever.
 *
 * ROUNDS (10).
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "report.h"
#include "world.h"

enum { PATIENCE_US = 20000000, BUSY_MOST_US = 8000000 };

static struct memory memory;

static int64_t chance(struct random *random, int64_t sides)
{
	return (int64_t)(random_next(random) % (uint64_t)sides);
}

/* ---- a session on pipes ------------------------------------------------ */

struct sitting {
	struct program program;
	int answer;	   /* given and not heard of, or -1 */
	bool has_question; /* on the screen, not answered */
	bool is_over;
};

static void sit_down(struct sitting *sitting, struct world *world)
{
	*sitting = (struct sitting){ .answer = -1 };
	program_start(&sitting->program, &world->live, "study", false);
}

/* What was printed from there on tells what became of the answer. */
static void hear(struct sitting *sitting, size_t from)
{
	struct belief *belief;

	if (sitting->answer < 0)
		return;
	belief = &memory.learner.beliefs[sitting->answer];
	if (strstr(sitting->program.output + from, "in the meantime"))
		belief->refused = true;
	else
		belief->acknowledged = true;
	sitting->answer = -1;
}

/* Wait for the next question; it may be that there is none. */
static void look_up(struct sitting *sitting)
{
	struct program *program = &sitting->program;
	size_t from = program->seen;
	int64_t begin_us = now_us();

	if (sitting->has_question || sitting->is_over)
		return;
	sitting->has_question = program_says(program, "Q  ",
					     begin_us + PATIENCE_US);
	sitting->is_over = !sitting->has_question;
	if (now_us() - begin_us >= PATIENCE_US)
		complain("a session hangs: %s", program->output + from);
	else if (strstr(program->output + from, "ebb: "))
		complain("a session fails: %s", program->output + from);
	else
		hear(sitting, from);
}

static void reply(struct sitting *sitting, struct random *random)
{
	char keys[32];

	if (!sitting->has_question)
		return;
	sitting->has_question = false;
	sitting->answer = memory.learner.count++;
	snprintf(keys, sizeof(keys), "t%d\n%d\n", sitting->answer,
		 (int)chance(random, 6));
	program_type(&sitting->program, keys);
}

static void get_up(struct sitting *sitting)
{
	look_up(sitting);
	program_kill(&sitting->program);
	free(sitting->program.output);
}

/* ---- two of them ------------------------------------------------------- */

static long ask(struct world *world, const char *sql)
{
	sqlite3 *plain = NULL;
	sqlite3_stmt *q = NULL;
	long value = -1;

	sqlite3_open(world->live.path, &plain);
	if (sqlite3_prepare_v2(plain, sql, -1, &q, NULL) == SQLITE_OK &&
	    sqlite3_step(q) == SQLITE_ROW)
		value = (long)sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(plain);
	return value;
}

static long refusals(void)
{
	long count = 0;

	for (int i = 0; i < memory.learner.count; i++)
		count += memory.learner.beliefs[i].refused;
	return count;
}

static void verify(struct world *world)
{
	if (ask(world, "SELECT count(*) FROM (SELECT 1 FROM review WHERE"
		       " kind = 'rate' GROUP BY card_id, study_day"
		       " HAVING count(*) > 1)") != 0)
		complain("a card was graded twice");
	world_verify(world);
}

struct tally {
	long answers, refused;
};

static void count(struct tally *tally)
{
	tally->answers += memory.learner.count;
	tally->refused += refusals();
}

static void two_sessions(struct world *world, struct random *random,
			 struct tally *tally)
{
	enum { TURNS = 25 };
	struct sitting sittings[2];

	world_begin(world, scenario_session, random_next(random));
	for (int i = 0; i < 2; i++)
		sit_down(&sittings[i], world);
	for (int turn = 0; turn < TURNS; turn++) {
		for (int i = 0; i < 2; i++)
			look_up(&sittings[i]);
		/* One may be a few cards behind. */
		for (int i = 0; i < 2; i++)
			if (chance(random, 4))
				reply(&sittings[i], random);
	}
	for (int i = 0; i < 2; i++)
		get_up(&sittings[i]);
	verify(world);
	count(tally);
}

/* ---- a session and commands -------------------------------------------- */

static void run_beside(struct world *world, const char *words)
{
	struct program program;

	program_start(&program, &world->live, words, false);
	if (program_wait(&program, now_us() + PATIENCE_US) != 0)
		complain("%s: %s", words, program.output);
	free(program.output);
}

static void session_and_commands(struct world *world, struct random *random,
				 struct tally *tally)
{
	static const char *const beside[] = {
		"import --yes --deck words again.csv",
		"config max_interval 200",
		"suspend owl",
		"unsuspend owl",
		"exam 2026-03-20 words",
		"check --repair",
	};
	struct sitting sitting;

	world_begin(world, scenario_session, random_next(random));
	sit_down(&sitting, world);
	for (size_t i = 0; i < sizeof(beside) / sizeof(*beside); i++) {
		look_up(&sitting);
		reply(&sitting, random);
		run_beside(world, beside[i]);
	}
	get_up(&sitting);
	verify(world);
	count(tally);
}

/* ---- a session while somebody holds the file --------------------------- */

/* The grade is asked for again within the bound, and then taken. */
static void session_and_lock(struct world *world)
{
	sqlite3 *plain = NULL;
	struct program program;
	int64_t begin_us;

	world_begin(world, scenario_session, 1);
	program_start(&program, &world->live, "study", true);
	program_says(&program, "Q  ", now_us() + PATIENCE_US);
	program_type(&program, "t0\r");
	program_says(&program, "Enter = ", now_us() + PATIENCE_US);
	program_says(&program, "› ", now_us() + PATIENCE_US);
	sqlite3_open(world->live.path, &plain);
	sqlite3_exec(plain, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	begin_us = now_us();
	program_type(&program, "4");
	if (!program_says(&program, "is being written by",
			  begin_us + BUSY_MOST_US))
		complain("nothing is said of the lock in %d s",
			 BUSY_MOST_US / 1000000);
	program_says(&program, "› ", now_us() + PATIENCE_US);
	if (sqlite3_exec(plain, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
		complain("the lock was lost");
	sqlite3_close(plain);
	program_type(&program, "5");
	if (!program_says(&program, "Q  ", now_us() + PATIENCE_US))
		complain("the session does not go on: %s", program.output);
	memory.learner.count = 1;
	memory.learner.beliefs[0].acknowledged = true;
	program_kill(&program);
	free(program.output);
	verify(world);
}

int main(void)
{
	struct world world = { .memory = &memory };
	long rounds = number_from("ROUNDS", 10), before;
	struct tally two = { 0 }, beside = { 0 };
	struct random random;

	random_seed(&random, seed_of_run());
	world_make(&world);
	report("two at once");
	before = complaints();
	for (long n = 0; n < rounds; n++) {
		trying("two sessions, round %ld", n);
		two_sessions(&world, &random, &two);
	}
	report("  two sessions             %6ld answers, %ld refused, %ld bad",
	       two.answers, two.refused, complaints() - before);
	if (two.refused == 0)
		complain("they never met");
	before = complaints();
	for (long n = 0; n < rounds; n++) {
		trying("a session and commands, round %ld", n);
		session_and_commands(&world, &random, &beside);
	}
	report("  a session and commands   %6ld answers, %ld refused, %ld bad",
	       beside.answers, beside.refused, complaints() - before);
	before = complaints();
	trying("a session and a lock");
	session_and_lock(&world);
	report("  a session and a lock          1 answer, %ld bad",
	       complaints() - before);
	world_remove(&world);
	return report_status();
}
