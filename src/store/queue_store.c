#include "store/queue_store.h"

#include "store/deck_store.h"
#include "store/setting_store.h"
#include "store/statement.h"

/* Each question is asked of one deck or of all: two literals, for with an OR
 * in one SQLite would use no index. */
#define OF_ALL ""
#define OF_ONE " deck_id = ?1 AND"
#define OF_ONE_DUE " due.deck_id = ?1 AND"

enum scope { SCOPE_ALL, SCOPE_ONE };

static enum scope scope_of(int64_t deck_id)
{
	return deck_id == DECK_ALL ? SCOPE_ALL : SCOPE_ONE;
}

/*
 * A sibling that keeps `candidate` out today: one answered today, or one that
 * is due today and comes first (any, for a new candidate; a lower ordinal,
 * for a due one).  ?2 is the study day, ?3 whether siblings are kept apart.
 */
#define NO_SIBLING_TODAY(candidate, lower)                                 \
	" (?3 = 0 OR NOT EXISTS (SELECT 1 FROM schedule AS sibling WHERE"  \
	"  sibling.card_id BETWEEN (" candidate " & ~255) AND (" candidate \
	"  | 255) AND sibling.card_id <> " candidate " AND"                \
	"  (sibling.last_day = ?2 OR (sibling.asked_on_day <= ?2" lower "))))"

#define FROM_DUE(deck)                              \
	" FROM schedule AS due WHERE" deck          \
	" asked_on_day <= ?2 AND" NO_SIBLING_TODAY( \
		"due.card_id", " AND sibling.card_id < due.card_id")

/* With siblings kept apart only the first new card of a note counts. */
#define FROM_UNSEEN(deck)                                                           \
	" FROM unseen WHERE" deck NO_SIBLING_TODAY(                                 \
		"unseen.card_id",                                                   \
		"") " AND (?3 = 0 OR NOT EXISTS (SELECT 1 FROM unseen AS sibling"   \
		    "  WHERE sibling.deck_id = unseen.deck_id AND sibling.card_id"  \
		    "  BETWEEN (unseen.card_id & ~255) AND unseen.card_id - 1))"    \
		    " AND NOT EXISTS (SELECT 1 FROM card WHERE id = unseen.card_id" \
		    "  AND buried_until_day > ?2)"

#define FROM_DRILL(deck)                                       \
	" FROM schedule AS due JOIN card ON card.id = card_id" \
	" JOIN note ON note.id = card.id >> 8"                 \
	" WHERE" deck " drill_day = ?2"                        \
	" AND suspended = 0 AND card.deleted_at_ms IS NULL"    \
	" AND note.deleted_at_ms IS NULL"                      \
	" AND coalesce(buried_until_day, ?2) <= ?2"

/* What the daily limits still allow on that day. */
struct allowance {
	int64_t due;
	int64_t new;
	int apart; /* 1 when siblings are kept apart */
};

static bool count_on_day(struct store *store, const char *sql,
			 int32_t study_day, int64_t *count, struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, study_day);
	return statement_single(&q, 0, count, err);
}

static bool read_allowance(struct store *store, int32_t study_day,
			   struct allowance *left, struct error *err)
{
	struct settings settings;
	int64_t new_today, again_today;

	if (!setting_load(store, EVERY_DECK, &settings, err) ||
	    !count_on_day(store,
			  "SELECT count(*) FROM schedule WHERE first_day = ?1",
			  study_day, &new_today, err) ||
	    !count_on_day(store,
			  "SELECT count(*) FROM schedule WHERE last_day = ?1"
			  " AND first_day < ?1",
			  study_day, &again_today, err))
		return false;
	left->due = queue_left(settings.reviews_per_day, again_today, true);
	left->new = queue_left(settings.new_per_day, new_today, false);
	left->apart = settings.bury_siblings;
	return true;
}

#define COUNTED(from) "SELECT count(*) FROM (SELECT 1" from " LIMIT ?4)"

