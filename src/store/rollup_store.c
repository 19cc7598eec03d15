#include "store/rollup_store.h"

#include "base/day.h"
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

static bool is_answer(const struct rollup_entry *entry)
{
	return entry->kind == REVIEW_RATE || entry->kind == REVIEW_DRILL;
}

static bool is_rating_of(const struct rollup_entry *entry,
			 enum card_state state)
{
	return entry->kind == REVIEW_RATE && entry->state == state;
}

/* A card that had been recalled before was asked again. */
static bool is_asked(const struct rollup_entry *entry)
{
	return is_rating_of(entry, STATE_YOUNG) ||
	       is_rating_of(entry, STATE_MATURE);
}

static bool count_day(struct store *store, enum rollup_tables tables,
		      const struct rollup_entry *entry, int sign,
		      struct error *err)
{
	static const char *const sql[] = BOTH(
		"INSERT INTO", "rollup_day",
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
		" ON CONFLICT DO UPDATE SET answers = answers + ?3,"
		" ms = ms + ?4, learned = learned + ?5,"
		" young = young + ?6,"
		" young_recalled = young_recalled + ?7,"
		" mature = mature + ?8,"
		" mature_recalled = mature_recalled + ?9");
	int young = sign * is_rating_of(entry, STATE_YOUNG);
	int mature = sign * is_rating_of(entry, STATE_MATURE);
	bool passed = entry->grade >= GRADE_PASS;
	struct statement q;

	if (!is_answer(entry))
		return true;
	q = statement_open(store, sql[tables]);
	statement_bind_int(&q, 1, entry->study_day);
	statement_bind_int(&q, 2, entry->deck_id);
	statement_bind_int(&q, 3, sign);
	statement_bind_int(&q, 4, sign * entry->ms);
	statement_bind_int(&q, 5, sign * is_rating_of(entry, STATE_NEW));
	statement_bind_int(&q, 6, young);
	statement_bind_int(&q, 7, passed ? young : 0);
	statement_bind_int(&q, 8, mature);
	statement_bind_int(&q, 9, passed ? mature : 0);
	statement_next(&q);
	return statement_close(&q, err);
}

/* A span of time: its name, and its first day. */
struct span {
	const char *name;
	int32_t first_day;
};

enum { SPAN_COUNT = 4, SPAN_DAY_ONLY = 1 };

/* Of the spans that a day belongs to, the shortest first. */
static void spans_of(int32_t day, struct span spans[SPAN_COUNT])
{
	int year, month, day_of_month;

	day_to_civil(day, &year, &month, &day_of_month);
	spans[0] = (struct span){ "day", day };
	spans[1] = (struct span){ "month", day_from_civil(year, month, 1) };
	spans[2] = (struct span){ "year", day_from_civil(year, 1, 1) };
	spans[3] = (struct span){ "ever", 0 };
}

static struct statement open_of_span(struct store *store, const char *sql,
				     const struct span *span,
				     const struct rollup_entry *entry)
{
	struct statement q = statement_open(store, sql);

	statement_bind_text(&q, 1, span->name);
	statement_bind_int(&q, 2, span->first_day);
	statement_bind_int(&q, 3, entry->deck_id);
	return q;
}

static bool count_grade(struct store *store, enum rollup_tables tables,
			const struct span *span,
			const struct rollup_entry *entry, int sign,
			struct error *err)
{
	static const char *const sql[] = BOTH(
		"INSERT INTO", "rollup",
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
		" ON CONFLICT DO UPDATE SET n = n + ?8, ms = ms + ?9,"
		" promised_ppm = promised_ppm + ?10");
	struct statement q = open_of_span(store, sql[tables], span, entry);

	statement_bind_text(&q, 4, review_kind_name(entry->kind));
	statement_bind_text(&q, 5, card_state_name(entry->state));
	statement_bind_int(&q, 6, entry->interval_from);
	statement_bind_int(&q, 7, entry->grade);
	statement_bind_int(&q, 8, sign);
	statement_bind_int(&q, 9, sign * entry->ms);
	statement_bind_int(&q, 10, sign * entry->promised_ppm);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool count_typed(struct store *store, enum rollup_tables tables,
			const struct span *span,
			const struct rollup_entry *entry, int sign,
			struct error *err)
{
	static const char *const sql[] = BOTH(
		"INSERT INTO", "rollup_typed",
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
		" ON CONFLICT DO UPDATE SET n = n + ?6");
	struct statement q;

