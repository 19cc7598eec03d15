/* What a session shows, without a terminal: golden texts and widths. */
#include "unit.h"

#include <string.h>

#include "base/unicode.h"
#include "core/session.h"
#include "terminal/study_view.h"

static struct terminal *terminal;

static int open_terminal(void **state)
{
	(void)state;
	terminal = terminal_open(true);
	return 0;
}

static int close_terminal(void **state)
{
	(void)state;
	terminal_close(terminal);
	return 0;
}

static struct field fields[] = {
	{ "example", "a cat is near a kitten" },
	{ "中文", "嵌入" },
};

static struct card card_of(const char *front, const char *back)
{
	return (struct card){
		.id = 256,
		.deck_id = 1,
		.deck = "llm-terms",
		.note = { .front = front,
			  .back = back,
			  .fields = fields,
			  .field_count = 2,
			  .directions = DIRECTIONS_FORWARD },
		.schedule = schedule_new,
	};
}

/* A session that shows a card on day 20514 (2026-03-02). */
static void begin(struct session *session, struct card *card)
{
	const struct queue_counts planned = { .due = 20, .new = 4 };
	const struct replay_rules rules = { INTERVAL_MOST_DAYS };
	const struct session_event shown = {
		.kind = EVENT_CARD,
		.at = { .study_day = 20514 },
		.card = card,
	};

	session_init(session, &rules, &planned);
	assert_int_equal(session_apply(session, &shown), EFFECT_ASK);
}

static void reveal(struct session *session, const char *typed)
{
	const struct session_event event = {
		.kind = EVENT_REVEAL,
		.at = { .study_day = 20514 },
		.text = typed,
	};

	assert_int_equal(session_apply(session, &event), EFFECT_REVEAL);
}

static struct study_look look(int width, bool plain)
{
	return (struct study_look){
		.terminal = terminal,
		.width = width,
		.plain = plain,
	};
}

/* What one of the views says is exactly this. */
static void expect_text(struct text *text, const char *wanted)
{
	assert_string_equal(text_string(text), wanted);
	text_release(text);
}

static void expect_question(struct session *session, int width, bool plain,
			    const char *wanted)
{
	struct study_look as = look(width, plain);
	struct text text = { 0 };

	study_view_question(&text, session, &as);
	expect_text(&text, wanted);
}

static void expect_answer(struct session *session, int width, bool plain,
			  const char *wanted)
{
	struct study_look as = look(width, plain);
	struct text text = { 0 };

	study_view_answer(&text, session, &as);
	expect_text(&text, wanted);
}

/* Grade what is revealed, and what is said about it. */
static void expect_saved(struct session *session, int grade, int width,
			 const char *wanted)
{
	const struct session_event event = {
		.kind = EVENT_GRADE,
		.at = { .study_day = 20514 },
		.grade = grade,
	};
	struct schedule after = session_preview(session, grade);
	struct study_look as = look(width, false);
	struct text text = { 0 };

	assert_int_equal(session_apply(session, &event), EFFECT_APPEND);
	study_view_saved(&text, session, &after, &as);
	expect_text(&text, wanted);
}

/* Grade and go on; `ms` later than it was shown. */
static void finish(struct session *session, int grade, int64_t ms)
{
	const struct session_event graded = {
		.kind = EVENT_GRADE,
		.at = { .study_day = 20514, .at_ms = ms },
		.grade = grade,
	};
	const struct session_event saved = { .kind = EVENT_SAVED, .id = 1 };

	session_apply(session, &graded);
	assert_int_equal(session_apply(session, &saved), EFFECT_PICK);
}

static void show(struct session *session, struct card *card)
{
	const struct session_event shown = {
		.kind = EVENT_CARD,
		.at = { .study_day = 20514 },
		.card = card,
	};

	assert_int_equal(session_apply(session, &shown), EFFECT_ASK);
}

