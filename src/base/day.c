#include "base/day.h"

#include <stdio.h>
#include <string.h>

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static int64_t within(int64_t value, int64_t least, int64_t most)
{
	return value < least ? least : value > most ? most : value;
}

int32_t day_of_study(int64_t at_ms, int utc_offset_min, int rollover_min)
{
	const int64_t minute_ms = 60000, day_ms = 86400000;
	int64_t near_ms = within(at_ms, DAY_LEAST * day_ms, DAY_MOST * day_ms);
	int64_t east_min = (int64_t)utc_offset_min - rollover_min;

	return (int32_t)within(
		floor_divide(near_ms + east_min * minute_ms, day_ms), DAY_LEAST,
		DAY_MOST);
}

/* Years begin in March here, so that the leap day is the last of its year:
 * then a month's first day is a linear function of the month. */
static int64_t number_of(int64_t year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1;
	int64_t m = month > 2 ? month - 3 : month + 9;
	int64_t leap = floor_divide(y, 4) - floor_divide(y, 100) +
		       floor_divide(y, 400);

	return 365 * y + leap + (153 * m + 2) / 5 + day - 1 - 719468;
}

int32_t day_from_civil(int year, int month, int day)
{
	return (int32_t)number_of(year, month, day);
}

void day_to_civil(int32_t number, int *year, int *month, int *day)
{
	int y = (int)floor_divide((int64_t)number * 400, 146097) + 1970;

	while (number_of(y, 1, 1) > number)
		y--;
	while (number_of(y + 1, 1, 1) <= number)
		y++;
	*year = y;
	*month = 12;
	while (number_of(y, *month, 1) > number)
		(*month)--;
	*day = (int)(number - number_of(y, *month, 1)) + 1;
}

int day_weekday(int32_t number)
{
	int64_t thursday_based = (int64_t)number + 3;

	return (int)(thursday_based - 7 * floor_divide(thursday_based, 7));
}

char *day_format(int32_t number, char *buffer)
{
	int year, month, day;

	day_to_civil(number, &year, &month, &day);
	snprintf(buffer, DAY_TEXT_SIZE, "%04d-%02d-%02d", year, month, day);
	return buffer;
}

bool day_parse(const char *text, int32_t *number)
{
	char canonical[DAY_TEXT_SIZE];
	int year, month, day;
	int32_t parsed;

	if (sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return false;
	parsed = day_from_civil(year, month, day);
	if (strcmp(day_format(parsed, canonical), text) != 0)
		return false;
	*number = parsed;
	return true;
}
