#include "store/alias_store.h"

#include "base/message.h"
#include "store/statement.h"

bool alias_load(struct store *store, int64_t card_id, struct arena *arena,
		const char ***aliases, size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT text FROM alias WHERE card_id = ?1"
		       " AND deleted_at_ms IS NULL ORDER BY id");

	*aliases = NULL;
	*count = 0;
	statement_bind_int(&q, 1, card_id);
	while (statement_next(&q)) {
		*aliases = arena_extend(arena, *aliases, *count,
					sizeof(**aliases));
		(*aliases)[(*count)++] = statement_required(&q, 0, arena);
	}
	return statement_close(&q, err);
}

bool alias_set_removed(struct batch *batch, int64_t id, bool removed,
		       struct error *err)
{
	struct statement q;

	if (!batch_remember(batch, ENTITY_ALIAS, id, err))
		return false;
	q = statement_open(batch->store,
			   "UPDATE alias SET modified_at_ms = ?2,"
			   " deleted_at_ms = iif(?3, ?2, NULL) WHERE id = ?1");
	statement_bind_int(&q, 1, id);
	statement_bind_int(&q, 2, batch->stamp.at_ms);
	statement_bind_int(&q, 3, removed);
	statement_next(&q);
	return statement_close(&q, err);
}

/* The alias with that text, removed or not; *id is 0 when there is none. */
static bool find(struct store *store, int64_t card_id, const char *text,
		 int64_t *id, bool *removed, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id, deleted_at_ms IS NOT NULL FROM alias"
		       " WHERE card_id = ?1 AND text = ?2");

	*id = 0;
	*removed = false;
	statement_bind_int(&q, 1, card_id);
	statement_bind_text(&q, 2, text);
	if (statement_next(&q)) {
		*id = statement_int(&q, 0);
		*removed = statement_int(&q, 1);
	}
	return statement_close(&q, err);
}

static bool insert(struct batch *batch, int64_t card_id, const char *text,
		   struct error *err)
{
	struct uid uid;
	struct statement q;

	if (!batch_require(batch, err))
		return false;
	uid = store_make_uid(batch->store, batch->stamp.at_ms);
	q = statement_open(batch->store,
			   "INSERT INTO alias (uid, card_id, text, batch_id,"
			   " modified_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)");
	statement_bind_uid(&q, 1, &uid);
	statement_bind_int(&q, 2, card_id);
	statement_bind_text(&q, 3, text);
	statement_bind_int(&q, 4, batch->id);
	statement_bind_int(&q, 5, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

bool alias_add(struct batch *batch, int64_t card_id, const char *text,
	       bool *added, struct error *err)
{
	int64_t id;
	bool removed;

	if (!find(batch->store, card_id, text, &id, &removed, err))
		return false;
	*added = id == 0 || removed;
	if (id == 0)
		return insert(batch, card_id, text, err);
	return !removed || alias_set_removed(batch, id, false, err);
}

bool alias_remove(struct batch *batch, int64_t card_id, const char *text,
		  struct error *err)
{
	int64_t id;
	bool removed;

	if (!find(batch->store, card_id, text, &id, &removed, err))
		return false;
	if (id == 0 || removed)
		return error_set(err, ERROR_NOT_FOUND,
				 _("card %lld has no other answer \"%s\"; "
				   "`ebb show %lld` lists them"),
				 (long long)card_id, text, (long long)card_id);
	return alias_set_removed(batch, id, true, err);
}
