#include "store/rollup_store.h"

#include "core/card.h"
#include "core/recall.h"
#include "core/replay.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/start_store.h"
#include "store/statement.h"

static int typed_grade(const struct review *review)
{
	bool typed = review->typed && *review->typed && !review->hints;

	return typed && review->kind == REVIEW_RATE ? review->suggested_grade
						    : GRADE_NONE;
}

static int hour(const struct review *review)
{
	int64_t minute = review->answered_at_ms / 60000 +
			 review->utc_offset_min;

	return (int)((minute % 1440 + 1440) % 1440 / 60);
}

struct rollup_entry rollup_entry_of(const struct review *review,
				    const struct schedule *before,
				    int64_t deck_id)
{
	return (struct rollup_entry){
		.review_id = review->id,
		.deck_id = deck_id,
		.study_day = review->study_day,
		.kind = review->kind,
		.state = schedule_state(before),
		.interval_from = interval_class(before->interval_days),
		.grade = review->grade,
		.ms = review->recall_ms + review->check_ms,
		.promised_ppm = review->kind == REVIEW_RATE
					? recall_promised_on(before,
							     review->study_day)
					: 0,
		.typed_grade = typed_grade(review),
		.hour = hour(review),
	};
}

/* The real table and the temporary one. */
#define BOTH(before, table, after)                                \
	{                                                         \
		[ROLLUP_STORED] = before " main." table after,    \
		[ROLLUP_TEMPORARY] = before " temp." table after, \
	}

static bool count_day(struct store *store, enum rollup_tables tables,
		      const struct rollup_entry *entry, int sign,
		      struct error *err)
{
	static const char *const sql[] = BOTH(
		"INSERT INTO", "rollup",
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
		" ON CONFLICT DO UPDATE SET n = n + ?7, ms = ms + ?8,"
		" promised_ppm = promised_ppm + ?9");
	struct statement q = statement_open(store, sql[tables]);

	statement_bind_int(&q, 1, entry->study_day);
	statement_bind_int(&q, 2, entry->deck_id);
	statement_bind_text(&q, 3, review_kind_name(entry->kind));
	statement_bind_text(&q, 4, card_state_name(entry->state));
	statement_bind_int(&q, 5, entry->interval_from);
	statement_bind_int(&q, 6, entry->grade);
	statement_bind_int(&q, 7, sign);
	statement_bind_int(&q, 8, sign * entry->ms);
	statement_bind_int(&q, 9, sign * entry->promised_ppm);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool count_ever(struct store *store, enum rollup_tables tables,
		       const struct rollup_entry *entry, int sign,
		       struct error *err)
{
	static const char *const sql[] = BOTH(
		"INSERT INTO", "rollup_ever",
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
		" ON CONFLICT DO UPDATE SET n = n + ?6, ms = ms + ?7,"
		" promised_ppm = promised_ppm + ?8");
	struct statement q = statement_open(store, sql[tables]);

	statement_bind_int(&q, 1, entry->deck_id);
	statement_bind_text(&q, 2, review_kind_name(entry->kind));
	statement_bind_text(&q, 3, card_state_name(entry->state));
	statement_bind_int(&q, 4, entry->interval_from);
	statement_bind_int(&q, 5, entry->grade);
	statement_bind_int(&q, 6, sign);
	statement_bind_int(&q, 7, sign * entry->ms);
	statement_bind_int(&q, 8, sign * entry->promised_ppm);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool count_typed(struct store *store, enum rollup_tables tables,
			const struct rollup_entry *entry, int sign,
			struct error *err)
{
	static const char *const sql[] = BOTH(
		"INSERT INTO", "rollup_typed",
		" VALUES (?1, ?2, ?3, ?4, ?5)"
		" ON CONFLICT DO UPDATE SET n = n + ?5");
	struct statement q;

	if (entry->typed_grade == GRADE_NONE)
		return true;
	q = statement_open(store, sql[tables]);
	statement_bind_int(&q, 1, entry->study_day);
	statement_bind_int(&q, 2, entry->deck_id);
	statement_bind_int(&q, 3, entry->typed_grade);
	statement_bind_int(&q, 4, entry->grade);
	statement_bind_int(&q, 5, sign);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool count_hour(struct store *store, enum rollup_tables tables,
		       const struct rollup_entry *entry, int sign,
		       struct error *err)
{
	static const char *const sql[] = BOTH(
		"INSERT INTO", "rollup_hour",
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
		" ON CONFLICT DO UPDATE SET n = n + ?4,"
		" asked = asked + ?5, recalled = recalled + ?6");
	bool asked = entry->kind == REVIEW_RATE && entry->state >= STATE_YOUNG;
	struct statement q;

