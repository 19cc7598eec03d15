/* Sessions of the real program on a real terminal. */
#include "deck.h"

static void quit(struct pty *pty)
{
	pty_expect(pty, "› ");
	pty_type(pty, "\004");
	pty_expect(pty, "Streak:");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
}

/* ---- answering --------------------------------------------------------- */

static void a_right_answer_is_marked_and_enter_takes_the_suggestion(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "alpha", "\r");
	pty_expect(pty, "4 good: in 1 day");
	pty_expect(pty, "two");
	assert_non_null(strstr(pty_output(pty), "✓"));
	quit(pty);
	assert_int_equal(stored_reviews(), 1);
	assert_non_null(
		strstr(output_of("show --json 256"), "\"typed\":\"alpha\""));
}

static void a_slip_is_shown_where_it_is_and_still_suggests_good(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "", "4");
	pty_expect(pty, "two");
	pty_expect(pty, "› ");
	pty_type(pty, "continous\r");
	pty_expect(pty, "✓  continuous\r\n   contin_ous\r\n"
			"         ^  1 slip\r\n");
	pty_expect(pty, "Enter = 4");
	quit(pty);
}

static void a_wrong_answer_suggests_again(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "omega\r");
	pty_expect(pty, "✗");
	pty_expect(pty, "Enter = 1");
	quit(pty);
	assert_int_equal(stored_reviews(), 0);
}

static void each_grade_key_stores_its_grade_without_enter(void **s)
{
	static const struct {
		const char *key;
		int grade;
	} keys[] = {
		{ "0", 0 }, { "1", 1 }, { "2", 2 }, { "3", 3 }, { "4", 4 },
		{ "5", 5 }, { "a", 1 }, { "h", 3 }, { "g", 4 }, { "e", 5 },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		struct pty *pty = start("study", 80, NULL);
		char wanted[32];

		answer(pty, "one", "", keys[i].key);
		pty_expect(pty, "two");
		pty_expect(pty, "› ");
		pty_type(pty, ":undo\r");
		pty_expect(pty, "Taken back");
		pty_expect(pty, "one");
		quit(pty);
		snprintf(wanted, sizeof(wanted), "\"grade\":%d,",
			 keys[i].grade);
		assert_true(times_in(wanted, output_of("show --json 256")) >=
			    1);
	}
	assert_int_equal(stored_reviews(), 10);
}

static void the_interval_on_screen_is_the_one_that_is_stored(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_type(pty, "\r");
	pty_expect(pty, "5 easy 1 d");
	pty_type(pty, "5");
	pty_expect(pty, "5 easy: in 1 day, on 2026-03-03");
	quit(pty);
	assert_non_null(
		strstr(output_of("show --json 256"), "\"interval_days\":1"));
	assert_non_null(
		strstr(output_of("show --json 256"), "\"ease_factor\":2.6"));
}

static void grades_on_screen_are_worth_what_is_then_stored(void **s)
{
	static const char *const days[] = {
		"EBB_NOW=2026-03-02T09:00:00+01:00",
		"EBB_NOW=2026-03-03T09:00:00+01:00",
		"EBB_NOW=2026-03-09T09:00:00+01:00",
		"EBB_NOW=2026-03-24T09:00:00+01:00",
	};
	static const char *const shown[] = { "4 good 1 d", "4 good 6 d",
					     "4 good 15 d", "4 good 38 d" };
	static const int intervals[] = { 1, 6, 15, 38 };

	(void)s;
	for (int i = 0; i < 4; i++) {
		struct pty *pty = start("study", 80, days[i]);
		char wanted[64];

		pty_expect(pty, "one");
		pty_expect(pty, "› ");
		pty_type(pty, "alpha\r");
		pty_expect(pty, shown[i]);
		pty_expect(pty, "› ");
		pty_type(pty, "\r");
		snprintf(wanted, sizeof(wanted), "4 good: in %d day",
			 intervals[i]);
		pty_expect(pty, wanted);
		quit(pty);
		snprintf(wanted, sizeof(wanted), "\"interval_days\":%d,",
			 intervals[i]);
		assert_non_null(strstr(output_of("show --json 256"), wanted));
	}
}

