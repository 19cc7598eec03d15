#include "store/note_parts.h"

#include "base/json.h"
#include "core/card.h"
#include "store/statement.h"

static void add_field(struct note *note, const char *name, const char *value,
		      struct arena *arena)
{
	note->fields = arena_extend(arena, note->fields, note->field_count,
				    sizeof(*note->fields));
	note->fields[note->field_count++] = (struct field){
		.name = name,
		.value = value,
	};
}

/* However they are spelled. */
static bool load_spelled(struct store *store, const char *json,
			 struct arena *arena, struct note *note,
			 struct error *err)
{
	struct statement q = statement_open(store, "SELECT key, value"
						   " FROM json_each(?1)"
						   " ORDER BY id");

	statement_bind_text(&q, 1, json);
	note->field_count = 0;
	while (statement_next(&q))
		add_field(note, statement_required(&q, 0, arena),
			  statement_required(&q, 1, arena), arena);
	return statement_close(&q, err);
}

/* As ebb writes them they are read here, many times as fast; SQLite reads what
 * is spelled in another way. */
bool note_load_fields(struct store *store, const char *json,
		      struct arena *arena, struct note *note, struct error *err)
{
	struct json_strings strings = json_strings_of(json);

	note->field_count = 0;
	while (json_strings_next(&strings, arena))
		add_field(note, strings.name, strings.value, arena);
	return strings.ended || load_spelled(store, json, arena, note, err);
}

bool note_load_tags(struct store *store, int64_t note_id, struct arena *arena,
		    struct note *note, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT name FROM note_tag JOIN tag ON tag_id = tag.id"
		       " WHERE note_id = ?1 ORDER BY name");

	note->tag_count = 0;
	statement_bind_int(&q, 1, note_id);
	while (statement_next(&q)) {
		note->tags = arena_extend(arena, note->tags, note->tag_count,
					  sizeof(*note->tags));
		note->tags[note->tag_count++] = statement_required(&q, 0,
								   arena);
	}
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
