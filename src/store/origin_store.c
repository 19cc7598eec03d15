#include "store/origin_store.h"

#include "base/json.h"
#include "store/gram_store.h"
#include "store/note_store.h"
#include "store/statement.h"

char *origin_text_json(const struct note *note, struct arena *arena)
{
	struct text json = { 0 };
	char *copy;

	text_add(&json, "{\"front\":");
	json_add_string(&json, note->front);
	text_add(&json, ",\"back\":");
	json_add_string(&json, note->back);
	text_printf(&json, ",\"fields\":%s", note_fields_json(note, arena));
	text_printf(&json, ",\"tags\":%s}", note_tags_json(note, arena));
	copy = text_copy(&json, arena);
	text_release(&json);
	return copy;
}

static bool load_tags(struct store *store, const char *json,
		      struct arena *arena, struct note *note, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) OVER (), value FROM json_each(?1)"
		       " ORDER BY value");

	statement_bind_text(&q, 1, json);
	while (statement_next(&q)) {
		if (note->tag_count == 0)
			note->tags = arena_array(arena,
						 (size_t)statement_int(&q, 0),
						 sizeof(*note->tags));
		note->tags[note->tag_count++] = statement_required(&q, 1,
								   arena);
	}
	return statement_close(&q, err);
}

bool origin_text_load(struct store *store, const char *json,
		      struct arena *arena, struct note *note, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT json_extract(?1, '$.front'),"
		       " json_extract(?1, '$.back'),"
		       " coalesce(json_extract(?1, '$.fields'), '{}'),"
		       " coalesce(json_extract(?1, '$.tags'), '[]')");
	const char *fields = NULL, *tags = NULL;

	*note = (struct note){ 0 };
	if (!json)
		return statement_close(&q, err);
	statement_bind_text(&q, 1, json);
	if (statement_next(&q)) {
		note->front = statement_required(&q, 0, arena);
		note->back = statement_required(&q, 1, arena);
		fields = statement_required(&q, 2, arena);
		tags = statement_required(&q, 3, arena);
	}
	return statement_close(&q, err) &&
	       note_load_fields(store, fields, arena, note, err) &&
	       load_tags(store, tags, arena, note, err);
}

bool origin_load(struct store *store, int64_t note_id, struct arena *arena,
		 struct note_history *history, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT source_id, place, imported,"
		       " disputed IS NOT NULL, deleted_at_ms IS NOT NULL,"
		       " (SELECT name FROM deck WHERE id = deck_id)"
		       " FROM note WHERE id = ?1");
	const char *imported = NULL;

	*history = (struct note_history){ 0 };
	statement_bind_int(&q, 1, note_id);
	if (statement_next(&q)) {
		history->origin.source_id = statement_int(&q, 0);
		history->origin.place = (long)statement_int(&q, 1);
		imported = statement_text(&q, 2, arena);
		history->disputed = statement_int(&q, 3);
		history->removed = statement_int(&q, 4);
		history->deck = statement_required(&q, 5, arena);
	}
	if (!statement_close(&q, err) ||
	    !note_load(store, note_id, arena, &history->here, err))
		return false;
	if (imported)
		return origin_text_load(store, imported, arena,
					&history->imported, err);
	if (history->origin.place || history->removed)
		history->imported = history->here;
	return true;
}

/* Keep what undo puts back: what the file said, and whether a file told of the
 * note at all.  Which line told of it changes with every row before it, and is
 * found again by the next import. */
static bool remember_if(struct batch *batch, int64_t note_id,
			struct statement *differs, struct error *err)
{
	int64_t found;

	return statement_single(differs, 0, &found, err) &&
	       (!found || batch_remember(batch, ENTITY_NOTE, note_id, err));
}

bool origin_set(struct batch *batch, int64_t note_id,
		const struct origin *origin, struct error *err)
{
	struct statement q = statement_open(
		batch->store, "SELECT place IS NULL FROM note WHERE id = ?1");

	statement_bind_int(&q, 1, note_id);
	if (!remember_if(batch, note_id, &q, err))
		return false;
	q = statement_open(batch->store,
			   "UPDATE note SET source_id = nullif(?2, 0),"
			   " place = nullif(?3, 0) WHERE id = ?1"
			   " AND (source_id IS NOT nullif(?2, 0)"
			   "  OR place IS NOT nullif(?3, 0))");
	statement_bind_int(&q, 1, note_id);
	statement_bind_int(&q, 2, origin->source_id);
	statement_bind_int(&q, 3, origin->place);
	statement_next(&q);
	return statement_close(&q, err);
}

