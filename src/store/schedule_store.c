#include "store/schedule_store.h"

#include "core/card.h"
#include "core/replay.h"
#include "store/calendar_store.h"
#include "store/card_count_store.h"
#include "store/deck_store.h"
#include "store/note_count_store.h"
#include "store/review_store.h"
#include "store/rollup_close.h"
#include "store/rollup_store.h"
#include "store/schedule_parts.h"
#include "store/setting_store.h"
#include "store/start_store.h"

struct standing standing_from_row(struct statement *q, int column)
{
	return (struct standing){
		.deck_id = statement_int(q, column),
		.live = statement_int(q, column + 1),
		.buried_until_day = statement_day(q, column + 2),
		.has_start = statement_int(q, column + 3),
		.note_uid = statement_uid(q, column + 4),
		.removed = statement_int(q, column + 5),
	};
}

static bool read_standing(struct store *store, int64_t card_id,
			  struct standing *standing, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT" STANDING_COLUMNS
		       "FROM card JOIN note ON note.id = card.id >> 8"
		       " WHERE card.id = ?1");

	*standing = (struct standing){ .buried_until_day = DAY_NONE };
	statement_bind_int(&q, 1, card_id);
	if (statement_next(&q))
		*standing = standing_from_row(&q, 0);
	return statement_close(&q, err);
}

int32_t schedule_asked_on_day(int64_t card_id, const struct schedule *card,
			      const struct standing *standing,
			      const struct calendar *calendar)
{
	int32_t day;

	if (!standing->live || card->ratings == 0)
		return DAY_NONE;
	day = calendar_move(calendar, standing->deck_id, card,
			    &standing->note_uid,
			    (int)(card_id % CARDS_PER_NOTE));
	return standing->buried_until_day > day ? standing->buried_until_day
						: day;
}

static struct schedule_row row_of(int64_t card_id,
				  const struct standing *standing,
				  const struct calendar *calendar,
				  const struct schedule *card)
{
	return (struct schedule_row){
		.exists = schedule_has_row(card),
		.removed = standing->removed,
		.deck_id = standing->deck_id,
		.asked_on_day = schedule_asked_on_day(card_id, card, standing,
						      calendar),
		.schedule = *card,
	};
}

bool schedule_write(struct store *store, int64_t card_id,
		    const struct standing *standing,
		    const struct calendar *calendar,
		    const struct schedule *card, struct error *err)
{
	const struct schedule_row none = { 0 };
	struct schedule_row row = row_of(card_id, standing, calendar, card);

	return schedule_row_write(store, card_id, &none, &row, err);
}

bool schedule_add_sibling(struct store *store, int64_t deck_id, int64_t card_id,
			  struct error *err)
{
	struct note_counted before, after;

	return note_count_read(store, card_id, deck_id, &before, err) &&
	       schedule_add_unseen(store, deck_id, card_id, err) &&
	       note_count_read(store, card_id, deck_id, &after, err) &&
	       note_count_move(store, &before, &after, err);
}

bool schedule_add_unseen(struct store *store, int64_t deck_id, int64_t card_id,
			 struct error *err)
{
	return statement_run_with(
		store, "INSERT OR IGNORE INTO unseen VALUES (?1, ?2)", deck_id,
		card_id, err);
}

bool schedule_add_held(struct store *store, int64_t deck_id, int64_t card_id,
		       struct error *err)
{
	return statement_run_with(store, "INSERT INTO held VALUES (?1, ?2)",
				  deck_id, card_id, err);
}

bool schedule_add_buried(struct store *store, int64_t card_id,
			 const struct standing *standing, struct error *err)
{
	struct statement q;

	if (standing->buried_until_day == DAY_NONE)
		return true;
	q = statement_open(store,
			   "INSERT INTO unseen_buried VALUES (?1, ?2, ?3)");
	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, standing->deck_id);
	statement_bind_int(&q, 3, standing->buried_until_day);
	statement_next(&q);
	return statement_close(&q, err);
}

bool schedule_is_unseen(const struct schedule *card,
			const struct standing *standing)
{
	return standing->live && card->ratings == 0;
}

bool schedule_is_held(const struct schedule *card,
		      const struct standing *standing)
{
	return !standing->live && !standing->removed && card->ratings == 0;
}

/* New cards are in one of two tables, those that are buried in a third. */
#define LEAVE(table, decks) \
	"DELETE FROM " table " WHERE deck_id " decks " AND card_id = ?2"
#define LEAVE_ALL(decks)                                               \
	{                                                              \
		LEAVE("unseen", decks), LEAVE("held", decks),          \
			"DELETE FROM unseen_buried WHERE card_id = ?2" \
	}
enum { NEW_TABLES = 3 };

