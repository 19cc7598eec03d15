/*
 * Each state of a session on a real terminal, as it looks at 80 and at 40
 * columns in both languages: the screens in tests/data/screens.  To look at a
 * wanted change, run this with EBB_WRITE_SCREENS=1 and read the difference.
 */
#include "deck.h"

/* What is typed at each prompt, in order; a key and a line alike. */
static const char *const visit[] = {
	":help\r",     ":why\r", /* at a new card */
	"alpha\r",     "?",
	"4",		    /* exact */
	"continous\r", "3", /* a slip */
	":hint\r",     ":hint\r",
	":hint\r",     ":hint\r",
	"delta\r",     "k",
	":nonsense\r", /* another card's, then kept */
	"u",	       /* and taken back */
	":flag\r",     ":tag greek\r",
	":previous\r", "\r",
	"x",	       "1", /* not typed, again */
	":bury\r",     "\r",
	"5",	       ":undo\r",
	":redo\r",     "Continuous.\r",
	"4", /* the drill: loose */
	":undo\r",     ":quit\r",
};

/* A budget that leaves something, with the digits of Anki. */
static const char *const budget[] = { "?\r", "3", ":help\r", "\r", "4" };

struct look {
	const char *name;
	int columns;
	const char *locale;
	const char *command; /* after "$EBB" */
	const char *const *keys;
	size_t key_count;
};

#define KEYS(list) list, sizeof(list) / sizeof(*(list))

static char *read_all(const char *path)
{
	FILE *file = fopen(path, "r");
	char *bytes = calloc(1, 65536);

	assert_non_null(bytes);
	if (file) {
		size_t length = fread(bytes, 1, 65535, file);

		bytes[length] = '\0';
		fclose(file);
	}
	return bytes;
}

static void drop_returns(char *text)
{
	char *kept = text;

	for (; *text; text++)
		if (*text != '\r')
			*kept++ = *text;
	*kept = '\0';
}

static void compare(const char *name, const char *output)
{
	const char *folder_of_screens = getenv("EBB_SCREENS");
	char path[512], *wanted, *got = strdup(output);

	assert_non_null(folder_of_screens);
	assert_non_null(got);
	drop_returns(got);
	snprintf(path, sizeof(path), "%s/%s.txt", folder_of_screens, name);
	if (getenv("EBB_WRITE_SCREENS")) {
		FILE *file = fopen(path, "w");

		assert_non_null(file);
		fputs(got, file);
		fclose(file);
	}
	wanted = read_all(path);
	if (strcmp(wanted, got) != 0)
		fail_msg("%s is not what is on the screen:\n%s", path, got);
	free(wanted);
	free(got);
}

static void visit_all(const struct look *look)
{
	char path[256], locale[64], program[512], command[128];
	const char *const argv[] = { "sh", "-c", command, NULL };
	const char *const also[] = { path,    NOW,	    locale,
				     program, "EBB_SEED=1", NULL };
	const struct pty_setup setup = {
		.columns = look->columns,
		.also = also,
	};
	struct pty *pty;

	snprintf(path, sizeof(path), "EBB_DB=%s", database);
	snprintf(locale, sizeof(locale), "LC_ALL=%s", look->locale);
	snprintf(program, sizeof(program), "EBB=%s", ebb());
	snprintf(command, sizeof(command), "cd /tmp && exec \"$EBB\" %s",
		 look->command);
	pty = pty_open(argv, &setup);
	for (size_t i = 0; i < look->key_count; i++) {
		pty_expect(pty, "› ");
		pty_type(pty, look->keys[i]);
	}
	assert_int_equal(pty_wait(pty), 0);
	compare(look->name, pty_output(pty));
	pty_close(pty);
}

static const struct {
	const char *name, *locale;
	int columns;
} looks[] = {
	{ "80.en", "C.UTF-8", 80 },
	{ "40.en", "C.UTF-8", 40 },
	{ "80.zh", "zh_CN.UTF-8", 80 },
	{ "40.zh", "zh_CN.UTF-8", 40 },
};

static void in_each_look(const char *state, const char *command,
			 const char *const *keys, size_t key_count)
{
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++) {
		char name[64];

		snprintf(name, sizeof(name), "%s.%s", state, looks[i].name);
		remove_deck(NULL);
		make_deck(NULL);
		if (keys == budget)
			output_of("config keys anki");
		visit_all(&(struct look){ name, looks[i].columns,
					  looks[i].locale, command, keys,
					  key_count });
	}
}

static void a_session(void **s)
{
	(void)s;
	in_each_look("session", "study", KEYS(visit));
}

static void a_budget_with_the_digits_of_anki(void **s)
{
	(void)s;
	in_each_look("budget", "study 2", KEYS(budget));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(a_session),
		ON_A_DECK(a_budget_with_the_digits_of_anki),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
