#include "store/card_count_store.h"

#include "core/recall.h"
#include "store/statement.h"

/* schedule_state(), interval_class() and ease_class() of a row of schedule. */
#define CARD_CLASS                                                        \
	" deck_id, CASE WHEN ratings = 0 THEN 'new' WHEN repetitions = 0" \
	"  THEN 'learning' WHEN interval_days < 21 THEN 'young'"          \
	"  ELSE 'mature' END AS state,"                                   \
	" CASE WHEN interval_days >= 366 THEN 366"                        \
	"  WHEN interval_days >= 181 THEN 181"                            \
	"  WHEN interval_days >= 91 THEN 91"                              \
	"  WHEN interval_days >= 31 THEN 31"                              \
	"  WHEN interval_days >= 21 THEN 21"                              \
	"  WHEN interval_days >= 11 THEN 11"                              \
	"  WHEN interval_days >= 4 THEN 4"                                \
	"  WHEN interval_days >= 1 THEN 1 ELSE 0 END AS interval_from,"   \
	" ease_centi / 10 AS ease_from,"                                  \
	" asked_on_day IS NULL AS suspended"

/* A card that was reset is new again, and in the table unseen or held. */
#define CARDS " FROM schedule WHERE removed = 0 AND ratings > 0"
#define LAPSED " FROM schedule WHERE removed = 0 AND lapses > 0"
#define ASKED " FROM schedule WHERE asked_on_day IS NOT NULL"
#define ADDED                                            \
	" FROM card JOIN note ON note.id = card.id >> 8" \
	" JOIN batch ON batch.id = card.batch_id"

#define CARD_COUNTS \
	"SELECT" CARD_CLASS ", count(*) AS n" CARDS " GROUP BY 1, 2, 3, 4, 5"
#define LAPSE_COUNTS \
	"SELECT deck_id, lapses, count(*) AS n" LAPSED " GROUP BY 1, 2"
#define DUE_COUNTS \
	"SELECT asked_on_day, deck_id, count(*) AS n" ASKED " GROUP BY 1, 2"
#define ADDED_COUNTS                                                           \
	"SELECT study_day, deck_id, batch.id AS batch_id, count(*) AS n" ADDED \
	" GROUP BY 1, 2, 3"

/* Add to one row of card_count; the row must count. */
static bool add_to_class(struct store *store, const struct schedule_row *row,
			 int sign, struct error *err)
{
	const struct schedule *schedule = &row->schedule;
	struct statement q = statement_open(
		store, "INSERT INTO card_count VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
		       " ON CONFLICT DO UPDATE SET n = n + ?6");

	statement_bind_int(&q, 1, row->deck_id);
	statement_bind_text(&q, 2, card_state_name(schedule_state(schedule)));
	statement_bind_int(&q, 3, interval_class(schedule->interval_days));
	statement_bind_int(&q, 4, ease_class(schedule->ease_centi));
	statement_bind_int(&q, 5, row->asked_on_day == DAY_NONE);
	statement_bind_int(&q, 6, sign);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool add_to_pair(struct store *store, const char *sql, int64_t first,
			int64_t second, int sign, struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, first);
	statement_bind_int(&q, 2, second);
	statement_bind_int(&q, 3, sign);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool add_to_lapses(struct store *store, const struct schedule_row *row,
			  int sign, struct error *err)
{
	return add_to_pair(store,
			   "INSERT INTO lapse_count VALUES (?1, ?2, ?3)"
			   " ON CONFLICT DO UPDATE SET n = n + ?3",
			   row->deck_id, row->schedule.lapses, sign, err);
}

static bool add_to_due(struct store *store, const struct schedule_row *row,
		       int sign, struct error *err)
{
	return add_to_pair(store,
			   "INSERT INTO due_count VALUES (?1, ?2, ?3)"
			   " ON CONFLICT DO UPDATE SET n = n + ?3",
			   row->asked_on_day, row->deck_id, sign, err);
}

static bool has_class(const struct schedule_row *row)
{
	return row->exists && !row->removed && row->schedule.ratings > 0;
}

static bool has_lapses(const struct schedule_row *row)
{
	return row->exists && !row->removed && row->schedule.lapses > 0;
}

static bool has_due(const struct schedule_row *row)
{
	return row->exists && row->asked_on_day != DAY_NONE;
}

static bool same_class(const struct schedule_row *a,
		       const struct schedule_row *b)
{
	return schedule_state(&a->schedule) == schedule_state(&b->schedule) &&
	       interval_class(a->schedule.interval_days) ==
		       interval_class(b->schedule.interval_days) &&
	       ease_class(a->schedule.ease_centi) ==
		       ease_class(b->schedule.ease_centi) &&
	       (a->asked_on_day == DAY_NONE) == (b->asked_on_day == DAY_NONE);
}

static bool same_lapses(const struct schedule_row *a,
			const struct schedule_row *b)
{
	return a->schedule.lapses == b->schedule.lapses;
}

static bool same_due(const struct schedule_row *a, const struct schedule_row *b)
{
	return a->asked_on_day == b->asked_on_day;
}

bool card_count_move(struct store *store, const struct schedule_row *from,
		     const struct schedule_row *to, struct error *err)
{
	static const struct {
		bool (*has)(const struct schedule_row *row);
		bool (*same)(const struct schedule_row *a,
			     const struct schedule_row *b);
		bool (*add)(struct store *store, const struct schedule_row *row,
			    int sign, struct error *err);
	} counts[] = {
		{ has_class, same_class, add_to_class },
		{ has_lapses, same_lapses, add_to_lapses },
		{ has_due, same_due, add_to_due },
	};

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		bool out = counts[i].has(from), in = counts[i].has(to);

		if (out && in && from->deck_id == to->deck_id &&
		    counts[i].same(from, to))
			continue;
		if ((out && !counts[i].add(store, from, -1, err)) ||
		    (in && !counts[i].add(store, to, 1, err)))
			return false;
	}
	return true;
}

