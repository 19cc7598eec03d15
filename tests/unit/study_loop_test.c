/* The loop between session, store and learner, with a learner who reads from
 * a script. */
#include "temporary_store.h"

#include "command/study_loop.h"
#include "store/setting_store.h"
#include "torture/fault_vfs.h"

/* What the learner does, in order, one step at each prompt: a line where a
 * line is asked for, a key where a key is. */
struct learner {
	struct temporary_store *t;
	const char *const *steps; /* ends with NULL, which is Ctrl-D */
	struct text seen;	  /* everything shown */
	const char *edited;	  /* what the editor leaves in the file */
	bool editor_fails;
	struct clock clock;
	int keys, lines;
	int64_t budget_ms;
};

/* The steps that are not typed. */
static const char ctrl_c[] = "^C", hang_up[] = "hang up";
static const char elsewhere[] = "answered elsewhere", breakage[] = "breakage";
static const char next_morning[] = "next morning", removal[] = "removal";
static const char replacement[] = "replacement";
static const char an_hour[] = "an hour", summer_time[] = "summer time",
		  winter_time[] = "winter time";

static void see(void *context, const char *text)
{
	struct learner *learner = context;

	text_add(&learner->seen, text);
}

static void answer_elsewhere(struct learner *learner)
{
	const struct stamp at = {
		.at_ms = learner->clock.frozen_ms,
		.study_day = TODAY,
	};

	append(learner->t, CARDS_PER_NOTE, REVIEW_RATE, &at, 5);
}

