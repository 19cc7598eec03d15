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
			.day = (int32_t)statement_int(&q, 1),
		};
	}
	return statement_close(&q, err);
}

/* Cards of the deck that are due on the day of the exam or later are those it
 * may move. */
static bool refresh(struct store *store, const struct exam *exam,
		    struct schedule_moved *moved, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT card_id FROM schedule WHERE due_day >= ?1"
		       " AND (?2 = 0 OR deck_id = ?2)");
	struct arena arena = { 0 };
	struct card_list cards = { 0 };
	size_t capacity = 0;
	bool ok;

	statement_bind_int(&q, 1, exam->day - EXAM_DAYS);
	statement_bind_int(&q, 2, exam->deck_id);
	while (statement_next(&q))
		card_list_add(&cards, &capacity, statement_int(&q, 0), &arena);
	ok = statement_close(&q, err) &&
	     schedule_refresh_all(store, &cards, moved, err);
	arena_release(&arena);
	return ok;
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
		exam->day = (int32_t)statement_int(&q, 1);
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