static const struct schedule six_days = {
	.repetitions = 2,
	.interval_days = 6,
	.ease_centi = 250,
	.due_day = 20514,
	.last_day = 20508,
	.drill_day = DAY_NONE,
	.last_grade = 4,
	.ratings = 2,
};

static const struct schedule in_drill = {
	.interval_days = 1,
	.ease_centi = 250,
	.due_day = 20515,
	.last_day = 20514,
	.drill_day = 20514,
	.last_grade = 1,
	.ratings = 1,
};

/* ---- question and answer ---- */

static void a_new_card_shows_its_place_deck_and_question(void **state)
{
	struct card card = card_of("What does an embedding map a token to?",
				   "a vector");
	struct session session;

	(void)state;
	begin(&session, &card);
	expect_question(&session, 80, false,
			"\n1/24 · llm-terms · new\n"
			"Q  What does an embedding map a token to?\n");
	expect_question(&session, 30, false,
			"\n1/24 · llm-terms · new\n"
			"Q  What does an embedding map\n"
			"   a token to?\n");
	expect_question(&session, 80, true,
			"\nCard 1 of 24, deck llm-terms, new.\n"
			"Question: What does an embedding map a token to?\n");
	session_release(&session);
}

static void a_slip_is_marked_and_each_grade_has_its_interval(void **state)
{
	struct card card = card_of("embedding",
				   "a vector in a continuous vector space");
	struct session session;

	(void)state;
	card.schedule = six_days;
	begin(&session, &card);
	expect_question(&session, 80, false,
			"\n1/24 · llm-terms · review, last asked 6 days ago\n"
			"Q  embedding\n");
	reveal(&session, "a vector in a continous vector space");
	expect_answer(&session, 80, false,
		      "✓  a vector in a continuous vector space\n"
		      "   a vector in a contin_ous vector space\n"
		      "                       ^  1 slip\n"
		      "   example: a cat is near a kitten\n"
		      "   中文: 嵌入\n"
		      "0 1 2 again 1 d · 3 hard 15 d · 4 good 15 d · "
		      "5 easy 15 d · Enter = 4\n");
	expect_answer(&session, 40, false,
		      "✓  a vector in a continuous vector space\n"
		      "   a vector in a contin_ous vector space\n"
		      "                       ^  1 slip\n"
		      "   example: a cat is near a kitten\n"
		      "   中文: 嵌入\n"
		      "0 1 2 again 1 d · 3 hard 15 d\n"
		      "4 good 15 d · 5 easy 15 d · Enter = 4\n");
	session_release(&session);
}

static void a_slip_that_does_not_fit_under_the_answer_is_bracketed(void **state)
{
	struct card card = card_of("q", "a continuous vector space");
	struct session session;

	(void)state;
	card.note.field_count = 0;
	begin(&session, &card);
	reveal(&session, "a continous vector space");
	expect_answer(&session, 24, false,
		      "✓  a continuous vector\n"
		      "   space\n"
		      "   1 slip: a\n"
		      "   contin[u]ous vector\n"
		      "   space\n"
		      "0 1 2 again 1 d\n"
		      "3 hard 1 d · 4 good 1 d\n"
		      "5 easy 1 d · Enter = 4\n");
	expect_answer(&session, 80, true,
		      "Right. Answer: a continuous vector space\n"
		      "1 slip: a contin[u]ous vector space\n"
		      "0 1 2 again 1 d, 3 hard 1 d, 4 good 1 d, 5 easy 1 d, "
		      "Enter = 4\n");
	session_release(&session);
}

static void a_missing_accent_suggests_hard(void **state)
{
	struct card card = card_of("boy", "niño");
	struct session session;

	(void)state;
	card.note.field_count = 0;
	begin(&session, &card);
	reveal(&session, "nino");
	expect_answer(&session, 80, false,
		      "✓  niño\n"
		      "   nino\n"
		      "     ^  right, but for accents\n"
		      "0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · "
		      "5 easy 1 d · Enter = 3\n");
	session_release(&session);
}

