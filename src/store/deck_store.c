#include "store/deck_store.h"

#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "base/unicode.h"
#include "store/note_store.h"
#include "store/statement.h"

static bool unknown_deck(struct store *store, const char *name,
			 struct error *err)
{
	struct arena arena = { 0 };
	struct deck *decks;
	const char **names;
	size_t count;
	int nearest;

	if (!deck_names(store, &arena, &decks, &count, err)) {
		arena_release(&arena);
		return false;
	}
	names = arena_array(&arena, count, sizeof(*names));
	for (size_t i = 0; i < count; i++)
		names[i] = decks[i].name;
	nearest = text_nearest(name, names, (int)count);
	if (nearest >= 0)
		error_set(err, ERROR_NOT_FOUND,
			  _("there is no deck \"%s\"; did you mean \"%s\"?"),
			  name, names[nearest]);
	else if (count == 0)
		error_set(err, ERROR_NOT_FOUND,
			  _("there is no deck \"%s\", nor any other yet; bring "
			    "one in with `ebb import FILE`"),
			  name);
	else
		error_set(err, ERROR_NOT_FOUND,
			  _("there is no deck \"%s\"; `ebb decks` lists them"),
			  name);
	arena_release(&arena);
	return false;
}

bool deck_find(struct store *store, const char *name, int64_t *deck_id,
	       struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id FROM deck WHERE name = ?1"
		       " AND deleted_at_ms IS NULL");

	statement_bind_text(&q, 1, name);
	if (!statement_single(&q, 0, deck_id, err))
		return false;
	return *deck_id != 0 || unknown_deck(store, name, err);
}

static bool find_any(struct store *store, const char *name, int64_t *deck_id,
		     bool *removed, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id, deleted_at_ms IS NOT NULL FROM deck"
		       " WHERE name = ?1");

	*deck_id = 0;
	statement_bind_text(&q, 1, name);
	if (statement_next(&q)) {
		*deck_id = statement_int(&q, 0);
		*removed = statement_int(&q, 1);
	}
	return statement_close(&q, err);
}

