/*
 * Each state of a session on a real terminal, as it looks at 80 and at 40
 * columns in both languages: the screens in tests/data/screens.  To look at a
 * wanted change, run this with EBB_WRITE_SCREENS=1 and read the difference.
 */
#include "deck.h"

/* What is typed at each prompt, in order; a key and a line alike. */
static const char *const session[] = {
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

/* The first start; how it goes on has folders of the machine in it. */
static const char *const first[] = { "ebb> |quit\r" };

/* A morning: the counts, and what was asked yesterday. */
static const char *const morning[] = {
	"ebb> |\r", ":why\r", "\r", "4", "\004", "ebb> |\004",
};

/* Deletions, both ways, a back of several lines, a definition not judged. */
static const char *const kinds[] = {
	"Lima\r", "4", "x\r", "\r", "\r", "4", "along\r", "h", ":quit\r",
};

/* A deck whose answers are not for typing. */
static const char *const flip[] = { "4", "H", " ", "5", "i", "\r", "q" };

/* Practice, in which what is not done comes again. */
static const char *const cram[] = { "alpha\r", "\r",	  "\r", "2",
				    ":bury\r", "delta\r", "4",	":quit\r" };

/* A lapse that makes a leech, which is edited; the drill of it. */
static const char *const leech[] = { "delta\r", "1",  "x",   "E",
				     "\r",	"\r", "\004" };

/* All is asked, and some waits for a limit. */
static const char *const limits[] = { "\r", "\r", "\r", "\r" };

/* Undo and redo of what was made outside a session. */
static const char *const outside[] = { ":undo\r", ":undo\r", ":redo\r",
				       ":redo\r", ":quit\r" };

/* In words: an answer and a grade, alternately. */
static const char *const plain[] = { "omega\r", "1", "continous\r", "3",
				     ":quit\r" };

struct state {
	const char *name;
	const char *command;   /* after "$EBB" */
	void (*prepare)(void); /* after five cards were brought in, or NULL */
	const char *const *keys;
	size_t key_count;
	const char *now; /* NULL: as it is for the deck */
};

struct look {
	const char *name, *locale;
	int columns;
	const char *answer, *grade; /* the prompts in words */
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

/* Where the test runs is no part of a screen. */
static char *without_place(const char *output, const char *place,
			   const char *instead)
{
	char *text = calloc(1, 65536), *out = text;
	size_t length = strlen(place);

	assert_non_null(text);
	assert_true(strlen(output) < 32768);
	while (*output) {
		bool here = strncmp(output, place, length) == 0;

		if (here)
			out = stpcpy(out, instead);
		else
			*out++ = *output;
		output += here ? length : 1;
	}
	return text;
}

static char *without_places(const char *output)
{
	char share[512], *once, *twice;
	const char *bin = strstr(ebb(), "/bin/");

	assert_non_null(bin);
	snprintf(share, sizeof(share), "%.*s/share", (int)(bin - ebb()), ebb());
	once = without_place(output, share, "SHARE");
	twice = without_place(once, folder, "FOLDER");
	free(once);
	return twice;
}

static void compare(const char *name, const char *output)
{
	const char *folder_of_screens = getenv("EBB_SCREENS");
	char path[512], *wanted, *got = without_places(output);

	assert_non_null(folder_of_screens);
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

/* One step: a prompt, "ebb> " where the keys say so, and what is typed there.
 */
static void take_step(struct pty *pty, const struct state *state,
		      const struct look *look, size_t i)
{
	const char *keys = state->keys[i];
	const char *prompt = state->keys != plain ? "› "
			     : i % 2		  ? look->grade
						  : look->answer;

	if (strncmp(keys, "ebb> |", 6) == 0) {
		prompt = "ebb> ";
		keys += 6;
	}
	pty_expect(pty, prompt);
	pty_type(pty, keys);
}

static void visit(const struct state *state, const struct look *look)
{
	char path[256], locale[64], program[512], command[128], name[64];
	const char *const argv[] = { "sh", "-c", command, NULL };
	const char *const also[] = {
		path,	      state->now ? state->now : NOW,
		locale,	      program,
		"EBB_SEED=1", "EDITOR=true",
		NULL
	};
	const struct pty_setup setup = {
		.columns = look->columns,
		.also = also,
	};
	struct pty *pty;

	snprintf(path, sizeof(path), "EBB_DB=%s", database);
	snprintf(locale, sizeof(locale), "LC_ALL=%s", look->locale);
	snprintf(program, sizeof(program), "EBB=%s", ebb());
	snprintf(command, sizeof(command), "cd /tmp && exec \"$EBB\" %s",
		 state->command);
	pty = pty_open(argv, &setup);
	for (size_t i = 0; i < state->key_count; i++)
		take_step(pty, state, look, i);
	assert_int_equal(pty_wait(pty), 0);
	snprintf(name, sizeof(name), "%s.%s", state->name, look->name);
	compare(name, pty_output(pty));
	pty_close(pty);
}

static const struct look looks[] = {
	{ "80.en", "C.UTF-8", 80, "Your answer: ", "Grade: " },
	{ "40.en", "C.UTF-8", 40, "Your answer: ", "Grade: " },
	{ "80.zh", "zh_CN.UTF-8", 80, "你的答案：", "评分：" },
	{ "40.zh", "zh_CN.UTF-8", 40, "你的答案：", "评分：" },
};

static void in_each_look(const struct state *state)
{
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++) {
		remove_deck(NULL);
		make_deck(NULL);
		if (state->prepare)
			state->prepare();
		visit(state, &looks[i]);
	}
}

/* ---- what was before ---- */

#define TOMORROW "EBB_NOW=2026-03-03T09:00:00+01:00"

static void use_keys_of_anki(void)
{
	output_of("config keys anki");
}

static void remove_all(void)
{
	char command[160];

	snprintf(command, sizeof(command), "rm %s*", database);
	assert_int_equal(system(command), 0);
}

static void write_file(const char *name, const char *text)
{
	char path[160];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* A session before, from a pipe. */
static void study_before(const char *typed)
{
	write_file("typed", typed);
	output_of("study <%s/typed", folder);
}

static void answer_three(void)
{
	study_before("alpha\n4\ncontinuous\n5\nx\n1\n:quit\n");
}

static void bring_in_all_kinds(void)
{
	remove_all();
	write_file("kinds.csv",
		   "front,back,cards,note\n"
		   "The capital of {{c1::Peru}} is {{c2::Lima}}.,,,\n"
		   "to go,\"ir\nvoy, vas, va\",,irregular\n"
		   "embedding,\"A vector that stands for a token, learned so "
		   "that what is used alike lies close together\",,嵌入\n"
		   "along,entlang,both,\n");
	output_of("import %s/kinds.csv", folder);
}

static void let_answers_not_be_typed(void)
{
	output_of("config answer flip");
}

static void come_near_a_leech(void)
{
	output_of("config leech_threshold 1");
	output_of("config new_per_day 1");
	study_before("alpha\n4\n");
}

static void set_limits(void)
{
	output_of("config new_per_day 2");
}

/* ---- the states ---- */

#define STATE(name, command, prepare, now)                             \
	static void look_at_##name(void **s)                           \
	{                                                              \
		(void)s;                                               \
		in_each_look(&(struct state){ #name, command, prepare, \
					      KEYS(name), now });      \
	}

STATE(session, "study", NULL, NULL)
STATE(budget, "study 2", use_keys_of_anki, NULL)
STATE(first, "", remove_all, NULL)
STATE(morning, "", answer_three, TOMORROW)
STATE(kinds, "study", bring_in_all_kinds, NULL)
STATE(flip, "study", let_answers_not_be_typed, NULL)
STATE(cram, "study --cram", NULL, NULL)
STATE(leech, "study", come_near_a_leech, TOMORROW)
STATE(limits, "study", set_limits, NULL)
STATE(outside, "study", set_limits, NULL)
STATE(plain, "--plain study", NULL, NULL)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(look_at_session), ON_A_DECK(look_at_budget),
		ON_A_DECK(look_at_first),   ON_A_DECK(look_at_morning),
		ON_A_DECK(look_at_kinds),   ON_A_DECK(look_at_flip),
		ON_A_DECK(look_at_cram),    ON_A_DECK(look_at_leech),
		ON_A_DECK(look_at_limits),  ON_A_DECK(look_at_outside),
		ON_A_DECK(look_at_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