static void an_exact_answer_needs_no_words(void **state)
{
	struct card card = card_of("one", "alpha");
	struct session session;

	(void)state;
	card.note.field_count = 0;
	begin(&session, &card);
	reveal(&session, "alpha");
	expect_answer(&session, 80, false,
		      "✓  alpha\n"
		      "0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · "
		      "5 easy 1 d · Enter = 4\n");
	expect_answer(&session, 40, true,
		      "Right. Answer: alpha\n"
		      "0 1 2 again 1 d, 3 hard 1 d, 4 good 1 d\n"
		      "5 easy 1 d, Enter = 4\n");
	session_release(&session);
}

static void an_answer_right_but_for_case_says_so(void **state)
{
	struct card card = card_of("one", "Alpha.");
	struct session session;

	(void)state;
	card.note.field_count = 0;
	begin(&session, &card);
	reveal(&session, "alpha");
	expect_answer(&session, 40, false,
		      "✓  Alpha.\n"
		      "   right, but for case or punctuation\n"
		      "0 1 2 again 1 d · 3 hard 1 d\n"
		      "4 good 1 d · 5 easy 1 d · Enter = 4\n");
	expect_answer(&session, 20, false,
		      "✓  Alpha.\n"
		      "   right, but for\n"
		      "   case or\n"
		      "   punctuation\n"
		      "0 1 2 again 1 d\n"
		      "3 hard 1 d\n"
		      "4 good 1 d\n"
		      "5 easy 1 d\n"
		      "Enter = 4\n");
	session_release(&session);
}

static void a_wrong_answer_is_crossed_and_suggests_again(void **state)
{
	struct card card = card_of("one", "alpha");
	struct session session;

	(void)state;
	card.note.field_count = 0;
	begin(&session, &card);
	reveal(&session, "omega");
	expect_answer(&session, 80, false,
		      "✗  alpha\n"
		      "0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · "
		      "5 easy 1 d · Enter = 1\n");
	session_release(&session);
}

static void a_long_back_is_shown_and_not_judged(void **state)
{
	struct card card = card_of(
		"LLM", "A neural network with billions of weights that "
		       "learned from text to continue any passage.");
	struct session session;

	(void)state;
	card.note.field_count = 0;
	begin(&session, &card);
	reveal(&session, "a language model");
	expect_answer(&session, 40, false,
		      "A  A neural network with billions of\n"
		      "   weights that learned from text to\n"
		      "   continue any passage.\n"
		      "0 1 2 again 1 d · 3 hard 1 d\n"
		      "4 good 1 d · 5 easy 1 d · Enter = 4\n");
	expect_answer(&session, 40, true,
		      "Answer: A neural network with billions\n"
		      "of weights that learned from text to\n"
		      "continue any passage.\n"
		      "0 1 2 again 1 d, 3 hard 1 d, 4 good 1 d\n"
		      "5 easy 1 d, Enter = 4\n");
	session_release(&session);
}

static void chinese_is_wrapped_by_its_width(void **state)
{
	struct card card = card_of(
		"读过海量文本、权重以十亿计的神经网络叫什么？", "大语言模型");
	struct session session;

	(void)state;
	card.note.field_count = 0;
	begin(&session, &card);
	expect_question(&session, 20, false,
			"\n1/24 · llm-terms ·\nnew\n"
			"Q  读过海量文本、权\n"
			"   重以十亿计的神经\n"
			"   网络叫什么？\n");
	reveal(&session, "大语言魔型");
	expect_answer(&session, 40, false,
		      "✓  大语言模型\n"
		      "   大语言魔型\n"
		      "         ^^  1 slip\n"
		      "0 1 2 again 1 d · 3 hard 1 d\n"
		      "4 good 1 d · 5 easy 1 d · Enter = 4\n");
	session_release(&session);
}

