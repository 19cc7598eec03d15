#include "store/undo_store.h"

#include <string.h>

#include "base/message.h"
#include "core/card.h"
#include "store/absence_store.h"
#include "store/alias_store.h"
#include "store/deck_store.h"
#include "store/exam_store.h"
#include "store/note_store.h"
#include "store/review_store.h"
#include "store/schedule_store.h"
#include "store/setting_store.h"
#include "store/statement.h"

#define BATCH_IS_UNDONE                                                \
	" EXISTS (SELECT 1 FROM batch AS u WHERE u.undoes = batch.uid" \
	"  AND NOT EXISTS (SELECT 1 FROM batch AS r WHERE r.undoes = u.uid)) "

/* Reviews and batches as one list of steps; those taken back are left out,
 * and so are the batches that did the taking back. */
#define CORRECTION                                    \
	" iif(review.amends IS NULL, NULL, 'amend')," \
	" iif(review.amends IS NULL, NULL,"           \
	"  (SELECT front FROM note WHERE id = review.card_id >> 8)),"

#define STEPS                                                            \
	"SELECT 1, id, id, card_id, grade," CORRECTION "answered_at_ms," \
	" utc_offset_min FROM review WHERE id > ?1"                      \
	" AND" REVIEW_IS_LIVE                                            \
	"UNION ALL SELECT 2, id, NULL, NULL, NULL, kind, label, at_ms,"  \
	" utc_offset_min FROM batch WHERE id > ?1 AND undoes IS NULL"    \
	" AND NOT" BATCH_IS_UNDONE

/* What was taken back since the newest answer or change and did not come back
 * yet. */
#define UNDONE_STEPS                                                     \
	"WITH newest AS (SELECT max("                                    \
	"  coalesce((SELECT max(id) FROM review), 0),"                   \
	"  coalesce((SELECT id FROM batch WHERE undoes IS NULL"          \
	"   ORDER BY id DESC LIMIT 1), 0)) AS id)"                       \
	" SELECT 1, undone.id, review.id, card_id, grade," CORRECTION    \
	" undone.at_ms, undone.utc_offset_min FROM retraction AS undone" \
	" JOIN review ON review.uid = undone.target"                     \
	" WHERE undone.id > (SELECT id FROM newest) AND NOT EXISTS"      \
	"  (SELECT 1 FROM retraction AS redone"                          \
	"   WHERE redone.target = undone.uid)"                           \
	" UNION ALL SELECT 2, undone.id, NULL, NULL, NULL, batch.kind,"  \
	" batch.label, undone.at_ms, undone.utc_offset_min"              \
	" FROM batch AS undone JOIN batch ON batch.uid = undone.undoes"  \
	" WHERE batch.undoes IS NULL"                                    \
	" AND undone.id > (SELECT id FROM newest) AND NOT EXISTS"        \
	"  (SELECT 1 FROM batch AS redone WHERE redone.undoes = undone.uid)"

static struct undo_step step_from_row(struct statement *q, struct arena *arena)
{
	return (struct undo_step){
		.kind = (enum undo_kind)statement_int(q, 0),
		.id = statement_int(q, 1),
		.review_id = statement_int(q, 2),
		.card_id = statement_int(q, 3),
		.grade = statement_is_null(q, 4) ? GRADE_NONE
						 : (int)statement_int(q, 4),
		.what = statement_text(q, 5, arena),
		.label = statement_text(q, 6, arena),
		.at_ms = statement_int(q, 7),
		.utc_offset_min = (int)statement_int(q, 8),
	};
}

bool undo_newest(struct store *store, int64_t after_id, struct arena *arena,
		 struct undo_step *step, struct error *err)
{
	struct statement q = statement_open(store,
					    STEPS "ORDER BY 2 DESC LIMIT 1");

	*step = (struct undo_step){ .kind = UNDO_NOTHING };
	statement_bind_int(&q, 1, after_id);
	if (statement_next(&q))
		*step = step_from_row(&q, arena);
	return statement_close(&q, err);
}

bool redo_newest(struct store *store, struct arena *arena,
		 struct undo_step *step, struct error *err)
{
	struct statement q = statement_open(store, UNDONE_STEPS
					    "ORDER BY 2 DESC LIMIT 1");

	*step = (struct undo_step){ .kind = UNDO_NOTHING };
	if (statement_next(&q))
		*step = step_from_row(&q, arena);
	return statement_close(&q, err);
}

bool undo_find(struct store *store, int64_t id, struct arena *arena,
	       struct undo_step *step, struct error *err)
{
	struct statement q = statement_open(store, STEPS "ORDER BY 2 LIMIT 1");

