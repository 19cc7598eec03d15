#include "core/rename.h"

#include "unit.h"

enum { MOST = 8 };

static struct leftover one(const char *front, const char *back, int64_t before,
			   int64_t after)
{
	return (struct leftover){ .deck_id = 1,
				  .front = front,
				  .back = back,
				  .before = before,
				  .after = after };
}

/* For each row the number of its note from 1, or 0. */
static void expect(const struct leftover *rows, size_t row_count,
		   const struct leftover *notes, size_t note_count,
		   const char *expected)
{
	int guesses[MOST];
	char got[MOST + 1] = "";

	rename_guess(rows, row_count, notes, note_count, guesses);
	for (size_t i = 0; i < row_count; i++)
		got[i] = (char)('1' + guesses[i]);
	assert_string_equal(got, expected);
}

#define EXPECT(rows, notes, expected) \
	expect(rows, COUNT(rows), notes, COUNT(notes), expected)

static void the_same_back_and_a_similar_front_are_a_correction(void **state)
{
	const struct leftover rows[] = { one("receive", "empfangen", 0, 0) };
	const struct leftover notes[] = { one("recieve", "empfangen", 5, 9) };

	(void)state;
	EXPECT(rows, notes, "1");
}

static void the_same_back_alone_is_not_enough(void **state)
{
	const struct leftover rows[] = { one("feline", "animal", 0, 0) };
	const struct leftover notes[] = { one("dog", "animal", 0, 0) };

	(void)state;
	EXPECT(rows, notes, "0");
}

static void the_same_back_between_the_same_neighbours_is(void **state)
{
	const struct leftover rows[] = { one("feline", "Katze", 3, 7) };
	const struct leftover notes[] = { one("cat", "Katze", 3, 7) };
	const struct leftover at_end[] = { one("feline", "Katze", 3, 0) };
	const struct leftover last[] = { one("cat", "Katze", 3, 0) };
	const struct leftover before_another[] = { one("cat", "Katze", 3, 8) };

	(void)state;
	EXPECT(rows, notes, "1");
	EXPECT(at_end, last, "1");
	EXPECT(rows, before_another, "0");
}

/* Each between leftovers, and all of them where they were. */
static void a_whole_column_may_be_written_otherwise(void **state)
{
	const struct leftover rows[] = {
		one("犬", "dog", 3, NEIGHBOUR_LEFT_OVER),
		one("猫", "cat", NEIGHBOUR_LEFT_OVER, NEIGHBOUR_LEFT_OVER),
		one("鳥", "bird", NEIGHBOUR_LEFT_OVER, 0),
	};
	const struct leftover notes[] = {
		one("いぬ", "dog", 3, NEIGHBOUR_LEFT_OVER),
		one("ねこ", "cat", NEIGHBOUR_LEFT_OVER, NEIGHBOUR_LEFT_OVER),
		one("とり", "bird", NEIGHBOUR_LEFT_OVER, 0),
	};
	const struct leftover fewer[] = {
		one("いぬ", "dog", 3, NEIGHBOUR_LEFT_OVER),
		one("とり", "bird", NEIGHBOUR_LEFT_OVER, 0),
	};

	(void)state;
	EXPECT(rows, notes, "123");
	EXPECT(rows, fewer, "000");
}

static void new_questions_with_the_usual_answers_are_no_corrections(
	void **state)
{
	const struct leftover rows[] = {
		one("Is water wet?", "True", 3, NEIGHBOUR_LEFT_OVER),
		one("Is ice hot?", "False", NEIGHBOUR_LEFT_OVER,
		    NEIGHBOUR_LEFT_OVER),
		one("Do cats bark?", "False", NEIGHBOUR_LEFT_OVER, 9),
	};
	const struct leftover notes[] = {
		one("2 + 2 = 4", "True", 3, NEIGHBOUR_LEFT_OVER),
		one("5 < 3", "False", NEIGHBOUR_LEFT_OVER, NEIGHBOUR_LEFT_OVER),
		one("7 is even", "False", NEIGHBOUR_LEFT_OVER, 9),
	};

	(void)state;
	EXPECT(rows, notes, "100");
}

static void new_answers_to_the_usual_question_are_no_corrections(void **state)
{
	const struct leftover rows[] = {
		one("Which word?", "sea", 3, NEIGHBOUR_LEFT_OVER),
		one("Which word?", "hill", NEIGHBOUR_LEFT_OVER, 9),
	};
	const struct leftover notes[] = {
		one("Which word?", "dog", 3, NEIGHBOUR_LEFT_OVER),
		one("Which word?", "bone", NEIGHBOUR_LEFT_OVER, 9),
	};
	const struct leftover row[] = { one("Which word?", "sea", 3, 9) };
	const struct leftover note[] = { one("Which word?", "dog", 3, 9) };

	(void)state;
	EXPECT(rows, notes, "00");
	EXPECT(row, note, "1");
}