/* The file is damaged while the learner thinks. */
static void run_sql(const struct temporary_store *t, const char *sql)
{
	sqlite3 *plain = plain_open(t);

	assert_int_equal(sqlite3_exec(plain, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(plain);
}

/* Another ebb restores a backup and imports: the number is another note's. */
static void replace_elsewhere(const struct temporary_store *t)
{
	run_sql(t, "UPDATE note SET uid = randomblob(16) WHERE id = 1");
}

/* Another ebb removes the deck. */
static void remove_elsewhere(struct temporary_store *t)
{
	struct batch batch = begin_change(t, "remove");
	int64_t deck_id;
	struct error err;

	must(deck_find(t->store, "deck", &deck_id, &err));
	must(deck_remove(&batch, deck_id, &err));
	end_change(t);
}

static enum reply next_step(struct learner *learner, const char *prompt,
			    const char **step)
{
	text_printf(&learner->seen, "[%s]", prompt);
	*step = *learner->steps;
	learner->clock.frozen_ms += 1500;
	if (!*step)
		return REPLY_END;
	learner->steps++;
	if (*step == hang_up)
		return REPLY_STOPPED;
	if (*step == ctrl_c)
		return REPLY_ABANDONED;
	if (*step == removal)
		remove_elsewhere(learner->t);
	else if (*step == replacement)
		replace_elsewhere(learner->t);
	else if (*step == next_morning)
		learner->clock.frozen_ms += 86400000;
	else if (*step == an_hour)
		learner->clock.frozen_ms += 3600000;
	else if (*step == summer_time)
		learner->clock.frozen_offset_min += 60;
	else if (*step == winter_time)
		learner->clock.frozen_offset_min -= 60;
	else if (*step == elsewhere)
		answer_elsewhere(learner);
	else if (*step == breakage)
		run_sql(learner->t, "ALTER TABLE rollup RENAME TO gone");
	else
		return REPLY_LINE;
	return next_step(learner, prompt, step);
}

static enum reply type_line(void *context, const char *prompt,
			    struct arena *arena, char **line)
{
	struct learner *learner = context;
	const char *step;
	enum reply reply = next_step(learner, prompt, &step);

	learner->lines++;
	*line = reply == REPLY_LINE ? arena_strdup(arena, step) : NULL;
	return reply;
}

static enum reply press_key(void *context, const char *prompt, struct key *key)
{
	struct learner *learner = context;
	const char *step;
	enum reply reply = next_step(learner, prompt, &step);

	learner->keys++;
	if (reply == REPLY_LINE) {
		assert_true(strlen(step) <= 1);
		key->code = *step ? (uint32_t)(unsigned char)*step : '\n';
	}
	return reply;
}

static int eighty(void *context)
{
	(void)context;
	return 80;
}

static bool edit(void *context, const char *path, struct error *err)
{
	struct learner *learner = context;
	FILE *file;

	if (learner->editor_fails)
		return error_set(err, ERROR_IO, "the editor broke\033[2J");
	if (!learner->edited)
		return true;
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(learner->edited, file);
	return fclose(file) == 0;
}

/* A session of a scripted learner; everything shown is in learner->seen. */
static bool study(struct learner *learner, const char *const *steps,
		  struct error *err)
{
	const struct study_ui ui = {
		.context = learner,
		.say = see,
		.ask_line = type_line,
		.ask_key = press_key,
		.width = eighty,
		.edit = edit,
	};
	struct terminal *terminal = terminal_open(true);
	const struct study_options options = {
		.store = learner->t->store,
		.clock = &learner->clock,
		.ui = &ui,
		.terminal = terminal,
		.patient = true,
		.wish = queue_of_deck(DECK_ALL),
		.budget_ms = learner->budget_ms,
	};
	bool ok;

	learner->steps = steps;
	text_clear(&learner->seen);
	ok = study_loop(&options, err);
	terminal_close(terminal);
	return ok;
}

#define STUDY(learner, ...)                                                \
	do {                                                               \
		static const char *const steps_[] = { __VA_ARGS__, NULL }; \
		struct error err = { 0 };                                  \
                                                                           \
		must(study(learner, steps_, &err));                        \
		if (*(learner)->steps)                                     \
			fail_msg("never asked for \"%s\" after:\n%s",      \
				 *(learner)->steps,                        \
				 text_string(&(learner)->seen));           \
	} while (0)

static struct learner begin(void **state)
{
	return (struct learner){
		.t = *state,
		.clock = {
			.frozen = true,
			.frozen_ms = noon(TODAY).at_ms,
		},
	};
}

static void end(struct learner *learner)
{
	assert_cache_is_replay(learner->t);
	text_release(&learner->seen);
}

/* Two notes, asked only forwards: cards 256 and 512. */
static void add_two(struct temporary_store *t)
{
	static const struct note one = { .front = "one", .back = "alpha" };
	static const struct note two = { .front = "two", .back = "beta" };

	add_note(t, "deck", &one);
	add_note(t, "deck", &two);
}

static void saw(const struct learner *learner, const char *part)
{
	if (!strstr(text_string(&learner->seen), part))
		fail_msg("\"%s\" was not shown:\n%s", part,
			 text_string(&learner->seen));
}

static void did_not_see(const struct learner *learner, const char *part)
{
	if (strstr(text_string(&learner->seen), part))
		fail_msg("\"%s\" was shown:\n%s", part,
			 text_string(&learner->seen));
}

static void expect_log(struct learner *learner, const char *wanted)
{
	assert_string_equal(
		show(learner->t,
		     "SELECT card_id, kind, grade, suggested_grade, typed"
		     " FROM review ORDER BY id"),
		wanted);
}

static void set(struct temporary_store *t, const char *name, const char *value)
{
	struct batch batch = begin_change(t, "config");
	struct error err;

	must(setting_save(&batch, EVERY_DECK, name, value, &err));
	end_change(t);
}

/* ---- a whole session ---- */

static void a_session_in_full(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "alpha", "", "gamma", "", "beta", "5");
	assert_string_equal(
		text_string(&learner.seen),
		"\n1/2 · deck · new\n"
		"Q  one\n"
		"Type the answer, or press Enter to see it; :help tells "
		"more.\n"
		"[› ]✓  alpha\n"
		"0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · 5 easy 1 d · "
		"Enter = 4\n"
		"[› ]4 good: in 1 day, on 2024-10-05\n"
		"\n2/2 · deck · new\n"
		"Q  two\n"
		"[› ]✗  beta\n"
		"0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · 5 easy 1 d · "
		"Enter = 1\n"
		"[› ]1 again: once more today, then in 1 day, on 2024-10-05\n"
		"\n3/3 · deck · drill: once more today\n"
		"Q  two\n"
		"[› ]✓  beta\n"
		"0 1 2 3 once more today · 4 5 done for today · Enter = 4\n"
		"[› ]5 easy: done for today\n"
		"\n3 answers in 9 s\n"
		"recalled 1 of 2 (50%), 2 new, 3 s a card\n"
		"Not recalled:\n"
		"  two\n"
		"Nothing is left for today.\n"
		"Due tomorrow: 2. Streak: 1 day.\n");
	expect_log(&learner, "256|rate|4|4|alpha|\n"
			     "512|rate|1|1|gamma|\n"
			     "512|drill|5|4|beta|\n");
	end(&learner);
}

static void recall_and_check_are_timed_apart(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, ctrl_c, ctrl_c, "", ctrl_c, "4");
	assert_string_equal(
		show(learner.t, "SELECT recall_ms, check_ms FROM review"),
		"4500|3000|\n");
	end(&learner);
}

