#include "core/schedule.h"

#include <string.h>

const struct schedule schedule_new = {
	.ease_centi = EASE_INITIAL_CENTI,
	.due_day = DAY_NONE,
	.last_day = DAY_NONE,
	.drill_day = DAY_NONE,
	.first_day = DAY_NONE,
	.last_grade = -1,
};

enum card_state schedule_state(const struct schedule *schedule)
{
	if (schedule->ratings == 0)
		return STATE_NEW;
	if (schedule->repetitions == 0)
		return STATE_LEARNING;
	return schedule->interval_days < MATURE_DAYS ? STATE_YOUNG
						     : STATE_MATURE;
}

static const char *const names[STATE_COUNT] = {
	[STATE_NEW] = "new",
	[STATE_LEARNING] = "learning",
	[STATE_YOUNG] = "young",
	[STATE_MATURE] = "mature",
};

const char *card_state_name(enum card_state state)
{
	return names[state];
}

enum card_state card_state_from(const char *name)
{
	for (int state = STATE_NEW; state < STATE_COUNT; state++)
		if (strcmp(name, names[state]) == 0)
			return (enum card_state)state;
	return STATE_NEW;
}

bool schedule_equal(const struct schedule *a, const struct schedule *b)
{
	return a->repetitions == b->repetitions &&
	       a->interval_days == b->interval_days &&
	       a->ease_centi == b->ease_centi && a->lapses == b->lapses &&
	       a->due_day == b->due_day && a->last_day == b->last_day &&
	       a->drill_day == b->drill_day && a->first_day == b->first_day &&
	       a->last_grade == b->last_grade &&
	       a->last_at_ms == b->last_at_ms && a->last_id == b->last_id &&
	       a->ratings == b->ratings && a->failures == b->failures;
}
