#include "command/complete.h"

#include "unit.h"

#include "base/text.h"

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* What may follow a line, in one string; "FILE" where files may. */
static const char *after(const char *line, const char *word)
{
	struct app app = { .db_path = "/nowhere/ebb.db",
			   .state = "/nowhere",
			   .in_shell = true };
	struct text out = { 0 };
	const char *copy;
	char **list;
	bool files;

	list = complete_line(&app, line, word, &arena, &files);
	assert_non_null(list);
	for (; *list; list++)
		text_printf(&out, "%s ", *list);
	text_add(&out, files ? "FILE" : "");
	copy = text_copy(&out, &arena);
	text_release(&out);
	arena_release(&app.arena);
	return copy;
}

static void has(const char *line, const char *word, const char *wanted)
{
	const char *list = after(line, word);

	if (!strstr(list, wanted))
		fail_msg("\"%s%s\": no %s in %s", line, word, wanted, list);
}

static void is(const char *line, const char *word, const char *wanted)
{
	assert_string_equal(after(line, word), wanted);
}

static void a_command_or_an_option_before_it_comes_first(void **state)
{
	(void)state;
	has("", "", "study import ");
	has("ebb ", "", "study import ");
	has("--plain ", "", "study import ");
	has("help ", "", "study import ");
	is("", "-", "--db --plain --version --help ");
	is("--db ", "", "FILE");
	has("--db other.db ", "", "study import ");
	has("--db=other.db ", "", "study import ");
	is("nosuchcommand ", "", "");
}

static void options_and_their_values_are_known(void **state)
{
	(void)state;
	has("export ", "-", "--output ");
	has("export ", "--", "--line-end ");
	is("export --output ", "", "FILE");
	is("export -o ", "", "FILE");
	is("export --safe-for-excel ", "--output=", "FILE");
	is("import ", "--header=", "--header=yes --header=no ");
	is("import --header ", "", "yes no ");
	is("import ", "", "FILE");
	is("import one.csv ", "", "FILE");
	is("import ", "--nosuchoption=", after("import ", "-"));
}

static void settings_have_names_and_values(void **state)
{
	(void)state;
	has("config ", "", "new_per_day ");
	is("config bury_siblings ", "", "off on ");
	is("config --default bury_siblings ", "", "off on ");
	is("config nosuchsetting ", "", "");
	is("config bury_siblings on ", "", "");
}

static void terms_of_searches_are_known(void **state)
{
	(void)state;
	has("search ", "is:", "is:due is:new ");
	has("search dog ", "is:", "is:leech ");
	has("suspend --search ", "is:", "is:suspended ");
	is("suspend --search ", "", "");
	is("search ", "tag:", ""); /* there is no database */
}

static void without_a_database_there_are_no_names(void **state)
{
	(void)state;
	is("due ", "", "");
	is("list --deck ", "", "");
	is("restore ", "", "");
}

static void a_quote_that_is_open_completes_nothing(void **state)
{
	struct app app = { .db_path = "/nowhere/ebb.db" };
	bool files;

	(void)state;
	assert_null(complete_line(&app, "add \"a b", "", &arena, &files));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_or_an_option_before_it_comes_first),
		cmocka_unit_test(options_and_their_values_are_known),
		cmocka_unit_test(settings_have_names_and_values),
		cmocka_unit_test(terms_of_searches_are_known),
		cmocka_unit_test(without_a_database_there_are_no_names),
		cmocka_unit_test(a_quote_that_is_open_completes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
