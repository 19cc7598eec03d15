#include "exchange/preface.h"

#include "unit.h"

static struct preface read_text(const char *text, struct arena *arena)
{
	struct preface preface;

	preface_read(text, strlen(text), arena, &preface);
	return preface;
}

static char separator_of(const char *text)
{
	struct arena arena = { 0 };
	char delimiter = read_text(text, &arena).delimiter;

	arena_release(&arena);
	return delimiter;
}

static void a_sep_line_names_the_delimiter(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_int_equal(separator_of("sep=;\r\na;b\n"), ';');
	assert_int_equal(separator_of("SEP=\t\na\tb\n"), '\t');
	assert_int_equal(separator_of("\"sep=,\"\na,b\n"), ',');
	assert_int_equal(separator_of("sep=;;;\na;b;c\n"), ';');
	assert_int_equal(read_text("\nsep=;\na;b\n", &arena).lines, 2);
	assert_false(read_text("sep=;\na;b\n", &arena).has_directives);
	arena_release(&arena);
}

static void what_only_begins_like_a_sep_line_is_a_row(void **state)
{
	struct arena arena = { 0 };
	static const char *const texts[] = { "sep=\n",	   "sep=ab\n",
					     "\"sep=;\n",  "separate;x\n",
					     "a;b\nsep=,", "sep=\"\n" };

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_int_equal(read_text(texts[i], &arena).lines, 0);
	arena_release(&arena);
}

static void a_separator_is_a_name_or_the_character_itself(void **state)
{
	static const struct {
		const char *text;
		char delimiter;
	} cases[] = {
		{ "#separator:comma", ',' },
		{ "#separator:Semicolon\r\n", ';' },
		{ "#SEPARATOR: tab\n", '\t' },
		{ "#separator:space", ' ' },
		{ "#separator:pipe", '|' },
		{ "#separator:Colon", ':' },
		{ "#separator:;", ';' },
		{ "#separator:\\t", '\t' },
		{ "#separator:\t", '\t' },
		{ "#separator: ", ' ' },
		{ "#separator:nothing", '\0' },
		{ "#separator:\"", '\0' },
		{ "#separator:", '\0' },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(separator_of(cases[i].text),
				 cases[i].delimiter);
}

static void every_directive_has_its_effect(void **state)
{
	struct arena arena = { 0 };
	struct preface preface = read_text("#separator:tab\n"
					   "#html:True\n"
					   "#notetype column:1\n"
					   "#Deck Column: 2\n"
					   "#tags column:3\n"
					   "#guid column:4\n"
					   "#deck: Spanish::One \n"
					   "#tags:b a b\n"
					   "#columns:x\ty\n"
					   "#if matches:keep current\n"
					   "#notetype:Basic\n"
					   "# made by hand\n"
					   "\n"
					   "#match scope:notetype\n"
					   "a\tb\n"
					   "#deck:too late\n",
					   &arena);

	(void)state;
	assert_true(preface.has_directives);
	assert_int_equal(preface.html, HTML_YES);
	assert_int_equal(preface.columns.note_type, 1);
	assert_int_equal(preface.columns.deck, 2);
	assert_int_equal(preface.columns.tags, 3);
	assert_int_equal(preface.columns.key, 4);
	assert_string_equal(preface.deck, "Spanish::One");
	assert_int_equal(preface.tag_count, 2);
	assert_string_equal(preface.tags[0], "a");
	assert_int_equal(preface.names.length, 3);
	assert_memory_equal(preface.names.bytes, "x\ty", 3);
	assert_string_equal(preface.comment_mark, "#");
	assert_int_equal(preface.lines, 14);
	arena_release(&arena);
}

static void nonsense_in_a_directive_says_nothing(void **state)
{
	struct arena arena = { 0 };
	struct preface preface = read_text("#html:perhaps\n#deck column:two\n"
					   "#tags column:9999999\n#deck:  \n",
					   &arena);

	(void)state;
	assert_int_equal(preface.html, HTML_UNSAID);
	assert_int_equal(preface.columns.deck, 0);
	assert_int_equal(preface.columns.tags, 0);
	assert_null(preface.deck);
	arena_release(&arena);
}

static void an_old_first_line_of_tags_is_a_directive(void **state)
{
	struct arena arena = { 0 };
	struct preface preface = read_text("tags:verbs hard\na\tb\n", &arena);

	(void)state;
	assert_int_equal(preface.lines, 1);
	assert_int_equal(preface.tag_count, 2);
	assert_int_equal(read_text("tags:verbs\tlabels\n", &arena).lines, 0);
	assert_int_equal(read_text("a\tb\ntags:verbs\n", &arena).lines, 0);
	arena_release(&arena);
}

static void only_the_beginning_makes_comments(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(read_text("\n# x\na,b\n", &arena).comment_mark,
			    "#");
	assert_string_equal(read_text("//HSK/1\na\tb\n", &arena).comment_mark,
			    "//");
	assert_string_equal(read_text("sep=,\n# x\n", &arena).comment_mark,
			    "#");
	assert_null(read_text("a,b\n# x\n", &arena).comment_mark);
	assert_null(read_text("/a,b\n", &arena).comment_mark);
	arena_release(&arena);
}

static void a_nul_byte_is_in_no_value(void **state)
{
	struct arena arena = { 0 };
	struct preface preface;

	(void)state;
	preface_read("#deck:a\0b\n#tags:a\0b\n", 20, &arena, &preface);
	assert_null(preface.deck);
	assert_int_equal(preface.tag_count, 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sep_line_names_the_delimiter),
		cmocka_unit_test(what_only_begins_like_a_sep_line_is_a_row),
		cmocka_unit_test(a_separator_is_a_name_or_the_character_itself),
		cmocka_unit_test(every_directive_has_its_effect),
		cmocka_unit_test(nonsense_in_a_directive_says_nothing),
		cmocka_unit_test(an_old_first_line_of_tags_is_a_directive),
		cmocka_unit_test(only_the_beginning_makes_comments),
		cmocka_unit_test(a_nul_byte_is_in_no_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
