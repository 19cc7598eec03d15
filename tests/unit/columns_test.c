#include "exchange/columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "exchange/column_names.h"

enum { CELLS_MOST = 16 };

static struct cells cells_of(const char *string, struct cell *list)
{
	size_t count = 0;

	for (;;) {
		size_t length = strcspn(string, "|");

		list[count++] = (struct cell){ string, length };
		if (!string[length])
			break;
		string += length + 1;
	}
	return (struct cells){ list, count };
}

/* The columns as "name=role name=role", those that stand in with a +; or the
 * message of the error.  Rows and header are written "a|b|c". */
static char *understand_with(const char *header, const char *const *rows,
			     const char *map, const struct column_hints *hints,
			     struct arena *arena)
{
	struct cell list[CELLS_MOST];
	struct cells cells;
	struct row_shape shape = { 0 };
	struct columns columns;
	struct text text = { 0 };
	struct error err;
	char *copy;

	for (; *rows; rows++) {
		cells = cells_of(*rows, list);
		row_shape_add(&shape, &cells);
	}
	if (header)
		cells = cells_of(header, list);
	if (!columns_understand(header ? &cells : NULL, &shape, map, hints,
				arena, &columns, &err))
		return arena_strdup(arena, err.message);
	for (size_t i = 0; i < columns.count; i++)
		text_printf(&text, "%s%s=%s%s", i ? " " : "",
			    columns.list[i].name,
			    column_role_name(columns.list[i].role),
			    columns.list[i].stands_in ? "+" : "");
	copy = text_copy(&text, arena);
	text_release(&text);
	return copy;
}

static char *understand(const char *header, const char *const *rows,
			const char *map, struct arena *arena)
{
	const struct column_hints hints = { 0 };

	return understand_with(header, rows, map, &hints, arena);
}

static const char *const plain_rows[] = { "a|b|c", "d|e|f", "g|h|i", NULL };

static void expect(const char *header, const char *map, const char *columns)
{
	struct arena arena = { 0 };

	assert_string_equal(understand(header, plain_rows, map, &arena),
			    columns);
	arena_release(&arena);
}

static void expect_rows(const char *const *rows, const char *columns)
{
	struct arena arena = { 0 };

	assert_string_equal(understand(NULL, rows, NULL, &arena), columns);
	arena_release(&arena);
}

static void front_and_back_go_by_their_names(void **state)
{
	(void)state;
	expect("front|back|extra", NULL, "front=front back=back extra=field");
	expect("Definition|x|Term", NULL, "Definition=back x=field Term=front");
	expect("word|meaning|back", NULL, "word=front meaning=field back=back");
}

static void without_names_the_first_is_the_front_and_the_next_the_back(
	void **state)
{
	(void)state;
	expect("x|y|z", NULL, "x=front y=back z=field+");
	expect_rows(plain_rows, "field 1=front field 2=back field 3=field+");
}

static void a_column_that_counts_the_rows_is_no_front(void **state)
{
	static const char *const counted[] = { "1|cat|Katze", "2|dog|Hund",
					       "3|cow|Kuh", NULL };
	static const char *const pairs[] = { "1|one", "2|two", "3|three",
					     NULL };

	(void)state;
	expect_rows(counted, "field 1=field field 2=front field 3=back");
	expect_rows(pairs, "field 1=front field 2=back");
	expect("No.|x|y", NULL, "No.=field x=front y=back");
}

static void numbers_after_the_front_are_a_back(void **state)
{
	static const char *const rows[] = { "legs|4|spider", "eyes|8|spider",
					    "arms|2|man", NULL };

	(void)state;
	expect_rows(rows, "field 1=front field 2=back field 3=field+");
}

static void tags_id_deck_and_cards_go_by_their_names(void **state)
{
	(void)state;
	expect("guid|front|back|Tags|deck|cards", NULL,
	       "guid=id front=front back=back Tags=tags deck=deck "
	       "cards=cards");
	expect("tags|tags|front|back", NULL,
	       "tags=tags tags=field front=front back=back");
}

