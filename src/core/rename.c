#include "core/rename.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "core/similar.h"

/* What is compared of a leftover, as soon as it is compared. */
struct texts {
	bool is_ready;
	struct similar_text front, back;
};

/* Where it stands: so far behind the note before, among so many. */
struct place {
	int64_t before, after;
	size_t step, length;
};

struct side {
	const struct leftover *list;
	size_t count;
	struct texts *texts;
	struct place *places;
};

/* ---- places -------------------------------------------------------------- */

static bool goes_on(const struct side *side, size_t i)
{
	return i + 1 < side->count &&
	       side->list[i].after == NEIGHBOUR_LEFT_OVER &&
	       side->list[i + 1].before == NEIGHBOUR_LEFT_OVER;
}

static void find_places(struct side *side)
{
	for (size_t first = 0, end; first < side->count; first = end) {
		end = first + 1;
		while (goes_on(side, end - 1))
			end++;
		for (size_t i = first; i < end; i++)
			side->places[i] = (struct place){
				.before = side->list[first].before,
				.after = side->list[end - 1].after,
				.step = i - first,
				.length = end - first,
			};
	}
}

/* An unknown neighbour may be the same, but is no evidence; nor is it that one
 * alone is left of a whole file. */
static bool has_same_place(const struct place *a, const struct place *b)
{
	return a->before == b->before && a->after == b->after &&
	       a->step == b->step && a->length == b->length && a->before >= 0 &&
	       a->after >= 0 &&
	       (a->before > 0 || a->after > 0 || a->length > 1);
}

/* ---- how likely a pair is ------------------------------------------------ */

static const struct texts *texts_of(struct side *side, size_t i,
				    struct arena *arena)
{
	const struct leftover *one = &side->list[i];
	struct texts *texts = &side->texts[i];

	if (!texts->is_ready)
		*texts = (struct texts){
			.is_ready = true,
			.front = similar_prepare(one->front, arena),
			.back = similar_prepare(one->back, arena),
		};
	return texts;
}

/* What two of them have in common. */
struct likeness {
	bool same_front, same_back, like_front, like_back, same_place;
	bool same_key;
	bool moves;			/* to another deck */
	bool front_is_one, back_is_one; /* no other note that is left has it */
};

enum { CERTAIN = 100 };

/* Whether enough speaks for it.  Each deck has keys of its own: in another one
 * they prove little. */
static bool is_pair(const struct likeness *l)
{
	if (l->same_key && (!l->moves || l->like_front || l->like_back))
		return true;
	if (l->moves)
		return l->same_front && l->same_back;
	return (l->same_back &&
		(l->like_front || (l->same_place && l->back_is_one))) ||
	       (l->same_front &&
		(l->like_back || (l->same_place && l->front_is_one))) ||
	       (l->like_front && l->like_back && l->same_place);
}

/* How much speaks for a pair; 0 is not enough. */
static int weight(const struct likeness *l)
{
	if (!is_pair(l))
		return 0;
	return (l->same_key ? CERTAIN : 0) +
	       4 * (l->same_front + l->same_back) + 2 * l->same_place +
	       l->like_front + l->like_back;
}

/* ---- which pairs are worth a look ---------------------------------------- */

/* Notes are found by what a row may share with them. */
enum trait { TRAIT_FRONT, TRAIT_BACK, TRAIT_PLACE, TRAIT_KEY, TRAITS };

/* More notes than these with one trait: it tells nothing. */
enum { ALIKE_MOST = 64 };

struct entry {
	uint64_t hash;
	int note;
};

static uint64_t hash_bytes(uint64_t h, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	while (size-- > 0)
		h = (h ^ *at++) * 0x100000001B3u;
	return h;
}

static uint64_t hash_text(const char *text)
{
	struct arena arena = { 0 };
	const char *folded = unicode_fold(text, &arena);
	uint64_t h = hash_bytes(0xCBF29CE484222325u, folded, strlen(folded));

	arena_release(&arena);
	return h;
}

/* Without a key each has a trait of its own. */
static uint64_t trait_value(const struct side *side, size_t i, enum trait trait)
{
	const struct leftover *one = &side->list[i];

	switch (trait) {
	case TRAIT_FRONT:
		return hash_text(one->front);
	case TRAIT_BACK:
		return hash_text(one->back);
	case TRAIT_KEY:
		return one->key ? hash_text(one->key) : (uint64_t)i;
	default:
		return hash_bytes(1, &side->places[i], sizeof(struct place));
	}
}

static uint64_t trait_of(const struct side *side, size_t i, enum trait trait)
{
	return (trait_value(side, i, trait) + trait) * 0x9E3779B97F4A7C15u;
}

static int by_hash(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return a->hash == b->hash ? (a->note > b->note) - (a->note < b->note)
				  : (a->hash > b->hash) - (a->hash < b->hash);
}

static struct entry *index_notes(const struct side *notes)
{
	size_t count = notes->count * TRAITS;
	struct entry *entries = memory_alloc(
		memory_product(count + 1, sizeof(*entries)));

