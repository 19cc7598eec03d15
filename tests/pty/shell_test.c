/* ebb without a command, on a real terminal. */
#include "deck.h"

static struct pty *start_shell(void)
{
	struct pty *pty = start(NULL, 80, NULL);

	pty_expect(pty, "Press Enter to study, or type a command (help).\r\n");
	pty_expect(pty, "ebb> ");
	return pty;
}

static void leave(struct pty *pty)
{
	pty_expect(pty, "ebb> ");
	pty_type(pty, "quit\r");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
}

/* ---- studying ---------------------------------------------------------- */

static void the_counts_are_the_first_thing_seen(void **s)
{
	struct pty *pty = start(NULL, 80, NULL);

	(void)s;
	pty_expect(pty, "five      0 due · 5 new · about 1 min\r\n"
			"Press Enter to study");
	leave(pty);
}

static void enter_studies_and_the_prompt_comes_back(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "\r");
	answer(pty, "one", "alpha", "4");
	pty_expect(pty, "two");
	pty_expect(pty, "› ");
	pty_type(pty, ":quit\r");
	pty_expect(pty, "1 answer in 0 s");
	pty_expect(pty, "Left for today: 4 new.");
	leave(pty);
	assert_int_equal(stored_reviews(), 1);
}

static void a_second_session_goes_on_where_the_first_ended(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "\r");
	answer(pty, "one", "", "1");
	answer(pty, "two", "", "q");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "study five\r");
	answer(pty, "two", "", "4");
	answer(pty, "three", "", "q");
	leave(pty);
	assert_int_equal(stored_reviews(), 2);
}

static void control_d_in_a_session_ends_only_the_session(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "\r");
	pty_expect(pty, "one");
	pty_expect(pty, "› ");
	pty_type(pty, "\004");
	pty_expect(pty, "Left for today: 5 new.");
	leave(pty);
}

static void what_is_typed_ahead_over_a_whole_session_is_kept(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "\ralpha\r4:quit\rdecks\rquit\r");
	pty_expect(pty, "4 good: in 1 day");
	pty_expect(pty, "Left for today: 4 new.");
	pty_expect(pty, "five");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 1);
}

/* ---- commands ---------------------------------------------------------- */

static void commands_work_as_on_the_command_line(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "stats\r");
	pty_expect(pty, "new        5");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "ebb due\r");
	pty_expect(pty, "0 due · 5 new");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "add \"a question\" 'an answer' -d other\r");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "list question\r");
	pty_expect(pty, "a question");
	leave(pty);
}

/* More lines than a window has, before the first answer too: each section that
 * is asked for says at least "Nothing yet." */
static struct pty *start_long_stats(const char *term, const char *pager)
{
	const char *const argv[] = {
		ebb(), "stats", "--section",
		"retention,promise,typed,grades,calendar,days,cards,ease,hours",
		NULL
	};
	char path[256];
	const char *const also[] = { path, NOW, pager, NULL };
	const struct pty_setup setup = {
		.rows = 24,
		.columns = 80,
		.term = term,
		.also = also,
	};

	snprintf(path, sizeof(path), "EBB_DB=%s", database);
	return pty_open(argv, &setup);
}

static void what_is_longer_than_the_window_goes_through_the_pager(void **s)
{
	struct pty *pty = start_long_stats(
		"xterm", "PAGER=sed -n 's/^state /paged: &/p'");

	(void)s;
	pty_expect(pty, "paged: state  cards\r\n");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
}

/* Styles begin with an escape, which this pager would show as ^[. */
static void a_pager_that_may_not_know_styles_gets_none(void **s)
{
	struct pty *pty = start_long_stats("xterm", "PAGER=cat -v");

	(void)s;
	pty_expect(pty, "Cards by ease factor\r\n");
	assert_int_equal(pty_wait(pty), 0);
	assert_null(strstr(pty_output(pty), "^["));
	pty_close(pty);
}

