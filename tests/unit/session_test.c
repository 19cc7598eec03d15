#include "core/session.h"

#include "unit.h"

#include "core/sm2.h"

static const struct replay_rules rules = {
	.interval_most_days = INTERVAL_MOST_DAYS,
};

static const struct queue_counts planned = { .due = 2, .new = 1 };

enum { MONDAY = 20000 };

static struct card card = {
	.id = 256,
	.note = { .front = "question", .back = "answer" },
};

struct sitting {
	struct session session;
	int64_t ms;
};

static struct sitting begin(void)
{
	struct sitting s = { .ms = 1000 };

	card.schedule = schedule_new;
	session_init(&s.session, &rules, &planned);
	return s;
}

static struct stamp at(struct sitting *s)
{
	s->ms += 1000;
	return (struct stamp){ .at_ms = s->ms,
			       .utc_offset_min = 60,
			       .study_day = MONDAY };
}

static enum session_effect apply(struct sitting *s, struct session_event event)
{
	event.at = at(s);
	return session_apply(&s->session, &event);
}

static enum session_effect happen(struct sitting *s,
				  enum session_event_kind kind)
{
	return apply(s, (struct session_event){ .kind = kind });
}

static enum session_effect show_card(struct sitting *s)
{
	return apply(
		s, (struct session_event){ .kind = EVENT_CARD, .card = &card });
}

static enum session_effect reveal(struct sitting *s, const char *typed)
{
	return apply(s, (struct session_event){ .kind = EVENT_REVEAL,
						.text = typed });
}

static enum session_effect give_grade(struct sitting *s, int grade)
{
	return apply(s, (struct session_event){ .kind = EVENT_GRADE,
						.grade = grade });
}

static enum session_effect saved(struct sitting *s, int64_t id)
{
	return apply(s,
		     (struct session_event){ .kind = EVENT_SAVED, .id = id });
}

static void answer_card(struct sitting *s, int grade, int64_t id)
{
	assert_int_equal(show_card(s), EFFECT_ASK);
	assert_int_equal(reveal(s, NULL), EFFECT_REVEAL);
	assert_int_equal(give_grade(s, grade), EFFECT_APPEND);
	assert_int_equal(saved(s, id), EFFECT_PICK);
}

static void a_card_goes_from_question_to_log(void **state)
{
	struct sitting s = begin();

	(void)state;
	assert_int_equal(show_card(&s), EFFECT_ASK); /* at 2000 ms */
	assert_int_equal(reveal(&s, "anwser"), EFFECT_REVEAL);
	assert_true(s.session.compared);
	assert_int_equal(s.session.comparison.verdict, VERDICT_SLIP);
	assert_int_equal(s.session.suggested_grade, GRADE_GOOD);
	s.ms += 500;
	assert_int_equal(give_grade(&s, GRADE_HARD), EFFECT_APPEND);
	assert_int_equal(s.session.review.card_id, 256);
	assert_int_equal(s.session.review.grade, GRADE_HARD);
	assert_int_equal(s.session.review.suggested_grade, GRADE_GOOD);
	assert_string_equal(s.session.review.typed, "anwser");
	assert_int_equal(s.session.review.recall_ms, 1000);
	assert_int_equal(s.session.review.check_ms, 1500);
	assert_int_equal(s.session.review.answered_at_ms, s.ms);
	assert_int_equal(s.session.review.utc_offset_min, 60);
	assert_int_equal(s.session.review.study_day, MONDAY);
	assert_int_equal(s.session.review.kind, REVIEW_RATE);
	assert_int_equal(saved(&s, 9), EFFECT_PICK);
	assert_null(s.session.card);
	assert_int_equal(happen(&s, EVENT_NO_CARD), EFFECT_OVER);
	session_release(&s.session);
}

