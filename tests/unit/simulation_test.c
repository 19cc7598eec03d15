#include "core/simulation.h"

#include "unit.h"

enum { TODAY = 20000, MILLION = 1000000 };

/* A learner who gives these grades, so many in a million each, at a promise of
 * so much; in the drill always the same one. */
static struct learner measured(const int64_t grades_ppm[GRADE_COUNT],
			       int64_t promised_ppm, int drill_grade)
{
	enum { MANY = 100000 };
	struct learner learner = learner_supposed();
	struct learner_counts counts = { 0 };

	for (int kind = 0; kind < LEARNER_KINDS; kind++) {
		struct learner_count *count = &counts.kinds[kind];

		for (int grade = 0; grade < GRADE_COUNT; grade++)
			count->grades[grade] = grades_ppm[grade] * MANY;
		count->promised_ppm = promised_ppm * MILLION * MANY;
		count->ms = INT64_C(10000) * MILLION * MANY;
	}
	memset(&counts.kinds[LEARNER_DRILL].grades, 0,
	       sizeof(counts.kinds[LEARNER_DRILL].grades));
	counts.kinds[LEARNER_DRILL].grades[drill_grade] = (int64_t)MILLION *
							  MANY;
	learner_measure(&learner, &counts);
	return learner;
}

static struct learner one_who(int64_t again, int64_t hard, int64_t good,
			      int64_t easy)
{
	const int64_t grades_ppm[] = { 0, again, 0, hard, good, easy };

	return measured(grades_ppm, 900000, GRADE_GOOD);
}

/* New cards of one deck, each of a note of its own. */
static struct simulation_card *new_cards(struct arena *arena, size_t count)
{
	struct simulation_card *cards = arena_array(arena, count + 1,
						    sizeof(*cards));

	for (size_t i = 0; i < count; i++)
		cards[i] = (struct simulation_card){
			.id = (int64_t)(i + 1) * 256,
			.deck_id = 1,
			.asked_on_day = DAY_NONE,
			.schedule = schedule_new,
		};
	return cards;
}

static struct simulation_card scheduled(int64_t id, int32_t asked_on_day,
					int interval_days)
{
	return (struct simulation_card){
		.id = id,
		.deck_id = 1,
		.asked_on_day = asked_on_day,
		.schedule = {
			.repetitions = interval_days > 1 ? 2 : 1,
			.interval_days = interval_days,
			.ease_centi = EASE_INITIAL_CENTI,
			.due_day = asked_on_day,
			.last_day = asked_on_day - interval_days,
			.drill_day = DAY_NONE,
			.first_day = asked_on_day - 30,
			.ratings = 2,
		},
	};
}

static struct simulation of(const struct simulation_card *cards, size_t count,
			    int days)
{
	return (struct simulation){
		.cards = cards,
		.count = count,
		.rules = { .interval_most_days = INTERVAL_MOST_DAYS },
		.learner = one_who(0, 0, MILLION, 0),
		.new_per_day = 20,
		.apart = true,
		.first_day = TODAY,
		.days = days,
	};
}

static struct simulation_result run(const struct simulation *simulation,
				    struct arena *arena)
{
	struct simulation_result result;

	simulation_run(simulation, 7, arena, &result);
	return result;
}

static struct simulation_day sum(const struct simulation_result *result)
{
	struct simulation_day sum = { 0 };

	for (int i = 0; i < result->runs * result->days; i++) {
		sum.answers += result->day[i].answers;
		sum.ms += result->day[i].ms;
		sum.new += result->day[i].new;
		sum.asked += result->day[i].asked;
		sum.recalled += result->day[i].recalled;
	}
	return sum;
}

/* ---- one card ---- */

static void a_card_always_recalled_comes_after_1_6_15_38_and_95_days(
	void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(new_cards(&arena, 1), 1, 160);
	struct simulation_result result = run(&simulation, &arena);

	(void)state;
	assert_int_equal(result.runs, SIMULATION_RUNS_MOST);
	for (int i = 0; i < result.runs * result.days; i++) {
		int day = i % result.days;

		assert_int_equal(result.day[i].answers,
				 day == 0 || day == 1 || day == 7 ||
					 day == 22 || day == 60 || day == 155);
		assert_int_equal(result.day[i].new, day == 0);
		assert_int_equal(result.day[i].ms,
				 10000 * result.day[i].answers);
	}
	assert_int_equal(result.cards[STATE_MATURE], result.runs);
	arena_release(&arena);
}