static void only_a_newcomer_is_told_how_to_answer(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "4");
	saw(&learner, "Type the answer");
	STUDY(&learner, NULL);
	did_not_see(&learner, "Type the answer");
	end(&learner);
}

static void every_grade_key_grades(void **state)
{
	static const char *const keys[] = { "0", "1", "2", "3", "4", "5",
					    "a", "h", "g", "e", "",  " " };
	static const char grades[] = "012345134544";
	struct learner learner = begin(state);
	struct error err = { 0 };

	add_two(learner.t);
	for (size_t i = 0; i < COUNT(keys); i++) {
		const char *const steps[] = { "", keys[i], ":undo", NULL };

		must(study(&learner, steps, &err));
		assert_int_equal(ask(learner.t, "SELECT grade FROM review"
						" ORDER BY id DESC LIMIT 1"),
				 grades[i] - '0');
	}
	assert_int_equal(ask(learner.t, "SELECT count(*) FROM review"),
			 COUNT(keys));
	end(&learner);
}

static void what_is_shown_before_the_choice_is_what_is_stored(void **state)
{
	struct learner learner = begin(state);
	int64_t card = add_card(learner.t, "one");

	answer(learner.t, card, TODAY - 22, 4);
	answer(learner.t, card, TODAY - 21, 4);
	answer(learner.t, card, TODAY - 15, 4);
	STUDY(&learner, "", "5");
	saw(&learner, "5 easy 38 d");
	saw(&learner, "5 easy: in 38 days, on 2024-11-11");
	assert_int_equal(schedule_of(learner.t, card).interval_days, 38);
	assert_int_equal(schedule_of(learner.t, card).due_day, TODAY + 38);
	end(&learner);
}

/* ---- commands and keys ---- */

static void skip_passes_a_card_over_for_this_session_only(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, ":skip", "", "s");
	saw(&learner, "2/2 · deck · new\nQ  two\n");
	expect_log(&learner, "");
	STUDY(&learner, NULL);
	saw(&learner, "Q  one\n");
	end(&learner);
}

static void a_buried_card_comes_tomorrow(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, ":bury");
	saw(&learner, "Buried until tomorrow.");
	saw(&learner, "\n1/1 · deck · new\nQ  two\n");
	STUDY(&learner, NULL);
	did_not_see(&learner, "Q  one\n");
	learner.clock.frozen_ms += 86400000;
	STUDY(&learner, NULL);
	saw(&learner, "Q  one\n");
	end(&learner);
}

static void a_suspended_card_does_not_come_and_undo_brings_it_back(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "S");
	saw(&learner, "Suspended; `ebb unsuspend` brings it back.");
	assert_int_equal(
		ask(learner.t, "SELECT suspended FROM card WHERE id = 256"), 1);
	STUDY(&learner, ":undo");
	saw(&learner, "Taken back: suspend one");
	assert_int_equal(
		ask(learner.t, "SELECT suspended FROM card WHERE id = 256"), 0);
	end(&learner);
}

