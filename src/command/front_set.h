#ifndef COMMAND_FRONT_SET_H
#define COMMAND_FRONT_SET_H

#include <stdbool.h>

/*
 * Which fronts of a file stand in it more than once, in memory that grows by
 * some 16 bytes a row: fronts are kept as 64-bit hashes.  Should two fronts
 * ever share one, they count as repeated, and their notes are then told apart
 * by front and back, which is the careful side.
 */
struct front_set;

struct front_set *front_set_new(void);
void front_set_free(struct front_set *set);

void front_set_add(struct front_set *set, const char *deck, const char *front);

/* Whether a front was added more than once for that deck. */
bool front_set_repeats(const struct front_set *set, const char *deck,
		       const char *front);

#endif
