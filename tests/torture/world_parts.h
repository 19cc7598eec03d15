#ifndef TESTS_TORTURE_WORLD_PARTS_H
#define TESTS_TORTURE_WORLD_PARTS_H

#include "world.h"

/*
 * What the files of a world share.  world.c does the scenarios, making.c what
 * they begin with; judge.c tells what was judged before, verify.c judges,
 * backups.c the backups.
 */

enum { ANSWERS = 8, STUDY_DAY = 20513 /* WORLD_NOW's, for this learner */ };

/* The world's images. */
enum {
	START_NOTHING,
	START_STUDIED,
	START_LONG_LOG,
	START_VERSION_1,
	START_KEPT, /* with backups */
	START_RESTORED,
	START_RUIN, /* the same, but the database is none */
};

/* Run a command as it would be typed; close the store. */
bool world_command(struct app *app, const char *line, struct error *err);
void world_close(struct world *world);

/* All that the learner wrote and did, but for uids and times; the caller frees
 * it. */
char *world_state(const char *path);

/* Of each answer: how often it is in the log of a file, and whether it
 * counts. */
struct found {
	int rows, live;
};

void world_find_answers(const char *path, struct found *found);

/* Judge what a crash at this moment would leave; the context is the world. */
void world_look(void *context);

/* Judge what is in the place `crash`, which the image was written to. */
void world_verify_crash(struct world *world, const struct image *image);

/* Which backups are in an image, with what they say; at most KEPT_MOST. */
void backups_learn(struct world *world, const struct image *image,
		   struct kept *kept);

/* `is_done`: the database is as after the next command. */
void backups_verify(struct world *world, const struct image *image,
		    bool is_done);

/* Whether a file has the name of a backup. */
bool backups_counts(const struct image_file *file);

/* Whether a file is as the database of START_RUIN. */
bool backups_is_ruin(const struct world *world, const struct image_file *file);

void seen_release(struct world *world);

#endif
