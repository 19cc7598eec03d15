#include "world_parts.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report.h"
#include "store/check_store.h"
#include "store/review_store.h"

/* ---- what the database says -------------------------------------------- */

static void dump(sqlite3 *plain, const char *sql, struct text *out)
{
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(plain, sql, -1, &q, NULL) != SQLITE_OK) {
		complain("%s: %s", sql, sqlite3_errmsg(plain));
		return;
	}
	while (sqlite3_step(q) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(q); i++) {
			const char *value = (const char *)sqlite3_column_text(
				q, i);

			text_printf(out, "%s|", value ? value : "NULL");
		}
		text_add_char(out, '\n');
	}
	sqlite3_finalize(q);
}

/* All that the learner wrote and did, but for uids and times. */
char *world_state(const char *path)
{
	sqlite3 *plain = NULL;
	struct text out = { 0 };

	text_add(&out, "notes\n");
	sqlite3_open(path, &plain);
	dump(plain,
	     "SELECT front, back, fields, deleted_at_ms IS NULL FROM note"
	     " ORDER BY id",
	     &out);
	dump(plain,
	     "SELECT id, suspended, buried_until_day, deleted_at_ms IS NULL"
	     " FROM card ORDER BY id",
	     &out);
	dump(plain, "SELECT name, deleted_at_ms IS NULL FROM deck ORDER BY id",
	     &out);
	dump(plain,
	     "SELECT id, card_id, typed, grade," REVIEW_IS_LIVE
	     "FROM review ORDER BY id",
	     &out);
	dump(plain, "SELECT id FROM retraction ORDER BY id", &out);
	dump(plain, "SELECT id, kind, label FROM batch ORDER BY id", &out);
	dump(plain, "SELECT name, value FROM setting ORDER BY id", &out);
	dump(plain, "SELECT batch_id, entity, row_id FROM revision ORDER BY id",
	     &out);
	sqlite3_close(plain);
	return out.data;
}

/* Whether the database is as after the next command. */
static bool verify_state(struct world *world, const char *path)
{
	char **states = world->states[world->present - scenarios];
	const struct memory *memory = world->memory;
	char *now = world_state(path);
	bool is_before = strcmp(now, states[memory->commands]) == 0;
	bool is_after = states[memory->commands + 1] &&
			strcmp(now, states[memory->commands + 1]) == 0;

	if (memory->failed && !memory->unknown && !is_before)
		complain("after command %d failed (%s) its work is %s",
			 memory->commands + 1, memory->err.message,
			 is_after ? "there" : "there in part");
	else if (!is_before && !is_after)
		complain("after %d commands the database is as after none "
			 "of them",
			 memory->commands);
	free(now);
	return is_after && !is_before;
}

void world_find_answers(const char *path, struct found *found)
{
	sqlite3 *plain = NULL;
	sqlite3_stmt *q = NULL;

	sqlite3_open(path, &plain);
	sqlite3_prepare_v2(plain,
			   "SELECT substr(typed, 2)," REVIEW_IS_LIVE
			   ", study_day FROM review WHERE typed GLOB 't[0-9]*'",
			   -1, &q, NULL);
	while (sqlite3_step(q) == SQLITE_ROW) {
		int i = sqlite3_column_int(q, 0);

		found[i].rows++;
		found[i].live += sqlite3_column_int(q, 1);
		if (sqlite3_column_int(q, 2) != STUDY_DAY)
			complain("answer %d is dated %d", i,
				 sqlite3_column_int(q, 2));
	}
	sqlite3_finalize(q);
	sqlite3_close(plain);
}

static void verify_answers(struct world *world, const char *path)
{
	const struct learner *learner = &world->memory->learner;
	struct found found[BELIEFS_MOST] = { 0 };

	world_find_answers(path, found);
	for (int i = 0; i < learner->count; i++) {
		const struct belief *belief = &learner->beliefs[i];

		if (found[i].rows > 1)
			complain("answer %d is there twice", i);
		if (belief->acknowledged && found[i].rows == 0)
			complain("answer %d is lost", i);
		if (belief->refused && found[i].rows > 0)
			complain("answer %d is there though ebb said that it "
				 "was not saved",
				 i);
		if (belief->taken_back && found[i].live)
			complain("answer %d counts though it was taken back",
				 i);
		if (belief->acknowledged && found[i].rows && !found[i].live &&
		    (!belief->undo_begun || belief->undo_refused))
			complain("answer %d does not count", i);
	}
}

/* ---- verifying --------------------------------------------------------- */

static bool check(struct app *app)
{
	struct check_report report = { 0 };
	struct error err = { 0 };
	bool ok = app_open_store(app, &err) &&
		  check_store(app->store, &report, &err);

	if (!ok)
		complain("it does not open: %s", err.message);
	else if (!report.sound)
		complain("it is damaged: %s", text_string(&report.complaints));
	else if (report.differences)
		complain("%lld differences from the log",
			 (long long)report.differences);
	text_release(&report.complaints);
	return ok;
}

static void resume(struct app *app)
{
	static struct learner learner;
	struct error err = { 0 };

	learner = (struct learner){
		.letter = 'r',
		.answers = 1,
		.grade_most = 5,
	};
	if (!learner_study(&learner, app, &err))
		complain("the next session fails: %s", err.message);
	for (int i = 0; i < learner.count; i++)
		if (!learner.beliefs[i].acknowledged)
			complain("the next session saves nothing");
}

/* What was no database before it was restored may still be none.  Then it is
 * as it was, or that is kept; and restoring it again does it. */
static bool is_ruin(struct world *world, struct app *app,
		    const struct image *image)
{
	struct error err = { 0 };
	struct image now;
	bool is_same;

	if (world->present->start != START_RUIN || world->memory->commands ||
	    app_open_store(app, &err))
		return false;
	now = image_read(&world->crash);
	is_same = backups_is_ruin(world, image_find(&now, IMAGE_DATABASE));
	image_release(&now);
	backups_verify(world, image, !is_same);
	return true;
}

static void restore_again(struct world *world, struct app *app)
{
	struct error err = { 0 };
	char *state;

	if (!world_command(app, *world->present->commands, &err)) {
		complain("it cannot be restored again: %s", err.message);
	} else if (check(app)) {
		state = world_state(app->db_path);
		if (strcmp(state,
			   world->states[world->present - scenarios][1]) != 0)
			complain("restored again it is something else");
		free(state);
	}
}

static void verify_all(struct world *world, struct app *app,
		       const struct image *image)
{
	struct error err = { 0 };
	bool is_done = false;

	if (world->present->commands)
		is_done = verify_state(world, app->db_path);
	else
		verify_answers(world, app->db_path);
	backups_verify(world, image, is_done);
	resume(app);
	if (world->present->start >= START_KEPT &&
	    !world_command(app, "backup", &err))
		complain("the next backup fails: %s", err.message);
}

void world_verify_crash(struct world *world, const struct image *image)
{
	struct app app = world->app;

	app.store = NULL;
	app.arena = (struct arena){ 0 };
	app.db_path = world->crash.path;
	app.state = world->crash.of_ebb;
	if (is_ruin(world, &app, image))
		restore_again(world, &app);
	else if (check(&app))
		verify_all(world, &app, image);
	store_close(app.store);
	arena_release(&app.arena);
}