static void commands_may_be_cut_short_but_not_guessed(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, ":", ":s", ":nonsense", ":sk", ":q");
	saw(&learner, "Q  two\n");
	expect_log(&learner, "");
	assert_int_equal(learner.lines, 5);
	end(&learner);
}

static void a_colon_at_the_grade_begins_a_command_not_a_grade(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	/* The e of :edit would be "easy". */
	STUDY(&learner, "", ":", ctrl_c, ":", "edit", "", ":", "skip", "", ":",
	      ":quit");
	saw(&learner, "[:]");
	saw(&learner, "Nothing changed.");
	saw(&learner, "Q  two\n");
	expect_log(&learner, "");
	end(&learner);
}

static void why_and_help_ask_again(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, ":why", ":help", "alpha", "i", "?", "x", "4");
	saw(&learner, "[› ]Asked today: it is new");
	saw(&learner, "[› ]At the question:");
	saw(&learner, "[› ]Press 0-5, a, h, g, e or Enter; ? lists all keys.");
	expect_log(&learner, "256|rate|4|4|alpha|\n");
	end(&learner);
}

static void a_flip_deck_asks_for_keys_only(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	set(learner.t, "answer", "flip");
	STUDY(&learner, "4", "i", " ", " ", "", "5");
	saw(&learner, "[› ]Press Enter to see the answer; ? lists all keys.");
	did_not_see(&learner, "Type the answer");
	assert_int_equal(learner.lines, 0);
	expect_log(&learner, "256|rate|4|4|NULL|\n512|rate|5|4|NULL|\n");
	end(&learner);
}

/* ---- undo ---- */

static void undo_brings_the_card_back_and_counts_back(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "1", "", "u", "", "4", ":undo", ":undo");
	saw(&learner, "Taken back: the grade 1; here is the card again.\n"
		      "\n1/2 · deck · new\nQ  one\n");
	saw(&learner, "Taken back: the grade 4");
	did_not_see(&learner, "recalled");
	saw(&learner, "Left for today: 2 new.");
	assert_int_equal(ask(learner.t, "SELECT count(*) FROM retraction"), 2);
	end(&learner);
}

static void redo_brings_the_grade_back_and_goes_on(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "4", ":undo", "", "U", "", "4");
	saw(&learner, "Brought back: the grade 4.\n"
		      "\n2/2 · deck · new\nQ  two\n");
	saw(&learner, "recalled 2 of 2");
	assert_int_equal(ask(learner.t, "SELECT count(*) FROM review"), 2);
	end(&learner);
}

static void redo_of_nothing_says_so_and_asks_again(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, ":redo");
	saw(&learner, "There is nothing to bring back.\n"
		      "\n1/2 · deck · new\nQ  one\n");
	end(&learner);
}

static void undo_takes_a_skip_back(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, ":skip", ":undo", "", "4");
	saw(&learner, "Q  two\n[› ]\n1/2 · deck · new\nQ  one\n");
	assert_int_equal(ask(learner.t, "SELECT card_id FROM review"), 256);
	end(&learner);
}

static void undo_reaches_an_earlier_session(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "4", "", "4");
	learner.clock.frozen_ms += 86400000;
	temporary_store_reopen(learner.t);
	STUDY(&learner, ":undo", ":undo");
	saw(&learner, "Q  one\n");
	assert_int_equal(ask(learner.t, "SELECT count(*) FROM unseen"), 2);
	end(&learner);
}

static void undo_names_what_was_done_outside_a_session_first(void **state)
{
	static const char live[] = "SELECT count(*) FROM note"
				   " WHERE deleted_at_ms IS NULL";
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, ":undo", "", "?", "s", ":undo", ":undo");
	saw(&learner, "The newest change was made outside a session: add add.  "
		      "Undo once more takes it\nback.\n"
		      "\n1/2 · deck · new\nQ  one\n");
	assert_int_equal(ask(learner.t, live), 2);
	STUDY(&learner, ":undo", "", "u", "", "U", ":undo", ":redo", ":redo");
	saw(&learner, "Taken back: add add\n");
	saw(&learner, "\n1/2 · deck · new\nQ  one\n");
	saw(&learner,
	    "What was taken back last was made outside a session: add add.  "
	    "Redo once more\nbrings it back.\n");
	saw(&learner, "Brought back: add add\n");
	assert_int_equal(ask(learner.t, live), 2);
	end(&learner);
}