static void a_longest_interval_is_kept(void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(new_cards(&arena, 1), 1, 40);
	struct simulation_result result;

	(void)state;
	simulation.rules.interval_most_days = 10;
	result = run(&simulation, &arena);
	for (int day = 0; day < 40; day++)
		assert_int_equal(result.day[day].answers,
				 day == 0 || day == 1 || day == 7 ||
					 day == 17 || day == 27 || day == 37);
	arena_release(&arena);
}

static void a_card_never_recalled_comes_each_day_and_once_more(void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(new_cards(&arena, 1), 1, 30);
	struct simulation_result result;

	(void)state;
	simulation.learner = one_who(MILLION, 0, 0, 0);
	result = run(&simulation, &arena);
	for (int i = 0; i < result.runs * result.days; i++)
		assert_int_equal(result.day[i].answers, 2);
	assert_int_equal(result.cards[STATE_LEARNING], result.runs);
	assert_int_equal(sum(&result).asked, 0);
	arena_release(&arena);
}

static void a_drill_that_never_succeeds_ends_all_the_same(void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(new_cards(&arena, 1), 1, 3);
	struct simulation_result result;
	struct learner_habit *habit = &simulation.learner.habits[LEARNER_DRILL];

	(void)state;
	simulation.learner = one_who(MILLION, 0, 0, 0);
	habit->grades_ppm[GRADE_GOOD] = 0;
	habit->grades_ppm[GRADE_AGAIN] = MILLION;
	result = run(&simulation, &arena);
	assert_in_range(result.day[0].answers, 10, 100);
	arena_release(&arena);
}

static void a_drill_of_this_morning_is_finished_first(void **state)
{
	struct arena arena = { 0 };
	struct simulation_card card = scheduled(256, TODAY + 1, 1);
	struct simulation simulation = of(&card, 1, 2);
	struct simulation_result result;

	(void)state;
	card.schedule.drill_day = card.schedule.last_day = TODAY;
	card.schedule.repetitions = 0;
	result = run(&simulation, &arena);
	assert_int_equal(result.day[0].answers, 1);
	assert_int_equal(result.day[0].new, 0);
	assert_int_equal(result.day[1].answers, 1);
	arena_release(&arena);
}

static void a_card_that_was_answered_this_morning_is_not_asked_again(
	void **state)
{
	struct arena arena = { 0 };
	struct simulation_card card = scheduled(256, TODAY, 1);
	struct simulation simulation = of(&card, 1, 2);
	struct simulation_result result;

	(void)state;
	card.schedule.last_day = TODAY;
	result = run(&simulation, &arena);
	assert_int_equal(result.day[0].answers, 0);
	assert_int_equal(result.day[1].answers, 1);
	arena_release(&arena);
}

static void what_is_due_after_the_last_day_is_not_asked(void **state)
{
	struct arena arena = { 0 };
	struct simulation_card cards[] = { scheduled(256, TODAY + 1, 30),
					   scheduled(512, TODAY + 2, 30) };
	struct simulation simulation = of(cards, 2, 2);
	struct simulation_result result = run(&simulation, &arena);

	(void)state;
	assert_int_equal(sum(&result).answers, result.runs);
	arena_release(&arena);
}

/* ---- many ---- */

static void cards_are_sorted_by_deck_and_number(void **state)
{
	struct simulation_card cards[] = {
		{ .id = 3, .deck_id = 2 },
		{ .id = 4, .deck_id = 1 },
		{ .id = 2, .deck_id = 2 },
		{ .id = 1, .deck_id = 3 },
	};

	(void)state;
	simulation_sort(cards, COUNT(cards));
	assert_int_equal(cards[0].id, 4);
	assert_int_equal(cards[1].id, 2);
	assert_int_equal(cards[2].id, 3);
	assert_int_equal(cards[3].id, 1);
}

