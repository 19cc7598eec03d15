#include "core/queue.h"

enum { MINUTE_MS = 60000 };

int64_t queue_total(const struct queue_counts *counts)
{
	return counts->due + counts->new + counts->drill;
}

enum queue_part queue_after(enum queue_part part)
{
	return part == QUEUE_EMPTY ? QUEUE_EMPTY : (enum queue_part)(part + 1);
}

int64_t queue_left(int64_t limit, int64_t done, bool zero_is_none)
{
	if (limit == 0 && zero_is_none)
		return INT64_MAX;
	return limit > done ? limit - done : 0;
}

static int64_t answer_ms(int64_t median_ms)
{
	return median_ms > 0 ? median_ms : USUAL_ANSWER_MS;
}

int64_t queue_minutes(const struct queue_counts *counts, int64_t median_ms)
{
	return (queue_total(counts) * answer_ms(median_ms) + MINUTE_MS - 1) /
	       MINUTE_MS;
}

int64_t queue_cards_in(int64_t minutes, int64_t median_ms)
{
	int64_t cards = minutes * MINUTE_MS / answer_ms(median_ms);

	return cards ? cards : 1;
}

int queue_days_for(int64_t rest, int64_t per_day, const int64_t *arrivals,
		   int count)
{
	for (int i = 0; i < count; i++) {
		rest += arrivals[i] - per_day;
		if (rest <= 0)
			return i + 1;
	}
	return 0;
}
