#include "store/note_store.h"

#include "base/json.h"
#include "core/card.h"
#include "store/origin_store.h"
#include "store/schedule_store.h"
#include "store/start_store.h"
#include "store/statement.h"

/* A note's text as origin_text_json() writes it, in SQL. */
#define NOTE_TEXT_JSON                                                    \
	" json_object('front', front, 'back', back, 'fields',"            \
	" json(fields), 'tags', json((SELECT json_group_array(name) FROM" \
	" (SELECT name FROM tag JOIN note_tag ON tag_id = tag.id"         \
	" WHERE note_id = note.id ORDER BY name)))) "

char *note_fields_json(const struct note *note, struct arena *arena)
{
	struct text json = { 0 };
	char *copy;

	text_add_char(&json, '{');
	for (size_t i = 0; i < note->field_count; i++) {
		if (i)
			text_add_char(&json, ',');
		json_add_string(&json, note->fields[i].name);
		text_add_char(&json, ':');
		json_add_string(&json, note->fields[i].value);
	}
	text_add_char(&json, '}');
	copy = text_copy(&json, arena);
	text_release(&json);
	return copy;
}

char *note_tags_json(const struct note *note, struct arena *arena)
{
	struct text json = { 0 };
	char *copy;

	text_add_char(&json, '[');
	for (size_t i = 0; i < note->tag_count; i++) {
		if (i)
			text_add_char(&json, ',');
		json_add_string(&json, note->tags[i]);
	}
	text_add_char(&json, ']');
	copy = text_copy(&json, arena);
	text_release(&json);
	return copy;
}

