#include "store/note_parts.h"

#include "base/message.h"
#include "core/note_size.h"
#include "store/gram_store.h"
#include "store/origin_store.h"
#include "store/schedule_store.h"
#include "store/statement.h"

/* A note's text as origin_text_json() writes it, in SQL. */
#define NOTE_TEXT_JSON                                                    \
	" json_object('front', front, 'back', back, 'fields',"            \
	" json(fields), 'tags', json((SELECT json_group_array(name) FROM" \
	" (SELECT name FROM tag JOIN note_tag ON tag_id = tag.id"         \
	" WHERE note_id = note.id ORDER BY name)))) "

bool note_insert(struct batch *batch, int64_t deck_id, const struct note *note,
		 const struct origin *origin, int64_t *note_id,
		 struct error *err)
{
	struct arena arena = { 0 };
	struct uid uid = store_make_uid(batch->store, batch->stamp.at_ms);
	struct statement q = statement_open(
		batch->store,
		"INSERT INTO note (uid, deck_id, key, front, back, fields,"
		" batch_id, modified_at_ms, source_id, place) VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif(?9, 0),"
		" nullif(?10, 0))");
	bool ok;

	statement_bind_uid(&q, 1, &uid);
	statement_bind_int(&q, 2, deck_id);
	statement_bind_text(&q, 3, note->key);
	statement_bind_text(&q, 4, note->front);
	statement_bind_text(&q, 5, note->back);
	statement_bind_text(&q, 6, note_fields_json(note, &arena));
	statement_bind_int(&q, 7, batch->id);
	statement_bind_int(&q, 8, batch->stamp.at_ms);
	statement_bind_int(&q, 9, origin->source_id);
	statement_bind_int(&q, 10, origin->place);
	statement_next(&q);
	ok = statement_close(&q, err);
	*note_id = sqlite3_last_insert_rowid(store_handle(batch->store));
	arena_release(&arena);
	return ok;
}

/* Otherwise it could be kept, but not be removed or put back. */
static bool check_size(const struct note *note, struct error *err)
{
	return note_fits(note) ||
	       error_set(err, ERROR_USAGE,
			 _("the note is longer than 16 MiB as the database "
			   "keeps it; shorten it"));
}

bool note_create(struct batch *batch, int64_t deck_id, const struct note *note,
		 int64_t *note_id, struct error *err)
{
	if (!check_size(note, err) || !batch_require(batch, err) ||
	    !note_insert(batch, deck_id, note, &(struct origin){ 0 }, note_id,
			 err))
		return false;
	for (size_t i = 0; i < note->tag_count; i++)
		if (!note_add_tag(batch, *note_id, note->tags[i], err))
			return false;
	return note_create_cards(batch, deck_id, *note_id, note, err);
}

/* Before a note from a file changes here: what it says there. */
#define KEEP_IMPORTED                                        \
	" imported = CASE WHEN place IS NOT NULL THEN"       \
	"  coalesce(imported," NOTE_TEXT_JSON ") END,"       \
	" imported_front = CASE WHEN place IS NOT NULL THEN" \
	"  coalesce(imported_front, front) END,"

bool note_retag(struct batch *batch, int64_t note_id, const struct note *note,
		struct error *err)
{
	struct arena arena = { 0 };
	struct statement q;
	bool ok;

	if (!check_size(note, err) ||
	    !batch_remember(batch, ENTITY_NOTE, note_id, err))
		return false;
	q = statement_open(batch->store, "UPDATE note SET" KEEP_IMPORTED
					 " modified_at_ms = ?2 WHERE id = ?1");
	statement_bind_int(&q, 1, note_id);
	statement_bind_int(&q, 2, batch->stamp.at_ms);
	statement_next(&q);
	ok = statement_close(&q, err) &&
	     note_set_tags(batch, note_id, note_tags_json(note, &arena), err);
	arena_release(&arena);
	return ok;
}

