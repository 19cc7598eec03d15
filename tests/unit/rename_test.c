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

static void unknown_neighbours_are_no_evidence(void **state)
{
	const struct leftover rows[] = { one(
		"feline", "Katze", NEIGHBOUR_LEFT_OVER, NEIGHBOUR_LEFT_OVER) };
	const struct leftover notes[] = { one(
		"cat", "Katze", NEIGHBOUR_LEFT_OVER, NEIGHBOUR_LEFT_OVER) };
	const struct leftover only[] = { one("feline", "Katze", 0, 0) };
	const struct leftover alone[] = { one("cat", "Katze", 0, 0) };

	(void)state;
	EXPECT(rows, notes, "0");
	EXPECT(only, alone, "0");
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
		cmocka_unit_test(unknown_neighbours_are_no_evidence),
		cmocka_unit_test(
			another_word_in_the_same_place_is_another_note),
		cmocka_unit_test(two_corrections_side_by_side_find_their_notes),
		cmocka_unit_test(two_small_corrections_are_one_note),
		cmocka_unit_test(letters_that_differ_here_and_there_are_few),
		cmocka_unit_test(what_may_be_two_notes_is_none),
		cmocka_unit_test(two_rows_do_not_share_a_note),
		cmocka_unit_test(keys_and_decks_keep_notes_apart),
		cmocka_unit_test(ten_thousand_of_a_kind_take_no_quadratic_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
