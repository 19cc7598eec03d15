#include "store/queue_store.h"

#include "temporary_store.h"

#include "store/setting_store.h"

static const struct queue_wish all = {
	.new_per_day = QUEUE_NEW_BY_SETTING,
};

static struct queue_counts counts_of(struct temporary_store *t, int64_t deck_id,
				     int32_t study_day)
{
	struct queue_wish wish = queue_of_deck(deck_id);
	struct queue_counts counts;
	struct error err;

	must(queue_count(t->store, &wish, study_day, &counts, &err));
	return counts;
}

static void expect_counts(struct temporary_store *t, int32_t study_day,
			  int64_t due, int64_t new, int64_t drill)
{
	struct queue_counts counts = counts_of(t, DECK_ALL, study_day);

	assert_int_equal(counts.due, due);
	assert_int_equal(counts.new, new);
	assert_int_equal(counts.drill, drill);
}

static int64_t next(struct temporary_store *t, int32_t study_day,
		    enum queue_part part)
{
	int64_t card_id;
	struct error err;

	must(queue_next(t->store, &all, study_day, part, NULL, NULL, &card_id,
			&err));
	return card_id;
}

static void configure(struct temporary_store *t, const char *name,
		      const char *value)
{
	struct batch batch = begin_change(t, "config");
	struct error err;

	must(setting_save(&batch, EVERY_DECK, name, value, &err));
	end_change(t);
}

static void bury(struct temporary_store *t, int64_t card_id, int32_t until_day)
{
	struct batch batch = begin_change(t, "bury");
	struct error err;

	must(card_bury(&batch, card_id, until_day, &err));
	end_change(t);
}

static void suspend(struct temporary_store *t, int64_t card_id, bool suspended)
{
	struct batch batch = begin_change(t, "suspend");
	struct error err;

	must(card_suspend(&batch, card_id, suspended, &err));
	end_change(t);
}

static void add_cards(struct temporary_store *t, int count)
{
	for (int i = 0; i < count; i++)
		add_card(t, arena_printf(&t->arena, "front %d", i));
}

static void an_empty_store_has_nothing_to_ask(void **state)
{
	struct temporary_store *t = *state;

	expect_counts(t, TODAY, 0, 0, 0);
	for (int part = QUEUE_DUE; part <= QUEUE_EMPTY; part++)
		assert_int_equal(next(t, TODAY, (enum queue_part)part), 0);
}

static void twenty_new_cards_a_day_by_age(void **state)
{
	struct temporary_store *t = *state;

	add_cards(t, 25);
	for (int i = 1; i <= 20; i++) {
		expect_counts(t, TODAY, 0, 21 - i, 0);
		assert_int_equal(next(t, TODAY, QUEUE_NEW), 256 * i);
		answer(t, 256 * i, TODAY, 4);
	}
	expect_counts(t, TODAY, 0, 0, 0);
	assert_int_equal(next(t, TODAY, QUEUE_NEW), 0);
	expect_counts(t, TODAY + 1, 20, 5, 0);
	assert_int_equal(next(t, TODAY + 1, QUEUE_NEW), 256 * 21);
}

static void the_limit_of_new_cards_holds_over_all_decks(void **state)
{
	const struct note note = { .front = "elsewhere", .back = "b" };
	struct temporary_store *t = *state;

	configure(t, "new_per_day", "2");
	add_cards(t, 3);
	add_note(t, "other", &note);
	assert_int_equal(counts_of(t, 1, TODAY).new, 2);
	assert_int_equal(counts_of(t, 2, TODAY).new, 1);
	answer(t, 256, TODAY, 4);
	answer(t, 512, TODAY, 4);
	assert_int_equal(counts_of(t, 2, TODAY).new, 0);
	configure(t, "new_per_day", "0");
	expect_counts(t, TODAY + 1, 2, 0, 0);
}

