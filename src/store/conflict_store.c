#include "store/conflict_store.h"

#include "base/text.h"
#include "store/origin_store.h"
#include "store/statement.h"

bool conflict_is_part(const char *here, const char *file, const char *before)
{
	return !text_equal(here, file) && !text_equal(here, before) &&
	       !text_equal(file, before);
}

static bool load(struct store *store, struct arena *arena,
		 struct conflict *conflict, const char *disputed,
		 struct error *err)
{
	struct note_history history;

	if (!origin_load(store, conflict->note_id, arena, &history, err) ||
	    !origin_text_load(store, disputed, arena, &conflict->before, err))
		return false;
	conflict->here = history.here;
	conflict->file = history.imported;
	conflict->line = history.origin.place;
	return true;
}

bool conflict_list(struct store *store, struct arena *arena,
		   struct conflict **conflicts, size_t *count,
		   struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT note.id, deck.name, path, disputed, count(*) OVER ()"
		" FROM note JOIN deck ON deck.id = deck_id"
		" LEFT JOIN source ON source.id = source_id"
		" WHERE imported_front IS NOT NULL AND disputed IS NOT NULL"
		" AND note.deleted_at_ms IS NULL ORDER BY name, note.id");
	bool ok = true;

	*conflicts = NULL;
	*count = 0;
	while (ok && statement_next(&q)) {
		struct conflict *conflict;

		if (*count == 0)
			*conflicts = arena_array(arena,
						 (size_t)statement_int(&q, 4),
						 sizeof(**conflicts));
		conflict = &(*conflicts)[(*count)++];
		conflict->note_id = statement_int(&q, 0);
		conflict->deck = statement_required(&q, 1, arena);
		conflict->path = statement_text(&q, 2, arena);
		ok = load(store, arena, conflict,
			  statement_required(&q, 3, arena), err);
	}
	return statement_finish(&q, ok, err);
}

static bool end_dispute(struct batch *batch, int64_t note_id, struct error *err)
{
	struct statement q;

	if (!batch_remember(batch, ENTITY_NOTE, note_id, err))
		return false;
	q = statement_open(batch->store, "UPDATE note SET disputed = NULL,"
					 " modified_at_ms = ?2 WHERE id = ?1");
	statement_bind_int(&q, 1, note_id);
	statement_bind_int(&q, 2, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}

/* What both sides changed apart from each other stays; where they differ the
 * file wins, as it stands in the place of `here`. */
static bool take_file(struct batch *batch, const struct conflict *conflict,
		      struct arena *arena, struct error *err)
{
	struct note_history history;
	struct merge chosen = { 0 }, merge = { 0 };

	if (!origin_load(batch->store, conflict->note_id, arena, &history, err))
		return false;
	merge_notes(&conflict->before, &conflict->file, &conflict->here, arena,
		    &chosen);
	merge_notes(&conflict->file, &chosen.note, &conflict->file, arena,
		    &merge);
	return origin_merge(batch, conflict->note_id, &history.origin, &merge,
			    &conflict->file, err);
}

bool conflict_settle(struct batch *batch, const struct conflict *conflict,
		     enum conflict_side side, struct error *err)
{
	struct arena arena = { 0 };
	bool ok = (side == CONFLICT_HERE ||
		   take_file(batch, conflict, &arena, err)) &&
		  end_dispute(batch, conflict->note_id, err);

	arena_release(&arena);
	return ok;
}