static bool create(struct batch *batch, const char *name, struct error *err)
{
	struct uid uid = store_make_uid(batch->store, batch->stamp.at_ms);
	struct statement q;

	if (!batch_require(batch, err))
		return false;
	q = statement_open(batch->store,
			   "INSERT INTO deck (uid, name, batch_id,"
			   " modified_at_ms) VALUES (?1, ?2, ?3, ?4)");
	statement_bind_uid(&q, 1, &uid);
	statement_bind_text(&q, 2, name);
	statement_bind_int(&q, 3, batch->id);
	statement_bind_int(&q, 4, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool set_removed(struct batch *batch, int64_t deck_id, bool removed,
			struct error *err)
{
	struct statement q;

	if (!batch_remember(batch, ENTITY_DECK, deck_id, err))
		return false;
	q = statement_open(batch->store,
			   "UPDATE deck SET modified_at_ms = ?2, deleted_at_ms"
			   " = CASE WHEN ?3 THEN ?2 END WHERE id = ?1");
	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, batch->stamp.at_ms);
	statement_bind_int(&q, 3, removed);
	statement_next(&q);
	return statement_close(&q, err);
}

/* Notes that were removed one by one before their deck are no longer unwanted
 * when something new brings it back; undo brings back what was. */
static bool forget_removals(struct batch *batch, int64_t deck_id,
			    struct error *err)
{
	struct statement q = statement_open(
		batch->store, "SELECT id FROM note WHERE deck_id = ?1"
			      " AND deleted_at_ms IS NOT NULL"
			      " AND place IS NOT NULL");
	bool ok = true;

	statement_bind_int(&q, 1, deck_id);
	while (ok && statement_next(&q))
		ok = batch_remember(batch, ENTITY_NOTE, statement_int(&q, 0),
				    err);
	if (!statement_finish(&q, ok, err))
		return false;
	q = statement_open(batch->store,
			   "UPDATE note SET place = NULL WHERE deck_id = ?1"
			   " AND deleted_at_ms IS NOT NULL");
	statement_bind_int(&q, 1, deck_id);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool bring_back(struct batch *batch, int64_t deck_id, struct error *err)
{
	return set_removed(batch, deck_id, false, err) &&
	       (batch->undoes || forget_removals(batch, deck_id, err));
}

bool deck_check_name(const char *name, struct error *err)
{
	if (name[strspn(name, " \t\r\n")] == '\0')
		return error_set(err, ERROR_USAGE,
				 _("the name of a deck cannot be empty"));
	if (!unicode_is_valid(name, strlen(name)))
		return error_set(err, ERROR_USAGE,
				 _("the name of a deck must be UTF-8"));
	return true;
}

bool deck_require(struct batch *batch, const char *name, int64_t *deck_id,
		  struct error *err)
{
	bool removed = false;

	if (!deck_check_name(name, err) ||
	    !find_any(batch->store, name, deck_id, &removed, err))
		return false;
	if (*deck_id == 0)
		return create(batch, name, err) &&
		       find_any(batch->store, name, deck_id, &removed, err);
	return !removed || bring_back(batch, *deck_id, err);
}

bool deck_restore_for(struct batch *batch, int64_t note_id, struct error *err)
{
	struct statement q = statement_open(
		batch->store,
		"SELECT deck.id FROM note JOIN deck ON deck.id = deck_id"
		" WHERE note.id = ?1 AND note.deleted_at_ms IS NULL"
		" AND deck.deleted_at_ms IS NOT NULL");
	int64_t deck_id;

	statement_bind_int(&q, 1, note_id);
	if (!statement_single(&q, 0, &deck_id, err))
		return false;
	return deck_id == 0 || bring_back(batch, deck_id, err);
}

bool deck_remove(struct batch *batch, int64_t deck_id, struct error *err)
{
	struct statement q = statement_open(
		batch->store, "SELECT id FROM note WHERE deck_id = ?1"
			      " AND deleted_at_ms IS NULL");
	bool ok = true;

	statement_bind_int(&q, 1, deck_id);
	while (ok && statement_next(&q))
		ok = note_retire(batch, statement_int(&q, 0), err);
	return statement_finish(&q, ok, err) &&
	       set_removed(batch, deck_id, true, err);
}

static bool collect(struct statement *q, struct arena *arena,
		    struct deck **decks, size_t *count, struct error *err)
{
	size_t capacity = 16, n = 0;
	struct deck *list = arena_array(arena, capacity, sizeof(*list));

	while (statement_next(q)) {
		if (n == capacity) {
			struct deck *longer = arena_array(arena, 2 * capacity,
							  sizeof(*list));

			for (size_t i = 0; i < n; i++)
				longer[i] = list[i];
			list = longer;
			capacity *= 2;
		}
		list[n++] = (struct deck){
			.id = statement_int(q, 0),
			.name = statement_required(q, 1, arena),
			.notes = statement_int(q, 2),
			.cards = statement_int(q, 3),
		};
	}
	*decks = list;
	*count = n;
	return statement_close(q, err);
}

bool deck_list(struct store *store, struct arena *arena, struct deck **decks,
	       size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT deck.id, name, count(DISTINCT note.id), count(card.id)"
		" FROM deck LEFT JOIN note ON note.deck_id = deck.id"
		"  AND note.deleted_at_ms IS NULL"
		" LEFT JOIN card ON card.id BETWEEN note.id * 256"
		"  AND note.id * 256 + 255 AND card.deleted_at_ms IS NULL"
		" WHERE deck.deleted_at_ms IS NULL"
		" GROUP BY deck.id ORDER BY name");

	return collect(&q, arena, decks, count, err);
}

bool deck_names(struct store *store, struct arena *arena, struct deck **decks,
		size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id, name, 0, 0 FROM deck"
		       " WHERE deleted_at_ms IS NULL ORDER BY name");

	return collect(&q, arena, decks, count, err);
}
