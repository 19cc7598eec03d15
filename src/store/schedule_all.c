#include "store/schedule_store.h"

#include "store/calendar_store.h"
#include "store/card_count_store.h"
#include "store/note_count_store.h"
#include "store/log_fold.h"
#include "store/review_store.h"
#include "store/schedule_parts.h"

/* Of all cards: the log is folded, then they are gone through in their order,
 * beside what is stored. */
struct pass {
	struct store *store;
	struct log_fold *fold;
	struct calendar calendar;
	struct arena arena; /* the calendar's */
};

static bool begin(struct pass *pass, struct store *store, struct error *err)
{
	*pass = (struct pass){ .store = store };
	if (!calendar_load(store, &pass->arena, &pass->calendar, err))
		return false;
	pass->fold = log_fold_new(store, err);
	return pass->fold != NULL;
}

static void end(struct pass *pass)
{
	if (pass->fold)
		log_fold_free(pass->fold);
	arena_release(&pass->arena);
}

/* ---- writing ---- */

static bool write_card(const struct pass *pass, int64_t card_id,
		       const struct standing *standing, struct error *err)
{
	const struct schedule *card = log_fold_schedule(pass->fold, card_id);

	if (schedule_has_row(card) &&
	    !schedule_write(pass->store, card_id, standing, &pass->calendar,
			    card, err))
		return false;
	if (schedule_is_held(card, standing))
		return schedule_add_held(pass->store, standing->deck_id,
					 card_id, err);
	return !schedule_is_unseen(card, standing) ||
	       schedule_add_unseen(pass->store, standing->deck_id, card_id,
				   err);
}

static bool write_cards(const struct pass *pass, struct error *err)
{
	struct statement q = statement_open(
		pass->store, "SELECT card.id," STANDING_COLUMNS
			     "FROM card JOIN note ON note.id = card.id >> 8"
			     " ORDER BY card.id");
	bool ok = true;

	while (ok && statement_next(&q)) {
		struct standing standing = standing_from_row(&q, 1);

		ok = write_card(pass, statement_int(&q, 0), &standing, err);
	}
	return statement_finish(&q, ok, err);
}

bool schedule_rebuild(struct store *store, struct error *err)
{
	struct pass pass;
	bool ok = begin(&pass, store, err) &&
		  statement_run(store, "DELETE FROM schedule", err) &&
		  statement_run(store, "DELETE FROM unseen", err) &&
		  statement_run(store, "DELETE FROM held", err) &&
		  rollup_clear(store, err) && write_cards(&pass, err) &&
		  rollup_tally_write(log_fold_tally(pass.fold), store,
				     ROLLUP_STORED, err) &&
		  card_count_rebuild(store, err) &&
		  note_count_rebuild(store, err);

	end(&pass);
	return ok;
}

/* ---- comparing ---- */

#define STORED_COLUMNS                                         \
	" EXISTS (SELECT 1 FROM unseen WHERE unseen.deck_id =" \
	"  note.deck_id AND unseen.card_id = card.id),"        \
	" EXISTS (SELECT 1 FROM held WHERE held.deck_id ="     \
	"  note.deck_id AND held.card_id = card.id),"          \
	" schedule.deck_id, asked_on_day, removed," SCHEDULE_COLUMNS

static bool schedule_is_stored(struct statement *q, int column,
			       const struct pass *pass, int64_t card_id,
			       const struct standing *standing,
			       const struct schedule *card)
{
	struct schedule stored;

	if (statement_is_null(q, column))
		return !schedule_has_row(card);
	stored = schedule_from_row(q, column + 3);
	return statement_int(q, column) == standing->deck_id &&
	       statement_day(q, column + 1) ==
		       schedule_asked_on_day(card_id, card, standing,
					     &pass->calendar) &&
	       statement_int(q, column + 2) == standing->removed &&
	       schedule_equal(&stored, card);
}

/* Rows of a card that were met, of those that there are. */
static int64_t rows_of(struct statement *q)
{
	return statement_int(q, 7) + statement_int(q, 8) +
	       !statement_is_null(q, 9);
}

static bool card_is_stored(struct statement *q, const struct pass *pass)
{
	int64_t card_id = statement_int(q, 0);
	struct standing standing = standing_from_row(q, 1);
	const struct schedule *card = log_fold_schedule(pass->fold, card_id);

	return statement_int(q, 7) == schedule_is_unseen(card, &standing) &&
	       statement_int(q, 8) == schedule_is_held(card, &standing) &&
	       schedule_is_stored(q, 9, pass, card_id, &standing, card);
}

static bool count_rows(struct store *store, int64_t *rows, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT (SELECT count(*) FROM schedule)"
		       " + (SELECT count(*) FROM unseen)"
		       " + (SELECT count(*) FROM held)");

	return statement_single(&q, 0, rows, err);
}

/* A row that belongs to no card, or is under another deck, is met nowhere. */
static bool compare_cards(const struct pass *pass, int64_t *differences,
			  struct error *err)
{
	struct statement q = statement_open(
		pass->store,
		"SELECT card.id," STANDING_COLUMNS "," STORED_COLUMNS
		"FROM card JOIN note ON note.id = card.id >> 8"
		" LEFT JOIN schedule ON schedule.card_id = card.id"
		" ORDER BY card.id");
	int64_t rows, met = 0, different = 0;

	while (statement_next(&q)) {
		different += !card_is_stored(&q, pass);
		met += rows_of(&q);
	}
	if (!statement_close(&q, err) || !count_rows(pass->store, &rows, err))
		return false;
	*differences = different + rows - met;
	return true;
}

bool schedule_compare(struct store *store, int64_t *differences,
		      struct error *err)
{
	struct pass pass;
	int64_t schedules, reviews, cards, notes;
	bool ok = begin(&pass, store, err) &&
		  compare_cards(&pass, &schedules, err) &&
		  rollup_tally_compare(log_fold_tally(pass.fold), store,
				       &reviews, err) &&
		  card_count_compare(store, &cards, err) &&
		  note_count_compare(store, &notes, err);

	end(&pass);
	if (ok)
		*differences = schedules + reviews + cards + notes;
	return ok;
}
