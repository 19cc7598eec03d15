#include "store/statistics_store.h"

#include "store/statement.h"

/* Young are the cards that had been recalled at least once and had an
 * interval under 21 days when they were asked. */
static bool load_span(struct store *store, int64_t deck_id, int32_t first_day,
		      int32_t last_day, struct span_statistics *span,
		      struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT coalesce(sum(answers), 0), count(DISTINCT study_day),"
		" coalesce(sum(ms), 0), coalesce(sum(young), 0),"
		" coalesce(sum(young_recalled), 0), coalesce(sum(mature), 0),"
		" coalesce(sum(mature_recalled), 0), coalesce(sum(learned), 0)"
		" FROM rollup_day WHERE study_day BETWEEN ?2 AND ?3"
		" AND (?1 = 0 OR deck_id = ?1)");

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
		store, "WITH RECURSIVE studied (day) AS (SELECT min(study_day)"
		       " FROM rollup_day WHERE ?1 = 0 OR deck_id = ?1"
		       " UNION ALL SELECT (SELECT study_day FROM rollup_day"
		       "  WHERE study_day > day AND (?1 = 0 OR deck_id = ?1)"
		       "  ORDER BY study_day LIMIT 1)"
		       " FROM studied WHERE day IS NOT NULL)"
		       " SELECT count(*) OVER (), day FROM studied"
		       " WHERE day IS NOT NULL ORDER BY day");
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