static void chinese_is_typed_and_compared(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, ":skip\r");
	pty_expect(pty, "two");
	pty_expect(pty, "› ");
	pty_type(pty, ":skip\r");
	pty_expect(pty, "three");
	pty_expect(pty, "› ");
	pty_type(pty, "嵌出\b入\r");
	pty_expect(pty, "✓  嵌入");
	pty_expect(pty, "› ");
	pty_type(pty, " ");
	pty_expect(pty, "4 good");
	quit(pty);
	assert_non_null(
		strstr(output_of("show --json 768"), "\"typed\":\"嵌入\""));
}

static void a_paste_of_two_lines_answers_one_card(void **s)
{
	struct pty *pty = start_on("study", "xterm", 80, NULL);

	(void)s;
	pty_expect(pty, "\033[?2004h");
	pty_type(pty, "\033[200~al\rpha\r5\033[201~\r");
	pty_expect(pty, "✗");
	pty_expect(pty, "Enter = 1");
	pty_expect(pty, "› ");
	pty_type(pty, "\004");
	pty_expect(pty, "Streak:");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 0);
}

static void a_paste_of_ten_thousand_characters_is_one_answer(void **s)
{
	static char flood[3 * 10000 + 1];
	struct pty *pty = start_on("study", "xterm", 80, NULL);

	(void)s;
	for (size_t i = 0; i < 10000; i++)
		memcpy(flood + 3 * i, "词", 3);
	pty_expect(pty, "\033[?2004h");
	pty_type(pty, "\033[200~");
	pty_type(pty, flood);
	pty_type(pty, "\033[201~\r");
	pty_expect(pty, "✗");
	pty_expect(pty, "Enter = 1");
	pty_expect(pty, "› ");
	pty_type(pty, "1");
	pty_expect(pty, "1 again");
	pty_expect(pty, "two");
	quit(pty);
	assert_non_null(strstr(output_of("show --json 256"), flood));
}

/* NUL is Ctrl-@ on a keyboard, 0xFF comes from a terminal of another
 * character set. */
static void what_is_no_text_is_typed_and_does_no_harm(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "al\377\300ph");
	pty_type_bytes(pty, "\0", 1);
	pty_type(pty, "a\r");
	pty_expect(pty, "Enter = ");
	pty_expect(pty, "› ");
	pty_type(pty, "\377");
	pty_expect(pty, "Press 0-5");
	pty_expect(pty, "› ");
	pty_type_bytes(pty, "\0", 1);
	pty_expect(pty, "Press 0-5");
	pty_expect(pty, "› ");
	pty_type(pty, "4");
	pty_expect(pty, "4 good");
	pty_expect(pty, "two");
	quit(pty);
	assert_int_equal(stored_reviews(), 1);
	assert_non_null(strstr(output_of("show --json 256"), "\"typed\":\"al"));
}

static void what_scored_below_four_comes_back_until_it_reaches_four(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "", "1");
	answer(pty, "two", "", "4");
	answer(pty, "three", "嵌入", "4");
	answer(pty, "four", "", "3");
	answer(pty, "five", "", "5");
	pty_expect(pty, "drill");
	answer(pty, "one", "", "3");
	pty_expect(pty, "once more today");
	answer(pty, "four", "", "4");
	pty_expect(pty, "done for today");
	answer(pty, "one", "", "4");
	pty_expect(pty, "Nothing is left for today.");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 8);
	assert_non_null(
		strstr(output_of("show --json 256"), "\"ease_factor\":2.5,"));
}

/* ---- keys and commands ------------------------------------------------- */

static void undo_reaches_answers_of_an_earlier_session(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "", "4");
	answer(pty, "two", "", "4");
	pty_expect(pty, "three");
	quit(pty);
	pty = start("study", 80, NULL);
	pty_expect(pty, "three");
	pty_type(pty, "\r");
	pty_expect(pty, "Enter = 4");
	pty_expect(pty, "› ");
	pty_type(pty, "u");
	pty_expect(pty, "Taken back");
	pty_expect(pty, "two");
	pty_expect(pty, "› ");
	pty_type(pty, ":undo\r");
	pty_expect(pty, "Taken back");
	pty_expect(pty, "one");
	quit(pty);
	assert_int_equal(stored_reviews(), 2);
	assert_non_null(strstr(output_of("due --json"), "\"new\":5"));
}