static void less_is_told_to_obey_styles(void **s)
{
	char home[] = "/tmp/ebb-less-XXXXXX", path[64], pager[128];
	struct pty *pty;
	FILE *less;

	(void)s;
	assert_non_null(mkdtemp(home));
	snprintf(path, sizeof(path), "%s/less", home);
	less = fopen(path, "w");
	assert_non_null(less);
	fputs("#!/bin/sh\necho \"told $*\"\nexec cat -v\n", less);
	fclose(less);
	assert_int_equal(chmod(path, 0700), 0);
	snprintf(pager, sizeof(pager), "PAGER=%s -i", path);
	pty = start_long_stats("xterm", pager);
	pty_expect(pty, "told -i -R\r\n");
	pty_expect(pty, "^[[1mCards by ease factor^[[0m\r\n");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
	unlink(path);
	rmdir(home);
}

static void a_dumb_terminal_has_no_pager(void **s)
{
	struct pty *pty = start_long_stats("dumb", "PAGER=echo paged");

	(void)s;
	pty_expect(pty, "state  cards\r\n");
	assert_int_equal(pty_wait(pty), 0);
	assert_null(strstr(pty_output(pty), "paged"));
	pty_close(pty);
}

static void help_lists_the_commands(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "help\r");
	pty_expect(pty, "import");
	pty_expect(pty, "unsuspend");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "help undo\r");
	pty_expect(pty, "ebb undo");
	leave(pty);
}

static void a_mistake_is_a_sentence_and_the_prompt_again(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "stts\r");
	pty_expect(pty, "ebb: there is no command \"stts\"; did you mean "
			"stats?\r\n");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "study fife\r");
	pty_expect(pty, "did you mean");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "list 'open\r");
	pty_expect(pty, "a quote is not closed");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "list --nonsense\r");
	pty_expect(pty, "--nonsense");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "list \033]0;x\007\r");
	leave(pty);
}

/* ---- keys -------------------------------------------------------------- */

static void tab_completes_commands_and_decks(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "exp\tfi\t\r");
	pty_expect(pty, "export five");
	pty_expect(pty, "one,alpha,first letter");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "su\t\t");
	pty_expect(pty, "suspend");
	pty_type(pty, "\003");
	leave(pty);
}

static void tab_quotes_a_deck_with_blanks(void **s)
{
	struct pty *pty;

	(void)s;
	output_of("add q a -d 'two words'");
	pty = start_shell();
	pty_type(pty, "export tw\t\r");
	pty_expect(pty, "\"two words\"");
	pty_expect(pty, "q,a");
	leave(pty);
}

static void type_path(struct pty *pty, const char *command, const char *name)
{
	char keys[256];

	snprintf(keys, sizeof(keys), "%s %s/%s\t\r", command, folder, name);
	pty_type(pty, keys);
}

static void tab_completes_files_where_a_command_takes_them(void **s)
{
	char path[128];
	struct pty *pty;
	FILE *file;

	(void)s;
	snprintf(path, sizeof(path), "%s/two words.csv", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("front,back\nq,a\n", file);
	assert_int_equal(fclose(file), 0);
	pty = start_shell();
	type_path(pty, "lint", "fi");
	pty_expect(pty, "five.csv");
	pty_expect(pty, "ebb> ");
	type_path(pty, "import --yes", "tw");
	pty_expect(pty, "two words.csv");
	pty_expect(pty, "+ 1 new");
	pty_expect(pty, "ebb> ");
	type_path(pty, "export five -o", "fi");
	pty_expect(pty, "five.csv");
	pty_expect(pty, "5 notes written to");
	pty_expect(pty, "five.csv");
	leave(pty);
}

static void the_arrow_up_recalls_a_command_but_no_answer(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "stats five\r");
	pty_expect(pty, "new        5");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "\r");
	answer(pty, "one", "secret", "q");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "\033[A");
	pty_expect(pty, "stats five");
	pty_type(pty, "\r");
	pty_expect(pty, "new        5");
	leave(pty);
}

static void control_c_abandons_the_line_only(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "half");
	pty_expect(pty, "half");
	pty_type(pty, "\003");
	pty_expect(pty, "^C\r\nebb> ");
	pty_type(pty, "\003");
	leave(pty);
}

