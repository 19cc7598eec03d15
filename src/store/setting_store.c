#include "store/setting_store.h"

#include <string.h>

#include "store/schedule_store.h"
#include "store/statement.h"

static bool apply(struct store *store, int64_t deck_id,
		  struct settings *settings, struct error *err)
{
	struct statement q = statement_open(store,
					    "SELECT name, value FROM setting"
					    " WHERE coalesce(deck_id, 0) = ?1"
					    " AND value IS NOT NULL");

	statement_bind_int(&q, 1, deck_id);
	while (statement_next(&q))
		settings_set(settings, statement_required(&q, 0, NULL),
			     statement_required(&q, 1, NULL),
			     &(struct error){ 0 });
	return statement_close(&q, err);
}

bool setting_load(struct store *store, int64_t deck_id,
		  struct settings *settings, struct error *err)
{
	*settings = settings_default();
	return apply(store, EVERY_DECK, settings, err) &&
	       (deck_id == EVERY_DECK || apply(store, deck_id, settings, err));
}

bool setting_load_rules(struct store *store, struct replay_rules *rules,
			struct error *err)
{
	struct settings settings;

	if (!setting_load(store, EVERY_DECK, &settings, err))
		return false;
	*rules = settings_replay_rules(&settings);
	return true;
}

static bool find_row(struct store *store, int64_t deck_id, const char *name,
		     int64_t *row_id, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id FROM setting WHERE coalesce(deck_id, 0) = ?1"
		       " AND name = ?2");

	statement_bind_int(&q, 1, deck_id);
	statement_bind_text(&q, 2, name);
	return statement_single(&q, 0, row_id, err);
}

/* A setting's row is made without a value first, so that undo knows what it
 * was before: nothing. */
static bool make_row(struct batch *batch, int64_t deck_id, const char *name,
		     struct error *err)
{
	struct statement q;

	if (!batch_require(batch, err))
		return false;
	q = statement_open(batch->store,
			   "INSERT INTO setting (deck_id, name, value,"
			   " batch_id, modified_at_ms)"
			   " VALUES (nullif(?1, 0), ?2, NULL, ?3, ?4)");
	statement_bind_int(&q, 1, deck_id);
	statement_bind_text(&q, 2, name);
	statement_bind_int(&q, 3, batch->id);
	statement_bind_int(&q, 4, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

/* Runs an UPDATE of the row's value, and the log again if need be. */
static bool update_row(struct store *store, const char *sql, int64_t row_id,
		       const char *value, int64_t at_ms, struct error *err)
{
	struct replay_rules before, after;
	struct statement q;

	if (!setting_load_rules(store, &before, err))
		return false;
	q = statement_open(store, sql);
	statement_bind_int(&q, 1, row_id);
	statement_bind_text(&q, 2, value);
	statement_bind_int(&q, 3, at_ms);
	statement_next(&q);
	if (!statement_close(&q, err) ||
	    !setting_load_rules(store, &after, err))
		return false;
	return before.interval_most_days == after.interval_most_days ||
	       schedule_rebuild(store, err);
}

bool setting_save(struct batch *batch, int64_t deck_id, const char *name,
		  const char *value, struct error *err)
{
	struct store *store = batch->store;
	int64_t row_id;

	if (!find_row(store, deck_id, name, &row_id, err) ||
	    (row_id == 0 && !(make_row(batch, deck_id, name, err) &&
			      find_row(store, deck_id, name, &row_id, err))) ||
	    !batch_remember(batch, ENTITY_SETTING, row_id, err))
		return false;
	return update_row(store,
			  "UPDATE setting SET value = ?2,"
			  " modified_at_ms = ?3 WHERE id = ?1",
			  row_id, value, batch->stamp.at_ms, err);
}

bool setting_restore(struct store *store, int64_t row_id, const char *before,
		     int64_t at_ms, struct error *err)
{
	return update_row(store,
			  "UPDATE setting SET modified_at_ms = ?3,"
			  " value = json_extract(?2, '$.value') WHERE id = ?1",
			  row_id, before, at_ms, err);
}

bool setting_value(struct store *store, int64_t deck_id, const char *name,
		   struct arena *arena, char **value, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT value FROM setting WHERE name = ?2"
		       " AND coalesce(deck_id, 0) = ?1");

	*value = NULL;
	statement_bind_int(&q, 1, deck_id);
	statement_bind_text(&q, 2, name);
	if (statement_next(&q))
		*value = statement_text(&q, 0, arena);
	return statement_close(&q, err);
}
