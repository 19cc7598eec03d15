#ifndef STORE_GRAM_STORE_H
#define STORE_GRAM_STORE_H

#include "base/arena.h"
#include "core/gram.h"
#include "store/store.h"

/*
 * The index of the notes' own texts (front, back, fields) and decks, where
 * searches find the blocks of notes that may have something.
 *
 * It covers the notes through one of them but for those that changed since;
 * the others are looked at as they are.  So adding notes costs nothing, and a
 * change a row of one number; searches extend the index when they are done.
 */

/* Of what is beyond, where no collection grows, nothing is indexed: sets of
 * notes have a bit for each number up to the last. */
enum { GRAM_NOTES_MOST = (1 << 26) - 1 };

/* The text or deck of a note changed.  In its transaction. */
bool gram_touch(struct store *store, int64_t note_id, struct error *err);

/* What is there to be found at one moment, in an arena. */
struct gram_view {
	struct store *store;
	struct arena *arena;
	int64_t end;  /* the last note that is indexed */
	int64_t last; /* the last note, or GRAM_NOTES_MOST */
	/* Notes that are found wherever they might be, as the index does not
	 * know them: those that changed, and those behind the end when they
	 * are not too many. */
	struct gram_note {
		int64_t id, deck_id;
	} * loose;
	size_t loose_count;
	bool long_tail; /* they are too many, and found in every deck */
};

bool gram_view_open(struct store *store, struct arena *arena,
		    struct gram_view *view, struct error *err);

/* Notes of a view, by their ids: a bit each. */
struct note_set {
	uint64_t *words;
	size_t count; /* of words */
};

/* None of them, or all. */
struct note_set note_set_none(const struct gram_view *view);
struct note_set note_set_all(const struct gram_view *view);
void note_set_and(struct note_set *set, const struct note_set *other);
void note_set_or(struct note_set *set, const struct note_set *other);
void note_set_add(struct note_set *set, int64_t note_id);

/* Notes among which are all whose text contains a folded one that has no
 * newline; among which are all of a deck. */
bool gram_find_text(const struct gram_view *view, const char *folded,
		    struct note_set *set, struct error *err);
bool gram_find_deck(const struct gram_view *view, int64_t deck_id,
		    struct note_set *set, struct error *err);

/*
 * Extend the index when so much is missing that searches feel it, by up to
 * that many segments, a transaction each: *done when nothing is left to do.
 * Another process that writes is not waited for.
 */
bool gram_extend(struct store *store, int segments_most, bool *done,
		 struct error *err);

/* The number of indexed notes that lack something. */
bool gram_compare(struct store *store, int64_t *differences, struct error *err);

#endif
