#include "core/simulation_figure.h"

#include "unit.h"

enum { TODAY = 20000, RUNS = 2, DAYS = 10 };

/* Two runs of ten days: in the second all is twice as much, and day 6 is the
 * heaviest of both. */
static struct simulation_result result_of(struct arena *arena)
{
	struct simulation_result result = {
		.runs = RUNS,
		.days = DAYS,
		.first_day = TODAY,
		.day = arena_array(arena, RUNS * DAYS, sizeof(*result.day)),
		.cards = { [STATE_NEW] = 10, [STATE_MATURE] = 7 },
	};

	for (int i = 0; i < RUNS * DAYS; i++) {
		int64_t n = i < DAYS ? 1 : 2;

		result.day[i] = (struct simulation_day){
			.answers = 10 * n,
			.ms = (i % DAYS == 6 ? 90000 : 60000) * n,
			.new = 2 * n,
			.asked = 4 * n,
			.recalled = 3 * n,
			.waiting = i % DAYS *n,
		};
	}
	return result;
}

static void a_day_is_the_mean_of_its_runs_between_least_and_most(void **state)
{
	struct arena arena = { 0 };
	struct simulation_result result = result_of(&arena);
	struct figure days = simulation_days(&result, SIMULATION_DAY_COLUMNS,
					     &arena);

	(void)state;
	assert_int_equal(days.row_count, DAYS);
	assert_int_equal(figure_number(&days, 6, "day"), TODAY + 6);
	assert_int_equal(figure_number(&days, 6, "answers"), 15);
	assert_int_equal(figure_number(&days, 6, "ms"), 135000);
	assert_int_equal(figure_number(&days, 6, "ms_low"), 90000);
	assert_int_equal(figure_number(&days, 6, "ms_high"), 180000);
	assert_int_equal(figure_number(&days, 6, "new"), 3);
	assert_int_equal(figure_number(&days, 6, "waiting"), 9);
	assert_int_equal(figure_number(&days, 6, "asked"), 6);
	assert_int_equal(figure_number(&days, 6, "recalled"), 5);
	arena_release(&arena);
}

static void the_least_may_come_in_any_run(void **state)
{
	struct arena arena = { 0 };
	struct simulation_result result = result_of(&arena);
	struct figure days;

	(void)state;
	result.day[DAYS + 6].ms = 5000;
	days = simulation_days(&result, SIMULATION_DAY_COLUMNS, &arena);
	assert_int_equal(figure_number(&days, 6, "ms_low"), 5000);
	assert_int_equal(figure_number(&days, 6, "ms_high"), 90000);
	arena_release(&arena);
}

static void people_are_shown_fewer_columns(void **state)
{
	struct arena arena = { 0 };
	struct simulation_result result = result_of(&arena);
	struct figure days = simulation_days(&result, SIMULATION_WITH_NEW,
					     &arena);

	(void)state;
	assert_int_equal(days.row_count, DAYS);
	assert_int_equal(figure_number(&days, DAYS - 1, "day"),
			 TODAY + DAYS - 1);
	assert_int_equal(figure_number(&days, 6, "new"), 3);
	assert_null(figure_at(&days, 0, "waiting"));
	arena_release(&arena);
}

static void the_whole_is_summed_up_in_a_row_each(void **state)
{
	struct arena arena = { 0 };
	struct simulation_result result = result_of(&arena);
	struct simulation one = { .new_per_day = 5, .first_day = TODAY };
	struct simulation other = { .new_per_day = 9,
				    .reviews_per_day = 50,
				    .first_day = TODAY };
	const struct simulated list[] = { { &one, &result },
					  { &other, &result } };
	struct figure all = simulation_summary(list, 2, &arena);

	(void)state;
	assert_int_equal(all.row_count, 2);
	assert_int_equal(figure_number(&all, 0, "new_per_day"), 5);
	assert_int_equal(figure_number(&all, 1, "new_per_day"), 9);
	assert_int_equal(figure_number(&all, 1, "reviews_per_day"), 50);
	assert_int_equal(figure_number(&all, 0, "answers"), 150);
	assert_int_equal(figure_number(&all, 0, "ms"), 945000);
	assert_int_equal(figure_number(&all, 0, "ms_per_day"), 94500);
	assert_int_equal(figure_number(&all, 0, "most_ms"), 135000);
	assert_int_equal(figure_number(&all, 0, "most_day"), TODAY + 6);
	assert_int_equal(figure_number(&all, 0, "learned"), 30);
	assert_int_equal(figure_number(&all, 0, "mature"), 4);
	assert_int_equal(figure_number(&all, 0, "unseen"), 5);
	assert_int_equal(figure_number(&all, 0, "waiting"), 14);
	assert_int_equal(figure_number(&all, 0, "share"), 750000);
	arena_release(&arena);
}