static void combining_marks_take_no_room(void **state)
{
	struct card card = card_of("e\u0301e\u0301e\u0301e\u0301e\u0301 "
				   "e\u0301e\u0301e\u0301e\u0301e\u0301 "
				   "e\u0301e\u0301e\u0301e\u0301e\u0301",
				   "x");
	struct session session;

	(void)state;
	begin(&session, &card);
	expect_question(&session, 20, false,
			"\n1/24 · llm-terms ·\nnew\n"
			"Q  e\u0301e\u0301e\u0301e\u0301e\u0301 "
			"e\u0301e\u0301e\u0301e\u0301e\u0301 "
			"e\u0301e\u0301e\u0301e\u0301e\u0301\n");
	session_release(&session);
}

static void an_answer_of_the_same_day_has_no_days_to_count(void **state)
{
	struct card card = card_of("one", "alpha");
	struct session session;

	(void)state;
	card.schedule = six_days;
	card.schedule.last_day = 20515;
	begin(&session, &card);
	expect_question(&session, 80, false,
			"\n1/24 · llm-terms · review\nQ  one\n");
	session_release(&session);
}

static void a_card_that_came_with_a_schedule_was_never_asked_here(void **state)
{
	struct card card = card_of("one", "alpha");
	struct session session;

	(void)state;
	card.schedule = six_days;
	card.schedule.last_day = DAY_NONE;
	begin(&session, &card);
	expect_question(&session, 80, false,
			"\n1/24 · llm-terms · review\nQ  one\n");
	session_release(&session);
}

static void plain_mode_says_everything_in_words(void **state)
{
	struct card card = card_of("one", "alpha");
	struct session session;

	(void)state;
	begin(&session, &card);
	reveal(&session, "omega");
	expect_answer(&session, 80, true,
		      "Wrong. Answer: alpha\n"
		      "example: a cat is near a kitten\n"
		      "中文: 嵌入\n"
		      "0 1 2 again 1 d, 3 hard 1 d, 4 good 1 d, 5 easy 1 d, "
		      "Enter = 1\n");
	session_release(&session);
}

static void a_drill_offers_once_more_or_done(void **state)
{
	struct card card = card_of("one", "alpha");
	struct session session;

	(void)state;
	card.schedule = in_drill;
	begin(&session, &card);
	expect_question(&session, 80, false,
			"\n1/24 · llm-terms · drill: once more today\n"
			"Q  one\n");
	reveal(&session, NULL);
	expect_answer(&session, 80, false,
		      "A  alpha\n"
		      "   example: a cat is near a kitten\n"
		      "   中文: 嵌入\n"
		      "0 1 2 3 once more today · 4 5 done for today · "
		      "Enter = 4\n");
	session_release(&session);
}

/* ---- what was stored ---- */

static void what_was_stored_is_said_on_a_line(void **state)
{
	struct card card = card_of("one", "alpha");
	struct session session;

	(void)state;
	card.schedule = six_days;
	begin(&session, &card);
	reveal(&session, NULL);
	expect_saved(&session, 5, 80, "5 easy: in 15 days, on 2026-03-17\n");
	expect_saved(&session, 3, 80,
		     "3 hard: once more today, then in 15 days, on "
		     "2026-03-17\n");
	expect_saved(&session, 0, 20,
		     "0 again: once more\ntoday, then in 1\nday, on "
		     "2026-03-03\n");
	session_release(&session);
}

static void a_drill_says_whether_it_is_done(void **state)
{
	struct card card = card_of("one", "alpha");
	struct session session;

	(void)state;
	card.schedule = in_drill;
	begin(&session, &card);
	reveal(&session, NULL);
	expect_saved(&session, 3, 80, "3 hard: once more today\n");
	expect_saved(&session, 4, 80, "4 good: done for today\n");
	session_release(&session);
}

/* ---- summary and help ---- */

static void expect_summary(struct session *session,
			   const struct queue_counts *left, int width,
			   const char *wanted)
{
	struct study_look as = look(width, false);
	struct text text = { 0 };

	study_view_summary(&text, session, left, 3, 4, &as);
	expect_text(&text, wanted);
}

