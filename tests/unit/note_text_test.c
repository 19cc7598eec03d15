#include "exchange/note_text.h"

#include "unit.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct note *read_notes(const char *text, size_t wanted)
{
	struct note *notes;
	struct error err;
	size_t count;

	must(note_text_read(text, &arena, &notes, &count, &err));
	assert_int_equal(count, wanted);
	return notes;
}

static void refuse(const char *text, const char *why)
{
	struct note *notes;
	struct error err;
	size_t count;

	must_fail(note_text_read(text, &arena, &notes, &count, &err),
		  ERROR_FORMAT);
	assert_string_equal(err.message, why);
}

static void a_note_is_written_as_it_is_read(void **state)
{
	const char *tags[] = { "b2", "verb" };
	struct field fields[] = { { "example", "one\n===two\n\\three" },
				  { "hint", "four" } };
	struct note note = { .front = "front\n\nof three lines",
			     .back = "=== back",
			     .fields = fields,
			     .field_count = 2,
			     .tags = tags,
			     .tag_count = 2 };
	static const unsigned directions[] = { DIRECTIONS_FORWARD,
					       DIRECTIONS_REVERSE,
					       DIRECTIONS_BOTH };

	(void)state;
	for (size_t i = 0; i < COUNT(directions); i++) {
		struct text text = { 0 };
		struct note *read;

		note.directions = directions[i];
		note_text_write(&text, &note);
		read = read_notes(text_string(&text), 1);
		assert_string_equal(read->front, note.front);
		assert_string_equal(read->back, note.back);
		assert_int_equal(read->directions, note.directions);
		assert_int_equal(read->field_count, 2);
		for (int k = 0; k < 2; k++) {
			assert_string_equal(read->fields[k].name,
					    fields[k].name);
			assert_string_equal(read->fields[k].value,
					    fields[k].value);
		}
		assert_int_equal(read->tag_count, 2);
		assert_string_equal(read->tags[0], "b2");
		assert_string_equal(read->tags[1], "verb");
		text_release(&text);
	}
}

static void the_back_of_a_cloze_may_be_left_out(void **state)
{
	struct note note = { .front = "a {{c1::b}}", .back = "a b" };
	struct text text = { 0 };

	(void)state;
	note_text_write(&text, &note);
	assert_non_null(strstr(text_string(&text), "=== back\n=== tags"));
	assert_string_equal(read_notes(text_string(&text), 1)->back, "a b");
	assert_string_equal(
		read_notes("=== front\n{{c1::x}}\n=== back\ny", 1)->back, "y");
	text_release(&text);
}

static void further_fronts_are_notes_with_the_tags_of_the_first(void **state)
{
	struct note *notes = read_notes("=== front\na\n=== back\nb\n"
					"=== tags\nt\n=== cards\nboth\n"
					"=== front\nc\n=== back\nd\n"
					"=== front\ne\n=== back\nf\n"
					"=== cards\nforward\n=== tags\n",
					3);

	(void)state;
	assert_int_equal(notes[1].directions, DIRECTIONS_BOTH);
	assert_string_equal(notes[1].tags[0], "t");
	assert_int_equal(notes[2].directions, DIRECTIONS_FORWARD);
	assert_int_equal(notes[2].tag_count, 0);
	assert_string_equal(notes[2].front, "e");
}

static void there_may_be_any_number_of_fields(void **state)
{
	struct text text = { 0 };
	struct note *note;

	(void)state;
	text_add(&text, "=== front\na\n=== back\nb\n=== field: none\n\n");
	for (int i = 0; i < 40; i++)
		text_printf(&text, "=== field: name %d\nvalue %d\n", i, i);
	note = read_notes(text_string(&text), 1);
	assert_int_equal(note->field_count, 40);
	assert_string_equal(note->fields[39].name, "name 39");
	assert_string_equal(note->fields[0].value, "value 0");
	text_release(&text);
}

static void what_cannot_be_meant_is_refused_with_its_line(void **state)
{
	(void)state;
	refuse("=== front\na\n=== back\nb\n=== back\nc\n",
	       "line 5: \"back\" comes twice");
	refuse("=== front\na\n=== back\nb\n=== field:\nc\n",
	       "line 5: a field needs a name");
	refuse("=== front\na\n=== field: x\nb\n=== field: x\nc\n",
	       "line 5: the field \"x\" comes twice");
	refuse("=== front\na\n=== bakc\nb\n",
	       "line 3: \"=== bakc\" is none of front, back, tags, cards, "
	       "field: NAME");
	refuse("=== front\na\n=== back\nb\n=== cards\nboht\n",
	       "line 5: cards are forward, reverse or both, not \"boht\"");
	refuse("front\n=== back\nb\n",
	       "line 1: the text must begin with a line \"=== front\"");
	refuse("", "the front is empty");
	refuse(" \n\t\n", "the front is empty");
	refuse("=== back\nb\n", "the front is empty");
	refuse("=== front\n\n=== back\nb\n", "the front is empty");
	refuse("=== front\na\n", "the back is empty");
	refuse("=== front\na\n=== back\nb\n=== front\nc\n",
	       "the back of \"c\" is empty");
	refuse("=== front\n\xFF\n=== back\nb\n",
	       "the text is not UTF-8; save it as UTF-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_note_is_written_as_it_is_read),
		cmocka_unit_test(the_back_of_a_cloze_may_be_left_out),
		cmocka_unit_test(
			further_fronts_are_notes_with_the_tags_of_the_first),
		cmocka_unit_test(there_may_be_any_number_of_fields),
		cmocka_unit_test(what_cannot_be_meant_is_refused_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