#define SAYS_OTHERWISE            \
	" (imported IS NOT ?2 OR" \
	" (?2 IS NULL AND disputed IS NOT NULL)) "

static bool set_imported(struct batch *batch, int64_t note_id, const char *json,
			 const char *front, struct error *err)
{
	struct statement q = statement_open(batch->store,
					    "SELECT" SAYS_OTHERWISE
					    "FROM note WHERE id = ?1");

	statement_bind_int(&q, 1, note_id);
	statement_bind_text(&q, 2, json);
	if (!remember_if(batch, note_id, &q, err))
		return false;
	q = statement_open(
		batch->store,
		"UPDATE note SET imported = ?2, imported_front = ?3,"
		" disputed = CASE WHEN ?2 IS NOT NULL THEN disputed END"
		" WHERE id = ?1 AND" SAYS_OTHERWISE);
	statement_bind_int(&q, 1, note_id);
	statement_bind_text(&q, 2, json);
	statement_bind_text(&q, 3, front);
	statement_next(&q);
	return statement_close(&q, err);
}

bool origin_settle(struct batch *batch, int64_t note_id,
		   const struct origin *origin, const struct merge *merge,
		   const struct note *file, struct error *err)
{
	struct arena arena = { 0 };
	bool ok = set_imported(batch, note_id,
			       merge->differs ? origin_text_json(file, &arena)
					      : NULL,
			       merge->differs ? file->front : NULL, err) &&
		  origin_set(batch, note_id, origin, err);

	arena_release(&arena);
	return ok;
}

/* Two values: the text in the file, and its front; NULL when it is as here. */
static void bind_imported(struct statement *q, int index,
			  const struct merge *merge, const struct note *file,
			  struct arena *arena)
{
	if (!merge->differs)
		return;
	statement_bind_text(q, index, origin_text_json(file, arena));
	statement_bind_text(q, index + 1, file->front);
}

static bool write_merged(struct batch *batch, int64_t note_id,
			 const struct origin *origin, const struct merge *merge,
			 const struct note *file, struct arena *arena,
			 struct error *err)
{
	const struct note *note = &merge->note;
	struct statement q = statement_open(
		batch->store,
		"UPDATE note SET key = coalesce(?2, key), front = ?3,"
		" back = ?4, fields = ?5, modified_at_ms = ?6,"
		" source_id = nullif(?7, 0), place = nullif(?8, 0),"
		" imported = ?9, imported_front = ?10, disputed = CASE WHEN ?9 IS NULL THEN NULL"
		"  WHEN ?11 THEN coalesce(disputed, imported, '{}')"
		"  ELSE disputed END,"
		" deleted_at_ms = NULL WHERE id = ?1");

	statement_bind_int(&q, 1, note_id);
	statement_bind_text(&q, 2, note->key);
	statement_bind_text(&q, 3, note->front);
	statement_bind_text(&q, 4, note->back);
	statement_bind_text(&q, 5, note_fields_json(note, arena));
	statement_bind_int(&q, 6, batch->stamp.at_ms);
	statement_bind_int(&q, 7, origin->source_id);
	statement_bind_int(&q, 8, origin->place);
	bind_imported(&q, 9, merge, file, arena);
	statement_bind_int(&q, 11, merge->disputed);
	statement_next(&q);
	return statement_close(&q, err) &&
	       gram_touch(batch->store, note_id, err);
}

bool origin_merge(struct batch *batch, int64_t note_id,
		  const struct origin *origin, const struct merge *merge,
		  const struct note *file, struct error *err)
{
	struct arena arena = { 0 };
	bool ok = batch_remember(batch, ENTITY_NOTE, note_id, err) &&
		  write_merged(batch, note_id, origin, merge, file, &arena,
			       err) &&
		  note_follow_text(batch, note_id, &merge->note, err);

	arena_release(&arena);
	return ok;
}
