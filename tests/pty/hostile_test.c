/* A deck from somebody who wants the terminal: what ebb sends it is ebb's own
 * and nothing of the deck's. */
#include "deck.h"

/* In every place where text can stand: sequences that set the title, read the
 * clipboard, make links, clear the screen, turn the direction of what follows;
 * their C1 forms; and marks without end. */
#define EVIL                                                                 \
	"\033]0;title\007\033]52;c;aGk=\007\033]8;;http://evil\033\\\033[2J" \
	"\033[45m\033P1$r\033\\\302\2332J\302\235"                           \
	"0;title\302\234"                                                    \
	"\342\200\256\342\201\246\177\b"

static void write_evil(void)
{
	FILE *file = fopen(deck, "w");

	fputs("front,back,ex\033[45mample,tags,deck\n", file);
	for (int i = 0; i < 3; i++)
		fprintf(file,
			"front%d " EVIL ",back%d " EVIL ",field " EVIL
			",tag" EVIL ",deck" EVIL "\n",
			i, i);
	fprintf(file,
		"a {{c1::cloze " EVIL "}} here,and a remark " EVIL ",,,\n");
	fclose(file);
	assert_int_equal(unlink(database), 0);
	output_of("import --yes %s", deck);
}

/* ---- what may reach a terminal ------------------------------------------- */

/* ebb's styles, and what readline moves the cursor with. */
static size_t own_sequence(const char *at)
{
	static const char *const own[] = {
		"\033[0m",  "\033[1m",	   "\033[2m",	  "\033[31m",
		"\033[32m", "\033[36m",	   "\033[?2004h", "\033[?2004l",
		"\033[K",   "\033[A",	   "\033[C",	  "\033[J",
		"\033[H",   "\033[?1034h",
	};

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (strncmp(at, own[i], strlen(own[i])) == 0)
			return strlen(own[i]);
	return 0;
}

static bool is_obeyed(const unsigned char *at)
{
	if (at[0] < 0x20)
		return !strchr("\r\n\b\a\t", at[0]);
	if (at[0] == 0x7F || (at[0] == 0xC2 && at[1] < 0xA0))
		return true;
	return at[0] == 0xE2 &&
	       ((at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE) ||
		(at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9));
}

static void expect_only_own(struct pty *pty)
{
	const char *output = pty_output(pty);

	for (const char *at = output; *at;) {
		size_t own = own_sequence(at);

		if (!own && is_obeyed((const unsigned char *)at))
			fail_msg("the terminal was sent %02X %02X %02X, after "
				 "%.60s",
				 (unsigned char)at[0], (unsigned char)at[1],
				 (unsigned char)at[2],
				 at - output > 60 ? at - 60 : output);
		at += own ? own : 1;
	}
}

/* Run a command to its end on a colour terminal. */
static void expect_tame(const char *const *words, const char *more)
{
	const char *argv[8] = { ebb() };
	char path[256];
	const char *also[] = { path, NOW, more, NULL };
	const struct pty_setup setup = {
		.rows = 24,
		.columns = 80,
		.term = "xterm-256color",
		.also = also,
	};
	struct pty *pty;

	for (int i = 0; words[i]; i++)
		argv[i + 1] = words[i];
	snprintf(path, sizeof(path), "EBB_DB=%s", database);
	pty = pty_open(argv, &setup);
	pty_wait(pty);
	expect_only_own(pty);
	pty_close(pty);
}

/* ---- everywhere ---------------------------------------------------------- */

static void a_session_sends_nothing_of_the_deck(void **s)
{
	struct pty *pty;

	(void)s;
	write_evil();
	pty = start_on("study", "xterm-256color", 80, NULL);
	pty_expect(pty, "› ");
	pty_type(pty, ":hint\r");
	for (int i = 0; i < 4; i++) {
		pty_expect(pty, "› ");
		pty_type(pty, i == 1 ? "back1 \026\0330;title\r" : "x\r");
		pty_expect(pty, "Enter = ");
		pty_expect(pty, "› ");
		pty_type(pty, i == 2 ? "1" : "4");
	}
	pty_expect(pty, "› ");
	pty_type(pty, ":previous\r");
	pty_expect(pty, "here");
	pty_expect(pty, "› ");
	pty_type(pty, ":quit\r");
	pty_expect(pty, "Streak:");
	assert_int_equal(pty_wait(pty), 0);
	assert_non_null(strstr(pty_output(pty), "and a remark"));
	expect_only_own(pty);
	pty_close(pty);
}

static void reports_send_nothing_of_it_either(void **s)
{
	static const char *const commands[][6] = {
		{ "list" },
		{ "list", "--json" },
		{ "decks" },
		{ "due" },
		{ "show", "256" },
		{ "show", "--json", "256" },
		{ "why", "256" },
		{ "stats" },
		{ "stats", "--json" },
		{ "stats", "--section", "decks", "--csv" },
		{ "check", "--json" },
		{ "export" },
		{ "undo", "--list" },
		{ "export", "--delimiter", "tab" },
		{ "lint" },
		{ "lint", "--json" },
		{ "show", "fr" },
		{ "study", EVIL },
		{ "list", "--tsv" },
		{ "export", "--encoding", "UTF-16LE" },
		{ "conflicts" },
		{ "confusions" },
		{ EVIL },
		{ "plan" },
		{ "completion", "bash", "--", "due", "" },
	};

	(void)s;
	write_evil();
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		expect_tame(commands[i], "PAGER=");
}

static void the_pager_gets_nothing_of_it(void **s)
{
	static const char *const stats[] = { "stats", NULL };

	(void)s;
	write_evil();
	expect_tame(stats, "PAGER=cat");
}

static void the_shell_completes_nothing_of_it(void **s)
{
	struct pty *pty;

	(void)s;
	write_evil();
	pty = start_on(NULL, "xterm-256color", 80, NULL);
	pty_expect(pty, "ebb> ");
	pty_type(pty, "study -d de\t\t");
	pty_type(pty, "\025");
	pty_type(pty, "list tag:ta\t\t");
	pty_type(pty, "\025");
	pty_type(pty, "show 256\r");
	pty_expect(pty, "ebb> ");
	pty_type(pty, "quit\r");
	assert_int_equal(pty_wait(pty), 0);
	expect_only_own(pty);
	pty_close(pty);
}

/* A hostile file, without anybody's having imported it. */
static void an_import_sends_nothing_of_the_file(void **s)
{
	static const char *const words[] = { "import", "--dry-run", deck,
					     NULL };

	(void)s;
	write_evil();
	expect_tame(words, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(a_session_sends_nothing_of_the_deck),
		ON_A_DECK(reports_send_nothing_of_it_either),
		ON_A_DECK(the_pager_gets_nothing_of_it),
		ON_A_DECK(the_shell_completes_nothing_of_it),
		ON_A_DECK(an_import_sends_nothing_of_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
