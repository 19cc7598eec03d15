#include "core/replay.h"

#include "core/sm2.h"

static void rate(const struct replay_rules *rules, struct schedule *card,
		 const struct review *review)
{
	sm2_rate(card, review->grade, review->study_day,
		 rules->interval_most_days);
	card->drill_day = review->grade < GRADE_DONE ? review->study_day
						     : DAY_NONE;
	card->last_day = review->study_day;
	card->last_grade = review->grade;
	card->failures += review->grade < GRADE_PASS;
	if (card->ratings++ == 0)
		card->first_day = review->study_day;
}

static void drill(struct schedule *card, const struct review *review)
{
	if (card->ratings == 0)
		return;
	if (review->grade >= GRADE_DONE || review->study_day > card->drill_day)
		card->drill_day = DAY_NONE;
	card->last_day = review->study_day;
	card->last_grade = review->grade;
}

void replay_step(const struct replay_rules *rules, struct schedule *card,
		 const struct review *review)
{
	if (review->kind == REVIEW_RATE)
		rate(rules, card, review);
	else if (review->kind == REVIEW_DRILL)
		drill(card, review);
	else if (review->kind == REVIEW_RESET)
		*card = schedule_new;
	card->last_at_ms = review->answered_at_ms;
	card->last_id = review->id;
}

struct schedule replay(const struct replay_rules *rules,
		       const struct schedule *start,
		       const struct review *history, size_t count)
{
	struct schedule card = *start;

	for (size_t i = 0; i < count; i++)
		replay_step(rules, &card, &history[i]);
	return card;
}
