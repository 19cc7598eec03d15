/* The terminal layer on a real terminal, through echo_terminal. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "pty.h"

/* EBB_TEST_BUILD is the program, or the folder that it is in. */
static const char *program(void)
{
	static char path[4096];
	const char *build = getenv("EBB_TEST_BUILD");
	struct stat status;

	if (!build || stat(build, &status) != 0)
		fail_msg("EBB_TEST_BUILD must name the echo_terminal program");
	snprintf(path, sizeof(path), "%s%s", build,
		 S_ISDIR(status.st_mode) ? "/echo_terminal" : "");
	return path;
}

static struct pty *start(const char *what, const char *term)
{
	const char *const argv[] = { program(), what, NULL };
	const struct pty_setup setup = { .term = term };

	return pty_open(argv, &setup);
}

static void expect_first_modes(const struct pty *pty)
{
	struct termios now = pty_modes(pty), first = pty_first_modes(pty);

	assert_int_equal(now.c_iflag, first.c_iflag);
	assert_int_equal(now.c_oflag, first.c_oflag);
	assert_int_equal(now.c_lflag, first.c_lflag);
	assert_memory_equal(now.c_cc, first.c_cc, sizeof(now.c_cc));
}

static void finish(struct pty *pty)
{
	pty_type(pty, "\004");
	pty_expect(pty, "end at width");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
}

/* ---- lines ------------------------------------------------------------- */

static void a_line_can_be_edited_before_enter(void **state)
{
	struct pty *pty = start("answer", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "wolrd\b\b\brld\001hello \r");
	pty_expect(pty, "[hello world]");
	finish(pty);
}

static void chinese_can_be_typed_and_erased_in_the_c_locale(void **state)
{
	static const char *const also[] = { "LC_ALL=C", NULL };
	const char *const argv[] = { program(), "answer", NULL };
	const struct pty_setup setup = { .also = also };
	struct pty *pty = pty_open(argv, &setup);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "嵌入向\b\r");
	pty_expect(pty, "6 bytes [嵌入]");
	finish(pty);
}

static void chinese_can_be_typed_where_the_locale_is_not_installed(void **state)
{
	static const char *const also[] = { "LC_ALL=", "LANG=xx_YY.UTF-8",
					    NULL };
	const char *const argv[] = { program(), "answer", NULL };
	const struct pty_setup setup = { .also = also };
	struct pty *pty = pty_open(argv, &setup);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "日本語\r");
	pty_expect(pty, "9 bytes [日本語]");
	finish(pty);
}

static void control_c_abandons_the_line_and_asks_again(void **state)
{
	struct pty *pty = start("answer", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "half an ans");
	pty_expect(pty, "half an ans");
	pty_type(pty, "\003");
	pty_expect(pty, "^C\r\nabandoned\r\nline> ");
	pty_type(pty, "whole\r");
	pty_expect(pty, "[whole]");
	finish(pty);
}

static void control_c_abandons_the_line_with_bracketed_paste(void **state)
{
	struct pty *pty = start("answer", "xterm");

	(void)state;
	pty_expect(pty, "line>");
	pty_type(pty, "half");
	pty_expect(pty, "half");
	pty_type(pty, "\003");
	pty_expect(pty, "^C");
	pty_expect(pty, "\nabandoned\r\n");
	pty_expect(pty, "line>");
	pty_type(pty, "whole\r");
	pty_expect(pty, "[whole]");
	finish(pty);
}

static void control_c_in_the_middle_of_a_search_abandons_it(void **state)
{
	struct pty *pty = start("command", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "one\r");
	pty_expect(pty, "[one]");
	pty_expect(pty, "line> ");
	pty_type(pty, "\022o");
	pty_expect(pty, "reverse-i-search");
	pty_type(pty, "\003");
	pty_expect(pty, "abandoned");
	pty_expect(pty, "line> ");
	finish(pty);
}

static void control_d_after_text_does_not_end(void **state)
{
	struct pty *pty = start("answer", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "text\004 more\r");
	pty_expect(pty, "[text more]");
	finish(pty);
}

static void tab_completes_nothing_in_an_answer(void **state)
{
	struct pty *pty = start("answer", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "a\t\t\033*b\r");
	pty_expect(pty, "2 bytes [ab]");
	finish(pty);
}