static void a_summary_counts_what_was_recalled(void **state)
{
	const struct queue_counts none = { 0 };
	const struct queue_counts left = { .new = 2, .drill = 1 };
	struct card first = card_of("what is\n\033one?", "alpha");
	struct card second = card_of("two", "beta");
	struct session session;

	(void)state;
	second.schedule = six_days;
	begin(&session, &first);
	reveal(&session, NULL);
	finish(&session, 1, 5000);
	show(&session, &second);
	reveal(&session, NULL);
	finish(&session, 4, 58000);
	expect_summary(&session, &left, 80,
		       "\n2 answers in 1 min 3 s\n"
		       "recalled 1 of 2 (50%), 1 new, 31 s a card\n"
		       "Not recalled:\n"
		       "  what is ␛one?\n"
		       "Left for today: 2 new, 1 to drill. `ebb study` goes on "
		       "from here.\n"
		       "Due tomorrow: 3. Streak: 4 days.\n");
	expect_summary(&session, &none, 20,
		       "\n2 answers in 1 min 3\ns\n"
		       "recalled 1 of 2\n(50%), 1 new, 31 s a\ncard\n"
		       "Not recalled:\n"
		       "  what is ␛one?\n"
		       "Nothing is left for\ntoday.\n"
		       "Due tomorrow: 3.\nStreak: 4 days.\n");
	session_release(&session);
}

static void a_summary_of_nothing_says_only_what_is_left(void **state)
{
	const struct queue_counts left = { .due = 5 };
	struct card card = card_of("one", "alpha");
	struct session session;

	(void)state;
	begin(&session, &card);
	expect_summary(&session, &left, 80,
		       "\nLeft for today: 5 due. `ebb study` goes on from "
		       "here.\n"
		       "Due tomorrow: 3. Streak: 4 days.\n");
	session_release(&session);
}

static void help_fits_on_a_screen(void **state)
{
	struct study_look as = look(80, false);
	struct text text = { 0 };

	(void)state;
	study_view_help(&text, &as);
	expect_text(
		&text,
		"At the question: type the answer and Enter, or Enter alone "
		"to see it.\n"
		"Commands there, or their beginnings:\n"
		"  :hint :undo :redo :skip :edit :tag :flag :bury :suspend\n"
		"  :previous :why :help :quit\n"
		"At the grade, one key:\n"
		"  0 1 2 or a  again   not recalled: once more today, then "
		"tomorrow\n"
		"  3 or h      hard    recalled with difficulty: once more "
		"today, too\n"
		"  4 or g      good    recalled\n"
		"  5 or e      easy    recalled at once\n"
		"  Enter       the suggested grade\n"
		"  k           what you typed counts as right from now on\n"
		"  u undo · U redo · s skip · b bury until tomorrow · S suspend "
		"· f flag\n"
		"  E edit · t tag · p previous card · i why is it here · q or "
		"Ctrl-D finish\n");
}

static void a_hint_stands_under_the_question(void **state)
{
	struct study_look as = look(80, false), plain = look(80, true);
	struct card card = card_of("q", "a vector space");
	struct session session;
	struct text text = { 0 };

	(void)state;
	begin(&session, &card);
	session_give_hint(&session);
	study_view_hint(&text, &session, &as);
	session_give_hint(&session);
	study_view_hint(&text, &session, &plain);
	expect_text(&text, "?  _ ______ _____\n"
			   "Hint: _ v_____ s____\n");
	session_release(&session);
}

static void the_card_that_was_meant_is_named(void **state)
{
	struct card card = card_of("dog", "Hund");
	struct session session;

	(void)state;
	card.note.field_count = 0;
	begin(&session, &card);
	reveal(&session, "Katze");
	session.mistaken_for = "cat\033";
	expect_answer(&session, 80, false,
		      "✗  Hund\n"
		      "   What you typed answers \"cat␛\".\n"
		      "0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · "
		      "5 easy 1 d · Enter = 1\n");
	session_release(&session);
}

