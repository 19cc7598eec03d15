#include "store/figure_store.h"

#include <string.h>

#include "base/message.h"
#include "core/figure_remark.h"
#include "core/schedule.h"
#include "store/confusion_parts.h"
#include "store/rollup_parts.h"
#include "store/statement.h"

/*
 * Of each query ?1 is a deck or 0, ?2 today, ?3 the first day that counts or
 * NULL, ?4 the milliseconds of an answer, ?5 the lapses of a leech; a query
 * names those it needs.
 */
struct section {
	struct figure figure;
	const char *sql;
	void (*finish)(struct figure *figure, struct arena *arena);
};

#define ASKED " kind = 'rate' AND state IN ('young', 'mature') "

/* What was counted since ?3, or ever. */
#define COUNTS                                                        \
	" (SELECT deck_id, kind, state, interval_from, grade, n, ms," \
	"  promised_ppm FROM rollup_ever WHERE ?3 IS NULL UNION ALL"  \
	"  SELECT deck_id, kind, state, interval_from, grade, n, ms," \
	"  promised_ppm FROM rollup WHERE study_day >= ?3) "

/* A column that follows from others. */
#define LATER " NULL "

#define GRADES(n)                                            \
	" coalesce(sum(" n ") FILTER (WHERE grade = 0), 0)," \
	" coalesce(sum(" n ") FILTER (WHERE grade = 1), 0)," \
	" coalesce(sum(" n ") FILTER (WHERE grade = 2), 0)," \
	" coalesce(sum(" n ") FILTER (WHERE grade = 3), 0)," \
	" coalesce(sum(" n ") FILTER (WHERE grade = 4), 0)," \
	" coalesce(sum(" n ") FILTER (WHERE grade = 5), 0) "

#define STATES \
	"(VALUES (1, 'new'), (2, 'learning'), (3, 'young'), (4, 'mature'))"

static const char today_sql[] =
	"WITH RECURSIVE d (day) AS (SELECT" DAY_AFTER("-1000000000") " UNION ALL SELECT " DAY_AFTER(
		"d.day") " FROM d WHERE d.day IS NOT NULL),"
			 " numbered AS (SELECT day, day - row_number() OVER (ORDER BY day) AS run"
			 "  FROM d WHERE day IS NOT NULL),"
			 " t AS (SELECT * FROM rollup WHERE study_day = ?2 AND" DECK
			 ")"
			 " SELECT (SELECT coalesce(sum(n), 0) FROM t WHERE" ANSWERED
			 "),"
			 " (SELECT coalesce(sum(ms), 0) FROM t WHERE" ANSWERED
			 "),"
			 " (SELECT coalesce(sum(n), 0) FROM t WHERE kind = 'rate'"
			 "  AND state = 'new'),"
			 " (SELECT coalesce(sum(n), 0) FROM t WHERE" ASKED "),"
			 " (SELECT coalesce(sum(n), 0) FROM t WHERE" ASKED
			 "AND grade >= 3)," LATER ","
			 " (SELECT coalesce(sum(n), 0) FROM due_count WHERE" DECK
			 "  AND asked_on_day <= ?2),"
			 " (SELECT coalesce(sum(n), 0) FROM rollup_ever WHERE" ANSWERED
			 "  AND" DECK "),"
			 " (SELECT count(*) FROM d WHERE day IS NOT NULL),"
			 " (SELECT count(*) FROM numbered WHERE day <= ?2 AND run = (SELECT run"
			 "  FROM numbered WHERE day BETWEEN ?2 - 1 AND ?2 ORDER BY day DESC)),"
			 " (SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM numbered"
			 "  GROUP BY run))";

