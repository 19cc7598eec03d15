#include "store/import_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/deck_store.h"
#include "store/note_store.h"
#include "store/statement.h"

struct importer {
	struct batch *batch;
	const char *deck;
	char *last_deck; /* the deck of the row before, and its id */
	int64_t last_deck_id;
	uint32_t *line_of_note; /* by note id; 0: no row was that note yet */
	size_t capacity;
};

struct importer *importer_new(struct batch *batch, const char *deck)
{
	struct importer *importer = memory_alloc(sizeof(*importer));

	*importer = (struct importer){ .batch = batch, .deck = deck };
	return importer;
}

void importer_free(struct importer *importer)
{
	if (!importer)
		return;
	free(importer->last_deck);
	free(importer->line_of_note);
	free(importer);
}

static long line_of(const struct importer *importer, int64_t note_id)
{
	if ((size_t)note_id >= importer->capacity)
		return 0;
	return (long)importer->line_of_note[note_id];
}

static void set_line(struct importer *importer, int64_t note_id, long line)
{
	size_t id = (size_t)note_id, old = importer->capacity;

	if (id >= old) {
		size_t wider = id + id / 2 + 1024;

		importer->line_of_note = memory_resize(
			importer->line_of_note,
			memory_product(wider, sizeof(uint32_t)));
		memset(importer->line_of_note + old, 0,
		       (wider - old) * sizeof(uint32_t));
		importer->capacity = wider;
	}
	importer->line_of_note[id] = (uint32_t)line;
}

static bool find_deck(struct importer *importer, const char *name,
		      int64_t *deck_id, struct error *err)
{
	if (!text_equal(importer->last_deck, name)) {
		if (!deck_require(importer->batch, name,
				  &importer->last_deck_id, err))
			return false;
		free(importer->last_deck);
		importer->last_deck = strcpy(memory_alloc(strlen(name) + 1),
					     name);
	}
	*deck_id = importer->last_deck_id;
	return true;
}

/* What a row is compared by. */
struct row {
	const struct note *note;
	const char *fields;
	const char *tags;
};

/* A note that the row may be. */
struct candidate {
	int64_t id;
	bool same_back;
	bool equal;   /* in everything */
	bool removed; /* a tombstone */
	bool has_key, same_key;
};

#define CANDIDATE_COLUMNS                                                \
	" note.id, back, fields, key, deleted_at_ms IS NOT NULL, front," \
	" (SELECT json_group_array(name) FROM (SELECT name FROM tag"     \
	"  JOIN note_tag ON tag_id = tag.id WHERE note_id = note.id"     \
	"  ORDER BY name)), (SELECT sum(1 << (card.id & 255)) FROM card" \
	"  WHERE card.id BETWEEN note.id * 256 AND note.id * 256 + 255"  \
	"  AND card.deleted_at_ms IS NULL) "

static struct candidate candidate_from_row(struct statement *q,
					   const struct row *row)
{
	const struct note *note = row->note;
	struct candidate c = {
		.id = statement_int(q, 0),
		.same_back = text_equal(statement_borrow(q, 1), note->back),
		.has_key = !statement_is_null(q, 3),
		.same_key = !note->key ||
			    text_equal(statement_borrow(q, 3), note->key),
		.removed = statement_int(q, 4),
	};

	c.equal = c.same_back && c.same_key && !c.removed &&
		  text_equal(statement_borrow(q, 2), row->fields) &&
		  text_equal(statement_borrow(q, 5), note->front) &&
		  (note->tags_unsaid ||
		   text_equal(statement_borrow(q, 6), row->tags)) &&
		  (!note->directions ||
		   note->directions == statement_int(q, 7));
	return c;
}

static bool find_by_key(struct importer *importer, int64_t deck_id,
			const struct row *row, struct candidate *found,
			struct error *err)
{
	struct statement q = statement_open(
		importer->batch->store,
		"SELECT" CANDIDATE_COLUMNS "FROM note WHERE deck_id = ?1"
		" AND key = ?2 ORDER BY deleted_at_ms IS NOT NULL, id LIMIT 1");

