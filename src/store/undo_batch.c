#include "store/undo_parts.h"

#include <string.h>

#include "base/message.h"
#include "store/absence_store.h"
#include "store/alias_store.h"
#include "store/deck_store.h"
#include "store/exam_store.h"
#include "store/gram_store.h"
#include "store/note_store.h"
#include "store/schedule_store.h"
#include "store/setting_store.h"
#include "store/statement.h"

/* ---- what the batch changed ---------------------------------------------- */

static bool run_for(struct store *store, const char *sql, int64_t id,
		    const char *before, int64_t at_ms, struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, id);
	statement_bind_text(&q, 2, before);
	statement_bind_int(&q, 3, at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool restore_deck_of(struct batch *undo, int64_t note_id,
			    const char *before, struct error *err)
{
	struct statement q = statement_open(
		undo->store, "SELECT json_extract(?1, '$.deck_id')");
	int64_t deck_id;

	statement_bind_text(&q, 1, before);
	return statement_single(&q, 0, &deck_id, err) &&
	       note_move(undo, note_id, deck_id, err);
}

static bool restore_note(struct batch *undo, int64_t id, const char *before,
			 struct error *err)
{
	struct arena arena = { 0 };
	struct statement q = statement_open(
		undo->store, "SELECT json_extract(?1, '$.tags')");
	char *tags = NULL;
	bool ok;

	statement_bind_text(&q, 1, before);
	if (statement_next(&q))
		tags = statement_text(&q, 0, &arena);
	ok = statement_close(&q, err) &&
	     restore_deck_of(undo, id, before, err) &&
	     run_for(undo->store,
		     "UPDATE note SET key = json_extract(?2, '$.key'),"
		     " front = json_extract(?2, '$.front'),"
		     " back = json_extract(?2, '$.back'),"
		     " fields = json_extract(?2, '$.fields'),"
		     " source_id = json_extract(?2, '$.source_id'),"
		     " place = json_extract(?2, '$.place'),"
		     " imported = json_extract(?2, '$.imported'),"
		     " imported_front = json_extract(?2, '$.imported_front'),"
		     " disputed = json_extract(?2, '$.disputed'),"
		     " deleted_at_ms = json_extract(?2, '$.deleted_at_ms'),"
		     " modified_at_ms = ?3 WHERE id = ?1",
		     id, before, undo->stamp.at_ms, err) &&
	     gram_touch(undo->store, id, err) &&
	     note_set_tags(undo, id, tags ? tags : "[]", err) &&
	     deck_restore_for(undo, id, err) &&
	     schedule_refresh_note(undo->store, id, err);
	arena_release(&arena);
	return ok;
}

static bool restore_card(struct batch *undo, int64_t id, const char *before,
			 struct error *err)
{
	return batch_remember(undo, ENTITY_CARD, id, err) &&
	       run_for(undo->store,
		       "UPDATE card SET modified_at_ms = ?3,"
		       " suspended = json_extract(?2, '$.suspended'),"
		       " buried_until_day ="
		       "  json_extract(?2, '$.buried_until_day'),"
		       " flagged = coalesce(json_extract(?2, '$.flagged'), 0),"
		       " deleted_at_ms = json_extract(?2, '$.deleted_at_ms')"
		       " WHERE id = ?1",
		       id, before, undo->stamp.at_ms, err) &&
	       schedule_refresh(undo->store, id, NULL, err);
}

static bool restore_deck(struct batch *undo, int64_t id, const char *before,
			 struct error *err)
{
	return batch_remember(undo, ENTITY_DECK, id, err) &&
	       run_for(undo->store,
		       "UPDATE deck SET modified_at_ms = ?3,"
		       " name = json_extract(?2, '$.name'),"
		       " deleted_at_ms = json_extract(?2, '$.deleted_at_ms')"
		       " WHERE id = ?1",
		       id, before, undo->stamp.at_ms, err);
}

static bool restore_setting(struct batch *undo, int64_t id, const char *before,
			    struct error *err)
{
	return batch_remember(undo, ENTITY_SETTING, id, err) &&
	       setting_restore(undo->store, id, before, undo->stamp.at_ms, err);
}

typedef bool restorer(struct batch *undo, int64_t id, const char *before,
		      struct error *err);
typedef bool remover(struct batch *undo, int64_t id, bool removed,
		     struct error *err);

/* By the names in revision.entity. */
static const struct entity {
	const char *name;
	restorer *restore;
	remover *set_removed; /* all that its revisions keep */
} entities[] = {
	{ "note", restore_note, NULL },
	{ "card", restore_card, NULL },
	{ "deck", restore_deck, NULL },
	{ "setting", restore_setting, NULL },
	{ "alias", NULL, alias_set_removed },
	{ "exam", NULL, exam_set_removed },
	{ "absence", NULL, absence_set_removed },
};

static const struct entity *find_entity(const char *name)
{
	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++)
		if (strcmp(entities[i].name, name) == 0)
			return &entities[i];
	return NULL;
}