	if (entry->kind != REVIEW_RATE && entry->kind != REVIEW_DRILL)
		return true;
	q = statement_open(store, sql[tables]);
	statement_bind_int(&q, 1, entry->study_day);
	statement_bind_int(&q, 2, entry->deck_id);
	statement_bind_int(&q, 3, entry->hour);
	statement_bind_int(&q, 4, sign);
	statement_bind_int(&q, 5, sign * asked);
	statement_bind_int(&q, 6, sign * (asked && entry->grade >= GRADE_PASS));
	statement_next(&q);
	return statement_close(&q, err);
}

bool rollup_count(struct store *store, enum rollup_tables tables,
		  const struct rollup_entry *entry, int sign, struct error *err)
{
	return count_day(store, tables, entry, sign, err) &&
	       count_ever(store, tables, entry, sign, err) &&
	       count_typed(store, tables, entry, sign, err) &&
	       count_hour(store, tables, entry, sign, err);
}

static bool deck_of_card(struct store *store, int64_t card_id, int64_t *deck_id,
			 struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT deck_id FROM note WHERE id = ?1 >> 8");

	statement_bind_int(&q, 1, card_id);
	return statement_single(&q, 0, deck_id, err);
}

bool rollup_of_card(struct store *store, int64_t card_id, bool as_pressed,
		    struct arena *arena, struct rollup_entry **entries,
		    size_t *count, struct error *err)
{
	struct schedule card;
	struct replay_rules rules;
	struct review *history;
	int64_t deck_id;

	if (!setting_load_rules(store, &rules, err) ||
	    !deck_of_card(store, card_id, &deck_id, err) ||
	    !start_load(store, card_id, &card, err))
		return false;
	if (as_pressed ? !review_load_pressed(store, card_id, arena, &history,
					      count, err)
		       : !review_load_live(store, card_id, arena, &history,
					   count, err))
		return false;
	*entries = arena_array(arena, *count, sizeof(**entries));
	for (size_t i = 0; i < *count; i++) {
		(*entries)[i] = rollup_entry_of(&history[i], &card, deck_id);
		replay_step(&rules, &card, &history[i]);
	}
	return true;
}

static bool equal(const struct rollup_entry *a, const struct rollup_entry *b)
{
	return a->review_id == b->review_id && a->state == b->state &&
	       a->interval_from == b->interval_from &&
	       a->promised_ppm == b->promised_ppm;
}

/* Run statements until one fails. */
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

static bool drop_zeros(struct store *store, struct error *err)
{
	static const char *const sql[] = {
		"DELETE FROM main.rollup WHERE n = 0",
		"DELETE FROM main.rollup_ever WHERE n = 0",
		"DELETE FROM main.rollup_typed WHERE n = 0",
		"DELETE FROM main.rollup_hour WHERE n = 0",
	};

	return RUN_ALL(store, sql, err);
}

bool rollup_replace(struct store *store, const struct rollup_entry *before,
		    size_t before_count, const struct rollup_entry *after,
		    size_t after_count, struct error *err)
{
	size_t same = 0;

	while (same < before_count && same < after_count &&
	       equal(&before[same], &after[same]))
		same++;
	for (size_t i = same; i < before_count; i++)
		if (!rollup_count(store, ROLLUP_STORED, &before[i], -1, err))
			return false;
	for (size_t i = same; i < after_count; i++)
		if (!rollup_count(store, ROLLUP_STORED, &after[i], 1, err))
			return false;
	return same == before_count || drop_zeros(store, err);
}

bool rollup_clear(struct store *store, struct error *err)
{
	static const char *const sql[] = {
		"DELETE FROM main.rollup",
		"DELETE FROM main.rollup_ever",
		"DELETE FROM main.rollup_typed",
		"DELETE FROM main.rollup_hour",
	};

	return RUN_ALL(store, sql, err);
}

bool rollup_make_temporary(struct store *store, struct error *err)
{
	static const char *const sql[] = {
		"CREATE TEMP TABLE rollup (study_day, deck_id, kind, state,"
		" interval_from, grade, n, ms, promised_ppm, PRIMARY KEY"
		" (study_day, deck_id, kind, state, interval_from, grade))"
		" WITHOUT ROWID",
		"CREATE TEMP TABLE rollup_ever (deck_id, kind, state,"
		" interval_from, grade, n, ms, promised_ppm, PRIMARY KEY"
		" (deck_id, kind, state, interval_from, grade)) WITHOUT ROWID",
		"CREATE TEMP TABLE rollup_typed (study_day, deck_id,"
		" suggested_grade, grade, n, PRIMARY KEY (study_day, deck_id,"
		" suggested_grade, grade)) WITHOUT ROWID",
		"CREATE TEMP TABLE rollup_hour (study_day, deck_id, hour, n,"
		" asked, recalled, PRIMARY KEY (study_day, deck_id, hour))"
		" WITHOUT ROWID",
	};

	return RUN_ALL(store, sql, err);
}

bool rollup_drop_temporary(struct store *store, struct error *err)
{
	static const char *const sql[] = {
		"DROP TABLE IF EXISTS temp.rollup",
		"DROP TABLE IF EXISTS temp.rollup_ever",
		"DROP TABLE IF EXISTS temp.rollup_typed",
		"DROP TABLE IF EXISTS temp.rollup_hour",
	};

	return RUN_ALL(store, sql, err);
}

#define DIFFERENCES(table)                                      \
	"(SELECT count(*) FROM (SELECT * FROM main." table      \
	" EXCEPT SELECT * FROM temp." table                     \
	")) + (SELECT count(*) FROM (SELECT * FROM temp." table \
	" EXCEPT SELECT * FROM main." table "))"

bool rollup_compare(struct store *store, int64_t *differences,
		    struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT " DIFFERENCES("rollup") " + " DIFFERENCES("rollup_ever") " + " DIFFERENCES(
			"rollup_typed") " + " DIFFERENCES("rollup_hour"));

	return statement_single(&q, 0, differences, err);
}