static void a_key_beside_one_other_column_is_the_front(void **state)
{
	static const char *const rows[] = { "a|b", "c|d", NULL };
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(understand("key|value", rows, NULL, &arena),
			    "key=front value=back");
	expect("key|value|x", NULL, "key=id value=front x=back");
	expect("key|value|x", "front=2,back=3", "key=id value=front x=back");
	expect("key|value|x", "front=2", "key=id value=front x=back");
	arena_release(&arena);
}

static void languages_are_sides(void **state)
{
	(void)state;
	expect("lesson|Simplified Chinese|Pinyin|English", NULL,
	       "lesson=field Simplified Chinese=front Pinyin=field "
	       "English=back");
	expect("Chinese|Pinyin|English definition", NULL,
	       "Chinese=front Pinyin=field English definition=back");
}

static void a_second_translation_stands_in(void **state)
{
	(void)state;
	expect("word|translation_en|translation_de", NULL,
	       "word=front translation_en=back translation_de=field+");
}

static void names_are_made_unique_and_never_empty(void **state)
{
	(void)state;
	expect("front|back|note|note||note 2", NULL,
	       "front=front back=back note=field note 2=field field 5=field "
	       "note 2 2=field");
}

static void a_name_with_a_line_break_becomes_one_line(void **state)
{
	(void)state;
	expect("front|back|a\r\nb", NULL, "front=front back=back a b=field");
}

static void the_prefix_field_keeps_a_reserved_name_for_a_field(void **state)
{
	(void)state;
	expect("front|back|field:tags|field:field:x|field:front", NULL,
	       "front=front back=back tags=field field:x=field "
	       "front=field");
	expect("front|back|field:\xE3\x80\x80 x|field: ", NULL,
	       "front=front back=back x=field field:=field");
}

static void a_map_comes_before_names(void **state)
{
	(void)state;
	expect("front|back|extra", "front=3,back=front",
	       "front=back back=field extra=front");
	expect("front|back|extra", " tags = extra ",
	       "front=front back=back extra=tags");
	expect("front|back|tags|x", "tags=x",
	       "front=front back=back tags=field x=tags");
	expect(NULL, "back=1,back=3",
	       "field 1=back field 2=front field 3=field+");
	expect("tags|x|y", "field=tags", "tags=field x=front y=back");
}

static void a_wrong_map_is_refused_with_the_reason(void **state)
{
	(void)state;
	expect(NULL, "front=9", "the map names column 9, but there are 3");
	expect(NULL, "front=0", "the map names column 0, but there are 3");
	expect("a|b|c", "front=d",
	       "the map names column \"d\", but there is none");
	expect(NULL, "front=1,front=2", "the map names front twice");
	expect(NULL, "frnt=1",
	       "a map is written front=2,back=3,tags=5; the names are front, "
	       "back, tags, id, deck, cards, due, interval, ease, "
	       "repetitions, lapses and field");
	expect(NULL, "front=",
	       "a map is written front=2,back=3,tags=5; the names are front, "
	       "back, tags, id, deck, cards, due, interval, ease, "
	       "repetitions, lapses and field");
}

static void a_file_without_room_for_a_side_is_refused(void **state)
{
	static const char *const rows[] = { "a|b", "c|d", NULL };
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(understand("word|tags", rows, NULL, &arena),
			    "no column is left for the back");
	assert_string_equal(understand("deck|tags", rows, NULL, &arena),
			    "no column is left for the front");
	arena_release(&arena);
}

static void only_a_map_with_names_needs_a_header(void **state)
{
	(void)state;
	assert_false(columns_map_needs_header(NULL));
	assert_false(columns_map_needs_header("front=2, back=3"));
	assert_true(columns_map_needs_header("front=2,back=meaning"));
}

