/* What `ebb restore` asks on a real terminal, and the backup of a session. */
#include "deck.h"

/* A backup, and one note more since. */
static struct pty *start_restore(void)
{
	struct pty *pty;

	output_of("backup");
	output_of("add six zeta");
	pty = start("restore", 80, NULL);
	pty_expect(pty, "2026-03-02 · 5 cards · 0 reviews\r\n");
	pty_expect(pty, "Not in it: 1 change\r\n");
	pty_expect(pty, "Restore it? y = yes, Enter = no ");
	return pty;
}

static void end(struct pty *pty)
{
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
}

static int notes(void)
{
	return times_in("\"front\"", output_of("list --json"));
}

static void y_restores_and_says_how_to_go_back(void **s)
{
	struct pty *pty = start_restore();

	(void)s;
	assert_int_equal(notes(), 6);
	pty_type(pty, "y");
	pty_expect(pty, "`ebb restore 2026-03-02.2`");
	end(pty);
	assert_int_equal(notes(), 5);
	output_of("restore --yes 2026-03-02.2");
	assert_int_equal(notes(), 6);
}

static void any_other_key_leaves_everything_as_it_was(void **s)
{
	static const char *const keys[] = { "\r", "n", "\003", "\004" };
	struct pty *pty;

	(void)s;
	pty = start_restore();
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (i > 0) {
			pty = start("restore", 80, NULL);
			pty_expect(pty, "Restore it? ");
		}
		pty_type(pty, keys[i]);
		pty_expect(pty, "Nothing changed.");
		end(pty);
		assert_int_equal(notes(), 6);
	}
	assert_int_equal(times_in("\n", output_of("backups")), 1);
}

static void a_session_at_the_prompt_is_backed_up_too(void **s)
{
	struct pty *pty = start(NULL, 80, NULL);

	(void)s;
	pty_expect(pty, "ebb> ");
	pty_type(pty, "\r");
	answer(pty, "one", "alpha", "4");
	pty_expect(pty, "two");
	pty_expect(pty, "› ");
	pty_type(pty, ":quit\r");
	pty_expect(pty, "1 answer in 0 s");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "backups\r");
	pty_expect(pty, "2026-03-02 · 5 cards · 1 review · up to date\r\n");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "restore --yes\r");
	pty_expect(pty, "It holds every answer and change that is here.");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "list\r");
	pty_expect(pty, "epsilon");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "quit\r");
	end(pty);
	assert_int_equal(stored_reviews(), 1);
}

static void a_closed_window_does_not_wait_for_a_backup(void **s)
{
	struct pty *pty = start("study", 80, NULL);

	(void)s;
	answer(pty, "one", "alpha", "4");
	pty_expect(pty, "two");
	pty_hang_up(pty);
	pty_wait(pty);
	pty_close(pty);
	assert_int_equal(stored_reviews(), 1);
	assert_int_equal(times_in("behind", output_of("backups")) +
				 times_in("up to date", output_of("backups")),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(y_restores_and_says_how_to_go_back),
		ON_A_DECK(any_other_key_leaves_everything_as_it_was),
		ON_A_DECK(a_session_at_the_prompt_is_backed_up_too),
		ON_A_DECK(a_closed_window_does_not_wait_for_a_backup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
