#include "store/note_parts.h"

#include "store/statement.h"

static bool create_tag(struct batch *batch, const char *name, struct error *err)
{
	struct uid uid = store_make_uid(batch->store, batch->stamp.at_ms);
	struct statement q = statement_open(
		batch->store, "INSERT INTO tag (uid, name, modified_at_ms)"
			      " VALUES (?1, ?2, ?3) ON CONFLICT (name)"
			      " DO NOTHING");

	statement_bind_uid(&q, 1, &uid);
	statement_bind_text(&q, 2, name);
	statement_bind_int(&q, 3, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

/* *linked: there is such a tag, and the note did not have it. */
static bool link_tag(struct batch *batch, int64_t note_id, const char *name,
		     bool *linked, struct error *err)
{
	struct statement q = statement_open(
		batch->store,
		"INSERT OR IGNORE INTO note_tag"
		" VALUES (?1, (SELECT id FROM tag WHERE name = ?2))");

	statement_bind_int(&q, 1, note_id);
	statement_bind_text(&q, 2, name);
	statement_next(&q);
	*linked = sqlite3_changes(store_handle(batch->store)) > 0;
	return statement_close(&q, err);
}

/* Most tags are there already. */
bool note_add_tag(struct batch *batch, int64_t note_id, const char *name,
		  struct error *err)
{
	bool linked;

	return link_tag(batch, note_id, name, &linked, err) &&
	       (linked || (create_tag(batch, name, err) &&
			   link_tag(batch, note_id, name, &linked, err)));
}

bool note_require_tag(struct batch *batch, const char *name, int64_t *tag_id,
		      struct error *err)
{
	struct statement q;

	if (!create_tag(batch, name, err))
		return false;
	q = statement_open(batch->store, "SELECT id FROM tag WHERE name = ?1");
	statement_bind_text(&q, 1, name);
	return statement_single(&q, 0, tag_id, err);
}

bool note_set_tags(struct batch *batch, int64_t note_id, const char *tags_json,
		   struct error *err)
{
	struct statement q = statement_open(
		batch->store, "DELETE FROM note_tag WHERE note_id = ?1");
	bool ok = true;

	statement_bind_int(&q, 1, note_id);
	statement_next(&q);
	if (!statement_close(&q, err))
		return false;
	q = statement_open(batch->store, "SELECT value FROM json_each(?1)");
	statement_bind_text(&q, 1, tags_json);
	while (ok && statement_next(&q))
		ok = note_add_tag(batch, note_id,
				  statement_required(&q, 0, NULL), err);
	return statement_finish(&q, ok, err);
}
