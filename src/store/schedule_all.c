#include "store/schedule_store.h"

#include "store/calendar_store.h"
#include "store/card_tally.h"
#include "store/log_fold.h"
#include "store/review_store.h"
#include "store/rollup_close.h"
#include "store/schedule_parts.h"

/* Of all cards: the log is folded, then they are gone through in their order,
 * beside what is stored, and counted. */
struct pass {
	struct store *store;
	struct log_fold *fold;
	struct card_tally counts;
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
	card_tally_release(&pass->counts);
	arena_release(&pass->arena);
}

#define CARD_COLUMNS \
	" card.id," STANDING_COLUMNS ", card.batch_id, batch.study_day"
#define CARD_TABLES                                      \
	" FROM card JOIN note ON note.id = card.id >> 8" \
	" LEFT JOIN batch ON batch.id = card.batch_id"
enum { CARD_COLUMN_COUNT = 9 };

/* Count a card, and tell what there is to know of it. */
static struct tallied_card count_card(struct pass *pass, struct statement *q,
				      struct standing *standing)
{
	struct tallied_card card = {
		.id = statement_int(q, 0),
		.batch_id = statement_int(q, 7),
		.added_day = statement_day(q, 8),
	};

	*standing = standing_from_row(q, 1);
	card.deck_id = standing->deck_id;
	card.removed = standing->removed;
	card.schedule = log_fold_schedule(pass->fold, card.id);
	card.unseen = schedule_is_unseen(card.schedule, standing);
	card.asked_on_day = schedule_asked_on_day(card.id, card.schedule,
						  standing, &pass->calendar);
	card_tally_count(&pass->counts, &card);
	return card;
}

/* ---- writing ---- */

static bool write_card(const struct pass *pass, const struct tallied_card *card,
		       const struct standing *standing, struct error *err)
{
	if (schedule_has_row(card->schedule) &&
	    !schedule_write(pass->store, card->id, standing, &pass->calendar,
			    card->schedule, err))
		return false;
	if (schedule_is_held(card->schedule, standing))
		return schedule_add_held(pass->store, card->deck_id, card->id,
					 err);
	return !card->unseen ||
	       (schedule_add_unseen(pass->store, card->deck_id, card->id,
				    err) &&
		schedule_add_buried(pass->store, card->id, standing, err));
}

static bool write_cards(struct pass *pass, struct error *err)
{
	struct statement q = statement_open(pass->store,
					    "SELECT" CARD_COLUMNS CARD_TABLES
					    " ORDER BY card.id");
	bool ok = true;

	while (ok && statement_next(&q)) {
		struct standing standing;
		struct tallied_card card = count_card(pass, &q, &standing);

		ok = write_card(pass, &card, &standing, err);
	}
	card_tally_finish(&pass->counts);
	return statement_finish(&q, ok, err);
}

static bool clear(struct store *store, struct error *err)
{
	return statement_run(store, "DELETE FROM schedule", err) &&
	       statement_run(store, "DELETE FROM unseen", err) &&
	       statement_run(store, "DELETE FROM held", err) &&
	       statement_run(store, "DELETE FROM unseen_buried", err) &&
	       rollup_clear(store, err) && card_tally_clear(store, err);
}

bool schedule_rebuild(struct store *store, struct error *err)
{
	struct pass pass;
	bool ok = begin(&pass, store, err) && clear(store, err) &&
		  write_cards(&pass, err) &&
		  rollup_tally_write(log_fold_tally(pass.fold), store,
				     ROLLUP_STORED, err) &&
		  rollup_set_closed(store, log_fold_closed_day(pass.fold),
				    err) &&
		  card_tally_write(&pass.counts, store, err);

	end(&pass);
	return ok;
}

/* ---- comparing ---- */

/* A row is looked for where there may be one; those elsewhere are met nowhere.
 */