static void case_and_composition_are_no_other_text(void **state)
{
	const struct leftover rows[] = {
		one("STARTUP", "Gr\u00FCndung", 0, 0),
	};
	const struct leftover notes[] = {
		one("startup", "Gru\u0308ndung", 5, 9),
	};

	(void)state;
	EXPECT(rows, notes, "1");
}

/* Its back is what the front says, and no evidence of its own. */
static void another_cloze_in_the_same_place_is_another_note(void **state)
{
	const struct leftover rows[] = {
		one("water boils at {{c1::100}} degrees",
		    "water boils at 100 degrees", 3, 7),
	};
	const struct leftover other[] = {
		one("plants turn {{c1::light}} into sugar",
		    "plants turn light into sugar", 3, 7),
	};
	const struct leftover mistaken[] = {
		one("Water boils at {{c1::90}} degrees",
		    "Water boils at 90 degrees", 3, 7),
	};

	(void)state;
	EXPECT(rows, other, "0");
	EXPECT(rows, mistaken, "1");
}

static void a_longer_text_is_not_similar_for_its_length(void **state)
{
	static const char is[] =
		"an inverted index maps each word to the documents in which "
		"it occurs, so that a query need not look at every one";
	static const char was[] =
		"the mitochondria make most of the chemical energy that a cell "
		"needs for its work, in the form of one small molecule";
	const struct leftover rows[] = { one(is, "True", 2, 4) };
	const struct leftover notes[] = { one(was, "True", 5, 9) };

	(void)state;
	EXPECT(rows, notes, "0");
}

static void unknown_neighbours_are_no_evidence(void **state)
{
	const struct leftover rows[] = { one(
		"feline", "Katze", NEIGHBOUR_LEFT_OVER, NEIGHBOUR_LEFT_OVER) };
	const struct leftover notes[] = { one(
		"cat", "Katze", NEIGHBOUR_LEFT_OVER, NEIGHBOUR_LEFT_OVER) };
	const struct leftover only[] = { one("feline", "Katze", 0, 0) };
	const struct leftover alone[] = { one("cat", "Katze", 0, 0) };

	const struct leftover unlisted[] = {
		one("feline", "Katze", 3, NEIGHBOUR_LEFT_OVER),
		one("canine", "Hund", 5, 7),
	};
	const struct leftover before[] = {
		one("cat", "Katze", 3, NEIGHBOUR_LEFT_OVER),
		one("dog", "Tier", 4, 7),
	};

	(void)state;
	EXPECT(rows, notes, "0");
	EXPECT(only, alone, "0");
	EXPECT(unlisted, before, "00");
}

static void another_word_in_the_same_place_is_another_note(void **state)
{
	const struct leftover rows[] = { one("car", "Auto", 3, 7) };
	const struct leftover notes[] = { one("cat", "Katze", 3, 7) };

	(void)state;
	EXPECT(rows, notes, "0");
}

static void two_corrections_side_by_side_find_their_notes(void **state)
{
	const struct leftover rows[] = {
		one("receive", "empfangen", 3, NEIGHBOUR_LEFT_OVER),
		one("believe", "glauben", NEIGHBOUR_LEFT_OVER, 7),
	};
	const struct leftover notes[] = {
		one("beleive", "glauben", NEIGHBOUR_LEFT_OVER, 7),
		one("recieve", "empfangen", 3, NEIGHBOUR_LEFT_OVER),
	};

	(void)state;
	EXPECT(rows, notes, "21");
}

/* In the same place, and like it on both sides though the same on none. */
static void two_small_corrections_are_one_note(void **state)
{
	const struct leftover rows[] = { one("receive", "empfangen", 3, 7) };
	const struct leftover notes[] = { one("recieve", "empfamgen", 3, 7) };
	const struct leftover half[] = { one("recieve", "Katze", 3, 7) };
	const struct leftover other[] = { one("dog", "empfamgen", 3, 7) };

	(void)state;
	EXPECT(rows, notes, "1");
	EXPECT(rows, half, "0");
	EXPECT(rows, other, "0");
}