static void expect_hints(struct column_hints hints, const char *map,
			 const char *columns)
{
	struct arena arena = { 0 };

	assert_string_equal(
		understand_with(NULL, plain_rows, map, &hints, &arena),
		columns);
	arena_release(&arena);
}

static void directives_give_roles_where_the_map_does_not(void **state)
{
	static const char *const rows[] = { "a|b|c|d|e|f", NULL };
	const struct column_hints all = {
		.said = { .deck = 1, .tags = 2, .key = 3, .note_type = 4 }
	};
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(understand_with(NULL, rows, NULL, &all, &arena),
			    "field 1=deck field 2=tags field 3=id "
			    "notetype=field field 5=front field 6=back");
	expect_hints((struct column_hints){ .said = { .tags = 1 } }, "front=1",
		     "field 1=front field 2=back field 3=field+");
	expect_hints((struct column_hints){ .said = { .tags = 9 } }, NULL,
		     "field 1=front field 2=back field 3=field+");
	arena_release(&arena);
}

static void one_column_is_enough_when_it_is_said_to_be(void **state)
{
	static const char *const rows[] = { "a", "b", NULL };
	const struct column_hints single = { .single_column = true };
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(understand_with(NULL, rows, NULL, &single, &arena),
			    "field 1=front");
	assert_string_equal(understand(NULL, rows, NULL, &arena),
			    "no column is left for the back");
	arena_release(&arena);
}

static void a_schedule_goes_by_two_names_or_more(void **state)
{
	(void)state;
	expect("front|back|due|ivl|ef|reps|lapses", NULL,
	       "front=front back=back due=due ivl=interval ef=ease "
	       "reps=repetitions lapses=lapses");
	expect("front|back|due", NULL, "front=front back=back due=field");
	expect("front|back|ease|lapses", NULL,
	       "front=front back=back ease=field lapses=field");
	expect("front|back|when", "due=when", "front=front back=back when=due");
	expect("front|back|field:due|ease|interval", NULL,
	       "front=front back=back due=field ease=ease interval=interval");
}

static void a_header_without_a_name_for_the_numbers_is_shifted(void **state)
{
	static const char *const rows[] = { "1|cat|Katze", "2|dog|Hund",
					    "3|cow|Kuh", NULL };
	static const char *const trailing[] = { "1|cat|", "2|dog|", "3|cow|",
						NULL };
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(understand("term|meaning", rows, NULL, &arena),
			    "field 1=field term=front meaning=back");
	assert_string_equal(understand("id|meaning", rows, NULL, &arena),
			    "id=id meaning=back field 3=front");
	assert_string_equal(understand("level|word", trailing, NULL, &arena),
			    "level=back word=front field 3=field");
	arena_release(&arena);
}

static void constant_columns_are_no_sides(void **state)
{
	static const char *const rows[] = { "en|es|dog|perro", "en|es|cat|gato",
					    "en|es|cow|vaca", "en|es|a|b",
					    NULL };
	static const char *const same[] = { "a|yes", "b|yes", "c|yes", "d|yes",
					    NULL };

	(void)state;
	expect_rows(rows,
		    "field 1=field field 2=field field 3=front field 4=back");
	expect_rows(same, "field 1=front field 2=back");
}

/* ---- names --------------------------------------------------------------- */

static enum column_name name_of(const char *string)
{
	return column_name_of(&(struct cell){ string, strlen(string) });
}

