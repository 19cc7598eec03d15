/*
 * Whatever is typed in a session, at questions and at grades: the log only
 * grows, each answer that ebb says is saved stands in it once and no other
 * does, the schedules are what the log says, nothing is left open, and all that
 * is shown can only be read.  At the end of the input the session ends.
 *
 * The first byte chooses the manner, see enum manner.  The rest is typed, a
 * line where a line is asked for, a byte where a key is; a few control
 * characters are what happens meanwhile, see happen().
 */

#include "fuzz_store.h"

#include <sqlite3.h>

#include "command/study_loop.h"
#include "store/schedule_store.h"
#include "store/statement.h"
#include "terminal/typed.h"

enum manner {
	MANNER_FLIP = 1 << 0,
	MANNER_ANKI = 1 << 1,
	MANNER_PLAIN = 1 << 2,
	MANNER_PIPE = 1 << 3,
	MANNER_NARROW = 1 << 4,
	MANNER_LEECHES = 1 << 5,
	MANNER_CRAM = 1 << 6,
	MANNER_SIBLINGS = 1 << 7,
};

enum { PROMPTS_MOST = 300, TYPED_MOST = 500 };

/* ---- the database, and as it was ----------------------------------------- */

/* The session's; one to compare with the log, which makes the statements of
 * its connection anew each time; and one that knows nothing of ebb and is not
 * stopped by what guards the log. */
static struct store *store, *judging;
static sqlite3 *plain;

static const char *const logs[] = { "batch", "revision", "review",
				    "retraction" };

enum { RESTORERS_MOST = 80 };
static sqlite3_stmt *restorers[RESTORERS_MOST];
static int restorer_count;

static void run(const char *sql)
{
	require(sqlite3_exec(plain, sql, NULL, NULL, NULL) == SQLITE_OK,
		"%s: %s", sqlite3_errmsg(plain), sql);
}

static int64_t ask(const char *sql)
{
	sqlite3_stmt *q;
	int64_t value;

	require(sqlite3_prepare_v2(plain, sql, -1, &q, NULL) == SQLITE_OK,
		"%s: %s", sqlite3_errmsg(plain), sql);
	require(sqlite3_step(q) == SQLITE_ROW, "%s", sql);
	value = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return value;
}

static void add_restorer(const char *sql)
{
	require(restorer_count < RESTORERS_MOST &&
			sqlite3_prepare_v2(plain, sql, -1,
					   &restorers[restorer_count++],
					   NULL) == SQLITE_OK,
		"%s: %s", sqlite3_errmsg(plain), sql);
}

/* A table as it is now is kept, and can be put back. */
static void keep(const char *table)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "CREATE TEMP TABLE keep_%s AS SELECT * FROM main.%s", table,
		 table);
	run(sql);
	snprintf(sql, sizeof(sql), "DELETE FROM main.%s", table);
	add_restorer(sql);
	snprintf(sql, sizeof(sql),
		 "INSERT INTO main.%s SELECT * FROM temp.keep_%s", table,
		 table);
	add_restorer(sql);
}