/* ---- edit ---- */

static void an_edit_changes_the_card_on_screen(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	learner.edited = "=== front\none\n=== back\nALPHA\n";
	STUDY(&learner, ":edit", "ALPHA", "");
	saw(&learner, "Changed; its history stays.\n");
	saw(&learner, "✓  ALPHA\n");
	end(&learner);
}

static void an_editor_that_fails_changes_nothing(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	learner.editor_fails = true;
	STUDY(&learner, "", "E");
	saw(&learner, "the editor broke␛[2J\n\n1/2 · deck · new\nQ  one\n");
	end(&learner);
}

/* The file that holds what was refused, which is gone then. */
static void expect_kept(const struct learner *learner, const char *wanted)
{
	const char *kept = strstr(text_string(&learner->seen), "ebb-note-");
	char name[sizeof("ebb-note-XXXXXX")], path[200], text[200] = "";
	FILE *file;

	assert_non_null(kept);
	snprintf(name, sizeof(name), "%s", kept);
	snprintf(path, sizeof(path), "%s/%s", learner->t->folder, name);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fread(text, 1, sizeof(text) - 1, file),
			 strlen(wanted));
	fclose(file);
	assert_string_equal(text, wanted);
	assert_int_equal(unlink(path), 0);
}

static void an_edit_that_is_no_note_changes_nothing(void **state)
{
	struct learner learner = begin(state);
	const char *found = getenv("TMPDIR");
	char *before = found ? strdup(found) : NULL;

	add_two(learner.t);
	learner.edited = "=== back\nno front\n";
	setenv("TMPDIR", learner.t->folder, true);
	STUDY(&learner, ":edit");
	if (before)
		setenv("TMPDIR", before, true);
	else
		unsetenv("TMPDIR");
	free(before);
	saw(&learner, "the note was left as it was");
	expect_kept(&learner, learner.edited);
	assert_int_equal(ask(learner.t,
			     "SELECT count(*) FROM note WHERE back = 'alpha'"),
			 1);
	end(&learner);
}

static void an_edit_can_split_a_note_and_is_undone_as_one(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	learner.edited = "=== front\none\n=== back\nalpha\n=== tags\ngreek\n"
			 "=== front\nhalf\n=== back\nhemi\n";
	STUDY(&learner, ":edit", ":skip", ":skip", "hemi", "");
	saw(&learner, "Changed; its history stays, and 1 note is new.\n");
	saw(&learner, "Q  half\n");
	assert_int_equal(ask(learner.t, "SELECT count(*) FROM note_tag"), 2);
	STUDY(&learner, ":undo", ":undo");
	saw(&learner, "Taken back: edit one\n");
	assert_int_equal(
		ask(learner.t,
		    "SELECT count(*) FROM note WHERE deleted_at_ms IS NULL"),
		2);
	end(&learner);
}

/* ---- leeches ---- */

/* Card 256 is due today, and its next lapse is the eighth. */
static void add_near_leech(struct temporary_store *t)
{
	add_two(t);
	for (int day = TODAY - 15; day < TODAY; day++)
		answer(t, CARDS_PER_NOTE, day, (TODAY - day) % 2 ? 4 : 1);
	answer(t, 2 * CARDS_PER_NOTE, TODAY, 5);
	assert_int_equal(schedule_of(t, CARDS_PER_NOTE).lapses, 7);
}

static void a_leech_shows_what_was_typed_and_whose_answer_it_is(void **state)
{
	struct learner learner = begin(state);

	add_near_leech(learner.t);
	STUDY(&learner, "beta", "1", "x", "", "gamma", "3");
	saw(&learner,
	    "A leech, forgotten 8 times.\nWhat you typed when it was wrong:\n"
	    "  2024-10-04  beta, which answers \"two\"\n"
	    "E edit it, or split it · S suspend it · u undo · Enter goes on\n"
	    "[› ]E edit it");
	saw(&learner, "drill: once more today");
	end(&learner);
}

