#include "store/queue_store.h"

#include "store/deck_store.h"
#include "store/queue_parts.h"
#include "store/statement.h"

/*
 * Each question is asked of one deck, of all, or of the chosen cards: literals,
 * for with an OR in one SQLite would use no index.  ?1 is the deck, ?2 the
 * study day, ?3 whether siblings are kept apart, ?5 the day through which cards
 * are due.  The chosen lead in their own order, so that however many they are
 * only those are passed that were asked; but the day's drill is looked up among
 * them.
 */
enum scope { SCOPE_ALL, SCOPE_ONE, SCOPE_CHOSEN, SCOPE_COUNT };

static enum scope scope_of(const struct queue_wish *wish)
{
	if (wish->chosen)
		return SCOPE_CHOSEN;
	return wish->deck_id == DECK_ALL ? SCOPE_ALL : SCOPE_ONE;
}

#define CHOSEN_SCHEDULE                                          \
	" FROM schedule WHERE EXISTS (SELECT 1 FROM temp.chosen" \
	" WHERE card_id = schedule.card_id) AND"
/* The key of unseen begins with the deck. */
#define LED_SCHEDULE                                 \
	" FROM temp.chosen AS c CROSS JOIN schedule" \
	" ON schedule.card_id = c.card_id WHERE c.due_rank <= ?5 AND"
#define LED_UNSEEN                                                      \
	" FROM temp.chosen AS c CROSS JOIN note AS n"                   \
	" ON n.id = c.card_id >> 8 CROSS JOIN unseen"                   \
	" ON unseen.deck_id = n.deck_id AND unseen.card_id = c.card_id" \
	" WHERE"

/* Only siblings among the chosen can come first. */
#define AMONG_ALL ""
#define AMONG_CHOSEN                                   \
	" AND EXISTS (SELECT 1 FROM temp.chosen WHERE" \
	"  card_id = sibling.card_id)"

/*
 * A sibling that keeps `candidate` out today: one answered today, or one that
 * is due today and comes first (any, for a new candidate; a lower ordinal,
 * for a due one).
 */
#define NO_SIBLING_TODAY(candidate, first)                                 \
	" (?3 = 0 OR NOT EXISTS (SELECT 1 FROM schedule AS sibling WHERE"  \
	"  sibling.card_id BETWEEN (" candidate " & ~255) AND (" candidate \
	"  | 255) AND sibling.card_id <> " candidate " AND"                \
	"  (sibling.last_day = ?2 OR (sibling.asked_on_day <= ?5" first "))))"

#define DUE(from, among)                                                        \
	from " asked_on_day <= ?5 AND last_day IS NOT ?2 AND" NO_SIBLING_TODAY( \
		"schedule.card_id",                                             \
		" AND sibling.card_id < schedule.card_id" among)

/* With siblings kept apart only the first new card of a note counts. */
#define UNSEEN(from, among)                                                               \
	from NO_SIBLING_TODAY(                                                            \
		"unseen.card_id",                                                         \
		among) " AND (?3 = 0 OR NOT EXISTS (SELECT 1 FROM unseen AS sibling"      \
		       "  WHERE sibling.deck_id = unseen.deck_id AND sibling.card_id"     \
		       "  BETWEEN (unseen.card_id & ~255) AND unseen.card_id - 1" among   \
		       " )) AND NOT EXISTS (SELECT 1 FROM card WHERE id = unseen.card_id" \
		       "  AND buried_until_day > ?2)"

#define DRILL(from, among)                                                    \
	from " drill_day = ?2 AND EXISTS (SELECT 1 FROM card"                 \
	     " JOIN note ON note.id = card.id >> 8"                           \
	     " WHERE card.id = schedule.card_id AND suspended = 0"            \
	     " AND card.deleted_at_ms IS NULL AND note.deleted_at_ms IS NULL" \
	     " AND coalesce(buried_until_day, ?2) <= ?2)"

/* The same question in each scope, of the chosen in an order of theirs. */
#define IN_SCOPES(before, table, chosen, question, order, chosen_order)      \
	{                                                                    \
		[SCOPE_ALL] = before question(" FROM " table " WHERE",       \
					      AMONG_ALL) "" order "",        \
		[SCOPE_ONE] = before question(" FROM " table " WHERE " table \
					      ".deck_id = ?1 AND",           \
					      AMONG_ALL) "" order "",        \
		[SCOPE_CHOSEN] = before question(                            \
			chosen, AMONG_CHOSEN) "" chosen_order "",            \
	}

#define COUNT_OF(table, led, question)                                    \
	IN_SCOPES("SELECT count(*) FROM (SELECT 1", table, led, question, \
		  " LIMIT ?4)", " LIMIT ?4)")

