#include "core/recall.h"

const int interval_classes[INTERVAL_CLASS_COUNT] = { 1,	 4,  11,  21,
						     31, 91, 181, 366 };

int interval_class(int interval_days)
{
	int class = 0;

	for (int i = 0; i < INTERVAL_CLASS_COUNT; i++)
		if (interval_days >= interval_classes[i])
			class = interval_classes[i];
	return class;
}

int ease_class(int ease_centi)
{
	return ease_centi / 10;
}

enum { STEPS = RECALL_AGE_UNIT, BITS = 16 };

int64_t recall_promised_ppm(int64_t elapsed_days, int64_t interval_days)
{
	/* 0.9^(2^k / STEPS) in units of 2^-32. */
	static const uint64_t powers[BITS] = {
		4293200004, 4291433438, 4287902488, 4280849302,
		4266777714, 4238773152, 4183314237, 4074563739,
		3865470566, 3478923510, 2817928043, 1848842589,
		795866111,  147475597,	5063846,    5970,
	};
	int64_t x = elapsed_days <= 0	 ? 0
		    : interval_days <= 0 ? INT64_MAX
					 : elapsed_days * STEPS / interval_days;
	uint64_t share = UINT64_C(1) << 32;

	if (x >= INT64_C(1) << BITS)
		return 0;
	for (int k = 0; k < BITS; k++)
		if (x >> k & 1)
			share = share * powers[k] >> 32;
	return (int64_t)((share * 1000000 + (UINT64_C(1) << 31)) >> 32);
}

int32_t recall_age(int64_t ppm)
{
	int32_t low = 0, high = 1 << BITS;

	while (low < high) {
		int32_t middle = (low + high) / 2;

		if (recall_promised_ppm(middle, STEPS) <= ppm)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

int64_t recall_promised_on(const struct schedule *card, int32_t study_day)
{
	int64_t begun_day = (int64_t)card->due_day - card->interval_days;

	if (card->repetitions == 0)
		return 0;
	return recall_promised_ppm(study_day - begun_day, card->interval_days);
}