static void skip_bury_and_suspend_move_on(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, ":skip\r");
	pty_expect(pty, "two");
	pty_type(pty, "\r");
	pty_expect(pty, "Enter = 4");
	pty_expect(pty, "› ");
	pty_type(pty, "b");
	pty_expect(pty, "Buried");
	pty_expect(pty, "three");
	pty_type(pty, "\r");
	pty_expect(pty, "Enter = 4");
	pty_expect(pty, "› ");
	pty_type(pty, "S");
	pty_expect(pty, "Suspended");
	pty_expect(pty, "four");
	quit(pty);
	assert_int_equal(stored_reviews(), 0);
	assert_int_equal(times_in("\n", output_of("list --json --suspended")),
			 1);
	assert_non_null(strstr(output_of("due --json"), "\"new\":3"));
}

static void a_prefix_that_fits_two_commands_does_nothing(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, ":s\r");
	pty_expect(pty, ":help");
	pty_expect(pty, "› ");
	pty_type(pty, ":sk\t\r");
	pty_expect(pty, "two");
	quit(pty);
}

static void why_and_help_answer_and_ask_again(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, ":why\r");
	pty_expect(pty, "Asked today: it is new");
	pty_expect(pty, "› ");
	pty_type(pty, "\r");
	pty_expect(pty, "Enter = 4");
	pty_expect(pty, "› ");
	pty_type(pty, "?");
	pty_expect(pty, "Ctrl-D");
	pty_expect(pty, "› ");
	pty_type(pty, "x");
	pty_expect(pty, "Press 0-5");
	pty_expect(pty, "› ");
	pty_type(pty, "4");
	pty_expect(pty, "4 good");
	quit(pty);
	assert_int_equal(stored_reviews(), 1);
}

/* "EDITOR=..." that runs a script with the file as $1. */
static const char *script(const char *line)
{
	static char editor[192];
	char path[160];
	FILE *file;

	snprintf(path, sizeof(path), "%s/editor", folder);
	snprintf(editor, sizeof(editor), "EDITOR=%s", path);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s\n", line);
	fchmod(fileno(file), 0700);
	fclose(file);
	return editor;
}

static void a_card_can_be_edited_in_the_middle_of_a_question(void **s)
{
	struct pty *pty;
	const char *editor = script("sed -i s/alpha/ALPHA/ \"$1\"");

	(void)s;
	pty = start("study", 80, editor);
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, ":edit\r");
	pty_expect(pty, "Changed; its history stays.");
	answer(pty, "one", "ALPHA", "4");
	pty_expect(pty, "two");
	quit(pty);
	assert_non_null(
		strstr(output_of("show --json 256"), "\"back\":\"ALPHA\""));
}

static void every_command_completes_with_tab(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, ":w\t");
	pty_expect(pty, ":why");
	pty_type(pty, "\r");
	pty_expect(pty, "Asked today: it is new");
	pty_expect(pty, "› ");
	pty_type(pty, ":tag greek letter\r");
	pty_expect(pty, "Tagged.");
	pty_expect(pty, "› ");
	pty_type(pty, ":tag -gr\t\r");
	pty_expect(pty, "-greek");
	pty_expect(pty, "Tagged.");
	pty_expect(pty, "› ");
	pty_type(pty, ":s\t\t");
	pty_expect(pty, ":skip");
	pty_expect(pty, ":suspend");
	pty_type(pty, "k\t\r");
	pty_expect(pty, "two");
	quit(pty);
}

static void the_letters_of_a_command_at_the_grade_are_no_grades(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "\r");
	pty_expect(pty, "Enter = 4");
	pty_expect(pty, "› ");
	pty_type(pty, ":he\t\r");
	pty_expect(pty, "At the grade, one key:");
	pty_expect(pty, "› ");
	pty_type(pty, ":skip\r");
	pty_expect(pty, "two");
	quit(pty);
	assert_int_equal(stored_reviews(), 0);
}

