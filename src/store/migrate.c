#include "store/migrate.h"

#include "base/message.h"
#include "store/embedded.h"
#include "store/schedule_store.h"
#include "base/text.h"
#include "store/statement.h"

/* "ebb1" as a big-endian number: what file(1) and we recognise. */
#define APPLICATION_ID 0x65626231

enum { DERIVED_VERSION = 9 };

static const char *const steps[] = {
	sql_001_initial,     /* version 1 */
	sql_002_sources,     /* version 2 */
	sql_003_corrections, /* version 3 */
	sql_004_aliases,     /* version 4 */
	sql_005_absences,    /* version 5 */
	sql_006_exams,	     /* version 6 */
};

enum { NEWEST_VERSION = sizeof(steps) / sizeof(*steps) };

static bool read_number(struct store *store, const char *sql, int64_t *number,
			struct error *err)
{
	struct statement q = statement_open(store, sql);

	return statement_single(&q, 0, number, err);
}

bool migrate_check_identity(const char *path, int64_t application,
			    int64_t version, struct error *err)
{
	if (application != APPLICATION_ID)
		return error_set(err, ERROR_FOREIGN,
				 _("%s is a database of another program; "
				   "choose another file with EBB_DB or --db"),
				 path);
	if (version > NEWEST_VERSION)
		return error_set(err, ERROR_NEWER,
				 _("%s was written by a newer ebb (schema %d, "
				   "this one knows %d); install the newer ebb"),
				 path, (int)version, NEWEST_VERSION);
	return version >= 0 ||
	       error_set(err, ERROR_DATABASE,
			 _("%s says that its schema is number %d, which no ebb "
			   "wrote; `ebb restore` goes back to a backup, `ebb "
			   "salvage %s` gets out what can be read"),
			 path, (int)version, path);
}

bool migrate_check(struct store *store, struct error *err)
{
	int64_t application, version, tables;

	if (!read_number(store, "PRAGMA application_id", &application, err) ||
	    !read_number(store, "PRAGMA user_version", &version, err) ||
	    !read_number(store, "SELECT count(*) FROM sqlite_schema", &tables,
			 err))
		return false;
	if (application == 0 && version == 0 && tables == 0)
		return true;
	return migrate_check_identity(store_path(store), application, version,
				      err);
}

bool migrate_age(struct store *store, enum migrate_age *age, struct error *err)
{
	int64_t version;

	if (!read_number(store, "PRAGMA user_version", &version, err))
		return false;
	*age = version == 0		  ? MIGRATE_NONE
	       : version < NEWEST_VERSION ? MIGRATE_OLD
					  : MIGRATE_CURRENT;
	return true;
}

static bool run_script(struct store *store, const char *script,
		       struct error *err)
{
	int code = sqlite3_exec(store_handle(store), script, NULL, NULL, NULL);

	return code == SQLITE_OK ||
	       store_fail(store, code, "a schema script", err);
}

static bool set_version(struct store *store, int version, struct error *err)
{
	struct text sql = { 0 };
	bool ok;

	text_printf(&sql,
		    "PRAGMA application_id = %d; PRAGMA user_version = %d",
		    APPLICATION_ID, version);
	ok = run_script(store, text_string(&sql), err);
	text_release(&sql);
	return ok;
}

static bool commit_if(bool ok, struct store *store, struct error *err)
{
	if (ok)
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

/* The version is read again inside the transaction: two first runs may meet
 * here. */
static bool run_step(struct store *store, int step, struct error *err)
{
	int64_t version;

	return store_begin(store, err) &&
	       commit_if(read_number(store, "PRAGMA user_version", &version,
				     err) &&
				 (version > step ||
				  (run_script(store, steps[step], err) &&
				   set_version(store, step + 1, err))),
			 store, err);
}

/* 0 when there are none, or not all. */
static int64_t derived_version(struct store *store)
{
	struct statement q = statement_open(
		store,
		"SELECT version FROM derived WHERE 24 = (SELECT count(*)"
		" FROM sqlite_schema WHERE name IN ('schedule',"
		" 'unseen', 'held', 'rollup_day', 'rollup',"
		" 'rollup_typed', 'rollup_hours', 'rollup_closed',"
		" 'card_count', 'lapse_count', 'due_count', 'added_count',"
		" 'note_due_count', 'note_new_count',"
		" 'unseen_buried', 'gram',"
		" 'gram_end', 'gram_stale', 'v_card', 'v_review',"
		" 'v_due', 'v_deck', 'v_day', 'v_count'))");
	struct error ignored = { 0 };
	int64_t version;

	return statement_single(&q, 0, &version, &ignored) ? version : 0;
}

bool migrate_is_current(struct store *store, bool *is, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT version = ?1 AND user_version = ?2"
		       " FROM derived, pragma_user_version");
	int64_t current;

	statement_bind_int(&q, 1, DERIVED_VERSION);
	statement_bind_int(&q, 2, NEWEST_VERSION);
	if (!statement_single(&q, 0, &current, err))
		return false;
	*is = current;
	return true;
}

/* ---- what the schema should be ---- */

/*
 * It is what the scripts make of an empty database.  Of the tables of the
 * truth only the indexes and triggers are looked at: ALTER TABLE leaves their
 * own text to SQLite.
 */
