#include "core/learner.h"

#include "core/queue.h"
#include "unit.h"

enum { TODAY = 20000, MILLION = 1000000 };

static struct schedule card_of(int repetitions, int interval_days)
{
	return (struct schedule){
		.repetitions = repetitions,
		.interval_days = interval_days,
		.ease_centi = EASE_INITIAL_CENTI,
		.due_day = TODAY,
		.ratings = interval_days > 0,
	};
}

/* How many of so many answers are of each grade. */
static void grades_of(const struct learner *learner, enum review_kind kind,
		      const struct schedule *card, int32_t day, int answers,
		      int *grades)
{
	struct random random = seeded(5);

	memset(grades, 0, GRADE_COUNT * sizeof(*grades));
	for (int i = 0; i < answers; i++)
		grades[learner_grade(learner, kind, card, day,
				     random_next(&random))]++;
}

static void an_answer_is_of_the_kind_that_its_card_makes_it(void **state)
{
	(void)state;
	assert_int_equal(learner_kind(REVIEW_RATE, STATE_NEW, 0), LEARNER_NEW);
	assert_int_equal(learner_kind(REVIEW_RATE, STATE_LEARNING, 1),
			 LEARNER_LEARNING);
	assert_int_equal(learner_kind(REVIEW_DRILL, STATE_MATURE, 90),
			 LEARNER_DRILL);
	for (int i = 0; i < INTERVAL_CLASS_COUNT; i++) {
		int first = interval_classes[i];

		assert_int_equal(learner_kind(REVIEW_RATE, STATE_YOUNG, first),
				 LEARNER_AGAIN + i);
		if (i > 0)
			assert_int_equal(learner_kind(REVIEW_RATE, STATE_YOUNG,
						      first - 1),
					 LEARNER_AGAIN + i - 1);
	}
}

static void of_whom_nothing_is_known_nine_of_ten_are_recalled(void **state)
{
	struct learner learner = learner_supposed();
	const struct learner_counts none = { 0 };
	int grades[GRADE_COUNT];

	(void)state;
	learner_measure(&learner, &none);
	for (int interval = 0; interval < 500; interval += 99) {
		struct schedule card = card_of(interval > 0, interval);

		grades_of(&learner, REVIEW_RATE, &card, TODAY, 20000, grades);
		assert_in_range(grades[GRADE_GOOD], 17800, 18200);
		assert_int_equal(grades[GRADE_GOOD] + grades[GRADE_AGAIN],
				 20000);
		assert_int_equal(learner_ms(&learner, REVIEW_RATE, &card),
				 USUAL_ANSWER_MS);
	}
}

static void many_answers_count_as_they_were_given(void **state)
{
	struct learner learner = learner_supposed();
	struct learner_counts counts = {
		.kinds[LEARNER_NEW] = {
			.grades = { 10000, 20000, 30000, 15000, 20000, 5000 },
			.ms = INT64_C(100000) * 7000,
		},
	};
	struct schedule card = schedule_new;
	int grades[GRADE_COUNT];

	(void)state;
	learner_measure(&learner, &counts);
	grades_of(&learner, REVIEW_RATE, &card, TODAY, 100000, grades);
	for (int grade = 0; grade < GRADE_COUNT; grade++) {
		int64_t wanted = counts.kinds[LEARNER_NEW].grades[grade];

		assert_in_range(grades[grade], wanted - 500, wanted + 500);
	}
	assert_int_equal(learner_ms(&learner, REVIEW_RATE, &card), 7000);
	assert_int_equal(learner_ms(&learner, REVIEW_DRILL, &card),
			 USUAL_ANSWER_MS);
}

static int64_t recall_of(const struct learner *learner, int kind)
{
	const int64_t *ppm = learner->habits[kind].grades_ppm;

	return ppm[GRADE_HARD] + ppm[GRADE_GOOD] + ppm[GRADE_EASY];
}

static void few_answers_count_beside_what_is_supposed(void **state)
{
	struct learner learner = learner_supposed();
	const struct learner_counts counts = {
		.kinds[LEARNER_NEW] = { .grades[GRADE_AGAIN] = 10,
					.ms = 200000 },
	};

	(void)state;
	learner_measure(&learner, &counts);
	assert_int_equal(recall_of(&learner, LEARNER_NEW), 450000);
	assert_int_equal(learner.habits[LEARNER_NEW].ms, 15000);
	assert_int_equal(recall_of(&learner, LEARNER_LEARNING), 900000);
}

static void an_interval_without_answers_goes_by_the_others(void **state)
{
	struct learner learner = learner_supposed();
	const struct learner_counts counts = {
		.kinds[LEARNER_AGAIN] = { .grades = { [GRADE_AGAIN] = 400,
						      [GRADE_GOOD] = 600 },
					  .promised_ppm = INT64_C(900000) *
							  1000 },
	};

	(void)state;
	learner_measure(&learner, &counts);
	assert_in_range(recall_of(&learner, LEARNER_AGAIN), 600000, 601000);
	assert_in_range(recall_of(&learner, LEARNER_DRILL - 1), 600000, 604000);
}