/* What each event means before a card, at its question, at its grade. */
static void every_event_in_every_state_has_its_effect(void **state)
{
	/* What is on screen is asked again. */
	enum { STAY = -1 };
	static const int again[] = { EFFECT_PICK, EFFECT_ASK, EFFECT_REVEAL };
	static const struct {
		enum session_event_kind kind;
		int before, question, grade;
	} cases[] = {
		{ EVENT_NONE, STAY, STAY, STAY },
		{ EVENT_CARD, EFFECT_ASK, EFFECT_ASK, EFFECT_ASK },
		{ EVENT_NO_CARD, EFFECT_OVER, EFFECT_OVER, EFFECT_OVER },
		{ EVENT_REVEAL, STAY, EFFECT_REVEAL, STAY },
		{ EVENT_GRADE, STAY, STAY, EFFECT_APPEND },
		{ EVENT_RETRY, STAY, STAY, STAY },
		{ EVENT_NOT_SAVED, EFFECT_PICK, EFFECT_PICK, EFFECT_PICK },
		{ EVENT_UNDO, EFFECT_UNDO, EFFECT_UNDO, EFFECT_UNDO },
		{ EVENT_UNDONE, EFFECT_PICK, EFFECT_PICK, EFFECT_PICK },
		{ EVENT_REDO, EFFECT_REDO, EFFECT_REDO, EFFECT_REDO },
		{ EVENT_REDONE, EFFECT_PICK, EFFECT_PICK, EFFECT_PICK },
		{ EVENT_UNCHANGED, EFFECT_PICK, EFFECT_PICK, EFFECT_PICK },
		{ EVENT_SKIP, STAY, EFFECT_PICK, EFFECT_PICK },
		{ EVENT_BURY, STAY, EFFECT_BURY, EFFECT_BURY },
		{ EVENT_SUSPEND, STAY, EFFECT_SUSPEND, EFFECT_SUSPEND },
		{ EVENT_EDIT, STAY, EFFECT_EDIT, EFFECT_EDIT },
		{ EVENT_CHANGED, EFFECT_PICK, EFFECT_PICK, EFFECT_PICK },
		{ EVENT_QUIT, EFFECT_OVER, EFFECT_OVER, EFFECT_OVER },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (int step = 0; step < 3; step++) {
			const int effects[] = { cases[i].before,
						cases[i].question,
						cases[i].grade };
			int wanted = effects[step] == STAY ? again[step]
							   : effects[step];
			struct sitting s = begin();

			if (step > 0)
				show_card(&s);
			if (step > 1)
				reveal(&s, NULL);
			assert_int_equal(apply(&s,
					       (struct session_event){
						       .kind = cases[i].kind,
						       .card = &card }),
					 wanted);
			session_release(&s.session);
		}
}

static void enter_takes_the_suggestion(void **state)
{
	static const struct {
		const char *typed;
		int grade;
	} cases[] = {
		{ NULL, GRADE_GOOD },
		{ "", GRADE_GOOD },
		{ "answer", GRADE_GOOD },
		{ "question", GRADE_WRONG },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct sitting s = begin();

		show_card(&s);
		reveal(&s, cases[i].typed);
		give_grade(&s, GRADE_NONE);
		assert_int_equal(s.session.review.grade, cases[i].grade);
		assert_int_equal(s.session.review.suggested_grade,
				 cases[i].grade);
		session_release(&s.session);
	}
}

static void hints_are_counted_and_cap_the_suggestion(void **state)
{
	static const int most[] = { GRADE_GOOD, GRADE_HARD, GRADE_HARD,
				    GRADE_WRONG_EASY };

	(void)state;
	for (int hints = 0; hints <= HINT_MOST; hints++) {
		struct sitting s = begin();

		show_card(&s);
		for (int i = 0; i < hints; i++)
			assert_true(session_give_hint(&s.session));
		reveal(&s, "answer");
		assert_int_equal(s.session.suggested_grade, most[hints]);
		assert_false(session_give_hint(&s.session));
		give_grade(&s, GRADE_EASY);
		assert_int_equal(s.session.review.hints, hints);
		assert_int_equal(s.session.review.grade, GRADE_EASY);
		session_release(&s.session);
	}
}

static void there_are_three_hints_for_each_card(void **state)
{
	struct sitting s = begin();

	(void)state;
	assert_false(session_give_hint(&s.session));
	show_card(&s);
	for (int i = 0; i < HINT_MOST; i++)
		assert_true(session_give_hint(&s.session));
	assert_false(session_give_hint(&s.session));
	show_card(&s);
	assert_true(session_give_hint(&s.session));
	session_release(&s.session);
}

static void a_hint_that_shows_nothing_more_is_not_given(void **state)
{
	struct sitting s = begin();

	(void)state;
	card.note.back = "嵌入";
	show_card(&s);
	assert_true(session_give_hint(&s.session));
	assert_true(session_give_hint(&s.session));
	assert_false(session_give_hint(&s.session));
	reveal(&s, "嵌入");
	assert_int_equal(s.session.suggested_grade, GRADE_HARD);
	card.note.back = "answer";
	session_release(&s.session);
}

static void what_is_kept_suggests_good_but_for_hints(void **state)
{
	struct sitting s = begin();

	(void)state;
	show_card(&s);
	assert_false(session_can_keep(&s.session));
	reveal(&s, "something else");
	assert_int_equal(s.session.suggested_grade, GRADE_WRONG);
	assert_true(session_can_keep(&s.session));
	session_keep(&s.session);
	assert_int_equal(s.session.suggested_grade, GRADE_GOOD);
	assert_int_equal(s.session.comparison.verdict, VERDICT_ALIAS);
	assert_false(session_can_keep(&s.session));
	show_card(&s);
	session_give_hint(&s.session);
	reveal(&s, "something else");
	session_keep(&s.session);
	assert_int_equal(s.session.suggested_grade, GRADE_HARD);
	show_card(&s);
	reveal(&s, "answer");
	assert_false(session_can_keep(&s.session));
	session_release(&s.session);
}

static void an_answer_not_for_typing_is_shown_and_not_judged(void **state)
{
	struct sitting s = begin();

	(void)state;
	session_set_answering(&s.session, ANSWER_FLIP,
			      &(struct answer_rules){ 0 });
	show_card(&s);
	reveal(&s, "something else");
	assert_false(s.session.compared);
	assert_int_equal(s.session.suggested_grade, GRADE_GOOD);
	assert_string_equal(s.session.typed, "something else");
	session_release(&s.session);
}

static void an_answer_in_the_days_drill_is_a_drill(void **state)
{
	struct sitting s = begin();

	(void)state;
	sm2_rate(&card.schedule, 1, MONDAY, INTERVAL_MOST_DAYS);
	card.schedule.ratings = 1;
	card.schedule.drill_day = MONDAY;
	show_card(&s);
	assert_int_equal(s.session.kind, REVIEW_DRILL);
	card.schedule.drill_day = MONDAY - 1;
	show_card(&s);
	assert_int_equal(s.session.kind, REVIEW_RATE);
	session_release(&s.session);
}

static void an_answer_counts_for_the_day_its_question_was_asked(void **state)
{
	struct sitting s = begin();
	struct session_event event = { .kind = EVENT_GRADE, .grade = 4 };

	(void)state;
	show_card(&s);
	reveal(&s, NULL);
	event.at = at(&s);
	event.at.study_day = MONDAY + 1; /* the rollover came in between */
	session_apply(&s.session, &event);
	assert_int_equal(s.session.review.study_day, MONDAY);
	session_release(&s.session);
}

static void a_pause_is_not_counted_as_study(void **state)
{
	struct sitting s = begin();

	(void)state;
	show_card(&s);
	s.ms += 3600000;
	reveal(&s, NULL);
	give_grade(&s, 4);
	saved(&s, 1);
	assert_int_equal(s.session.answered.list[0].ms, 3602000);
	assert_int_equal(session_summarise(&s.session).ms, 300000);
	session_release(&s.session);
}

static void a_clock_that_went_back_gives_no_negative_times(void **state)
{
	struct sitting s = begin();

	(void)state;
	s.ms = 100000;
	show_card(&s);
	s.ms = 50000;
	reveal(&s, NULL);
	s.ms = 10000;
	give_grade(&s, 4);
	assert_int_equal(s.session.review.recall_ms, 0);
	assert_int_equal(s.session.review.check_ms, 0);
	session_release(&s.session);
}

/* In any history, what the screen says of each grade is what replay, which
 * the store writes, makes of it. */
static void the_preview_is_what_is_then_stored(void **state)
{
	struct random random = seeded(41);

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct review history[30];
		size_t count = (size_t)pick(&random, 29);
		int32_t day = MONDAY - 29;
		struct sitting s = begin();

		for (size_t i = 0; i < count; i++)
			history[i] = (struct review){
				.id = (int64_t)i + 1,
				.answered_at_ms = (int64_t)i,
				.study_day = day += pick(&random, 2),
				.kind = (enum review_kind)pick(&random, 4),
				.grade = pick(&random, 6),
			};
		card.schedule = replay(&rules, &schedule_new, history, count);
		if (pick(&random, 3) == 0)
			card.schedule.drill_day = MONDAY;
		show_card(&s);
		reveal(&s, NULL);
		for (int grade = 0; grade < GRADE_COUNT; grade++) {
			struct schedule preview = session_preview(&s.session,
								  grade);
			struct schedule stored = card.schedule;

			give_grade(&s, grade);
			replay_step(&rules, &stored, &s.session.review);
			preview.last_at_ms = stored.last_at_ms;
			assert_true(schedule_equal(&preview, &stored));
		}
		session_release(&s.session);
	}
}

