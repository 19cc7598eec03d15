#include "core/rename.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* ---- how likely a pair is ------------------------------------------------ */

/* Half of it stands at both ends, or few letters differ. */
static bool is_similar(const char *a, const char *b)
{
	size_t m = strlen(a), n = strlen(b);
	size_t shorter = m < n ? m : n, longer = m < n ? n : m;
	size_t start = 0, end = 0;

	while (start < shorter && a[start] == b[start])
		start++;
	while (end < shorter - start && a[m - 1 - end] == b[n - 1 - end])
		end++;
	return 2 * (start + end) >= longer ||
	       3 * (size_t)text_distance(a, b) <= longer;
}

/* Two unknown neighbours may be the same, but are no evidence. */
static bool has_same_neighbours(const struct leftover *a,
				const struct leftover *b)
{
	return a->before == b->before && a->after == b->after &&
	       (a->before > 0 || a->after > 0);
}

/* How much speaks for a pair; 0 is not enough. */
static int likeness(const struct leftover *row, const struct leftover *note)
{
	bool same_front, same_back, like_front, like_back, neighbours;

	if (row->deck_id != note->deck_id ||
	    (row->key && note->key && strcmp(row->key, note->key) != 0))
		return 0;
	same_front = strcmp(row->front, note->front) == 0;
	same_back = strcmp(row->back, note->back) == 0;
	like_front = same_front || is_similar(row->front, note->front);
	like_back = same_back || is_similar(row->back, note->back);
	neighbours = has_same_neighbours(row, note);
	if (like_front + like_back + neighbours < 2 ||
	    !(same_front || same_back || (like_front && like_back)))
		return 0;
	return 4 * (same_front + same_back) + 2 * neighbours + like_front +
	       like_back;
}

/* ---- which pairs are worth a look ---------------------------------------- */

/* Notes are found by what a row may share with them. */
enum trait { TRAIT_FRONT, TRAIT_BACK, TRAIT_BEFORE, TRAIT_AFTER, TRAITS };

/* More notes than these with one trait: it tells nothing. */
enum { ALIKE_MOST = 64 };

struct entry {
	uint64_t hash;
	int note;
};

static uint64_t hash_text(const char *text)
{
	uint64_t h = 0xCBF29CE484222325u;

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001B3u;
	return h;
}

static uint64_t trait_of(const struct leftover *one, enum trait trait)
{
	uint64_t value = trait == TRAIT_FRONT	? hash_text(one->front)
			 : trait == TRAIT_BACK	? hash_text(one->back)
			 : trait == TRAIT_AFTER ? (uint64_t)one->after
						: (uint64_t)one->before;

	return (value + trait) * 0x9E3779B97F4A7C15u;
}

static int by_hash(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return a->hash == b->hash ? (a->note > b->note) - (a->note < b->note)
				  : (a->hash > b->hash) - (a->hash < b->hash);
}

static struct entry *index_notes(const struct leftover *notes, size_t count)
{
	struct entry *entries = memory_alloc(
		memory_product(count * TRAITS + 1, sizeof(*entries)));

	for (size_t i = 0; i < count; i++)
		for (int trait = 0; trait < TRAITS; trait++)
			entries[i * TRAITS + (size_t)trait] = (struct entry){
				trait_of(&notes[i], (enum trait)trait),
				(int)i,
			};
	qsort(entries, count * TRAITS, sizeof(*entries), by_hash);
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
	int likeness;
};

static void consider(struct choice *choice, int partner, int likeness)
{
	if (likeness == choice->likeness && choice->partner != partner)
		choice->partner = RENAME_NONE;
	if (likeness > choice->likeness) {
		choice->likeness = likeness;
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
	const struct leftover *rows, *notes;
	struct entry *entries;
	size_t entry_count;
	struct choice *of_row, *of_note;
};

static void look_at_row(struct guess *guess, size_t row)
{
	const struct leftover *one = &guess->rows[row];

	for (int trait = 0; trait < TRAITS; trait++) {
		uint64_t hash = trait_of(one, (enum trait)trait);
		size_t first = lower_bound(guess->entries, guess->entry_count,
					   hash);
		size_t end = first;

		while (end < guess->entry_count &&
		       guess->entries[end].hash == hash)
			end++;
		for (; end - first <= ALIKE_MOST && first < end; first++) {
			int note = guess->entries[first].note;
			int score = likeness(one, &guess->notes[note]);

			consider(&guess->of_row[row], note, score);
			consider(&guess->of_note[note], (int)row, score);
		}
	}
}

void rename_guess(const struct leftover *rows, size_t row_count,
		  const struct leftover *notes, size_t note_count,
		  int *note_of_row)
{
	struct guess guess = {
		.rows = rows,
		.notes = notes,
		.entries = index_notes(notes, note_count),
		.entry_count = note_count * TRAITS,
		.of_row = no_choices(row_count),
		.of_note = no_choices(note_count),
	};

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
	free(guess.entries);
	free(guess.of_row);
	free(guess.of_note);
}