/* After a note was put into another deck, a row may be under the one before. */
static bool leave_new(struct store *store, int64_t card_id, int64_t deck_id,
		      struct error *err)
{
	static const char *const of_deck[NEW_TABLES] = LEAVE_ALL("= ?1");
	static const char *const of_any[NEW_TABLES] = LEAVE_ALL(
		"IN (SELECT id FROM deck WHERE ?1 = ?1)");
	const char *const *sql = deck_id == DECK_ALL ? of_any : of_deck;

	for (int i = 0; i < NEW_TABLES; i++)
		if (!statement_run_with(store, sql[i], deck_id, card_id, err))
			return false;
	return true;
}

static bool enter_new(struct store *store, int64_t card_id,
		      const struct standing *standing,
		      const struct schedule *card, struct error *err)
{
	int64_t deck_id = standing->deck_id;

	if (schedule_is_held(card, standing))
		return schedule_add_held(store, deck_id, card_id, err);
	return !schedule_is_unseen(card, standing) ||
	       (schedule_add_unseen(store, deck_id, card_id, err) &&
		schedule_add_buried(store, card_id, standing, err));
}

bool schedule_has_row(const struct schedule *card)
{
	return card->last_id || card->ratings;
}

/* Write what a card's replay came to.  Its rows among the new cards are under
 * `new_deck_id`, or under any deck when that is DECK_ALL. */
static bool write_card(struct store *store, int64_t card_id,
		       int64_t new_deck_id, const struct standing *standing,
		       const struct schedule_row *before,
		       const struct schedule_row *after, struct error *err)
{
	const struct schedule *card = &after->schedule;
	struct note_counted from, to;

	return note_count_read(store, card_id, new_deck_id, &from, err) &&
	       card_count_move(store, before, after, err) &&
	       schedule_row_write(store, card_id, before, after, err) &&
	       leave_new(store, card_id, new_deck_id, err) &&
	       enter_new(store, card_id, standing, card, err) &&
	       note_count_read(store, card_id, new_deck_id, &to, err) &&
	       note_count_move(store, &from, &to, err);
}

/* ---- after a change of the log, or of where a card stands ---- */

/* What a card's live reviews come to, and what they count as, in *arena*. */
struct outcome {
	struct schedule schedule;
	struct rollup_entry *entries;
	size_t count;
};

/* in_place: the card is in the deck in which it was. */
static bool refresh(struct store *store, int64_t card_id, bool in_place,
		    struct arena *arena, struct outcome *outcome,
		    struct error *err)
{
	struct replay_rules rules;
	struct review *history;
	struct standing standing;
	struct calendar calendar;
	struct schedule_row before, after;

	outcome->schedule = schedule_new;
	if (!setting_load_rules(store, &rules, err) ||
	    !schedule_row_read(store, card_id, &before, err) ||
	    !read_standing(store, card_id, &standing, err) ||
	    !calendar_load(store, arena, &calendar, err) ||
	    (standing.has_start &&
	     !start_load(store, card_id, &outcome->schedule, err)) ||
	    !review_load_live(store, card_id, arena, &history, &outcome->count,
			      err))
		return false;
	outcome->entries = rollup_entries(&rules, &outcome->schedule,
					  standing.deck_id, history,
					  outcome->count, arena);
	after = row_of(card_id, &standing, &calendar, &outcome->schedule);
	return write_card(store, card_id,
			  in_place ? standing.deck_id : DECK_ALL, &standing,
			  &before, &after, err);
}

bool schedule_refresh(struct store *store, int64_t card_id,
		      struct schedule *after, struct error *err)
{
	struct arena arena = { 0 };
	struct outcome outcome;
	bool ok = refresh(store, card_id, false, &arena, &outcome, err);

	if (ok && after)
		*after = outcome.schedule;
	arena_release(&arena);
	return ok;
}

bool schedule_change_log(struct store *store, int64_t card_id,
			 log_change *change, void *context,
			 struct schedule *after, struct error *err)
{
	struct arena arena = { 0 };
	struct rollup_entry *old;
	struct outcome new;
	size_t old_count;
	bool ok = rollup_of_card(store, card_id, false, &arena, &old,
				 &old_count, err) &&
		  change(context, err) &&
		  refresh(store, card_id, false, &arena, &new, err) &&
		  rollup_replace(store, ROLLUP_STORED, old, old_count,
				 new.entries, new.count, err);

	if (ok && after)
		*after = new.schedule;
	arena_release(&arena);
	return ok;
}

/* Count the last review of a replay, which has to be this one: it is found
 * through an index, which may be damaged. */
static bool count_last(struct store *store, const struct outcome *outcome,
		       const struct review *review, struct error *err)
{
	size_t before = outcome->count - 1;

	if (outcome->count == 0 ||
	    outcome->entries[before].review_id != review->id)
		return store_fail(store, SQLITE_CORRUPT, "review", err);
	return rollup_close_before(store, review->study_day, err) &&
	       rollup_replace(store, ROLLUP_STORED, NULL, 0,
			      &outcome->entries[before], 1, err);
}

