#include "core/statistics.h"

struct streak statistics_streak(const int32_t *days, size_t count,
				int32_t today)
{
	struct streak streak = { 0 };
	int run = 0;

	for (size_t i = 0; i < count; i++) {
		run = i > 0 && days[i] == days[i - 1] + 1 ? run + 1 : 1;
		if (run > streak.longest)
			streak.longest = run;
		if (days[i] == today - 1 || days[i] == today)
			streak.now = run;
	}
	return streak;
}

int statistics_percent(int64_t recalled, int64_t asked)
{
	if (asked == 0)
		return -1;
	return (int)((recalled * 200 + asked) / (2 * asked));
}
