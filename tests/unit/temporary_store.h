#ifndef TESTS_UNIT_TEMPORARY_STORE_H
#define TESTS_UNIT_TEMPORARY_STORE_H

#include "unit.h"

#include <sqlite3.h>
#include <unistd.h>

#include "base/text.h"
#include "folder.h"
#include "store/card_store.h"
#include "store/deck_store.h"
#include "store/import_store.h"
#include "store/note_store.h"
#include "store/review_store.h"
#include "store/schedule_store.h"
#include "store/store.h"
#include "store/undo_store.h"

/* A store in a folder of its own, gone after the test; and short ways to do
 * to it what commands do. */
struct temporary_store {
	char folder[FOLDER_SIZE];
	char path[64];
	struct random random;
	struct store *store;
	struct arena arena; /* for the test's own use */
};

enum { TODAY = 20000 };

static inline void temporary_store_reopen(struct temporary_store *t)
{
	const struct store_options options = {
		.path = t->path,
		.device = "test",
		.random = &t->random,
	};
	struct error err;

	store_close(t->store);
	t->store = store_open(&options, &err);
	if (!t->store)
		fail_msg("%s", err.message);
}

static inline size_t read_file(const char *path, char *bytes, size_t most)
{
	FILE *file = fopen(path, "rb");
	size_t size;

	assert_non_null(file);
	size = fread(bytes, 1, most, file);
	fclose(file);
	return size;
}