static bool update_text(struct batch *batch, int64_t note_id,
			const struct note *note, struct error *err)
{
	struct arena arena = { 0 };
	struct statement q = statement_open(
		batch->store,
		"UPDATE note SET" KEEP_IMPORTED " disputed = NULL,"
		" key = coalesce(?2, key), front = ?3, back = ?4, fields = ?5,"
		" modified_at_ms = ?6, deleted_at_ms = NULL WHERE id = ?1");
	bool ok;

	statement_bind_int(&q, 1, note_id);
	statement_bind_text(&q, 2, note->key);
	statement_bind_text(&q, 3, note->front);
	statement_bind_text(&q, 4, note->back);
	statement_bind_text(&q, 5, note_fields_json(note, &arena));
	statement_bind_int(&q, 6, batch->stamp.at_ms);
	statement_next(&q);
	ok = statement_close(&q, err) && gram_touch(batch->store, note_id, err);
	arena_release(&arena);
	return ok;
}

static bool deck_of(struct store *store, int64_t note_id, int64_t *deck_id,
		    struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT deck_id FROM note WHERE id = ?1");

	statement_bind_int(&q, 1, note_id);
	return statement_single(&q, 0, deck_id, err);
}

bool note_follow_text(struct batch *batch, int64_t note_id,
		      const struct note *note, struct error *err)
{
	struct arena arena = { 0 };
	int64_t deck_id;
	bool ok = deck_of(batch->store, note_id, &deck_id, err) &&
		  (note->tags_unsaid ||
		   note_set_tags(batch, note_id, note_tags_json(note, &arena),
				 err)) &&
		  note_set_cards(batch, note_id, deck_id, note, err) &&
		  schedule_refresh_note(batch->store, note_id, err);

	arena_release(&arena);
	return ok;
}

bool note_update(struct batch *batch, int64_t note_id, const struct note *note,
		 struct error *err)
{
	return check_size(note, err) &&
	       batch_remember(batch, ENTITY_NOTE, note_id, err) &&
	       update_text(batch, note_id, note, err) &&
	       note_follow_text(batch, note_id, note, err);
}

bool note_move(struct batch *batch, int64_t note_id, int64_t deck_id,
	       struct error *err)
{
	return batch_remember(batch, ENTITY_NOTE, note_id, err) &&
	       schedule_move_note(batch->store, note_id, deck_id, err) &&
	       gram_touch(batch->store, note_id, err);
}

static bool set_removed(struct batch *batch, int64_t note_id, bool keep_place,
			struct error *err)
{
	struct statement q;

	if (!batch_remember(batch, ENTITY_NOTE, note_id, err))
		return false;
	q = statement_open(batch->store, "UPDATE note SET deleted_at_ms = ?2,"
					 " modified_at_ms = ?2,"
					 " place = CASE WHEN ?3 THEN place END"
					 " WHERE id = ?1");
	statement_bind_int(&q, 1, note_id);
	statement_bind_int(&q, 2, batch->stamp.at_ms);
	statement_bind_int(&q, 3, keep_place);
	statement_next(&q);
	return statement_close(&q, err) &&
	       schedule_refresh_note(batch->store, note_id, err);
}

bool note_remove(struct batch *batch, int64_t note_id, struct error *err)
{
	return set_removed(batch, note_id, true, err);
}

bool note_retire(struct batch *batch, int64_t note_id, struct error *err)
{
	return set_removed(batch, note_id, false, err);
}

static bool load_key(struct store *store, int64_t note_id, struct arena *arena,
		     const char **key, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT key FROM note WHERE id = ?1");

	*key = NULL;
	statement_bind_int(&q, 1, note_id);
	if (statement_next(&q))
		*key = statement_text(&q, 0, arena);
	return statement_close(&q, err);
}

bool note_give_key(struct batch *batch, int64_t note_id, struct arena *arena,
		   const char **key, struct error *err)
{
	struct statement q;

	if (!load_key(batch->store, note_id, arena, key, err))
		return false;
	if (*key)
		return true;
	if (!batch_remember(batch, ENTITY_NOTE, note_id, err))
		return false;
	q = statement_open(batch->store,
			   "UPDATE note SET key = lower(substr(hex(uid), 21)),"
			   " modified_at_ms = ?2 WHERE id = ?1");
	statement_bind_int(&q, 1, note_id);
	statement_bind_int(&q, 2, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err) &&
	       load_key(batch->store, note_id, arena, key, err);
}
