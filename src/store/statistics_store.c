#include "store/statistics_store.h"

#include "store/review_store.h"
#include "store/statement.h"

static bool load_counts(struct store *store, int64_t deck_id,
			struct statistics *s, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT count(DISTINCT note.id), count(*),"
		" count(*) FILTER (WHERE coalesce(ratings, 0) = 0),"
		" count(*) FILTER (WHERE ratings > 0 AND repetitions = 0),"
		" count(*) FILTER (WHERE repetitions > 0"
		"  AND interval_days < 21),"
		" count(*) FILTER (WHERE repetitions > 0"
		"  AND interval_days >= 21),"
		" count(*) FILTER (WHERE suspended)"
		" FROM card JOIN note ON note.id = card.id >> 8"
		" LEFT JOIN schedule ON schedule.card_id = card.id"
		" WHERE card.deleted_at_ms IS NULL"
		" AND note.deleted_at_ms IS NULL"
		" AND (?1 = 0 OR note.deck_id = ?1)");

	statement_bind_int(&q, 1, deck_id);
	if (statement_next(&q)) {
		s->notes = statement_int(&q, 0);
		s->cards = statement_int(&q, 1);
		s->new = statement_int(&q, 2);
		s->learning = statement_int(&q, 3);
		s->young = statement_int(&q, 4);
		s->mature = statement_int(&q, 5);
		s->suspended = statement_int(&q, 6);
	}
	return statement_close(&q, err);
}

/* Young are the cards that had been recalled at least once and had an
 * interval under 21 days when they were asked. */
static bool load_span(struct store *store, int64_t deck_id, int32_t first_day,
		      int32_t last_day, struct span_statistics *span,
		      struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT coalesce(sum(n), 0), count(DISTINCT study_day),"
		" coalesce(sum(ms), 0),"
		" coalesce(sum(n) FILTER (WHERE kind = 'rate'"
		"  AND state = 'young'), 0),"
		" coalesce(sum(n) FILTER (WHERE kind = 'rate'"
		"  AND state = 'young' AND grade >= 3), 0),"
		" coalesce(sum(n) FILTER (WHERE kind = 'rate'"
		"  AND state = 'mature'), 0),"
		" coalesce(sum(n) FILTER (WHERE kind = 'rate'"
		"  AND state = 'mature' AND grade >= 3), 0),"
		" coalesce(sum(n) FILTER (WHERE kind = 'rate'"
		"  AND state = 'new'), 0)"
		" FROM rollup WHERE study_day BETWEEN ?2 AND ?3"
		" AND kind IN ('rate', 'drill') AND (?1 = 0 OR deck_id = ?1)");

	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, first_day);
	statement_bind_int(&q, 3, last_day);
	if (statement_next(&q))
		*span = (struct span_statistics){
			.days = last_day - first_day + 1,
			.answers = statement_int(&q, 0),
			.studied_days = statement_int(&q, 1),
			.ms = statement_int(&q, 2),
			.young_asked = statement_int(&q, 3),
			.young_recalled = statement_int(&q, 4),
			.mature_asked = statement_int(&q, 5),
			.mature_recalled = statement_int(&q, 6),
			.learned = statement_int(&q, 7),
		};
	return statement_close(&q, err);
}

bool statistics_day(struct store *store, int64_t deck_id, int32_t study_day,
		    struct span_statistics *span, struct error *err)
{
	return load_span(store, deck_id, study_day, study_day, span, err);
}

bool statistics_load_streak(struct store *store, int64_t deck_id,
			    int32_t study_day, struct streak *streak,
			    struct error *err)
{
	struct arena arena = { 0 };
	struct statement q = statement_open(
		store, "SELECT count(*) OVER (), study_day FROM rollup"
		       " WHERE kind IN ('rate', 'drill')"
		       " AND (?1 = 0 OR deck_id = ?1)"
		       " GROUP BY study_day ORDER BY study_day");
	int32_t *days = NULL;
	size_t count = 0;
	bool ok;

	statement_bind_int(&q, 1, deck_id);
	while (statement_next(&q)) {
		if (count == 0)
			days = arena_array(&arena, (size_t)statement_int(&q, 0),
					   sizeof(*days));
		days[count++] = (int32_t)statement_int(&q, 1);
	}
	ok = statement_close(&q, err);
	*streak = statistics_streak(days, count, study_day);
	arena_release(&arena);
	return ok;
}