	for (size_t i = 0; i < notes->count; i++)
		for (int trait = 0; trait < TRAITS; trait++)
			entries[i * TRAITS + (size_t)trait] = (struct entry){
				trait_of(notes, i, (enum trait)trait),
				(int)i,
			};
	qsort(entries, count, sizeof(*entries), by_hash);
	return entries;
}

static size_t lower_bound(const struct entry *entries, size_t count,
			  uint64_t hash)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (entries[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- choosing ------------------------------------------------------------ */

/* The best partner seen so far. */
struct choice {
	int partner; /* RENAME_NONE: none, or two that are equally good */
	int weight;
};

static void consider(struct choice *choice, int partner, int weight)
{
	if (weight == choice->weight && choice->partner != partner)
		choice->partner = RENAME_NONE;
	if (weight > choice->weight) {
		choice->weight = weight;
		choice->partner = partner;
	}
}

static struct choice *no_choices(size_t count)
{
	struct choice *choices = memory_alloc(
		memory_product(count + 1, sizeof(*choices)));

	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ RENAME_NONE, 0 };
	return choices;
}

struct guess {
	struct arena arena;
	struct side rows, notes;
	struct entry *entries;
	size_t entry_count;
	struct choice *of_row, *of_note;
};

/* The notes with a trait of a row: entries from *first on; how many. */
static size_t notes_with(const struct guess *guess, uint64_t hash,
			 size_t *first)
{
	size_t end = lower_bound(guess->entries, guess->entry_count, hash);

	*first = end;
	while (end < guess->entry_count && guess->entries[end].hash == hash &&
	       end - *first <= ALIKE_MOST)
		end++;
	return end - *first;
}

/* Whether no other note has it. */
static bool is_one(const struct guess *guess, size_t row, enum trait trait)
{
	size_t first;

	return notes_with(guess, trait_of(&guess->rows, row, trait), &first) ==
	       1;
}

static int weigh(struct guess *guess, size_t row, size_t note)
{
	const struct leftover *a = &guess->rows.list[row];
	const struct leftover *b = &guess->notes.list[note];
	const struct texts *s, *t;
	struct likeness l;

	if (a->key && b->key && strcmp(a->key, b->key) != 0)
		return 0;
	s = texts_of(&guess->rows, row, &guess->arena);
	t = texts_of(&guess->notes, note, &guess->arena);
	l = (struct likeness){
		.same_front = similar_same(&s->front, &t->front),
		.same_back = similar_same(&s->back, &t->back),
		.same_place = has_same_place(&guess->rows.places[row],
					     &guess->notes.places[note]),
		.same_key = a->key && b->key,
		.moves = a->deck_id != b->deck_id,
	};
	l.front_is_one = l.same_place && is_one(guess, row, TRAIT_FRONT);
	l.back_is_one = l.same_place && is_one(guess, row, TRAIT_BACK);
	l.like_front = l.same_front || similar(&s->front, &t->front);
	l.like_back = l.same_back || similar(&s->back, &t->back);
	return weight(&l);
}

static void look_at_row(struct guess *guess, size_t row)
{
	for (int trait = 0; trait < TRAITS; trait++) {
		uint64_t hash = trait_of(&guess->rows, row, (enum trait)trait);
		size_t first, count = notes_with(guess, hash, &first);

		for (size_t i = 0; count <= ALIKE_MOST && i < count; i++) {
			int note = guess->entries[first + i].note;
			int w = weigh(guess, row, (size_t)note);

			consider(&guess->of_row[row], note, w);
			consider(&guess->of_note[note], (int)row, w);
		}
	}
}

static struct side side_of(const struct leftover *list, size_t count,
			   struct arena *arena)
{
	struct side side = {
		.list = list,
		.count = count,
		.texts = arena_array(arena, count + 1, sizeof(*side.texts)),
		.places = arena_array(arena, count + 1, sizeof(*side.places)),
	};

	memset(side.texts, 0, count * sizeof(*side.texts));
	find_places(&side);
	return side;
}

void rename_guess(const struct leftover *rows, size_t row_count,
		  const struct leftover *notes, size_t note_count,
		  int *note_of_row)
{
	struct guess guess = {
		.entry_count = note_count * TRAITS,
		.of_row = no_choices(row_count),
		.of_note = no_choices(note_count),
	};

	guess.rows = side_of(rows, row_count, &guess.arena);
	guess.notes = side_of(notes, note_count, &guess.arena);
	guess.entries = index_notes(&guess.notes);
	for (size_t i = 0; i < row_count; i++)
		look_at_row(&guess, i);
	for (size_t i = 0; i < row_count; i++) {
		int note = guess.of_row[i].partner;

		note_of_row[i] = note != RENAME_NONE &&
						 guess.of_note[note].partner ==
							 (int)i
					 ? note
					 : RENAME_NONE;
	}
	arena_release(&guess.arena);
	free(guess.entries);
	free(guess.of_row);
	free(guess.of_note);
}