static void taking_a_first_answer_back_gives_its_place_back(void **state)
{
	struct temporary_store *t = *state;

	add_cards(t, 2);
	configure(t, "new_per_day", "1");
	answer(t, 256, TODAY, 4);
	expect_counts(t, TODAY, 0, 0, 0);
	undo(t);
	expect_counts(t, TODAY, 0, 1, 0);
	assert_int_equal(next(t, TODAY, QUEUE_NEW), 256);
}

static void the_limit_of_reviews_counts_cards_met_before(void **state)
{
	struct temporary_store *t = *state;

	add_cards(t, 4);
	for (int i = 1; i <= 3; i++)
		answer(t, 256 * i, TODAY, 4);
	configure(t, "reviews_per_day", "2");
	expect_counts(t, TODAY + 1, 2, 1, 0);
	answer(t, 1024, TODAY + 1, 4); /* a new one does not count */
	expect_counts(t, TODAY + 1, 2, 0, 0);
	answer(t, 256, TODAY + 1, 4);
	answer(t, 512, TODAY + 1, 4);
	expect_counts(t, TODAY + 1, 0, 0, 0);
	assert_int_equal(next(t, TODAY + 1, QUEUE_DUE), 0);
	configure(t, "reviews_per_day", "0");
	expect_counts(t, TODAY + 1, 1, 0, 0);
}

static void due_cards_come_from_the_one_longest_waited_for(void **state)
{
	struct temporary_store *t = *state;

	add_cards(t, 3);
	answer(t, 256, TODAY + 2, 4);
	answer(t, 512, TODAY, 4);
	answer(t, 768, TODAY + 1, 4);
	expect_counts(t, TODAY, 0, 0, 0);
	expect_counts(t, TODAY + 1, 1, 0, 0);
	assert_int_equal(next(t, TODAY + 9, QUEUE_DUE), 512);
	answer(t, 512, TODAY + 9, 4);
	assert_int_equal(next(t, TODAY + 9, QUEUE_DUE), 768);
	answer(t, 768, TODAY + 9, 4);
	assert_int_equal(next(t, TODAY + 9, QUEUE_DUE), 256);
}

static void siblings_are_not_asked_on_one_day(void **state)
{
	struct temporary_store *t = *state;
	int64_t forward = add_pair(t, "a", "b"), reverse = forward + 1;

	expect_counts(t, TODAY, 0, 1, 0);
	answer(t, forward, TODAY, 4);
	expect_counts(t, TODAY, 0, 0, 0);
	/* tomorrow the forward card is due and goes first */
	expect_counts(t, TODAY + 1, 1, 0, 0);
	answer(t, forward, TODAY + 1, 4);
	expect_counts(t, TODAY + 1, 0, 0, 0);
	expect_counts(t, TODAY + 2, 0, 1, 0);
	assert_int_equal(next(t, TODAY + 2, QUEUE_NEW), reverse);
	answer(t, reverse, TODAY + 2, 4);
	/* both are due by now: one today, the other another day */
	expect_counts(t, TODAY + 20, 1, 0, 0);
	assert_int_equal(next(t, TODAY + 20, QUEUE_DUE), forward);
	answer(t, forward, TODAY + 20, 4);
	expect_counts(t, TODAY + 20, 0, 0, 0);
	expect_counts(t, TODAY + 21, 1, 0, 0);
	assert_int_equal(next(t, TODAY + 21, QUEUE_DUE), reverse);
}

static void siblings_are_asked_together_when_told_so(void **state)
{
	struct temporary_store *t = *state;
	int64_t forward = add_pair(t, "a", "b");

	configure(t, "bury_siblings", "off");
	expect_counts(t, TODAY, 0, 2, 0);
	answer(t, forward, TODAY, 4);
	expect_counts(t, TODAY, 0, 1, 0);
	answer(t, forward + 1, TODAY, 4);
	expect_counts(t, TODAY + 1, 2, 0, 0);
}

