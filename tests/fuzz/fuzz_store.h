#ifndef TESTS_FUZZ_FUZZ_STORE_H
#define TESTS_FUZZ_FUZZ_STORE_H

/* A database for the targets that need one: a few notes of every kind in two
 * decks, some of them answered, suspended, flagged, tagged; in a folder of its
 * own that goes away at the end. */

#include "fuzz.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/random.h"
#include "core/card.h"
#include "core/review.h"
#include "store/card_store.h"
#include "store/deck_store.h"
#include "store/note_store.h"
#include "store/review_store.h"
#include "store/store.h"

enum { FUZZ_TODAY = 20514 }; /* 2026-03-02 */

static char fuzz_folder[] = "/dev/shm/ebb-fuzz-XXXXXX";
static char fuzz_path[64];
static struct random fuzz_random;

/* SQLite asks for memory all the time: keep less than usual of what it gave
 * back, and of where. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
	return "malloc_context_size=3:quarantine_size_mb=16";
}

/* A call that has to succeed. */
#define must(call)                                \
	do {                                      \
		struct error err = { 0 };         \
		require(call, "%s", err.message); \
	} while (0)

static inline int fuzz_remove_one(const char *path, const struct stat *status,
				  int kind, struct FTW *walk)
{
	(void)status;
	(void)kind;
	(void)walk;
	return remove(path);
}

static inline void fuzz_remove_folder(void)
{
	nftw(fuzz_folder, fuzz_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline void fuzz_make_folder(void)
{
	require(mkdtemp(fuzz_folder), "mkdtemp");
	snprintf(fuzz_path, sizeof(fuzz_path), "%s/ebb.db", fuzz_folder);
	atexit(fuzz_remove_folder);
}

/* NULL with *err set when it cannot be opened. */
static inline struct store *fuzz_open(struct error *err)
{
	const struct store_options options = {
		.path = fuzz_path,
		.device = "fuzz",
		.random = &fuzz_random,
	};

	random_seed(&fuzz_random, 1);
	return store_open(&options, err);
}

/* Noon of a study day, in Greenwich. */
static inline struct stamp fuzz_noon(int32_t study_day)
{
	return (struct stamp){
		.at_ms = (int64_t)study_day * 86400000 + 43200000,
		.study_day = study_day,
	};
}

static inline void fuzz_answer(struct store *store, int64_t card_id,
			       int32_t day, int grade)
{
	struct review review = {
		.card_id = card_id,
		.answered_at_ms = fuzz_noon(day).at_ms,
		.study_day = day,
		.kind = REVIEW_RATE,
		.grade = grade,
		.suggested_grade = grade,
		.typed = "what was typed",
		.recall_ms = 2000,
		.check_ms = 500,
	};
	struct schedule after;
	struct arena arena = { 0 };
	struct card card;

	must(card_load(store, card_id, &arena, &card, &err));
	must(review_append(store, &review, NULL, &card.schedule, &after, &err));
	arena_release(&arena);
}

static inline void fuzz_add_notes(struct batch *batch)
{
	static const char *tags[] = { "animal", "noun" };
	static struct field field = { "example", "The dog barks." };
	static const struct note notes[] = {
		{ .front = "dog",
		  .back = "Hund",
		  .fields = &field,
		  .field_count = 1,
		  .tags = tags,
		  .tag_count = 2,
		  .directions = DIRECTIONS_BOTH },
		{ .front = "cat",
		  .back = "Katze / Kater",
		  .tags = tags,
		  .tag_count = 1 },
		{ .front = "\xE5\xB5\x8C\xE5\x85\xA5", .back = "embedding" },
		{ .front = "The {{c1::cat::animal}} sat on the {{c2::mat}}.",
		  .back = "It did." },
		{ .front = "\033[31mred\033[0m",
		  .back = "\xE2\x80\xAE"
			  "der" },
		{ .front = "a \"quoted\"\nfront", .back = "(a) long\nback" },
	};

	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++) {
		int64_t deck_id, note_id;

		must(deck_require(batch, i < 3 ? "words" : "words::more",
				  &deck_id, &err));
		must(note_create(batch, deck_id, &notes[i], &note_id, &err));
	}
}

/* Fill an empty database. */
static inline void fuzz_fill(struct store *store)
{
	struct batch batch = {
		.store = store,
		.kind = "add",
		.label = "words",
		.stamp = fuzz_noon(FUZZ_TODAY - 9),
	};

	must(store_begin(store, &err));
	fuzz_add_notes(&batch);
	must(card_suspend(&batch, 3 * CARDS_PER_NOTE, true, &err));
	must(card_flag(&batch, CARDS_PER_NOTE, true, &err));
	must(store_commit(store, &err));
	fuzz_answer(store, CARDS_PER_NOTE, FUZZ_TODAY - 8, GRADE_GOOD);
	fuzz_answer(store, CARDS_PER_NOTE, FUZZ_TODAY - 7, GRADE_EASY);
	fuzz_answer(store, 2 * CARDS_PER_NOTE, FUZZ_TODAY - 6, GRADE_WRONG);
	fuzz_answer(store, 4 * CARDS_PER_NOTE + 2, FUZZ_TODAY - 1, GRADE_HARD);
}

#endif