static bool restore_removed(struct batch *undo, int64_t id, const char *before,
			    remover *set_removed, struct error *err)
{
	struct statement q = statement_open(
		undo->store,
		"SELECT json_extract(?1, '$.deleted_at_ms') IS NOT NULL");
	int64_t removed;

	statement_bind_text(&q, 1, before);
	return statement_single(&q, 0, &removed, err) &&
	       set_removed(undo, id, removed, err);
}

static bool restore_row(struct batch *undo, const char *name, int64_t id,
			const char *before, struct error *err)
{
	const struct entity *entity = find_entity(name);

	if (!entity)
		return error_set(err, ERROR_FORMAT,
				 _("the database keeps a change of a \"%s\", "
				   "which this ebb does not know"),
				 name);
	if (entity->set_removed)
		return restore_removed(undo, id, before, entity->set_removed,
				       err);
	return entity->restore(undo, id, before, err);
}

/* Rows that a later change, itself not taken back, has touched again keep
 * what that change gave them. */
#define CHANGED_LATER(name, row)                                  \
	" EXISTS (SELECT 1 FROM revision AS later"                \
	"  JOIN batch ON batch.id = later.batch_id"               \
	"  WHERE later.entity = " name " AND later.row_id = " row \
	"  AND later.batch_id > ?1 AND batch.undoes IS NULL"      \
	"  AND NOT" BATCH_IS_UNDONE ") "

static bool restore_changed(struct batch *undo, struct undo_step *step,
			    struct error *err)
{
	struct statement q = statement_open(
		undo->store,
		"SELECT entity, row_id, before," CHANGED_LATER(
			"revision.entity",
			"revision.row_id") "FROM revision WHERE batch_id = ?1 ORDER BY id DESC");
	bool ok = true;

	statement_bind_int(&q, 1, step->id);
	while (ok && statement_next(&q)) {
		if (statement_int(&q, 3)) {
			step->kept++;
			continue;
		}
		step->restored++;
		ok = restore_row(undo, statement_required(&q, 0, NULL),
				 statement_int(&q, 1),
				 statement_required(&q, 2, NULL), err);
	}
	return statement_finish(&q, ok, err);
}

/* ---- what the batch created ---------------------------------------------- */

/* Cards that the step added to notes that were there before it. */
static bool remove_created_cards(struct batch *undo, struct undo_step *step,
				 struct error *err)
{
	struct statement q = statement_open(
		undo->store,
		"SELECT card.id FROM card JOIN note ON note.id = card.id >> 8"
		" WHERE card.batch_id = ?1 AND note.batch_id <> ?1"
		" AND card.deleted_at_ms IS NULL");
	bool ok = true;

	statement_bind_int(&q, 1, step->id);
	while (ok && statement_next(&q)) {
		int64_t id = statement_int(&q, 0);

		step->restored++;
		ok = batch_remember(undo, ENTITY_CARD, id, err) &&
		     run_for(undo->store,
			     "UPDATE card SET deleted_at_ms = ?3,"
			     " modified_at_ms = ?3 WHERE id = ?1"
			     " AND ?2 IS NULL",
			     id, NULL, undo->stamp.at_ms, err) &&
		     schedule_refresh(undo->store, id, NULL, err);
	}
	return statement_finish(&q, ok, err);
}

