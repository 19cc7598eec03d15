#ifndef TESTS_TORTURE_WORLD_PARTS_H
#define TESTS_TORTURE_WORLD_PARTS_H

#include "world.h"

/*
 * What the files of a world share.  world.c does the scenarios, making.c what
 * they begin with, verify.c judges.
 */

enum { ANSWERS = 8, STUDY_DAY = 20513 /* WORLD_NOW's, for this learner */ };

/* The world's images. */
enum { START_NOTHING, START_STUDIED, START_LONG_LOG, START_VERSION_1 };

/* Run a command as it would be typed; close the store. */
bool world_command(struct world *world, const char *line, struct error *err);
void world_close(struct world *world);

/* All that the learner wrote and did, but for uids and times; the caller frees
 * it. */
char *world_state(const char *path);

/* Judge what a crash at this moment would leave; the context is the world. */
void world_look(void *context);

#endif
