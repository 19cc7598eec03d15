#include "core/plan.h"

void plan_add(struct plan *plan, const struct plan_rules *rules,
	      const struct plan_card *card, int32_t asked_on_day)
{
	struct schedule schedule = card->schedule;
	int32_t day = asked_on_day < plan->first_day ? plan->first_day
						     : asked_on_day;

	while (day < plan->first_day + PLAN_DAYS) {
		const struct review review = {
			.kind = REVIEW_RATE,
			.grade = GRADE_GOOD,
			.study_day = day,
		};

		if (schedule.ratings)
			plan->cards[day - plan->first_day]++;
		else
			plan->new[day - plan->first_day]++;
		replay_step(&rules->replay, &schedule, &review);
		day = calendar_move(&rules->calendar, card->deck_id, &schedule,
				    &card->note_uid, card->ordinal);
	}
}

int64_t plan_new_most(int64_t today, int64_t per_day)
{
	return today + (PLAN_DAYS - 1) * per_day;
}

int32_t plan_new_day(const struct plan *plan, int64_t place, int64_t today,
		     int64_t per_day)
{
	if (place < today)
		return plan->first_day;
	return plan->first_day + 1 + (int32_t)((place - today) / per_day);
}
