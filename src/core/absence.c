#include "core/absence.h"

#include "core/spread.h"

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* How many days before the absence the card can be asked: 0 when it would be
 * too early, or on the day of its last answer. */
static int days_before(const struct absence *absence,
		       const struct schedule *card, int32_t due_day)
{
	int early_most = (int)((int64_t)card->interval_days *
			       ABSENCE_RIPE_PERCENT / 100);
	int early_least = (int)(due_day - absence->from_day) + 1;
	int64_t since = card->last_day == DAY_NONE
				? ABSENCE_BEFORE_DAYS
				: (int64_t)absence->from_day - 1 -
					  card->last_day;
	int days = early_most - early_least + 1;

	if (days <= 0 || since <= 0)
		return 0;
	return least(least(days, ABSENCE_BEFORE_DAYS),
		     since > ABSENCE_BEFORE_DAYS ? ABSENCE_BEFORE_DAYS
						 : (int)since);
}

static int32_t move(const struct absence *absence, const struct schedule *card,
		    int32_t due_day, uint32_t chance)
{
	int before = days_before(absence, card, due_day);
	int after = least(absence->to_day - absence->from_day + 1,
			  ABSENCE_AFTER_DAYS);

	if (before > 0)
		return absence->from_day - 1 -
		       (int32_t)(chance % (uint32_t)before);
	return absence->to_day + 1 + (int32_t)(chance % (uint32_t)after);
}

int32_t absence_move(const struct absence *list, size_t count,
		     const struct schedule *card, const struct uid *uid,
		     int ordinal)
{
	int32_t day = card->due_day;

	for (size_t i = 0; i < count; i++)
		if (day >= list[i].from_day && day <= list[i].to_day)
			day = move(&list[i], card, day, spread(uid, ordinal));
	return day;
}
