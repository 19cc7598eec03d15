#include "store/schedule_store.h"

#include <string.h>

#include "core/card.h"
#include "core/replay.h"
#include "store/calendar_store.h"
#include "store/card_count_store.h"
#include "store/review_store.h"
#include "store/rollup_store.h"
#include "store/setting_store.h"
#include "store/start_store.h"
#include "store/statement.h"

/* Where a card stands besides its history. */
struct standing {
	int64_t deck_id;
	bool live; /* neither removed nor suspended */
	bool removed;
	int32_t buried_until_day;
	bool has_start; /* it was scheduled before it came here */
	struct uid note_uid;
};

#define STANDING_COLUMNS                                                   \
	" note.deck_id, card.suspended = 0 AND card.deleted_at_ms IS NULL" \
	"  AND note.deleted_at_ms IS NULL, card.buried_until_day,"         \
	" card.start IS NOT NULL, note.uid,"                               \
	" card.deleted_at_ms IS NOT NULL OR note.deleted_at_ms IS NOT NULL "

static struct standing standing_from_row(struct statement *q, int column)
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

/* The first study day on which ebb may ask the card. */
static int32_t asked_on_day(int64_t card_id, const struct schedule *card,
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

static bool write_schedule(struct store *store, int64_t card_id,
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
	statement_bind_day(&q, 3,
			   asked_on_day(card_id, card, standing, calendar));
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

/* Of a statement whose ?1 is a deck and whose ?2 is a card. */
static bool run_on_card(struct store *store, const char *sql, int64_t deck_id,
			int64_t card_id, struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, card_id);
	statement_next(&q);
	return statement_close(&q, err);
}

bool schedule_add_unseen(struct store *store, int64_t deck_id, int64_t card_id,
			 struct error *err)
{
	return run_on_card(store,
			   "INSERT OR IGNORE INTO unseen VALUES (?1, ?2)",
			   deck_id, card_id, err);
}

static bool is_unseen(const struct schedule *card,
		      const struct standing *standing)
{
	return standing->live && card->ratings == 0;
}

static bool is_held(const struct schedule *card,
		    const struct standing *standing)
{
	return !standing->live && !standing->removed && card->ratings == 0;
}

/* New cards are in one of two tables.  Notes stay in their decks but for an
 * undo, so a row may be under another one. */
static bool write_new(struct store *store, int64_t card_id,
		      const struct standing *standing,
		      const struct schedule *card, struct error *err)
{
	int64_t deck_id = standing->deck_id;

	if (!run_on_card(store,
			 "DELETE FROM unseen WHERE card_id = ?2"
			 " AND deck_id IN (SELECT id FROM deck)",
			 deck_id, card_id, err) ||
	    !run_on_card(store,
			 "DELETE FROM held WHERE card_id = ?2"
			 " AND deck_id IN (SELECT id FROM deck)",
			 deck_id, card_id, err))
		return false;
	if (is_held(card, standing))
		return run_on_card(store, "INSERT INTO held VALUES (?1, ?2)",
				   deck_id, card_id, err);
	return !is_unseen(card, standing) ||
	       schedule_add_unseen(store, deck_id, card_id, err);
}

/* A card that was never answered, or reset and nothing since, has one when it
 * came with it. */
static bool has_schedule(const struct schedule *card)
{
	return card->last_id || card->ratings;
}

static bool write_card(struct store *store, int64_t card_id,
		       const struct standing *standing,
		       const struct calendar *calendar,
		       const struct schedule *card, struct error *err)
{
	if (!card_count_change(store, card_id, -1, err))
		return false;
	if (!has_schedule(card)) {
		if (!run_on_card(store,
				 "DELETE FROM schedule WHERE card_id = ?2",
				 standing->deck_id, card_id, err))
			return false;
	} else if (!write_schedule(store, card_id, standing, calendar, card,
				   err) ||
		   !card_count_change(store, card_id, 1, err)) {
		return false;
	}
	return write_new(store, card_id, standing, card, err);
}

bool schedule_refresh(struct store *store, int64_t card_id,
		      struct schedule *after, struct error *err)
{
	struct arena arena = { 0 };
	struct replay_rules rules;
	struct review *history;
	struct standing standing;
	struct calendar calendar;
	struct schedule start = schedule_new, card;
	size_t count;
	bool ok;

	ok = setting_load_rules(store, &rules, err) &&
	     read_standing(store, card_id, &standing, err) &&
	     calendar_load(store, &arena, &calendar, err) &&
	     (!standing.has_start || start_load(store, card_id, &start, err)) &&
	     review_load_live(store, card_id, &arena, &history, &count, err);
	if (ok) {
		card = replay(&rules, &start, history, count);
		ok = write_card(store, card_id, &standing, &calendar, &card,
				err);
		if (ok && after)
			*after = card;
	}
	arena_release(&arena);
	return ok;
}

bool schedule_change_log(struct store *store, int64_t card_id,
			 log_change *change, void *context,
			 struct schedule *after, struct error *err)
{
	struct arena arena = { 0 };
	struct rollup_entry *old, *new;
	size_t old_count, new_count;
	bool ok = rollup_of_card(store, card_id, false, &arena, &old,
				 &old_count, err) &&
		  change(context, err) &&
		  schedule_refresh(store, card_id, after, err) &&
		  rollup_of_card(store, card_id, false, &arena, &new,
				 &new_count, err) &&
		  rollup_replace(store, ROLLUP_STORED, old, old_count, new,
				 new_count, err);

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

/*
 * Every card with its live reviews, in the order of cards and of time, is one
 * pass over two indexes.  `visit` sees each card once, complete; `tables`
 * are where its reviews are counted.
 */
struct fold {
	struct store *store;
	enum rollup_tables tables;
	bool (*visit)(struct fold *fold, int64_t card_id,
		      const struct standing *standing,
		      const struct schedule *card, struct error *err);
	int64_t differences;
	struct calendar calendar;
};

static bool fold_review(struct fold *fold, const struct replay_rules *rules,
			const struct review *review, int64_t deck_id,
			struct schedule *card, struct error *err)
{
	struct rollup_entry entry = rollup_entry_of(review, card, deck_id);

	replay_step(rules, card, review);
	return rollup_count_day(fold->store, fold->tables, &entry, err);
}

static bool fold_all(struct fold *fold, struct error *err)
{
	struct statement q = statement_open(
		fold->store,
		"SELECT card.id," STANDING_COLUMNS "," REVIEW_COLUMNS
		"FROM card JOIN note ON note.id = card.id >> 8"
		" LEFT JOIN review ON review.card_id = card.id"
		"  AND" REVIEW_IS_LIVE
		" ORDER BY card.id, review.answered_at_ms, review.uid");
	struct replay_rules rules;
	struct standing standing = { 0 };
	struct schedule card = schedule_new;
	int64_t card_id = 0;
	struct arena arena = { 0 };
	bool ok = setting_load_rules(fold->store, &rules, err) &&
		  calendar_load(fold->store, &arena, &fold->calendar, err);

	while (ok && statement_next(&q)) {
		int64_t next_id = statement_int(&q, 0);

		if (next_id != card_id) {
			ok = !card_id ||
			     fold->visit(fold, card_id, &standing, &card, err);
			card_id = next_id;
			standing = standing_from_row(&q, 1);
			card = schedule_new;
			ok = ok &&
			     (!standing.has_start ||
			      start_load(fold->store, card_id, &card, err));
		}
		if (ok && !statement_is_null(&q, 7)) {
			struct review review = review_from_row(&q, 7, NULL);

			ok = fold_review(fold, &rules, &review,
					 standing.deck_id, &card, err);
		}
	}
	if (ok && card_id)
		ok = fold->visit(fold, card_id, &standing, &card, err);
	arena_release(&arena);
	return statement_finish(&q, ok, err);
}

static bool write_visit(struct fold *fold, int64_t card_id,
			const struct standing *standing,
			const struct schedule *card, struct error *err)
{
	if (has_schedule(card) &&
	    !write_schedule(fold->store, card_id, standing, &fold->calendar,
			    card, err))
		return false;
	if (is_held(card, standing))
		return run_on_card(fold->store,
				   "INSERT INTO held VALUES (?1, ?2)",
				   standing->deck_id, card_id, err);
	return !is_unseen(card, standing) ||
	       schedule_add_unseen(fold->store, standing->deck_id, card_id,
				   err);
}

bool schedule_rebuild(struct store *store, struct error *err)
{
	struct fold fold = {
		.store = store,
		.tables = ROLLUP_STORED,
		.visit = write_visit,
	};

	return statement_run(store, "DELETE FROM schedule", err) &&
	       statement_run(store, "DELETE FROM unseen", err) &&
	       statement_run(store, "DELETE FROM held", err) &&
	       rollup_clear(store, err) && fold_all(&fold, err) &&
	       rollup_sum_up(store, ROLLUP_STORED, err) &&
	       card_count_rebuild(store, err);
}

static bool schedule_is_stored(struct store *store, int64_t card_id,
			       const struct standing *standing,
			       const struct calendar *calendar,
			       const struct schedule *card, bool *equal,
			       struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT deck_id, asked_on_day, removed," SCHEDULE_COLUMNS
		       "FROM schedule WHERE card_id = ?1");

	*equal = !has_schedule(card);
	statement_bind_int(&q, 1, card_id);
	if (statement_next(&q)) {
		struct schedule stored = schedule_from_row(&q, 3);

		*equal = statement_int(&q, 0) == standing->deck_id &&
			 statement_day(&q, 1) == asked_on_day(card_id, card,
							      standing,
							      calendar) &&
			 statement_int(&q, 2) == standing->removed &&
			 schedule_equal(&stored, card);
	}
	return statement_close(&q, err);
}

static bool is_in(struct store *store, const char *sql, int64_t deck_id,
		  int64_t card_id, bool *found, struct error *err)
{
	struct statement q = statement_open(store, sql);
	int64_t count;

	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, card_id);
	if (!statement_single(&q, 0, &count, err))
		return false;
	*found = count > 0;
	return true;
}

