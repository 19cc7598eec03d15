#include "store/gram_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/note_search.h"
#include "store/statement.h"

/* So many notes are looked at in a few milliseconds. */
enum { TAIL_MOST = 1024, STALE_MOST = 512 };

/* A segment's index as it is made: 8 MiB. */
struct segment {
	struct store *store;
	int64_t number;
	struct gram_row rows[GRAM_BUCKETS];
	bool changed[GRAM_SHELVES];
	/* the block that is being read */
	int64_t block;
	struct gram_set set;
};

static int64_t first_note(const struct segment *segment)
{
	return segment->number * GRAM_SEGMENT_NOTES;
}

static void bind_segment(struct statement *q, const struct segment *segment)
{
	statement_bind_int(q, 1, first_note(segment));
	statement_bind_int(q, 2, first_note(segment) + GRAM_SEGMENT_NOTES - 1);
}

static struct segment *segment_open(struct store *store, int64_t number)
{
	struct segment *segment = memory_alloc(sizeof(*segment));

	memset(segment, 0, sizeof(*segment));
	segment->store = store;
	segment->number = number;
	return segment;
}

/* *damaged: shelves that are none; they may have anything on them. */
static bool load_shelves(struct segment *segment, int64_t *damaged,
			 struct error *err)
{
	struct statement q = statement_open(
		segment->store,
		"SELECT id, shelf FROM gram WHERE id BETWEEN ?1 AND ?2");
	int64_t first = segment->number * GRAM_SHELVES;

	*damaged = 0;
	statement_bind_int(&q, 1, first);
	statement_bind_int(&q, 2, first + GRAM_SHELVES - 1);
	while (statement_next(&q)) {
		int64_t shelf = statement_int(&q, 0) - first;
		struct gram_row *rows = segment->rows +
					shelf * GRAM_SHELF_BUCKETS;
		size_t size;
		const void *bytes = statement_bytes(&q, 1, &size);

		if (gram_unpack(bytes, size, rows))
			continue;
		memset(rows, 0xFF, GRAM_SHELF_BUCKETS * sizeof(*rows));
		++*damaged;
	}
	return statement_close(&q, err);
}

