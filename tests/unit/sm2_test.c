#include "core/sm2.h"

#include "unit.h"

#include "core/review.h"

static const int32_t day = 20000;

static struct schedule after(const char *grades)
{
	struct schedule card = schedule_new;

	for (; *grades; grades++)
		sm2_rate(&card, *grades - '0', day, INTERVAL_MOST_DAYS);
	return card;
}

/* One line of tests/data/sm2.csv: rule,most_days,grades,states. */
static void check_vector(char *line)
{
	struct schedule card = schedule_new;
	const char *rule = strtok(line, ",");
	int most_days = atoi(strtok(NULL, ","));
	const char *grades = strtok(NULL, ",");
	const char *state = strtok(NULL, ",\n");

	for (int step = 0; grades[step]; step++) {
		int n, interval, ease, used = 0;

		assert_int_equal(sscanf(state, "%d/%d/%d%n", &n, &interval,
					&ease, &used),
				 3);
		state += used;
		sm2_rate(&card, grades[step] - '0', day, most_days);
		if (card.repetitions != n || card.interval_days != interval ||
		    card.ease_centi != ease || card.due_day != day + interval)
			fail_msg("%s: %s, step %d: %d/%d/%d due %d, not "
				 "%d/%d/%d",
				 rule, grades, step + 1, card.repetitions,
				 card.interval_days, card.ease_centi,
				 card.due_day - day, n, interval, ease);
	}
}

static void every_vector_agrees_in_every_step(void **state)
{
	FILE *in = fopen("tests/data/sm2.csv", "r");
	char line[1024];
	int vectors = -1;

	(void)state;
	assert_non_null(in);
	while (fgets(line, sizeof(line), in))
		if (vectors++ >= 0)
			check_vector(line);
	fclose(in);
	assert_true(vectors >= 150);
}

static void the_first_passes_give_one_and_six_days_whatever_the_grade(
	void **state)
{
	(void)state;
	for (char grade = '3'; grade <= '5'; grade++) {
		const char grades[] = { grade, grade, '\0' };

		assert_int_equal(after(grades + 1).interval_days, 1);
		assert_int_equal(after(grades).interval_days, 6);
	}
}

static void the_product_takes_the_ease_from_before_the_grade(void **state)
{
	(void)state;
	assert_int_equal(after("445").interval_days, 15);
	assert_int_equal(after("443").interval_days, 15);
	assert_int_equal(after("445").ease_centi, 260);
	assert_int_equal(after("443").ease_centi, 236);
}

static void a_fraction_of_a_day_is_rounded_up(void **state)
{
	(void)state;
	/* 6 * 2.6 = 15.6; 15 * 2.5 = 37.5; 38 * 2.5 = 95 */
	assert_int_equal(after("454").interval_days, 16);
	assert_int_equal(after("4444").interval_days, 38);
	assert_int_equal(after("44444").interval_days, 95);
}

/* 2.5 - 0.14 - 0.14 + 0.1 + 0.1 + ... stands a little above the true value in
 * binary, so that a product that is a whole number would be rounded up. */
static void whole_products_are_not_rounded_up_by_binary_noise(void **state)
{
	int wrong_in_double = 0;

	(void)state;
	for (int threes = 0; threes < 8; threes++) {
		for (int fives = 0; fives < 12; fives++) {
			struct schedule card = { .ease_centi = 250 };
			double ease = 2.5;

			for (int i = 0; i < threes; i++) {
				sm2_rate(&card, 3, day, 100000);
				ease += 0.1 - 2 * (0.08 + 2 * 0.02);
			}
			for (int i = 0; i < fives; i++) {
				sm2_rate(&card, 5, day, 100000);
				ease += 0.1;
			}
			if (card.ease_centi <= EASE_LEAST_CENTI)
				continue;
			card.repetitions = 2;
			card.interval_days = 100;
			sm2_rate(&card, 4, day, 100000);
			assert_int_equal(card.interval_days, card.ease_centi);
			wrong_in_double += 100 * ease > card.interval_days;
		}
	}
	assert_true(wrong_in_double > 5);
}

static void each_grade_from_three_moves_the_ease_by_its_step(void **state)
{
	(void)state;
	assert_int_equal(after("3").ease_centi, 236);
	assert_int_equal(after("4").ease_centi, 250);
	assert_int_equal(after("5").ease_centi, 260);
}

static void the_ease_never_falls_under_its_floor(void **state)
{
	(void)state;
	assert_int_equal(after("33333333").ease_centi, 138);
	assert_int_equal(after("333333333").ease_centi, EASE_LEAST_CENTI);
	assert_int_equal(after("33333333333").ease_centi, EASE_LEAST_CENTI);
	assert_int_equal(after("3333333335").ease_centi, 140);
}