static void tab_completes_the_words_of_a_command(void **state)
{
	struct pty *pty = start("command", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "stu\taf\tx\r");
	pty_expect(pty, "[study after x]");
	pty_expect(pty, "line> ");
	pty_type(pty, "my\tz\r");
	pty_expect(pty, "[\"my deck\" z]");
	pty_expect(pty, "line> ");
	pty_type(pty, "\"my d\tz\r");
	pty_expect(pty, "[\"my deck\" z]");
	pty_expect(pty, "line> ");
	pty_type(pty, "bad\tz\r");
	pty_expect(pty, "[badz]");
	finish(pty);
}

static void commands_are_recalled_with_the_arrow_up(void **state)
{
	struct pty *pty = start("command", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "first\rsecond\r");
	pty_expect(pty, "[second]");
	pty_expect(pty, "line> ");
	pty_type(pty, "\033[A\033[A\r");
	pty_expect(pty, "[first]");
	finish(pty);
}

static void answers_are_not_recalled(void **state)
{
	struct pty *pty = start("answer", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "secret\r");
	pty_expect(pty, "[secret]");
	pty_expect(pty, "line> ");
	pty_type(pty, "\033[Ax\r");
	pty_expect(pty, "1 bytes [x]");
	finish(pty);
}

static void a_paste_of_two_lines_is_one_answer(void **state)
{
	struct pty *pty = start("answer", "xterm");

	(void)state;
	pty_expect(pty, "\033[?2004h");
	pty_type(pty, "\033[200~one\rtwo\tthree\033[201~\r");
	pty_expect(pty, "13 bytes [one two three]");
	finish(pty);
}

static void escapes_in_a_paste_are_removed(void **state)
{
	struct pty *pty = start("answer", "xterm");

	(void)state;
	pty_expect(pty, "\033[?2004h");
	pty_type(pty, "\033[200~a\033]0;x\007b\302\233c\377\033[201~\r");
	pty_expect(pty, "[a]0;xbc\357\277\275]");
	finish(pty);
}

static char *many(const char *text, size_t count)
{
	size_t length = strlen(text);
	char *all = malloc(length * count + 1);

	assert_non_null(all);
	for (size_t i = 0; i < count; i++)
		memcpy(all + i * length, text, length);
	all[length * count] = '\0';
	return all;
}

static void a_very_long_line_is_cut(void **state)
{
	struct pty *pty = start("answer", NULL);
	char *flood = many("x", 60000);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, flood);
	pty_type(pty, "\r");
	pty_expect(pty, "10000 bytes [xxx");
	free(flood);
	pty_expect(pty, "line> ");
	finish(pty);
}

static void a_very_long_paste_is_cut(void **state)
{
	struct pty *pty = start("answer", "xterm");
	char *flood = many("词", 20000);

	(void)state;
	pty_expect(pty, "\033[?2004h");
	pty_type(pty, "\033[200~");
	pty_type(pty, flood);
	pty_type(pty, "\033[201~\r");
	pty_expect(pty, "30000 bytes [词词");
	free(flood);
	pty_expect(pty, "\033[?2004h");
	finish(pty);
}

/* ---- keys -------------------------------------------------------------- */

static void one_key_is_enough(void **state)
{
	struct pty *pty = start("key", NULL);

	(void)state;
	pty_expect(pty, "key> ");
	pty_type(pty, "4");
	pty_expect(pty, "4\r\nU+0034");
	pty_expect(pty, "key> ");
	pty_type(pty, "\r");
	pty_expect(pty, "\r\nU+000A");
	pty_expect(pty, "key> ");
	finish(pty);
}

static void a_character_of_several_bytes_is_one_key(void **state)
{
	struct pty *pty = start("key", NULL);

	(void)state;
	pty_expect(pty, "key> ");
	pty_type(pty, "é词😀");
	pty_expect(pty, "U+00E9");
	pty_expect(pty, "U+8BCD");
	pty_expect(pty, "U+1F600");
	pty_expect(pty, "key> ");
	finish(pty);
}

static void arrows_and_function_keys_are_one_unknown_key(void **state)
{
	static const char *const keys[] = { "\033[A",	"\033OA",  "\033OP",
					    "\033[15~", "\033[[A", "\033[1;5C",
					    "\033x",	"\033词",  "\177",
					    "\t",	"\033" };
	struct pty *pty = start("key", NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		pty_expect(pty, "key> ");
		pty_type(pty, keys[i]);
		pty_expect(pty, "\r\nU+0000");
	}
	pty_expect(pty, "key> ");
	pty_type(pty, "3");
	pty_expect(pty, "3\r\nU+0033");
	pty_expect(pty, "key> ");
	finish(pty);
}