static void help_hangs_what_is_too_long_for_a_narrow_window(void **state)
{
	struct study_look as = look(40, false);
	struct text text = { 0 };

	(void)state;
	study_view_help(&text, &as);
	assert_non_null(strstr(text_string(&text),
			       "\n  0 1 2 or a  again   not recalled: once\n"
			       "    more today, then tomorrow\n"));
	text_release(&text);
}

static void a_newcomer_is_told_how_to_answer(void **state)
{
	struct study_look as = look(40, false);
	struct text text = { 0 };

	(void)state;
	study_view_welcome(&text, &as);
	expect_text(&text, "Type the answer, or press Enter to see\n"
			   "it; :help tells more.\n");
}

/* ---- what came with a deck ---- */

static void a_hostile_card_is_shown_and_not_obeyed(void **state)
{
	struct card card = card_of("\033]0;gotcha\007 \xE2\x80\xAE txt",
				   "a\xFF\xC2\x9B"
				   "31m");
	struct session session;

	(void)state;
	begin(&session, &card);
	expect_question(&session, 80, false,
			"\n1/24 · llm-terms · new\n"
			"Q  ␛]0;gotcha␇ <U+202E> txt\n");
	reveal(&session, NULL);
	{
		struct study_look as = look(80, false);
		struct text text = { 0 };

		study_view_answer(&text, &session, &as);
		assert_null(strchr(text_string(&text), '\033'));
		assert_null(strstr(text_string(&text), "\xC2\x9B"));
		assert_non_null(strstr(text_string(&text), "a\uFFFD<U+009B>"));
		text_release(&text);
	}
	session_release(&session);
}

static void hostile_fields_deck_names_and_answers_are_visible_too(void **state)
{
	static struct field hostile[] = {
		{ "\033[2J", "\xE2\x81\xA6isolate\xE2\x81\xA9\r\nnext" },
	};
	struct card card = card_of("q", "abcdefgh\033[31m");
	struct session session;

	(void)state;
	card.deck = "d\nk\007";
	card.note.fields = hostile;
	card.note.field_count = 1;
	begin(&session, &card);
	expect_question(&session, 80, false, "\n1/24 · d k␇ · new\nQ  q\n");
	reveal(&session, "abcdefgx\033[31m");
	expect_answer(&session, 80, false,
		      "✓  abcdefgh␛[31m\n"
		      "   1 slip: abcdefg[h]␛[31m\n"
		      "   ␛[2J: <U+2066>isolate<U+2069>\n"
		      "   next\n"
		      "0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · "
		      "5 easy 1 d · Enter = 4\n");
	session_release(&session);
}

static void a_hostile_remark_under_a_cloze_is_visible_too(void **state)
{
	struct arena arena = { 0 };
	struct card card = card_of("a {{c1::cat}}", "\033[2J\u202Ego");
	struct session session;

	(void)state;
	card.direction = DIRECTION_CLOZE;
	card.note.field_count = 0;
	card_prepare(&card, &arena);
	begin(&session, &card);
	reveal(&session, "cat");
	expect_answer(&session, 80, false,
		      "✓  cat\n"
		      "   ␛[2J<U+202E>go\n"
		      "0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · "
		      "5 easy 1 d · Enter = 4\n");
	session_release(&session);
	arena_release(&arena);
}

static void a_long_field_name_is_cut(void **state)
{
	static struct field long_name[] = {
		{ "a name that is far too long for this", "value" },
	};
	struct card card = card_of("q", "a");
	struct session session;

	(void)state;
	card.note.fields = long_name;
	card.note.field_count = 1;
	begin(&session, &card);
	reveal(&session, NULL);
	expect_answer(&session, 27, false,
		      "A  a\n"
		      "   a name that is far…: \n"
		      "   value\n"
		      "0 1 2 again 1 d\n"
		      "3 hard 1 d · 4 good 1 d\n"
		      "5 easy 1 d · Enter = 4\n");
	session_release(&session);
}

