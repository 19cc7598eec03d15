#include "store/import_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/cloze.h"
#include "store/note_store.h"
#include "store/statement.h"

/* More rows than these without a note are new ones, not corrected ones. */
enum { LEFT_MOST = 20000 };

/* ---- a row and the notes it may be --------------------------------------- */

/* What a row is compared by. */
struct row {
	const struct note *note;
	const char *deck;
	long line;
	bool front_repeats;
	struct arena *arena;
	const char *fields, *tags; /* JSON; NULL as long as nobody asked */
};

static const char *row_fields(struct row *row)
{
	if (!row->fields)
		row->fields = note_fields_json(row->note, row->arena);
	return row->fields;
}

static const char *row_tags(struct row *row)
{
	if (!row->tags)
		row->tags = note_tags_json(row->note, row->arena);
	return row->tags;
}

/* A note that the row may be. */
struct candidate {
	int64_t id;
	bool same_back;	  /* in the file */
	bool edited;	  /* its front here is the row's, in the file not */
	bool equal;	  /* in everything, in the file and here */
	bool removed;	  /* a tombstone */
	bool stays_gone;  /* one that the learner made; its deck is there */
	bool key_differs; /* both have one */
	bool key_has_row; /* it has one, which is another row's */
	bool has_moved;
};

#define CANDIDATE_COLUMNS                                                     \
	" note.id, coalesce(json_extract(imported, '$.back'), back), fields," \
	" key, deleted_at_ms IS NOT NULL, front, place, source_id,"           \
	" imported IS NULL, coalesce(imported_front, front),"                 \
	" deleted_at_ms IS NOT NULL AND place IS NOT NULL AND EXISTS (SELECT" \
	"  1 FROM deck WHERE id = deck_id AND deck.deleted_at_ms IS NULL) "

/* ---- whether a note is wholly what a row says ---------------------------- */

/* Both are sorted. */
static bool has_same_tags(struct store *store, int64_t note_id,
			  const struct note *note, bool *same,
			  struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT name FROM note_tag JOIN tag ON tag.id = tag_id"
		       " WHERE note_id = ?1 ORDER BY name");
	size_t count = 0;

	*same = true;
	statement_bind_int(&q, 1, note_id);
	for (; *same && statement_next(&q); count++)
		*same = count < note->tag_count &&
			text_equal(note->tags[count], statement_borrow(&q, 0));
	*same = *same && count == note->tag_count;
	return statement_close(&q, err);
}

static bool has_same_cards(struct store *store, int64_t note_id,
			   const struct note *note, bool *same,
			   struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT sum(1 << (id & 255)) FROM card WHERE id"
		       " BETWEEN ?1 * 256 AND ?1 * 256 + 1"
		       " AND deleted_at_ms IS NULL");
	int64_t directions;

	statement_bind_int(&q, 1, note_id);
	if (!statement_single(&q, 0, &directions, err))
		return false;
	*same = directions == note->directions;
	return true;
}

/* Its text was found to be the same. */
static bool is_all_the_same(struct store *store, int64_t note_id,
			    const struct note *note, bool *same,
			    struct error *err)
{
	*same = true;
	if (!note->tags_unsaid &&
	    !has_same_tags(store, note_id, note, same, err))
		return false;
	return !*same || !note->directions || cloze_has(note->front) ||
	       has_same_cards(store, note_id, note, same, err);
}

/* ---- the notes that a row may be ----------------------------------------- */

static bool key_has_row(const struct importer *importer, struct row *row,
			const char *key)
{
	return key && !text_equal(key, row->note->key) &&
	       text_map_get(importer->options.census->keys, row->deck, key);
}

static bool read_candidate(const struct importer *importer, struct statement *q,
			   struct row *row, struct candidate *out,
			   struct error *err)
{
	const struct note *note = row->note;
	const char *key = statement_borrow(q, 3);
	struct candidate c = {
		.id = import_note_id(q, 0),
		.same_back = text_equal(statement_borrow(q, 1), note->back),
		.key_differs = key && note->key && !text_equal(key, note->key),
		.key_has_row = key_has_row(importer, row, key),
		.removed = statement_int(q, 4),
		.has_moved = statement_int(q, 6) != row->line ||
			     statement_int(q, 7) != importer->options.source_id,
	};

	c.edited = !text_equal(statement_borrow(q, 9), note->front);
	c.stays_gone = statement_int(q, 10);
	c.equal = c.same_back && !c.removed && statement_int(q, 8) &&
		  (!note->key || text_equal(key, note->key)) &&
		  text_equal(statement_borrow(q, 2), row_fields(row)) &&
		  text_equal(statement_borrow(q, 5), note->front);
	*out = c;
	return !c.equal || is_all_the_same(importer->options.batch->store, c.id,
					   note, &out->equal, err);
}

