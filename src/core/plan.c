#include "core/plan.h"

/* Count `n` cards alike from a day on. */
static void add(struct plan *plan, const struct replay_rules *rules,
		struct schedule card, int32_t day, int64_t n)
{
	while (day < plan->first_day + PLAN_DAYS) {
		const struct review review = {
			.kind = REVIEW_RATE,
			.grade = GRADE_GOOD,
			.study_day = day,
		};

		if (card.ratings)
			plan->cards[day - plan->first_day] += n;
		else
			plan->new[day - plan->first_day] += n;
		replay_step(rules, &card, &review);
		day = card.due_day;
	}
}

void plan_add(struct plan *plan, const struct replay_rules *rules,
	      const struct schedule *card, int32_t asked_on_day)
{
	add(plan, rules, *card,
	    asked_on_day < plan->first_day ? plan->first_day : asked_on_day, 1);
}

void plan_add_new(struct plan *plan, const struct replay_rules *rules,
		  int64_t unseen, int64_t today, int64_t per_day)
{
	int64_t n = today;

	for (int i = 0; i < PLAN_DAYS && unseen > 0; i++) {
		if (n > unseen)
			n = unseen;
		if (n > 0)
			add(plan, rules, schedule_new, plan->first_day + i, n);
		unseen -= n;
		n = per_day;
	}
}