static void control_c_abandons_a_key(void **state)
{
	struct pty *pty = start("key", NULL);

	(void)state;
	pty_expect(pty, "key> ");
	pty_type(pty, "\003");
	pty_expect(pty, "^C\r\nabandoned\r\nkey> ");
	finish(pty);
}

static void what_is_typed_early_is_kept(void **state)
{
	struct pty *pty = start("both", NULL);

	(void)state;
	pty_type(pty, "dog\r4cat\r5");
	pty_expect(pty, "[dog]");
	pty_expect(pty, "U+0034");
	pty_expect(pty, "[cat]");
	pty_expect(pty, "U+0035");
	pty_expect(pty, "line> ");
	finish(pty);
}

static void control_d_typed_early_is_kept(void **state)
{
	struct pty *pty = start("both", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "dog\r4\004");
	pty_expect(pty, "[dog]");
	pty_expect(pty, "U+0034");
	pty_expect(pty, "end at width");
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
}

/* ---- pipes ------------------------------------------------------------- */

static struct pty *start_piped(const char *input, const char *what)
{
	char script[8192];
	const char *const argv[] = { "sh", "-c", script, NULL };

	snprintf(script, sizeof(script), "printf '%s' | %s %s | cat", input,
		 program(), what);
	return pty_open(argv, NULL);
}

static void a_pipe_answers_lines_and_keys_without_prompts(void **state)
{
	struct pty *pty = start_piped("answer\\r\\ngood\\n\\n\\n词", "both");

	(void)state;
	pty_expect(pty, "6 bytes [answer]\r\nU+0067\r\n"
			"0 bytes []\r\nU+000A\r\n3 bytes [词]\r\nend at");
	assert_int_equal(pty_wait(pty), 0);
	assert_null(strchr(pty_output(pty), '>'));
	pty_close(pty);
}

static void expect_width(const char *script, int columns, const char *expected)
{
	char command[256];
	const char *const argv[] = { "sh", "-c", command, NULL };
	const struct pty_setup setup = { .columns = columns };
	struct pty *pty;

	snprintf(command, sizeof(command), script, program());
	pty = pty_open(argv, &setup);
	pty_expect(pty, expected);
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
}

static void what_goes_through_a_pipe_is_for_the_window_behind_it(void **state)
{
	static const char piped[] = "%s answer </dev/null | cat";

	(void)state;
	expect_width(piped, 40, "end at width 40");
	expect_width(piped, 200, "end at width 80");
	expect_width("%s answer </dev/null 2>/dev/null | cat", 40,
		     "end at width 80");
	expect_width("%s answer </dev/null >here; cat here; rm here", 40,
		     "end at width 80");
}

static void a_pipe_may_hold_anything(void **state)
{
	struct pty *pty = start_piped("a\\000b\\033c\\377d\\te", "answer");

	(void)state;
	pty_expect(pty, "9 bytes [abc\357\277\275d e]\r\nend at");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
}

/* ---- signals ----------------------------------------------------------- */

static void stops(const char *what, const char *prompt, const char *typed,
		  int number)
{
	struct pty *pty = start(what, "xterm");

	pty_expect(pty, prompt);
	pty_type(pty, typed);
	pty_expect(pty, typed);
	pty_signal(pty, number);
	pty_expect(pty, "\nstopped");
	assert_int_equal(pty_wait(pty), 3);
	expect_first_modes(pty);
	pty_close(pty);
}

static void termination_stops_a_line_and_restores_the_terminal(void **state)
{
	(void)state;
	stops("answer", "line>", "half", SIGTERM);
}

static void a_hang_up_stops_a_line_and_restores_the_terminal(void **state)
{
	(void)state;
	stops("answer", "line>", "half", SIGHUP);
}

static void termination_stops_a_key_and_restores_the_terminal(void **state)
{
	(void)state;
	stops("key", "key> ", "", SIGTERM);
}

