#include "store/note_parts.h"

#include "core/card.h"
#include "store/statement.h"

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
		note->fields[n].name = statement_required(&q, 1, arena);
		note->fields[n++].value = statement_required(&q, 2, arena);
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
		note->tags[n++] = statement_required(&q, 1, arena);
	}
	note->tag_count = n;
	return statement_close(&q, err);
}

/* Cards of deletions follow from the text, and are no directions. */
static bool load_directions(struct store *store, int64_t note_id,
			    struct note *note, struct error *err)
{
	struct number_set ordinals;

	if (!note_load_ordinals(store, note_id, &ordinals, err))
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
		note->deck = statement_required(&q, 1, arena);
		note->front = statement_required(&q, 2, arena);
		note->back = statement_required(&q, 3, arena);
		fields = statement_required(&q, 4, arena);
	}
	if (!statement_close(&q, err))
		return false;
	if (!note->front) /* a card or a deck that has lost its note */
		return store_fail(store, SQLITE_CORRUPT, "note", err);
	return note_load_fields(store, fields, arena, note, err) &&
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
