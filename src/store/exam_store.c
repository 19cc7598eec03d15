#include "store/exam_store.h"

#include "store/schedule_store.h"
#include "store/statement.h"

bool exam_load(struct store *store, struct arena *arena, struct exam **list,
	       size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT coalesce(deck_id, 0), day FROM exam"
		       " WHERE deleted_at_ms IS NULL ORDER BY day, uid");

	*list = NULL;
	*count = 0;
	while (statement_next(&q)) {
		*list = arena_extend(arena, *list, *count, sizeof(**list));
		(*list)[(*count)++] = (struct exam){
			.deck_id = statement_int(&q, 0),
			.day = statement_day(&q, 1),
		};
	}
	return statement_close(&q, err);
}

static bool refresh(struct store *store, const struct exam *exam,
		    struct schedule_moved *moved, struct error *err)
{
	return schedule_refresh_due(store, exam->day, INT32_MAX, exam->deck_id,
				    moved, err);
}

bool exam_add(struct batch *batch, const struct exam *exam,
	      struct schedule_moved *moved, struct error *err)
{
	struct uid uid;
	struct statement q;

	if (!batch_require(batch, err))
		return false;
	uid = store_make_uid(batch->store, batch->stamp.at_ms);
	q = statement_open(batch->store,
			   "INSERT INTO exam (uid, deck_id, day, batch_id,"
			   " modified_at_ms)"
			   " VALUES (?1, nullif(?2, 0), ?3, ?4, ?5)");
	statement_bind_uid(&q, 1, &uid);
	statement_bind_int(&q, 2, exam->deck_id);
	statement_bind_int(&q, 3, exam->day);
	statement_bind_int(&q, 4, batch->id);
	statement_bind_int(&q, 5, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err) &&
	       refresh(batch->store, exam, moved, err);
}

static bool load_one(struct store *store, int64_t id, struct exam *exam,
		     struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT coalesce(deck_id, 0), day FROM exam"
		       " WHERE id = ?1");

	*exam = (struct exam){ 0 };
	statement_bind_int(&q, 1, id);
	if (statement_next(&q)) {
		exam->deck_id = statement_int(&q, 0);
		exam->day = statement_day(&q, 1);
	}
	return statement_close(&q, err);
}

static bool set_removed(struct store *store, int64_t id, bool removed,
			int64_t at_ms, struct error *err)
{
	struct exam exam;
	struct schedule_moved moved;
	struct statement q;

	if (!load_one(store, id, &exam, err))
		return false;
	q = statement_open(store, "UPDATE exam SET modified_at_ms = ?2,"
				  " deleted_at_ms = iif(?3, ?2, NULL)"
				  " WHERE id = ?1");
	statement_bind_int(&q, 1, id);
	statement_bind_int(&q, 2, at_ms);
	statement_bind_int(&q, 3, removed);
	statement_next(&q);
	return statement_close(&q, err) && refresh(store, &exam, &moved, err);
}

bool exam_set_removed(struct batch *batch, int64_t id, bool removed,
		      struct error *err)
{
	return batch_remember(batch, ENTITY_EXAM, id, err) &&
	       set_removed(batch->store, id, removed, batch->stamp.at_ms, err);
}

static bool next_past(struct store *store, int32_t study_day, int64_t *id,
		      struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT coalesce(min(id), 0) FROM exam"
		       " WHERE deleted_at_ms IS NULL AND day <= ?1");

	statement_bind_int(&q, 1, study_day);
	return statement_single(&q, 0, id, err);
}

static bool end_all(struct store *store, const struct stamp *now,
		    struct error *err)
{
	int64_t id;

	for (;;) {
		if (!next_past(store, now->study_day, &id, err))
			return false;
		if (id == 0)
			return true;
		if (!set_removed(store, id, true, now->at_ms, err))
			return false;
	}
}

bool exam_end_past(struct store *store, const struct stamp *now,
		   struct error *err)
{
	int64_t id;

	if (!next_past(store, now->study_day, &id, err))
		return false;
	if (id == 0)
		return true;
	if (!store_begin(store, err))
		return false;
	if (end_all(store, now, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}