static const char *const count_sql[][2] = {
	[QUEUE_DUE] = { COUNTED(FROM_DUE(OF_ALL)), COUNTED(FROM_DUE(OF_ONE)) },
	[QUEUE_NEW] = { COUNTED(FROM_UNSEEN(OF_ALL)),
			COUNTED(FROM_UNSEEN(OF_ONE)) },
	[QUEUE_DRILL] = { COUNTED(FROM_DRILL(OF_ALL)),
			  COUNTED(FROM_DRILL(OF_ONE_DUE)) },
};

static bool count_part(struct store *store, enum queue_part part,
		       int64_t deck_id, int32_t study_day, int apart,
		       int64_t most, int64_t *count, struct error *err)
{
	struct statement q = statement_open(store,
					    count_sql[part][scope_of(deck_id)]);

	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, study_day);
	statement_bind_int(&q, 3, apart);
	statement_bind_int(&q, 4, most);
	return statement_single(&q, 0, count, err);
}

bool queue_count(struct store *store, int64_t deck_id, int32_t study_day,
		 struct queue_counts *counts, struct error *err)
{
	struct allowance left;

	return read_allowance(store, study_day, &left, err) &&
	       count_part(store, QUEUE_DUE, deck_id, study_day, left.apart,
			  left.due, &counts->due, err) &&
	       count_part(store, QUEUE_NEW, deck_id, study_day, left.apart,
			  left.new, &counts->new, err) &&
	       count_part(store, QUEUE_DRILL, deck_id, study_day, left.apart,
			  INT64_MAX, &counts->drill, err);
}

#define NEXT_DUE(deck) \
	"SELECT due.card_id" FROM_DUE(deck) " ORDER BY asked_on_day, card_id"
#define NEXT_NEW(deck) \
	"SELECT unseen.card_id" FROM_UNSEEN(deck) " ORDER BY deck_id, card_id"
#define NEXT_DRILL(deck) \
	"SELECT due.card_id" FROM_DRILL(deck) " ORDER BY last_at_ms, card_id"

static const char *const next_sql[][2] = {
	[QUEUE_DUE] = { NEXT_DUE(OF_ALL), NEXT_DUE(OF_ONE) },
	[QUEUE_NEW] = { NEXT_NEW(OF_ALL), NEXT_NEW(OF_ONE) },
	[QUEUE_DRILL] = { NEXT_DRILL(OF_ALL), NEXT_DRILL(OF_ONE_DUE) },
};

bool queue_next(struct store *store, int64_t deck_id, int32_t study_day,
		enum queue_part part, queue_skipper *skip, void *context,
		int64_t *card_id, struct error *err)
{
	struct allowance left;
	struct statement q;

	*card_id = 0;
	if (part == QUEUE_EMPTY)
		return true;
	if (!read_allowance(store, study_day, &left, err))
		return false;
	if ((part == QUEUE_DUE && left.due == 0) ||
	    (part == QUEUE_NEW && left.new == 0))
		return true;
	q = statement_open(store, next_sql[part][scope_of(deck_id)]);
	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, study_day);
	if (part != QUEUE_DRILL)
		statement_bind_int(&q, 3, left.apart);
	while (*card_id == 0 && statement_next(&q))
		if (!skip || !skip(context, statement_int(&q, 0)))
			*card_id = statement_int(&q, 0);
	return statement_close(&q, err);
}

bool queue_median_ms(struct store *store, int64_t *median_ms, struct error *err)
{
	struct statement q = statement_open(
		store,
		"WITH newest AS (SELECT recall_ms + check_ms AS ms FROM review"
		"  WHERE kind IN ('rate', 'drill') AND recall_ms + check_ms"
		"  BETWEEN 1 AND 299999 ORDER BY id DESC LIMIT 200)"
		" SELECT CASE WHEN (SELECT count(*) FROM newest) >= 10 THEN"
		"  (SELECT ms FROM newest ORDER BY ms LIMIT 1 OFFSET"
		"  (SELECT count(*) / 2 FROM newest)) END");

	return statement_single(&q, 0, median_ms, err);
}
