#include "store/statement.h"

#include <string.h>

#include "base/day.h"
#include "core/schedule.h"
#include "store/statement_cache.h"

struct statement statement_open(struct store *store, const char *sql)
{
	struct statement q = { .store = store, .sql = sql, .code = SQLITE_OK };

	q.prepared = statement_cache_take(store_statements(store), sql);
	q.cached = q.prepared != NULL;
	if (!q.prepared)
		q.code = sqlite3_prepare_v3(store_handle(store), sql, -1,
					    SQLITE_PREPARE_PERSISTENT,
					    &q.prepared, NULL);
	return q;
}

struct statement statement_open_once(struct store *store, const char *sql)
{
	struct statement q = {
		.store = store,
		.sql = sql,
		.code = SQLITE_OK,
		.once = true,
	};

	q.code = sqlite3_prepare_v2(store_handle(store), sql, -1, &q.prepared,
				    NULL);
	return q;
}

static void keep_code(struct statement *q, int code)
{
	if (q->code == SQLITE_OK)
		q->code = code;
}

void statement_bind_int(struct statement *q, int index, int64_t value)
{
	if (q->prepared)
		keep_code(q, sqlite3_bind_int64(q->prepared, index, value));
}

void statement_bind_named(struct statement *q, const char *name, int64_t value)
{
	int index = sqlite3_bind_parameter_index(q->prepared, name);

	if (index > 0)
		statement_bind_int(q, index, value);
}

void statement_bind_named_text(struct statement *q, const char *name,
			       const char *value)
{
	int index = sqlite3_bind_parameter_index(q->prepared, name);

	if (index > 0)
		statement_bind_text(q, index, value);
}

void statement_bind_text(struct statement *q, int index, const char *value)
{
	if (q->prepared)
		keep_code(q, sqlite3_bind_text(q->prepared, index, value, -1,
					       SQLITE_STATIC));
}

void statement_bind_uid(struct statement *q, int index, const struct uid *uid)
{
	if (q->prepared)
		keep_code(q, sqlite3_bind_blob(q->prepared, index, uid->bytes,
					       UID_SIZE, SQLITE_TRANSIENT));
}

void statement_bind_day(struct statement *q, int index, int32_t day)
{
	if (day != DAY_NONE)
		statement_bind_int(q, index, day);
	else if (q->prepared)
		keep_code(q, sqlite3_bind_null(q->prepared, index));
}

void statement_bind_bytes(struct statement *q, int index, const void *bytes,
			  size_t size)
{
	if (q->prepared)
		keep_code(q, sqlite3_bind_blob64(q->prepared, index,
						 bytes ? bytes : "", size,
						 SQLITE_STATIC));
}

static bool succeeded(int code)
{
	return code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE;
}

bool statement_next(struct statement *q)
{
	if (!q->prepared || !succeeded(q->code) || q->code == SQLITE_DONE)
		return false;
	q->code = sqlite3_step(q->prepared);
	return q->code == SQLITE_ROW;
}

bool statement_close(struct statement *q, struct error *err)
{
	bool ok = q->prepared && succeeded(q->code);

	if (!ok)
		store_fail(q->store, q->code, q->sql, err);
	if (q->once) {
		sqlite3_finalize(q->prepared);
	} else if (q->prepared) {
		sqlite3_reset(q->prepared);
		sqlite3_clear_bindings(q->prepared);
		statement_cache_give(store_statements(q->store), q->sql,
				     q->prepared, q->cached);
	}
	q->prepared = NULL;
	return ok;
}

bool statement_rewind(struct statement *q, struct error *err)
{
	if (!q->prepared || !succeeded(q->code))
		return statement_close(q, err);
	sqlite3_reset(q->prepared);
	q->code = SQLITE_OK;
	return true;
}

bool statement_finish(struct statement *q, bool ok, struct error *err)
{
	struct error ignored = { 0 };

	if (ok)
		return statement_close(q, err);
	statement_close(q, &ignored);
	return false;
}

bool statement_run(struct store *store, const char *sql, struct error *err)
{
	struct statement q = statement_open(store, sql);

	while (statement_next(&q))
		;
	return statement_close(&q, err);
}

bool statement_run_with(struct store *store, const char *sql, int64_t first,
			int64_t second, struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, first);
	statement_bind_int(&q, 2, second);
	while (statement_next(&q))
		;
	return statement_close(&q, err);
}

bool statement_is_null(struct statement *q, int column)
{
	return sqlite3_column_type(q->prepared, column) == SQLITE_NULL;
}

int64_t statement_int(struct statement *q, int column)
{
	return sqlite3_column_int64(q->prepared, column);
}

int32_t statement_day(struct statement *q, int column)
{
	if (statement_is_null(q, column))
		return DAY_NONE;
	return (int32_t)statement_clamp(q, column, DAY_LEAST, DAY_MOST);
}

const char *statement_borrow(struct statement *q, int column)
{
	return (const char *)sqlite3_column_text(q->prepared, column);
}

char *statement_text(struct statement *q, int column, struct arena *arena)
{
	const char *text = statement_borrow(q, column);
	size_t length;

	if (!text)
		return NULL;
	length = (size_t)sqlite3_column_bytes(q->prepared, column);
	return arena_strndup(arena, text, length);
}

const char *statement_required(struct statement *q, int column,
			       struct arena *arena)
{
	const char *text = arena ? statement_text(q, column, arena)
				 : statement_borrow(q, column);

	if (text)
		return text;
	q->code = SQLITE_CORRUPT;
	return "";
}

int64_t statement_clamp(struct statement *q, int column, int64_t least,
			int64_t most)
{
	int64_t value = statement_int(q, column);

	return value < least ? least : value > most ? most : value;
}

int64_t statement_within(struct statement *q, int column, int64_t least,
			 int64_t most)
{
	int64_t value = statement_clamp(q, column, least, most);

	if (value != statement_int(q, column))
		q->code = SQLITE_CORRUPT;
	return value;
}

struct uid statement_uid(struct statement *q, int column)
{
	struct uid uid = { { 0 } };

	if (sqlite3_column_bytes(q->prepared, column) == UID_SIZE)
		memcpy(uid.bytes, sqlite3_column_blob(q->prepared, column),
		       UID_SIZE);
	return uid;
}

const void *statement_bytes(struct statement *q, int column, size_t *size)
{
	const void *bytes = sqlite3_column_blob(q->prepared, column);

	*size = (size_t)sqlite3_column_bytes(q->prepared, column);
	return bytes;
}

bool statement_single(struct statement *q, int64_t fallback, int64_t *value,
		      struct error *err)
{
	int64_t found = fallback;

	if (statement_next(q) && !statement_is_null(q, 0))
		found = statement_int(q, 0);
	if (!statement_close(q, err))
		return false;
	*value = found;
	return true;
}

bool store_next_event_id(struct store *store, int64_t *id, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT 1 + max("
		       " coalesce((SELECT max(id) FROM review), 0),"
		       " coalesce((SELECT max(id) FROM retraction), 0),"
		       " coalesce((SELECT max(id) FROM batch), 0))");

	return statement_single(&q, 1, id, err);
}

struct uid store_make_uid(struct store *store, int64_t at_ms)
{
	struct uid *last = store_last_uid(store);

	*last = uid_make_after(last, at_ms, store_random(store));
	return *last;
}

struct uid store_make_event_uid(struct store *store, int64_t at_ms)
{
	struct uid uid = store_make_uid(store, at_ms);

	store_note_event(store, &uid);
	return uid;
}