bool schedule_append_log(struct store *store, const struct review *review,
			 log_change *change, void *context,
			 struct schedule *after, struct error *err)
{
	struct arena arena = { 0 };
	struct outcome new;
	bool ok = change(context, err) &&
		  refresh(store, review->card_id, true, &arena, &new, err) &&
		  count_last(store, &new, review, err);

	if (ok && after)
		*after = new.schedule;
	arena_release(&arena);
	return ok;
}

/* ---- more than one ---- */

typedef bool card_visitor(struct store *store, int64_t card_id, int64_t deck_id,
			  struct error *err);

static bool each_card(struct store *store, int64_t note_id, card_visitor *visit,
		      int64_t deck_id, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id FROM card WHERE id BETWEEN ?1 AND ?2");
	bool ok = true;

	statement_bind_int(&q, 1, note_id * CARDS_PER_NOTE);
	statement_bind_int(&q, 2, note_id * CARDS_PER_NOTE + 255);
	while (ok && statement_next(&q))
		ok = visit(store, statement_int(&q, 0), deck_id, err);
	return statement_finish(&q, ok, err);
}

static bool refresh_card(struct store *store, int64_t card_id, int64_t deck_id,
			 struct error *err)
{
	(void)deck_id;
	return schedule_refresh(store, card_id, NULL, err);
}

bool schedule_refresh_note(struct store *store, int64_t note_id,
			   struct error *err)
{
	return each_card(store, note_id, refresh_card, DECK_ALL, err);
}

static bool move_card(struct store *store, int64_t card_id,
		      int64_t from_deck_id, struct error *err)
{
	struct arena arena = { 0 };
	struct rollup_entry *old;
	struct outcome new;
	bool ok = refresh(store, card_id, false, &arena, &new, err);

	if (ok) {
		old = arena_array(&arena, new.count + 1, sizeof(*old));
		for (size_t i = 0; i < new.count; i++) {
			old[i] = new.entries[i];
			old[i].deck_id = from_deck_id;
		}
		ok = rollup_replace(store, ROLLUP_STORED, old, new.count,
				    new.entries, new.count, err);
	}
	arena_release(&arena);
	return ok;
}

bool schedule_move_note(struct store *store, int64_t note_id, int64_t deck_id,
			struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT deck_id FROM note WHERE id = ?1");
	int64_t from_deck_id;

	statement_bind_int(&q, 1, note_id);
	if (!statement_single(&q, 0, &from_deck_id, err))
		return false;
	return from_deck_id == deck_id ||
	       (statement_run_with(store,
				   "UPDATE note SET deck_id = ?2 WHERE id = ?1",
				   note_id, deck_id, err) &&
		card_count_move_added(store, note_id, from_deck_id, deck_id,
				      err) &&
		each_card(store, note_id, move_card, from_deck_id, err));
}

static bool read_asked_on(struct store *store, int64_t card_id, int64_t *day,
			  struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT coalesce(asked_on_day, due_day) FROM schedule"
		       " WHERE card_id = ?1");

	statement_bind_int(&q, 1, card_id);
	return statement_single(&q, 0, day, err);
}

static bool refresh_all(struct store *store, const struct card_list *cards,
			struct schedule_moved *moved, struct error *err)
{
	*moved = (struct schedule_moved){ 0 };
	for (size_t i = 0; i < cards->count; i++) {
		int64_t old, new;

		if (!read_asked_on(store, cards->ids[i], &old, err) ||
		    !schedule_refresh(store, cards->ids[i], NULL, err) ||
		    !read_asked_on(store, cards->ids[i], &new, err))
			return false;
		moved->earlier += new < old;
		moved->later += new > old;
	}
	return true;
}

bool schedule_refresh_due(struct store *store, int32_t from_day, int32_t to_day,
			  int64_t deck_id, struct schedule_moved *moved,
			  struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT card_id FROM schedule WHERE (?3 = 0 OR deck_id = ?3)"
		" AND (due_day BETWEEN ?1 AND ?2 OR EXISTS"
		"  (SELECT 1 FROM absence WHERE deleted_at_ms IS NULL"
		"   AND schedule.due_day BETWEEN from_day AND to_day))");
	struct arena arena = { 0 };
	struct card_list cards = { 0 };
	size_t capacity = 0;
	bool ok;

	statement_bind_int(&q, 1, from_day);
	statement_bind_int(&q, 2, to_day);
	statement_bind_int(&q, 3, deck_id);
	while (statement_next(&q))
		card_list_add(&cards, &capacity, statement_int(&q, 0), &arena);
	ok = statement_close(&q, err) && refresh_all(store, &cards, moved, err);
	arena_release(&arena);
	return ok;
}
