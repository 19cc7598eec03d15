#include "store/schedule_store.h"

#include "core/card.h"
#include "core/replay.h"
#include "store/calendar_store.h"
#include "store/card_count_store.h"
#include "store/note_count_store.h"
#include "store/review_store.h"
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

bool schedule_write(struct store *store, int64_t card_id,
		    const struct standing *standing,
		    const struct calendar *calendar,
		    const struct schedule *card, struct error *err)
{
	struct statement q = statement_open(
		store,
		"INSERT OR REPLACE INTO schedule (card_id, deck_id,"
		" asked_on_day, repetitions, interval_days, ease_centi, lapses,"
		" due_day, last_day, drill_day, first_day, last_grade,"
		" last_at_ms, last_id, ratings, failures, removed)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
		" ?13, ?14, ?15, ?16, ?17)");

	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, standing->deck_id);
	statement_bind_day(
		&q, 3,
		schedule_asked_on_day(card_id, card, standing, calendar));
	statement_bind_int(&q, 4, card->repetitions);
	statement_bind_int(&q, 5, card->interval_days);
	statement_bind_int(&q, 6, card->ease_centi);
	statement_bind_int(&q, 7, card->lapses);
	statement_bind_day(&q, 8, card->due_day);
	statement_bind_day(&q, 9, card->last_day);
	statement_bind_day(&q, 10, card->drill_day);
	statement_bind_day(&q, 11, card->first_day);
	statement_bind_int(&q, 12, card->last_grade);
	statement_bind_int(&q, 13, card->last_at_ms);
	statement_bind_int(&q, 14, card->last_id);
	statement_bind_int(&q, 15, card->ratings);
	statement_bind_int(&q, 16, card->failures);
	statement_bind_int(&q, 17, standing->removed);
	statement_next(&q);
	return statement_close(&q, err);
}

bool schedule_add_sibling(struct store *store, int64_t deck_id, int64_t card_id,
			  struct error *err)
{
	return note_count_change(store, card_id, -1, err) &&
	       schedule_add_unseen(store, deck_id, card_id, err) &&
	       note_count_change(store, card_id, 1, err);
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

/* Of a card that is in unseen. */
static bool write_buried(struct store *store, int64_t card_id,
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

/* New cards are in one of two tables.  Notes stay in their decks but for an
 * undo, so a row may be under another one. */
static bool write_new(struct store *store, int64_t card_id,
		      const struct standing *standing,
		      const struct schedule *card, struct error *err)
{
	int64_t deck_id = standing->deck_id;

	if (!statement_run_with(store,
				"DELETE FROM unseen WHERE card_id = ?2"
				" AND deck_id IN (SELECT id FROM deck)",
				deck_id, card_id, err) ||
	    !statement_run_with(store,
				"DELETE FROM held WHERE card_id = ?2"
				" AND deck_id IN (SELECT id FROM deck)",
				deck_id, card_id, err) ||
	    !statement_run_with(store,
				"DELETE FROM unseen_buried WHERE card_id = ?2",
				deck_id, card_id, err))
		return false;
	if (schedule_is_held(card, standing))
		return schedule_add_held(store, deck_id, card_id, err);
	return !schedule_is_unseen(card, standing) ||
	       (schedule_add_unseen(store, deck_id, card_id, err) &&
		write_buried(store, card_id, standing, err));
}

bool schedule_has_row(const struct schedule *card)
{
	return card->last_id || card->ratings;
}

static bool write_card(struct store *store, int64_t card_id,
		       const struct standing *standing,
		       const struct calendar *calendar,
		       const struct schedule *card, struct error *err)
{
	if (!card_count_change(store, card_id, -1, err) ||
	    !note_count_change(store, card_id, -1, err))
		return false;
	if (!schedule_has_row(card)) {
		if (!statement_run_with(
			    store, "DELETE FROM schedule WHERE card_id = ?2",
			    standing->deck_id, card_id, err))
			return false;
	} else if (!schedule_write(store, card_id, standing, calendar, card,
				   err) ||
		   !card_count_change(store, card_id, 1, err)) {
		return false;
	}
	return write_new(store, card_id, standing, card, err) &&
	       note_count_change(store, card_id, 1, err);
}

/* What a card's live reviews come to, and what they count as, in *arena*. */
struct outcome {
	struct schedule schedule;
	struct rollup_entry *entries;
	size_t count;
};

static bool refresh(struct store *store, int64_t card_id, struct arena *arena,
		    struct outcome *outcome, struct error *err)
{
	struct replay_rules rules;
	struct review *history;
	struct standing standing;
	struct calendar calendar;

	outcome->schedule = schedule_new;
	if (!setting_load_rules(store, &rules, err) ||
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
	return write_card(store, card_id, &standing, &calendar,
			  &outcome->schedule, err);
}

bool schedule_refresh(struct store *store, int64_t card_id,
		      struct schedule *after, struct error *err)
{
	struct arena arena = { 0 };
	struct outcome outcome;
	bool ok = refresh(store, card_id, &arena, &outcome, err);

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
		  refresh(store, card_id, &arena, &new, err) &&
		  rollup_replace(store, ROLLUP_STORED, old, old_count,
				 new.entries, new.count, err);

	if (ok && after)
		*after = new.schedule;
	arena_release(&arena);
	return ok;
}

bool schedule_refresh_note(struct store *store, int64_t note_id,
			   struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id FROM card WHERE id BETWEEN ?1 AND ?2");
	bool ok = true;

	statement_bind_int(&q, 1, note_id * CARDS_PER_NOTE);
	statement_bind_int(&q, 2, note_id * CARDS_PER_NOTE + 255);
	while (ok && statement_next(&q))
		ok = schedule_refresh(store, statement_int(&q, 0), NULL, err);
	return statement_finish(&q, ok, err);
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

bool schedule_refresh_all(struct store *store, const struct card_list *cards,
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
