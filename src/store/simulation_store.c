#include "store/simulation_store.h"

#include "store/calendar_store.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/statement.h"

#define DECK " (?1 = 0 OR deck_id = ?1) "

/* ---- cards ---- */

static bool count_cards(struct store *store, int64_t deck_id, int64_t *count,
			struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT (SELECT count(*) FROM schedule"
		       "  WHERE asked_on_day IS NOT NULL AND" DECK ")"
		       " + (SELECT count(*) FROM unseen WHERE" DECK ")");

	statement_bind_int(&q, 1, deck_id);
	return statement_single(&q, 0, count, err);
}

/* The uid of a card's note, if ?2 says so. */
#define NOTE_UID(card_id)                                         \
	" iif(?2, (SELECT uid FROM note WHERE note.id = " card_id \
	" >> 8), NULL)"

static const char scheduled_sql[] =
	"SELECT card_id, deck_id, asked_on_day," NOTE_UID(
		"card_id") "," SCHEDULE_COLUMNS
			   "FROM schedule WHERE asked_on_day IS NOT NULL AND" DECK;

static const char unseen_sql[] =
	"SELECT card_id, deck_id, (SELECT buried_until_day FROM card"
	"  WHERE card.id = card_id)," NOTE_UID("card_id") " FROM unseen WHERE"
							  " " DECK;

/* Append what a query finds.  Cards that come while it runs have no room. */
static bool add_cards(struct store *store, const char *sql, bool is_new,
		      int64_t deck_id, bool with_uid,
		      struct simulation_card *cards, size_t room, size_t *count,
		      struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, with_uid);
	while (*count < room && statement_next(&q)) {
		struct simulation_card *card = &cards[(*count)++];

		card->id = statement_int(&q, 0);
		card->deck_id = statement_int(&q, 1);
		card->asked_on_day = statement_day(&q, 2);
		if (with_uid)
			card->note_uid = statement_uid(&q, 3);
		card->schedule = is_new ? schedule_new
					: schedule_from_row(&q, 4);
	}
	return statement_close(&q, err);
}

static bool load_cards(struct store *store, int64_t deck_id,
		       struct arena *arena, struct simulation *simulation,
		       struct error *err)
{
	bool with_uid = simulation->calendar.absence_count ||
			simulation->calendar.exam_count;
	struct simulation_card *cards;
	int64_t room;

	if (!count_cards(store, deck_id, &room, err))
		return false;
	cards = arena_array(arena, (size_t)room + 1, sizeof(*cards));
	simulation->cards = cards;
	simulation->count = 0;
	if (!add_cards(store, scheduled_sql, false, deck_id, with_uid, cards,
		       (size_t)room, &simulation->count, err) ||
	    !add_cards(store, unseen_sql, true, deck_id, with_uid, cards,
		       (size_t)room, &simulation->count, err))
		return false;
	simulation_sort(cards, simulation->count);
	return true;
}

/* ---- the rest ---- */

/* The limits hold over all decks, whatever is simulated. */
static bool count_done(struct store *store, struct simulation *simulation,
		       struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) FILTER (WHERE first_day = ?1),"
		       " count(*) FILTER (WHERE first_day < ?1)"
		       " FROM main.schedule WHERE last_day = ?1");

	statement_bind_int(&q, 1, simulation->first_day);
	if (statement_next(&q)) {
		simulation->new_done = statement_int(&q, 0);
		simulation->reviews_done = statement_int(&q, 1);
	}
	return statement_close(&q, err);
}

bool simulation_load(struct store *store, int64_t deck_id, int32_t today,
		     struct arena *arena, struct simulation *simulation,
		     struct error *err)
{
	struct settings settings;

	simulation->first_day = today;
	if (!setting_load(store, EVERY_DECK, &settings, err) ||
	    !calendar_load(store, arena, &simulation->calendar, err) ||
	    !count_done(store, simulation, err))
		return false;
	simulation->rules = settings_replay_rules(&settings);
	simulation->new_per_day = settings.new_per_day;
	simulation->reviews_per_day = settings.reviews_per_day;
	simulation->apart = settings.bury_siblings;
	return load_cards(store, deck_id, arena, simulation, err);
}

/* Nobody lives to give as many, and what is reckoned with them is a number. */
static const int64_t answers_most = 1000000000;

bool simulation_load_answers(struct store *store, int64_t deck_id,
			     struct learner_counts *counts, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT kind, state, interval_from, grade, sum(n),"
		       " sum(min(ms, n * 300000)), sum(promised_ppm),"
		       " min(first_day) FROM rollup WHERE span = 'day'"
		       " AND kind IN ('rate', 'drill') AND" DECK
		       " GROUP BY kind, state, interval_from, grade");

	*counts = (struct learner_counts){ .since_day = DAY_NONE };
	statement_bind_int(&q, 1, deck_id);
	while (statement_next(&q)) {
		struct learner_count *count = &counts->kinds[learner_kind(
			review_kind_from(statement_required(&q, 0, NULL)),
			card_state_from(statement_required(&q, 1, NULL)),
			(int)statement_within(&q, 2, 0, INTERVAL_MOST_DAYS))];
		int grade = (int)statement_within(&q, 3, 0, GRADE_COUNT - 1);
		int32_t day = statement_day(&q, 7);

		count->grades[grade] += statement_clamp(&q, 4, 0, answers_most);
		count->ms += statement_clamp(&q, 5, 0, answers_most * 300000);
		count->promised_ppm += statement_clamp(&q, 6, 0,
						       answers_most * 1000000);
		if (counts->since_day == DAY_NONE || day < counts->since_day)
			counts->since_day = day;
	}
	return statement_close(&q, err);
}
