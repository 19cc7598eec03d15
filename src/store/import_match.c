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
	bool stays_gone;  /* one that the learner made */
	bool key_differs; /* both have one */
	bool key_has_row; /* it has one, which is another row's */
	bool has_moved;
};

#define CANDIDATE_COLUMNS                                                                                            \
	" note.id, coalesce(json_extract(imported, '$.back'), back), fields, key, deleted_at_ms IS NOT NULL, front," \
	" (SELECT json_group_array(name) FROM (SELECT name FROM tag"                                                 \
	"  JOIN note_tag ON tag_id = tag.id WHERE note_id = note.id"                                                 \
	"  ORDER BY name)), (SELECT sum(1 << (card.id & 255)) FROM card"                                             \
	"  WHERE card.id BETWEEN note.id * 256 AND note.id * 256 + 1"                                                \
	"  AND card.deleted_at_ms IS NULL), place, source_id,"                                                       \
	" imported IS NULL, coalesce(imported_front, front) "

static bool key_has_row(const struct importer *importer, struct row *row,
			const char *key)
{
	return key && !text_equal(key, row->note->key) &&
	       text_map_get(importer->options.census->keys, row->deck, key);
}

static struct candidate candidate_from_row(const struct importer *importer,
					   struct statement *q, struct row *row)
{
	const struct note *note = row->note;
	const char *key = statement_borrow(q, 3);
	struct candidate c = {
		.id = statement_int(q, 0),
		.same_back = text_equal(statement_borrow(q, 1), note->back),
		.key_differs = key && note->key && !text_equal(key, note->key),
		.key_has_row = key_has_row(importer, row, key),
		.removed = statement_int(q, 4),
		.has_moved = statement_int(q, 8) != row->line ||
			     statement_int(q, 9) != importer->options.source_id,
	};

	c.edited = !text_equal(statement_borrow(q, 11), note->front);
	c.stays_gone = c.removed && !statement_is_null(q, 8);
	c.equal = c.same_back && !c.removed && statement_int(q, 10) &&
		  (!note->key || text_equal(key, note->key)) &&
		  text_equal(statement_borrow(q, 2), row_fields(row)) &&
		  text_equal(statement_borrow(q, 5), note->front) &&
		  (note->tags_unsaid ||
		   text_equal(statement_borrow(q, 6), row_tags(row))) &&
		  (!note->directions || cloze_has(note->front) ||
		   note->directions == statement_int(q, 7));
	return c;
}

static bool find_by_key(struct importer *importer, struct row *row,
			struct candidate *found, struct error *err)
{
	struct statement q = statement_open(
		importer->options.batch->store,
		"SELECT" CANDIDATE_COLUMNS "FROM note WHERE deck_id = ?1"
		" AND key = ?2 ORDER BY deleted_at_ms IS NOT NULL, id LIMIT 1");

	statement_bind_int(&q, 1, importer->deck_id);
	statement_bind_text(&q, 2, row->note->key);
	if (statement_next(&q))
		*found = candidate_from_row(importer, &q, row);
	return statement_close(&q, err);
}

/* How well a candidate fits: more is better, 0 is not at all. */
static int fitness(const struct importer *importer, const struct candidate *c,
		   struct row *row)
{
	if (import_row_of(importer, c->id) || c->key_differs || c->key_has_row)
		return 0;
	if (c->equal)
		return 6;
	if (c->same_back && !c->edited)
		return c->removed ? 4 : 5;
	if (row->front_repeats)
		return 0;
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

/* The best note with the row's front, in the file or here; none when two fit
 * equally by their front alone. */
static bool find_by_front(struct importer *importer, struct row *row,
			  struct candidate *found, struct error *err)
{
	struct statement q = statement_open(
		importer->options.batch->store,
		importer->has_edited
			? "SELECT" CANDIDATE_COLUMNS "FROM note WHERE id IN"
			  " (SELECT id FROM note WHERE deck_id = ?1"
			  " AND front = ?2 UNION SELECT id FROM note"
			  " WHERE deck_id = ?1 AND imported_front = ?2)"
			  " ORDER BY id"
			: "SELECT" CANDIDATE_COLUMNS "FROM note"
			  " WHERE deck_id = ?1 AND front = ?2 ORDER BY id");
	int best = 0, rivals = 0;