#define STORED_COLUMNS                                                   \
	", CASE WHEN card.suspended OR schedule.ratings > 0 THEN 0"      \
	"  ELSE EXISTS (SELECT 1 FROM unseen WHERE unseen.deck_id ="     \
	"   note.deck_id AND unseen.card_id = card.id) END,"             \
	" CASE card.suspended WHEN 0 THEN 0"                             \
	"  ELSE EXISTS (SELECT 1 FROM held WHERE held.deck_id ="         \
	"   note.deck_id AND held.card_id = card.id) END,"               \
	" CASE WHEN card.buried_until_day IS NOT NULL THEN"              \
	"  (SELECT until_day FROM unseen_buried AS buried WHERE"         \
	"   buried.card_id = card.id AND buried.deck_id = note.deck_id)" \
	"  END, schedule.deck_id, asked_on_day, schedule.removed," SCHEDULE_COLUMNS
enum { UNSEEN = CARD_COLUMN_COUNT, HELD, BURIED, SCHEDULED };

static bool schedule_is_stored(struct statement *q,
			       const struct tallied_card *card)
{
	struct schedule stored;

	if (statement_is_null(q, SCHEDULED))
		return !schedule_has_row(card->schedule);
	stored = schedule_from_row(q, SCHEDULED + 3);
	return statement_int(q, SCHEDULED) == card->deck_id &&
	       statement_day(q, SCHEDULED + 1) == card->asked_on_day &&
	       statement_int(q, SCHEDULED + 2) == card->removed &&
	       schedule_equal(&stored, card->schedule);
}

/* Rows of a card that were met, of those that there are. */
static int64_t rows_of(struct statement *q)
{
	return statement_int(q, UNSEEN) + statement_int(q, HELD) +
	       !statement_is_null(q, BURIED) + !statement_is_null(q, SCHEDULED);
}

static bool card_is_stored(struct statement *q, const struct tallied_card *card,
			   const struct standing *standing)
{
	int32_t buried_until_day = card->unseen ? standing->buried_until_day
						: DAY_NONE;

	return statement_int(q, UNSEEN) == card->unseen &&
	       statement_int(q, HELD) ==
		       schedule_is_held(card->schedule, standing) &&
	       statement_day(q, BURIED) == buried_until_day &&
	       schedule_is_stored(q, card);
}

static bool count_rows(struct store *store, int64_t *rows, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT (SELECT count(*) FROM schedule)"
		       " + (SELECT count(*) FROM unseen)"
		       " + (SELECT count(*) FROM held)"
		       " + (SELECT count(*) FROM unseen_buried)");

	return statement_single(&q, 0, rows, err);
}

/* A row that belongs to no card, or is under another deck, is met nowhere. */
static bool compare_cards(struct pass *pass, int64_t *differences,
			  struct error *err)
{
	struct statement q = statement_open(
		pass->store, "SELECT" CARD_COLUMNS STORED_COLUMNS CARD_TABLES
			     " LEFT JOIN schedule ON schedule.card_id = card.id"
			     " ORDER BY card.id");
	int64_t rows, met = 0, different = 0;

	while (statement_next(&q)) {
		struct standing standing;
		struct tallied_card card = count_card(pass, &q, &standing);

		different += !card_is_stored(&q, &card, &standing);
		met += rows_of(&q);
	}
	card_tally_finish(&pass->counts);
	if (!statement_close(&q, err) || !count_rows(pass->store, &rows, err))
		return false;
	*differences = different + rows - met;
	return true;
}

bool schedule_compare(struct store *store, int64_t *differences,
		      struct error *err)
{
	struct pass pass;
	int64_t schedules, reviews, cards;
	int32_t closed;
	bool ok = begin(&pass, store, err) &&
		  compare_cards(&pass, &schedules, err) &&
		  rollup_closed_day(store, &closed, err) &&
		  rollup_tally_compare(log_fold_tally(pass.fold), store,
				       &reviews, err) &&
		  card_tally_compare(&pass.counts, store, &cards, err);

	if (ok)
		*differences = schedules + reviews + cards +
			       (closed != log_fold_closed_day(pass.fold));
	end(&pass);
	return ok;
}