static void an_empty_collection_has_empty_days(void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(new_cards(&arena, 0), 0, 30);
	struct simulation_result result = run(&simulation, &arena);

	(void)state;
	assert_int_equal(sum(&result).answers, 0);
	assert_int_equal(result.cards[STATE_NEW], 0);
	arena_release(&arena);
}

/* Cards of several kinds; every third note has two cards. */
static struct simulation_card *mixed(struct arena *arena, size_t count)
{
	struct simulation_card *cards = new_cards(arena, count);
	struct random random = seeded(3);

	for (size_t i = 0; i < count; i++) {
		int64_t id = i % 3 == 1 ? cards[i - 1].id + 1 : cards[i].id;

		if (pick(&random, 2))
			cards[i] = scheduled(id, TODAY - 10 + pick(&random, 60),
					     1 + pick(&random, 50));
		cards[i].id = id;
		cards[i].deck_id = i < count / 2 ? 1 : 2;
	}
	simulation_sort(cards, count);
	return cards;
}

static void no_card_is_lost(void **state)
{
	enum { MANY = 500 };
	struct arena arena = { 0 };
	struct simulation simulation = of(mixed(&arena, MANY), MANY, 90);
	struct simulation_result result;
	int64_t cards = 0, new = 0;

	(void)state;
	simulation.learner = one_who(200000, 200000, 400000, 200000);
	result = run(&simulation, &arena);
	for (int state_of = 0; state_of < STATE_COUNT; state_of++)
		cards += result.cards[state_of];
	assert_int_equal(cards, (int64_t)MANY * result.runs);
	for (int i = 0; i < MANY; i++)
		new += simulation.cards[i].schedule.ratings == 0;
	assert_int_equal(sum(&result).new + result.cards[STATE_NEW],
			 new *result.runs);
	arena_release(&arena);
}

static void equal_seeds_give_equal_days_and_others_do_not(void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(mixed(&arena, 200), 200, 60);
	struct simulation_result a, b, c;
	size_t size = sizeof(*a.day) * 60 * SIMULATION_RUNS_MOST;

	(void)state;
	simulation.learner = one_who(200000, 200000, 400000, 200000);
	simulation_run(&simulation, 1, &arena, &a);
	simulation_run(&simulation, 1, &arena, &b);
	simulation_run(&simulation, 2, &arena, &c);
	assert_memory_equal(a.day, b.day, size);
	assert_memory_not_equal(a.day, c.day, size);
	assert_memory_not_equal(a.day, a.day + 60, size / SIMULATION_RUNS_MOST);
	arena_release(&arena);
}

static void limits_hold_on_each_day(void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(mixed(&arena, 600), 600, 60);
	struct simulation_result result;

	(void)state;
	simulation.learner = one_who(200000, 0, MILLION - 200000, 0);
	simulation.new_per_day = 5;
	simulation.reviews_per_day = 12;
	simulation.new_done = 3;
	simulation.reviews_done = 2;
	result = run(&simulation, &arena);
	for (int i = 0; i < result.runs * result.days; i++) {
		bool is_first = i % result.days == 0;

		assert_in_range(result.day[i].new, 0, is_first ? 2 : 5);
		assert_in_range(result.day[i].asked, 0, is_first ? 10 : 12);
		if (result.day[i].waiting > 100 && !is_first)
			assert_true(result.day[i].answers >= 12);
	}
	assert_true(result.day[5].waiting > 0);
	arena_release(&arena);
}

static void a_backlog_goes_in_one_day_without_a_limit(void **state)
{
	struct arena arena = { 0 };
	struct simulation_card *cards = new_cards(&arena, 100);
	struct simulation simulation = of(cards, 100, 30);
	struct simulation_result result;

	(void)state;
	for (int i = 0; i < 100; i++)
		cards[i] = scheduled(cards[i].id, TODAY - i, 200);
	result = run(&simulation, &arena);
	assert_int_equal(result.day[0].answers, 100);
	assert_int_equal(result.day[0].waiting, 0);
	simulation.reviews_per_day = 30;
	result = run(&simulation, &arena);
	for (int day = 0; day < 5; day++) {
		assert_int_equal(result.day[day].asked, day < 3	   ? 30
							: day == 3 ? 10
								   : 0);
		assert_int_equal(result.day[day].waiting,
				 day < 3 ? 70 - 30 * day : 0);
	}
	arena_release(&arena);
}