static bool create_tag(struct batch *batch, const char *name, struct error *err)
{
	struct uid uid = store_make_uid(batch->store, batch->stamp.at_ms);
	struct statement q = statement_open(
		batch->store, "INSERT INTO tag (uid, name, modified_at_ms)"
			      " VALUES (?1, ?2, ?3) ON CONFLICT (name)"
			      " DO NOTHING");

	statement_bind_uid(&q, 1, &uid);
	statement_bind_text(&q, 2, name);
	statement_bind_int(&q, 3, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

/* *linked: there is such a tag, and the note did not have it. */
static bool link_tag(struct batch *batch, int64_t note_id, const char *name,
		     bool *linked, struct error *err)
{
	struct statement q = statement_open(
		batch->store,
		"INSERT OR IGNORE INTO note_tag"
		" VALUES (?1, (SELECT id FROM tag WHERE name = ?2))");

	statement_bind_int(&q, 1, note_id);
	statement_bind_text(&q, 2, name);
	statement_next(&q);
	*linked = sqlite3_changes(store_handle(batch->store)) > 0;
	return statement_close(&q, err);
}

/* Most tags are there already. */
static bool add_tag(struct batch *batch, int64_t note_id, const char *name,
		    struct error *err)
{
	bool linked;

	return link_tag(batch, note_id, name, &linked, err) &&
	       (linked || (create_tag(batch, name, err) &&
			   link_tag(batch, note_id, name, &linked, err)));
}

bool note_set_tags(struct batch *batch, int64_t note_id, const char *tags_json,
		   struct error *err)
{
	struct statement q = statement_open(
		batch->store, "DELETE FROM note_tag WHERE note_id = ?1");
	bool ok = true;

	statement_bind_int(&q, 1, note_id);
	statement_next(&q);
	if (!statement_close(&q, err))
		return false;
	q = statement_open(batch->store, "SELECT value FROM json_each(?1)");
	statement_bind_text(&q, 1, tags_json);
	while (ok && statement_next(&q))
		ok = add_tag(batch, note_id, statement_borrow(&q, 0), err);
	return statement_finish(&q, ok, err);
}

/* The schedule that a note brings is that of its first card; NULL is none. */
static bool create_card(struct batch *batch, int64_t deck_id, int64_t card_id,
			const struct card_start *brought, struct error *err)
{
	struct card_start nothing = { 0 };
	struct schedule start = card_start_schedule(
		brought ? brought : &nothing, batch->stamp.study_day);

	struct statement q = statement_open(
		batch->store, "INSERT INTO card (id, batch_id, modified_at_ms)"
			      " VALUES (?1, ?2, ?3)");

	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, batch->id);
	statement_bind_int(&q, 3, batch->stamp.at_ms);
	statement_next(&q);
	if (!statement_close(&q, err))
		return false;
	if (start.ratings)
		return start_put(batch->store, card_id, &start, err);
	return schedule_add_unseen(batch->store, deck_id, card_id, err);
}

static bool insert_note(struct batch *batch, int64_t deck_id,
			const struct note *note, const struct origin *origin,
			int64_t *note_id, struct error *err)
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

bool note_create_from(struct batch *batch, int64_t deck_id,
		      const struct note *note, const struct origin *origin,
		      int64_t *note_id, struct error *err)
{
	struct number_set ordinals = note_ordinals(note);
	bool is_first = true;

	if (!batch_require(batch, err) ||
	    !insert_note(batch, deck_id, note, origin, note_id, err))
		return false;
	for (size_t i = 0; i < note->tag_count; i++)
		if (!add_tag(batch, *note_id, note->tags[i], err))
			return false;
	for (int ordinal = 0; ordinal < CARDS_PER_NOTE; ordinal++) {
		if (!number_set_has(&ordinals, ordinal))
			continue;
		if (!create_card(batch, deck_id,
				 *note_id * CARDS_PER_NOTE + ordinal,
				 is_first ? &note->start : NULL, err))
			return false;
		is_first = false;
	}
	return true;
}

bool note_create(struct batch *batch, int64_t deck_id, const struct note *note,
		 int64_t *note_id, struct error *err)
{
	return note_create_from(batch, deck_id, note, &(struct origin){ 0 },
				note_id, err);
}

static bool set_card_removed(struct batch *batch, int64_t card_id, bool removed,
			     struct error *err)
{
	struct statement q;

	if (!batch_remember(batch, ENTITY_CARD, card_id, err))
		return false;
	q = statement_open(batch->store,
			   "UPDATE card SET modified_at_ms = ?2, deleted_at_ms"
			   " = CASE WHEN ?3 THEN ?2 END WHERE id = ?1");
	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, batch->stamp.at_ms);
	statement_bind_int(&q, 3, removed);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool card_presence(struct store *store, int64_t card_id, bool *exists,
			  bool *live, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT deleted_at_ms IS NULL FROM card WHERE id = ?1");

	*exists = *live = false;
	statement_bind_int(&q, 1, card_id);
	if (statement_next(&q)) {
		*exists = true;
		*live = statement_int(&q, 0);
	}
	return statement_close(&q, err);
}

static bool set_card(struct batch *batch, int64_t deck_id, int64_t card_id,
		     bool wanted, struct error *err)
{
	bool exists, live;

	if (!card_presence(batch->store, card_id, &exists, &live, err))
		return false;
	if (wanted == live)
		return true;
	return wanted && !exists
		       ? create_card(batch, deck_id, card_id, NULL, err)
		       : set_card_removed(batch, card_id, !wanted, err);
}

static bool load_ordinals(struct store *store, int64_t note_id,
			  struct number_set *ordinals, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id & 255 FROM card WHERE id BETWEEN ?1 * 256"
		       " AND ?1 * 256 + 255 AND deleted_at_ms IS NULL");

	*ordinals = (struct number_set){ { 0 } };
	statement_bind_int(&q, 1, note_id);
	while (statement_next(&q))
		number_set_add(ordinals, (int)statement_int(&q, 0));
	return statement_close(&q, err);
}

/* The cards that the note's text and directions ask for.  Unsaid directions
 * leave the cards as they are, unless deletions came or went. */
static bool set_cards(struct batch *batch, int64_t note_id, int64_t deck_id,
		      const struct note *note, struct error *err)
{
	struct number_set wanted = note_ordinals(note), live;
	bool was_cloze;

	if (!load_ordinals(batch->store, note_id, &live, err))
		return false;
	was_cloze = !(live.bits[0] & DIRECTIONS_BOTH);
	if (!note->directions && !was_cloze && !cloze_has(note->front))
		return true;
	for (int ordinal = 0; ordinal < CARDS_PER_NOTE; ordinal++) {
		bool is_wanted = number_set_has(&wanted, ordinal);

		if (is_wanted != number_set_has(&live, ordinal) &&
		    !set_card(batch, deck_id,
			      note_id * CARDS_PER_NOTE + ordinal, is_wanted,
			      err))
			return false;
	}
	return true;
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

	if (!batch_remember(batch, ENTITY_NOTE, note_id, err))
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
	ok = statement_close(&q, err);
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
		  set_cards(batch, note_id, deck_id, note, err) &&
		  schedule_refresh_note(batch->store, note_id, err);

	arena_release(&arena);
	return ok;
}

