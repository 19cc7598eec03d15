#include "store/salvage_parts.h"

#include <string.h>

#include "store/salvage_table.h"
#include "store/statement.h"

/*
 * An entry of an index names the row it belongs to: where that is not there it
 * was lost, and the entry has a part of it.  Schedules and the list of unseen
 * cards name cards.
 */

static bool make_tables(struct store *store, struct error *err)
{
	return statement_run(store,
			     "CREATE TEMP TABLE lost_note (id INTEGER"
			     " PRIMARY KEY, uid BLOB, deck_id INTEGER,"
			     " key TEXT, front TEXT, back TEXT)",
			     err) &&
	       statement_run(store,
			     "CREATE TEMP TABLE lost_card"
			     " (id INTEGER PRIMARY KEY)",
			     err) &&
	       statement_run(store,
			     "CREATE TEMP TABLE lost_review"
			     " (uid BLOB PRIMARY KEY)",
			     err);
}

/* The values of an entry go to the statement's parameters in their order. */
static bool put(struct salvage *salvage, const char *sql,
		const struct salvage_row *row, struct error *err)
{
	struct statement q = statement_open(salvage->into, sql);

	for (int i = 0; i < row->count; i++)
		salvage_bind(&q, i + 1, &row->values[i]);
	statement_next(&q);
	return statement_close(&q, err);
}

/* What an index, or a table like one, has; and where it goes. */
struct source {
	const char *name;
	const char *shape; /* of its entries: i, t, u */
	const char *put;
};

static const struct source sources[] = {
	{ "sqlite_autoindex_note_1", "ui",
	  "INSERT INTO lost_note (id, uid) SELECT ?2, ?1 WHERE NOT EXISTS"
	  " (SELECT 1 FROM note WHERE id = ?2 OR uid = ?1)"
	  " ON CONFLICT DO UPDATE SET uid = excluded.uid" },
	{ "note_front", "iti",
	  "INSERT INTO lost_note (id, deck_id, front) SELECT ?3, ?1, ?2"
	  " WHERE NOT EXISTS (SELECT 1 FROM note WHERE id = ?3)"
	  " ON CONFLICT DO UPDATE SET deck_id = excluded.deck_id,"
	  " front = excluded.front" },
	{ "note_back", "iti",
	  "INSERT INTO lost_note (id, back) SELECT ?3, ?2"
	  " WHERE ?1 = ?1 AND NOT EXISTS (SELECT 1 FROM note WHERE id = ?3)"
	  " ON CONFLICT DO UPDATE SET back = excluded.back" },
	{ "note_key", "iti",
	  "INSERT INTO lost_note (id, key) SELECT ?3, ?2"
	  " WHERE ?1 = ?1 AND NOT EXISTS (SELECT 1 FROM note WHERE id = ?3)"
	  " ON CONFLICT DO UPDATE SET key = excluded.key" },
	{ "sqlite_autoindex_review_1", "ui",
	  "INSERT OR IGNORE INTO lost_review (uid) SELECT ?1 WHERE NOT EXISTS"
	  " (SELECT 1 FROM review WHERE id = ?2 OR uid = ?1)" },
	{ "review_card", "iiui",
	  "INSERT OR IGNORE INTO lost_review (uid) SELECT ?3 WHERE ?1 = ?1"
	  " AND ?2 = ?2 AND NOT EXISTS (SELECT 1 FROM review WHERE id = ?4"
	  " OR uid = ?3)" },
	{ "unseen", "ii",
	  "INSERT OR IGNORE INTO lost_card (id) SELECT ?2 WHERE ?1 = ?1"
	  " AND NOT EXISTS (SELECT 1 FROM card WHERE id = ?2)" },
	{ "note_tag", "ii",
	  "INSERT OR IGNORE INTO note_tag (note_id, tag_id)"
	  " VALUES (?1, ?2)" },
};

static const struct source *source_find(const char *name)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (strcmp(sources[i].name, name) == 0)
			return &sources[i];
	return NULL;
}

static bool fits(const char *shape, const struct salvage_row *row)
{
	if (row->count != (int)strlen(shape))
		return false;
	for (int i = 0; i < row->count; i++) {
		const struct salvage_value *value = &row->values[i];

		if ((shape[i] == 'i' &&
		     (value->kind != SALVAGE_INT || value->number < 1)) ||
		    (shape[i] == 't' && !salvage_is_text(value)) ||
		    (shape[i] == 'u' && !salvage_is_uid(value)))
			return false;
	}
	return true;
}

struct gleaning {
	struct salvage *salvage;
	const struct source *source; /* NULL: only to claim its pages */
};