static const char days_sql[] =
	"WITH RECURSIVE span (day) AS (SELECT coalesce(?3, ?2 - 29)"
	" UNION ALL SELECT day + 1 FROM span WHERE day < ?2)"
	" SELECT day, coalesce(answers, 0), coalesce(ms, 0),"
	" coalesce(learned, 0), coalesce(asked, 0), coalesce(recalled, 0)," LATER
	" FROM span LEFT JOIN (SELECT study_day,"
	"  sum(n) FILTER (WHERE" ANSWERED ") AS answers,"
	"  sum(ms) FILTER (WHERE" ANSWERED ") AS ms,"
	"  sum(n) FILTER (WHERE kind = 'rate' AND state = 'new') AS learned,"
	"  sum(n) FILTER (WHERE" ASKED ") AS asked,"
	"  sum(n) FILTER (WHERE" ASKED "AND grade >= 3) AS recalled"
	"  FROM rollup WHERE study_day >= coalesce(?3, ?2 - 29) AND" DECK
	"  GROUP BY study_day) ON study_day = day ORDER BY day";

static const char calendar_sql[] =
	"SELECT study_day, sum(n) FROM rollup"
	" WHERE study_day BETWEEN coalesce(?3, ?2 - 370) AND ?2"
	" AND" DECK "AND" ANSWERED "GROUP BY study_day ORDER BY study_day";

static const char retention_sql[] =
	"WITH span (place, span, days) AS (VALUES (1, 'today', 1),"
	"  (2, 'week', 7), (3, 'month', 30), (4, 'year', 365),"
	"  (5, iif(?3 IS NULL, 'ever', 'since'), NULL)),"
	" counted AS (SELECT place, state, sum(n) AS asked,"
	"  sum(n) FILTER (WHERE grade >= 3) AS recalled"
	"  FROM span JOIN rollup ON study_day BETWEEN ?2 - days + 1 AND ?2"
	"  WHERE" ASKED "AND" DECK "GROUP BY place, state"
	"  UNION ALL SELECT 5, state, sum(n),"
	"  sum(n) FILTER (WHERE grade >= 3) FROM" COUNTS "  WHERE" ASKED
	"AND" DECK "GROUP BY state),"
	" cards (nth, cards) AS (VALUES (1, 'young'), (2, 'mature'),"
	"  (3, 'all'))"
	" SELECT span, cards, coalesce(sum(asked), 0),"
	" coalesce(sum(recalled), 0)," LATER "," LATER "," LATER
	" FROM span JOIN cards LEFT JOIN counted"
	"  ON counted.place = span.place AND cards IN (state, 'all')"
	" GROUP BY span.place, nth ORDER BY span.place, nth";

static const char promise_sql[] =
	"WITH class (place, least, most, interval) AS (VALUES"
	"  (1, 1, 3, '1-3'), (2, 4, 10, '4-10'), (3, 11, 30, '11-30'),"
	"  (4, 31, 90, '31-90'), (5, 91, 999999, '> 90'),"
	"  (6, 1, 999999, 'all')),"
	" counted AS (SELECT interval_from, sum(n) AS asked,"
	"  sum(n) FILTER (WHERE grade >= 3) AS recalled,"
	"  sum(promised_ppm) AS ppm FROM" COUNTS "WHERE" ASKED "AND" DECK
	"  GROUP BY interval_from)"
	" SELECT interval, coalesce(sum(asked), 0),"
	" coalesce(sum(recalled), 0)," LATER "," LATER "," LATER ","
	" sum(ppm) / sum(asked) FROM class LEFT JOIN counted"
	"  ON interval_from BETWEEN least AND most GROUP BY place"
	" ORDER BY place";

static const char grades_sql[] =
	"WITH phase (place, phase) AS " STATES " SELECT phase," GRADES(
		"n") ", coalesce(sum(n), 0),"
		     " coalesce(sum(n) FILTER (WHERE grade >= 3), 0)," LATER
		     " FROM phase LEFT JOIN" COUNTS "AS counts ON state = phase"
		     " AND kind = 'rate' AND" DECK
		     "GROUP BY place ORDER BY place";

static const char typed_sql[] =
	"WITH typed (place, typed, least, most) AS (VALUES"
	"  (1, 'right', 4, 5), (2, 'nearly', 2, 3), (3, 'wrong', 0, 1))"
	" SELECT typed, coalesce(sum(n), 0)," GRADES(
		"n") " FROM typed LEFT JOIN rollup_typed"
		     "  ON suggested_grade BETWEEN least AND most"
		     "  AND study_day >= coalesce(?3, -1000000000) AND" DECK
		     " GROUP BY place ORDER BY place";