	*step = (struct undo_step){ .kind = UNDO_NOTHING };
	statement_bind_int(&q, 1, id > 0 ? id - 1 : INT64_MAX);
	if (statement_next(&q))
		*step = step_from_row(&q, arena);
	if (!statement_close(&q, err))
		return false;
	if (step->kind == UNDO_NOTHING || step->id != id)
		return error_set(err, ERROR_NOT_FOUND,
				 _("there is no step %lld that could be taken "
				   "back; `ebb undo --list` shows them"),
				 (long long)id);
	return true;
}

bool undo_list(struct store *store, size_t most, struct arena *arena,
	       struct undo_step **steps, size_t *count, struct error *err)
{
	struct statement q = statement_open(store,
					    STEPS "ORDER BY 2 DESC LIMIT ?2");
	size_t n = 0;

	*steps = arena_array(arena, most, sizeof(**steps));
	statement_bind_int(&q, 1, 0);
	statement_bind_int(&q, 2, (int64_t)most);
	while (statement_next(&q))
		(*steps)[n++] = step_from_row(&q, arena);
	*count = n;
	return statement_close(&q, err);
}

/* The rows that a retraction or an undoing batch may name. */
enum table { TABLE_REVIEW, TABLE_RETRACTION, TABLE_BATCH };

static bool uid_of(struct store *store, enum table table, int64_t id,
		   struct uid *uid, struct error *err)
{
	static const char *const sql[] = {
		[TABLE_REVIEW] = "SELECT uid FROM review WHERE id = ?1",
		[TABLE_RETRACTION] = "SELECT uid FROM retraction WHERE id = ?1",
		[TABLE_BATCH] = "SELECT uid FROM batch WHERE id = ?1",
	};
	struct statement q = statement_open(store, sql[table]);

	statement_bind_int(&q, 1, id);
	if (statement_next(&q))
		*uid = statement_uid(&q, 0);
	return statement_close(&q, err);
}

struct retracting {
	struct store *store;
	struct uid target;
	const struct stamp *stamp;
};

static bool insert_retraction(void *context, struct error *err)
{
	const struct retracting *retracting = context;
	struct store *store = retracting->store;
	const struct stamp *stamp = retracting->stamp;
	struct uid uid = store_make_uid(store, stamp->at_ms);
	struct statement q;
	int64_t id;

	if (!store_next_event_id(store, &id, err))
		return false;
	q = statement_open(store,
			   "INSERT INTO retraction (id, uid, target, at_ms,"
			   " utc_offset_min, study_day, device)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
	statement_bind_int(&q, 1, id);
	statement_bind_uid(&q, 2, &uid);
	statement_bind_uid(&q, 3, &retracting->target);
	statement_bind_int(&q, 4, stamp->at_ms);
	statement_bind_int(&q, 5, stamp->utc_offset_min);
	statement_bind_int(&q, 6, stamp->study_day);
	statement_bind_text(&q, 7, store_device(store));
	statement_next(&q);
	return statement_close(&q, err);
}

/* Retract the row of a table that the step's id names. */
static bool retract(struct store *store, const struct undo_step *step,
		    enum table table, const struct stamp *stamp,
		    struct error *err)
{
	struct retracting retracting = { .store = store, .stamp = stamp };

	return uid_of(store, table, step->id, &retracting.target, err) &&
	       schedule_change_log(store, step->card_id, insert_retraction,
				   &retracting, NULL, err);
}

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
	     batch_remember(undo, ENTITY_NOTE, id, err) &&
	     run_for(undo->store,
		     "UPDATE note SET deck_id = json_extract(?2, '$.deck_id'),"
		     " key = json_extract(?2, '$.key'),"
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
	     note_set_tags(undo, id, tags ? tags : "[]", err) &&
	     deck_restore_for(undo, id, err) &&
	     schedule_refresh_note(undo->store, id, err);
	arena_release(&arena);
	return ok;
}

typedef bool remover(struct batch *undo, int64_t id, bool removed,
		     struct error *err);

/* A row of which a revision keeps only whether it was removed. */
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

static bool restore_row(struct batch *undo, struct undo_step *step,
			const char *entity, int64_t id, const char *before,
			struct error *err)
{
	struct store *store = undo->store;
	int64_t at_ms = undo->stamp.at_ms;

	step->restored++;
	if (strcmp(entity, "note") == 0)
		return restore_note(undo, id, before, err);
	if (strcmp(entity, "card") == 0)
		return batch_remember(undo, ENTITY_CARD, id, err) &&
		       run_for(store,
			       "UPDATE card SET modified_at_ms = ?3,"
			       " suspended = json_extract(?2, '$.suspended'),"
			       " buried_until_day ="
			       "  json_extract(?2, '$.buried_until_day'),"
			       " flagged ="
			       "  coalesce(json_extract(?2, '$.flagged'), 0),"
			       " deleted_at_ms ="
			       "  json_extract(?2, '$.deleted_at_ms')"
			       " WHERE id = ?1",
			       id, before, at_ms, err) &&
		       schedule_refresh(store, id, NULL, err);
	if (strcmp(entity, "deck") == 0)
		return batch_remember(undo, ENTITY_DECK, id, err) &&
		       run_for(store,
			       "UPDATE deck SET modified_at_ms = ?3, name ="
			       " json_extract(?2, '$.name'), deleted_at_ms ="
			       " json_extract(?2, '$.deleted_at_ms')"
			       " WHERE id = ?1",
			       id, before, at_ms, err);
	if (strcmp(entity, "alias") == 0)
		return restore_removed(undo, id, before, alias_set_removed,
				       err);
	if (strcmp(entity, "exam") == 0)
		return restore_removed(undo, id, before, exam_set_removed, err);
	if (strcmp(entity, "absence") == 0)
		return restore_removed(undo, id, before, absence_set_removed,
				       err);
	return batch_remember(undo, ENTITY_SETTING, id, err) &&
	       setting_restore(store, id, before, at_ms, err);
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
		if (statement_int(&q, 3))
			step->kept++;
		else
			ok = restore_row(undo, step, statement_borrow(&q, 0),
					 statement_int(&q, 1),
					 statement_borrow(&q, 2), err);
	}
	return statement_finish(&q, ok, err);
}

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