static void a_drill_is_asked_although_a_sibling_was(void **state)
{
	struct temporary_store *t = *state;
	int64_t forward = add_pair(t, "a", "b");

	configure(t, "bury_siblings", "off");
	answer(t, forward, TODAY, 1);
	answer(t, forward + 1, TODAY, 3);
	configure(t, "bury_siblings", "on");
	expect_counts(t, TODAY, 0, 0, 2);
}

static void what_scored_below_four_is_drilled_until_it_reaches_four(
	void **state)
{
	struct temporary_store *t = *state;

	add_cards(t, 3);
	answer(t, 256, TODAY, 3);
	answer(t, 512, TODAY, 0);
	answer(t, 768, TODAY, 4);
	expect_counts(t, TODAY, 0, 0, 2);
	assert_int_equal(next(t, TODAY, QUEUE_DRILL), 256);
	answer(t, 256, TODAY, 2);
	/* the one longest not asked comes next */
	assert_int_equal(next(t, TODAY, QUEUE_DRILL), 512);
	answer(t, 512, TODAY, 4);
	expect_counts(t, TODAY, 0, 0, 1);
	assert_int_equal(next(t, TODAY, QUEUE_DRILL), 256);
	answer(t, 256, TODAY, 5);
	expect_counts(t, TODAY, 0, 0, 0);
}

static void the_drill_survives_reopening_but_not_midnight(void **state)
{
	struct temporary_store *t = *state;

	add_cards(t, 1);
	answer(t, 256, TODAY, 2);
	temporary_store_reopen(t);
	expect_counts(t, TODAY, 0, 0, 1);
	assert_int_equal(next(t, TODAY, QUEUE_DRILL), 256);
	expect_counts(t, TODAY + 1, 1, 0, 0);
}

static void the_drill_comes_from_the_log_alone(void **state)
{
	struct temporary_store *t = *state;
	struct error err;

	add_cards(t, 2);
	answer(t, 256, TODAY, 2);
	answer(t, 512, TODAY, 2);
	answer(t, 512, TODAY, 4);
	must(store_begin(t->store, &err));
	must(schedule_rebuild(t->store, &err));
	must(store_commit(t->store, &err));
	expect_counts(t, TODAY, 0, 0, 1);
	undo(t); /* 512 was let go too early */
	expect_counts(t, TODAY, 0, 0, 2);
}

static void a_buried_card_waits_for_its_day(void **state)
{
	struct temporary_store *t = *state;

	add_cards(t, 3);
	answer(t, 256, TODAY - 1, 4);
	answer(t, 512, TODAY, 1);
	for (int64_t card_id = 256; card_id <= 768; card_id += 256)
		bury(t, card_id, TODAY + 2);
	expect_counts(t, TODAY, 0, 0, 0);
	assert_int_equal(next(t, TODAY, QUEUE_DUE), 0);
	assert_int_equal(next(t, TODAY, QUEUE_NEW), 0);
	assert_int_equal(next(t, TODAY, QUEUE_DRILL), 0);
	expect_counts(t, TODAY + 1, 0, 0, 0);
	expect_counts(t, TODAY + 2, 2, 1, 0);
	/* burying does not move the interval */
	assert_int_equal(answer(t, 256, TODAY + 2, 4).interval_days, 6);
}

static void a_suspended_card_waits_until_told(void **state)
{
	struct temporary_store *t = *state;

	add_cards(t, 3);
	answer(t, 256, TODAY - 1, 4);
	answer(t, 512, TODAY, 1);
	for (int64_t card_id = 256; card_id <= 768; card_id += 256)
		suspend(t, card_id, true);
	expect_counts(t, TODAY, 0, 0, 0);
	expect_counts(t, TODAY + 99, 0, 0, 0);
	for (int64_t card_id = 256; card_id <= 768; card_id += 256)
		suspend(t, card_id, false);
	expect_counts(t, TODAY, 1, 1, 1);
}