static bool run_all(sqlite3 *fresh)
{
	bool ok = true;

	for (int i = 0; ok && i < NEWEST_VERSION; i++)
		ok = sqlite3_exec(fresh, steps[i], NULL, NULL, NULL) ==
		     SQLITE_OK;
	return ok &&
	       sqlite3_exec(fresh,
			    "CREATE TEMP TABLE truth AS SELECT name"
			    " FROM sqlite_schema WHERE type = 'table'",
			    NULL, NULL, NULL) == SQLITE_OK &&
	       sqlite3_exec(fresh, sql_derived, NULL, NULL, NULL) == SQLITE_OK;
}

/* One thing that should be there. */
struct wanted {
	const char *name, *sql, *type;
	bool of_truth; /* an index or a trigger of a table of the truth */
};

typedef bool wanted_visitor(struct store *store, const struct wanted *wanted,
			    void *context, struct error *err);

static bool visit_wanted(struct store *store, sqlite3_stmt *list,
			 wanted_visitor *visit, void *context,
			 struct error *err)
{
	bool ok = true;

	while (ok && sqlite3_step(list) == SQLITE_ROW) {
		const struct wanted wanted = {
			.name = (const char *)sqlite3_column_text(list, 0),
			.sql = (const char *)sqlite3_column_text(list, 1),
			.type = (const char *)sqlite3_column_text(list, 2),
			.of_truth = sqlite3_column_int(list, 3),
		};

		ok = visit(store, &wanted, context, err);
	}
	return ok;
}

static bool each_wanted(struct store *store, wanted_visitor *visit,
			void *context, struct error *err)
{
	sqlite3 *fresh = NULL;
	sqlite3_stmt *list = NULL;
	bool ok;

	if (sqlite3_open(":memory:", &fresh) == SQLITE_OK && run_all(fresh) &&
	    sqlite3_prepare_v2(fresh,
			       "SELECT name, sql, type, tbl_name IN"
			       " (SELECT name FROM truth)"
			       " FROM main.sqlite_schema WHERE sql IS NOT NULL"
			       " AND name NOT IN (SELECT name FROM truth)",
			       -1, &list, NULL) == SQLITE_OK)
		ok = visit_wanted(store, list, visit, context, err);
	else
		ok = error_set(err, ERROR_DATABASE, "%s",
			       sqlite3_errmsg(fresh));
	sqlite3_finalize(list);
	sqlite3_close(fresh);
	return ok;
}

static bool is_there(struct store *store, const struct wanted *wanted, bool *is,
		     struct error *err)
{
	struct statement q = statement_open(store,
					    "SELECT count(*) FROM sqlite_schema"
					    " WHERE name = ?1 AND sql = ?2");
	int64_t count;

	statement_bind_text(&q, 1, wanted->name);
	statement_bind_text(&q, 2, wanted->sql);
	if (!statement_single(&q, 0, &count, err))
		return false;
	*is = count > 0;
	return true;
}

static bool count_difference(struct store *store, const struct wanted *wanted,
			     void *context, struct error *err)
{
	int64_t *differences = context;
	bool is;

	if (!is_there(store, wanted, &is, err))
		return false;
	*differences += !is;
	return true;
}

bool migrate_compare(struct store *store, int64_t *differences,
		     struct error *err)
{
	*differences = 0;
	return each_wanted(store, count_difference, differences, err);
}

static bool remake(struct store *store, const struct wanted *wanted,
		   void *context, struct error *err)
{
	struct text script = { 0 };
	bool is, ok;

	(void)context;
	if (!wanted->of_truth)
		return true;
	if (!is_there(store, wanted, &is, err))
		return false;
	if (is)
		return true;
	text_printf(&script, "DROP %s IF EXISTS %s; %s", wanted->type,
		    wanted->name, wanted->sql);
	ok = run_script(store, text_string(&script), err);
	text_release(&script);
	return ok;
}

static bool make_derived(struct store *store, struct error *err)
{
	struct statement q;

	if (!run_script(store, sql_derived, err) ||
	    !schedule_rebuild(store, err))
		return false;
	q = statement_open(store, "INSERT INTO derived VALUES (?1)");
	statement_bind_int(&q, 1, DERIVED_VERSION);
	statement_next(&q);
	return statement_close(&q, err);
}

bool migrate_remake(struct store *store, struct error *err)
{
	return store_begin(store, err) &&
	       commit_if(each_wanted(store, remake, NULL, err) &&
				 make_derived(store, err),
			 store, err);
}

/* A table that is made anew loses its name for a moment, and with it what
 * refers to it: foreign keys are off meanwhile, which no transaction could
 * do. */
static bool run_steps(struct store *store, int version, struct error *err)
{
	struct error ignored = { 0 };
	bool ok = statement_run(store, "PRAGMA foreign_keys = OFF", err);

	for (int step = version; ok && step < NEWEST_VERSION; step++)
		ok = run_step(store, step, err);
	return statement_run(store, "PRAGMA foreign_keys = ON",
			     ok ? err : &ignored) &&
	       ok;
}

bool migrate_run(struct store *store, struct error *err)
{
	int64_t version;

	if (!read_number(store, "PRAGMA user_version", &version, err))
		return false;
	if (version < NEWEST_VERSION && !run_steps(store, (int)version, err))
		return false;
	if (derived_version(store) == DERIVED_VERSION)
		return true;
	return store_begin(store, err) &&
	       commit_if(make_derived(store, err), store, err);
}