	if (entry->typed_grade == GRADE_NONE)
		return true;
	q = open_of_span(store, sql[tables], span, entry);
	statement_bind_int(&q, 4, entry->typed_grade);
	statement_bind_int(&q, 5, entry->grade);
	statement_bind_int(&q, 6, sign);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool count_hour(struct store *store, enum rollup_tables tables,
		       const struct span *span,
		       const struct rollup_entry *entry, int sign,
		       struct error *err)
{
	static const char *const sql[] = BOTH(
		"INSERT INTO", "rollup_hour",
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
		" ON CONFLICT DO UPDATE SET n = n + ?5,"
		" asked = asked + ?6, recalled = recalled + ?7");
	int asked = sign * is_asked(entry);
	struct statement q;

	if (!is_answer(entry))
		return true;
	q = open_of_span(store, sql[tables], span, entry);
	statement_bind_int(&q, 4, entry->hour);
	statement_bind_int(&q, 5, sign);
	statement_bind_int(&q, 6, asked);
	statement_bind_int(&q, 7, entry->grade >= GRADE_PASS ? asked : 0);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool count(struct store *store, enum rollup_tables tables,
		  int span_count, const struct rollup_entry *entry, int sign,
		  struct error *err)
{
	struct span spans[SPAN_COUNT];

	spans_of(entry->study_day, spans);
	for (int i = 0; i < span_count; i++)
		if (!count_grade(store, tables, &spans[i], entry, sign, err) ||
		    !count_typed(store, tables, &spans[i], entry, sign, err) ||
		    !count_hour(store, tables, &spans[i], entry, sign, err))
			return false;
	return count_day(store, tables, entry, sign, err);
}

bool rollup_count_day(struct store *store, enum rollup_tables tables,
		      const struct rollup_entry *entry, struct error *err)
{
	return count(store, tables, SPAN_DAY_ONLY, entry, 1, err);
}

static bool drop_empty_day(struct store *store, enum rollup_tables tables,
			   const struct rollup_entry *entry, struct error *err)
{
	static const char *const sql[] = BOTH(
		"DELETE FROM", "rollup_day",
		" WHERE study_day = ?1 AND deck_id = ?2 AND answers = 0");
	struct statement q = statement_open(store, sql[tables]);

	statement_bind_int(&q, 1, entry->study_day);
	statement_bind_int(&q, 2, entry->deck_id);
	statement_next(&q);
	return statement_close(&q, err);
}

/* Rows that count nothing any more, of one span and deck. */
static bool drop_empty_of_span(struct store *store, enum rollup_tables tables,
			       const struct span *span,
			       const struct rollup_entry *entry,
			       struct error *err)
{
#define EMPTY(table)                \
	BOTH("DELETE FROM", table,  \
	     " WHERE span = ?1 AND" \
	     " first_day = ?2 AND deck_id = ?3 AND n = 0")
	static const char *const sql[][2] = { EMPTY("rollup"),
					      EMPTY("rollup_typed"),
					      EMPTY("rollup_hour") };
#undef EMPTY
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof(sql) / sizeof(sql[0]); i++) {
		struct statement q = open_of_span(store, sql[i][tables], span,
						  entry);

		statement_next(&q);
		ok = statement_close(&q, err);
	}
	return ok;
}

static bool drop_empty(struct store *store, enum rollup_tables tables,
		       const struct rollup_entry *entry, struct error *err)
{
	struct span spans[SPAN_COUNT];

	spans_of(entry->study_day, spans);
	for (int i = 0; i < SPAN_COUNT; i++)
		if (!drop_empty_of_span(store, tables, &spans[i], entry, err))
			return false;
	return drop_empty_day(store, tables, entry, err);
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

bool rollup_replace(struct store *store, enum rollup_tables tables,
		    const struct rollup_entry *before, size_t before_count,
		    const struct rollup_entry *after, size_t after_count,
		    struct error *err)
{
	size_t same = 0;

	while (same < before_count && same < after_count &&
	       equal(&before[same], &after[same]))
		same++;
	for (size_t i = same; i < before_count; i++)
		if (!count(store, tables, SPAN_COUNT, &before[i], -1, err))
			return false;
	for (size_t i = same; i < after_count; i++)
		if (!count(store, tables, SPAN_COUNT, &after[i], 1, err))
			return false;
	for (size_t i = same; i < before_count; i++)
		if (!drop_empty(store, tables, &before[i], err))
			return false;
	return true;
}
