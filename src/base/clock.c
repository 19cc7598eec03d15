#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/day.h"

int clock_offset_min(const struct clock *clock, int64_t at_ms)
{
	time_t seconds = (time_t)(at_ms / 1000);
	struct tm local = { .tm_gmtoff = 0 };

	if (clock->frozen)
		return clock->frozen_offset_min;
	localtime_r(&seconds, &local);
	return (int)(local.tm_gmtoff / 60);
}

struct moment clock_now(const struct clock *clock)
{
	struct moment now = { .at_ms = clock->frozen_ms };
	struct timespec read;

	if (!clock->frozen) {
		clock_gettime(CLOCK_REALTIME, &read);
		now.at_ms = (int64_t)read.tv_sec * 1000 +
			    read.tv_nsec / 1000000;
	}
	now.utc_offset_min = clock_offset_min(clock, now.at_ms);
	return now;
}

struct stamp clock_stamp(const struct clock *clock, int rollover_min)
{
	struct moment now = clock_now(clock);

	return (struct stamp){
		.at_ms = now.at_ms,
		.utc_offset_min = now.utc_offset_min,
		.study_day = day_of_study(now.at_ms, now.utc_offset_min,
					  rollover_min),
	};
}

/* Nothing but digits and colons for that many characters: scanf would take
 * blanks and signs as well. */
static bool is_digital(const char *text, size_t length)
{
	return strspn(text, "0123456789:") >= length;
}

static bool parse_offset(const char *text, int *minutes)
{
	int hour, minute, used = 0;
	char sign;

	if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0) {
		*minutes = 0;
		return true;
	}
	if (sscanf(text, "%c%2d:%2d%n", &sign, &hour, &minute, &used) != 3 ||
	    used != 6 || text[used] != '\0' || !is_digital(text + 1, 5) ||
	    (sign != '+' && sign != '-') || hour > 23 || minute > 59)
		return false;
	*minutes = (sign == '-' ? -1 : 1) * (hour * 60 + minute);
	return true;
}

bool clock_freeze(struct clock *clock, const char *rfc3339)
{
	int hour, minute, second, offset, used = 0;
	char date[11] = "", separator;
	int32_t day;

	if (sscanf(rfc3339, "%10[0-9-]%c%2d:%2d:%2d%n", date, &separator, &hour,
		   &minute, &second, &used) != 5 ||
	    used != 19 || !is_digital(rfc3339 + 11, 8) ||
	    !day_parse(date, &day) || !strchr("Tt ", separator) || hour > 23 ||
	    minute > 59 || second > 60 ||
	    !parse_offset(rfc3339 + used, &offset))
		return false;
	clock->frozen = true;
	clock->frozen_offset_min = offset;
	clock->frozen_ms = ((int64_t)day * 86400 + hour * 3600 + minute * 60 +
			    second - offset * 60) *
			   1000;
	return true;
}
