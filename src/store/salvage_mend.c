#include "store/salvage_parts.h"

#include "base/message.h"
#include "store/note_store.h"
#include "store/statement.h"

/* ---- values that other code relies on ------------------------------------ */

static bool mend_values(struct store *store, struct error *err)
{
	static const char *const sqls[] = {
		"UPDATE note SET fields = '{}' WHERE CASE WHEN"
		" json_valid(fields) THEN json_type(fields) <> 'object'"
		" ELSE true END",
		"UPDATE note SET imported = NULL WHERE NOT"
		" json_valid(imported)",
		"UPDATE note SET disputed = NULL WHERE NOT"
		" json_valid(disputed)",
		"UPDATE card SET start = NULL WHERE NOT json_valid(start)",
		"UPDATE source SET format = '{}' WHERE NOT json_valid(format)",
		"DELETE FROM revision WHERE NOT json_valid(before)",
		"UPDATE note SET source_id = NULL WHERE source_id"
		" NOT IN (SELECT id FROM source)",
	};

	for (size_t i = 0; i < sizeof(sqls) / sizeof(*sqls); i++)
		if (!statement_run(store, sqls[i], err))
			return false;
	return true;
}

/* ---- rows that are named ------------------------------------------------- */

/* `sql` finds rows to be made, the number of each in its first column. */
typedef bool row_maker(struct salvage *salvage, struct statement *row,
		       struct error *err);

static bool make_each(struct salvage *salvage, const char *sql, row_maker *make,
		      int64_t *count, struct error *err)
{
	struct statement q = statement_open(salvage->into, sql);
	int64_t ignored = 0;
	bool ok = true;

	count = count ? count : &ignored;
	for (; ok && statement_next(&q); (*count)++)
		ok = make(salvage, &q, err);
	return statement_finish(&q, ok, err);
}

static struct uid make_uid(struct salvage *salvage)
{
	return store_make_uid(salvage->into, salvage->batch.stamp.at_ms);
}

/* Its rows are there, so it can be undone like any other. */
static bool make_batch(struct salvage *salvage, struct statement *row,
		       struct error *err)
{
	const struct stamp *stamp = &salvage->batch.stamp;
	struct uid uid = make_uid(salvage);
	struct statement q = statement_open(
		salvage->into,
		"INSERT INTO batch (id, uid, kind, label, at_ms,"
		" utc_offset_min, study_day, device)"
		" VALUES (?1, ?2, 'salvage', ?3, ?4, ?5, ?6, ?7)");

	statement_bind_int(&q, 1, statement_int(row, 0));
	statement_bind_uid(&q, 2, &uid);
	statement_bind_text(&q, 3, salvage->batch.label);
	statement_bind_int(&q, 4, stamp->at_ms);
	statement_bind_int(&q, 5, stamp->utc_offset_min);
	statement_bind_int(&q, 6, stamp->study_day);
	statement_bind_text(&q, 7, store_device(salvage->into));
	statement_next(&q);
	return statement_close(&q, err);
}

static bool make_card(struct salvage *salvage, struct statement *row,
		      struct error *err)
{
	struct statement q;