static void what_never_happens_has_neither_share_nor_day(void **state)
{
	struct arena arena = { 0 };
	struct simulation_result result = result_of(&arena);
	struct simulation simulation = { .first_day = TODAY };
	const struct simulated list[] = { { &simulation, &result } };
	struct figure all;

	(void)state;
	memset(result.day, 0, RUNS * DAYS * sizeof(*result.day));
	all = simulation_summary(list, 1, &arena);
	assert_false(figure_at(&all, 0, "share")->known);
	assert_false(figure_at(&all, 0, "most_day")->known);
	assert_int_equal(figure_number(&all, 0, "most_ms"), 0);
	arena_release(&arena);
}

static void two_settings_are_compared_in_minutes(void **state)
{
	struct arena arena = { 0 };
	struct simulation_result result = result_of(&arena), more = result;
	struct simulation one = { .new_per_day = 20 },
			  other = { .new_per_day = 10 };
	const struct simulated list[] = { { &one, &more },
					  { &other, &result } };

	(void)state;
	more.day = arena_array(&arena, RUNS * DAYS, sizeof(*more.day));
	for (int i = 0; i < RUNS * DAYS; i++)
		more.day[i].ms = 10 * result.day[i].ms;
	assert_string_equal(simulation_comparison(list, &arena),
			    "20 new a day: 23 min at the peak, 16 on "
			    "average; with your 10: 2 and 2.");
	one.reviews_per_day = 7;
	assert_string_equal(simulation_comparison(list, &arena),
			    "With the limit asked for: 23 min at the "
			    "peak, 16 on average; as you have set it: 2 and "
			    "2.");
	arena_release(&arena);
}

static const struct learner_counts some = {
	.kinds = {
		[LEARNER_NEW] = { .grades = { [GRADE_AGAIN] = 3,
					      [GRADE_GOOD] = 1 },
				  .ms = 40000 },
		[LEARNER_AGAIN] = { .grades[GRADE_HARD] = 2, .ms = 5000 },
		[LEARNER_DRILL] = { .grades[GRADE_GOOD] = 4, .ms = 5000 },
	},
	.since_day = TODAY,
};

static void the_basis_is_what_was_answered(void **state)
{
	const struct learner_counts all = { .kinds[LEARNER_NEW].grades = { 99 },
					    .since_day = TODAY - 9 };
	struct simulation_source source = { .all = &all,
					    .chosen = &some,
					    .runs = 20 };
	struct arena arena = { 0 };
	struct figure basis = simulation_basis(&source, &arena);

	(void)state;
	assert_int_equal(figure_number(&basis, 0, "answers"), 10);
	assert_int_equal(figure_number(&basis, 0, "since"), TODAY);
	assert_int_equal(figure_number(&basis, 0, "new_share"), 250000);
	assert_int_equal(figure_number(&basis, 0, "again_share"), 1000000);
	assert_int_equal(figure_number(&basis, 0, "ms_per_answer"), 5000);
	assert_int_equal(figure_number(&basis, 0, "answers_of_all"), 99);
	assert_int_equal(figure_number(&basis, 0, "runs"), 20);
	source.chosen = NULL;
	basis = simulation_basis(&source, &arena);
	assert_int_equal(figure_number(&basis, 0, "answers"), 99);
	arena_release(&arena);
}

static void it_says_what_it_goes_by(void **state)
{
	const struct learner_counts none = { .since_day = DAY_NONE };
	struct simulation_source source = { .all = &none, .runs = 3 };
	struct arena arena = { 0 };

	(void)state;
	assert_non_null(
		strstr(simulation_caution(&source, &arena), "no answers yet"));
	source.all = &some;
	assert_non_null(strstr(simulation_caution(&source, &arena),
			       "your 10 answers since 2024-10-04;"));
	source.chosen = &none;
	assert_non_null(strstr(simulation_caution(&source, &arena),
			       "your 0 answers to these cards; where there are "
			       "few, by all your 10 since 2024-10-04,"));
	assert_non_null(
		strstr(simulation_caution(&source, &arena), "of 3 runs"));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_day_is_the_mean_of_its_runs_between_least_and_most),
		cmocka_unit_test(the_least_may_come_in_any_run),
		cmocka_unit_test(people_are_shown_fewer_columns),
		cmocka_unit_test(the_whole_is_summed_up_in_a_row_each),
		cmocka_unit_test(what_never_happens_has_neither_share_nor_day),
		cmocka_unit_test(two_settings_are_compared_in_minutes),
		cmocka_unit_test(the_basis_is_what_was_answered),
		cmocka_unit_test(it_says_what_it_goes_by),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
