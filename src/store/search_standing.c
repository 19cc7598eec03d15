#include "store/search_parts.h"

#include "store/review_store.h"

/* More are no clue. */
enum { NOTES_MOST = 50000 };

bool search_plan_notes(struct planning *work, const char *sql, int64_t number,
		       struct note_set *notes)
{
	struct statement q = statement_open(work->view->store, sql);
	int count = 0;

	statement_bind_int(&q, 1, number);
	while (count <= NOTES_MOST && statement_next(&q)) {
		note_set_add(notes, statement_int(&q, 0));
		count++;
	}
	if (count > NOTES_MOST)
		*notes = note_set_all(work->view);
	return statement_close(&q, work->err);
}

#define IS_RATED "coalesce(s.ratings, 0) > 0"
#define YOUNG_DAYS "21"

/* Terms that have nothing but themselves, or the number %lld. */
static const struct {
	const char *condition;
	bool of_today; /* %lld is the study day, else the search's number */
	/* Where it is in an index: the notes, of the same number. */
	const char *notes;
} simple[] = {
	[SEARCH_ALL] = { "1" },
	[SEARCH_IS_DUE] = { "s.asked_on_day <= %lld", true,
			    "SELECT card_id >> 8 FROM schedule"
			    " WHERE asked_on_day <= ?1" },
	[SEARCH_IS_NEW] = { "NOT (" IS_RATED ")", false,
			    "SELECT card_id >> 8 FROM unseen UNION ALL"
			    " SELECT card_id >> 8 FROM held WHERE ?1 = ?1" },
	[SEARCH_IS_LEARNING] = { "(" IS_RATED " AND s.repetitions = 0)" },
	[SEARCH_IS_YOUNG] = { "(" IS_RATED " AND s.repetitions > 0"
			      " AND s.interval_days < " YOUNG_DAYS ")" },
	[SEARCH_IS_MATURE] = { "(" IS_RATED " AND s.repetitions > 0"
			       " AND s.interval_days >= " YOUNG_DAYS ")" },
	[SEARCH_IS_DRILL] = { "s.drill_day = %lld", true,
			      "SELECT card_id >> 8 FROM schedule"
			      " WHERE drill_day = ?1" },
	[SEARCH_IS_SUSPENDED] = { "card.suspended" },
	[SEARCH_IS_BURIED] = { "card.buried_until_day > %lld", true },
	[SEARCH_IS_FLAGGED] = { "card.flagged" },
	[SEARCH_IS_LEECH] = { "s.lapses >= %lld" },
	[SEARCH_ADDED] = { "EXISTS (SELECT 1 FROM batch WHERE batch.id ="
			   " card.batch_id AND batch.study_day > %lld)" },
};

static bool plan_simple(struct planning *work, enum search_kind kind,
			int64_t number, struct note_set *notes)
{
	if (simple[kind].of_today)
		number = work->day->study_day;
	text_printf(&work->sql, simple[kind].condition, (long long)number);
	if (!simple[kind].notes) {
		*notes = note_set_all(work->view);
		return true;
	}
	*notes = note_set_none(work->view);
	return search_plan_notes(work, simple[kind].notes, number, notes);
}

static void plan_compared(struct planning *work, const struct search *search,
			  const char *value, int64_t number)
{
	static const char *const signs[] = {
		[SEARCH_LESS] = "<",	  [SEARCH_AT_MOST] = "<=",
		[SEARCH_EQUAL] = "=",	  [SEARCH_MORE] = ">",
		[SEARCH_AT_LEAST] = ">=",
	};

	text_printf(&work->sql, "%s %s %lld", value, signs[search->comparison],
		    (long long)number);
}

static void plan_graded(struct planning *work, const struct search *search)
{
	text_printf(&work->sql,
		    "EXISTS (SELECT 1 FROM review WHERE review.card_id"
		    " = card.id AND review.study_day > %lld",
		    (long long)work->day->study_day - search->number);
	if (search->grade != GRADE_NONE)
		text_printf(&work->sql, " AND review.grade = %d",
			    search->grade);
	text_add(&work->sql, " AND" REVIEW_IS_LIVE ")");
}

/* Terms that no index knows. */
static void plan_number(struct planning *work, const struct search *search)
{
	int64_t number = search->number, today = work->day->study_day;

	switch (search->kind) {
	case SEARCH_EASE:
		plan_compared(work, search, "coalesce(s.ease_centi, 250)",
			      number);
		break;
	case SEARCH_INTERVAL:
		plan_compared(work, search, "coalesce(s.interval_days, 0)",
			      number);
		break;
	case SEARCH_LAPSES:
		plan_compared(work, search, "coalesce(s.lapses, 0)", number);
		break;
	case SEARCH_REPETITIONS:
		plan_compared(work, search, "coalesce(s.repetitions, 0)",
			      number);
		break;
	case SEARCH_DUE_IN:
		number += today; /* falls through */
	case SEARCH_DUE_ON:
		plan_compared(work, search, IS_RATED " AND s.due_day", number);
		break;
	default:
		plan_graded(work, search);
		break;
	}
}

bool search_plan_standing(struct planning *work, const struct search *search,
			  struct note_set *notes)
{
	const struct search_day *day = work->day;
	int64_t number = search->number;

	if (search->kind == SEARCH_IS_LEECH)
		number = day->leech_threshold > 0 ? day->leech_threshold
						  : INT64_MAX;
	if (search->kind == SEARCH_ADDED)
		number = day->study_day - number;
	if (search->kind < sizeof(simple) / sizeof(*simple) &&
	    simple[search->kind].condition)
		return plan_simple(work, search->kind, number, notes);
	plan_number(work, search);
	*notes = note_set_all(work->view);
	return true;
}