static const char cards_sql[] =
	"WITH held AS (SELECT count(*) AS n,"
	"  count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM schedule"
	"   WHERE card_id = card.id AND ratings > 0)) AS new"
	"  FROM card JOIN note ON note.id = card.id >> 8"
	"  WHERE suspended = 1 AND card.deleted_at_ms IS NULL"
	"  AND note.deleted_at_ms IS NULL AND" DECK "),"
	" counted (place, state, n) AS (VALUES"
	"  (1, 'new', (SELECT count(*) FROM unseen WHERE" DECK ")"
	"   + (SELECT new FROM held)),"
	"  (2, 'learning', 0), (3, 'young', 0), (4, 'mature', 0),"
	"  (5, 'suspended', (SELECT n FROM held)),"
	"  (6, 'leech', (SELECT count(*) FROM schedule WHERE failures >= ?5"
	"   AND failures > 0 AND ?5 > 0 AND lapses >= ?5 AND removed = 0"
	"   AND" DECK ")))"
	" SELECT state, n + coalesce((SELECT sum(n) FROM card_count"
	"  WHERE card_count.state = counted.state AND" DECK "), 0)"
	" FROM counted ORDER BY place";

static const char intervals_sql[] =
	"WITH class (least, interval) AS (VALUES (1, '1-3'), (4, '4-10'),"
	"  (11, '11-20'), (21, '21-30'), (31, '31-90'), (91, '91-180'),"
	"  (181, '181-365'), (366, '> 365'))"
	" SELECT interval, coalesce((SELECT sum(n) FROM card_count"
	"  WHERE interval_from = least AND" DECK "), 0) FROM class"
	" ORDER BY least";

static const char eases_sql[] =
	"SELECT ease_from, sum(n) FROM card_count WHERE" DECK
	" GROUP BY ease_from HAVING sum(n) > 0 ORDER BY ease_from";

static const char added_sql[] =
	"WITH RECURSIVE month (first, place) AS (SELECT date(coalesce(?3,"
	"  ?2 - 334) * 86400, 'unixepoch', 'start of month'), 0"
	"  UNION ALL SELECT date(first, '+1 month'), place + 1 FROM month"
	"  WHERE date(first, '+1 month') <= date(?2 * 86400, 'unixepoch')),"
	" added AS (SELECT date(study_day * 86400, 'unixepoch',"
	"   'start of month') AS first, sum(n) AS n FROM (SELECT"
	"   card.batch_id, count(*) AS n FROM card"
	"   JOIN note ON note.id = card.id >> 8"
	"   WHERE card.deleted_at_ms IS NULL AND note.deleted_at_ms IS NULL"
	"   AND" DECK "GROUP BY card.batch_id)"
	"  JOIN batch ON batch.id = batch_id GROUP BY 1),"
	" learned AS (SELECT date(study_day * 86400, 'unixepoch',"
	"   'start of month') AS first, sum(n) AS n FROM (SELECT study_day,"
	"   sum(n) AS n FROM rollup WHERE study_day >= coalesce(?3, ?2 - 365)"
	"   AND kind = 'rate' AND state = 'new' AND" DECK
	"   GROUP BY study_day) GROUP BY 1)"
	" SELECT substr(month.first, 1, 7), coalesce(added.n, 0),"
	" coalesce(learned.n, 0) FROM month LEFT JOIN added USING (first)"
	" LEFT JOIN learned USING (first) ORDER BY month.first";

static const char hours_sql[] =
	"SELECT hour, sum(n), sum(asked), sum(recalled)," LATER
	" FROM rollup_hour WHERE study_day >= coalesce(?3, -1000000000)"
	" AND" DECK "GROUP BY hour ORDER BY hour";

static const char seconds_sql[] =
	"WITH phase (place, phase) AS " STATES
	" SELECT phase, coalesce(sum(n), 0), sum(ms) / sum(n)"
	" FROM phase LEFT JOIN" COUNTS "AS counts ON state = phase"
	" AND" ANSWERED "AND" DECK "GROUP BY place ORDER BY place";

