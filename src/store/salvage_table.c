#include "store/salvage_table.h"

#include <string.h>
#include <unistr.h>

#include "base/uid.h"
#include "store/statement.h"

/*
 * k  the row's number, which the tree has: NULL    u  a uid
 * n  another row's number                         m  an instant
 * o  minutes east of Greenwich                     d  a day
 * c  a count                                       f  0 or 1
 * g  a grade                                       s  any number
 * t  a text
 * Capitals may be NULL.  `a` and `E` are a day and a number, but tell an
 * absence from an exam where only looks can.
 */
const struct salvage_table salvage_tables[SALVAGE_TABLES] = {
	{ "batch", "kuttUmodt", 9,
	  "INSERT OR IGNORE INTO batch (id, uid, kind, label, undoes, at_ms,"
	  " utc_offset_min, study_day, device)"
	  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" },
	{ "revision", "kntnt", 5,
	  "INSERT OR IGNORE INTO revision (id, batch_id, entity, row_id,"
	  " before) VALUES (?1, ?2, ?3, ?4, ?5)" },
	{ "deck", "kutnmM", 6,
	  "INSERT OR IGNORE INTO deck (id, uid, name, batch_id,"
	  " modified_at_ms, deleted_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" },
	{ "note", "kunTtttnmMNNTTT", 10,
	  "INSERT OR IGNORE INTO note (id, uid, deck_id, key, front, back,"
	  " fields, batch_id, modified_at_ms, deleted_at_ms, source_id, place,"
	  " imported, imported_front, disputed) VALUES (?1, ?2, ?3, ?4, ?5,"
	  " ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)" },
	{ "card", "kfDnmMTf", 6,
	  "INSERT OR IGNORE INTO card (id, suspended, buried_until_day,"
	  " batch_id, modified_at_ms, deleted_at_ms, start, flagged)"
	  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" },
	{ "tag", "kutm", 4,
	  "INSERT OR IGNORE INTO tag (id, uid, name, modified_at_ms)"
	  " VALUES (?1, ?2, ?3, ?4)" },
	{ "setting", "kNtTnm", 6,
	  "INSERT OR IGNORE INTO setting (id, deck_id, name, value, batch_id,"
	  " modified_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" },
	{ "review", "kunmodtGGTccctU", 14,
	  "INSERT OR IGNORE INTO review (id, uid, card_id, answered_at_ms,"
	  " utc_offset_min, study_day, kind, grade, suggested_grade, typed,"
	  " hints, recall_ms, check_ms, device, amends) VALUES (?1, ?2, ?3,"
	  " ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)" },
	{ "retraction", "kuumodt", 7,
	  "INSERT OR IGNORE INTO retraction (id, uid, target, at_ms,"
	  " utc_offset_min, study_day, device)"
	  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" },
	{ "source", "kuttTTTTTtssmM", 14,
	  "INSERT OR IGNORE INTO source (id, uid, path, deck, encoding,"
	  " delimiter, header, map, cards, format, size, changed_at_ns,"
	  " modified_at_ms, deleted_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
	  " ?8, ?9, ?10, ?11, ?12, ?13, ?14)" },
	{ "alias", "kuntnmM", 7,
	  "INSERT OR IGNORE INTO alias (id, uid, card_id, text, batch_id,"
	  " modified_at_ms, deleted_at_ms)"
	  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" },
	{ "absence", "kuaanmM", 7,
	  "INSERT OR IGNORE INTO absence (id, uid, from_day, to_day, batch_id,"
	  " modified_at_ms, deleted_at_ms)"
	  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" },
	{ "exam", "kuEdnmM", 7,
	  "INSERT OR IGNORE INTO exam (id, uid, deck_id, day, batch_id,"
	  " modified_at_ms, deleted_at_ms)"
	  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" },
};

/* The places of a year 0, a year 9999. */
static const int64_t last_ms = 253402300799999;
enum { FIRST_DAY = -719528, LAST_DAY = 2932896, SURE_DAY = 10000 };

static bool is_between(const struct salvage_value *value, int64_t least,
		       int64_t most)
{
	return value->kind == SALVAGE_INT && value->number >= least &&
	       value->number <= most;
}

bool salvage_is_text(const struct salvage_value *value)
{
	return value->kind == SALVAGE_TEXT &&
	       !memchr(value->bytes, '\0', value->length) &&
	       !u8_check(value->bytes, value->length);
}

bool salvage_is_uid(const struct salvage_value *value)
{
	return value->kind == SALVAGE_BLOB && value->length == UID_SIZE;
}

static bool fits(char letter, const struct salvage_value *value)
{
	if (letter >= 'A' && letter <= 'Z') {
		if (value->kind == SALVAGE_NULL)
			return true;
		letter = (char)(letter - 'A' + 'a');
	}
	switch (letter) {
	case 'k':
		return value->kind == SALVAGE_NULL;
	case 'u':
		return salvage_is_uid(value);
	case 'n':
	case 'e':
		return is_between(value, 1, INT64_MAX / 256);
	case 'm':
		return is_between(value, 0, last_ms);
	case 'o':
		return is_between(value, -24 * 60, 24 * 60);
	case 'd':
	case 'a':
		return is_between(value, FIRST_DAY, LAST_DAY);
	case 'c':
		return is_between(value, 0, INT32_MAX);
	case 'f':
		return is_between(value, 0, 1);
	case 'g':
		return is_between(value, 0, 5);
	case 's':
		return value->kind == SALVAGE_INT;
	default:
		return salvage_is_text(value);
	}
}

bool salvage_table_fits(const struct salvage_table *table,
			const struct salvage_row *row)
{
	if (row->rowid < 1 || row->count < table->least ||
	    row->count > (int)strlen(table->shape))
		return false;
	for (int i = 0; i < row->count; i++)
		if (!fits(table->shape[i], &row->values[i]))
			return false;
	return true;
}

const struct salvage_table *salvage_table_find(const char *name)
{
	for (int i = 0; i < SALVAGE_TABLES; i++)
		if (strcmp(salvage_tables[i].name, name) == 0)
			return &salvage_tables[i];
	return NULL;
}

const struct salvage_table *salvage_table_guess(const struct salvage_row *row)
{
	for (int i = 0; i < SALVAGE_TABLES; i++) {
		const struct salvage_table *table = &salvage_tables[i];

		if (salvage_table_fits(table, row) &&
		    (table->shape[2] != 'a' ||
		     row->values[2].number >= SURE_DAY))
			return table;
	}
	return NULL;
}

void salvage_bind(struct statement *q, int index,
		  const struct salvage_value *value)
{
	if (!q->prepared)
		return;
	switch (value->kind) {
	case SALVAGE_INT:
		statement_bind_int(q, index, value->number);
		break;
	case SALVAGE_TEXT:
		sqlite3_bind_text64(q->prepared, index,
				    (const char *)value->bytes, value->length,
				    SQLITE_TRANSIENT, SQLITE_UTF8);
		break;
	case SALVAGE_BLOB:
		sqlite3_bind_blob64(q->prepared, index, value->bytes,
				    value->length, SQLITE_TRANSIENT);
		break;
	default:
		break;
	}
}

static bool insert(const struct salvage_table *table, struct store *into,
		   const struct salvage_row *row, int64_t id, bool *kept,
		   struct error *err)
{
	struct statement q = statement_open(into, table->insert);
	int columns = (int)strlen(table->shape);
	bool ok;

	statement_bind_int(&q, 1, id);
	for (int i = 1; i < columns; i++) {
		if (i < row->count)
			salvage_bind(&q, i + 1, &row->values[i]);
		else if (table->shape[i] == 'f')
			statement_bind_int(&q, i + 1, 0);
	}
	statement_next(&q);
	ok = statement_close(&q, err);
	*kept = ok && sqlite3_changes(store_handle(into)) > 0;
	return ok;
}

static bool is_log(const struct salvage_table *table)
{
	return strcmp(table->name, "review") == 0 ||
	       strcmp(table->name, "retraction") == 0;
}

bool salvage_table_put(const struct salvage_table *table, struct store *into,
		       const struct salvage_row *row, bool *kept,
		       struct error *err)
{
	int64_t id;

	if (!insert(table, into, row, row->rowid, kept, err))
		return false;
	if (*kept || !is_log(table))
		return true;
	return store_next_event_id(into, &id, err) &&
	       insert(table, into, row, id, kept, err);
}