static bool compare_visit(struct fold *fold, int64_t card_id,
			  const struct standing *standing,
			  const struct schedule *card, struct error *err)
{
	bool unseen, held, equal;

	if (!is_in(fold->store,
		   "SELECT count(*) FROM unseen"
		   " WHERE deck_id = ?1 AND card_id = ?2",
		   standing->deck_id, card_id, &unseen, err) ||
	    !is_in(fold->store,
		   "SELECT count(*) FROM held"
		   " WHERE deck_id = ?1 AND card_id = ?2",
		   standing->deck_id, card_id, &held, err) ||
	    !schedule_is_stored(fold->store, card_id, standing, &fold->calendar,
				card, &equal, err))
		return false;
	if (!equal || unseen != is_unseen(card, standing) ||
	    held != is_held(card, standing))
		fold->differences++;
	return true;
}

/* Rows that no visit would see. */
static bool count_orphans(struct store *store, int64_t *orphans,
			  struct error *err)
{
	struct statement q = statement_open(
		store,
		"WITH waiting AS (SELECT * FROM unseen UNION ALL"
		" SELECT * FROM held)"
		" SELECT (SELECT count(*) FROM schedule WHERE card_id NOT IN"
		" (SELECT id FROM card)) + (SELECT count(*) FROM waiting JOIN"
		" note ON note.id = card_id >> 8 WHERE waiting.deck_id <>"
		" note.deck_id) + (SELECT count(*) FROM waiting WHERE card_id"
		" NOT IN (SELECT id FROM card))");

	return statement_single(&q, 0, orphans, err);
}

bool schedule_compare(struct store *store, int64_t *differences,
		      struct error *err)
{
	struct fold fold = {
		.store = store,
		.tables = ROLLUP_TEMPORARY,
		.visit = compare_visit,
	};
	int64_t orphans, days, cards;

	if (!rollup_make_temporary(store, err) || !fold_all(&fold, err) ||
	    !rollup_sum_up(store, ROLLUP_TEMPORARY, err) ||
	    !rollup_compare(store, &days, err) ||
	    !rollup_drop_temporary(store, err) ||
	    !card_count_compare(store, &cards, err) ||
	    !count_orphans(store, &orphans, err))
		return false;
	*differences = fold.differences + orphans + days + cards;
	return true;
}