static const char hardest_sql[] =
	"SELECT card_id, CASE card_id & 255 WHEN 1 THEN back ELSE front END,"
	" failures, lapses, ease_centi / 10"
	" FROM schedule JOIN note ON note.id = card_id >> 8"
	" WHERE failures > 0 AND removed = 0"
	" AND (?1 = 0 OR schedule.deck_id = ?1)"
	" ORDER BY failures DESC, ease_centi, card_id LIMIT 10";

#define QUESTION(card)                                                \
	"(SELECT CASE " card " & 255 WHEN 1 THEN back ELSE front END" \
	" FROM note WHERE note.id = " card " >> 8)"

static const char confusions_sql[] =
	"SELECT " QUESTION("a") ", " QUESTION("b") ", n, last_day FROM (" CONFUSED_PAIRS(
		"(SELECT max(id) - 20000 FROM review)") ") ORDER BY n DESC, last_day DESC, a, b LIMIT 10";

static const char due_sql[] =
	"WITH RECURSIVE span (day) AS (SELECT ?2 UNION ALL"
	"  SELECT day + 1 FROM span WHERE day < ?2 + 29)"
	" SELECT day, coalesce((SELECT sum(n) FROM due_count"
	"  WHERE asked_on_day = day AND" DECK "), 0) FROM span ORDER BY day";

static const char forecast_sql[] =
	"WITH span (place, span, first, last) AS (VALUES"
	"  (1, 'overdue', -1000000000, ?2 - 1), (2, '30 days', ?2, ?2 + 29),"
	"  (3, '90 days', ?2, ?2 + 89), (4, '365 days', ?2, ?2 + 364),"
	"  (5, 'later', ?2 + 365, 1000000000)),"
	" counted AS (SELECT place, span, coalesce((SELECT sum(n)"
	"  FROM due_count WHERE asked_on_day BETWEEN first AND last"
	"  AND" DECK "), 0) AS n FROM span)"
	" SELECT span, n, n * ?4 FROM counted ORDER BY place";

#define SHARE                                              \
	{                                                  \
		"share", N_("recalled"), UNIT_SHARE, false \
	}
#define COUNT_OF(name, title)                  \
	{                                      \
		name, title, UNIT_COUNT, false \
	}
#define EXTRA(name, title)                    \
	{                                     \
		name, title, UNIT_COUNT, true \
	}
#define BETWEEN                                    \
	{ "low", N_("from"), UNIT_SHARE, true },   \
	{                                          \
		"high", N_("to"), UNIT_SHARE, true \
	}
#define GRADE_COLUMNS                                               \
	COUNT_OF("grade_0", "0"), COUNT_OF("grade_1", "1"),         \
		COUNT_OF("grade_2", "2"), COUNT_OF("grade_3", "3"), \
		COUNT_OF("grade_4", "4"), COUNT_OF("grade_5", "5")

