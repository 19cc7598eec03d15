#include "store/search_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/card.h"
#include "store/deck_store.h"
#include "store/search_plan.h"
#include "store/setting_store.h"

/* Of so many notes, cards are found deck by deck as they are asked for; fewer
 * are looked at in a few milliseconds, and their cards put in order. */
enum { NOTES_TO_SORT = 8192 };

struct found {
	int64_t card_id, deck_id;
	size_t rank; /* of the deck */
};

struct search_walk {
	struct gram_view view;
	struct search_plan plan;
	struct statement q;
	bool runs; /* it gives cards of some of these notes: */
	struct note_set notes;
	int64_t deck_id; /* DECK_ALL: of any deck */
	int64_t note;	 /* the next */
	bool beyond;	 /* what is beyond the view was looked at */

	int64_t *decks;
	size_t deck_count, deck; /* the next */
	bool is_sorted;
	struct found *sorted;
	size_t sorted_count, next;
};

/* ---- the notes to look at ---- */

static int64_t note_count(const struct search_walk *walk)
{
	return (int64_t)walk->notes.count * 64;
}

/* From a note on, the first that is in the set, or is not. */
static int64_t pass_notes(const struct search_walk *walk, int64_t note,
			  bool are_in)
{
	const uint64_t *words = walk->notes.words;
	uint64_t passed = are_in ? UINT64_MAX : 0;

	while (note < note_count(walk)) {
		uint64_t word = (words[note / 64] ^ passed) >> note % 64;

		if (word)
			return note + __builtin_ctzll(word);
		note = note / 64 * 64 + 64;
	}
	return note_count(walk);
}

/* The first and the last of the notes to look at next; false: no more. */
static bool next_notes(struct search_walk *walk, int64_t *first, int64_t *last)
{
	*first = pass_notes(walk, walk->note, false);
	if (*first < note_count(walk)) {
		walk->note = pass_notes(walk, *first, true);
		*last = walk->note - 1;
		return true;
	}
	if (walk->beyond || walk->view.last < GRAM_NOTES_MOST)
		return false;
	walk->beyond = true;
	*last = INT64_MAX / CARDS_PER_NOTE - 1;
	return true;
}

static void start_over(struct search_walk *walk, int64_t deck_id)
{
	walk->deck_id = deck_id;
	walk->note = 0;
	walk->beyond = false;
}

/* In the order of the ids; card_id is 0 when there is no other. */
static bool next_by_id(struct search_walk *walk, struct found *found,
		       struct error *err)
{
	*found = (struct found){ 0 };
	for (;;) {
		int64_t first, last;

		if (walk->runs && statement_next(&walk->q)) {
			found->card_id = statement_int(&walk->q, 0);
			found->deck_id = statement_int(&walk->q, 1);
			return true;
		}
		if (!statement_rewind(&walk->q, err))
			return false;
		walk->runs = next_notes(walk, &first, &last);
		if (!walk->runs)
			return true;
		statement_bind_int(&walk->q, 1, walk->deck_id);
		statement_bind_int(&walk->q, 2, first);
		statement_bind_int(&walk->q, 3, last);
	}
}

static bool prepare(struct search_walk *walk, struct store *store,
		    const struct search *search, int64_t deck_id,
		    int32_t study_day, struct arena *arena, struct error *err)
{
	struct search_day day = { .study_day = study_day };
	struct settings settings;

	if (!setting_load(store, EVERY_DECK, &settings, err))
		return false;
	day.leech_threshold = settings.leech_threshold;
	if (!gram_view_open(store, arena, &walk->view, err) ||
	    !search_plan_make(&walk->view, search, &day, &walk->plan, err))
		return false;
	walk->q = search_plan_open(store, &walk->plan);
	walk->notes = walk->plan.notes;
	start_over(walk, deck_id);
	return true;
}

bool search_run(struct store *store, const struct search *search,
		int64_t deck_id, int32_t study_day, struct arena *arena,
		struct card_list *list, struct error *err)
{
	struct search_walk walk = { 0 };
	size_t capacity = 0;
	struct found found;
	bool ok = prepare(&walk, store, search, deck_id, study_day, arena, err);

	*list = (struct card_list){ 0 };
	while (ok && (ok = next_by_id(&walk, &found, err)) && found.card_id)
		card_list_add(list, &capacity, found.card_id, arena);
	search_close(&walk);
	return ok;
}

/* ---- by decks ---- */

static bool load_decks(struct search_walk *walk, int64_t deck_id,
		       struct error *err)
{
	struct statement q = statement_open(
		walk->view.store,
		"SELECT id, count(*) OVER () FROM deck WHERE deleted_at_ms"
		" IS NULL AND ?1 IN (0, id) ORDER BY name");