static void the_ease_has_no_ceiling(void **state)
{
	struct schedule card = schedule_new;

	(void)state;
	for (int i = 0; i < 100; i++)
		sm2_rate(&card, GRADE_EASY, day, INTERVAL_MOST_DAYS);
	assert_int_equal(card.ease_centi, 1250);
}

static void a_failure_begins_again_and_leaves_the_ease(void **state)
{
	(void)state;
	for (int grade = 0; grade < GRADE_PASS; grade++) {
		struct schedule card = after("5553");
		int ease = card.ease_centi;

		sm2_rate(&card, grade, day, INTERVAL_MOST_DAYS);
		assert_int_equal(card.ease_centi, ease);
		assert_int_equal(card.repetitions, 0);
		assert_int_equal(card.interval_days, 1);
		assert_int_equal(card.due_day, day + 1);
		sm2_rate(&card, GRADE_GOOD, day, INTERVAL_MOST_DAYS);
		assert_int_equal(card.interval_days, 1);
		sm2_rate(&card, GRADE_GOOD, day, INTERVAL_MOST_DAYS);
		assert_int_equal(card.interval_days, 6);
	}
}

static void a_lapse_is_a_failure_after_a_pass(void **state)
{
	(void)state;
	assert_int_equal(after("000").lapses, 0);
	assert_int_equal(after("40").lapses, 1);
	assert_int_equal(after("400").lapses, 1);
	assert_int_equal(after("4040").lapses, 2);
}

static void no_interval_is_shorter_than_a_day(void **state)
{
	struct schedule card = { .repetitions = 2, .ease_centi = 250 };

	(void)state;
	sm2_rate(&card, GRADE_GOOD, day, 30);
	assert_int_equal(card.interval_days, 1);
}

static void no_interval_is_longer_than_allowed(void **state)
{
	struct schedule card = schedule_new;

	(void)state;
	for (int i = 0; i < 5; i++)
		sm2_rate(&card, GRADE_EASY, day, 30);
	assert_int_equal(card.interval_days, 30);
	assert_int_equal(card.due_day, day + 30);
	sm2_rate(&card, GRADE_WRONG, day, 1);
	sm2_rate(&card, GRADE_GOOD, day, 1);
	sm2_rate(&card, GRADE_GOOD, day, 1);
	assert_int_equal(card.interval_days, 1);
}

static void ten_thousand_easy_answers_do_not_overflow(void **state)
{
	struct schedule card = schedule_new;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		sm2_rate(&card, GRADE_EASY, day, INTERVAL_MOST_DAYS);
		assert_in_range(card.interval_days, 1, INTERVAL_MOST_DAYS);
	}
	assert_int_equal(card.interval_days, INTERVAL_MOST_DAYS);
	assert_int_equal(card.repetitions, 10000);
	assert_int_equal(card.ease_centi, 250 + 10 * 10000);
}

static void nothing_else_of_the_schedule_is_touched(void **state)
{
	struct schedule card = {
		.ease_centi = 250,
		.last_day = 1,
		.drill_day = 2,
		.first_day = 3,
		.last_grade = 4,
		.last_at_ms = 5,
		.last_id = 6,
		.ratings = 7,
	};

	(void)state;
	sm2_rate(&card, GRADE_HARD, day, INTERVAL_MOST_DAYS);
	assert_int_equal(card.last_day, 1);
	assert_int_equal(card.drill_day, 2);
	assert_int_equal(card.first_day, 3);
	assert_int_equal(card.last_grade, 4);
	assert_int_equal(card.last_at_ms, 5);
	assert_int_equal(card.last_id, 6);
	assert_int_equal(card.ratings, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_vector_agrees_in_every_step),
		cmocka_unit_test(
			the_first_passes_give_one_and_six_days_whatever_the_grade),
		cmocka_unit_test(
			the_product_takes_the_ease_from_before_the_grade),
		cmocka_unit_test(a_fraction_of_a_day_is_rounded_up),
		cmocka_unit_test(
			whole_products_are_not_rounded_up_by_binary_noise),
		cmocka_unit_test(
			each_grade_from_three_moves_the_ease_by_its_step),
		cmocka_unit_test(the_ease_never_falls_under_its_floor),
		cmocka_unit_test(the_ease_has_no_ceiling),
		cmocka_unit_test(a_failure_begins_again_and_leaves_the_ease),
		cmocka_unit_test(a_lapse_is_a_failure_after_a_pass),
		cmocka_unit_test(no_interval_is_shorter_than_a_day),
		cmocka_unit_test(no_interval_is_longer_than_allowed),
		cmocka_unit_test(ten_thousand_easy_answers_do_not_overflow),
		cmocka_unit_test(nothing_else_of_the_schedule_is_touched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