static void out_of_memory_restores_the_terminal(void **state)
{
	struct pty *pty = start("answer", "xterm");

	(void)state;
	pty_expect(pty, "line>");
	pty_type(pty, "exhaust\r");
	pty_expect(pty, "ebb: out of memory");
	assert_int_equal(pty_wait(pty), 1);
	expect_first_modes(pty);
	pty_close(pty);
}

static void a_closed_window_ends_the_program(void **state)
{
	struct pty *pty = start("answer", NULL);

	(void)state;
	pty_expect(pty, "line> ");
	pty_type(pty, "half");
	pty_expect(pty, "half");
	pty_hang_up(pty);
	assert_int_equal(pty_wait(pty), 3);
	pty_close(pty);
}

static struct pty *start_in_shell(const char *what, const char *prompt)
{
	static const char *const also[] = {
		"PS1=shell> ", "ENV=", "EDITOR=sh -c 'kill -TSTP 0; echo back'",
		NULL
	};
	static const char *const argv[] = { "sh", "-i", NULL };
	const struct pty_setup setup = { .also = also };
	struct pty *pty = pty_open(argv, &setup);

	pty_expect(pty, "shell> ");
	pty_type(pty, program());
	pty_type(pty, " ");
	pty_type(pty, what);
	pty_type(pty, "\r");
	pty_expect(pty, prompt);
	return pty;
}

static void leave_shell(struct pty *pty)
{
	pty_type(pty, "\004");
	pty_expect(pty, "end at width");
	pty_expect(pty, "shell> ");
	pty_type(pty, "exit 0\r");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
}

static void a_line_is_redrawn_after_control_z_and_fg(void **state)
{
	struct pty *pty = start_in_shell("answer", "line> ");

	(void)state;
	pty_type(pty, "half");
	pty_expect(pty, "half");
	pty_type(pty, "\032");
	pty_expect(pty, "Stopped");
	pty_expect(pty, "shell> ");
	expect_first_modes(pty);
	pty_type(pty, "fg\r");
	pty_expect(pty, "line> half");
	pty_type(pty, " done\r");
	pty_expect(pty, "[half done]");
	pty_expect(pty, "line> ");
	leave_shell(pty);
}

static void a_key_is_asked_again_after_control_z_and_fg(void **state)
{
	struct pty *pty = start_in_shell("key", "key> ");

	(void)state;
	pty_type(pty, "\032");
	pty_expect(pty, "Stopped");
	pty_expect(pty, "shell> ");
	expect_first_modes(pty);
	pty_type(pty, "fg\r");
	pty_expect(pty, "key> ");
	pty_type(pty, "4");
	pty_expect(pty, "4\r\nU+0034");
	pty_expect(pty, "key> ");
	leave_shell(pty);
}

static void a_line_goes_on_when_the_window_changes(void **state)
{
	struct pty *pty = start("answer", "xterm");

	(void)state;
	pty_expect(pty, "line>");
	pty_type(pty, "0123456789012345678901234567890123456789");
	pty_expect(pty, "0123456789012345678901234567890123456789");
	pty_resize(pty, 24, 40);
	pty_expect(pty, "0123456789"); /* drawn anew */
	pty_type(pty, "x\r");
	pty_expect(pty, "41 bytes [");
	pty_expect(pty, "line>");
	pty_type(pty, "\004");
	pty_expect(pty, "end at width 40");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
}

/* ---- the editor -------------------------------------------------------- */

static void expect_editor(const char *variable, int status,
			  const char *expected)
{
	const char *const argv[] = { program(), "edit", "a file", NULL };
	const char *const also[] = { variable, NULL };
	const struct pty_setup setup = { .also = also };
	struct pty *pty = pty_open(argv, &setup);

	pty_expect(pty, "key> ");
	pty_type(pty, "e");
	pty_expect(pty, expected);
	assert_int_equal(pty_wait(pty), status);
	expect_first_modes(pty);
	pty_close(pty);
}

static void an_editor_gets_its_words_and_the_file(void **state)
{
	(void)state;
	expect_editor("EDITOR=sh -c 'echo \"<$0><$1>\"' 'my words'", 0,
		      "<my words><a file>\r\nedited");
}

static void an_editor_gets_default_signals(void **state)
{
	(void)state;
	/* Two that the C library keeps to itself, 32 and 33, may differ. */
	expect_editor("EDITOR=sh -c 'grep -Ec \"SigBlk:.0{16}$|SigIgn:.*0{7}$\""
		      " /proc/self/status; kill -PIPE $$'",
		      3, "2\r\nthe editor sh was ended by signal 13");
}