static bool take_entry(void *context, const struct salvage_row *row,
		       bool *taken, struct error *err)
{
	struct gleaning *gleaning = context;

	*taken = !gleaning->source || fits(gleaning->source->shape, row);
	return !*taken || !gleaning->source ||
	       put(gleaning->salvage, gleaning->source->put, row, err);
}

static bool walk_indexes(struct salvage *salvage, bool *has_tags,
			 struct error *err)
{
	*has_tags = false;
	for (int i = 0; i < salvage->object_count; i++) {
		const struct salvage_object *object = &salvage->objects[i];
		struct gleaning gleaning = {
			salvage,
			source_find(object->name),
		};
		bool whole;

		if (object->is_table)
			continue;
		if (!salvage_walk(&salvage->forest, object->root, false,
				  take_entry, &gleaning, &whole, err))
			return false;
		if (strcmp(object->name, "note_tag") == 0)
			*has_tags = whole;
	}
	return true;
}

/* ---- schedules ----------------------------------------------------------- */

enum { SCHEDULE_COLUMNS_LEAST = 10 };

static bool take_schedule(void *context, const struct salvage_row *row,
			  bool *taken, struct error *err)
{
	struct salvage *salvage = context;
	struct statement q;

	*taken = row->rowid > 0 && row->count >= SCHEDULE_COLUMNS_LEAST;
	if (!*taken)
		return true;
	q = statement_open(salvage->into,
			   "INSERT OR IGNORE INTO lost_card (id) SELECT ?1"
			   " WHERE NOT EXISTS (SELECT 1 FROM card"
			   " WHERE id = ?1)");
	statement_bind_int(&q, 1, row->rowid);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool walk_schedules(struct salvage *salvage, struct error *err)
{
	bool whole;

	for (int i = 0; i < salvage->object_count; i++)
		if (strcmp(salvage->objects[i].name, "schedule") == 0)
			return salvage_walk(
				&salvage->forest, salvage->objects[i].root,
				true, take_schedule, salvage, &whole, err);
	return true;
}

/* ---- tags that nothing leads to ------------------------------------------ */

static bool exists(struct store *store, const char *sql, int64_t id, bool *is,
		   struct error *err)
{
	struct statement q = statement_open(store, sql);
	int64_t count;

	statement_bind_int(&q, 1, id);
	if (!statement_single(&q, 0, &count, err))
		return false;
	*is = count > 0;
	return true;
}

static bool is_pair(struct salvage *salvage, int64_t note, int64_t tag,
		    bool *is, struct error *err)
{
	bool has_note, has_tag;

	if (!exists(salvage->into, "SELECT count(*) FROM note WHERE id = ?1",
		    note, &has_note, err) ||
	    !exists(salvage->into, "SELECT count(*) FROM tag WHERE id = ?1",
		    tag, &has_tag, err))
		return false;
	*is = has_note && has_tag;
	return true;
}

/* Pairs of two numbers look alike in several places: a page counts when all of
 * it can be notes with their tags, and not tags with their notes. */
struct pairs {
	struct salvage *salvage;
	bool may_be, may_be_reversed;
};

static bool judge_pair(void *context, const struct salvage_row *row,
		       bool *taken, struct error *err)
{
	struct pairs *pairs = context;
	bool is = false, is_reversed = false;

	*taken = false;
	if (fits("ii", row) &&
	    (!is_pair(pairs->salvage, row->values[0].number,
		      row->values[1].number, &is, err) ||
	     !is_pair(pairs->salvage, row->values[1].number,
		      row->values[0].number, &is_reversed, err)))
		return false;
	pairs->may_be = pairs->may_be && is;
	pairs->may_be_reversed = pairs->may_be_reversed && is_reversed;
	return true;
}

static bool look_for_tags(struct salvage *salvage, struct error *err)
{
	for (uint32_t number = 1; number <= salvage->file.page_count;
	     number++) {
		struct gleaning gleaning = { salvage, source_find("note_tag") };
		struct pairs pairs = { salvage, true, true };

		if (!salvage_look_at(&salvage->forest, number, false,
				     judge_pair, &pairs, err))
			return false;
		if (pairs.may_be && !pairs.may_be_reversed &&
		    !salvage_look_at(&salvage->forest, number, false,
				     take_entry, &gleaning, err))
			return false;
	}
	return true;
}

bool salvage_read_indexes(struct salvage *salvage, struct error *err)
{
	bool has_tags;

	return make_tables(salvage->into, err) &&
	       walk_indexes(salvage, &has_tags, err) &&
	       walk_schedules(salvage, err) &&
	       (has_tags || look_for_tags(salvage, err));
}