static const char *const count_sql[][SCOPE_COUNT] = {
	[QUEUE_DUE] = COUNT_OF("schedule", LED_SCHEDULE, DUE),
	[QUEUE_NEW] = COUNT_OF("unseen", LED_UNSEEN, UNSEEN),
	[QUEUE_DRILL] = COUNT_OF("schedule", CHOSEN_SCHEDULE, DRILL),
};

static void bind(struct statement *q, enum queue_part part,
		 const struct queue_wish *wish, int32_t study_day,
		 const struct queue_allowance *left)
{
	statement_bind_int(q, 1, wish->deck_id);
	statement_bind_int(q, 2, study_day);
	if (part == QUEUE_DRILL)
		return;
	statement_bind_int(q, 3, left->apart);
	statement_bind_int(q, 5, study_day + wish->ahead_days);
}

static bool count_part(struct store *store, enum queue_part part,
		       const struct queue_wish *wish, int32_t study_day,
		       const struct queue_allowance *left, int64_t most,
		       int64_t *count, struct error *err)
{
	struct statement q = statement_open(store,
					    count_sql[part][scope_of(wish)]);

	bind(&q, part, wish, study_day, left);
	statement_bind_int(&q, 4, most);
	return statement_single(&q, 0, count, err);
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* From counters, but for new cards whose siblings are not kept apart: of these
 * as many are looked at as the limit allows. */
static bool count_all(struct store *store, const struct queue_wish *wish,
		      int32_t study_day, const struct queue_allowance *left,
		      struct queue_counts *counts, struct error *err)
{
	if (left->apart)
		return queue_count_apart(store, wish, study_day, &counts->due,
					 &counts->new, err);
	return queue_count_due(store, wish, study_day, &counts->due, err) &&
	       count_part(store, QUEUE_NEW, wish, study_day, left, left->new,
			  &counts->new, err);
}

static bool count_chosen(struct store *store, const struct queue_wish *wish,
			 int32_t study_day, const struct queue_allowance *left,
			 struct queue_counts *counts, struct error *err)
{
	return count_part(store, QUEUE_DUE, wish, study_day, left, left->due,
			  &counts->due, err) &&
	       count_part(store, QUEUE_NEW, wish, study_day, left, left->new,
			  &counts->new, err);
}

/* But for the limits; of what is looked at card by card, no more than they
 * allow. */
static bool count_wish(struct store *store, const struct queue_wish *wish,
		       int32_t study_day, const struct queue_allowance *left,
		       struct queue_counts *counts, struct error *err)
{
	return (wish->chosen ? count_chosen : count_all)(store, wish, study_day,
							 left, counts, err) &&
	       count_part(store, QUEUE_DRILL, wish, study_day, left, INT64_MAX,
			  &counts->drill, err);
}

static struct queue_counts limit(const struct queue_counts *counts,
				 const struct queue_allowance *left)
{
	return (struct queue_counts){
		.due = least(counts->due, left->due),
		.new = least(counts->new, left->new),
		.drill = counts->drill,
	};
}

bool queue_count(struct store *store, const struct queue_wish *wish,
		 int32_t study_day, struct queue_counts *counts,
		 struct error *err)
{
	struct queue_allowance left;

	if (!queue_read_allowance(store, wish, study_day, &left, err) ||
	    !count_wish(store, wish, study_day, &left, counts, err))
		return false;
	*counts = limit(counts, &left);
	return true;
}

bool queue_count_decks(struct store *store, const int64_t *deck_ids,
		       size_t count, int32_t study_day,
		       struct queue_counts *each, struct queue_counts *all,
		       struct error *err)
{
	struct queue_wish wish = queue_of_deck(DECK_ALL);
	struct queue_allowance left;

	*all = (struct queue_counts){ 0 };
	if (!queue_read_allowance(store, &wish, study_day, &left, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		wish.deck_id = deck_ids[i];
		if (!count_wish(store, &wish, study_day, &left, &each[i], err))
			return false;
		all->due += each[i].due;
		all->new += each[i].new;
		all->drill += each[i].drill;
		each[i] = limit(&each[i], &left);
	}
	*all = limit(all, &left);
	return true;
}

static const char *const next_sql[][SCOPE_COUNT] = {
	[QUEUE_DUE] = IN_SCOPES("SELECT schedule.card_id", "schedule",
				LED_SCHEDULE, DUE,
				" ORDER BY asked_on_day, card_id",
				" ORDER BY due_rank, c.card_id"),
	[QUEUE_NEW] = IN_SCOPES("SELECT unseen.card_id", "unseen", LED_UNSEEN,
				UNSEEN, " ORDER BY deck_id, card_id",
				" ORDER BY new_rank, c.card_id"),
	[QUEUE_DRILL] = IN_SCOPES("SELECT schedule.card_id", "schedule",
				  CHOSEN_SCHEDULE, DRILL,
				  " ORDER BY last_at_ms, card_id",
				  " ORDER BY last_at_ms, card_id"),
};

bool queue_next(struct store *store, const struct queue_wish *wish,
		int32_t study_day, enum queue_part part, queue_skipper *skip,
		void *context, int64_t *card_id, struct error *err)
{
	struct queue_allowance left;
	struct statement q;

	*card_id = 0;
	if (part == QUEUE_EMPTY)
		return true;
	if (!queue_read_allowance_of(store, wish, study_day, part, &left, err))
		return false;
	if ((part == QUEUE_DUE && left.due == 0) ||
	    (part == QUEUE_NEW && left.new == 0))
		return true;
	q = statement_open(store, next_sql[part][scope_of(wish)]);
	bind(&q, part, wish, study_day, &left);
	while (*card_id == 0 && statement_next(&q))
		if (!skip || !skip(context, statement_int(&q, 0)))
			*card_id = statement_int(&q, 0);
	return statement_close(&q, err);
}

/* ---- choosing ---- */

struct queue_wish queue_of_deck(int64_t deck_id)
{
	return (struct queue_wish){
		.deck_id = deck_id,
		.new_per_day = QUEUE_NEW_BY_SETTING,
	};
}

bool queue_choose(struct store *store, const int64_t *ids, size_t count,
		  struct queue_wish *wish, struct error *err)
{
	if (!queue_clear_chosen(store, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct statement q = statement_open(
			store, "INSERT OR IGNORE INTO temp.chosen SELECT ?1,"
			       " (SELECT asked_on_day FROM schedule"
			       "  WHERE card_id = ?1), deck_id FROM note"
			       " WHERE id = ?1 >> 8");

		statement_bind_int(&q, 1, ids[i]);
		statement_next(&q);
		if (!statement_close(&q, err))
			return false;
	}
	wish->chosen = true;
	return true;
}

/* The most overdue for its interval first. */
#define BY_FRAGILITY                                                   \
	" ORDER BY (?2 - due_day) * 1.0 / max(interval_days, 1) DESC," \
	" schedule.card_id"

static const char *const fragile_sql[SCOPE_COUNT] = IN_SCOPES(
	"SELECT schedule.card_id", "schedule", LED_SCHEDULE, DUE, BY_FRAGILITY,
	BY_FRAGILITY);

static bool add_part(struct store *store, const char *sql, enum queue_part part,
		     const struct queue_wish *wish, int32_t study_day,
		     const struct queue_allowance *left, int64_t most,
		     int64_t *ids, int64_t *count, struct error *err)
{
	struct statement q = statement_open(store, sql);

	bind(&q, part, wish, study_day, left);
	while (most-- > 0 && statement_next(&q))
		ids[(*count)++] = statement_int(&q, 0);
	return statement_close(&q, err);
}

static bool rank_all(struct store *store, const int64_t *ids, int64_t count,
		     struct error *err)
{
	for (int64_t i = 0; i < count; i++) {
		struct statement q = statement_open(
			store, "INSERT INTO temp.chosen VALUES (?1, ?2, ?2)");

		statement_bind_int(&q, 1, ids[i]);
		statement_bind_int(&q, 2, i - QUEUE_BUDGET_MOST);
		statement_next(&q);
		if (!statement_close(&q, err))
			return false;
	}
	return true;
}

bool queue_choose_fragile(struct store *store, int32_t study_day, int64_t most,
			  struct queue_wish *wish, struct error *err)
{
	enum scope scope = scope_of(wish);
	struct arena arena = { 0 };
	struct queue_allowance left;
	int64_t *ids, count = 0;
	bool ok;

	most = least(most, QUEUE_BUDGET_MOST);
	ids = arena_array(&arena, (size_t)most + 1, sizeof(*ids));
	ok = queue_read_allowance(store, wish, study_day, &left, err) &&
	     add_part(store, fragile_sql[scope], QUEUE_DUE, wish, study_day,
		      &left, least(most, left.due), ids, &count, err) &&
	     add_part(store, next_sql[QUEUE_NEW][scope], QUEUE_NEW, wish,
		      study_day, &left, least(most - count, left.new), ids,
		      &count, err) &&
	     queue_clear_chosen(store, err) && rank_all(store, ids, count, err);
	wish->chosen = true;
	arena_release(&arena);
	return ok;
}