bool note_update(struct batch *batch, int64_t note_id, const struct note *note,
		 struct error *err)
{
	return batch_remember(batch, ENTITY_NOTE, note_id, err) &&
	       update_text(batch, note_id, note, err) &&
	       note_follow_text(batch, note_id, note, err);
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

bool note_load_fields(struct store *store, const char *json,
		      struct arena *arena, struct note *note, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) OVER (), key, value"
		       " FROM json_each(?1) ORDER BY id");
	size_t n = 0;

	statement_bind_text(&q, 1, json);
	while (statement_next(&q)) {
		if (n == 0)
			note->fields = arena_array(arena,
						   (size_t)statement_int(&q, 0),
						   sizeof(*note->fields));
		note->fields[n].name = statement_text(&q, 1, arena);
		note->fields[n++].value = statement_text(&q, 2, arena);
	}
	note->field_count = n;
	return statement_close(&q, err);
}

static bool load_tags(struct store *store, int64_t note_id, struct arena *arena,
		      struct note *note, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) OVER (), name FROM tag JOIN note_tag"
		       " ON tag_id = tag.id WHERE note_id = ?1 ORDER BY name");
	size_t n = 0;

	statement_bind_int(&q, 1, note_id);
	while (statement_next(&q)) {
		if (n == 0)
			note->tags = arena_array(arena,
						 (size_t)statement_int(&q, 0),
						 sizeof(*note->tags));
		note->tags[n++] = statement_text(&q, 1, arena);
	}
	note->tag_count = n;
	return statement_close(&q, err);
}

/* Cards of deletions follow from the text, and are no directions. */
static bool load_directions(struct store *store, int64_t note_id,
			    struct note *note, struct error *err)
{
	struct number_set ordinals;

	if (!load_ordinals(store, note_id, &ordinals, err))
		return false;
	note->directions = (unsigned)ordinals.bits[0] & DIRECTIONS_BOTH;
	return true;
}

bool note_load(struct store *store, int64_t note_id, struct arena *arena,
	       struct note *note, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT key, deck.name, front, back, fields FROM note"
		       " JOIN deck ON deck.id = deck_id WHERE note.id = ?1");
	const char *fields = "{}";

	*note = (struct note){ .id = note_id };
	statement_bind_int(&q, 1, note_id);
	if (statement_next(&q)) {
		note->key = statement_text(&q, 0, arena);
		note->deck = statement_text(&q, 1, arena);
		note->front = statement_text(&q, 2, arena);
		note->back = statement_text(&q, 3, arena);
		fields = statement_text(&q, 4, arena);
	}
	return statement_close(&q, err) &&
	       note_load_fields(store, fields, arena, note, err) &&
	       load_tags(store, note_id, arena, note, err) &&
	       load_directions(store, note_id, note, err);
}

/* Where its first card stands, in the words in which it could be brought in
 * again. */
static bool load_start(struct store *store, int64_t note_id,
		       struct card_start *start, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT due_day, interval_days, ease_centi,"
		       " repetitions, lapses FROM schedule"
		       " WHERE card_id BETWEEN ?1 * 256 AND ?1 * 256 + 255"
		       " AND ratings > 0 ORDER BY card_id LIMIT 1");

	statement_bind_int(&q, 1, note_id);
	if (statement_next(&q))
		*start = (struct card_start){
			.given = true,
			.due_day = statement_day(&q, 0),
			.interval_days = (int)statement_int(&q, 1),
			.ease_centi = (int)statement_int(&q, 2),
			.repetitions = (int)statement_int(&q, 3),
			.lapses = (int)statement_int(&q, 4),
		};
	return statement_close(&q, err);
}

static bool visit_note(struct store *store, int64_t note_id,
		       note_visitor *visit, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct note note;
	bool ok = note_load(store, note_id, &arena, &note, err) &&
		  load_start(store, note_id, &note.start, err) &&
		  visit(context, &note, err);

	arena_release(&arena);
	return ok;
}

bool note_each(struct store *store, int64_t deck_id, note_visitor *visit,
	       void *context, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT note.id FROM note JOIN deck ON deck.id = deck_id"
		" WHERE note.deleted_at_ms IS NULL"
		" AND deck.deleted_at_ms IS NULL"
		" AND (?1 = 0 OR deck_id = ?1) ORDER BY deck.name, note.id");
	bool ok = true;

	statement_bind_int(&q, 1, deck_id);
	while (ok && statement_next(&q))
		ok = visit_note(store, statement_int(&q, 0), visit, context,
				err);
	return statement_finish(&q, ok, err);
}
