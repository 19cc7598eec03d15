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

struct look {
	const char *name;
	int columns;
	const char *locale;
};

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
	static const char *const argv[] = { "sh", "-c", "exec \"$EBB\" study",
					    NULL };
	char path[256], locale[64], program[512];
	const char *const also[] = { path, NOW, locale, program, NULL };
	const struct pty_setup setup = {
		.columns = look->columns,
		.also = also,
	};
	struct pty *pty;

	snprintf(path, sizeof(path), "EBB_DB=%s", database);
	snprintf(locale, sizeof(locale), "LC_ALL=%s", look->locale);
	snprintf(program, sizeof(program), "EBB=%s", ebb());
	pty = pty_open(argv, &setup);
	for (size_t i = 0; i < sizeof(visit) / sizeof(*visit); i++) {
		pty_expect(pty, "› ");
		pty_type(pty, visit[i]);
	}
	assert_int_equal(pty_wait(pty), 0);
	compare(look->name, pty_output(pty));
	pty_close(pty);
}

static void at_80_columns_in_english(void **s)
{
	(void)s;
	visit_all(&(struct look){ "80.en", 80, "C.UTF-8" });
}

static void at_40_columns_in_english(void **s)
{
	(void)s;
	visit_all(&(struct look){ "40.en", 40, "C.UTF-8" });
}

static void at_80_columns_in_chinese(void **s)
{
	(void)s;
	visit_all(&(struct look){ "80.zh", 80, "zh_CN.UTF-8" });
}

static void at_40_columns_in_chinese(void **s)
{
	(void)s;
	visit_all(&(struct look){ "40.zh", 40, "zh_CN.UTF-8" });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(at_80_columns_in_english),
		ON_A_DECK(at_40_columns_in_english),
		ON_A_DECK(at_80_columns_in_chinese),
		ON_A_DECK(at_40_columns_in_chinese),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
