#include "store/batch_store.h"

#include "store/statement.h"

bool batch_require(struct batch *batch, struct error *err)
{
	struct store *store = batch->store;
	struct uid uid;
	struct statement q;
	int64_t id;

	if (batch->id)
		return true;
	if (!store_next_event_id(store, &id, err))
		return false;
	uid = store_make_event_uid(store, batch->stamp.at_ms);
	q = statement_open(store,
			   "INSERT INTO batch (id, uid, kind, label, undoes,"
			   " at_ms, utc_offset_min, study_day, device)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
	statement_bind_int(&q, 1, id);
	statement_bind_uid(&q, 2, &uid);
	statement_bind_text(&q, 3, batch->kind);
	statement_bind_text(&q, 4, batch->label);
	if (batch->undoes)
		statement_bind_uid(&q, 5, batch->undoes);
	statement_bind_int(&q, 6, batch->stamp.at_ms);
	statement_bind_int(&q, 7, batch->stamp.utc_offset_min);
	statement_bind_int(&q, 8, batch->stamp.study_day);
	statement_bind_text(&q, 9, store_device(store));
	statement_next(&q);
	if (!statement_close(&q, err))
		return false;
	batch->id = id;
	return true;
}

/* One statement an entity: what undo puts back is named here and nowhere
 * else but in undo_batch.c. */
static const char *const remember_sql[] = {
	[ENTITY_DECK] =
		"INSERT INTO revision (batch_id, entity, row_id, before)"
		" SELECT ?1, 'deck', id,"
		"  json_object('name', name, 'deleted_at_ms', deleted_at_ms)"
		" FROM deck WHERE id = ?2 AND NOT EXISTS (SELECT 1"
		"  FROM revision WHERE batch_id = ?1 AND entity = 'deck'"
		"  AND row_id = ?2)",
	[ENTITY_NOTE] =
		"INSERT INTO revision (batch_id, entity, row_id, before)"
		" SELECT ?1, 'note', id, json_object('deck_id', deck_id,"
		"  'key', key, 'front', front, 'back', back, 'fields', fields,"
		"  'source_id', source_id, 'place', place,"
		"  'imported', imported, 'imported_front', imported_front,"
		"  'disputed', disputed,"
		"  'deleted_at_ms', deleted_at_ms, 'tags', json((SELECT"
		"   json_group_array(name) FROM tag JOIN note_tag"
		"   ON tag_id = tag.id WHERE note_id = note.id)))"
		" FROM note WHERE id = ?2 AND NOT EXISTS (SELECT 1"
		"  FROM revision WHERE batch_id = ?1 AND entity = 'note'"
		"  AND row_id = ?2)",
	[ENTITY_CARD] =
		"INSERT INTO revision (batch_id, entity, row_id, before)"
		" SELECT ?1, 'card', id, json_object('suspended', suspended,"
		"  'buried_until_day', buried_until_day,"
		"  'flagged', flagged, 'deleted_at_ms', deleted_at_ms)"
		" FROM card WHERE id = ?2 AND NOT EXISTS (SELECT 1"
		"  FROM revision WHERE batch_id = ?1 AND entity = 'card'"
		"  AND row_id = ?2)",
	[ENTITY_SETTING] =
		"INSERT INTO revision (batch_id, entity, row_id, before)"
		" SELECT ?1, 'setting', id, json_object('value', value)"
		" FROM setting WHERE id = ?2 AND NOT EXISTS (SELECT 1"
		"  FROM revision WHERE batch_id = ?1 AND entity = 'setting'"
		"  AND row_id = ?2)",
	[ENTITY_ALIAS] =
		"INSERT INTO revision (batch_id, entity, row_id, before)"
		" SELECT ?1, 'alias', id,"
		"  json_object('deleted_at_ms', deleted_at_ms)"
		" FROM alias WHERE id = ?2 AND NOT EXISTS (SELECT 1"
		"  FROM revision WHERE batch_id = ?1 AND entity = 'alias'"
		"  AND row_id = ?2)",
	[ENTITY_ABSENCE] =
		"INSERT INTO revision (batch_id, entity, row_id, before)"
		" SELECT ?1, 'absence', id,"
		"  json_object('deleted_at_ms', deleted_at_ms)"
		" FROM absence WHERE id = ?2 AND NOT EXISTS (SELECT 1"
		"  FROM revision WHERE batch_id = ?1 AND entity = 'absence'"
		"  AND row_id = ?2)",
	[ENTITY_EXAM] =
		"INSERT INTO revision (batch_id, entity, row_id, before)"
		" SELECT ?1, 'exam', id,"
		"  json_object('deleted_at_ms', deleted_at_ms)"
		" FROM exam WHERE id = ?2 AND NOT EXISTS (SELECT 1"
		"  FROM revision WHERE batch_id = ?1 AND entity = 'exam'"
		"  AND row_id = ?2)",
};

bool batch_remember(struct batch *batch, enum batch_entity entity,
		    int64_t row_id, struct error *err)
{
	struct statement q;

	if (!batch_require(batch, err))
		return false;
	q = statement_open(batch->store, remember_sql[entity]);
	statement_bind_int(&q, 1, batch->id);
	statement_bind_int(&q, 2, row_id);
	statement_next(&q);
	return statement_close(&q, err);
}
