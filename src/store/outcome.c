#include "store/outcome.h"

#include "base/arena.h"
#include "base/message.h"
#include "store/queue_parts.h"
#include "store/statement.h"

static bool find_event(struct store *store, const struct uid *event,
		       int64_t *found, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT EXISTS (SELECT 1 FROM review WHERE uid = ?1)"
		       " OR EXISTS (SELECT 1 FROM retraction WHERE uid = ?1)"
		       " OR EXISTS (SELECT 1 FROM batch WHERE uid = ?1)");

	statement_bind_uid(&q, 1, event);
	return statement_single(&q, 0, found, err);
}

/* Found in the log is not yet on the disk: the sync may be what failed. */
static bool make_durable(struct store *store)
{
	return sqlite3_wal_checkpoint_v2(store_handle(store), NULL,
					 SQLITE_CHECKPOINT_PASSIVE, NULL,
					 NULL) == SQLITE_OK;
}

/* While another process has the file open its log is not read anew, and what
 * nobody sees would still lie there: write over it. */
static bool overwrite(struct store *store)
{
	struct error ignored = { 0 };
	bool ok = statement_run(store, "BEGIN IMMEDIATE", &ignored) &&
		  statement_run(store,
				"INSERT INTO derived SELECT version"
				" FROM derived LIMIT 1",
				&ignored) &&
		  statement_run(store,
				"DELETE FROM derived WHERE rowid >"
				" (SELECT min(rowid) FROM derived)",
				&ignored) &&
		  statement_run(store, "COMMIT", &ignored);

	if (!ok)
		store_rollback(store);
	return ok;
}

/* The last page of a transaction makes it one: when a write failed, that page
 * was not written. */
static bool is_incomplete(int code)
{
	return code == SQLITE_FULL || code == SQLITE_IOERR_WRITE;
}

static bool cannot_tell(struct store *store, int code, struct error *err)
{
	return error_set(err, ERROR_DATABASE,
			 _("%s failed while saving (%s), and whether the last "
			   "step was saved is not known; start ebb again and "
			   "look"),
			 store_path(store), sqlite3_errstr(code));
}

static bool reopen(struct store *store, struct error *err)
{
	struct arena arena = { 0 };
	struct queue_chosen chosen;
	bool ok = queue_keep_chosen(store, &arena, &chosen, err) &&
		  store_reopen(store, err) &&
		  queue_put_chosen(store, &chosen, err);

	arena_release(&arena);
	return ok;
}

bool outcome_settle(struct store *store, const struct uid *event, int code,
		    struct error *err)
{
	struct error ignored = { 0 };
	int64_t found;

	if (code == SQLITE_BUSY || code == SQLITE_FULL)
		return false;
	if (!reopen(store, &ignored) ||
	    !find_event(store, event, &found, &ignored))
		return cannot_tell(store, code, err);
	if (found)
		return make_durable(store) || cannot_tell(store, code, err);
	if (!overwrite(store) && !is_incomplete(code))
		return cannot_tell(store, code, err);
	return false;
}