static const struct section sections[] = {
	{ { .name = "today",
	    .title = N_("Today"),
	    .shape = SHAPE_LIST,
	    .columns = { COUNT_OF("answers", N_("answers")),
			 { "ms", N_("minutes"), UNIT_MINUTES, false },
			 COUNT_OF("learned", N_("learned")),
			 COUNT_OF("asked", N_("asked again")),
			 EXTRA("recalled", N_("of them recalled")),
			 SHARE,
			 COUNT_OF("due", N_("due")),
			 COUNT_OF("answers_ever", N_("answers ever")),
			 COUNT_OF("studied_days", N_("days studied")),
			 COUNT_OF("streak", N_("days in a row")),
			 COUNT_OF("longest_streak", N_("most in a row")) },
	    .column_count = 11 },
	  today_sql,
	  figure_finish_today },
	{ { .name = "retention",
	    .title = N_("How many were recalled"),
	    .columns = { { "span", N_("over"), UNIT_WORD, false },
			 { "cards", N_("cards"), UNIT_WORD, false },
			 COUNT_OF("asked", N_("asked")),
			 EXTRA("recalled", N_("of them")),
			 SHARE,
			 BETWEEN },
	    .column_count = 7 },
	  retention_sql,
	  figure_fill_shares },
	{ { .name = "promise",
	    .title = N_("Recall promised and real, by interval in days"),
	    .columns = { { "interval", N_("interval"), UNIT_WORD, false },
			 COUNT_OF("asked", N_("asked")),
			 EXTRA("recalled", N_("of them")),
			 SHARE,
			 BETWEEN,
			 { "promised", N_("promised"), UNIT_SHARE, false } },
	    .column_count = 7 },
	  promise_sql,
	  figure_finish_promise },
	{ { .name = "typed",
	    .title = N_("Grades pressed for what was typed"),
	    .columns = { { "typed", N_("typed"), UNIT_WORD, false },
			 COUNT_OF("answers", N_("answers")),
			 GRADE_COLUMNS },
	    .column_count = 8 },
	  typed_sql,
	  figure_finish_typed },
	{ { .name = "grades",
	    .title = N_("Grades by the state of the card"),
	    .columns = { { "state", N_("cards"), UNIT_WORD, false },
			 GRADE_COLUMNS,
			 COUNT_OF("asked", N_("asked")),
			 EXTRA("recalled", N_("of them")),
			 SHARE },
	    .column_count = 10 },
	  grades_sql,
	  figure_fill_shares },
	{ { .name = "calendar",
	    .title = N_("A year of answers"),
	    .shape = SHAPE_CALENDAR,
	    .columns = { { "day", N_("day"), UNIT_DAY, false },
			 COUNT_OF("answers", N_("answers")) },
	    .column_count = 2 },
	  calendar_sql,
	  NULL },
	{ { .name = "days",
	    .title = N_("Answers a day"),
	    .shape = SHAPE_BARS,
	    .columns = { { "day", N_("day"), UNIT_DAY, false },
			 COUNT_OF("answers", N_("answers")),
			 { "ms", N_("minutes"), UNIT_MINUTES, true },
			 EXTRA("learned", N_("learned")),
			 EXTRA("asked", N_("asked again")),
			 EXTRA("recalled", N_("of them")),
			 { "share", N_("recalled"), UNIT_SHARE, true } },
	    .column_count = 7 },
	  days_sql,
	  figure_fill_shares },
	{ { .name = "cards",
	    .title = N_("Cards"),
	    .shape = SHAPE_BARS,
	    .columns = { { "state", N_("state"), UNIT_WORD, false },
			 COUNT_OF("cards", N_("cards")) },
	    .column_count = 2 },
	  cards_sql,
	  NULL },
	{ { .name = "intervals",
	    .title = N_("Cards by interval in days"),
	    .shape = SHAPE_BARS,
	    .columns = { { "interval", N_("interval"), UNIT_WORD, false },
			 COUNT_OF("cards", N_("cards")) },
	    .column_count = 2 },
	  intervals_sql,
	  NULL },
	{ { .name = "ease",
	    .title = N_("Cards by ease factor"),
	    .shape = SHAPE_BARS,
	    .columns = { { "ease", N_("ease"), UNIT_TENTHS, false },
			 COUNT_OF("cards", N_("cards")) },
	    .column_count = 2 },
	  eases_sql,
	  NULL },
	{ { .name = "added",
	    .title = N_("Cards added and learned"),
	    .shape = SHAPE_BARS,
	    .columns = { { "month", N_("month"), UNIT_TEXT, false },
			 COUNT_OF("added", N_("added")),
			 COUNT_OF("learned", N_("learned")) },
	    .column_count = 3 },
	  added_sql,
	  NULL },
	{ { .name = "hours",
	    .title = N_("Hours of the day"),
	    .shape = SHAPE_BARS,
	    .columns = { COUNT_OF("hour", N_("hour")),
			 COUNT_OF("answers", N_("answers")),
			 EXTRA("asked", N_("asked again")),
			 EXTRA("recalled", N_("of them")),
			 { "share", N_("recalled"), UNIT_SHARE, true } },
	    .column_count = 5 },
	  hours_sql,
	  figure_fill_shares },
	{ { .name = "seconds",
	    .title = N_("Seconds an answer"),
	    .columns = { { "state", N_("cards"), UNIT_WORD, false },
			 COUNT_OF("answers", N_("answers")),
			 { "ms", N_("seconds"), UNIT_SECONDS, false } },
	    .column_count = 3 },
	  seconds_sql,
	  NULL },
	{ { .name = "hardest",
	    .title = N_("Hardest cards"),
	    .columns = { { "card", N_("card"), UNIT_CARD, false },
			 { "question", N_("question"), UNIT_TEXT, false },
			 COUNT_OF("failed", N_("failed")),
			 EXTRA("lapses", N_("lapses")),
			 { "ease", N_("ease"), UNIT_TENTHS, true } },
	    .column_count = 5 },
	  hardest_sql,
	  NULL },
	{ { .name = "confusions",
	    .title = N_("Taken for each other, in the last 20,000 answers"),
	    .columns = { { "question", N_("question"), UNIT_TEXT, false },
			 { "other", N_("other"), UNIT_TEXT, false },
			 COUNT_OF("count", N_("times")),
			 { "last", N_("last"), UNIT_DAY, true } },
	    .column_count = 4 },
	  confusions_sql,
	  NULL },
	{ { .name = "due",
	    .title = N_("Due in the next 30 days"),
	    .shape = SHAPE_BARS,
	    .columns = { { "day", N_("day"), UNIT_DAY, false },
			 COUNT_OF("cards", N_("cards")) },
	    .column_count = 2 },
	  due_sql,
	  NULL },
	{ { .name = "forecast",
	    .title = N_("Scheduled by now"),
	    .columns = { { "span", N_("over"), UNIT_WORD, false },
			 COUNT_OF("cards", N_("cards")),
			 { "ms", N_("minutes"), UNIT_MINUTES, false } },
	    .column_count = 3 },
	  forecast_sql,
	  NULL },
};