static void a_leech_can_be_edited_or_let_go_or_undone_at_once(void **state)
{
	struct learner learner = begin(state);

	add_near_leech(learner.t);
	learner.edited = "=== front\none\n=== back\nALPHA\n";
	STUDY(&learner, "", "1", "u");
	saw(&learner, "Taken back: the grade 1; here is the card again.\n");
	STUDY(&learner, "", "2", "E", "");
	saw(&learner, "Changed; its history stays.\n");
	saw(&learner, "A  ALPHA\n");
	STUDY(&learner, ":undo", ":undo", "", "0", "S");
	saw(&learner, "Suspended; `ebb unsuspend` brings it back.\n");
	saw(&learner, "Nothing is left for today.");
	assert_int_equal(
		ask(learner.t, "SELECT suspended FROM card WHERE id = 256"), 1);
	STUDY(&learner, NULL);
	saw(&learner, "Nothing is left for today.");
	end(&learner);
}

static void a_leech_that_is_recalled_or_drilled_is_no_matter(void **state)
{
	struct learner learner = begin(state);

	add_near_leech(learner.t);
	STUDY(&learner, "", "0", "", "", "0", "", "4");
	saw(&learner, "Nothing is left for today.");
	learner.clock.frozen_ms += 86400000;
	STUDY(&learner, "", "4");
	did_not_see(&learner, "leech");
	end(&learner);
}

/* ---- ends ---- */

static void ctrl_c_asks_again_and_ctrl_d_sums_up(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, ctrl_c, "", ctrl_c, "4");
	saw(&learner, "1 answer in");
	expect_log(&learner, "256|rate|4|4|NULL|\n");
	STUDY(&learner, "");
	saw(&learner, "Left for today: 1 new.");
	end(&learner);
}

static void a_hang_up_ends_without_another_word(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "1", "half an answer", hang_up);
	did_not_see(&learner, "Left for today");
	expect_log(&learner, "256|rate|1|4|NULL|\n");
	STUDY(&learner, hang_up);
	did_not_see(&learner, "Left for today");
	end(&learner);
}

static void a_session_resumes_where_it_stopped_with_its_drill(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "1", "", hang_up);
	temporary_store_reopen(learner.t);
	STUDY(&learner, "", "4", "", "4");
	saw(&learner, "\n1/2 · deck · new\nQ  two\n");
	saw(&learner, "\n2/2 · deck · drill: once more today\nQ  one\n");
	saw(&learner, "Nothing is left for today.");
	end(&learner);
}

static void a_session_open_across_the_rollover_starts_the_new_day(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "1", "", next_morning, "4", "", "4");
	/* Shown on the first day, the second card counts for that day; then
	 * the first is due, not in a drill of yesterday. */
	expect_log(&learner, "256|rate|1|4|NULL|\n512|rate|4|4|NULL|\n"
			     "256|rate|4|4|NULL|\n");
	assert_int_equal(ask(learner.t, "SELECT max(study_day) -"
					" min(study_day) FROM review"),
			 1);
	assert_int_equal(ask(learner.t, "SELECT count(*) FROM retraction"), 0);
	saw(&learner, "review, last asked 1 day ago\nQ  one\n");
	end(&learner);
}

/* Half past four is before this learner's rollover and after the usual one.
 * Each statement locks shared memory once, so that any one of them can be the
 * one that fails. */