static bool load_grades(struct store *store, int64_t deck_id,
			struct statistics *s, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT grade, sum(n) FROM rollup WHERE kind = 'rate'"
		       " AND (?1 = 0 OR deck_id = ?1) GROUP BY grade");

	statement_bind_int(&q, 1, deck_id);
	while (statement_next(&q)) {
		int64_t grade = statement_int(&q, 0);

		if (grade >= 0 && grade < GRADE_COUNT)
			s->grades[grade] = statement_int(&q, 1);
	}
	return statement_close(&q, err);
}

static bool load_reviews(struct store *store, int64_t deck_id,
			 struct statistics *s, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT sum(n) FROM rollup WHERE kind IN"
		       " ('rate', 'drill') AND (?1 = 0 OR deck_id = ?1)");

	statement_bind_int(&q, 1, deck_id);
	return statement_single(&q, 0, &s->reviews, err);
}

static bool load_forecast(struct store *store, int64_t deck_id,
			  struct statistics *s, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT max(asked_on_day - ?2, -1) AS ahead, count(*)"
		       " FROM schedule WHERE asked_on_day < ?2 + ?3"
		       " AND (?1 = 0 OR deck_id = ?1) GROUP BY ahead");

	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, s->study_day);
	statement_bind_int(&q, 3, FORECAST_DAYS);
	while (statement_next(&q)) {
		int64_t ahead = statement_int(&q, 0);

		if (ahead < 0)
			s->backlog = statement_int(&q, 1);
		else
			s->forecast[ahead] = statement_int(&q, 1);
	}
	return statement_close(&q, err);
}

static bool load_hardest(struct store *store, int64_t deck_id,
			 struct arena *arena, struct statistics *s,
			 struct error *err)
{
	struct statement q = statement_open(
		store,
		"WITH hardest AS (SELECT card_id, lapses, ease_centi"
		"  FROM schedule JOIN card ON card.id = card_id"
		"  JOIN note ON note.id = card_id >> 8"
		"  WHERE ratings > repetitions" /* failed since new */
		"  AND card.deleted_at_ms IS NULL"
		"  AND note.deleted_at_ms IS NULL"
		"  AND (?1 = 0 OR schedule.deck_id = ?1)),"
		" counted AS (SELECT *, (SELECT count(*) FROM review"
		"   WHERE review.card_id = hardest.card_id AND kind = 'rate'"
		"   AND grade < 3 AND" REVIEW_IS_LIVE
		") AS failed FROM hardest)"
		" SELECT card_id, CASE card_id & 255 WHEN 1 THEN back"
		"  ELSE front END, lapses, ease_centi, failed"
		" FROM counted JOIN note ON note.id = card_id >> 8"
		" WHERE failed > 0"
		" ORDER BY failed DESC, ease_centi, card_id LIMIT ?2");
	int n = 0;

	statement_bind_int(&q, 1, deck_id);
	statement_bind_int(&q, 2, HARDEST_MOST);
	while (statement_next(&q))
		s->hardest[n++] = (struct hard_card){
			.card_id = statement_int(&q, 0),
			.question = statement_text(&q, 1, arena),
			.lapses = (int)statement_int(&q, 2),
			.ease_centi = (int)statement_int(&q, 3),
			.failed = (int)statement_int(&q, 4),
		};
	s->hardest_count = n;
	return statement_close(&q, err);
}

bool statistics_load(struct store *store, int64_t deck_id, int32_t study_day,
		     struct arena *arena, struct statistics *s,
		     struct error *err)
{
	*s = (struct statistics){ .study_day = study_day };
	for (int i = 0; i < SPAN_COUNT; i++)
		if (!load_span(store, deck_id, study_day - span_days[i] + 1,
			       study_day, &s->spans[i], err))
			return false;
	return load_counts(store, deck_id, s, err) &&
	       load_reviews(store, deck_id, s, err) &&
	       load_grades(store, deck_id, s, err) &&
	       load_forecast(store, deck_id, s, err) &&
	       load_hardest(store, deck_id, arena, s, err) &&
	       statistics_load_streak(store, deck_id, study_day, &s->streak,
				      err);
}
