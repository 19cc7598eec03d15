#include "store/salvage_parts.h"

#include <string.h>

#include "base/message.h"
#include "store/check_store.h"
#include "store/salvage_table.h"
#include "store/statement.h"

/* ---- the schema ---------------------------------------------------------- */

enum { SCHEMA_COLUMNS = 5 };

static bool is_word(const struct salvage_value *value, const char *word)
{
	return value->kind == SALVAGE_TEXT && value->length == strlen(word) &&
	       memcmp(value->bytes, word, value->length) == 0;
}

static bool ends_without_rowid(const struct salvage_value *sql)
{
	static const char ending[] = "WITHOUT ROWID";
	size_t length = sizeof(ending) - 1;

	return sql->kind == SALVAGE_TEXT && sql->length > length &&
	       memcmp(sql->bytes + sql->length - length, ending, length) == 0;
}

static bool has_object(const struct salvage *salvage, const char *name)
{
	for (int i = 0; i < salvage->object_count; i++)
		if (strcmp(salvage->objects[i].name, name) == 0)
			return true;
	return false;
}

/* A row of sqlite_schema: type, name, table, root page, SQL. */
static bool take_object(void *context, const struct salvage_row *row,
			bool *taken, struct error *err)
{
	struct salvage *salvage = context;
	struct salvage_object *object;
	const struct salvage_value *name = &row->values[1];
	bool is_table;

	(void)err;
	if (row->count != SCHEMA_COLUMNS || name->kind != SALVAGE_TEXT ||
	    row->values[2].kind != SALVAGE_TEXT ||
	    row->values[3].kind != SALVAGE_INT)
		return true;
	is_table = is_word(&row->values[0], "table");
	*taken = is_table || is_word(&row->values[0], "index") ||
		 is_word(&row->values[0], "view") ||
		 is_word(&row->values[0], "trigger");
	if (!*taken || row->values[3].number < 1 ||
	    row->values[3].number > salvage->file.page_count ||
	    name->length >= sizeof(object->name) ||
	    salvage->object_count == SALVAGE_OBJECTS_MOST)
		return true;
	object = &salvage->objects[salvage->object_count];
	memcpy(object->name, name->bytes, name->length);
	object->name[name->length] = '\0';
	object->root = (uint32_t)row->values[3].number;
	object->is_table = is_table && !ends_without_rowid(&row->values[4]);
	salvage->object_count += !has_object(salvage, object->name);
	return true;
}

typedef bool page_taker(struct salvage *salvage, uint32_t number,
			struct error *err);

static bool each_page(struct salvage *salvage, page_taker *take,
		      struct error *err)
{
	for (uint32_t number = 1; number <= salvage->file.page_count; number++)
		if (!take(salvage, number, err))
			return false;
	return true;
}

static bool look_for_objects(struct salvage *salvage, uint32_t number,
			     struct error *err)
{
	return salvage_look_at(&salvage->forest, number, true, take_object,
			       salvage, err);
}

static bool read_schema(struct salvage *salvage, struct error *err)
{
	bool whole;

	if (!salvage_walk(&salvage->forest, 1, true, take_object, salvage,
			  &whole, err))
		return false;
	if (whole)
		return true;
	salvage->report->is_whole = false;
	return each_page(salvage, look_for_objects, err);
}

/* ---- rows ---------------------------------------------------------------- */

/* Rows of one table. */
struct harvest {
	struct salvage *salvage;
	const struct salvage_table *table;
};

static bool take_row(void *context, const struct salvage_row *row, bool *taken,
		     struct error *err)
{
	struct harvest *harvest = context;

	*taken = salvage_table_fits(harvest->table, row);
	if (*taken && !salvage_table_put(harvest->table, harvest->salvage->into,
					 row, taken, err))
		return false;
	harvest->salvage->report->refused += !*taken;
	return true;
}

static bool walk_tables(struct salvage *salvage, struct error *err)
{
	bool any = false;

	for (int i = 0; i < salvage->object_count; i++) {
		const struct salvage_object *object = &salvage->objects[i];
		struct harvest harvest = {
			salvage,
			salvage_table_find(object->name),
		};
		bool whole;

		if (!object->is_table || !harvest.table)
			continue;
		if (!salvage_walk(&salvage->forest, object->root, true,
				  take_row, &harvest, &whole, err))
			return false;
		salvage->report->is_whole = salvage->report->is_whole && whole;
		any = true;
	}
	salvage->report->is_whole = salvage->report->is_whole && any;
	return true;
}

/* A row that nothing led to is known by its looks. */
static bool take_stray(void *context, const struct salvage_row *row,
		       bool *taken, struct error *err)
{
	struct salvage *salvage = context;
	const struct salvage_table *table = salvage_table_guess(row);

	return !table ||
	       salvage_table_put(table, salvage->into, row, taken, err);
}

static bool look_for_rows(struct salvage *salvage, uint32_t number,
			  struct error *err)
{
	return salvage_look_at(&salvage->forest, number, true, take_stray,
			       salvage, err);
}

/* ---- all of it ----------------------------------------------------------- */

static bool count(struct store *store, const char *sql, int64_t *value,
		  struct error *err)
{
	struct statement q = statement_open(store, sql);

	return statement_single(&q, 0, value, err);
}

static bool count_found(struct salvage *salvage, struct error *err)
{
	struct salvage_report *report = salvage->report;
	struct store *store = salvage->into;

	return count(store, "SELECT count(*) FROM deck", &report->decks, err) &&
	       count(store, "SELECT count(*) FROM note", &report->notes, err) &&
	       count(store, "SELECT count(*) FROM card", &report->cards, err) &&
	       count(store, "SELECT count(*) FROM review", &report->reviews,
		     err) &&
	       count(store, "SELECT count(*) FROM retraction",
		     &report->retractions, err) &&
	       count(store, "SELECT count(*) FROM batch", &report->changes,
		     err);
}

static bool read_all(struct salvage *salvage, struct error *err)
{
	if (!read_schema(salvage, err))
		return false;
	salvage_claim_free(&salvage->forest);
	return walk_tables(salvage, err) &&
	       each_page(salvage, look_for_rows, err) &&
	       count_found(salvage, err) &&
	       salvage_read_indexes(salvage, err) && salvage_mend(salvage, err);
}

/* Rows come in any order, so what they refer to may come later. */
static bool write_all(struct salvage *salvage, struct error *err)
{
	if (!store_widen_cache(salvage->into, err) ||
	    !store_begin(salvage->into, err))
		return false;
	if (read_all(salvage, err))
		return store_commit(salvage->into, err) &&
		       check_repair(salvage->into, err);
	store_rollback(salvage->into);
	return false;
}

bool salvage(const char *damaged, struct store *into, const struct stamp *stamp,
	     struct salvage_report *report, struct error *err)
{
	struct salvage salvage = {
		.into = into,
		.report = report,
		.batch = {
			.store = into,
			.kind = "salvage",
			.label = damaged,
			.stamp = *stamp,
		},
	};
	bool ok = salvage_file_open(&salvage.file, damaged, err);

	*report = (struct salvage_report){ .is_whole = true };
	if (ok) {
		salvage_forest_init(&salvage.forest, &salvage.file);
		store_expect_bulk(into, true);
		ok = write_all(&salvage, err);
		store_expect_bulk(into, false);
		salvage_forest_release(&salvage.forest);
	}
	salvage_file_close(&salvage.file);
	return ok;
}