static bool find_by_key(struct importer *importer, struct row *row,
			struct candidate *found, struct error *err)
{
	struct statement q = statement_open(
		importer->options.batch->store,
		"SELECT" CANDIDATE_COLUMNS "FROM note WHERE deck_id = ?1"
		" AND key = ?2 ORDER BY deleted_at_ms IS NOT NULL, id LIMIT 1");
	bool ok = true;

	statement_bind_int(&q, 1, importer->deck_id);
	statement_bind_text(&q, 2, row->note->key);
	if (statement_next(&q))
		ok = read_candidate(importer, &q, row, found, err);
	return statement_finish(&q, ok, err);
}

/* How well a candidate fits: more is better, 0 is not at all. */
static int fitness(const struct importer *importer, const struct candidate *c)
{
	if (import_row_of(importer, c->id) || c->key_differs || c->key_has_row)
		return 0;
	if (c->equal)
		return 6;
	if (c->same_back && !c->edited)
		return c->removed ? 4 : 5;
	return c->removed ? 1 : c->edited ? 2 : 3;
}

/* Most decks have no note whose front was changed here: then there is no
 * second place to look. */
static bool look_for_edited(struct importer *importer, struct error *err)
{
	struct statement q;
	int64_t found;

	if (importer->edited_deck_id == importer->deck_id)
		return true;
	q = statement_open(importer->options.batch->store,
			   "SELECT EXISTS (SELECT 1 FROM note WHERE deck_id ="
			   " ?1 AND imported_front IS NOT NULL)");
	statement_bind_int(&q, 1, importer->deck_id);
	if (!statement_single(&q, 0, &found, err))
		return false;
	importer->has_edited = found;
	importer->edited_deck_id = importer->deck_id;
	return true;
}

/* The best note with the row's front, in the file or here, where no other row
 * has it; none when two fit equally by their front alone. */
static bool find_by_front(struct importer *importer, struct row *row,
			  struct candidate *found, struct error *err)
{
	struct statement q = statement_open(
		importer->options.batch->store,
		importer->has_edited
			? "SELECT" CANDIDATE_COLUMNS NOTES_EVER_WITH_FRONT
			  " ORDER BY id"
			: "SELECT" CANDIDATE_COLUMNS NOTES_WITH_FRONT
			  " ORDER BY id");
	int best = 0, rivals = 0;
	bool ok = true;

	statement_bind_int(&q, 1, importer->deck_id);
	statement_bind_text(&q, 2, row->note->front);
	while (ok && statement_next(&q)) {
		struct candidate c = { 0 };
		int fit;

		ok = read_candidate(importer, &q, row, &c, err);
		fit = fitness(importer, &c);
		if (fit > best) {
			best = fit;
			rivals = 0;
			*found = c;
		} else if (fit == best) {
			rivals++;
		}
	}
	if (best <= 3 && rivals > 0)
		*found = (struct candidate){ 0 };
	return statement_finish(&q, ok, err);
}

static bool read_note(const struct importer *importer, int64_t id,
		      struct row *row, struct candidate *found,
		      struct error *err)
{
	struct statement q = statement_open(importer->options.batch->store,
					    "SELECT" CANDIDATE_COLUMNS
					    "FROM note WHERE id = ?1");
	bool ok = true;

	statement_bind_int(&q, 1, id);
	if (statement_next(&q))
		ok = read_candidate(importer, &q, row, found, err);
	return statement_finish(&q, ok, err);
}

/* The note that is wholly what the row says.  There is no second such row, for
 * it would repeat this one; so those that differ in their cards are done
 * with. */
static bool find_equal(struct importer *importer, struct row *row,
		       struct candidate *found, struct error *err)
{
	const struct note *note = row->note;
	int64_t id = 0;

	do {
		*found = (struct candidate){ 0 };
		id = import_repeats_take(
			importer, row->deck, note, row_fields(row),
			note->tags_unsaid ? NULL : row_tags(row));
		if (id && !read_note(importer, id, row, found, err))
			return false;
	} while (id && !found->equal);
	return true;
}

/* The front alone tells nothing where another row has it. */
static bool find_repeated(struct importer *importer, struct row *row,
			  struct candidate *found, struct error *err)
{
	int64_t id;