static void what_is_known_of_all_cards_is_supposed_of_some(void **state)
{
	struct learner learner = learner_supposed();
	const struct learner_counts all = {
		.kinds[LEARNER_NEW] = { .grades = { [GRADE_AGAIN] = 500000,
						    [GRADE_GOOD] = 500000 } },
	};
	const struct learner_counts some = {
		.kinds[LEARNER_NEW] = { .grades[GRADE_GOOD] = 10 },
	};

	(void)state;
	learner_measure(&learner, &all);
	learner_measure(&learner, &some);
	assert_in_range(recall_of(&learner, LEARNER_NEW), 749900, 750100);
}

static void a_late_card_is_recalled_less_and_an_early_one_more(void **state)
{
	struct learner learner = learner_supposed();
	struct schedule card = card_of(3, 10);
	int grades[GRADE_COUNT];
	int before = 20000;

	(void)state;
	for (int late = -10; late <= 40; late += 10) {
		grades_of(&learner, REVIEW_RATE, &card, TODAY + late, 20000,
			  grades);
		assert_in_range(grades[GRADE_GOOD], 0, before);
		before = grades[GRADE_GOOD];
		if (late == -10)
			assert_int_equal(before, 20000);
	}
	/* 0.9 to the fifth */
	assert_in_range(before, 11500, 12100);
}

/* Nobody promised anything on the day itself. */
static void a_drill_goes_by_the_drills(void **state)
{
	struct learner learner = learner_supposed();
	struct schedule card = card_of(3, 10);
	int grades[GRADE_COUNT], late[GRADE_COUNT];

	(void)state;
	grades_of(&learner, REVIEW_DRILL, &card, TODAY, 20000, grades);
	assert_in_range(grades[GRADE_GOOD], 17800, 18200);
	grades_of(&learner, REVIEW_DRILL, &card, TODAY + 40, 20000, late);
	assert_memory_equal(grades, late, sizeof(grades));
}

/* Of a learner who recalls so much at a promise of so much. */
static int64_t recalled_when_late(int64_t ppm, int64_t promised_ppm,
				  int32_t late)
{
	struct learner learner = learner_supposed();
	struct learner_counts counts = { 0 };
	struct schedule card = card_of(3, 10);
	int grades[GRADE_COUNT];

	counts.kinds[LEARNER_AGAIN + 1] = (struct learner_count){
		.grades = { [GRADE_AGAIN] = (MILLION - ppm) * 1000,
			    [GRADE_GOOD] = ppm * 1000 },
		.promised_ppm = promised_ppm * MILLION * 1000,
	};
	learner_measure(&learner, &counts);
	grades_of(&learner, REVIEW_RATE, &card, TODAY + late, 100000, grades);
	return grades[GRADE_GOOD] * INT64_C(10);
}

static void who_forgets_slowly_forgets_late_cards_slowly(void **state)
{
	(void)state;
	assert_in_range(recalled_when_late(950000, 900000, 0), 945000, 955000);
	assert_in_range(recalled_when_late(950000, 900000, 30), 808000, 820000);
	assert_in_range(recalled_when_late(600000, 900000, 10), 353000, 367000);
	assert_int_equal(recalled_when_late(MILLION, 900000, 500), MILLION);
	assert_int_equal(recalled_when_late(0, 900000, 0), 0);
}

static void a_habit_of_being_late_is_in_what_was_measured(void **state)
{
	(void)state;
	assert_in_range(recalled_when_late(729000, 729000, 0), 894000, 906000);
	assert_in_range(recalled_when_late(900000, 729000, 0), 959000, 972000);
	assert_in_range(recalled_when_late(900000, 729000, 20), 894000, 906000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			an_answer_is_of_the_kind_that_its_card_makes_it),
		cmocka_unit_test(
			of_whom_nothing_is_known_nine_of_ten_are_recalled),
		cmocka_unit_test(many_answers_count_as_they_were_given),
		cmocka_unit_test(few_answers_count_beside_what_is_supposed),
		cmocka_unit_test(
			an_interval_without_answers_goes_by_the_others),
		cmocka_unit_test(
			what_is_known_of_all_cards_is_supposed_of_some),
		cmocka_unit_test(
			a_late_card_is_recalled_less_and_an_early_one_more),
		cmocka_unit_test(a_drill_goes_by_the_drills),
		cmocka_unit_test(who_forgets_slowly_forgets_late_cards_slowly),
		cmocka_unit_test(a_habit_of_being_late_is_in_what_was_measured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
