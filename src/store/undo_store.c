#include "store/undo_store.h"

#include <string.h>

#include "base/message.h"
#include "core/card.h"
#include "store/review_store.h"
#include "store/schedule_store.h"
#include "store/statement.h"
#include "store/undo_parts.h"

#define CORRECTION                                    \
	" iif(review.amends IS NULL, NULL, 'amend')," \
	" iif(review.amends IS NULL, NULL,"           \
	"  (SELECT front FROM note WHERE id = review.card_id >> 8)),"

/* Reviews and batches as one list of steps; those taken back are left out,
 * and so are the batches that did the taking back. */
#define STEPS                                                            \
	"SELECT 1, id, id, card_id, grade," CORRECTION "answered_at_ms," \
	" utc_offset_min, uid FROM review WHERE id > ?1"                 \
	" AND" REVIEW_IS_LIVE                                            \
	"UNION ALL SELECT 2, id, NULL, NULL, NULL, kind, label, at_ms,"  \
	" utc_offset_min, uid FROM batch WHERE id > ?1"                  \
	" AND undoes IS NULL"                                            \
	" AND NOT" BATCH_IS_UNDONE

/* What was taken back since the newest answer or change and did not come back
 * yet. */
#define UNDONE_STEPS                                                    \
	"WITH newest AS (SELECT max("                                   \
	"  coalesce((SELECT max(id) FROM review), 0),"                  \
	"  coalesce((SELECT id FROM batch WHERE undoes IS NULL"         \
	"   ORDER BY id DESC LIMIT 1), 0)) AS id)"                      \
	" SELECT 1, undone.id, review.id, card_id, grade," CORRECTION   \
	" undone.at_ms, undone.utc_offset_min, undone.uid"              \
	" FROM retraction AS undone"                                    \
	" JOIN review ON review.uid = undone.target"                    \
	" WHERE undone.id > (SELECT id FROM newest) AND NOT EXISTS"     \
	"  (SELECT 1 FROM retraction AS redone"                         \
	"   WHERE redone.target = undone.uid)"                          \
	" UNION ALL SELECT 2, undone.id, NULL, NULL, NULL, batch.kind," \
	" batch.label, undone.at_ms, undone.utc_offset_min, undone.uid" \
	" FROM batch AS undone JOIN batch ON batch.uid = undone.undoes" \
	" WHERE batch.undoes IS NULL"                                   \
	" AND undone.id > (SELECT id FROM newest) AND NOT EXISTS"       \
	"  (SELECT 1 FROM batch AS redone WHERE redone.undoes = undone.uid)"

static struct undo_step step_from_row(struct statement *q, struct arena *arena)
{
	enum undo_kind kind = (enum undo_kind)statement_int(q, 0);
	bool is_batch = kind == UNDO_BATCH;

	return (struct undo_step){
		.kind = kind,
		.id = statement_int(q, 1),
		.review_id = statement_int(q, 2),
		.card_id = statement_int(q, 3),
		.grade = statement_is_null(q, 4)
				 ? GRADE_NONE
				 : (int)statement_clamp(q, 4, 0,
							GRADE_COUNT - 1),
		.what = is_batch ? statement_required(q, 5, arena)
				 : statement_text(q, 5, arena),
		.label = is_batch ? statement_required(q, 6, arena)
				  : statement_text(q, 6, arena),
		.at_ms = statement_int(q, 7),
		.utc_offset_min = (int)statement_int(q, 8),
		.uid = statement_uid(q, 9),
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
	struct uid uid = store_make_event_uid(store, stamp->at_ms);
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

static bool retract(struct store *store, const struct undo_step *step,
		    const struct stamp *stamp, struct error *err)
{
	struct retracting retracting = {
		.store = store,
		.target = step->uid,
		.stamp = stamp,
	};

	return schedule_change_log(store, step->card_id, insert_retraction,
				   &retracting, NULL, err);
}

static bool take_back(struct store *store, struct undo_step *step,
		      const struct stamp *stamp, struct error *err)
{
	struct batch undo = {
		.store = store,
		.kind = "undo",
		.label = step->label,
		.undoes = &step->uid,
		.stamp = *stamp,
	};

	return undo_take_back_batch(&undo, step, err);
}

static bool apply(struct store *store, struct undo_step *step,
		  const struct stamp *stamp, struct error *err)
{
	return step->kind == UNDO_REVIEW ? retract(store, step, stamp, err)
					 : take_back(store, step, stamp, err);
}

/* Another session may have changed something, or restored a backup: then the
 * number may be another step's. */
static bool check_is_same(const struct undo_step *now,
			  const struct undo_step *step, struct error *err)
{
	return (now->kind != UNDO_NOTHING &&
		memcmp(&now->uid, &step->uid, sizeof(now->uid)) == 0) ||
	       error_set(err, ERROR_CONFLICT,
			 _("another session changed something in the "
			   "meantime; look again"));
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
	return ok && check_is_same(&now, step, err);
}

static bool check_still_redoable(struct store *store,
				 const struct undo_step *step,
				 struct error *err)
{
	struct arena arena = { 0 };
	struct undo_step now;
	bool ok = redo_newest(store, &arena, &now, err);

	arena_release(&arena);
	return ok && check_is_same(&now, step, err);
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
	return finish(store,
		      check_still_undoable(store, step, err) &&
			      apply(store, step, stamp, err),
		      err);
}

bool redo_apply(struct store *store, struct undo_step *step,
		const struct stamp *stamp, struct error *err)
{
	step->restored = step->kept = 0;
	if (!store_begin(store, err))
		return false;
	return finish(store,
		      check_still_redoable(store, step, err) &&
			      apply(store, step, stamp, err),
		      err);
}
