#ifndef STORE_STATEMENT_CACHE_H
#define STORE_STATEMENT_CACHE_H

#include <sqlite3.h>

#include "store/store.h"

/* Prepared statements that are not in use, found by the address of their
 * SQL.  A zeroed struct is an empty cache; when it is full, statements are
 * simply finalised. */
enum { STATEMENT_CACHE_SIZE = 128 };

struct statement_cache {
	struct {
		const char *sql;
		sqlite3_stmt *idle; /* NULL while in use */
	} slots[STATEMENT_CACHE_SIZE];
};

/* The idle statement of that SQL, now the caller's, or NULL. */
sqlite3_stmt *statement_cache_take(struct statement_cache *cache,
				   const char *sql);

/* Give one back, reset; `taken` tells whether it came from the cache. */
void statement_cache_give(struct statement_cache *cache, const char *sql,
			  sqlite3_stmt *statement, bool taken);

/* Finalise all. */
void statement_cache_release(struct statement_cache *cache);

/* The cache of a store. */
struct statement_cache *store_statements(struct store *store);

#endif