static void case_accents_plurals_and_suffixes_do_not_count(void **state)
{
	(void)state;
	assert_int_equal(name_of(" FRONT "), COLUMN_NAME_EXACT_FRONT);
	assert_int_equal(name_of("Rückseite"), COLUMN_NAME_BACK);
	assert_int_equal(name_of("RU\xCC\x88"
				 "CKSEITE"),
			 COLUMN_NAME_BACK);
	assert_int_equal(name_of("Übersetzung"), COLUMN_NAME_BACK);
	assert_int_equal(name_of("ＴＥＲＭ"), COLUMN_NAME_FRONT);
	assert_int_equal(name_of("phrases"), COLUMN_NAME_FRONT);
	assert_int_equal(name_of("meaning (en)"), COLUMN_NAME_BACK);
	assert_int_equal(name_of("capital:zh-tw"), COLUMN_NAME_OTHER);
	assert_int_equal(name_of("Английский"), COLUMN_NAME_LANGUAGE);
	assert_int_equal(name_of("ふりがな"), COLUMN_NAME_OTHER);
}

static void what_only_contains_a_name_is_unknown(void **state)
{
	static const char *const unknown[] = {
		"",	 "|",	   "question|term", "the word", "wordy",
		"word:", "word:x", "wor",	    "ord er",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(unknown) / sizeof(*unknown); i++)
		assert_int_equal(name_of(unknown[i]), COLUMN_NAME_UNKNOWN);
}

static void a_language_and_what_of_it_is_a_name(void **state)
{
	(void)state;
	assert_int_equal(name_of("English Word"), COLUMN_NAME_FRONT);
	assert_int_equal(name_of("Meaning in German"), COLUMN_NAME_BACK);
	assert_int_equal(name_of("Word (Japanese)"), COLUMN_NAME_FRONT);
	assert_int_equal(name_of("Traditional Chinese"), COLUMN_NAME_LANGUAGE);
	assert_int_equal(name_of("english_example"), COLUMN_NAME_OTHER);
	assert_int_equal(name_of("good English"), COLUMN_NAME_UNKNOWN);
	assert_int_equal(name_of("English word list"), COLUMN_NAME_UNKNOWN);
	assert_int_equal(name_of("in the"), COLUMN_NAME_UNKNOWN);
	assert_int_equal(name_of("#Kanji"), COLUMN_NAME_FRONT);
	assert_int_equal(name_of("#"), COLUMN_NAME_INDEX);
	assert_int_equal(name_of("คำศัพท์"), COLUMN_NAME_FRONT);
	assert_int_equal(name_of("अर्थ"), COLUMN_NAME_BACK);
	assert_int_equal(name_of("jelentés"), COLUMN_NAME_BACK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(front_and_back_go_by_their_names),
		cmocka_unit_test(
			without_names_the_first_is_the_front_and_the_next_the_back),
		cmocka_unit_test(a_column_that_counts_the_rows_is_no_front),
		cmocka_unit_test(numbers_after_the_front_are_a_back),
		cmocka_unit_test(tags_id_deck_and_cards_go_by_their_names),
		cmocka_unit_test(a_key_beside_one_other_column_is_the_front),
		cmocka_unit_test(languages_are_sides),
		cmocka_unit_test(a_second_translation_stands_in),
		cmocka_unit_test(names_are_made_unique_and_never_empty),
		cmocka_unit_test(a_name_with_a_line_break_becomes_one_line),
		cmocka_unit_test(
			the_prefix_field_keeps_a_reserved_name_for_a_field),
		cmocka_unit_test(a_map_comes_before_names),
		cmocka_unit_test(a_wrong_map_is_refused_with_the_reason),
		cmocka_unit_test(a_file_without_room_for_a_side_is_refused),
		cmocka_unit_test(only_a_map_with_names_needs_a_header),
		cmocka_unit_test(
			case_accents_plurals_and_suffixes_do_not_count),
		cmocka_unit_test(what_only_contains_a_name_is_unknown),
		cmocka_unit_test(directives_give_roles_where_the_map_does_not),
		cmocka_unit_test(one_column_is_enough_when_it_is_said_to_be),
		cmocka_unit_test(a_schedule_goes_by_two_names_or_more),
		cmocka_unit_test(
			a_header_without_a_name_for_the_numbers_is_shifted),
		cmocka_unit_test(constant_columns_are_no_sides),
		cmocka_unit_test(a_language_and_what_of_it_is_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
