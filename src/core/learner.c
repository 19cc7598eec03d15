#include "core/learner.h"

#include "core/queue.h"

enum { MILLION = 1000000, SUPPOSED_PPM = 900000 };

static int interval_place(int interval_days)
{
	int place = 0;

	while (place + 1 < INTERVAL_CLASS_COUNT &&
	       interval_days >= interval_classes[place + 1])
		place++;
	return place;
}

int learner_kind(enum review_kind kind, enum card_state state,
		 int interval_days)
{
	if (kind == REVIEW_DRILL)
		return LEARNER_DRILL;
	if (state == STATE_NEW)
		return LEARNER_NEW;
	if (state == STATE_LEARNING)
		return LEARNER_LEARNING;
	return LEARNER_AGAIN + interval_place(interval_days);
}

static bool is_promised(int kind)
{
	return kind >= LEARNER_AGAIN && kind < LEARNER_DRILL;
}

static int64_t recalled_ppm(const struct learner_habit *habit)
{
	return MILLION - habit->grades_ppm[GRADE_BLACKOUT] -
	       habit->grades_ppm[GRADE_WRONG] -
	       habit->grades_ppm[GRADE_WRONG_EASY];
}

static void find_ages(struct learner_habit *habit)
{
	habit->age = recall_age(recalled_ppm(habit));
	habit->promised_age = habit->promised_ppm
				      ? recall_age(habit->promised_ppm)
				      : 0;
}

struct learner learner_supposed(void)
{
	struct learner learner;

	for (int kind = 0; kind < LEARNER_KINDS; kind++) {
		learner.habits[kind] = (struct learner_habit){
			.grades_ppm[GRADE_AGAIN] = MILLION - SUPPOSED_PPM,
			.grades_ppm[GRADE_GOOD] = SUPPOSED_PPM,
			.ms = USUAL_ANSWER_MS,
			.promised_ppm = is_promised(kind) ? SUPPOSED_PPM : 0,
		};
		find_ages(&learner.habits[kind]);
	}
	return learner;
}

int64_t learner_recalled(const struct learner_count *count)
{
	return count->grades[GRADE_HARD] + count->grades[GRADE_GOOD] +
	       count->grades[GRADE_EASY];
}

int64_t learner_answers(const struct learner_count *count)
{
	return count->grades[GRADE_BLACKOUT] + count->grades[GRADE_WRONG] +
	       count->grades[GRADE_WRONG_EASY] + learner_recalled(count);
}

struct learner_count learner_sum(const struct learner_counts *counts, int first,
				 int end)
{
	struct learner_count sum = { 0 };

	for (int kind = first; kind < end; kind++) {
		const struct learner_count *count = &counts->kinds[kind];

		for (int grade = 0; grade < GRADE_COUNT; grade++)
			sum.grades[grade] += count->grades[grade];
		sum.ms += count->ms;
		sum.promised_ppm += count->promised_ppm;
	}
	return sum;
}

static void measure(struct learner_habit *habit,
		    const struct learner_count *count)
{
	int64_t answers = learner_answers(count) + LEARNER_SUPPOSED;

	for (int grade = 0; grade < GRADE_COUNT; grade++)
		habit->grades_ppm[grade] = (count->grades[grade] * MILLION +
					    habit->grades_ppm[grade] *
						    LEARNER_SUPPOSED) /
					   answers;
	habit->ms = (count->ms + habit->ms * LEARNER_SUPPOSED) / answers;
	habit->promised_ppm = (count->promised_ppm +
			       habit->promised_ppm * LEARNER_SUPPOSED) /
			      answers;
}

void learner_measure(struct learner *learner,
		     const struct learner_counts *counts)
{
	struct learner_count again = learner_sum(counts, LEARNER_AGAIN,
						 LEARNER_DRILL);

	for (int kind = 0; kind < LEARNER_KINDS; kind++) {
		if (is_promised(kind))
			measure(&learner->habits[kind], &again);
		measure(&learner->habits[kind], &counts->kinds[kind]);
		find_ages(&learner->habits[kind]);
	}
}

static const struct learner_habit *habit_of(const struct learner *learner,
					    enum review_kind kind,
					    const struct schedule *card)
{
	return &learner->habits[learner_kind(kind, schedule_state(card),
					     card->interval_days)];
}

static int64_t recall_ppm(const struct learner_habit *habit,
			  const struct schedule *card, int32_t study_day)
{
	int64_t elapsed = (int64_t)study_day - card->due_day +
			  card->interval_days;

	if (card->repetitions == 0 || habit->promised_age == 0)
		return recalled_ppm(habit);
	return recall_promised_ppm(elapsed * habit->age,
				   (int64_t)card->interval_days *
					   habit->promised_age);
}

/* One of three grades, as often as each is given. */
static int choose(const struct learner_habit *habit, int first, uint32_t chance)
{
	const int64_t *ppm = &habit->grades_ppm[first];
	int64_t at = (ppm[0] + ppm[1] + ppm[2]) * (int64_t)chance >> 32;

	return at < ppm[0]	      ? first
	       : at < ppm[0] + ppm[1] ? first + 1
				      : first + 2;
}

int learner_grade(const struct learner *learner, enum review_kind kind,
		  const struct schedule *card, int32_t study_day,
		  uint64_t chance)
{
	const struct learner_habit *habit = habit_of(learner, kind, card);
	int64_t ppm = recall_ppm(habit, card, study_day);
	bool recalled = (int64_t)((chance >> 32) * MILLION >> 32) < ppm;

	return choose(habit, recalled ? GRADE_HARD : GRADE_BLACKOUT,
		      (uint32_t)chance);
}

int64_t learner_ms(const struct learner *learner, enum review_kind kind,
		   const struct schedule *card)
{
	return habit_of(learner, kind, card)->ms;
}
