#include "core/lint_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/script.h"
#include "base/text.h"

/* What was seen, and where first; place 0 is an empty slot. */
struct entry {
	uint64_t hash;
	int64_t place;
};

struct lint_deck {
	enum lint_places places;
	struct entry *slots;
	size_t size; /* a power of two */
	size_t used;
};

enum { FIRST_SIZE = 1024 };

/* The kinds of thing that are looked up; they share the table. */
enum sight {
	SIGHT_KEY = 1,
	SIGHT_ROW,
	SIGHT_FRONT,
	SIGHT_LOOSE_ROW,
	SIGHT_LOOSE_FRONT,
	SIGHT_BACK,
	SIGHT_REVERSED_BACK, /* of a note that is asked by it */
	SIGHT_TOLD_BACK,
};

static struct entry *new_slots(size_t size)
{
	size_t bytes = memory_product(size, sizeof(struct entry));

	return memset(memory_alloc(bytes), 0, bytes);
}

struct lint_deck *lint_deck_new(enum lint_places places)
{
	struct lint_deck *deck = memory_alloc(sizeof(*deck));

	*deck = (struct lint_deck){ .places = places,
				    .slots = new_slots(FIRST_SIZE),
				    .size = FIRST_SIZE };
	return deck;
}

void lint_deck_free(struct lint_deck *deck)
{
	if (!deck)
		return;
	free(deck->slots);
	free(deck);
}

/* FNV-1a, 64 bits; each string with the NUL that ends it. */
static uint64_t add_hash(uint64_t h, const char *string)
{
	do
		h = (h ^ (unsigned char)*string) * 0x100000001B3u;
	while (*string++);
	return h;
}

static uint64_t hash(enum sight sight, const char *deck, const char *a,
		     const char *b)
{
	uint64_t h = 0xCBF29CE484222325u + sight;

	h = add_hash(add_hash(h, deck ? deck : ""), a);
	if (b)
		h = add_hash(h, b);
	return h ^ h >> 29;
}

static struct entry *find(struct entry *slots, size_t size, uint64_t h)
{
	size_t slot = (size_t)h & (size - 1);

	while (slots[slot].place && slots[slot].hash != h)
		slot = (slot + 1) & (size - 1);
	return &slots[slot];
}

static void grow(struct lint_deck *deck)
{
	size_t size = 2 * deck->size;
	struct entry *slots = new_slots(size);

	for (size_t i = 0; i < deck->size; i++)
		if (deck->slots[i].place)
			*find(slots, size,
			      deck->slots[i].hash) = deck->slots[i];
	free(deck->slots);
	deck->slots = slots;
	deck->size = size;
}

/* Where it was seen first, or 0 when it is first seen here. */
static int64_t see(struct lint_deck *deck, uint64_t h, int64_t place)
{
	struct entry *entry = find(deck->slots, deck->size, h);

	if (entry->place)
		return entry->place;
	*entry = (struct entry){ .hash = h, .place = place };
	if (++deck->used * 4 > deck->size * 3)
		grow(deck);
	return 0;
}

static int64_t seen(const struct lint_deck *deck, uint64_t h)
{
	return find(deck->slots, deck->size, h)->place;
}

/* ---- the rules ----------------------------------------------------------- */

static const char *where(const struct lint_deck *deck, int64_t place,
			 struct findings *out)
{
	return arena_printf(out->arena,
			    deck->places == LINT_LINES ? _("line %lld")
						       : _("card %lld"),
			    (long long)place);
}

/* A row whose key stands in an earlier, different one does not arrive. */
static bool is_rejected(struct lint_deck *deck, const struct note *note,
			int64_t place, bool is_equal, struct findings *out)
{
	int64_t first;

	if (!note->key || deck->places != LINT_LINES)
		return false;
	first = see(deck, hash(SIGHT_KEY, note->deck, note->key, NULL), place);
	if (!first || is_equal)
		return false;
	lint_rejected(arena_printf(out->arena,
				   _("its id stands on line %ld already"),
				   (long)first),
		      out);
	return true;
}

static void check_near(struct lint_deck *deck, const struct note *note,
		       int64_t place, bool is_known, struct findings *out)
{
	const char *front = text_fold_loosely(note->front, out->arena);
	const char *back = text_fold_loosely(note->back, out->arena);
	int64_t row = see(deck, hash(SIGHT_LOOSE_ROW, note->deck, front, back),
			  place);
	int64_t first = see(
		deck, hash(SIGHT_LOOSE_FRONT, note->deck, front, NULL), place);

	if (is_known)
		return;
	if (row)
		lint_say(out, LINT_NEAR_FRONT, "front", NULL,
			 _("the same as %s but for case, width, accents or "
			   "blanks, and so is the back"),
			 where(deck, row, out));
	else if (first)
		lint_say_at(out, LINT_NEAR_FRONT, LINT_NOTE, "front", NULL,
			    _("the same as %s but for case, width, accents or "
			      "blanks"),
			    where(deck, first, out));
}

static bool has_letter(const char *string)
{
	uint32_t c;

	while ((string = character_next(string, &c)) != NULL)
		if (character_is_letter(c))
			return true;
	return false;
}

/* Whether a back that came before matters: 0 no, 1 perhaps, 2 yes.  Nobody
 * asks from the back when all say forward, or from a number; and where many
 * fronts share one back, as nouns share a gender, once is enough. */
static int back_matters(struct lint_deck *deck, const struct note *note,
			int64_t place)
{
	uint64_t reversed = hash(SIGHT_REVERSED_BACK, note->deck, note->back,
				 NULL);

	if (note->directions & DIRECTIONS_REVERSE) {
		see(deck, reversed, place);
		return 2;
	}
	if (seen(deck, reversed))
		return 2;
	return note->directions == DIRECTIONS_UNSAID && has_letter(note->back);
}

static void check_back(struct lint_deck *deck, const struct note *note,
		       int64_t place, bool is_known, struct findings *out)
{
	int64_t first = see(
		deck, hash(SIGHT_BACK, note->deck, note->back, NULL), place);
	int matters = back_matters(deck, note, place);

	if (is_known || !first || !matters)
		return;
	if (matters == 1 &&
	    see(deck, hash(SIGHT_TOLD_BACK, note->deck, note->back, NULL),
		place))
		return;
	lint_say_at(out, LINT_EQUAL_BACK,
		    matters == 2 ? LINT_WARNING : LINT_NOTE, "back", NULL,
		    _("the same as %s; asked from it, either front is right"),
		    where(deck, first, out));
}

void lint_deck_add(struct lint_deck *deck, const struct note *note,
		   int64_t place, struct findings *out)
{
	int64_t row = see(deck,
			  hash(SIGHT_ROW, note->deck, note->front, note->back),
			  place);
	int64_t front = see(
		deck, hash(SIGHT_FRONT, note->deck, note->front, NULL), place);
	bool is_known = is_rejected(deck, note, place, row != 0, out);

	if (!is_known && row)
		lint_say(out, LINT_EQUAL_ROW, NULL, NULL,
			 _("the same front and back as %s"),
			 where(deck, row, out));
	else if (!is_known && front)
		lint_say(out, LINT_EQUAL_FRONT, "front", NULL,
			 _("the same as %s, with another back"),
			 where(deck, front, out));
	is_known = is_known || row;
	if (lint_wants(out, LINT_NEAR_FRONT))
		check_near(deck, note, place, is_known || front, out);
	if (lint_wants(out, LINT_EQUAL_BACK))
		check_back(deck, note, place, is_known, out);
}
