#include "store/statement_cache.h"

#include <stdint.h>

/* The first slot to look at; a literal's address is as good as a hash. */
static size_t first_slot(const char *sql)
{
	return (size_t)((uintptr_t)sql >> 4) % STATEMENT_CACHE_SIZE;
}

sqlite3_stmt *statement_cache_take(struct statement_cache *cache,
				   const char *sql)
{
	size_t slot = first_slot(sql);

	for (int i = 0; i < STATEMENT_CACHE_SIZE; i++) {
		sqlite3_stmt *idle = cache->slots[slot].idle;

		if (!cache->slots[slot].sql)
			return NULL;
		if (cache->slots[slot].sql == sql && idle) {
			cache->slots[slot].idle = NULL;
			return idle;
		}
		slot = (slot + 1) % STATEMENT_CACHE_SIZE;
	}
	return NULL;
}

void statement_cache_give(struct statement_cache *cache, const char *sql,
			  sqlite3_stmt *statement, bool taken)
{
	size_t slot = first_slot(sql);

	for (int i = 0; i < STATEMENT_CACHE_SIZE; i++) {
		bool unused = !cache->slots[slot].sql;

		if ((unused && !taken) || (cache->slots[slot].sql == sql &&
					   !cache->slots[slot].idle)) {
			cache->slots[slot].sql = sql;
			cache->slots[slot].idle = statement;
			return;
		}
		slot = (slot + 1) % STATEMENT_CACHE_SIZE;
	}
	sqlite3_finalize(statement);
}

void statement_cache_release(struct statement_cache *cache)
{
	for (int i = 0; i < STATEMENT_CACHE_SIZE; i++)
		sqlite3_finalize(cache->slots[i].idle);
	*cache = (struct statement_cache){ 0 };
}