static void the_longest_waiting_card_is_asked_first(void **state)
{
	struct arena arena = { 0 };
	struct simulation_card cards[] = { scheduled(256, TODAY - 1, 20),
					   scheduled(512, TODAY - 9, 30),
					   scheduled(768, TODAY, 40) };
	struct simulation simulation = of(cards, 3, 100);
	struct simulation_result result;

	(void)state;
	simulation.reviews_per_day = 1;
	result = run(&simulation, &arena);
	/* 30, 20 and 40 days times 2.5, from days 0, 1 and 2. */
	for (int day = 0; day < 100; day++)
		assert_int_equal(result.day[day].answers,
				 day < 3 || day == 51 || day == 75);
	arena_release(&arena);
}

static void siblings_are_asked_on_different_days(void **state)
{
	struct arena arena = { 0 };
	struct simulation_card *cards = new_cards(&arena, 3);
	struct simulation simulation = of(cards, 3, 10);
	struct simulation_result result;

	(void)state;
	for (int i = 0; i < 3; i++)
		cards[i].id = 256 + i;
	result = run(&simulation, &arena);
	for (int i = 0; i < result.runs * result.days; i++)
		assert_in_range(result.day[i].answers, 0, 1);
	/* The first is due again on day 1, so the second waits until 2. */
	assert_int_equal(result.day[0].new, 1);
	assert_int_equal(result.day[1].new, 0);
	assert_int_equal(result.day[2].new, 1);
	simulation.apart = false;
	result = run(&simulation, &arena);
	assert_int_equal(result.day[0].new, 3);
	arena_release(&arena);
}

static void a_new_card_waits_for_a_sibling_that_a_limit_keeps(void **state)
{
	struct arena arena = { 0 };
	struct simulation_card cards[] = {
		scheduled(256, TODAY, 20),
		scheduled(257, TODAY - 1, 20),
		scheduled(512, TODAY - 2, 20),
	};
	struct simulation simulation = of(cards, 3, 4);
	struct simulation_result result;

	(void)state;
	cards[0].asked_on_day = DAY_NONE;
	cards[0].schedule = schedule_new;
	simulation.reviews_per_day = 1;
	result = run(&simulation, &arena);
	/* Day 0 is for the other note, day 1 for the sibling. */
	for (int i = 0; i < result.runs * result.days; i++)
		assert_int_equal(result.day[i].new, i % result.days == 2);
	arena_release(&arena);
}

static void a_buried_new_card_waits(void **state)
{
	struct arena arena = { 0 };
	struct simulation_card *cards = new_cards(&arena, 2);
	struct simulation simulation = of(cards, 2, 10);
	struct simulation_result result;

	(void)state;
	cards[0].asked_on_day = TODAY + 4;
	result = run(&simulation, &arena);
	for (int day = 0; day < 10; day++)
		assert_int_equal(result.day[day].new, day == 0 || day == 4);
	arena_release(&arena);
}

static void nothing_is_asked_in_an_absence(void **state)
{
	struct arena arena = { 0 };
	struct absence away = { TODAY + 10, TODAY + 19 };
	struct simulation_card *cards = mixed(&arena, 300);
	struct simulation simulation = of(cards, 300, 60);
	struct simulation_result result;

	(void)state;
	for (int i = 0; i < 300; i++)
		if (cards[i].asked_on_day >= away.from_day &&
		    cards[i].asked_on_day <= away.to_day)
			cards[i].asked_on_day = away.to_day + 1;
	simulation.calendar.absences = &away;
	simulation.calendar.absence_count = 1;
	simulation.new_per_day = 0;
	result = run(&simulation, &arena);
	for (int i = 0; i < result.runs * result.days; i++)
		if (i % result.days >= 10 && i % result.days < 20)
			assert_int_equal(result.day[i].asked, 0);
	assert_true(result.day[9].asked > 0);
	assert_true(result.day[20].asked > 0);
	arena_release(&arena);
}