static void arrows_and_unknown_keys_grade_nothing(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "\r");
	pty_expect(pty, "Enter = 4");
	pty_expect(pty, "› ");
	pty_type(pty, "\033[A");
	pty_expect(pty, "Press 0-5, a, h, g, e or Enter");
	pty_expect(pty, "› ");
	pty_type(pty, "6");
	pty_expect(pty, "Press 0-5, a, h, g, e or Enter");
	quit(pty);
	assert_int_equal(stored_reviews(), 0);
}

static void single_keys_undo_skip_and_quit_at_the_grade(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "", "4");
	answer(pty, "two", "", "u");
	pty_expect(pty, "Taken back: the grade 4");
	answer(pty, "one", "", "s");
	answer(pty, "two", "", "q");
	pty_expect(pty, "Left for today: 5 new.");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
}

/* Each key at the grade and each command at the question, grades aside: the
 * first word of what it says. */
static void each_key_and_command_does_what_help_says(void **s)
{
	static const struct {
		const char *key, *command, *said;
	} actions[] = {
		{ "u", ":undo", "outside a session" },
		{ "U", ":redo", "There is nothing to bring back." },
		{ "s", ":skip", "Q  two" },
		{ "E", ":edit", "Nothing changed." },
		{ "t", ":tag", "Which tags?" },
		{ "f", ":flag", "Flagged." },
		{ "b", ":bury", "Buried until tomorrow." },
		{ "S", ":suspend", "Suspended;" },
		{ "p", ":previous", "This is the first card." },
		{ "i", ":why", "Asked today: it is new." },
		{ "?", ":help", "At the grade, one key:" },
		{ "k", NULL, "Nothing was typed that could count" },
		{ "H", NULL, "That is for the question." },
		{ NULL, ":hint", "?  _____" },
		{ NULL, ":keep", "That is for the grade." },
		{ "q", ":quit", "Left for today: 5 new." },
		{ "\004", "\004", "Left for today: 5 new." },
		{ " ", NULL, "4 good:" },
		{ "\r", NULL, "4 good:" },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		for (int revealed = 0; revealed <= 1; revealed++) {
			const char *typed = revealed ? actions[i].key
						     : actions[i].command;
			struct pty *pty;

			if (!typed)
				continue;
			remove_deck(NULL);
			make_deck(NULL);
			pty = start("study", 80, "EDITOR=true");
			pty_expect(pty, "one");
			pty_expect(pty, "› ");
			pty_type(pty, revealed ? "\r" : typed);
			pty_type(pty, revealed || *typed != ':' ? "" : "\r");
			if (revealed) {
				pty_expect(pty, "Enter = 4");
				pty_expect(pty, "› ");
				pty_type(pty, typed);
			}
			pty_expect(pty, actions[i].said);
			pty_close(pty);
		}
}

static void single_keys_flag_tag_look_back_and_redo_at_the_grade(void **s)
{
	static const struct {
		const char *key, *said;
	} keys[] = {
		{ "f", "Flagged." },
		{ "f", "No longer flagged." },
		{ "t", "Which tags?" },
		{ "p", "This is the first card." },
		{ "H", "That is for the question." },
		{ "k", "Nothing was typed that could count" },
		{ "i", "Asked today: it is new." },
	};
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "\r");
	pty_expect(pty, "Enter = 4");
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		pty_expect(pty, "› ");
		pty_type(pty, keys[i].key);
		pty_expect(pty, keys[i].said);
	}
	pty_expect(pty, "› ");
	pty_type(pty, "4");
	answer(pty, "two", "", "p");
	pty_expect(pty, "Q  one\r\nA  alpha\r\n   You gave it 4 good.");
	pty_expect(pty, "› ");
	pty_type(pty, "u");
	pty_expect(pty, "Taken back: the grade 4");
	answer(pty, "one", "", "U");
	pty_expect(pty, "Brought back: the grade 4.");
	pty_expect(pty, "two");
	quit(pty);
	assert_int_equal(stored_reviews(), 1);
}

static void a_hint_comes_at_a_key_where_nothing_is_typed(void **s)
{
	struct pty *pty;

	(void)s;
	output_of("config -d five answer flip");
	pty = start("study", 80, NULL);
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "H");
	pty_expect(pty, "?  _____");
	pty_expect(pty, "› ");
	pty_type(pty, " ");
	pty_expect(pty, "Enter = 3");
	quit(pty);
}

