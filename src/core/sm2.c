#include "core/sm2.h"

#include "core/review.h"

/* Step 5 for q = 3, 4, 5, in hundredths. */
static const int ease_change_centi[GRADE_COUNT] = {
	[GRADE_HARD] = -14,
	[GRADE_GOOD] = 0,
	[GRADE_EASY] = 10,
};

static int next_interval(const struct schedule *card, int most_days)
{
	int64_t days;

	if (card->repetitions == 0)
		days = 1;
	else if (card->repetitions == 1)
		days = 6;
	else
		days = ((int64_t)card->interval_days * card->ease_centi + 99) /
		       100;
	return days < 1 ? 1 : days > most_days ? most_days : (int)days;
}

static void fail(struct schedule *card)
{
	if (card->repetitions > 0)
		card->lapses++;
	card->repetitions = 0;
	card->interval_days = 1;
}

static void pass(struct schedule *card, int grade, int most_days)
{
	card->interval_days = next_interval(card, most_days);
	card->repetitions++;
	card->ease_centi += ease_change_centi[grade];
	if (card->ease_centi < EASE_LEAST_CENTI)
		card->ease_centi = EASE_LEAST_CENTI;
}

void sm2_rate(struct schedule *card, int grade, int32_t study_day,
	      int most_days)
{
	if (grade < GRADE_PASS)
		fail(card);
	else
		pass(card, grade, most_days);
	card->due_day = study_day + card->interval_days;
}