static bool retire_note(struct batch *undo, struct undo_step *step, int64_t id,
			struct error *err)
{
	step->restored++;
	return note_retire(undo, id, err);
}

static bool remove_created_notes(struct batch *undo, struct undo_step *step,
				 struct error *err)
{
	struct statement q = statement_open(
		undo->store,
		"SELECT id," CHANGED_LATER(
			"'note'",
			"note.id") "FROM note WHERE batch_id = ?1 AND deleted_at_ms IS NULL");
	bool ok = true;

	statement_bind_int(&q, 1, step->id);
	while (ok && statement_next(&q)) {
		if (statement_int(&q, 1))
			step->kept++;
		else
			ok = retire_note(undo, step, statement_int(&q, 0), err);
	}
	return statement_finish(&q, ok, err);
}

/* Rows that the step created: the statement yields their ids. */
static bool remove_created(struct batch *undo, struct undo_step *step,
			   const char *sql, remover *set_removed,
			   struct error *err)
{
	struct statement q = statement_open(undo->store, sql);
	bool ok = true;

	statement_bind_int(&q, 1, step->id);
	while (ok && statement_next(&q)) {
		step->restored++;
		ok = set_removed(undo, statement_int(&q, 0), true, err);
	}
	return statement_finish(&q, ok, err);
}

#define CREATED(table) \
	"SELECT id FROM " table " WHERE batch_id = ?1 AND deleted_at_ms IS NULL"

/* A deck that the step brought back is removed again, unless later notes are in
 * it. */
static bool keep_used_decks(struct batch *undo, const struct undo_step *step,
			    struct error *err)
{
	return statement_run_with(
		undo->store,
		"UPDATE deck SET deleted_at_ms = NULL, modified_at_ms = ?2"
		" WHERE deleted_at_ms IS NOT NULL AND id IN (SELECT row_id"
		"  FROM revision WHERE batch_id = ?1 AND entity = 'deck')"
		" AND EXISTS (SELECT 1 FROM note WHERE deck_id = deck.id"
		"  AND deleted_at_ms IS NULL)",
		step->id, undo->stamp.at_ms, err);
}

/* A deck that the step made goes when nothing is left in it. */
static bool remove_created_decks(struct batch *undo, struct undo_step *step,
				 struct error *err)
{
	struct statement q = statement_open(
		undo->store,
		"SELECT id FROM deck WHERE batch_id = ?1"
		" AND deleted_at_ms IS NULL AND NOT EXISTS (SELECT 1 FROM note"
		"  WHERE deck_id = deck.id AND deleted_at_ms IS NULL)");
	bool ok = true;

	statement_bind_int(&q, 1, step->id);
	while (ok && statement_next(&q)) {
		int64_t id = statement_int(&q, 0);

		ok = batch_remember(undo, ENTITY_DECK, id, err) &&
		     run_for(undo->store,
			     "UPDATE deck SET deleted_at_ms = ?3,"
			     " modified_at_ms = ?3 WHERE id = ?1"
			     " AND ?2 IS NULL",
			     id, NULL, undo->stamp.at_ms, err);
	}
	return statement_finish(&q, ok, err);
}

/* Otherwise the step would count as taken back, and what it replaced would be
 * out of reach once the later changes are. */
static bool check_something_restored(const struct undo_step *step,
				     struct error *err)
{
	if (step->restored || !step->kept)
		return true;
	return error_set(err, ERROR_CONFLICT,
			 _("everything in step %lld was changed again later; "
			   "take those changes back first"),
			 (long long)step->id);
}

bool undo_take_back_batch(struct batch *undo, struct undo_step *step,
			  struct error *err)
{
	return batch_require(undo, err) && restore_changed(undo, step, err) &&
	       remove_created_cards(undo, step, err) &&
	       remove_created(undo, step, CREATED("alias"), alias_set_removed,
			      err) &&
	       remove_created(undo, step, CREATED("absence"),
			      absence_set_removed, err) &&
	       remove_created(undo, step, CREATED("exam"), exam_set_removed,
			      err) &&
	       remove_created_notes(undo, step, err) &&
	       keep_used_decks(undo, step, err) &&
	       remove_created_decks(undo, step, err) &&
	       check_something_restored(step, err);
}