static void undo_takes_an_edit_back_and_an_import_when_asked_twice(void **s)
{
	struct pty *pty;
	const char *editor = script("sed -i s/alpha/ALPHA/ \"$1\"");

	(void)s;
	pty = start("study", 80, editor);
	answer(pty, "one", "", "E");
	pty_expect(pty, "Changed; its history stays.");
	answer(pty, "one", "", "u");
	pty_expect(pty, "Taken back: edit one");
	answer(pty, "one", "alpha", "u");
	pty_expect(pty, "outside a session: import");
	answer(pty, "one", "", "u");
	pty_expect(pty, "Taken back: import");
	pty_expect(pty, "Nothing is left for today.");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
	assert_non_null(strstr(output_of("redo"), "import"));
	assert_non_null(strstr(output_of("due --json"), "\"new\":5"));
}

static void an_editor_that_fails_leaves_the_card_and_the_session(void **s)
{
	struct pty *pty = start("study", 80, "EDITOR=false");

	(void)s;
	answer(pty, "one", "", "E");
	pty_expect(pty, "the editor false failed with status 1");
	answer(pty, "one", "alpha", "4");
	pty_expect(pty, "two");
	quit(pty);
	assert_int_equal(stored_reviews(), 1);
}

static void a_flip_deck_takes_single_keys_at_the_question(void **s)
{
	struct pty *pty;

	(void)s;
	output_of("config -d five answer flip");
	pty = start("study", 80, NULL);
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "4");
	pty_expect(pty, "Press Enter to see the answer");
	pty_expect(pty, "› ");
	pty_type(pty, "s");
	pty_expect(pty, "two");
	pty_expect(pty, "› ");
	pty_type(pty, " ");
	pty_expect(pty, "continuous");
	pty_expect(pty, "› ");
	pty_type(pty, "5");
	pty_expect(pty, "5 easy");
	quit(pty);
}

/* ---- bad luck ---------------------------------------------------------- */

static void control_c_costs_the_line_and_nothing_else(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "alp");
	pty_expect(pty, "alp");
	pty_type(pty, "\003");
	pty_expect(pty, "› ");
	pty_type(pty, "alpha\r");
	pty_expect(pty, "Enter = 4");
	pty_expect(pty, "› ");
	pty_type(pty, "\003");
	pty_expect(pty, "› ");
	pty_type(pty, "4");
	pty_expect(pty, "4 good");
	quit(pty);
	assert_int_equal(stored_reviews(), 1);
}

static void control_d_ends_with_the_summary_at_both_prompts(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "", "1");
	pty_expect(pty, "two");
	pty_expect(pty, "› ");
	pty_type(pty, "\004");
	pty_expect(pty, "1 answer in 0 s\r\n");
	pty_expect(pty, "Not recalled:\r\n  one\r\n");
	pty_expect(pty, "Left for today: 4 new, 1 to drill.");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
	pty = start("study", 80, NULL);
	answer(pty, "two", "", "\004");
	pty_expect(pty, "Left for today: 4 new, 1 to drill.");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 1);
}

/* A signal in the middle of an answer, and one before the grade. */
static void a_signal_stops_the_session(int number)
{
	for (int revealed = 0; revealed <= 1; revealed++) {
		struct pty *pty = start("study", 80, NULL);
		int status;

		answer(pty, revealed ? "two" : "one", "", "4");
		pty_expect(pty, revealed ? "three" : "two");
		pty_expect(pty, "› ");
		pty_type(pty, revealed ? "half an\r" : "half an");
		pty_expect(pty, revealed ? "Enter = " : "half an");
		pty_signal(pty, number);
		status = pty_wait(pty);
		/* Of a crash a sanitizer makes a status of its own. */
		if (number == SIGTERM || number == SIGHUP || number == SIGQUIT)
			assert_int_equal(status, 128 + number);
		pty_refuse(pty, "Left for today");
		expect_first_modes(pty);
		pty_close(pty);
		assert_int_equal(stored_reviews(), revealed + 1);
	}
}

