#include "core/card_start.h"

/* I(2) of SM-2, which takes two repetitions. */
enum { SECOND_INTERVAL_DAYS = 6 };

static int within(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

struct schedule card_start_schedule(const struct card_start *start,
				    int32_t today)
{
	struct schedule card = schedule_new;
	int32_t due = start->due_day ? start->due_day : today;

	if (!start->given || (start->due_day == 0 && start->repetitions <= 0 &&
			      start->interval_days <= 0))
		return card;
	card.interval_days = within(start->interval_days ? start->interval_days
							 : due - today,
				    1, INTERVAL_MOST_DAYS);
	card.repetitions = start->repetitions > 0 ? start->repetitions
			   : card.interval_days >= SECOND_INTERVAL_DAYS ? 2
									: 1;
	card.ease_centi = within(start->ease_centi ? start->ease_centi
						   : EASE_INITIAL_CENTI,
				 EASE_LEAST_CENTI, 100 * EASE_INITIAL_CENTI);
	card.lapses = start->lapses > 0 ? start->lapses : 0;
	card.due_day = due;
	card.ratings = card.repetitions + card.lapses;
	card.failures = card.lapses;
	return card;
}
