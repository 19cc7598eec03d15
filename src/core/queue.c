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

int64_t queue_minutes(const struct queue_counts *counts, int64_t median_ms)
{
	int64_t answer_ms = median_ms > 0 ? median_ms : USUAL_ANSWER_MS;

	return (queue_total(counts) * answer_ms + MINUTE_MS - 1) / MINUTE_MS;
}
