#include "core/merge.h"

#include "base/text.h"
#include "core/note_fields.h"
#include "unit.h"

/* Text as last imported, as it stands here, as the file has it; then what
 * comes out of it: a star when that is a change here, an exclamation mark when
 * it is disputed, a less-than sign when it is not what the file says. */
static void expect_backs(const char *imported, const char *here,
			 const char *file, const char *expected)
{
	const struct note notes[] = {
		{ .front = "f", .back = imported },
		{ .front = "f", .back = here },
		{ .front = "f", .back = file },
	};
	struct arena arena = { 0 };
	struct merge merge;

	merge_notes(&notes[0], &notes[1], &notes[2], &arena, &merge);
	assert_string_equal(arena_printf(&arena, "%s%s%s%s", merge.note.back,
					 merge.changes ? "*" : "",
					 merge.disputed ? "!" : "",
					 merge.differs ? "<" : ""),
			    expected);
	arena_release(&arena);
}

static void each_side_may_change_a_part(void **state)
{
	(void)state;
	expect_backs("a", "a", "a", "a");
	expect_backs("a", "a", "b", "b*");
	expect_backs("a", "b", "a", "b<");
	expect_backs("a", "b", "b", "b");
	expect_backs("a", "b", "c", "b!<");
}

static void a_note_that_was_never_imported_is_disputed_where_it_differs(
	void **state)
{
	(void)state;
	expect_backs(NULL, "a", "a", "a");
	expect_backs(NULL, "a", "b", "a!<");
}

static void expect_fields(const char *imported, const char *here,
			  const char *file, const char *expected)
{
	const char *values[] = { imported, here, file };
	struct field fields[3][2];
	struct note notes[3];
	struct arena arena = { 0 };
	struct note_fields merged;
	struct merge merge;
	const char *got;

	for (int i = 0; i < 3; i++) {
		fields[i][0] = (struct field){ "kept", "k" };
		fields[i][1] = (struct field){ "x", values[i] };
		notes[i] = (struct note){
			.front = "f",
			.back = "b",
			.fields = fields[i],
			.field_count = values[i] ? 2 : 1,
		};
	}
	merge_notes(&notes[0], &notes[1], &notes[2], &arena, &merge);
	merged = note_fields_of(&merge.note, &arena);
	assert_string_equal(note_field(&merged, "kept"), "k");
	got = note_field(&merged, "x");
	assert_string_equal(arena_printf(&arena, "%s%s%s", got ? got : "-",
					 merge.changes ? "*" : "",
					 merge.disputed ? "!" : ""),
			    expected);
	arena_release(&arena);
}

static void a_field_may_come_and_go_on_either_side(void **state)
{
	(void)state;
	expect_fields(NULL, NULL, "new", "new*");
	expect_fields(NULL, "new", NULL, "new");
	expect_fields("old", "old", NULL, "-*");
	expect_fields("old", NULL, "old", "-");
	expect_fields("old", NULL, "new", "-!");
	expect_fields("old", "new", NULL, "new!");
	expect_fields(NULL, "one", "two", "one!");
	expect_fields("old", NULL, NULL, "-");
}

/* Tags are single letters here. */
static struct note tagged(const char *letters, struct arena *arena)
{
	struct note note = { .front = "f", .back = "b" };

	note.tag_count = strlen(letters);
	note.tags = arena_array(arena, note.tag_count, sizeof(*note.tags));
	for (size_t i = 0; i < note.tag_count; i++)
		note.tags[i] = arena_strndup(arena, letters + i, 1);
	return note;
}

static void expect_tags(const char *imported, const char *here,
			const char *file, const char *expected)
{
	struct arena arena = { 0 };
	struct note before = tagged(imported, &arena);
	struct note mine = tagged(here, &arena);
	struct note theirs = tagged(file, &arena);
	struct text got = { 0 };
	struct merge merge;

	merge_notes(&before, &mine, &theirs, &arena, &merge);
	for (size_t i = 0; i < merge.note.tag_count; i++)
		text_add(&got, merge.note.tags[i]);
	assert_string_equal(text_string(&got), expected);
	assert_int_equal(merge.changes, strcmp(expected, here) != 0);
	assert_int_equal(merge.differs, strcmp(expected, file) != 0);
	assert_false(merge.disputed);
	text_release(&got);
	arena_release(&arena);
}

static void tags_are_merged_one_by_one(void **state)
{
	(void)state;
	expect_tags("", "", "", "");
	expect_tags("ab", "ab", "ab", "ab");
	expect_tags("ab", "abc", "ab", "abc");
	expect_tags("ab", "ab", "abc", "abc");
	expect_tags("ab", "a", "ab", "a");
	expect_tags("ab", "ab", "b", "b");
	expect_tags("ab", "bc", "abd", "bcd");
	expect_tags("", "x", "y", "xy");
	expect_tags("a", "", "", "");
}

static void a_file_that_says_nothing_of_tags_leaves_them(void **state)
{
	struct arena arena = { 0 };
	struct note here = tagged("ab", &arena), file = tagged("", &arena);
	struct merge merge;

	(void)state;
	file.tags_unsaid = true;
	merge_notes(&here, &here, &file, &arena, &merge);
	assert_true(merge.note.tags_unsaid);
	assert_false(merge.changes);
	assert_false(merge.differs);
	arena_release(&arena);
}

/* To look each up among all the others would take minutes. */
static void very_many_fields_and_tags_take_no_quadratic_time(void **state)
{
	enum { MANY = 200000 };
	struct arena arena = { 0 };
	struct field *fields = arena_array(&arena, MANY, sizeof(*fields));
	struct field *others = arena_array(&arena, MANY, sizeof(*others));
	const char **tags = arena_array(&arena, MANY, sizeof(*tags));
	struct note here = { .front = "f", .back = "b" }, file = here;
	struct merge merge;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		tags[i] = arena_printf(&arena, "%06zu", i);
		fields[i] = (struct field){ tags[i], "x" };
		others[MANY - 1 - i] = fields[i];
	}
	here.fields = fields;
	here.field_count = MANY;
	here.tags = tags;
	here.tag_count = MANY;
	file.fields = others;
	file.field_count = MANY;
	merge_notes(&here, &here, &file, &arena, &merge);
	assert_int_equal(merge.note.field_count, MANY);
	assert_int_equal(merge.note.tag_count, 0);
	assert_false(merge.disputed);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_side_may_change_a_part),
		cmocka_unit_test(
			a_note_that_was_never_imported_is_disputed_where_it_differs),
		cmocka_unit_test(a_field_may_come_and_go_on_either_side),
		cmocka_unit_test(tags_are_merged_one_by_one),
		cmocka_unit_test(a_file_that_says_nothing_of_tags_leaves_them),
		cmocka_unit_test(
			very_many_fields_and_tags_take_no_quadratic_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