	statement_bind_int(&q, 1, importer->deck_id);
	statement_bind_text(&q, 2, row->note->front);
	while (statement_next(&q)) {
		struct candidate c = candidate_from_row(importer, &q, row);
		int fit = fitness(importer, &c, row);

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
	return statement_close(&q, err);
}

static bool find_note(struct importer *importer, struct row *row,
		      struct candidate *found, struct error *err)
{
	*found = (struct candidate){ 0 };
	if (importer->deck_id == 0)
		return true;
	if (row->note->key && !find_by_key(importer, row, found, err))
		return false;
	return found->id || (look_for_edited(importer, err) &&
			     find_by_front(importer, row, found, err));
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

static struct row_match *add_row(struct importer *importer)
{
	if (importer->row_count == importer->row_capacity) {
		importer->row_capacity = importer->row_capacity
						 ? 2 * importer->row_capacity
						 : 1024;
		importer->rows = memory_resize(
			importer->rows,
			memory_product(importer->row_capacity,
				       sizeof(struct row_match)));
	}
	importer->rows[importer->row_count] = (struct row_match){ 0 };
	return &importer->rows[importer->row_count++];
}

static void keep_leftover(struct importer *importer, struct row *row)
{
	struct arena *arena = &importer->arena;
	size_t count = importer->left_count;

	if (importer->deck_id == 0 || count == LEFT_MOST)
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

static bool match_row(struct importer *importer, struct row *row,
		      struct error *err)
{
	struct row_match *match = add_row(importer);
	struct candidate found;
	long earlier = equal_row(importer, row);

	if (earlier) {
		match->kind = ROW_IS_DUPLICATE;
		match->earlier_line = (uint32_t)earlier;
		return true;
	}
	earlier = key_row(importer, row);
	if (earlier) {
		match->kind = ROW_IS_REJECTED;
		match->earlier_line = (uint32_t)earlier;
		return true;
	}
	if (!find_note(importer, row, &found, err))
		return false;
	match->note_id = found.id;
	match->has_moved = found.has_moved;
	if (!found.id) {
		keep_leftover(importer, row);
		return true;
	}
	match->kind = found.stays_gone ? ROW_IS_REMOVED
		      : found.equal    ? ROW_IS_SAME
				       : ROW_IS_NOTE;
	import_claim(importer, found.id, importer->row_count - 1);
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
		.front_repeats = text_map_get(importer->options.census->fronts,
					      deck, note->front) > 1,
		.arena = &arena,
	};
	bool ok = import_find_deck(importer, deck, err) &&
		  match_row(importer, &row, err);

	arena_release(&arena);
	return ok;
}

/* ---- guessing ------------------------------------------------------------ */

/* The notes that came from this file, in its order; those that no row is are
 * left over. */
struct notes_of_file {
	struct leftover *left;
	int64_t *left_ids;
	size_t count;
};

static void add_left_note(struct importer *importer,
			  struct notes_of_file *notes, struct statement *q,
			  int64_t before)
{
	struct arena *arena = &importer->arena;
	size_t n = notes->count;

	if ((n & (n - 1)) == 0) {
		size_t wider = n ? 2 * n : 1;

		notes->left = memory_resize(
			notes->left,
			memory_product(wider, sizeof(*notes->left)));
		notes->left_ids = memory_resize(
			notes->left_ids,
			memory_product(wider, sizeof(*notes->left_ids)));
	}
	notes->left_ids[n] = statement_int(q, 0);
	notes->left[n] = (struct leftover){
		.deck_id = statement_int(q, 1),
		.key = statement_text(q, 2, arena),
		.front = statement_required(q, 3, arena),
		.back = statement_required(q, 4, arena),
		.before = before,
	};
	notes->count++;
}

static int64_t neighbour(const struct importer *importer, int64_t note_id)
{
	return import_row_of(importer, note_id) ? note_id : NEIGHBOUR_LEFT_OVER;
}

static bool list_left_notes(struct importer *importer,
			    struct notes_of_file *notes, struct error *err)
{
	struct statement q = statement_open(
		importer->options.batch->store,
		"SELECT note.id, deck_id, key, coalesce(imported_front, front),"
		" coalesce(json_extract(imported, '$.back'), back) FROM note"
		" JOIN deck ON deck.id = deck_id"
		" WHERE place IS NOT NULL AND note.deleted_at_ms IS NULL"
		" AND (source_id = ?1 OR (source_id IS NULL"
		"  AND deck.name = ?2)) ORDER BY place, note.id");
	int64_t before = 0;

