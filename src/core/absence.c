#include "core/absence.h"

#include "core/spread.h"

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* How many days before the absence the card can be asked: none when it would
 * be too early, on the day of its last answer, or in another absence, which
 * ended before `back_day`. */
static int64_t days_before(const struct absence *absence, int32_t back_day,
			   const struct schedule *card, int32_t due_day)
{
	int64_t early_most = (int64_t)card->interval_days *
			     ABSENCE_RIPE_PERCENT / 100;
	int64_t early_least = (int64_t)due_day - absence->from_day + 1;
	int64_t since = (int64_t)absence->from_day - 1 - card->last_day;
	int64_t back = (int64_t)absence->from_day - back_day;

	return least(least(early_most - early_least + 1, ABSENCE_BEFORE_DAYS),
		     least(since, back));
}

static int32_t move(const struct absence *absence, int32_t back_day,
		    const struct schedule *card, int32_t due_day,
		    uint32_t chance)
{
	int64_t before = days_before(absence, back_day, card, due_day);
	int64_t after = least((int64_t)absence->to_day - absence->from_day + 1,
			      ABSENCE_AFTER_DAYS);

	if (before > 0)
		return absence->from_day - 1 -
		       (int32_t)(chance % (uint32_t)before);
	return absence->to_day + 1 + (int32_t)(chance % (uint32_t)after);
}

/* The absence at *i, and those that go on from it without a day between; *i is
 * then the last of them. */
static struct absence whole(const struct absence *list, size_t count, size_t *i)
{
	struct absence whole = list[*i];

	for (; *i + 1 < count && list[*i + 1].from_day <= whole.to_day + 1;
	     ++*i)
		if (list[*i + 1].to_day > whole.to_day)
			whole.to_day = list[*i + 1].to_day;
	return whole;
}

int32_t absence_move(const struct absence *list, size_t count,
		     const struct schedule *card, const struct uid *uid,
		     int ordinal)
{
	int32_t day = card->due_day, back_day = DAY_NONE;

	for (size_t i = 0; i < count; i++) {
		struct absence absence = whole(list, count, &i);

		if (day >= absence.from_day && day <= absence.to_day)
			day = move(&absence, back_day, card, day,
				   spread(uid, ordinal));
		back_day = absence.to_day + 1;
	}
	return day;
}