bool card_count_add(const struct batch *batch, int64_t deck_id, int64_t cards,
		    struct error *err)
{
	struct statement q = statement_open(
		batch->store, "INSERT INTO added_count VALUES (?1, ?2, ?3, ?4)"
			      " ON CONFLICT DO UPDATE SET n = n + ?4");

	statement_bind_int(&q, 1, batch->stamp.study_day);
	statement_bind_int(&q, 2, deck_id);
	statement_bind_int(&q, 3, batch->id);
	statement_bind_int(&q, 4, cards);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool add_note(struct store *store, int64_t note_id, int64_t deck_id,
		     int sign, struct error *err)
{
	struct statement q = statement_open(
		store, "INSERT INTO added_count SELECT study_day, ?2, batch.id,"
		       " ?3 * count(*)" ADDED
		       " WHERE card.id BETWEEN ?1 * 256 AND ?1 * 256 + 255"
		       " GROUP BY batch.id"
		       " ON CONFLICT DO UPDATE SET n = n + excluded.n");

	statement_bind_int(&q, 1, note_id);
	statement_bind_int(&q, 2, deck_id);
	statement_bind_int(&q, 3, sign);
	statement_next(&q);
	return statement_close(&q, err);
}

bool card_count_move_added(struct store *store, int64_t note_id,
			   int64_t from_deck_id, int64_t to_deck_id,
			   struct error *err)
{
	return add_note(store, note_id, from_deck_id, -1, err) &&
	       add_note(store, note_id, to_deck_id, 1, err);
}

static bool run_all(struct store *store, const char *const *sql, size_t count,
		    struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!statement_run(store, sql[i], err))
			return false;
	return true;
}

#define RUN_ALL(store, sql, err) \
	run_all(store, sql, sizeof(sql) / sizeof((sql)[0]), err)

bool card_count_make_temporary(struct store *store, struct error *err)
{
	static const char *const sql[] = {
		"CREATE TEMP TABLE card_count AS " CARD_COUNTS,
		"CREATE TEMP TABLE lapse_count AS " LAPSE_COUNTS,
		"CREATE TEMP TABLE due_count AS " DUE_COUNTS,
		"CREATE TEMP TABLE added_count AS " ADDED_COUNTS,
	};

	return RUN_ALL(store, sql, err);
}