static bool take_back_batch(struct store *store, struct undo_step *step,
			    const struct stamp *stamp, struct error *err)
{
	struct uid target = { { 0 } };
	struct batch undo = {
		.store = store,
		.kind = "undo",
		.label = step->label,
		.undoes = &target,
		.stamp = *stamp,
	};

	return uid_of(store, TABLE_BATCH, step->id, &target, err) &&
	       batch_require(&undo, err) && restore_changed(&undo, step, err) &&
	       remove_created_cards(&undo, step, err) &&
	       remove_created(&undo, step, CREATED("alias"), alias_set_removed,
			      err) &&
	       remove_created(&undo, step, CREATED("absence"),
			      absence_set_removed, err) &&
	       remove_created(&undo, step, CREATED("exam"), exam_set_removed,
			      err) &&
	       remove_created_notes(&undo, step, err) &&
	       remove_created_decks(&undo, step, err) &&
	       check_something_restored(step, err);
}

static bool check_still_undoable(struct store *store,
				 const struct undo_step *step,
				 struct error *err)
{
	struct arena arena = { 0 };
	struct undo_step now;
	bool ok = undo_find(store, step->id, &arena, &now, err);

	arena_release(&arena);
	if (!ok && err->kind == ERROR_NOT_FOUND)
		err->kind = ERROR_CONFLICT;
	return ok;
}

static bool check_still_redoable(struct store *store,
				 const struct undo_step *step,
				 struct error *err)
{
	struct arena arena = { 0 };
	struct undo_step now;
	bool ok = redo_newest(store, &arena, &now, err);

	arena_release(&arena);
	if (ok && (now.kind == UNDO_NOTHING || now.id != step->id))
		return error_set(err, ERROR_CONFLICT,
				 _("another session changed something in the "
				   "meantime; look again"));
	return ok;
}

static bool finish(struct store *store, bool ok, struct error *err)
{
	if (ok)
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

bool undo_apply(struct store *store, struct undo_step *step,
		const struct stamp *stamp, struct error *err)
{
	step->restored = step->kept = 0;
	if (!store_begin(store, err))
		return false;
	return finish(
		store,
		check_still_undoable(store, step, err) &&
			(step->kind == UNDO_REVIEW
				 ? retract(store, step, TABLE_REVIEW, stamp,
					   err)
				 : take_back_batch(store, step, stamp, err)),
		err);
}

bool redo_apply(struct store *store, struct undo_step *step,
		const struct stamp *stamp, struct error *err)
{
	step->restored = step->kept = 0;
	if (!store_begin(store, err))
		return false;
	return finish(
		store,
		check_still_redoable(store, step, err) &&
			(step->kind == UNDO_REVIEW
				 ? retract(store, step, TABLE_RETRACTION, stamp,
					   err)
				 : take_back_batch(store, step, stamp, err)),
		err);
}
