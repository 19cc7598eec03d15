#include "store/backup_compare.h"

#include <string.h>

#include "store/statement.h"

static bool count(struct store *store, const char *sql, int64_t *value,
		  struct error *err)
{
	struct statement q = statement_open(store, sql);

	return statement_single(&q, 0, value, err);
}

bool backup_count(struct store *store, struct backup_contents *contents,
		  struct error *err)
{
	return count(store,
		     "SELECT count(*) FROM card JOIN note"
		     " ON note.id = card.id >> 8"
		     " WHERE card.deleted_at_ms IS NULL"
		     " AND note.deleted_at_ms IS NULL",
		     &contents->cards, err) &&
	       count(store, "SELECT count(*) FROM review", &contents->reviews,
		     err);
}

/* One table of the log, newest first; one row of it; how many come after. */
struct log {
	const char *list, *find, *count;
};

#define LOG(table)                                                     \
	{                                                              \
		"SELECT id, uid FROM " table " ORDER BY id DESC",      \
			"SELECT uid FROM " table " WHERE id = ?1",     \
			"SELECT count(*) FROM " table " WHERE id > ?1" \
	}

static const struct log answers = LOG("review");
static const struct log retractions = LOG("retraction");
static const struct log batches = LOG("batch");

static bool has_row(struct store *store, const struct log *log, int64_t id,
		    const struct uid *uid, bool *has, struct error *err)
{
	struct statement q = statement_open(store, log->find);

	statement_bind_int(&q, 1, id);
	*has = false;
	if (statement_next(&q)) {
		struct uid found = statement_uid(&q, 0);

		*has = memcmp(&found, uid, sizeof(found)) == 0;
	}
	return statement_close(&q, err);
}

/* The id of the newest row that both have, or 0. */
static bool find_common(struct store *now, struct store *then,
			const struct log *log, int64_t *id, struct error *err)
{
	struct statement q = statement_open(then, log->list);
	bool has = false, ok = true;

	*id = 0;
	while (ok && !has && statement_next(&q)) {
		struct uid uid = statement_uid(&q, 1);

		ok = has_row(now, log, statement_int(&q, 0), &uid, &has, err);
		if (has)
			*id = statement_int(&q, 0);
	}
	return statement_finish(&q, ok, err);
}

static bool count_after(struct store *store, const struct log *log, int64_t id,
			int64_t *sum, struct error *err)
{
	struct statement q = statement_open(store, log->count);
	int64_t count;

	statement_bind_int(&q, 1, id);
	if (!statement_single(&q, 0, &count, err))
		return false;
	*sum += count;
	return true;
}

static bool compare(struct store *now, struct store *then,
		    const struct log *log, int64_t *only_now,
		    int64_t *only_then, struct error *err)
{
	int64_t common;

	return find_common(now, then, log, &common, err) &&
	       count_after(now, log, common, only_now, err) &&
	       count_after(then, log, common, only_then, err);
}

bool backup_compare(struct store *now, struct store *then,
		    struct backup_events *only_now,
		    struct backup_events *only_then, struct error *err)
{
	*only_now = *only_then = (struct backup_events){ 0 };
	return compare(now, then, &answers, &only_now->answers,
		       &only_then->answers, err) &&
	       compare(now, then, &retractions, &only_now->changes,
		       &only_then->changes, err) &&
	       compare(now, then, &batches, &only_now->changes,
		       &only_then->changes, err);
}