static void expect_width(const struct text *text, int width)
{
	const char *line = text_string(text);

	while (*line) {
		size_t length = strcspn(line, "\n");
		char copy[4096];

		assert_true(length < sizeof(copy));
		memcpy(copy, line, length);
		copy[length] = '\0';
		if (unicode_width(copy) > width)
			fail_msg("wider than %d: %s", width, copy);
		line += length + (line[length] == '\n');
	}
}

static void no_line_is_wider_than_the_window(void **state)
{
	static const int widths[] = { 10, 13, 20, 27, 40, 61, 80, 120 };
	struct card card = card_of(
		"Das Wort Donaudampfschifffahrtsgesellschaft und 嵌入把"
		"离散的词元映射为连续空间中的向量，这是一个很长的问题",
		"👩‍👩‍👧 é́́ 向量 "
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	const struct queue_counts left = { 1000, 20, 3 };

	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++)
		for (int plain = 0; plain <= 1; plain++) {
			struct study_look as = look(widths[i], plain);
			struct session session;
			struct text text = { 0 };

			begin(&session, &card);
			study_view_question(&text, &session, &as);
			reveal(&session, "something else");
			study_view_answer(&text, &session, &as);
			study_view_help(&text, &as);
			finish(&session, 1, 1234567);
			study_view_welcome(&text, &as);
			study_view_summary(&text, &session, &left, 12, 4, &as);
			expect_width(&text, widths[i]);
			text_release(&text);
			session_release(&session);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_card_shows_its_place_deck_and_question),
		cmocka_unit_test(
			a_slip_is_marked_and_each_grade_has_its_interval),
		cmocka_unit_test(
			a_slip_that_does_not_fit_under_the_answer_is_bracketed),
		cmocka_unit_test(a_missing_accent_suggests_hard),
		cmocka_unit_test(an_exact_answer_needs_no_words),
		cmocka_unit_test(an_answer_right_but_for_case_says_so),
		cmocka_unit_test(a_wrong_answer_is_crossed_and_suggests_again),
		cmocka_unit_test(a_long_back_is_shown_and_not_judged),
		cmocka_unit_test(chinese_is_wrapped_by_its_width),
		cmocka_unit_test(combining_marks_take_no_room),
		cmocka_unit_test(
			an_answer_of_the_same_day_has_no_days_to_count),
		cmocka_unit_test(
			a_card_that_came_with_a_schedule_was_never_asked_here),
		cmocka_unit_test(plain_mode_says_everything_in_words),
		cmocka_unit_test(a_drill_offers_once_more_or_done),
		cmocka_unit_test(what_was_stored_is_said_on_a_line),
		cmocka_unit_test(a_drill_says_whether_it_is_done),
		cmocka_unit_test(a_summary_counts_what_was_recalled),
		cmocka_unit_test(a_summary_of_nothing_says_only_what_is_left),
		cmocka_unit_test(a_hint_stands_under_the_question),
		cmocka_unit_test(the_card_that_was_meant_is_named),
		cmocka_unit_test(help_fits_on_a_screen),
		cmocka_unit_test(
			help_hangs_what_is_too_long_for_a_narrow_window),
		cmocka_unit_test(a_newcomer_is_told_how_to_answer),
		cmocka_unit_test(a_hostile_card_is_shown_and_not_obeyed),
		cmocka_unit_test(
			hostile_fields_deck_names_and_answers_are_visible_too),
		cmocka_unit_test(a_hostile_remark_under_a_cloze_is_visible_too),
		cmocka_unit_test(a_long_field_name_is_cut),
		cmocka_unit_test(no_line_is_wider_than_the_window),
	};

	return cmocka_run_group_tests(tests, open_terminal, close_terminal);
}
