#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include <sqlite3.h>

#include "base/arena.h"
#include "base/uid.h"
#include "store/store.h"

/*
 * One SQL statement being run; only store/ sees it.
 *
 *	struct statement q = statement_open(store, "SELECT ... WHERE id = ?1");
 *	statement_bind_int(&q, 1, id);
 *	while (statement_next(&q))
 *		... statement_int(&q, 0) ...
 *	return statement_close(&q, err);
 *
 * A failure anywhere on the way ends the loop and is reported by
 * statement_close(), with the SQL.  Prepared statements are kept by the
 * address of the literal, so `sql` must be a string constant.  Text that is
 * bound must live until the statement is closed.
 */

struct statement {
	struct store *store;
	sqlite3_stmt *prepared; /* NULL when preparing failed */
	const char *sql;
	int code;    /* SQLite's, of the last step */
	bool cached; /* goes back to the cache when closed */
	bool once;   /* does not */
};

struct statement statement_open(struct store *store, const char *sql);

/* The same of SQL that was put together, from constants and with bound texts:
 * it must live until the statement is closed, and is not kept. */
struct statement statement_open_once(struct store *store, const char *sql);

/* Back to before the first row, with the values that are bound; false when
 * something failed, and then it is closed. */
bool statement_rewind(struct statement *q, struct error *err);

void statement_bind_int(struct statement *q, int index, int64_t value);
void statement_bind_text(struct statement *q, int index, const char *value);
void statement_bind_uid(struct statement *q, int index, const struct uid *uid);
/* NULL: no bytes, which is not SQL's NULL. */
void statement_bind_bytes(struct statement *q, int index, const void *bytes,
			  size_t size);
/* By name, such as ":deck", when the statement has it. */
void statement_bind_named(struct statement *q, const char *name, int64_t value);
void statement_bind_named_text(struct statement *q, const char *name,
			       const char *value);
/* A study day, or NULL for DAY_NONE. */
void statement_bind_day(struct statement *q, int index, int32_t day);

/* Advance to the next row; false at the end and on failure. */
bool statement_next(struct statement *q);

/* End the statement; true when nothing failed since it was opened. */
bool statement_close(struct statement *q, struct error *err);

/* The same after a loop over rows whose body may have failed: `ok` tells that
 * it did not; otherwise *err already says why. */
bool statement_finish(struct statement *q, bool ok, struct error *err);

/* Open, run to the end and close a statement that needs no values. */
bool statement_run(struct store *store, const char *sql, struct error *err);

/* The same with two numbers, ?1 and ?2. */
bool statement_run_with(struct store *store, const char *sql, int64_t first,
			int64_t second, struct error *err);

/* Columns of the present row, from 0.  Text is NULL for SQL NULL; borrowed
 * until the next step, or copied into *arena*. */
bool statement_is_null(struct statement *q, int column);
int64_t statement_int(struct statement *q, int column);
/* DAY_NONE for NULL, else the nearest day from DAY_LEAST to DAY_MOST. */
int32_t statement_day(struct statement *q, int column);
const char *statement_borrow(struct statement *q, int column);
char *statement_text(struct statement *q, int column, struct arena *arena);
/* Text of a column that is never NULL in a file that ebb made; *arena* NULL:
 * borrowed.  Where it is, in a file that is damaged or was made to do harm, it
 * is "" here, and the statement fails. */
const char *statement_required(struct statement *q, int column,
			       struct arena *arena);
/* A number that is within bounds in a file that ebb made.  Where it is not, it
 * is the nearer of them here, and the statement fails. */
int64_t statement_within(struct statement *q, int column, int64_t least,
			 int64_t most);
/* The same of what may be made again from the log, or is told to the learner as
 * it stands: the statement does not fail. */
int64_t statement_clamp(struct statement *q, int column, int64_t least,
			int64_t most);
struct uid statement_uid(struct statement *q, int column);

/* Borrowed until the next step; NULL when there are none. */
const void *statement_bytes(struct statement *q, int column, size_t *size);

/* The first column of the first row as a number; `fallback` when there is no
 * row.  Closes the statement. */
bool statement_single(struct statement *q, int64_t fallback, int64_t *value,
		      struct error *err);

/* The connection, its random source and the last uid; used in store/ only. */
sqlite3 *store_handle(struct store *store);
struct random *store_random(struct store *store);
struct uid *store_last_uid(struct store *store);

/* Say that SQLite returned `code`, as soon as it did; always false. */
bool store_fail(struct store *store, int code, const char *sql,
		struct error *err);

/* The id that the next review, retraction or batch takes: they share one
 * sequence, which is the order in which things happened to this file. */
bool store_next_event_id(struct store *store, int64_t *id, struct error *err);

/* A new uid dated with the stamp's time; the second is of a review, retraction
 * or batch, and what a transaction is known by. */
struct uid store_make_uid(struct store *store, int64_t at_ms);
struct uid store_make_event_uid(struct store *store, int64_t at_ms);
void store_note_event(struct store *store, const struct uid *uid);

/* Close the connection and open another; false when it could not be opened, and
 * then there is none. */
bool store_reopen(struct store *store, struct error *err);

#endif