	statement_bind_int(&q, 1, importer->options.source_id);
	statement_bind_text(&q, 2, importer->options.deck);
	while (statement_next(&q)) {
		int64_t here = neighbour(importer, statement_int(&q, 0));

		if (notes->count && notes->left[notes->count - 1].after == 0)
			notes->left[notes->count - 1].after = here;
		if (here == NEIGHBOUR_LEFT_OVER)
			add_left_note(importer, notes, &q, before);
		before = here;
	}
	return statement_close(&q, err);
}

/* The note of the nearest row in a direction that is a card of its own. */
static int64_t row_neighbour(const struct importer *importer, size_t row,
			     int step)
{
	for (row += (size_t)step; row < importer->row_count;
	     row += (size_t)step) {
		const struct row_match *match = &importer->rows[row];

		if (match->note_id)
			return match->note_id;
		if (match->kind == ROW_NEW)
			return NEIGHBOUR_LEFT_OVER;
	}
	return 0;
}

static void adopt_guesses(struct importer *importer,
			  struct notes_of_file *notes)
{
	int *guesses = memory_alloc(
		memory_product(importer->left_count + 1, sizeof(*guesses)));

	for (size_t i = 0; i < importer->left_count; i++) {
		size_t row = importer->row_of_left[i];

		importer->left[i].before = row_neighbour(importer, row, -1);
		importer->left[i].after = row_neighbour(importer, row, 1);
	}
	rename_guess(importer->left, importer->left_count, notes->left,
		     notes->count, guesses);
	for (size_t i = 0; i < importer->left_count; i++)
		if (guesses[i] != RENAME_NONE) {
			size_t row = importer->row_of_left[i];
			int64_t note_id = notes->left_ids[guesses[i]];

			importer->rows[row].note_id = note_id;
			importer->rows[row].kind = ROW_IS_GUESSED;
			import_claim(importer, note_id, row);
		}
	free(guesses);
}

static void keep_gone(struct importer *importer,
		      const struct notes_of_file *notes)
{
	importer->gone = arena_array(&importer->arena, notes->count,
				     sizeof(*importer->gone));
	for (size_t i = 0; i < notes->count; i++)
		if (!import_row_of(importer, notes->left_ids[i]))
			importer->gone[importer->gone_count++] =
				(struct import_gone){
					.note_id = notes->left_ids[i],
					.front = notes->left[i].front,
				};
}

bool importer_guess(struct importer *importer, struct error *err)
{
	struct notes_of_file notes = { 0 };
	bool ok = list_left_notes(importer, &notes, err);

	if (ok && notes.count) {
		adopt_guesses(importer, &notes);
		keep_gone(importer, &notes);
	}
	free(notes.left);
	free(notes.left_ids);
	free(importer->deck);
	importer->deck = NULL;
	return ok;
}