static void control_d_leaves(void **s)
{
	struct pty *pty = start_shell();

	(void)s;
	pty_type(pty, "\004");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
}

static void quit_exit_and_q_leave(void **s)
{
	static const char *const words[] = { "quit\r", "exit\r", "q\r" };

	(void)s;
	for (int i = 0; i < 3; i++) {
		struct pty *pty = start_shell();

		pty_type(pty, words[i]);
		assert_int_equal(pty_wait(pty), 0);
		expect_first_modes(pty);
		pty_close(pty);
	}
}

static void a_signal_leaves_the_terminal_as_it_was(void **s)
{
	static const int signals[] = { SIGTERM, SIGHUP };

	(void)s;
	for (int i = 0; i < 2; i++)
		for (int studying = 0; studying <= 1; studying++) {
			struct pty *pty = start_shell();

			if (studying) {
				pty_type(pty, "\r");
				pty_expect(pty, "› ");
			}
			pty_type(pty, "half");
			pty_expect(pty, "half");
			pty_signal(pty, signals[i]);
			assert_int_equal(pty_wait(pty), 128 + signals[i]);
			expect_first_modes(pty);
			pty_close(pty);
		}
	assert_int_equal(stored_reviews(), 0);
}

/* ---- with nothing to do ------------------------------------------------ */

static void nothing_due_is_said_at_once(void **s)
{
	struct pty *pty;

	(void)s;
	output_of("config new_per_day 0");
	pty = start(NULL, 80, NULL);
	pty_expect(pty, "0 due · 0 new");
	pty_expect(pty, "Nothing is due now.");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "\r");
	pty_expect(pty, "Nothing is left for today.");
	leave(pty);
}

static void a_newcomer_is_told_how_to_get_a_deck(void **s)
{
	struct pty *pty;

	(void)s;
	assert_int_equal(unlink(database), 0);
	pty = start(NULL, 80, NULL);
	pty_expect(pty, "Welcome to ebb.");
	pty_expect(pty, database);
	pty_expect(pty, "  ebb import FILE.csv\r\n");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "import ");
	pty_type(pty, deck);
	pty_type(pty, "\r");
	pty_expect(pty, "+ 5 new");
	pty_expect(pty, "Import it?");
	pty_type(pty, "\r");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "\r");
	pty_expect(pty, "Q  one");
	pty_expect(pty, "Type the answer, or press Enter to see it");
	pty_expect(pty, "› ");
	pty_type(pty, ":q\r");
	leave(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(the_counts_are_the_first_thing_seen),
		ON_A_DECK(enter_studies_and_the_prompt_comes_back),
		ON_A_DECK(a_second_session_goes_on_where_the_first_ended),
		ON_A_DECK(control_d_in_a_session_ends_only_the_session),
		ON_A_DECK(what_is_typed_ahead_over_a_whole_session_is_kept),
		ON_A_DECK(commands_work_as_on_the_command_line),
		ON_A_DECK(
			what_is_longer_than_the_window_goes_through_the_pager),
		ON_A_DECK(a_pager_that_may_not_know_styles_gets_none),
		ON_A_DECK(less_is_told_to_obey_styles),
		ON_A_DECK(a_dumb_terminal_has_no_pager),
		ON_A_DECK(help_lists_the_commands),
		ON_A_DECK(a_mistake_is_a_sentence_and_the_prompt_again),
		ON_A_DECK(tab_completes_commands_and_decks),
		ON_A_DECK(tab_completes_files_where_a_command_takes_them),
		ON_A_DECK(tab_quotes_a_deck_with_blanks),
		ON_A_DECK(the_arrow_up_recalls_a_command_but_no_answer),
		ON_A_DECK(control_c_abandons_the_line_only),
		ON_A_DECK(control_d_leaves),
		ON_A_DECK(quit_exit_and_q_leave),
		ON_A_DECK(a_signal_leaves_the_terminal_as_it_was),
		ON_A_DECK(nothing_due_is_said_at_once),
		ON_A_DECK(a_newcomer_is_told_how_to_get_a_deck),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