static void undo_comes_back_to_the_same_card(void **state)
{
	struct sitting s = begin();

	(void)state;
	answer_card(&s, 5, 77);
	assert_int_equal(s.session.answered.count, 1);
	assert_int_equal(happen(&s, EVENT_UNDO), EFFECT_UNDO);
	assert_int_equal(apply(&s, (struct session_event){ .kind = EVENT_UNDONE,
							   .id = 77,
							   .card_id = 256 }),
			 EFFECT_PICK);
	assert_int_equal(s.session.answered.count, 0);
	assert_int_equal(session_wanted(&s.session), 256);
	assert_int_equal(session_wanted(&s.session), 0);
	session_release(&s.session);
}

static void what_was_taken_back_counts_again_once_it_is_back(void **state)
{
	struct sitting s = begin();

	(void)state;
	answer_card(&s, 5, 77);
	answer_card(&s, 1, 78);
	apply(&s, (struct session_event){
			  .kind = EVENT_UNDONE, .id = 78, .card_id = 256 });
	assert_int_equal(session_summarise(&s.session).answers, 1);
	assert_int_equal(happen(&s, EVENT_REDO), EFFECT_REDO);
	assert_int_equal(apply(&s, (struct session_event){ .kind = EVENT_REDONE,
							   .id = 78 }),
			 EFFECT_PICK);
	assert_int_equal(session_summarise(&s.session).answers, 2);
	assert_int_equal(s.session.answered.list[1].grade, 1);
	assert_int_equal(session_wanted(&s.session), 0);
	session_release(&s.session);
}