/* ---- what changes what ---- */

static void more_new_cards_never_make_fewer_answers(void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(new_cards(&arena, 800), 800, 80);
	int64_t before = 0;

	(void)state;
	simulation.learner = one_who(150000, 150000, 500000, 200000);
	for (int per_day = 0; per_day <= 40; per_day += 4) {
		struct simulation_result result;
		int64_t answers;

		simulation.new_per_day = per_day;
		result = run(&simulation, &arena);
		answers = sum(&result).answers;
		assert_true(answers >= before);
		assert_true(per_day == 0 || answers > 0);
		before = answers;
	}
	arena_release(&arena);
}

static void as_many_are_recalled_as_the_learner_recalls(void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(new_cards(&arena, 4000), 4000, 120);

	(void)state;
	simulation.new_per_day = 40;
	for (int64_t ppm = 500000; ppm < MILLION; ppm += 90000) {
		struct simulation_result result;
		struct simulation_day all;

		simulation.learner = one_who(MILLION - ppm, 0, ppm, 0);
		result = run(&simulation, &arena);
		all = sum(&result);
		assert_true(all.asked > 100000);
		assert_in_range(all.recalled * MILLION / all.asked, ppm - 4000,
				ppm + 4000);
	}
	arena_release(&arena);
}

static void a_late_card_is_recalled_less_often(void **state)
{
	struct arena arena = { 0 };
	struct simulation_card *cards = new_cards(&arena, 20000);
	struct simulation simulation = of(cards, 20000, 1);
	struct simulation_day all;
	struct simulation_result result;

	(void)state;
	for (int i = 0; i < 20000; i++)
		cards[i] = scheduled(cards[i].id, TODAY - 40, 20);
	simulation.learner = one_who(200000, 0, 800000, 0);
	result = run(&simulation, &arena);
	all = sum(&result);
	/* 0.8 after one interval, 0.8^3 after three. */
	assert_in_range(all.recalled * MILLION / all.asked, 508000, 516000);
	arena_release(&arena);
}

static void very_many_answers_need_fewer_runs(void **state)
{
	struct arena arena = { 0 };
	struct simulation simulation = of(new_cards(&arena, 5000), 5000, 200);
	struct simulation_result result;

	(void)state;
	simulation.new_per_day = 5000;
	simulation.rules.interval_most_days = 1;
	result = run(&simulation, &arena);
	assert_in_range(result.runs, SIMULATION_RUNS_LEAST,
			SIMULATION_RUNS_MOST - 1);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_card_always_recalled_comes_after_1_6_15_38_and_95_days),
		cmocka_unit_test(a_longest_interval_is_kept),
		cmocka_unit_test(
			a_card_never_recalled_comes_each_day_and_once_more),
		cmocka_unit_test(a_drill_that_never_succeeds_ends_all_the_same),
		cmocka_unit_test(a_drill_of_this_morning_is_finished_first),
		cmocka_unit_test(
			a_card_that_was_answered_this_morning_is_not_asked_again),
		cmocka_unit_test(what_is_due_after_the_last_day_is_not_asked),
		cmocka_unit_test(cards_are_sorted_by_deck_and_number),
		cmocka_unit_test(an_empty_collection_has_empty_days),
		cmocka_unit_test(no_card_is_lost),
		cmocka_unit_test(equal_seeds_give_equal_days_and_others_do_not),
		cmocka_unit_test(limits_hold_on_each_day),
		cmocka_unit_test(a_backlog_goes_in_one_day_without_a_limit),
		cmocka_unit_test(the_longest_waiting_card_is_asked_first),
		cmocka_unit_test(siblings_are_asked_on_different_days),
		cmocka_unit_test(
			a_new_card_waits_for_a_sibling_that_a_limit_keeps),
		cmocka_unit_test(a_buried_new_card_waits),
		cmocka_unit_test(nothing_is_asked_in_an_absence),
		cmocka_unit_test(more_new_cards_never_make_fewer_answers),
		cmocka_unit_test(as_many_are_recalled_as_the_learner_recalls),
		cmocka_unit_test(a_late_card_is_recalled_less_often),
		cmocka_unit_test(very_many_answers_need_fewer_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