	if (!batch_require(&salvage->batch, err))
		return false;
	q = statement_open(salvage->into,
			   "INSERT INTO card (id, batch_id, modified_at_ms)"
			   " VALUES (?1, ?2, ?3)");
	statement_bind_int(&q, 1, statement_int(row, 0));
	statement_bind_int(&q, 2, salvage->batch.id);
	statement_bind_int(&q, 3, salvage->batch.stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

/* Columns: number, uid, deck, key, front, back; what is unknown is NULL. */
static bool make_note(struct salvage *salvage, struct statement *row,
		      struct error *err)
{
	struct uid uid = statement_is_null(row, 1) ? make_uid(salvage)
						   : statement_uid(row, 1);
	struct statement q;

	if (!batch_require(&salvage->batch, err))
		return false;
	q = statement_open(
		salvage->into,
		"INSERT INTO note (id, uid, deck_id, key, front, back,"
		" batch_id, modified_at_ms) VALUES (?1, ?2,"
		" coalesce(?3, (SELECT min(deck_id) FROM note), 1), ?4,"
		" coalesce(?5, ?6 || ' ' || ?1), coalesce(?7, ?6), ?8, ?9)");
	statement_bind_int(&q, 1, statement_int(row, 0));
	statement_bind_uid(&q, 2, &uid);
	if (!statement_is_null(row, 2))
		statement_bind_int(&q, 3, statement_int(row, 2));
	statement_bind_text(&q, 4, statement_borrow(row, 3));
	statement_bind_text(&q, 5, statement_borrow(row, 4));
	/* TRANSLATORS: stands for a text that was on a damaged page */
	statement_bind_text(&q, 6, _("(lost)"));
	statement_bind_text(&q, 7, statement_borrow(row, 5));
	statement_bind_int(&q, 8, salvage->batch.id);
	statement_bind_int(&q, 9, salvage->batch.stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool make_deck(struct salvage *salvage, struct statement *row,
		      struct error *err)
{
	struct uid uid = make_uid(salvage);
	struct statement q;

	if (!batch_require(&salvage->batch, err))
		return false;
	q = statement_open(salvage->into,
			   "INSERT INTO deck (id, uid, name, batch_id,"
			   " modified_at_ms) VALUES (?1, ?2,"
			   " 'salvaged-' || ?1, ?3, ?4)");
	statement_bind_int(&q, 1, statement_int(row, 0));
	statement_bind_uid(&q, 2, &uid);
	statement_bind_int(&q, 3, salvage->batch.id);
	statement_bind_int(&q, 4, salvage->batch.stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool make_tag(struct salvage *salvage, struct statement *row,
		     struct error *err)
{
	struct uid uid = make_uid(salvage);
	struct statement q = statement_open(
		salvage->into, "INSERT INTO tag (id, uid, name, modified_at_ms)"
			       " VALUES (?1, ?2, 'salvaged-' || ?1, ?3)");

	statement_bind_int(&q, 1, statement_int(row, 0));
	statement_bind_uid(&q, 2, &uid);
	statement_bind_int(&q, 3, salvage->batch.stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

/* A note of which no card is known asks as a new one would. */
static bool make_cards(struct salvage *salvage, struct statement *row,
		       struct error *err)
{
	int64_t id = statement_int(row, 0);
	struct arena arena = { 0 };
	struct note note;
	bool ok = note_load(salvage->into, id, &arena, &note, err) &&
		  batch_require(&salvage->batch, err);

	if (ok) {
		note.tags_unsaid = true;
		note.directions = DIRECTIONS_FORWARD;
		ok = note_follow_text(&salvage->batch, id, &note, err);
	}
	arena_release(&arena);
	return ok;
}

/* First of all, so that what is made up gets a batch of its own. */
static bool mend_batches(struct salvage *salvage, struct error *err)
{
	return make_each(salvage,
			 "SELECT batch_id FROM deck UNION SELECT batch_id FROM"
			 " note UNION SELECT batch_id FROM card UNION SELECT"
			 " batch_id FROM setting UNION SELECT batch_id FROM"
			 " alias UNION SELECT batch_id FROM absence UNION"
			 " SELECT batch_id FROM exam UNION SELECT batch_id"
			 " FROM revision EXCEPT SELECT id FROM batch",
			 make_batch, NULL, err);
}

static bool mend_notes(struct salvage *salvage, struct error *err)
{
	struct salvage_report *report = salvage->report;

	return make_each(salvage,
			 "SELECT id FROM lost_card UNION"
			 " SELECT card_id FROM review UNION"
			 " SELECT card_id FROM alias"
			 " EXCEPT SELECT id FROM card",
			 make_card, &report->cards_lost, err) &&
	       make_each(salvage,
			 "SELECT id, uid, deck_id, key, front, back"
			 " FROM lost_note WHERE front IS NOT NULL"
			 " AND (uid IS NOT NULL OR id IN (SELECT id >> 8"
			 "  FROM card))",
			 make_note, &report->notes_pieced, err) &&
	       make_each(salvage,
			 "SELECT DISTINCT card.id >> 8, uid, deck_id, key,"
			 " front, back FROM card LEFT JOIN lost_note"
			 " ON lost_note.id = card.id >> 8"
			 " WHERE card.id >> 8 NOT IN (SELECT id FROM note)",
			 make_note, &report->notes_lost, err);
}

static bool mend_names(struct salvage *salvage, struct error *err)
{
	return make_each(salvage,
			 "SELECT deck_id FROM note UNION SELECT deck_id FROM"
			 " setting WHERE deck_id IS NOT NULL UNION SELECT"
			 " deck_id FROM exam WHERE deck_id IS NOT NULL"
			 " EXCEPT SELECT id FROM deck",
			 make_deck, NULL, err) &&
	       statement_run(salvage->into,
			     "DELETE FROM note_tag WHERE note_id NOT IN"
			     " (SELECT id FROM note)",
			     err) &&
	       make_each(salvage,
			 "SELECT tag_id FROM note_tag EXCEPT"
			 " SELECT id FROM tag",
			 make_tag, NULL, err) &&
	       make_each(salvage,
			 "SELECT id FROM note WHERE NOT EXISTS (SELECT 1 FROM"
			 " card WHERE card.id BETWEEN note.id * 256"
			 " AND note.id * 256 + 255)",
			 make_cards, NULL, err);
}

static bool count_lost(struct salvage *salvage, struct error *err)
{
	struct statement q = statement_open(
		salvage->into, "SELECT count(*) FROM lost_review WHERE uid"
			       " NOT IN (SELECT uid FROM review)");

	return statement_single(&q, 0, &salvage->report->reviews_lost, err);
}

bool salvage_mend(struct salvage *salvage, struct error *err)
{
	return mend_values(salvage->into, err) && mend_batches(salvage, err) &&
	       mend_notes(salvage, err) && mend_names(salvage, err) &&
	       count_lost(salvage, err);
}