static void a_skip_is_taken_back_before_what_was_stored_before_it(void **state)
{
	struct sitting s = begin();

	(void)state;
	answer_card(&s, 5, 77);
	show_card(&s);
	happen(&s, EVENT_SKIP);
	assert_int_equal(happen(&s, EVENT_UNDO), EFFECT_PICK);
	assert_int_equal(session_wanted(&s.session), 256);
	assert_false(session_has_skipped(&s.session, 256));
	assert_int_equal(happen(&s, EVENT_UNDO), EFFECT_UNDO);
	session_release(&s.session);
}

static void a_skip_waits_for_what_was_stored_after_it(void **state)
{
	struct sitting s = begin();

	(void)state;
	show_card(&s);
	happen(&s, EVENT_SKIP);
	answer_card(&s, 5, 77);
	assert_int_equal(happen(&s, EVENT_UNDO), EFFECT_UNDO);
	apply(&s, (struct session_event){ .kind = EVENT_UNDONE, .id = 77 });
	assert_int_equal(happen(&s, EVENT_UNDO), EFFECT_PICK);
	assert_int_equal(happen(&s, EVENT_UNDO), EFFECT_UNDO);
	session_release(&s.session);
}

static void a_card_that_cannot_be_shown_does_not_come_back(void **state)
{
	struct sitting s = begin();

	(void)state;
	session_pass_over(&s.session, 256);
	assert_int_equal(happen(&s, EVENT_UNDO), EFFECT_UNDO);
	assert_true(session_has_skipped(&s.session, 256));
	session_release(&s.session);
}

/* Nothing of practice is in a queue that would leave it out. */
static void in_practice_a_card_set_aside_is_passed_over(void **state)
{
	struct sitting s = begin();

	(void)state;
	s.session.is_cram = true;
	card.schedule.drill_day = MONDAY;
	show_card(&s);
	assert_int_equal(s.session.kind, REVIEW_CRAM);
	happen(&s, EVENT_CHANGED);
	assert_true(session_has_skipped(&s.session, card.id));
	session_release(&s.session);
	s = begin();
	show_card(&s);
	happen(&s, EVENT_CHANGED);
	assert_false(session_has_skipped(&s.session, card.id));
	session_release(&s.session);
}

static void only_what_was_typed_and_wrong_can_be_kept(void **state)
{
	struct sitting s = begin();

	(void)state;
	assert_false(session_can_keep(&s.session));
	show_card(&s);
	assert_false(session_can_keep(&s.session));
	reveal(&s, NULL);
	assert_false(session_can_keep(&s.session));
	show_card(&s);
	reveal(&s, "answer");
	assert_false(session_can_keep(&s.session));
	show_card(&s);
	reveal(&s, "something else");
	assert_true(session_can_keep(&s.session));
	session_release(&s.session);
}

