#include "command/command.h"

#include "temporary_store.h"

#include "base/text.h"
#include "store/exam_store.h"

/* That what a command reads is of one moment: another session changes the cards
 * at each of its statements in turn, and what it prints is what it would have
 * printed before that, or after. */

static struct temporary_store *other; /* that session */
static int64_t card_id;
static int statements;	/* that ran */
static int change_when; /* so many have; less than 0: not meanwhile */
static void (*change_cards)(void);

static void edit_note(void)
{
	struct field example = { "example", "ahoy" };
	const char *tag = "sea";
	const struct note note = {
		.front = "a much longer front than there was",
		.back = "back",
		.fields = &example,
		.field_count = 1,
		.tags = &tag,
		.tag_count = 1,
		.directions = DIRECTIONS_BOTH,
	};
	struct batch batch = begin_change(other, "edit");
	struct exam exam = { .day = TODAY + 30 };
	struct schedule_moved moved;
	struct error err;
	int64_t deck_id, note_id;

	must(note_update(&batch, card_id / CARDS_PER_NOTE, &note, &err));
	must(deck_require(&batch, "new", &deck_id, &err));
	must(note_create(&batch, deck_id, &note, &note_id, &err));
	exam.deck_id = deck_id;
	must(exam_add(&batch, &exam, &moved, &err));
	end_change(other);
}

static void answer_card(void)
{
	answer(other, card_id, TODAY, 1);
}

static int change_in_between(unsigned event, void *context, void *statement,
			     void *sql)
{
	(void)event;
	(void)context;
	(void)statement;
	(void)sql;
	if (statements++ == change_when)
		change_cards();
	return 0;
}

/* The same cards each time: two that were answered, one that is new. */
static void make_cards(struct temporary_store *t)
{
	add_card(t, "first");
	card_id = add_card(t, "second");
	add_card(t, "third");
	for (int day = TODAY - 9; day < TODAY; day += 4)
		answer(t, card_id, day, 4);
	answer(t, 256, TODAY - 1, 4);
}

/* Run a command line; what it prints. */
static const char *output_of(struct temporary_store *t, const char *line,
			     struct arena *arena)
{
	static char output[20000];
	char *copy = arena_strdup(arena, line), *words[8] = { 0 };
	struct app app = {
		.store = t->store,
		.db_path = t->path,
		.terminal = terminal_open(true),
		.out = tmpfile(),
		.err = stderr,
	};
	struct error err = { 0 };
	int count = 0;

	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		words[count++] = word;
	assert_true(clock_freeze(&app.clock, "2024-10-04T12:00:00Z"));
	assert_non_null(app.out);
	if (!command_run(&app, count, words, &err) && *err.message)
		fail_msg("%s: %s", line, err.message);
	rewind(app.out);
	output[fread(output, 1, sizeof(output) - 1, app.out)] = '\0';
	fclose(app.out);
	terminal_close(app.terminal);
	return arena_strdup(arena, output);
}

enum { NEVER = -1, BEFORE = -2 };

/* The same when the cards are changed at one of its statements. */
static const char *said(const char *line, int when, struct arena *arena)
{
	struct temporary_store here, there;
	const char *output;

	temporary_store_open(&here);
	make_cards(&here);
	there = here;
	there.store = NULL;
	there.arena = (struct arena){ 0 };
	temporary_store_reopen(&there);
	other = &there;
	if (when == BEFORE)
		change_cards();
	statements = 0;
	change_when = when;
	sqlite3_trace_v2(store_handle(here.store), SQLITE_TRACE_STMT,
			 change_in_between, NULL);
	output = output_of(&here, line, arena);
	store_close(there.store);
	arena_release(&there.arena);
	temporary_store_remove(&here);
	return output;
}

static void is_of_one_moment(const char *line, void (*change)(void))
{
	struct arena arena = { 0 };
	const char *before, *after;
	int count;

	change_cards = change;
	after = said(line, BEFORE, &arena);
	before = said(line, NEVER, &arena);
	count = statements;
	for (int i = 0; i < count; i++) {
		const char *got = said(line, i, &arena);

		if (!text_equal(got, before) && !text_equal(got, after))
			fail_msg("%s, changed at statement %d:\n%s\n"
				 "before:\n%s\nafter:\n%s",
				 line, i, got, before, after);
	}
	arena_release(&arena);
}

static void what_a_command_reads_is_of_one_moment(void **state)
{
	static const char *const lines[] = {
		"export deck",
		"export --with-schedule",
		"export --search deck:deck",
		"list",
		"list --json",
		"show 512",
		"show --json 512",
		"why 512",
		"plan",
		"decks",
		"due",
		"due --json",
		"due --format %d,%n,%l,%m,%s",
		"exam",
		"undo --list",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		is_of_one_moment(lines[i], edit_note);
		is_of_one_moment(lines[i], answer_card);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_command_reads_is_of_one_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
