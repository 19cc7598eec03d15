#include "store/gram_store.h"

#include <string.h>

#include "store/gram_parts.h"
#include "store/statement.h"

bool gram_touch(struct store *store, int64_t note_id, struct error *err)
{
	struct statement q = statement_open(
		store, "INSERT OR IGNORE INTO gram_stale SELECT ?1"
		       " WHERE ?1 <= (SELECT note_id FROM gram_end)");

	statement_bind_int(&q, 1, note_id);
	statement_next(&q);
	return statement_close(&q, err);
}

/* A file may come from anywhere. */
static int64_t within(int64_t id, int64_t most)
{
	return id < 0 ? 0 : id > most ? most : id;
}

bool gram_read_ends(struct store *store, int64_t *end, int64_t *last,
		    struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT coalesce((SELECT note_id FROM gram_end), 0),"
		       " coalesce((SELECT max(id) FROM note), 0)");

	*end = *last = 0;
	if (statement_next(&q)) {
		*last = within(statement_int(&q, 1), GRAM_NOTES_MOST);
		*end = within(statement_int(&q, 0), *last);
	}
	return statement_close(&q, err);
}

/* So many are read at once, and then one by one. */
enum { LOOSE_TAIL_MOST = 4096 };

_Static_assert(GRAM_BLOCK_NOTES == 32, "two blocks are a word of note_set");

static bool read_loose(struct gram_view *view, const char *sql, int64_t most,
		       struct error *err)
{
	struct statement q = statement_open(view->store, sql);

	statement_bind_int(&q, 1, view->end);
	statement_bind_int(&q, 2, view->last);
	while (most-- > 0 && statement_next(&q))
		view->loose[view->loose_count++] = (struct gram_note){
			.id = statement_int(&q, 0),
			.deck_id = statement_int(&q, 1),
		};
	return statement_close(&q, err);
}

/* What changed is read first: should another process index it meanwhile, it is
 * looked at twice. */
bool gram_view_open(struct store *store, struct arena *arena,
		    struct gram_view *view, struct error *err)
{
	struct statement q = statement_open(store,
					    "SELECT count(*) FROM gram_stale");
	int64_t stale, tail;

	*view = (struct gram_view){ .store = store, .arena = arena };
	if (!statement_single(&q, 0, &stale, err) ||
	    !gram_read_ends(store, &view->end, &view->last, err))
		return false;
	tail = view->last - view->end;
	view->long_tail = tail > LOOSE_TAIL_MOST;
	if (view->long_tail)
		tail = 0;
	view->loose = arena_array(arena, (size_t)(stale + tail + 1),
				  sizeof(*view->loose));
	return read_loose(view,
			  "SELECT note.id, deck_id FROM gram_stale"
			  " CROSS JOIN note ON note.id = note_id"
			  " WHERE note_id BETWEEN 0 AND ?2 AND ?1 = ?1"
			  " ORDER BY note_id",
			  stale, err) &&
	       read_loose(view,
			  "SELECT id, deck_id FROM note"
			  " WHERE id > ?1 AND id <= ?2 ORDER BY id",
			  tail, err);
}

/* ---- sets of notes ---- */

enum { SEGMENT_WORDS = GRAM_SEGMENT_NOTES / 64 };

struct note_set note_set_none(const struct gram_view *view)
{
	size_t count = (size_t)(view->last / GRAM_SEGMENT_NOTES + 1) *
		       SEGMENT_WORDS;

	return (struct note_set){
		.words = arena_array(view->arena, count, sizeof(uint64_t)),
		.count = count,
	};
}

struct note_set note_set_all(const struct gram_view *view)
{
	struct note_set set = note_set_none(view);

	memset(set.words, 0xFF, set.count * sizeof(*set.words));
	return set;
}

void note_set_and(struct note_set *set, const struct note_set *other)
{
	for (size_t i = 0; i < set->count; i++)
		set->words[i] &= other->words[i];
}

void note_set_or(struct note_set *set, const struct note_set *other)
{
	for (size_t i = 0; i < set->count; i++)
		set->words[i] |= other->words[i];
}

void note_set_add(struct note_set *set, int64_t note_id)
{
	if (note_id >= 0 && (uint64_t)note_id / 64 < set->count)
		set->words[note_id / 64] |= (uint64_t)1 << note_id % 64;
}

/* ---- finding ---- */

/* A shelf that is none may have anything on it. */
static bool read_row(const struct gram_view *view, int64_t segment,
		     uint32_t bucket, struct gram_row *row, struct error *err)
{
	struct statement q = statement_open(
		view->store, "SELECT shelf FROM gram WHERE id = ?1");

	*row = (struct gram_row){ 0 };
	statement_bind_int(
		&q, 1, segment * GRAM_SHELVES + bucket / GRAM_SHELF_BUCKETS);
	if (statement_next(&q)) {
		size_t size;
		const void *bytes = statement_bytes(&q, 0, &size);

		if (!gram_unpack_row(bytes, size, bucket % GRAM_SHELF_BUCKETS,
				     row))
			memset(row, 0xFF, sizeof(*row));
	}
	return statement_close(&q, err);
}

/* The blocks that have all of these buckets. */
static bool find_in_segment(const struct gram_view *view, int64_t segment,
			    const uint32_t *buckets, size_t count,
			    struct gram_row *found, struct error *err)
{
	bool any = true;

	memset(found, 0xFF, sizeof(*found));
	for (size_t i = 0; i < count && any; i++) {
		struct gram_row row;

		if (!read_row(view, segment, buckets[i], &row, err))
			return false;
		any = false;
		for (size_t n = 0; n < GRAM_ROW_WORDS; n++)
			any |= (found->words[n] &= row.words[n]) != 0;
	}
	return true;
}

/* A block is half a word of a set. */
static void add_blocks(struct note_set *set, int64_t segment,
		       const struct gram_row *row)
{
	uint64_t *words = set->words + segment * SEGMENT_WORDS;

	for (int block = 0; block < GRAM_SEGMENT_BLOCKS; block++)
		if (row->words[block / 64] >> block % 64 & 1)
			words[block / 2] |= (uint64_t)0xFFFFFFFF
					    << block % 2 * 32;
}

static bool find(const struct gram_view *view, const uint32_t *buckets,
		 size_t count, struct note_set *set, struct error *err)
{
	*set = note_set_none(view);
	for (int64_t segment = 0; segment <= view->end / GRAM_SEGMENT_NOTES;
	     segment++) {
		struct gram_row row;

		if (!find_in_segment(view, segment, buckets, count, &row, err))
			return false;
		add_blocks(set, segment, &row);
	}
	for (int64_t id = view->end + 1; view->long_tail && id <= view->last;
	     id++)
		note_set_add(set, id);
	return true;
}

bool gram_find_text(const struct gram_view *view, const char *folded,
		    struct note_set *set, struct error *err)
{
	uint32_t buckets[GRAM_QUERY_MOST];
	size_t count = gram_query(folded, buckets);

	if (!find(view, buckets, count, set, err))
		return false;
	for (size_t i = 0; i < view->loose_count; i++)
		note_set_add(set, view->loose[i].id);
	return true;
}

bool gram_find_deck(const struct gram_view *view, int64_t deck_id,
		    struct note_set *set, struct error *err)
{
	uint32_t bucket = gram_of_deck(deck_id);

	if (!find(view, &bucket, 1, set, err))
		return false;
	for (size_t i = 0; i < view->loose_count; i++)
		if (view->loose[i].deck_id == deck_id)
			note_set_add(set, view->loose[i].id);
	return true;
}
