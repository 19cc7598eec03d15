#include "store/note_index.h"

#include "store/statement.h"

/* With fewer, making the indexes takes as long as it saves. */
enum { NEW_LEAST = 2000 };

/* As the migrations make them. */
static const struct {
	const char *drop, *make;
} indexes[] = {
	{ "DROP INDEX IF EXISTS note_front",
	  "CREATE INDEX note_front ON note (deck_id, front)" },
	{ "DROP INDEX IF EXISTS note_key",
	  "CREATE INDEX note_key ON note (deck_id, key) WHERE key IS NOT "
	  "NULL" },
	{ "DROP INDEX IF EXISTS note_back",
	  "CREATE INDEX note_back ON note (deck_id, back COLLATE NOCASE)\n"
	  "\tWHERE length(back) <= 60" },
};

enum { INDEX_COUNT = sizeof(indexes) / sizeof(*indexes) };

bool note_index_expect(struct store *store, int64_t new_notes, bool *dropped,
		       struct error *err)
{
	struct statement q;
	int64_t notes;
	bool ok = true;

	*dropped = false;
	if (new_notes < NEW_LEAST)
		return true;
	q = statement_open(store, "SELECT max(id) FROM note");
	if (!statement_single(&q, 0, &notes, err))
		return false;
	if (notes > new_notes)
		return store_widen_cache(store, err);
	for (int i = 0; ok && i < INDEX_COUNT; i++)
		ok = statement_run(store, indexes[i].drop, err);
	*dropped = ok;
	return ok;
}

bool note_index_make(struct store *store, struct error *err)
{
	bool ok = true;

	for (int i = 0; ok && i < INDEX_COUNT; i++)
		ok = statement_run(store, indexes[i].make, err);
	return ok;
}
