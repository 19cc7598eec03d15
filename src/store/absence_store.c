#include "store/absence_store.h"

#include "store/deck_store.h"
#include "store/schedule_store.h"
#include "store/statement.h"

bool absence_load(struct store *store, struct arena *arena,
		  struct absence **list, size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT from_day, to_day"
		       " FROM absence WHERE deleted_at_ms IS NULL"
		       " ORDER BY from_day, to_day, uid");

	*list = NULL;
	*count = 0;
	while (statement_next(&q)) {
		*list = arena_extend(arena, *list, *count, sizeof(**list));
		(*list)[(*count)++] = (struct absence){
			.from_day = statement_day(&q, 0),
			.to_day = statement_day(&q, 1),
		};
	}
	return statement_close(&q, err);
}

static bool refresh(struct store *store, const struct absence *absence,
		    struct schedule_moved *moved, struct error *err)
{
	return schedule_refresh_due(store, absence->from_day, absence->to_day,
				    DECK_ALL, moved, err);
}

bool absence_add(struct batch *batch, const struct absence *absence,
		 struct schedule_moved *moved, struct error *err)
{
	struct uid uid;
	struct statement q;

	if (!batch_require(batch, err))
		return false;
	uid = store_make_uid(batch->store, batch->stamp.at_ms);
	q = statement_open(batch->store,
			   "INSERT INTO absence (uid, from_day, to_day,"
			   " batch_id, modified_at_ms)"
			   " VALUES (?1, ?2, ?3, ?4, ?5)");
	statement_bind_uid(&q, 1, &uid);
	statement_bind_int(&q, 2, absence->from_day);
	statement_bind_int(&q, 3, absence->to_day);
	statement_bind_int(&q, 4, batch->id);
	statement_bind_int(&q, 5, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err) &&
	       refresh(batch->store, absence, moved, err);
}

static bool load_one(struct store *store, int64_t id, struct absence *absence,
		     struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT from_day, to_day FROM absence WHERE id = ?1");

	*absence = (struct absence){ 0 };
	statement_bind_int(&q, 1, id);
	if (statement_next(&q)) {
		absence->from_day = statement_day(&q, 0);
		absence->to_day = statement_day(&q, 1);
	}
	return statement_close(&q, err);
}

bool absence_set_removed(struct batch *batch, int64_t id, bool removed,
			 struct error *err)
{
	struct schedule_moved ignored;
	struct absence absence;
	struct statement q;

	if (!load_one(batch->store, id, &absence, err) ||
	    !batch_remember(batch, ENTITY_ABSENCE, id, err))
		return false;
	q = statement_open(batch->store,
			   "UPDATE absence SET modified_at_ms = ?2,"
			   " deleted_at_ms = iif(?3, ?2, NULL) WHERE id = ?1");
	statement_bind_int(&q, 1, id);
	statement_bind_int(&q, 2, batch->stamp.at_ms);
	statement_bind_int(&q, 3, removed);
	statement_next(&q);
	return statement_close(&q, err) &&
	       refresh(batch->store, &absence, &ignored, err);
}