static inline void write_file(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

/* Every new database is the same: ebb makes the first, of which the others are
 * copies. */
static inline void temporary_store_make(struct temporary_store *t)
{
	static char bytes[1 << 20];
	static size_t size;

	if (size > 0) {
		write_file(t->path, bytes, size);
		return;
	}
	temporary_store_reopen(t);
	store_close(t->store);
	t->store = NULL;
	size = read_file(t->path, bytes, sizeof(bytes));
	assert_in_range(size, 1, sizeof(bytes) - 1);
}

static inline void temporary_store_open(struct temporary_store *t)
{
	*t = (struct temporary_store){ 0 };
	random_seed(&t->random, 1);
	assert_true(folder_make(t->folder));
	snprintf(t->path, sizeof(t->path), "%s/ebb.db", t->folder);
	temporary_store_make(t);
	temporary_store_reopen(t);
}

static inline void temporary_store_remove(struct temporary_store *t)
{
	static const char *const endings[] = { "", "-wal", "-shm" };

	store_close(t->store);
	arena_release(&t->arena);
	for (size_t i = 0; i < COUNT(endings); i++) {
		char path[80];

		snprintf(path, sizeof(path), "%s%s", t->path, endings[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(t->folder), 0);
}

/* cmocka fixtures: *state is the temporary store. */
static inline int open_temporary(void **state)
{
	static struct temporary_store t;

	temporary_store_open(&t);
	*state = &t;
	return 0;
}

static inline int remove_temporary(void **state)
{
	temporary_store_remove(*state);
	return 0;
}

#define store_test(name) \
	cmocka_unit_test_setup_teardown(name, open_temporary, remove_temporary)

/* ---- looking in from outside ---- */

/* A second connection that knows nothing of ebb. */
static inline sqlite3 *plain_open(const struct temporary_store *t)
{
	sqlite3 *plain;

	assert_int_equal(sqlite3_open(t->path, &plain), SQLITE_OK);
	return plain;
}

/* All rows of a query, columns between bars, a line each, appended. */
static inline void plain_dump(sqlite3 *plain, const char *sql, struct text *out)
{
	sqlite3_stmt *q;
	int code;

	if (sqlite3_prepare_v2(plain, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(plain));
	while ((code = sqlite3_step(q)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(q); i++) {
			const char *value = (const char *)sqlite3_column_text(
				q, i);

			text_printf(out, "%s|", value ? value : "NULL");
		}
		text_add_char(out, '\n');
	}
	assert_int_equal(code, SQLITE_DONE);
	sqlite3_finalize(q);
}

static inline int64_t plain_int(sqlite3 *plain, const char *sql)
{
	sqlite3_stmt *q;
	int64_t value;

	if (sqlite3_prepare_v2(plain, sql, -1, &q, NULL) != SQLITE_OK ||
	    sqlite3_step(q) != SQLITE_ROW)
		fail_msg("%s: %s", sql, sqlite3_errmsg(plain));
	value = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return value;
}

/* One number, asked through a connection that lives as long as the
 * question. */
static inline int64_t ask(const struct temporary_store *t, const char *sql)
{
	sqlite3 *plain = plain_open(t);
	int64_t value = plain_int(plain, sql);

	sqlite3_close(plain);
	return value;
}

/* The result of a query as text, in the test's arena. */
static inline const char *show(struct temporary_store *t, const char *sql)
{
	sqlite3 *plain = plain_open(t);
	struct text out = { 0 };
	const char *copy;

	plain_dump(plain, sql, &out);
	copy = text_copy(&out, &t->arena);
	text_release(&out);
	sqlite3_close(plain);
	return copy;
}

/* Days that were closed stay so: what months, years and ever hold of them is
 * another matter. */
static inline void plain_dump_closed(sqlite3 *plain, struct text *out)
{
	plain_dump(plain,
		   "SELECT * FROM rollup WHERE span <> 'day'"
		   " ORDER BY 1, 2, 3, 4, 5, 6, 7",
		   out);
	plain_dump(plain,
		   "SELECT * FROM rollup_typed WHERE span <> 'day'"
		   " ORDER BY 1, 2, 3, 4, 5",
		   out);
	plain_dump(plain,
		   "SELECT * FROM rollup_hours WHERE span <> 'day'"
		   " ORDER BY 1, 2, 3, 4",
		   out);
	plain_dump(plain, "SELECT * FROM rollup_closed", out);
}

static inline void plain_dump_derived(sqlite3 *plain, struct text *out)
{
	plain_dump(plain, "SELECT * FROM schedule ORDER BY card_id", out);
	plain_dump(plain, "SELECT * FROM unseen ORDER BY 1, 2", out);
	plain_dump(plain, "SELECT * FROM held ORDER BY 1, 2", out);
	plain_dump(plain, "SELECT * FROM rollup_day ORDER BY 1, 2", out);
	plain_dump(plain,
		   "SELECT * FROM rollup WHERE span = 'day'"
		   " ORDER BY 1, 2, 3, 4, 5, 6, 7",
		   out);
	plain_dump(plain,
		   "SELECT * FROM rollup_typed WHERE span = 'day'"
		   " ORDER BY 1, 2, 3, 4, 5",
		   out);
	plain_dump(plain,
		   "SELECT * FROM rollup_hours WHERE span = 'day'"
		   " ORDER BY 1, 2, 3, 4",
		   out);
	plain_dump(plain,
		   "SELECT * FROM card_count WHERE n <> 0"
		   " ORDER BY 1, 2, 3, 4, 5",
		   out);
	plain_dump(plain,
		   "SELECT * FROM lapse_count WHERE n <> 0 ORDER BY 1, 2", out);
	plain_dump(plain, "SELECT * FROM due_count WHERE n <> 0 ORDER BY 1, 2",
		   out);
	plain_dump(plain,
		   "SELECT * FROM note_due_count WHERE n <> 0 ORDER BY 1, 2",
		   out);
	plain_dump(plain, "SELECT * FROM note_new_count WHERE n <> 0", out);
	plain_dump(plain, "SELECT * FROM unseen_buried ORDER BY 1", out);
}

/* Everything that follows from the log. */
static inline const char *derived_of(struct temporary_store *t)
{
	sqlite3 *plain = plain_open(t);
	struct text out = { 0 };
	const char *copy;

	plain_dump_derived(plain, &out);
	plain_dump_closed(plain, &out);
	copy = text_copy(&out, &t->arena);
	text_release(&out);
	sqlite3_close(plain);
	return copy;
}

/* What the learner wrote and still has, and everything that follows from the
 * log. */
static inline const char *state_of(struct temporary_store *t)
{
	sqlite3 *plain = plain_open(t);
	struct text out = { 0 };
	const char *copy;

	plain_dump(plain,
		   "SELECT id, name FROM deck WHERE deleted_at_ms IS NULL"
		   " ORDER BY id",
		   &out);
	plain_dump(plain,
		   "SELECT id, deck_id, key, front, back, fields,"
		   " (SELECT group_concat(name) FROM (SELECT name FROM tag"
		   "  JOIN note_tag ON tag_id = tag.id WHERE note_id = note.id"
		   "  ORDER BY name)) FROM note WHERE deleted_at_ms IS NULL"
		   " ORDER BY id",
		   &out);
	plain_dump(plain,
		   "SELECT card.id, suspended, buried_until_day, flagged,"
		   " (SELECT group_concat(text) FROM alias WHERE card_id ="
		   "  card.id AND alias.deleted_at_ms IS NULL) FROM card"
		   " JOIN note ON note.id = card.id >> 8"
		   " WHERE card.deleted_at_ms IS NULL"
		   " AND note.deleted_at_ms IS NULL ORDER BY card.id",
		   &out);
	plain_dump(plain,
		   "SELECT deck_id, day FROM exam"
		   " WHERE deleted_at_ms IS NULL ORDER BY id",
		   &out);
	plain_dump(plain,
		   "SELECT from_day, to_day FROM absence"
		   " WHERE deleted_at_ms IS NULL ORDER BY id",
		   &out);
	plain_dump(plain,
		   "SELECT deck_id, name, value FROM setting"
		   " WHERE value IS NOT NULL ORDER BY deck_id, name",
		   &out);
	plain_dump_derived(plain, &out);
	copy = text_copy(&out, &t->arena);
	text_release(&out);
	sqlite3_close(plain);
	return copy;
}

/* ---- doing ---- */

/* Noon of a study day, in Greenwich. */
static inline struct stamp noon(int32_t study_day)
{
	return (struct stamp){
		.at_ms = (int64_t)study_day * 86400000 + 43200000,
		.study_day = study_day,
	};
}

static inline struct batch begin_change(struct temporary_store *t,
					const char *kind)
{
	struct error err;

	must(store_begin(t->store, &err));
	return (struct batch){
		.store = t->store,
		.kind = kind,
		.label = kind,
		.stamp = noon(TODAY),
	};
}

static inline void end_change(struct temporary_store *t)
{
	struct error err;

	must(store_commit(t->store, &err));
}

static inline int64_t add_note(struct temporary_store *t, const char *deck,
			       const struct note *note)
{
	struct batch batch = begin_change(t, "add");
	int64_t deck_id, note_id;
	struct error err;

	must(deck_require(&batch, deck, &deck_id, &err));
	must(note_create(&batch, deck_id, note, &note_id, &err));
	end_change(t);
	return note_id;
}

/* A note with both cards; the forward one's id. */
static inline int64_t add_pair(struct temporary_store *t, const char *front,
			       const char *back)
{
	const struct note note = {
		.front = front,
		.back = back,
		.directions = DIRECTIONS_BOTH,
	};

	return add_note(t, "deck", &note) * CARDS_PER_NOTE;
}

/* A note with one card; its id. */
static inline int64_t add_card(struct temporary_store *t, const char *front)
{
	const struct note note = { .front = front, .back = "back" };

	return add_note(t, "deck", &note) * CARDS_PER_NOTE;
}

static inline struct card load_card(struct temporary_store *t, int64_t card_id)
{
	struct card card;
	struct error err;

	must(card_load(t->store, card_id, &t->arena, &card, &err));
	return card;
}

static inline struct schedule schedule_of(struct temporary_store *t,
					  int64_t card_id)
{
	return load_card(t, card_id).schedule;
}

/* Append a review as a session would; what it led to. */
static inline struct schedule append(struct temporary_store *t, int64_t card_id,
				     enum review_kind kind,
				     const struct stamp *at, int grade)
{
	struct schedule before = schedule_of(t, card_id), after;
	struct review review = {
		.card_id = card_id,
		.answered_at_ms = at->at_ms,
		.utc_offset_min = at->utc_offset_min,
		.study_day = at->study_day,
		.kind = kind,
		.grade = kind == REVIEW_RESET ? GRADE_NONE : grade,
		.suggested_grade = GRADE_NONE,
		.recall_ms = 2000,
		.check_ms = 500,
	};
	struct error err;

	must(review_append(t->store, &review, NULL, &before, &after, &err));
	return after;
}

/* Answer a card at noon of a day, as its rating or, when it is in that day's
 * drill, as a drill. */
static inline struct schedule answer(struct temporary_store *t, int64_t card_id,
				     int32_t study_day, int grade)
{
	struct stamp at = noon(study_day);
	bool drilled = schedule_of(t, card_id).drill_day == study_day;

	return append(t, card_id, drilled ? REVIEW_DRILL : REVIEW_RATE, &at,
		      grade);
}

/* Take the newest step back; what it was. */
static inline struct undo_step undo(struct temporary_store *t)
{
	struct stamp stamp = noon(TODAY);
	struct undo_step step;
	struct error err;

	must(undo_newest(t->store, 0, &t->arena, &step, &err));
	if (step.kind != UNDO_NOTHING)
		must(undo_apply(t->store, &step, &stamp, &err));
	return step;
}

/* The cache is what the log says. */
static inline void assert_cache_is_replay(struct temporary_store *t)
{
	int64_t differences;
	struct error err;

	must(schedule_compare(t->store, &differences, &err));
	assert_int_equal(differences, 0);
}

#endif