static void a_removed_note_is_not_asked(void **state)
{
	struct temporary_store *t = *state;
	struct batch batch;
	struct error err;

	add_cards(t, 3);
	answer(t, 256, TODAY - 1, 4);
	answer(t, 512, TODAY, 1);
	batch = begin_change(t, "remove");
	for (int64_t note_id = 1; note_id <= 3; note_id++)
		must(note_remove(&batch, note_id, &err));
	end_change(t);
	expect_counts(t, TODAY, 0, 0, 0);
}

static bool is_not(void *context, int64_t card_id)
{
	return card_id != *(int64_t *)context;
}

static void a_session_passes_cards_over(void **state)
{
	struct temporary_store *t = *state;
	int64_t wanted = 768, card_id;
	struct error err;

	add_cards(t, 4);
	must(queue_next(t->store, &all, TODAY, QUEUE_NEW, is_not, &wanted,
			&card_id, &err));
	assert_int_equal(card_id, 768);
	wanted = 1;
	must(queue_next(t->store, &all, TODAY, QUEUE_NEW, is_not, &wanted,
			&card_id, &err));
	assert_int_equal(card_id, 0);
}

/* What is counted is what is asked: every card that comes, answered. */
static void the_counts_are_what_a_session_asks(void **state)
{
	struct temporary_store *t = *state;
	struct random random = seeded(21);

	for (int i = 0; i < 20; i++)
		add_pair(t, arena_printf(&t->arena, "front %d", i), "back");
	configure(t, "new_per_day", "4");
	for (int32_t day = TODAY; day < TODAY + at_length(12, 40); day++) {
		struct queue_counts counts = counts_of(t, DECK_ALL, day);
		int64_t card_id;

		for (; (card_id = next(t, day, QUEUE_DUE)); counts.due--)
			answer(t, card_id, day, pick(&random, 6));
		assert_int_equal(counts.due, 0);
		for (; (card_id = next(t, day, QUEUE_NEW)); counts.new --)
			answer(t, card_id, day, pick(&random, 6));
		assert_int_equal(counts.new, 0);
		while ((card_id = next(t, day, QUEUE_DRILL)))
			answer(t, card_id, day, pick(&random, 6));
		expect_counts(t, day, 0, 0, 0);
	}
	assert_int_equal(
		ask(t, "SELECT count(*) FROM (SELECT 1 FROM review"
		       " WHERE kind = 'rate' GROUP BY card_id >> 8, study_day"
		       " HAVING count(*) > 1)"),
		0);
	assert_cache_is_replay(t);
}

static void a_usual_answer_is_the_median_of_ten_or_more(void **state)
{
	struct temporary_store *t = *state;
	int64_t median_ms;
	struct error err;

	add_cards(t, 1);
	for (int i = 0; i < 9; i++)
		answer(t, 256, TODAY + i, 4);
	must(queue_median_ms(t->store, &median_ms, &err));
	assert_int_equal(median_ms, 0);
	answer(t, 256, TODAY + 9, 4);
	must(queue_median_ms(t->store, &median_ms, &err));
	assert_int_equal(median_ms, 2500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(an_empty_store_has_nothing_to_ask),
		store_test(twenty_new_cards_a_day_by_age),
		store_test(the_limit_of_new_cards_holds_over_all_decks),
		store_test(taking_a_first_answer_back_gives_its_place_back),
		store_test(the_limit_of_reviews_counts_cards_met_before),
		store_test(due_cards_come_from_the_one_longest_waited_for),
		store_test(siblings_are_not_asked_on_one_day),
		store_test(siblings_are_asked_together_when_told_so),
		store_test(a_drill_is_asked_although_a_sibling_was),
		store_test(
			what_scored_below_four_is_drilled_until_it_reaches_four),
		store_test(the_drill_survives_reopening_but_not_midnight),
		store_test(the_drill_comes_from_the_log_alone),
		store_test(a_buried_card_waits_for_its_day),
		store_test(a_suspended_card_waits_until_told),
		store_test(a_removed_note_is_not_asked),
		store_test(a_session_passes_cards_over),
		store_test(the_counts_are_what_a_session_asks),
		store_test(a_usual_answer_is_the_median_of_ten_or_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