static void each_signal_keeps_answers_and_restores_the_terminal(void **s)
{
	static const int numbers[] = { SIGTERM, SIGHUP, SIGQUIT, SIGSEGV,
				       SIGBUS,	SIGFPE, SIGILL,	 SIGABRT };

	(void)s;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		a_signal_stops_the_session(numbers[i]);
		remove_deck(NULL);
		make_deck(NULL);
	}
}

/* From the keyboard. */
static void control_backslash_ends_as_a_signal_does(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "", "4");
	answer(pty, "two", "", "\034");
	assert_int_equal(pty_wait(pty), 128 + SIGQUIT);
	pty_refuse(pty, "Left for today");
	expect_first_modes(pty);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 1);
}

static void an_interrupt_from_elsewhere_is_ctrl_c(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "omega");
	pty_expect(pty, "omega");
	pty_signal(pty, SIGINT);
	pty_expect(pty, "› ");
	pty_type(pty, "alpha\r");
	pty_expect(pty, "Enter = 4");
	pty_expect(pty, "› ");
	pty_signal(pty, SIGINT);
	pty_expect(pty, "› ");
	pty_type(pty, "\r");
	pty_expect(pty, "4 good");
	quit(pty);
	assert_int_equal(stored_reviews(), 1);
}

static void a_closed_window_keeps_answers(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "", "4");
	pty_expect(pty, "two");
	pty_hang_up(pty);
	assert_int_equal(pty_wait(pty), 128 + SIGHUP);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 1);
	pty = start("study", 80, NULL);
	answer(pty, "two", "", "");
	pty_hang_up(pty);
	pty_wait(pty);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 1);
}

static void a_session_goes_on_after_control_z_and_fg(void **s)
{
	static const char *const argv[] = { "sh", "-i", NULL };
	char path[256];
	const char *const also[] = { path, NOW, "PS1=shell> ", "ENV=", NULL };
	const struct pty_setup setup = { .also = also };
	struct pty *pty;

	(void)s;
	snprintf(path, sizeof(path), "EBB_DB=%s", database);
	pty = pty_open(argv, &setup);
	pty_expect(pty, "shell> ");
	pty_type(pty, ebb());
	pty_type(pty, " study\r");
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "alp");
	pty_expect(pty, "alp");
	pty_type(pty, "\032");
	pty_expect(pty, "shell> ");
	expect_first_modes(pty);
	pty_type(pty, "fg\r");
	pty_expect(pty, "› alp");
	pty_type(pty, "ha\r");
	pty_expect(pty, "✓");
	pty_expect(pty, "› ");
	pty_type(pty, "\032");
	pty_expect(pty, "shell> ");
	expect_first_modes(pty);
	pty_type(pty, "fg\r");
	pty_expect(pty, "› ");
	pty_type(pty, "4");
	pty_expect(pty, "4 good");
	pty_expect(pty, "two");
	pty_expect(pty, "› ");
	pty_type(pty, "\004");
	pty_expect(pty, "shell> ");
	pty_type(pty, "exit 0\r");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 1);
}

static void a_kill_keeps_every_answer_and_the_drill(void **s)
{
	static const char *const fronts[] = { "one", "two", "three", "four" };

	(void)s;
	for (int answers = 1; answers <= 4; answers++) {
		struct pty *pty = start("study", 80, NULL);

		answer(pty, fronts[answers - 1], "", answers == 1 ? "1" : "4");
		pty_expect(pty, answers == 1 ? "1 again" : "4 good");
		pty_signal(pty, SIGKILL);
		assert_int_equal(pty_wait(pty), 128 + SIGKILL);
		pty_close(pty);
		assert_int_equal(stored_reviews(), answers);
	}
	assert_non_null(
		strstr(output_of("due --json"), "\"new\":1,\"drill\":1"));
	{
		struct pty *pty = start("study", 80, NULL);

		answer(pty, "five", "", "4");
		pty_expect(pty, "drill: once more today");
		answer(pty, "one", "", "4");
		pty_expect(pty, "Nothing is left for today.");
		assert_int_equal(pty_wait(pty), 0);
		pty_close(pty);
	}
	assert_int_equal(stored_reviews(), 6);
}

static void a_kill_between_answer_and_grade_stores_nothing(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "alpha", "");
	pty_signal(pty, SIGKILL);
	pty_wait(pty);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 0);
	assert_non_null(strstr(output_of("due --json"), "\"new\":5"));
}

