/*
 * Kill the real program with SIGKILL at a random moment of a session (half of
 * them on a terminal), an import, an undo, a migration, a backup, a restore;
 * then ask `ebb check` and read the log.  An answer counts as acknowledged when
 * the next question was printed.
 *
 * KILLS (180).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "report.h"
#include "world_parts.h"

static struct memory memory;

static int64_t chance(struct random *random, int64_t sides)
{
	return (int64_t)(random_next(random) % (uint64_t)sides);
}

/* ---- a session --------------------------------------------------------- */

enum { ANSWERS_MOST = 8, AFTER_QUESTION_US = 6000, PATIENCE_US = 10000000 };

/* Answer until the moment has come, which is drawn after some answers: no
 * earlier than that, and within the time that one takes. */
static void answer_until(struct program *program, struct random *random)
{
	struct learner *learner = &memory.learner;
	int answers = (int)chance(random, ANSWERS_MOST);
	int64_t deadline_us = now_us() + PATIENCE_US;

	for (;;) {
		char keys[32];

		if (!program_says(program, "Q  ", deadline_us))
			return;
		if (learner->count > 0)
			learner->beliefs[learner->count - 1].acknowledged =
				true;
		if (learner->count == answers)
			deadline_us = now_us() +
				      chance(random, AFTER_QUESTION_US);
		if (!program_says(program, "› ", deadline_us))
			return;
		snprintf(keys, sizeof(keys), "t%d\r", learner->count);
		program_type(program, keys);
		if (!program_says(program, "Enter = ", deadline_us) ||
		    !program_says(program, "› ", deadline_us))
			return;
		learner->count++;
		snprintf(keys, sizeof(keys), "%d", (int)chance(random, 6));
		program_type(program, keys);
	}
}

/* A pipe needs a newline for the carriage return and after each key, and
 * shows no prompt. */
static void answer_lines_until(struct program *program, struct random *random)
{
	struct learner *learner = &memory.learner;
	int answers = (int)chance(random, ANSWERS_MOST);
	int64_t deadline_us = now_us() + PATIENCE_US;

	for (;;) {
		char keys[32];

		if (!program_says(program, "Q  ", deadline_us))
			return;
		if (learner->count > 0)
			learner->beliefs[learner->count - 1].acknowledged =
				true;
		if (learner->count == answers)
			deadline_us = now_us() +
				      chance(random, AFTER_QUESTION_US);
		snprintf(keys, sizeof(keys), "t%d\n%d\n", learner->count++,
			 (int)chance(random, 6));
		program_type(program, keys);
	}
}

/* What it had printed before it died counts too. */
static void hear_last_words(struct program *program)
{
	if (memory.learner.count > 0 &&
	    strstr(program->output + program->seen, "Q  "))
		memory.learner.beliefs[memory.learner.count - 1].acknowledged =
			true;
}

static long kill_session(struct world *world, struct random *random,
			 bool on_terminal)
{
	struct program program;

	world_begin(world, scenario_session, random_next(random));
	program_start(&program, &world->live, "study", on_terminal);
	if (on_terminal)
		answer_until(&program, random);
	else
		answer_lines_until(&program, random);
	program_kill(&program);
	hear_last_words(&program);
	free(program.output);
	return memory.learner.count;
}

/* ---- a backup beside a session, and after it ---------------------------- */

/* Until the question after so many answers. */
static void answer_lines(struct program *program, struct random *random,
			 int answers)
{
	struct learner *learner = &memory.learner;
	char keys[32];

	while (program_says(program, "Q  ", now_us() + PATIENCE_US)) {
		if (learner->count > 0)
			learner->beliefs[learner->count - 1].acknowledged =
				true;
		if (learner->count == answers)
			return;
		snprintf(keys, sizeof(keys), "t%d\n%d\n", learner->count++,
			 (int)chance(random, 6));
		program_type(program, keys);
	}
	complain("no question: %s", program->output);
}

static void wait_until(struct program *program, int64_t end_us)
{
	while (program_says(program, "\n", end_us))
		;
}

/* The session goes on after it in half of the cases. */
static void kill_meanwhile(struct world *world, struct random *random,
			   struct program *session, int64_t most_us)
{
	struct program backup;
	char keys[32];