	if (!import_repeats_read(importer, row->deck, row->note, err) ||
	    (!row->note->key && !find_equal(importer, row, found, err)))
		return false;
	if (found->id)
		return true;
	id = import_repeats_find(importer, row->deck, row->note);
	return !id || read_note(importer, id, row, found, err);
}

static bool find_note(struct importer *importer, struct row *row,
		      struct candidate *found, struct error *err)
{
	*found = (struct candidate){ 0 };
	if (importer->deck_id == 0)
		return true;
	if (row->note->key && !find_by_key(importer, row, found, err))
		return false;
	if (found->id)
		return true;
	if (!look_for_edited(importer, err))
		return false;
	return row->front_repeats ? find_repeated(importer, row, found, err)
				  : find_by_front(importer, row, found, err);
}

/* ---- rows that repeat ---------------------------------------------------- */

/* The line of an earlier row that is wholly equal, or 0. */
static long equal_row(struct importer *importer, struct row *row)
{
	const struct note *note = row->note;
	struct text whole = { 0 };
	uint32_t *line, earlier;

	if (!row->front_repeats && !note->key)
		return 0;
	text_printf(&whole, "%s\x1F%s\x1F%s\x1F%s\x1F%s",
		    note->key ? note->key : "", note->front, note->back,
		    row_fields(row), row_tags(row));
	line = text_map_at(importer->whole_rows, row->deck,
			   text_string(&whole));
	text_release(&whole);
	earlier = *line;
	if (!earlier)
		*line = (uint32_t)row->line;
	return earlier;
}

/* The line of an earlier row with the same key, or 0. */
static long key_row(struct importer *importer, struct row *row)
{
	uint32_t *line;

	if (!row->note->key)
		return 0;
	line = text_map_at(importer->options.census->keys, row->deck,
			   row->note->key);
	if (*line != UINT32_MAX)
		return *line;
	*line = (uint32_t)row->line;
	return 0;
}

/* ---- keeping what was found ---------------------------------------------- */

static void keep_leftover(struct importer *importer, struct row *row)
{
	struct arena *arena = &importer->arena;
	size_t count = importer->left_count;

	if (count == LEFT_MOST)
		return;
	if (count == importer->left_capacity) {
		size_t wider = count ? 2 * count : 64;

		importer->left = memory_resize(importer->left,
					       wider * sizeof(*importer->left));
		importer->row_of_left = memory_resize(
			importer->row_of_left,
			wider * sizeof(*importer->row_of_left));
		importer->left_capacity = wider;
	}
	importer->row_of_left[count] = importer->row_count - 1;
	importer->left[count] = (struct leftover){
		.deck_id = importer->deck_id,
		.key = arena_strdup(arena, row->note->key),
		.front = arena_strdup(arena, row->note->front),
		.back = arena_strdup(arena, row->note->back),
	};
	importer->left_count++;
}

/* What an earlier row of the file makes of this one, if there is one like it.
 */
static bool match_earlier(struct importer *importer, struct row *row,
			  struct row_match *match)
{
	long earlier = equal_row(importer, row);

	match->kind = ROW_IS_DUPLICATE;
	if (!earlier) {
		earlier = key_row(importer, row);
		match->kind = ROW_IS_REJECTED;
	}
	match->earlier_line = (uint32_t)earlier;
	return earlier;
}

static bool match_row(struct importer *importer, struct row *row,
		      struct error *err)
{
	size_t number = importer->row_count++;
	struct row_match match = { 0 };
	struct candidate found;

	if (match_earlier(importer, row, &match)) {
		import_keep_match(importer, number, &match);
		return true;
	}
	if (!find_note(importer, row, &found, err))
		return false;
	if (!found.id) {
		keep_leftover(importer, row);
		return true;
	}
	match = (struct row_match){
		.note_id = found.id,
		.has_moved = found.has_moved,
		.kind = found.stays_gone ? ROW_IS_REMOVED
			: found.equal	 ? ROW_IS_SAME
					 : ROW_IS_NOTE,
	};
	import_keep_match(importer, number, &match);
	import_claim(importer, found.id, number);
	return true;
}

bool importer_match(struct importer *importer, const struct note *note,
		    long line, struct error *err)
{
	const char *deck = note->deck ? note->deck : importer->options.deck;
	struct arena arena = { 0 };
	struct row row = {
		.note = note,
		.deck = deck,
		.line = line,
		.front_repeats = text_tally_repeats(
			importer->options.census->fronts, deck, note->front),
		.arena = &arena,
	};
	bool ok = import_find_deck(importer, deck, err) &&
		  match_row(importer, &row, err);

	arena_release(&arena);
	return ok;
}