static void a_second_session_does_not_grade_the_same_card_twice(void **s)
{
	struct pty *first = start("study", 80, NULL);
	struct pty *second = start("study", 80, NULL);

	(void)s;
	pty_expect(first, "one");
	answer(second, "one", "", "5");
	pty_expect(second, "5 easy");
	answer(first, "", "", "1");
	pty_expect(first, "answered in another session");
	pty_expect(first, "two");
	quit(first);
	quit(second);
	assert_int_equal(stored_reviews(), 1);
}

static void a_window_may_change_in_the_middle(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "alp");
	pty_expect(pty, "alp");
	pty_resize(pty, 24, 40);
	pty_type(pty, "ha\r");
	pty_expect(pty, "✓  alpha");
	pty_expect(pty, "0 1 2 again 1 d · 3 hard 1 d\r\n");
	pty_expect(pty, "› ");
	pty_resize(pty, 24, 80);
	pty_type(pty, "4");
	pty_expect(pty, "two");
	pty_expect(pty, "› ");
	pty_type(pty, "\r");
	pty_expect(pty, "0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d");
	quit(pty);
	assert_int_equal(stored_reviews(), 1);
}

/* ---- what the terminal is sent ---- */

static void colour_is_for_terminals_that_have_it(void **s)
{
	static const struct {
		const char *term, *more;
		bool coloured;
	} cases[] = {
		{ "xterm", NULL, true },
		{ "xterm", "NO_COLOR=1", false },
		{ "xterm", "NO_COLOR=", true },
		{ "dumb", NULL, false },
	};

	(void)s;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct pty *pty = start_on("study", cases[i].term, 80,
					   cases[i].more);

		pty_expect(pty, "one");
		pty_expect(pty, "› ");
		pty_type(pty, "alpha\r");
		pty_expect(pty, "Enter = 4");
		pty_expect(pty, "› ");
		pty_type(pty, "q");
		pty_expect(pty, "Streak:");
		assert_int_equal(pty_wait(pty), 0);
		assert_int_equal(strstr(pty_output(pty), "\033[32m✓") != NULL,
				 cases[i].coloured);
		assert_int_equal(strstr(pty_output(pty), "\033[0m") != NULL,
				 cases[i].coloured);
		pty_close(pty);
	}
}

static void plain_says_in_words_what_it_asks(void **s)
{
	const char *const argv[] = { ebb(), "--plain", "study", NULL };
	char path[256];
	const char *const also[] = { path, NOW, NULL };
	const struct pty_setup setup = { .term = "xterm", .also = also };
	struct pty *pty;

	(void)s;
	snprintf(path, sizeof(path), "EBB_DB=%s", database);
	pty = pty_open(argv, &setup);
	pty_expect(pty, "Card 1 of 5, deck five, new.\r\n");
	pty_expect(pty, "Question: one\r\n");
	pty_expect(pty, "Your answer: ");
	pty_type(pty, "omega\r");
	pty_expect(pty, "Wrong. Answer: alpha\r\nexample: first letter\r\n");
	pty_expect(pty, "Grade: ");
	pty_type(pty, "q");
	pty_expect(pty, "Streak:");
	assert_int_equal(pty_wait(pty), 0);
	assert_null(strstr(pty_output(pty), "\033[0m"));
	pty_close(pty);
}

