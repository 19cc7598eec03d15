#include "core/calendar.h"

int32_t calendar_move(const struct calendar *calendar, int64_t deck_id,
		      const struct schedule *card, const struct uid *uid,
		      int ordinal)
{
	int32_t day = absence_move(calendar->absences, calendar->absence_count,
				   card, uid, ordinal);

	return exam_move(calendar->exams, calendar->exam_count, deck_id, card,
			 day, uid, ordinal);
}
