#include "core/exam.h"

#include <stdbool.h>

#include "core/spread.h"

static bool concerns(const struct exam *exam, int64_t deck_id)
{
	return exam->deck_id == 0 || exam->deck_id == deck_id;
}

int32_t exam_move(const struct exam *list, size_t count, int64_t deck_id,
		  const struct schedule *card, int32_t asked_on_day,
		  const struct uid *uid, int ordinal)
{
	int32_t day = asked_on_day;

	for (size_t i = 0; i < count; i++) {
		int32_t first = list[i].day - EXAM_DAYS;

		if (concerns(&list[i], deck_id) && day >= list[i].day &&
		    card->last_day < first)
			day = first +
			      (int32_t)(spread(uid, ordinal) % EXAM_DAYS);
	}
	return day;
}