static void keep_all(void)
{
	char tables[40][64];
	sqlite3_stmt *q;
	int count = 0;

	sqlite3_prepare_v2(plain,
			   "SELECT name FROM main.sqlite_schema"
			   " WHERE type = 'table'"
			   " AND name NOT LIKE 'sqlite%'",
			   -1, &q, NULL);
	while (sqlite3_step(q) == SQLITE_ROW)
		snprintf(tables[count++], sizeof(*tables), "%s",
			 (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	for (int i = 0; i < count; i++)
		keep(tables[i]);
}

/* Whether anything was written since it was put back. */
static bool is_changed(void)
{
	static int before;
	int now = sqlite3_total_changes(store_handle(store)) +
		  sqlite3_total_changes(plain);
	bool is = now != before;

	before = now;
	return is;
}

static void restore(void)
{
	if (!is_changed())
		return;
	run("BEGIN IMMEDIATE");
	for (int i = 0; i < restorer_count; i++) {
		require(sqlite3_step(restorers[i]) == SQLITE_DONE, "%s: %s",
			sqlite3_errmsg(plain), sqlite3_sql(restorers[i]));
		sqlite3_reset(restorers[i]);
	}
	run("COMMIT");
	is_changed();
}

int LLVMFuzzerInitialize(int *count, char ***words);

int LLVMFuzzerInitialize(int *count, char ***words)
{
	(void)count;
	(void)words;
	fuzz_make_folder();
	setenv("TMPDIR", fuzz_folder, 1);
	store = fuzz_open(&(struct error){ 0 });
	require(store, "no store");
	fuzz_fill(store);
	judging = fuzz_open(&(struct error){ 0 });
	require(judging, "no second store");
	require(sqlite3_open(fuzz_path, &plain) == SQLITE_OK, "no database");
	sqlite3_db_config(plain, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	keep_all();
	return 0;
}

/* ---- a learner ----------------------------------------------------------- */

struct learner {
	const uint8_t *typed;
	size_t left;
	int width;
	int prompts;
	struct clock clock;
	bool is_pipe; /* lines are read for keys */
	bool graded;  /* a key was pressed and nothing said of it yet */
	int64_t acknowledged;
	int64_t elsewhere; /* answers given beside this session */
};

/* "4 good: in 1 day, on 2026-03-03"; but "1 again 1 d" are choices. */
static bool is_saved(const char *text)
{
	return *text >= '0' && *text <= '5' && text[1] == ' ' &&
	       text[2 + strcspn(text + 2, " :")] == ':';
}

static void hear(void *context, const char *text)
{
	struct learner *learner = context;

	require_readable(text);
	require_fits(text, learner->width);
	if (learner->graded && is_saved(text)) {
		learner->acknowledged++;
		learner->graded = false;
	}
}

static void answer_elsewhere(struct learner *learner)
{
	struct arena arena = { 0 };
	struct error err = { 0 };
	struct card card;

	if (card_load(store, CARDS_PER_NOTE, &arena, &card, &err)) {
		fuzz_answer(store, CARDS_PER_NOTE, FUZZ_TODAY, GRADE_GOOD);
		learner->elsewhere++;
	}
	arena_release(&arena);
}

static void remove_elsewhere(const struct learner *learner)
{
	struct batch batch = {
		.store = store,
		.kind = "remove",
		.label = "cat",
		.stamp = clock_stamp(&learner->clock, 240),
	};
	struct error gone = { 0 };

	must(store_begin(store, &err));
	if (note_remove(&batch, 2, &gone))
		must(store_commit(store, &err));
	else
		store_rollback(store);
}

/* What is typed next is no text: what happens, and how the prompt ends. */
static bool happen(struct learner *learner, uint8_t what, enum reply *reply)
{
	*reply = REPLY_ABANDONED;
	switch (what) {
	case 3:
		return true;
	case 4:
		*reply = REPLY_END;
		return true;
	case 5:
		*reply = REPLY_STOPPED;
		return true;
	case 6:
		answer_elsewhere(learner);
		return true;
	case 7:
		remove_elsewhere(learner);
		return true;
	case 14:
		learner->clock.frozen_ms += 86400000;
		return true;
	case 15:
		learner->clock.frozen_ms += 86400000 * INT64_C(40);
		return true;
	case 16:
		learner->clock.frozen_ms -= 7200000;
		return true;
	case 17:
		learner->clock.frozen_offset_min =
			learner->clock.frozen_offset_min ? 0 : 540;
		return true;
	}
	return false;
}

/* Whether there is something typed to be read. */
static bool is_typing(struct learner *learner, const char *prompt,
		      enum reply *reply)
{
	require_readable(prompt);
	learner->graded = false;
	learner->clock.frozen_ms += 1500;
	*reply = REPLY_END;
	if (learner->left == 0 || ++learner->prompts > PROMPTS_MOST)
		return false;
	if (!happen(learner, *learner->typed, reply))
		return true;
	next_byte(&learner->typed, &learner->left);
	return false;
}

static char *take_line(struct learner *learner, struct arena *arena)
{
	const char *line = (const char *)learner->typed;
	const char *end = memchr(line, '\n', learner->left);
	size_t length = end ? (size_t)(end - line) : learner->left;

	learner->typed += length + (end != NULL);
	learner->left -= length + (end != NULL);
	return typed_clean(line, length, TYPED_MOST, arena);
}

static enum reply type_line(void *context, const char *prompt,
			    struct arena *arena, char **line)
{
	struct learner *learner = context;
	enum reply reply;

	*line = NULL;
	if (!is_typing(learner, prompt, &reply))
		return reply;
	*line = take_line(learner, arena);
	learner->graded = learner->is_pipe;
	return REPLY_LINE;
}

static enum reply press_key(void *context, const char *prompt, struct key *key)
{
	struct learner *learner = context;
	enum reply reply;

	if (!is_typing(learner, prompt, &reply))
		return reply;
	key->code = next_byte(&learner->typed, &learner->left);
	if (key->code < ' ')
		key->code = '\n';
	learner->graded = true;
	return REPLY_LINE;
}

static int width(void *context)
{
	return ((const struct learner *)context)->width;
}

/* The next line is what is left in the file, with a backslash for each line
 * end; an empty one leaves it alone, and nothing at all is a broken editor. */
static bool edit(void *context, const char *path, struct error *err)
{
	struct learner *learner = context;
	struct arena arena = { 0 };
	char *text;

	if (learner->left == 0)
		return error_set(err, ERROR_IO, "no editor here");
	text = take_line(learner, &arena);
	if (*text) {
		FILE *file = fopen(path, "w");

		require(file, "%s", path);
		for (; *text; text++)
			putc(*text == '\\' ? '\n' : *text, file);
		fclose(file);
	}
	arena_release(&arena);
	return true;
}

/* ---- a session ----------------------------------------------------------- */

static void set(const char *name, const char *value)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "INSERT INTO setting (name, value, batch_id, modified_at_ms)"
		 " SELECT '%s', '%s', min(id), 0 FROM batch",
		 name, value);
	run(sql);
}

static void prepare(unsigned manner)
{
	restore();
	if (manner & MANNER_FLIP)
		set("answer", "flip");
	if (manner & MANNER_ANKI)
		set("keys", "anki");
	if (manner & MANNER_LEECHES)
		set("leech_threshold", "1");
	if (manner & MANNER_SIBLINGS)
		set("bury_siblings", "off");
}

static void study(struct learner *learner, unsigned manner)
{
	static const int64_t cram[] = { CARDS_PER_NOTE, CARDS_PER_NOTE + 1,
					4 * CARDS_PER_NOTE + 2 };
	const struct study_ui ui = {
		.context = learner,
		.say = hear,
		.ask_line = type_line,
		.ask_key = press_key,
		.width = width,
		.edit = edit,
	};
	struct terminal *terminal = terminal_open(true);
	const struct study_options options = {
		.store = store,
		.clock = &learner->clock,
		.ui = &ui,
		.terminal = terminal,
		.plain = manner & MANNER_PLAIN,
		.patient = !(manner & MANNER_PIPE),
		.wish = queue_of_deck(DECK_ALL),
		.cram = manner & MANNER_CRAM ? cram : NULL,
		.cram_count = sizeof(cram) / sizeof(*cram),
	};

	must(study_loop(&options, &err));
	terminal_close(terminal);
}

static void require_log_grew(void)
{
	for (size_t i = 0; i < sizeof(logs) / sizeof(*logs); i++) {
		char sql[200];

		snprintf(sql, sizeof(sql),
			 "SELECT count(*) FROM (SELECT * FROM temp.keep_%s"
			 " EXCEPT SELECT * FROM main.%s)",
			 logs[i], logs[i]);
		require(ask(sql) == 0, "of %s", logs[i]);
	}
}

/* What takes longest is done for one input of four, by the input. */
static void require_replay(const uint8_t *data, size_t size)
{
	unsigned sum = 0;
	int64_t differences;

	for (size_t i = 0; i < size; i++)
		sum += data[i];
	if (sum % 4 != 0)
		return;
	must(schedule_compare(judging, &differences, &err));
	require(differences == 0, "%lld differences", (long long)differences);
	require(ask("SELECT count(*) FROM pragma_foreign_key_check") == 0,
		"rows that point nowhere");
}

static void judge(const struct learner *learner)
{
	int64_t wanted = learner->acknowledged + learner->elsewhere +
			 ask("SELECT count(*) FROM temp.keep_review");
	int64_t found = ask("SELECT count(*) FROM main.review");

	require(sqlite3_get_autocommit(store_handle(store)),
		"a transaction is open");
	require(found == wanted, "%lld answers, but %lld were acknowledged",
		(long long)found, (long long)wanted);
	require_log_grew();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned manner = next_byte(&data, &size);
	struct learner learner = {
		.typed = data,
		.left = size,
		.width = manner & MANNER_NARROW ? 40 : 80,
		.is_pipe = manner & MANNER_PIPE,
		.clock = { .frozen = true,
			   .frozen_ms = fuzz_noon(FUZZ_TODAY).at_ms },
	};

	random_seed(&fuzz_random, 1);
	prepare(manner);
	study(&learner, manner);
	judge(&learner);
	require_replay(data, size);
	return 0;
}
