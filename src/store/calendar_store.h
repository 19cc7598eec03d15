#ifndef STORE_CALENDAR_STORE_H
#define STORE_CALENDAR_STORE_H

#include "base/arena.h"
#include "core/calendar.h"
#include "store/store.h"

/* The learner's absences and exams, in *arena*. */
bool calendar_load(struct store *store, struct arena *arena,
		   struct calendar *calendar, struct error *err);

#endif