/* Few letters differ, though they are not at one place. */
static void letters_that_differ_here_and_there_are_few(void **state)
{
	const struct leftover rows[] = { one("xbcdefghix", "same", 0, 0) };
	const struct leftover notes[] = { one("abcdefghij", "same", 0, 0) };

	(void)state;
	EXPECT(rows, notes, "1");
}

static void what_may_be_two_notes_is_none(void **state)
{
	const struct leftover rows[] = { one("word", "Wort", 0, 0) };
	const struct leftover notes[] = {
		one("words", "Wort", 0, 0),
		one("ward", "Wort", 0, 0),
	};

	(void)state;
	EXPECT(rows, notes, "0");
}

static void two_rows_do_not_share_a_note(void **state)
{
	const struct leftover rows[] = {
		one("words", "Wort", 0, 0),
		one("ward", "Wort", 0, 0),
	};
	const struct leftover notes[] = { one("word", "Wort", 0, 0) };

	(void)state;
	EXPECT(rows, notes, "00");
}

static void keys_and_decks_keep_notes_apart(void **state)
{
	struct leftover rows[] = { one("receive", "empfangen", 0, 0) };
	struct leftover notes[] = { one("recieve", "empfangen", 0, 0) };

	(void)state;
	rows[0].key = "1";
	EXPECT(rows, notes, "1");
	notes[0].key = "2";
	EXPECT(rows, notes, "0");
	notes[0].key = "1";
	EXPECT(rows, notes, "1");
	rows[0].key = NULL;
	EXPECT(rows, notes, "1");
	rows[0].deck_id = 2;
	EXPECT(rows, notes, "0");
}

static void a_note_in_another_deck_is_known_by_all_of_it(void **state)
{
	struct leftover rows[] = { one("word", "Wort", 0, 0) };
	struct leftover notes[] = { one("word", "Wort", 3, 7) };

	(void)state;
	rows[0].deck_id = 2;
	EXPECT(rows, notes, "1");
	rows[0].back = "Worte";
	EXPECT(rows, notes, "0");
	rows[0].key = notes[0].key = "1";
	rows[0].front = "mot";
	EXPECT(rows, notes, "1");
	rows[0].back = "parole";
	EXPECT(rows, notes, "0");
}

static void ten_thousand_of_a_kind_take_no_quadratic_time(void **state)
{
	enum { MANY = 10000 };
	struct leftover *rows = calloc(MANY, sizeof(*rows));
	struct leftover *notes = calloc(MANY, sizeof(*notes));
	int *guesses = calloc(MANY, sizeof(*guesses));
	char(*fronts)[16] = calloc(MANY, sizeof(*fronts));
	int found = 0;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		snprintf(fronts[i], sizeof(fronts[i]), "front %d", i);
		rows[i] = one(fronts[i], "noun", 0, 0);
		notes[i] = one(fronts[i], i == 7 ? "verbs" : "verb", 0, 0);
	}
	rows[7].back = "verb";
	rename_guess(rows, MANY, notes, MANY, guesses);
	for (int i = 0; i < MANY; i++)
		found += guesses[i] != RENAME_NONE;
	assert_int_equal(guesses[7], 7);
	assert_int_equal(found, 1);
	free(rows);
	free(notes);
	free(guesses);
	free(fronts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_same_back_and_a_similar_front_are_a_correction),
		cmocka_unit_test(the_same_back_alone_is_not_enough),
		cmocka_unit_test(the_same_back_between_the_same_neighbours_is),
		cmocka_unit_test(a_whole_column_may_be_written_otherwise),
		cmocka_unit_test(
			new_questions_with_the_usual_answers_are_no_corrections),
		cmocka_unit_test(
			new_answers_to_the_usual_question_are_no_corrections),
		cmocka_unit_test(case_and_composition_are_no_other_text),
		cmocka_unit_test(
			another_cloze_in_the_same_place_is_another_note),
		cmocka_unit_test(a_longer_text_is_not_similar_for_its_length),
		cmocka_unit_test(unknown_neighbours_are_no_evidence),
		cmocka_unit_test(
			another_word_in_the_same_place_is_another_note),
		cmocka_unit_test(two_corrections_side_by_side_find_their_notes),
		cmocka_unit_test(two_small_corrections_are_one_note),
		cmocka_unit_test(letters_that_differ_here_and_there_are_few),
		cmocka_unit_test(what_may_be_two_notes_is_none),
		cmocka_unit_test(two_rows_do_not_share_a_note),
		cmocka_unit_test(keys_and_decks_keep_notes_apart),
		cmocka_unit_test(a_note_in_another_deck_is_known_by_all_of_it),
		cmocka_unit_test(ten_thousand_of_a_kind_take_no_quadratic_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
