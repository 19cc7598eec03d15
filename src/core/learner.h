#ifndef CORE_LEARNER_H
#define CORE_LEARNER_H

#include "core/recall.h"
#include "core/review.h"

/*
 * How one learner answers: which grades, and how long an answer takes, for
 * cards of each state and interval, and in the drill.  Measured where there
 * are answers, supposed where there are none.  In integers: the same on every
 * machine.
 */

enum {
	LEARNER_NEW,
	LEARNER_LEARNING,
	LEARNER_AGAIN, /* young and mature, by the class of the interval */
	LEARNER_DRILL = LEARNER_AGAIN + INTERVAL_CLASS_COUNT,
	LEARNER_KINDS,
	LEARNER_SUPPOSED = 10, /* what is supposed counts as so many answers */
};

/* Answers of one kind, counted. */
struct learner_count {
	int64_t grades[GRADE_COUNT];
	int64_t ms;	      /* all of them together */
	int64_t promised_ppm; /* sum of the chances of recall */
};

struct learner_counts {
	struct learner_count kinds[LEARNER_KINDS];
	int32_t since_day; /* of the first answer, or DAY_NONE */
};

/* What an answer of one kind is like. */
struct learner_habit {
	int64_t grades_ppm[GRADE_COUNT]; /* how often each is given */
	int64_t ms;
	int64_t promised_ppm; /* the mean chance of recall at which it is so;
			       * 0 where nothing is promised */
	int32_t age, promised_age; /* at which the learner's own share, and
				    * that chance, would be promised;
				    * the latter 0 where nothing is */
};

struct learner {
	struct learner_habit habits[LEARNER_KINDS];
};

/* Which kind an answer is, by the card before it. */
int learner_kind(enum review_kind kind, enum card_state state,
		 int interval_days);

/* Of whom nothing is known: recalls nine cards of ten, as SM-2 means it, with
 * grade 4, fails with grade 1, and takes 10 seconds. */
struct learner learner_supposed(void);

/*
 * Go by what was counted, as far as there are answers: what the learner was
 * taken for before counts as LEARNER_SUPPOSED more of them.  An interval with
 * few answers goes by all intervals first.
 */
void learner_measure(struct learner *learner,
		     const struct learner_counts *counts);

/*
 * The grade of an answer on a study day, as `chance` (64 random bits) has it.
 * A card that is asked late is recalled less often: this learner forgets along
 * the curve of recall_promised_ppm(), so much faster or slower that it meets
 * what was measured.
 */
int learner_grade(const struct learner *learner, enum review_kind kind,
		  const struct schedule *card, int32_t study_day,
		  uint64_t chance);

/* Milliseconds that an answer takes. */
int64_t learner_ms(const struct learner *learner, enum review_kind kind,
		   const struct schedule *card);

/* How many answers were counted; how many of them recalled the card. */
int64_t learner_answers(const struct learner_count *count);
int64_t learner_recalled(const struct learner_count *count);

/* The counts of the kinds from `first` to before `end` together. */
struct learner_count learner_sum(const struct learner_counts *counts, int first,
				 int end);

#endif
