/* What `ebb import` asks on a real terminal before it writes. */
#include "deck.h"

/* One back corrected, one row more. */
static void change_file(void)
{
	FILE *file = fopen(deck, "w");

	assert_non_null(file);
	fputs("front,back,example\n"
	      "one,alpha,the first letter\n"
	      "two,continuous,no gaps\n"
	      "three,嵌入,embedding\n"
	      "four,delta,fourth letter\n"
	      "five,epsilon,fifth letter\n"
	      "six,zeta,sixth letter\n",
	      file);
	fclose(file);
}

static struct pty *start_import(int columns)
{
	struct pty *pty;

	change_file();
	pty = start("import", columns, NULL);
	pty_expect(pty, "UTF-8, comma, header: front, back, example");
	pty_expect(pty, "  2  one  │  alpha");
	pty_expect(pty, "+ 1 new  ~ 1 changed  = 4 same");
	pty_expect(pty, "line 2: ~ one");
	pty_expect(pty, "Import it? Enter = yes, n = no ");
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

static void enter_imports_what_was_shown(void **s)
{
	struct pty *pty = start_import(80);

	(void)s;
	assert_int_equal(notes(), 5);
	pty_type(pty, "\r");
	pty_expect(pty, "Imported; `ebb undo` takes it back.");
	end(pty);
	assert_int_equal(notes(), 6);
}

static void what_came_out_otherwise_is_told(void **s)
{
	struct pty *pty = start_import(80);

	(void)s;
	setenv("VISUAL", "sed -i s/first.letter/mine/", 1);
	output_of("edit one");
	unsetenv("VISUAL");
	pty_type(pty, "\r");
	pty_expect(pty, "changed elsewhere in the meantime; what was done:");
	pty_expect(pty, "+ 1 new  ! 1 in conflict");
	pty_expect(pty, "line 2: ! one");
	pty_expect(pty, "Imported; `ebb undo` takes it back.");
	end(pty);
}

static void any_other_key_leaves_everything_as_it_was(void **s)
{
	static const char *const keys[] = { "n", "q", " ", "\003", "\004" };

	(void)s;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		struct pty *pty = start_import(80);

		pty_type(pty, keys[i]);
		pty_expect(pty, "Nothing was imported.");
		end(pty);
		assert_int_equal(notes(), 5);
	}
}

static void a_closed_window_imports_nothing(void **s)
{
	struct pty *pty = start_import(80);

	(void)s;
	pty_hang_up(pty);
	pty_wait(pty);
	pty_close(pty);
	assert_int_equal(notes(), 5);
}

static void a_file_that_did_not_change_is_not_asked_about(void **s)
{
	struct pty *pty = start("import", 80, NULL);

	(void)s;
	pty_expect(pty, "1 file, as it was imported.");
	pty_refuse(pty, "Import it?");
	end(pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(enter_imports_what_was_shown),
		ON_A_DECK(what_came_out_otherwise_is_told),
		ON_A_DECK(any_other_key_leaves_everything_as_it_was),
		ON_A_DECK(a_closed_window_imports_nothing),
		ON_A_DECK(a_file_that_did_not_change_is_not_asked_about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