static bool save_shelf(struct segment *segment, int shelf, struct error *err)
{
	struct statement q = statement_open(
		segment->store, "INSERT OR REPLACE INTO gram VALUES (?1, ?2)");
	unsigned char bytes[GRAM_SHELF_MOST];
	size_t size = gram_pack(
		&segment->rows[(size_t)shelf * GRAM_SHELF_BUCKETS], bytes);

	statement_bind_int(&q, 1, segment->number * GRAM_SHELVES + shelf);
	statement_bind_bytes(&q, 2, bytes, size);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool save_shelves(struct segment *segment, struct error *err)
{
	for (int shelf = 0; shelf < GRAM_SHELVES; shelf++)
		if (segment->changed[shelf] && !save_shelf(segment, shelf, err))
			return false;
	return true;
}

/* ---- what notes have ---- */

#define NOTE_COLUMNS " note.id, deck_id, front, back, fields "

/* As note_search_text() would give it. */
static bool read_text(struct store *store, int64_t note_id, struct arena *arena,
		      char **text, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT fold(front || char(10) || back || char(10) ||"
		       " CASE WHEN json_valid(fields) THEN coalesce((SELECT"
		       " group_concat(value, char(10)) FROM json_each(fields)),"
		       " '') ELSE fields END) FROM note WHERE id = ?1");

	statement_bind_int(&q, 1, note_id);
	*text = arena_strdup(arena,
			     statement_next(&q) ? statement_borrow(&q, 0) : "");
	return statement_close(&q, err);
}

/* Of a row of NOTE_COLUMNS. */
static bool add_note(struct segment *segment, struct statement *row,
		     struct gram_set *set, struct error *err)
{
	struct arena arena = { 0 };
	char *text = note_search_text(statement_required(row, 2, NULL),
				      statement_required(row, 3, NULL),
				      statement_required(row, 4, NULL), &arena);
	bool ok = text || read_text(segment->store, statement_int(row, 0),
				    &arena, &text, err);

	if (ok && text)
		gram_set_add_text(set, text);
	gram_set_add(set, gram_of_deck(statement_int(row, 1)));
	arena_release(&arena);
	return ok;
}

typedef void bucket_visitor(struct segment *segment, uint32_t bucket);

static void visit_set(struct segment *segment, const struct gram_set *set,
		      bucket_visitor *visit)
{
	for (uint32_t i = 0; i < GRAM_BUCKETS / 64; i++)
		for (uint64_t word = set->words[i]; word; word &= word - 1)
			visit(segment,
			      i * 64 + (uint32_t)__builtin_ctzll(word));
}

static uint64_t *row_word(struct segment *segment, uint32_t bucket,
			  uint64_t *bit)
{
	*bit = (uint64_t)1 << segment->block % 64;
	return &segment->rows[bucket].words[segment->block / 64];
}

static void enter(struct segment *segment, uint32_t bucket)
{
	uint64_t bit, *word = row_word(segment, bucket, &bit);

	if (*word & bit)
		return;
	*word |= bit;
	segment->changed[bucket / GRAM_SHELF_BUCKETS] = true;
}

/* A block's buckets are gathered where they are near before they go where they
 * are far from each other. */
static void leave_block(struct segment *segment, int64_t next)
{
	visit_set(segment, &segment->set, enter);
	memset(&segment->set, 0, sizeof(segment->set));
	segment->block = next;
}

static int64_t block_of(const struct segment *segment, int64_t note_id)
{
	return (note_id - first_note(segment)) / GRAM_BLOCK_NOTES;
}

static bool add_notes(struct segment *segment, const char *sql, int64_t after,
		      struct error *err)
{
	struct statement q = statement_open(segment->store, sql);
	bool ok = true;

	bind_segment(&q, segment);
	statement_bind_int(&q, 3, after);
	segment->block = 0;
	while (ok && statement_next(&q)) {
		int64_t block = block_of(segment, statement_int(&q, 0));

		if (block != segment->block)
			leave_block(segment, block);
		ok = add_note(segment, &q, &segment->set, err);
	}
	leave_block(segment, 0);
	return statement_finish(&q, ok, err);
}

/* ---- extending ---- */

static bool write_end(struct segment *segment, int64_t end, struct error *err)
{
	struct statement q = statement_open(segment->store,
					    "DELETE FROM gram_stale"
					    " WHERE note_id BETWEEN ?1 AND ?2");

	bind_segment(&q, segment);
	statement_next(&q);
	if (!statement_close(&q, err) ||
	    !statement_run(segment->store, "DELETE FROM gram_end", err))
		return false;
	q = statement_open(segment->store, "INSERT INTO gram_end VALUES (?1)");
	statement_bind_int(&q, 1, end);
	statement_next(&q);
	return statement_close(&q, err);
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Index a segment's notes through the last and those that changed. */
static bool extend_segment(struct segment *segment, int64_t end, int64_t last,
			   struct error *err)
{
	int64_t until = least(last,
			      first_note(segment) + GRAM_SEGMENT_NOTES - 1);
	int64_t damaged;

	return load_shelves(segment, &damaged, err) &&
	       add_notes(segment,
			 "SELECT" NOTE_COLUMNS "FROM note"
			 " WHERE id BETWEEN max(?1, ?3 + 1) AND ?2",
			 end, err) &&
	       add_notes(segment,
			 "SELECT" NOTE_COLUMNS "FROM gram_stale CROSS JOIN note"
			 " ON note.id = note_id"
			 " WHERE note_id BETWEEN ?1 AND ?2 AND ?3 = ?3"
			 " ORDER BY note_id",
			 end, err) &&
	       save_shelves(segment, err) &&
	       write_end(segment, end > until ? end : until, err);
}

/* That of the first note that is not indexed: numbers may leave whole segments
 * out. */
static bool first_after(struct store *store, int64_t end, int64_t *number,
			struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT min(id) / ?2 FROM note WHERE id > ?1");

	statement_bind_int(&q, 1, end);
	statement_bind_int(&q, 2, GRAM_SEGMENT_NOTES);
	return statement_single(&q, -1, number, err);
}

/* The segment to extend next, -1 for none. */
static bool next_segment(struct store *store, int64_t *end, int64_t *last,
			 int64_t *number, struct error *err)
{
	struct statement q = statement_open(store,
					    "SELECT coalesce(min(note_id), 0),"
					    " count(*) FROM gram_stale");
	int64_t stale = 0, first_stale = 0;

	if (statement_next(&q)) {
		first_stale = statement_int(&q, 0);
		stale = statement_int(&q, 1);
	}
	if (!statement_close(&q, err) || !gram_read_ends(store, end, last, err))
		return false;
	*number = -1;
	if (*last - *end > TAIL_MOST)
		return first_after(store, *end, number, err);
	if (stale > STALE_MOST)
		*number = first_stale / GRAM_SEGMENT_NOTES;
	return true;
}

static bool extend_in_transaction(struct store *store, bool *done,
				  struct error *err)
{
	int64_t end, last, number;
	struct segment *segment;
	bool ok;

	if (!next_segment(store, &end, &last, &number, err))
		return false;
	*done = number < 0;
	if (*done)
		return true;
	segment = segment_open(store, number);
	ok = extend_segment(segment, end, last, err);
	free(segment);
	return ok;
}

static bool extend_once(struct store *store, bool *done, struct error *err)
{
	int64_t end, last, number;

	if (!next_segment(store, &end, &last, &number, err))
		return false;
	*done = number < 0 || !store_begin_at_once(store);
	if (*done)
		return true;
	if (extend_in_transaction(store, done, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

bool gram_extend(struct store *store, int segments_most, bool *done,
		 struct error *err)
{
	*done = false;
	while (segments_most-- > 0 && !*done)
		if (!extend_once(store, done, err))
			return false;
	return true;
}

/* ---- comparing ---- */

/* Whether the rows have all that a note has. */
static bool has_all(struct segment *segment, const struct gram_set *set)
{
	for (uint32_t i = 0; i < GRAM_BUCKETS / 64; i++)
		for (uint64_t word = set->words[i]; word; word &= word - 1) {
			uint64_t bit,
				*found = row_word(
					segment,
					i * 64 +
						(uint32_t)__builtin_ctzll(word),
					&bit);

			if (!(*found & bit))
				return false;
		}
	return true;
}

static bool compare_segment(struct segment *segment, int64_t end,
			    int64_t *differences, struct error *err)
{
	struct statement q;
	bool ok = true;
	int64_t damaged;

	if (!load_shelves(segment, &damaged, err))
		return false;
	*differences += damaged;
	q = statement_open(segment->store,
			   "SELECT" NOTE_COLUMNS "FROM note WHERE id BETWEEN ?1"
			   " AND min(?2, ?3) AND id NOT IN"
			   " (SELECT note_id FROM gram_stale)");
	bind_segment(&q, segment);
	statement_bind_int(&q, 3, end);
	while (ok && statement_next(&q)) {
		memset(&segment->set, 0, sizeof(segment->set));
		segment->block = block_of(segment, statement_int(&q, 0));
		ok = add_note(segment, &q, &segment->set, err);
		*differences += ok && !has_all(segment, &segment->set);
	}
	return statement_finish(&q, ok, err);
}

bool gram_compare(struct store *store, int64_t *differences, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT (SELECT count(*) FROM gram_end WHERE note_id"
		       " NOT BETWEEN 0 AND (SELECT max(id) FROM note))"
		       " + ((SELECT count(*) FROM gram_end) > 1)");
	int64_t end, last;
	bool ok = statement_single(&q, 0, differences, err) &&
		  gram_read_ends(store, &end, &last, err);

	for (int64_t n = 0; ok && n <= least(end, last) / GRAM_SEGMENT_NOTES;
	     n++) {
		struct segment *segment = segment_open(store, n);

		ok = compare_segment(segment, end, differences, err);
		free(segment);
	}
	return ok;
}
