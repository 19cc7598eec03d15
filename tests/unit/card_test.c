#include "core/card.h"

#include "unit.h"

#include "core/review.h"

static struct card card_with(const char *back, enum direction direction)
{
	return (struct card){
		.note = { .front = "front", .back = back },
		.direction = direction,
	};
}

static void a_direction_asks_one_side_for_the_other(void **state)
{
	struct card forward = card_with("back", DIRECTION_FORWARD);
	struct card reverse = card_with("back", DIRECTION_REVERSE);

	(void)state;
	assert_string_equal(card_question(&forward), "front");
	assert_string_equal(card_answer(&forward), "back");
	assert_string_equal(card_question(&reverse), "back");
	assert_string_equal(card_answer(&reverse), "front");
}

static void a_cloze_asks_for_what_it_hides(void **state)
{
	struct card card = { .note = { .front = "{{c1::Paris}}, {{c2::France}}",
				       .back = "Paris, France" },
			     .direction = DIRECTION_CLOZE + 1 };
	struct arena arena = { 0 };

	(void)state;
	card_prepare(&card, &arena);
	assert_string_equal(card_question(&card), "Paris, […]");
	assert_string_equal(card_answer(&card), "France");
	assert_null(card_remark(&card)); /* the back says nothing more */
	card.note.back = "a city";
	card_prepare(&card, &arena);
	assert_string_equal(card_remark(&card), "a city");
	card = card_with("back", DIRECTION_FORWARD);
	card_prepare(&card, &arena);
	assert_string_equal(card_question(&card), "front");
	assert_null(card_remark(&card));
	arena_release(&arena);
}

static void a_card_is_named_by_its_note_and_ordinal(void **state)
{
	struct card card = card_with("back", DIRECTION_REVERSE);
	char name[CARD_UID_TEXT_SIZE];

	(void)state;
	for (int i = 0; i < UID_SIZE; i++)
		card.note_uid.bytes[i] = (unsigned char)(17 * i);
	assert_string_equal(card_uid(&card, name),
			    "00112233445566778899aabbccddeeff.1");
}

/* `n` times `unit` */
static const char *long_answer(const char *unit, int n)
{
	static char answer[512];

	for (*answer = '\0'; n > 0; n--)
		strcat(answer, unit);
	return answer;
}

static void short_answers_are_typed_and_long_ones_are_not(void **state)
{
	static const struct {
		const char *unit;
		int n;
		bool typed;
	} cases[] = {
		{ "a", 1, true },    { "a", 60, true },
		{ "a", 61, false },  { "词", 30, true },
		{ "词", 31, false }, { "e\u0301", 60, true },
	};
	struct card card;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		card = card_with(long_answer(cases[i].unit, cases[i].n),
				 DIRECTION_FORWARD);
		assert_int_equal(card_is_typed(&card, ANSWER_AUTO),
				 cases[i].typed);
		assert_true(card_is_typed(&card, ANSWER_TYPE));
		assert_false(card_is_typed(&card, ANSWER_FLIP));
	}
	card = card_with("two\nlines", DIRECTION_FORWARD);
	assert_false(card_is_typed(&card, ANSWER_AUTO));
	card.direction = DIRECTION_REVERSE; /* the answer is the front */
	assert_true(card_is_typed(&card, ANSWER_AUTO));
}

static void keys_and_words_of_grades(void **state)
{
	static const char *const words[] = { "again", "again", "again",
					     "hard",  "good",  "easy" };

	(void)state;
	for (int grade = 0; grade < GRADE_COUNT; grade++) {
		assert_int_equal(
			grade_from_key((uint32_t)('0' + grade), KEYS_SM2),
			grade);
		assert_string_equal(grade_word(grade), words[grade]);
	}
	assert_int_equal(grade_from_key('a', KEYS_SM2), 1);
	assert_int_equal(grade_from_key('h', KEYS_SM2), 3);
	assert_int_equal(grade_from_key('g', KEYS_SM2), 4);
	assert_int_equal(grade_from_key('e', KEYS_SM2), 5);
	assert_int_equal(grade_from_key('6', KEYS_SM2), GRADE_NONE);
	assert_int_equal(grade_from_key('E', KEYS_SM2), GRADE_NONE);
	assert_int_equal(grade_from_key('\n', KEYS_SM2), GRADE_NONE);
	assert_int_equal(grade_from_key(0x661, KEYS_SM2), GRADE_NONE);
	assert_string_equal(grade_word(GRADE_NONE), "-");
	assert_int_equal(grade_from_word("again"), 1);
	assert_int_equal(grade_from_word("easy"), 5);
	assert_int_equal(grade_from_word("Easy"), GRADE_NONE);
	assert_int_equal(grade_from_word(""), GRADE_NONE);
}

static void anki_has_four_digits(void **state)
{
	static const int grades[] = { GRADE_NONE, 1, 3, 4, 5, GRADE_NONE };

	(void)state;
	for (int digit = 0; digit <= 5; digit++)
		assert_int_equal(
			grade_from_key((uint32_t)('0' + digit), KEYS_ANKI),
			grades[digit]);
	assert_int_equal(grade_from_key('e', KEYS_ANKI), 5);
	for (int grade = 0; grade < GRADE_COUNT; grade++) {
		int digit = grade_digit(grade, KEYS_ANKI);

		assert_int_equal(
			grade_word(grade) ==
				grade_word(grade_from_key(
					(uint32_t)('0' + digit), KEYS_ANKI)),
			true);
		assert_int_equal(grade_digit(grade, KEYS_SM2), grade);
	}
}

static void kinds_of_review_are_spelled_as_they_are_stored(void **state)
{
	static const char *const names[] = { "rate", "drill", "cram", "reset" };

	(void)state;
	for (int kind = REVIEW_RATE; kind <= REVIEW_RESET; kind++) {
		assert_string_equal(review_kind_name((enum review_kind)kind),
				    names[kind]);
		assert_int_equal(review_kind_from(names[kind]), kind);
	}
	assert_int_equal(review_kind_from("else"), REVIEW_RATE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_direction_asks_one_side_for_the_other),
		cmocka_unit_test(a_cloze_asks_for_what_it_hides),
		cmocka_unit_test(a_card_is_named_by_its_note_and_ordinal),
		cmocka_unit_test(short_answers_are_typed_and_long_ones_are_not),
		cmocka_unit_test(keys_and_words_of_grades),
		cmocka_unit_test(anki_has_four_digits),
		cmocka_unit_test(
			kinds_of_review_are_spelled_as_they_are_stored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