static void control_z_in_an_editor_stops_both_until_fg(void **state)
{
	struct pty *pty;

	(void)state;
	pty = start_in_shell("edit file", "key> ");
	pty_type(pty, "e");
	pty_expect(pty, "Stopped");
	pty_expect(pty, "shell> ");
	pty_type(pty, "fg\r");
	pty_expect(pty, "back\r\nedited");
	pty_expect(pty, "shell> ");
	pty_type(pty, "exit 0\r");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
}

static void an_editor_that_fails_is_reported(void **state)
{
	(void)state;
	expect_editor("EDITOR=false", 3,
		      "the editor false failed with "
		      "status 1");
}

static void an_editor_that_leaves_the_terminal_raw_is_cleaned_up(void **state)
{
	(void)state;
	expect_editor("EDITOR=sh -c 'stty raw -echo'", 0, "edited");
}

static void an_editor_that_does_not_exist_is_named(void **state)
{
	(void)state;
	expect_editor("VISUAL=no-such-editor -w", 3,
		      "the editor no-such-editor cannot be run: No such file");
}

static void without_any_editor_the_learner_is_told_to_set_one(void **state)
{
	(void)state;
	expect_editor("PATH=/nonexistent", 3,
		      "no editor was found: set EDITOR");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_can_be_edited_before_enter),
		cmocka_unit_test(
			chinese_can_be_typed_and_erased_in_the_c_locale),
		cmocka_unit_test(
			chinese_can_be_typed_where_the_locale_is_not_installed),
		cmocka_unit_test(control_c_abandons_the_line_and_asks_again),
		cmocka_unit_test(
			control_c_abandons_the_line_with_bracketed_paste),
		cmocka_unit_test(
			control_c_in_the_middle_of_a_search_abandons_it),
		cmocka_unit_test(control_d_after_text_does_not_end),
		cmocka_unit_test(tab_completes_nothing_in_an_answer),
		cmocka_unit_test(tab_completes_the_words_of_a_command),
		cmocka_unit_test(commands_are_recalled_with_the_arrow_up),
		cmocka_unit_test(answers_are_not_recalled),
		cmocka_unit_test(a_paste_of_two_lines_is_one_answer),
		cmocka_unit_test(escapes_in_a_paste_are_removed),
		cmocka_unit_test(a_very_long_line_is_cut),
		cmocka_unit_test(a_very_long_paste_is_cut),
		cmocka_unit_test(one_key_is_enough),
		cmocka_unit_test(a_character_of_several_bytes_is_one_key),
		cmocka_unit_test(arrows_and_function_keys_are_one_unknown_key),
		cmocka_unit_test(control_c_abandons_a_key),
		cmocka_unit_test(what_is_typed_early_is_kept),
		cmocka_unit_test(control_d_typed_early_is_kept),
		cmocka_unit_test(a_pipe_answers_lines_and_keys_without_prompts),
		cmocka_unit_test(
			what_goes_through_a_pipe_is_for_the_window_behind_it),
		cmocka_unit_test(a_pipe_may_hold_anything),
		cmocka_unit_test(
			termination_stops_a_line_and_restores_the_terminal),
		cmocka_unit_test(
			a_hang_up_stops_a_line_and_restores_the_terminal),
		cmocka_unit_test(
			termination_stops_a_key_and_restores_the_terminal),
		cmocka_unit_test(out_of_memory_restores_the_terminal),
		cmocka_unit_test(a_closed_window_ends_the_program),
		cmocka_unit_test(a_line_is_redrawn_after_control_z_and_fg),
		cmocka_unit_test(a_key_is_asked_again_after_control_z_and_fg),
		cmocka_unit_test(a_line_goes_on_when_the_window_changes),
		cmocka_unit_test(an_editor_gets_its_words_and_the_file),
		cmocka_unit_test(an_editor_gets_default_signals),
		cmocka_unit_test(control_z_in_an_editor_stops_both_until_fg),
		cmocka_unit_test(an_editor_that_fails_is_reported),
		cmocka_unit_test(
			an_editor_that_leaves_the_terminal_raw_is_cleaned_up),
		cmocka_unit_test(an_editor_that_does_not_exist_is_named),
		cmocka_unit_test(
			without_any_editor_the_learner_is_told_to_set_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