static void a_hostile_deck_cannot_command_the_terminal(void **s)
{
	char path[160];
	struct pty *pty;
	FILE *file;

	(void)s;
	snprintf(path, sizeof(path), "%s/evil\033[31m.csv", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("front,back,\"\033]2;no\007\"\n"
	      "\033]0;gotcha\007\033[2J,\xC2\x9B"
	      "5n\xE2\x80\xAE,\033[6n\n",
	      file);
	fclose(file);
	output_of("import '%s' >/dev/null", path);
	output_of("config new_per_day 100 >/dev/null");
	for (int i = 1; i <= 5; i++)
		output_of("suspend %d >/dev/null", i * 256);
	pty = start("study", 80, NULL);
	pty_expect(pty, "␛]0;gotcha␇␛[2J");
	pty_expect(pty, "› ");
	pty_type(pty, "x\r");
	pty_expect(pty, "<U+009B>5n<U+202E>");
	pty_expect(pty, "› ");
	pty_type(pty, "1");
	pty_expect(pty, "drill: once more today");
	quit(pty);
}

static void a_narrow_window_wraps_between_the_grades(void **s)
{
	struct pty *pty = start("study", 40, NULL);

	(void)s;
	pty_expect(pty, "one");
	pty_type(pty, "\r");
	pty_expect(pty, "0 1 2 again 1 d · 3 hard 1 d\r\n");
	pty_expect(pty, "4 good 1 d · 5 easy 1 d · Enter = 4\r\n");
	pty_type(pty, "4");
	pty_expect(pty, "two");
	/* readline reads the size and sets it again before it prompts: a
	 * resize between the two is lost. */
	pty_expect(pty, "› ");
	pty_resize(pty, 24, 20);
	pty_type(pty, "\r");
	pty_expect(pty, "0 1 2 again 1 d\r\n");
	quit(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(
			a_right_answer_is_marked_and_enter_takes_the_suggestion),
		ON_A_DECK(a_slip_is_shown_where_it_is_and_still_suggests_good),
		ON_A_DECK(a_wrong_answer_suggests_again),
		ON_A_DECK(each_grade_key_stores_its_grade_without_enter),
		ON_A_DECK(the_interval_on_screen_is_the_one_that_is_stored),
		ON_A_DECK(grades_on_screen_are_worth_what_is_then_stored),
		ON_A_DECK(chinese_is_typed_and_compared),
		ON_A_DECK(a_paste_of_two_lines_answers_one_card),
		ON_A_DECK(a_paste_of_ten_thousand_characters_is_one_answer),
		ON_A_DECK(what_is_no_text_is_typed_and_does_no_harm),
		ON_A_DECK(
			what_scored_below_four_comes_back_until_it_reaches_four),
		ON_A_DECK(undo_reaches_answers_of_an_earlier_session),
		ON_A_DECK(skip_bury_and_suspend_move_on),
		ON_A_DECK(a_prefix_that_fits_two_commands_does_nothing),
		ON_A_DECK(why_and_help_answer_and_ask_again),
		ON_A_DECK(a_card_can_be_edited_in_the_middle_of_a_question),
		ON_A_DECK(every_command_completes_with_tab),
		ON_A_DECK(the_letters_of_a_command_at_the_grade_are_no_grades),
		ON_A_DECK(arrows_and_unknown_keys_grade_nothing),
		ON_A_DECK(single_keys_undo_skip_and_quit_at_the_grade),
		ON_A_DECK(each_key_and_command_does_what_help_says),
		ON_A_DECK(single_keys_flag_tag_look_back_and_redo_at_the_grade),
		ON_A_DECK(a_hint_comes_at_a_key_where_nothing_is_typed),
		ON_A_DECK(
			undo_takes_an_edit_back_and_an_import_when_asked_twice),
		ON_A_DECK(an_editor_that_fails_leaves_the_card_and_the_session),
		ON_A_DECK(a_flip_deck_takes_single_keys_at_the_question),
		ON_A_DECK(control_c_costs_the_line_and_nothing_else),
		ON_A_DECK(control_d_ends_with_the_summary_at_both_prompts),
		ON_A_DECK(each_signal_keeps_answers_and_restores_the_terminal),
		ON_A_DECK(control_backslash_ends_as_a_signal_does),
		ON_A_DECK(an_interrupt_from_elsewhere_is_ctrl_c),
		ON_A_DECK(a_closed_window_keeps_answers),
		ON_A_DECK(a_session_goes_on_after_control_z_and_fg),
		ON_A_DECK(a_kill_keeps_every_answer_and_the_drill),
		ON_A_DECK(a_kill_between_answer_and_grade_stores_nothing),
		ON_A_DECK(a_second_session_does_not_grade_the_same_card_twice),
		ON_A_DECK(a_window_may_change_in_the_middle),
		ON_A_DECK(colour_is_for_terminals_that_have_it),
		ON_A_DECK(plain_says_in_words_what_it_asks),
		ON_A_DECK(a_hostile_deck_cannot_command_the_terminal),
		ON_A_DECK(a_narrow_window_wraps_between_the_grades),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