	statement_bind_int(&q, 1, deck_id);
	while (statement_next(&q)) {
		if (!walk->decks)
			walk->decks = arena_array(walk->view.arena,
						  (size_t)statement_int(&q, 1),
						  sizeof(*walk->decks));
		walk->decks[walk->deck_count++] = statement_int(&q, 0);
	}
	return statement_close(&q, err);
}

static bool next_deck(struct search_walk *walk, struct error *err)
{
	int64_t deck_id = walk->decks[walk->deck++];

	start_over(walk, deck_id);
	if (!gram_find_deck(&walk->view, deck_id, &walk->notes, err))
		return false;
	note_set_and(&walk->notes, &walk->plan.notes);
	return true;
}

static size_t deck_rank(const struct search_walk *walk, int64_t deck_id)
{
	size_t rank = 0;

	while (rank < walk->deck_count && walk->decks[rank] != deck_id)
		rank++;
	return rank;
}

static int compare_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->card_id > y->card_id) - (x->card_id < y->card_id);
}

/* All cards, put in their order. */
static bool sort_all(struct search_walk *walk, struct error *err)
{
	size_t capacity = 0, rank = 0;
	struct found found;
	bool ok;

	walk->is_sorted = true;
	while ((ok = next_by_id(walk, &found, err)) && found.card_id) {
		if (rank >= walk->deck_count ||
		    walk->decks[rank] != found.deck_id)
			rank = deck_rank(walk, found.deck_id);
		found.rank = rank;
		if (walk->sorted_count == capacity) {
			capacity = capacity ? 2 * capacity : 64;
			walk->sorted = memory_resize(
				walk->sorted,
				memory_product(capacity, sizeof(found)));
		}
		walk->sorted[walk->sorted_count++] = found;
	}
	if (ok && walk->sorted_count)
		qsort(walk->sorted, walk->sorted_count, sizeof(found),
		      compare_found);
	return ok;
}

/* Of a long tail nothing tells what is of which deck. */
static bool is_to_sort(const struct search_walk *walk)
{
	size_t notes = 0;

	if (walk->deck_count <= 1)
		return false;
	for (size_t i = 0; i < walk->notes.count; i++)
		notes += (size_t)__builtin_popcountll(walk->notes.words[i]);
	return walk->view.long_tail || notes < NOTES_TO_SORT;
}

bool search_open(struct store *store, const struct search *search,
		 int64_t deck_id, int32_t study_day, struct arena *arena,
		 struct search_walk **made, struct error *err)
{
	struct search_walk *walk = arena_alloc(arena, sizeof(*walk));

	*made = walk;
	return prepare(walk, store, search, deck_id, study_day, arena, err) &&
	       load_decks(walk, deck_id, err) &&
	       (is_to_sort(walk) ? sort_all(walk, err)
				 : !walk->deck_count || next_deck(walk, err));
}

bool search_next(struct search_walk *walk, int64_t *card_id, struct error *err)
{
	struct found found = { 0 };

	if (walk->is_sorted) {
		*card_id = walk->next < walk->sorted_count
				   ? walk->sorted[walk->next++].card_id
				   : 0;
		return true;
	}
	while (walk->deck_count) {
		if (!next_by_id(walk, &found, err))
			return false;
		if (found.card_id || walk->deck == walk->deck_count)
			break;
		if (!next_deck(walk, err))
			return false;
	}
	*card_id = found.card_id;
	return true;
}

void search_close(struct search_walk *walk)
{
	struct error ignored = { 0 };

	if (!walk)
		return;
	if (walk->q.prepared)
		statement_close(&walk->q, &ignored);
	free(walk->sorted);
}

bool search_prepare(struct store *store, int segments_most, struct error *err)
{
	bool done;

	return gram_extend(store, segments_most, &done, err);
}

bool search_tags(struct store *store, struct arena *arena, const char ***tags,
		 size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) OVER (), name FROM tag"
		       " WHERE EXISTS (SELECT 1 FROM note_tag"
		       "  JOIN note ON note.id = note_id"
		       "  WHERE tag_id = tag.id AND deleted_at_ms IS NULL)"
		       " ORDER BY name");

	*tags = NULL;
	*count = 0;
	while (statement_next(&q)) {
		if (!*tags)
			*tags = arena_array(arena, (size_t)statement_int(&q, 0),
					    sizeof(**tags));
		(*tags)[(*count)++] = statement_required(&q, 1, arena);
	}
	return statement_close(&q, err);
}