static void no_failed_statement_puts_an_answer_on_another_day(void **state)
{
	enum { STATEMENTS = 60 };
	static const char *const steps[] = { "", "5", "", "5", NULL };
	struct learner learner = begin(state);
	struct error err;

	learner.clock.frozen_ms -= (7 * 60 + 30) * 60000;
	set(learner.t, "rollover", "05:00");
	set(learner.t, "new_per_day", "1000");
	fault_vfs_install();
	temporary_store_reopen(learner.t);
	for (int i = 0; i < STATEMENTS; i++) {
		char front[20];

		snprintf(front, sizeof(front), "front %d", i);
		add_card(learner.t, front);
		fault_arm(FAULT_SHM_LOCK, i + 1, 1);
		study(&learner, steps, &err);
		fault_disarm();
	}
	fault_vfs_remove();
	temporary_store_reopen(learner.t);
	assert_true(ask(learner.t, "SELECT count(*) FROM review") > 20);
	assert_int_equal(ask(learner.t, "SELECT min(study_day) FROM review"),
			 TODAY - 1);
	assert_int_equal(ask(learner.t, "SELECT max(study_day) FROM review"),
			 TODAY - 1);
	end(&learner);
}

/* At ten to two in the night on which it is three after two o'clock: the study
 * day that ends at four is an hour shorter. */
static void a_session_over_the_change_to_summer_time_keeps_its_day(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	add_card(learner.t, "three");
	learner.clock.frozen_offset_min = 60;
	learner.clock.frozen_ms += (12 * 60 + 50) * 60000;
	STUDY(&learner, "", "5", summer_time, an_hour, "", "5", "", an_hour,
	      "5", "", "5");
	assert_string_equal(show(learner.t, "SELECT utc_offset_min, study_day"
					    " FROM review ORDER BY id"),
			    "60|20000|\n120|20000|\n120|20000|\n"
			    "120|20001|\n");
	end(&learner);
}

/* And at ten to three in the night on which it is two after three o'clock. */
static void a_session_over_the_change_to_winter_time_keeps_its_day(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	add_card(learner.t, "three");
	learner.clock.frozen_offset_min = 120;
	learner.clock.frozen_ms += (12 * 60 + 50) * 60000;
	STUDY(&learner, "", "5", winter_time, an_hour, "", "5", an_hour, "",
	      "5");
	assert_string_equal(show(learner.t, "SELECT utc_offset_min, study_day"
					    " FROM review ORDER BY id"),
			    "120|20000|\n60|20000|\n60|20000|\n");
	saw(&learner, "Nothing is left for today.");
	end(&learner);
}

static void undo_is_kept_across_the_rollover(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "1", next_morning, ":undo");
	saw(&learner, "Taken back: the grade 1; here is the card again.\n"
		      "\n1/2 · deck · new\nQ  one\n");
	end(&learner);
}

static void a_deck_removed_elsewhere_ends_the_session_in_peace(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", "4", "", removal, "4");
	saw(&learner, "this card was removed elsewhere in the meantime; the "
		      "answer was not kept\n");
	saw(&learner, "1 answer in ");
	assert_int_equal(ask(learner.t, "SELECT count(*) FROM review"), 1);
	end(&learner);
}

static void an_answer_is_not_kept_for_another_note_of_the_number(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", replacement, "4");
	saw(&learner, "this card was removed elsewhere in the meantime; the "
		      "answer was not kept\n");
	assert_int_equal(ask(learner.t, "SELECT count(*) FROM review"), 0);
	end(&learner);
}

static void nor_is_anything_else_done_to_it(void **state)
{
	struct learner learner = begin(state);
	const char *seen;
	int refused = 0;

	add_two(learner.t);
	learner.edited = "=== front\none\n=== back\nALPHA\n";
	STUDY(&learner, "what", replacement, "k", ":", "tag new", ":", "flag",
	      "S", replacement, ":bury", replacement, ":edit");
	seen = text_string(&learner.seen);
	while ((seen = strstr(seen, "elsewhere in the meantime; nothing was")))
		seen++, refused++;
	assert_int_equal(refused, 6);
	assert_int_equal(ask(learner.t, "SELECT count(*) FROM batch"
					" WHERE kind <> 'add'"),
			 0);
	end(&learner);
}

static void minutes_that_are_over_are_told_once(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	learner.budget_ms = 4000;
	STUDY(&learner, "", "1", "", "1", "", "1");
	saw(&learner, "1 again: once more today, then in 1 day, on 2024-10-05\n"
		      "The time is over; :quit ends here.\n"
		      "Safe to stop: nothing is due.\n"
		      "\n3/4 · deck · drill");
	assert_null(strstr(strstr(text_string(&learner.seen), "The time") + 1,
			   "The time"));
	end(&learner);
}

