#include "store/note_parts.h"

#include "base/json.h"
#include "core/card.h"
#include "store/statement.h"

static void add_field(struct note *note, size_t *capacity,
		      const struct json_strings *strings, struct arena *arena)
{
	if (note->field_count == *capacity) {
		struct field *wider;

		*capacity = 2 * *capacity + 4;
		wider = arena_array(arena, *capacity, sizeof(*wider));
		for (size_t i = 0; i < note->field_count; i++)
			wider[i] = note->fields[i];
		note->fields = wider;
	}
	note->fields[note->field_count++] = (struct field){
		.name = strings->name,
		.value = strings->value,
	};
}

/* However they are spelled. */
static bool load_spelled(struct store *store, const char *json,
			 struct arena *arena, struct note *note,
			 struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT (SELECT count(*) FROM json_each(?1)), key, value"
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

/* As ebb writes them they are read here, many times as fast; SQLite reads what
 * is spelled in another way. */
bool note_load_fields(struct store *store, const char *json,
		      struct arena *arena, struct note *note, struct error *err)
{
	struct json_strings strings = json_strings_of(json);
	size_t capacity = 0;

	note->field_count = 0;
	while (json_strings_next(&strings, arena))
		add_field(note, &capacity, &strings, arena);
	return strings.ended || load_spelled(store, json, arena, note, err);
}

bool note_load_tags(struct store *store, int64_t note_id, struct arena *arena,
		    struct note *note, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT (SELECT count(*) FROM note_tag"
		       "  WHERE note_id = ?1), name FROM note_tag JOIN tag"
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
	       note_load_tags(store, note_id, arena, note, err) &&
	       load_directions(store, note_id, note, err);
}