	statement_bind_int(&q, 1, deck_id);
	statement_bind_text(&q, 2, row->note->key);
	if (statement_next(&q))
		*found = candidate_from_row(&q, row);
	return statement_close(&q, err);
}

/* How well a candidate fits: more is better, 0 is not at all. */
static int fitness(const struct candidate *c, const struct row *row, bool taken,
		   bool front_repeats)
{
	if (c->equal)
		return taken ? 5 : 6;
	if (taken || (row->note->key && c->has_key && !c->same_key))
		return 0;
	if (c->same_back)
		return c->removed ? 3 : 4;
	if (front_repeats)
		return 0;
	return c->removed ? 1 : 2;
}

/* The best note with the row's front; none when two fit equally by their
 * front alone. */
static bool find_by_front(struct importer *importer, int64_t deck_id,
			  const struct row *row, bool front_repeats,
			  struct candidate *found, struct error *err)
{
	struct statement q = statement_open(importer->batch->store,
					    "SELECT" CANDIDATE_COLUMNS
					    "FROM note WHERE deck_id = ?1"
					    " AND front = ?2 ORDER BY id");
	int best = 0, rivals = 0;

	statement_bind_int(&q, 1, deck_id);
	statement_bind_text(&q, 2, row->note->front);
	while (statement_next(&q)) {
		struct candidate c = candidate_from_row(&q, row);
		int fit = fitness(&c, row, line_of(importer, c.id) != 0,
				  front_repeats);

		if (fit > best) {
			best = fit;
			rivals = 0;
			*found = c;
		} else if (fit == best) {
			rivals++;
		}
	}
	if (best <= 2 && rivals > 0)
		*found = (struct candidate){ 0 };
	return statement_close(&q, err);
}

static bool find_note(struct importer *importer, int64_t deck_id,
		      const struct row *row, bool front_repeats,
		      struct candidate *found, struct error *err)
{
	*found = (struct candidate){ 0 };
	if (row->note->key && !find_by_key(importer, deck_id, row, found, err))
		return false;
	return found->id ||
	       find_by_front(importer, deck_id, row, front_repeats, found, err);
}

static bool take(struct importer *importer, int64_t deck_id,
		 const struct note *note, const struct candidate *found,
		 enum import_outcome *outcome, int64_t *note_id,
		 struct error *err)
{
	*note_id = found->id;
	if (found->equal) {
		*outcome = IMPORT_SAME;
		return true;
	}
	if (found->id) {
		*outcome = found->removed ? IMPORT_ADDED : IMPORT_CHANGED;
		return note_update(importer->batch, found->id, note, err);
	}
	*outcome = IMPORT_ADDED;
	return note_create(importer->batch, deck_id, note, note_id, err);
}

static bool take_row(struct importer *importer, const struct row *row,
		     long line, bool front_repeats,
		     enum import_outcome *outcome, long *earlier_line,
		     struct error *err)
{
	const struct note *note = row->note;
	struct candidate found;
	int64_t deck_id, note_id;

	if (!find_deck(importer, note->deck ? note->deck : importer->deck,
		       &deck_id, err) ||
	    !find_note(importer, deck_id, row, front_repeats, &found, err))
		return false;
	*earlier_line = found.id ? line_of(importer, found.id) : 0;
	if (*earlier_line) {
		*outcome = found.equal ? IMPORT_DUPLICATE : IMPORT_REJECTED;
		return true;
	}
	if (!take(importer, deck_id, note, &found, outcome, &note_id, err))
		return false;
	set_line(importer, note_id, line);
	return true;
}

bool importer_take(struct importer *importer, const struct note *note,
		   long line, bool front_repeats, enum import_outcome *outcome,
		   long *earlier_line, struct error *err)
{
	struct arena arena = { 0 };
	struct row row = {
		.note = note,
		.fields = note_fields_json(note, &arena),
		.tags = note_tags_json(note, &arena),
	};
	bool ok = take_row(importer, &row, line, front_repeats, outcome,
			   earlier_line, err);

	arena_release(&arena);
	return ok;
}