enum { SECTION_COUNT = sizeof(sections) / sizeof(sections[0]) };

const char *figure_name(int section)
{
	return section < SECTION_COUNT ? sections[section].figure.name : NULL;
}

int figure_find(const char *name)
{
	for (int i = 0; i < SECTION_COUNT; i++)
		if (strcmp(sections[i].figure.name, name) == 0)
			return i;
	return -1;
}

static void bind(struct statement *q, const struct figure_query *query)
{
	const int64_t values[] = { query->deck_id, query->today,
				   query->since_day, query->median_ms,
				   query->leech_threshold };
	int count = sqlite3_bind_parameter_count(q->prepared);

	for (int i = 0; i < count; i++)
		if (i != 2 || query->since_day != DAY_NONE)
			statement_bind_int(q, i + 1, values[i]);
}

static struct value read_value(struct statement *q, int column, enum unit unit,
			       struct arena *arena)
{
	if (statement_is_null(q, column))
		return (struct value){ 0 };
	if (unit == UNIT_TEXT || unit == UNIT_WORD)
		return (struct value){
			.known = true,
			.text = statement_text(q, column, arena),
		};
	return (struct value){ .known = true,
			       .number = statement_int(q, column) };
}

/* Room for one row more, after `capacity` of them. */
static size_t widen(struct figure *figure, size_t capacity, struct arena *arena)
{
	size_t columns = (size_t)figure->column_count;
	size_t wider = capacity ? 2 * capacity : 32;
	struct value *values = arena_array(arena, wider * columns,
					   sizeof(*values));

	if (capacity)
		memcpy(values, figure->values,
		       capacity * columns * sizeof(*values));
	figure->values = values;
	return wider;
}

bool figure_load(struct store *store, int section,
		 const struct figure_query *query, struct arena *arena,
		 struct figure *figure, struct error *err)
{
	struct statement q = statement_open(store, sections[section].sql);
	size_t capacity = 0, n = 0;

	*figure = sections[section].figure;
	figure->today = query->today;
	bind(&q, query);
	while (statement_next(&q)) {
		if (figure->row_count++ == capacity)
			capacity = widen(figure, capacity, arena);
		for (int i = 0; i < figure->column_count; i++)
			figure->values[n++] = read_value(
				&q, i, figure->columns[i].unit, arena);
	}
	if (!statement_close(&q, err))
		return false;
	if (sections[section].finish)
		sections[section].finish(figure, arena);
	return true;
}