	for (int i = 0; i < memory.learner.count; i++)
		memory.promised[i] = memory.learner.beliefs[i].acknowledged;
	program_start(&backup, &world->live, world->present->meanwhile, false);
	wait_until(&backup, now_us() + chance(random, most_us));
	if (chance(random, 2)) {
		program_kill(&backup);
		snprintf(keys, sizeof(keys), "t%d\n4\n",
			 memory.learner.count++);
		program_type(session, keys);
		program_says(session, "Q  ", now_us() + chance(random, 3000));
	} else {
		program_kill(session);
		wait_until(&backup, now_us() + chance(random, most_us));
		program_kill(&backup);
	}
	memory.kept = strstr(backup.output, "Backed up: ");
	free(backup.output);
}

static void kill_beside(struct world *world, struct random *random,
			const struct scenario *scenario, int64_t most_us)
{
	struct program session;

	world_begin(world, scenario, random_next(random));
	program_start(&session, &world->live, "study", false);
	answer_lines(&session, random, (int)chance(random, 4));
	if (scenario->is_daily) {
		program_end_input(&session);
		wait_until(&session, now_us() + chance(random, most_us));
	} else {
		kill_meanwhile(world, random, &session, most_us);
	}
	program_kill(&session);
	free(session.output);
}

/* ---- a command --------------------------------------------------------- */

static int64_t time_of(struct world *world, const struct scenario *scenario)
{
	const char *command = scenario->commands ? scenario->commands[0]
						 : "backup";
	struct program program;
	int64_t begin_us;

	world_begin(world, scenario, 1);
	begin_us = now_us();
	program_start(&program, &world->live, command, false);
	if (program_wait(&program, begin_us + PATIENCE_US) != 0)
		complain("%s fails: %s", command, program.output);
	free(program.output);
	return now_us() - begin_us;
}

static void kill_command(struct world *world, struct random *random,
			 const struct scenario *scenario, int64_t most_us)
{
	struct program program;
	int64_t end_us;

	world_begin(world, scenario, random_next(random));
	memory.unknown = true;
	program_start(&program, &world->live, scenario->commands[0], false);
	end_us = now_us() + chance(random, most_us);
	wait_until(&program, end_us);
	program_kill(&program);
	free(program.output);
}

/* ---- after it ---------------------------------------------------------- */

static void check(struct world *world)
{
	struct program program;

	if (world->present->start == START_RUIN)
		return; /* there may be nothing to check yet */
	program_start(&program, &world->live, "check --json", false);
	if (program_wait(&program, now_us() + PATIENCE_US) != 0 ||
	    !strstr(program.output, "\"differences\":0") ||
	    !strstr(program.output, "\"integrity\":\"ok\""))
		complain("ebb check: %s", program.output);
	free(program.output);
}

static void kill_sessions(struct world *world, struct random *random,
			  long kills, bool on_terminal)
{
	long before = complaints(), answers = 0;
	int64_t begin_us = now_us();

	for (long n = 0; n < kills; n++) {
		trying("session %s, kill %ld",
		       on_terminal ? "on a terminal" : "on pipes", n);
		answers += kill_session(world, random, on_terminal);
		check(world);
		world_verify(world);
	}
	report("  session %-16s %6ld kills, %ld answers, %ld bad, %.0f a "
	       "minute",
	       on_terminal ? "on a terminal" : "on pipes", kills, answers,
	       complaints() - before,
	       60e6 * (double)kills / (double)(now_us() - begin_us + 1));
}

static void kill_others(struct world *world, struct random *random,
			const struct scenario *scenario, long kills)
{
	int64_t most_us = time_of(world, scenario) * 5 / 4, begin_us = now_us();
	long before = complaints();

	for (long n = 0; n < kills; n++) {
		trying("%s, kill %ld", scenario->name, n);
		if (scenario->commands)
			kill_command(world, random, scenario, most_us);
		else
			kill_beside(world, random, scenario, most_us);
		check(world);
		world_verify(world);
	}
	report("  %-24s %6ld kills, %ld bad, %.0f a minute", scenario->name,
	       kills, complaints() - before,
	       60e6 * (double)kills / (double)(now_us() - begin_us + 1));
}

int main(void)
{
	struct world world = { .memory = &memory };
	long kills = number_from("KILLS", 180);
	struct random random;

	random_seed(&random, seed_of_run());
	world_make(&world);
	report("kills");
	if (is_chosen("session")) {
		kill_sessions(&world, &random, kills / 6, true);
		kill_sessions(&world, &random, kills / 6, false);
	}
	for (int i = 0; i < scenario_count; i++) {
		const struct scenario *scenario = &scenarios[i];

		if ((scenario->commands || scenario->meanwhile ||
		     scenario->is_daily) &&
		    is_chosen(scenario->name))
			kill_others(&world, &random, scenario, kills / 18);
	}
	world_remove(&world);
	return report_status();
}
