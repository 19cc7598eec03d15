#include "store/note_parts.h"

#include "store/review_store.h"
#include "store/statement.h"

/* Where its first card stands, in the words in which it could be brought in
 * again. */
static bool load_start(struct store *store, int64_t note_id,
		       struct card_start *start, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT due_day, interval_days, ease_centi,"
		       " repetitions, lapses FROM schedule"
		       " WHERE card_id BETWEEN ?1 * 256 AND ?1 * 256 + 255"
		       " AND ratings > 0 ORDER BY card_id LIMIT 1");

	statement_bind_int(&q, 1, note_id);
	if (statement_next(&q)) {
		struct schedule card = schedule_start_from_row(&q, 0);

		*start = (struct card_start){
			.given = true,
			.due_day = card.due_day,
			.interval_days = card.interval_days,
			.ease_centi = card.ease_centi,
			.repetitions = card.repetitions,
			.lapses = card.lapses,
		};
	}
	return statement_close(&q, err);
}

static bool read_note(struct store *store, struct statement *q,
		      struct arena *arena, struct note *note, struct error *err)
{
	*note = (struct note){
		.id = statement_int(q, 0),
		.deck = statement_required(q, 1, NULL),
		.key = statement_borrow(q, 2),
		.front = statement_required(q, 3, NULL),
		.back = statement_required(q, 4, NULL),
		.directions = (unsigned)statement_int(q, 6),
	};
	return note_load_fields(store, statement_required(q, 5, NULL), arena,
				note, err) &&
	       (!statement_int(q, 7) ||
		note_load_tags(store, note->id, arena, note, err));
}

/*
 * One statement for all: its cursors stay where the last note was, which is
 * where the next one mostly is.  The order is that of the inner SELECT, which
 * without its LIMIT would have none; to sort whole notes takes their size in
 * memory.  Tags and schedules are looked for only where there are some.
 */
#define WALK                                                                \
	"SELECT note.id, listed.deck, note.key, note.front, note.back,"     \
	" note.fields,"                                                     \
	" (SELECT sum(1 << (id & 255)) FROM card WHERE id BETWEEN"          \
	"  note.id * 256 AND note.id * 256 + 1 AND deleted_at_ms IS NULL)," \
	" EXISTS (SELECT 1 FROM note_tag WHERE note_id = note.id)"          \
	" FROM (SELECT note.id AS id, deck.name AS deck FROM note"          \
	"  JOIN deck ON deck.id = deck_id WHERE note.deleted_at_ms IS NULL" \
	"  AND deck.deleted_at_ms IS NULL AND (?1 = 0 OR deck_id = ?1)"     \
	"  ORDER BY deck.name, note.id LIMIT -1) AS listed"                 \
	" CROSS JOIN note ON note.id = listed.id"

bool note_each(struct store *store, int64_t deck_id, enum note_parts parts,
	       note_visitor *visit, void *context, struct error *err)
{
	struct statement q = statement_open(store, WALK);
	struct arena arena = { 0 };
	bool ok = true;

	statement_bind_int(&q, 1, deck_id);
	while (ok && statement_next(&q)) {
		struct arena_mark mark = arena_mark(&arena);
		struct note note;

		ok = read_note(store, &q, &arena, &note, err) &&
		     (parts == NOTE_WITHOUT_START ||
		      load_start(store, note.id, &note.start, err)) &&
		     visit(context, &note, err);
		arena_reset(&arena, mark);
	}
	arena_release(&arena);
	return statement_finish(&q, ok, err);
}