static void a_changed_card_is_shown_again(void **state)
{
	struct sitting s = begin();

	(void)state;
	show_card(&s);
	apply(&s,
	      (struct session_event){ .kind = EVENT_CHANGED, .card_id = 256 });
	assert_null(s.session.card);
	assert_int_equal(session_wanted(&s.session), 256);
	session_release(&s.session);
}

static void a_skipped_card_is_remembered(void **state)
{
	struct sitting s = begin();

	(void)state;
	for (int64_t id = 1; id <= 40; id++) {
		card.id = id;
		show_card(&s);
		assert_int_equal(happen(&s, EVENT_SKIP), EFFECT_PICK);
	}
	card.id = 256;
	for (int64_t id = 1; id <= 40; id++)
		assert_true(session_has_skipped(&s.session, id));
	assert_false(session_has_skipped(&s.session, 41));
	session_release(&s.session);
}

static void the_length_grows_with_what_is_drilled(void **state)
{
	struct sitting s = begin();

	(void)state;
	assert_int_equal(session_position(&s.session), 1);
	assert_int_equal(session_length(&s.session), 3);
	answer_card(&s, 4, 1);
	assert_int_equal(session_position(&s.session), 2);
	assert_int_equal(session_length(&s.session), 3);
	answer_card(&s, 2, 2);
	assert_int_equal(session_length(&s.session), 4);
	for (int64_t id = 3; id < 30; id++)
		answer_card(&s, 5, id);
	assert_int_equal(session_position(&s.session), 30);
	assert_int_equal(session_length(&s.session), 30);
	session_release(&s.session);
}

static void the_summary_counts_ratings_apart_from_drills(void **state)
{
	struct sitting s = begin();
	struct session_summary summary;

	(void)state;
	answer_card(&s, 2, 1); /* new */
	card.schedule.ratings = 1;
	card.schedule.drill_day = MONDAY;
	answer_card(&s, 4, 2); /* drilled */
	card.schedule.drill_day = DAY_NONE;
	answer_card(&s, 3, 3);
	summary = session_summarise(&s.session);
	assert_int_equal(summary.answers, 3);
	assert_int_equal(summary.rated, 2);
	assert_int_equal(summary.recalled, 1);
	assert_int_equal(summary.learned, 1);
	assert_int_equal(summary.ms, 3 * 2000);
	session_release(&s.session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_card_goes_from_question_to_log),
		cmocka_unit_test(every_event_in_every_state_has_its_effect),
		cmocka_unit_test(enter_takes_the_suggestion),
		cmocka_unit_test(hints_are_counted_and_cap_the_suggestion),
		cmocka_unit_test(there_are_three_hints_for_each_card),
		cmocka_unit_test(a_hint_that_shows_nothing_more_is_not_given),
		cmocka_unit_test(what_is_kept_suggests_good_but_for_hints),
		cmocka_unit_test(
			an_answer_not_for_typing_is_shown_and_not_judged),
		cmocka_unit_test(an_answer_in_the_days_drill_is_a_drill),
		cmocka_unit_test(
			an_answer_counts_for_the_day_its_question_was_asked),
		cmocka_unit_test(a_pause_is_not_counted_as_study),
		cmocka_unit_test(
			a_clock_that_went_back_gives_no_negative_times),
		cmocka_unit_test(the_preview_is_what_is_then_stored),
		cmocka_unit_test(undo_comes_back_to_the_same_card),
		cmocka_unit_test(
			what_was_taken_back_counts_again_once_it_is_back),
		cmocka_unit_test(
			a_skip_is_taken_back_before_what_was_stored_before_it),
		cmocka_unit_test(a_skip_waits_for_what_was_stored_after_it),
		cmocka_unit_test(
			a_card_that_cannot_be_shown_does_not_come_back),
		cmocka_unit_test(in_practice_a_card_set_aside_is_passed_over),
		cmocka_unit_test(only_what_was_typed_and_wrong_can_be_kept),
		cmocka_unit_test(a_changed_card_is_shown_again),
		cmocka_unit_test(a_skipped_card_is_remembered),
		cmocka_unit_test(the_length_grows_with_what_is_drilled),
		cmocka_unit_test(the_summary_counts_ratings_apart_from_drills),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