static void nothing_to_do_says_so(void **state)
{
	struct learner learner = begin(state);

	STUDY(&learner, NULL);
	assert_string_equal(text_string(&learner.seen),
			    "\nNothing is left for today.\n"
			    "Due tomorrow: 0. Streak: 0 days.\n");
	end(&learner);
}

static void a_card_answered_elsewhere_is_not_answered_twice(void **state)
{
	struct learner learner = begin(state);

	add_two(learner.t);
	STUDY(&learner, "", elsewhere, "1");
	saw(&learner, "answered in another session");
	saw(&learner, "Q  two\n");
	expect_log(&learner, "256|rate|5|NULL|NULL|\n");
	end(&learner);
}

static void a_store_that_breaks_ends_the_session(void **state)
{
	static const char *const steps[] = { "", "4", "", breakage, "4", NULL };
	struct learner learner = begin(state);
	struct error err = { 0 };

	add_two(learner.t);
	assert_false(study(&learner, steps, &err));
	assert_non_null(strstr(err.message, "rollup"));
	did_not_see(&learner, "Left for today");
	run_sql(learner.t, "ALTER TABLE gone RENAME TO rollup");
	expect_log(&learner, "256|rate|4|4|NULL|\n");
	end(&learner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(a_session_in_full),
		store_test(recall_and_check_are_timed_apart),
		store_test(only_a_newcomer_is_told_how_to_answer),
		store_test(every_grade_key_grades),
		store_test(what_is_shown_before_the_choice_is_what_is_stored),
		store_test(skip_passes_a_card_over_for_this_session_only),
		store_test(a_buried_card_comes_tomorrow),
		store_test(
			a_suspended_card_does_not_come_and_undo_brings_it_back),
		store_test(commands_may_be_cut_short_but_not_guessed),
		store_test(a_colon_at_the_grade_begins_a_command_not_a_grade),
		store_test(why_and_help_ask_again),
		store_test(a_flip_deck_asks_for_keys_only),
		store_test(undo_brings_the_card_back_and_counts_back),
		store_test(redo_brings_the_grade_back_and_goes_on),
		store_test(redo_of_nothing_says_so_and_asks_again),
		store_test(undo_takes_a_skip_back),
		store_test(undo_reaches_an_earlier_session),
		store_test(undo_names_what_was_done_outside_a_session_first),
		store_test(an_edit_changes_the_card_on_screen),
		store_test(an_editor_that_fails_changes_nothing),
		store_test(an_edit_that_is_no_note_changes_nothing),
		store_test(an_edit_can_split_a_note_and_is_undone_as_one),
		store_test(a_leech_shows_what_was_typed_and_whose_answer_it_is),
		store_test(a_leech_can_be_edited_or_let_go_or_undone_at_once),
		store_test(a_leech_that_is_recalled_or_drilled_is_no_matter),
		store_test(ctrl_c_asks_again_and_ctrl_d_sums_up),
		store_test(a_hang_up_ends_without_another_word),
		store_test(a_session_resumes_where_it_stopped_with_its_drill),
		store_test(
			a_session_open_across_the_rollover_starts_the_new_day),
		store_test(no_failed_statement_puts_an_answer_on_another_day),
		store_test(
			a_session_over_the_change_to_summer_time_keeps_its_day),
		store_test(
			a_session_over_the_change_to_winter_time_keeps_its_day),
		store_test(undo_is_kept_across_the_rollover),
		store_test(a_deck_removed_elsewhere_ends_the_session_in_peace),
		store_test(
			an_answer_is_not_kept_for_another_note_of_the_number),
		store_test(nor_is_anything_else_done_to_it),
		store_test(minutes_that_are_over_are_told_once),
		store_test(nothing_to_do_says_so),
		store_test(a_card_answered_elsewhere_is_not_answered_twice),
		store_test(a_store_that_breaks_ends_the_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
