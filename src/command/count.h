#ifndef COMMAND_COUNT_H
#define COMMAND_COUNT_H

#include <stdint.h>

#include "base/arena.h"

/* "1 card", "2 cards": counts in the learner's language, in *arena*. */
const char *count_notes(int64_t count, struct arena *arena);
const char *count_cards(int64_t count, struct arena *arena);
const char *count_reviews(int64_t count, struct arena *arena);
const char *count_answers(int64_t count, struct arena *arena);
const char *count_changes(int64_t count, struct arena *arena);

#endif
