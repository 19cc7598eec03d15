#include "store/calendar_store.h"

#include "store/absence_store.h"
#include "store/exam_store.h"

bool calendar_load(struct store *store, struct arena *arena,
		   struct calendar *calendar, struct error *err)
{
	return absence_load(store, arena, &calendar->absences,
			    &calendar->absence_count, err) &&
	       exam_load(store, arena, &calendar->exams, &calendar->exam_count,
			 err);
}
