#include "store/rollup_close.h"

#include "base/day.h"
#include "store/rollup_row.h"
#include "store/statement.h"

/* Later days are of no clock, but may stand in a file. */
enum { DAY_LAST = 1000000000 };

static int32_t least(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

bool rollup_closed_day(struct store *store, int32_t *day, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT closed_day FROM rollup_closed");

	*day = DAY_NONE;
	if (statement_next(&q))
		*day = statement_day(&q, 0);
	return statement_close(&q, err);
}

bool rollup_set_closed(struct store *store, int32_t day, struct error *err)
{
	struct statement q;

	if (!statement_run(store, "DELETE FROM rollup_closed", err))
		return false;
	if (day == DAY_NONE)
		return true;
	q = statement_open(store, "INSERT INTO rollup_closed VALUES (?1)");
	statement_bind_day(&q, 1, day);
	statement_next(&q);
	return statement_close(&q, err);
}

/* The first month, or year, that begins on that day or later. */
static int32_t next_month(int32_t day)
{
	int year, month, day_of_month;

	day_to_civil(day, &year, &month, &day_of_month);
	return day_of_month == 1 ? day
	       : month == 12	 ? day_from_civil(year + 1, 1, 1)
				 : day_from_civil(year, month + 1, 1);
}

static int32_t next_year(int32_t day)
{
	int year, month, day_of_month;

	day_to_civil(day, &year, &month, &day_of_month);
	return day_of_month == 1 && month == 1 ? day
					       : day_from_civil(year + 1, 1, 1);
}

/* ---- closing ---- */

/* ?1 the span, ?2 its first day, ?3 and ?4 the days that are added to it. */
#define ADD_DAYS(table, keys, sums, update)                                  \
	"INSERT INTO main." table " SELECT ?1, ?2, " keys ", " sums          \
	" FROM main." table                                                  \
	" WHERE span = 'day' AND first_day BETWEEN ?3 AND ?4 GROUP BY " keys \
	" ON CONFLICT DO UPDATE SET " update

static const char *const additions[] = {
	ADD_DAYS("rollup", "deck_id, kind, state, interval_from, grade",
		 "sum(n), sum(ms), sum(promised_ppm)",
		 "n = n + excluded.n, ms = ms + excluded.ms,"
		 " promised_ppm = promised_ppm + excluded.promised_ppm"),
	ADD_DAYS("rollup_typed", "deck_id, suggested_grade, grade", "sum(n)",
		 "n = n + excluded.n"),
	ADD_DAYS("rollup_hours", "deck_id, hour",
		 "sum(n), sum(asked), sum(recalled)",
		 "n = n + excluded.n, asked = asked + excluded.asked,"
		 " recalled = recalled + excluded.recalled"),
};

/* Days of one month. */
static bool add_days(struct store *store, int32_t from, int32_t to,
		     struct error *err)
{
	for (size_t i = 0; i < sizeof(additions) / sizeof(additions[0]); i++)
		for (int span = SPAN_MONTH; span < SPAN_COUNT; span++) {
			struct statement q = statement_open(store,
							    additions[i]);

			statement_bind_text(
				&q, 1,
				rollup_span_name((enum rollup_span)span));
			statement_bind_int(
				&q, 2,
				rollup_span_start((enum rollup_span)span,
						  from));
			statement_bind_int(&q, 3, from);
			statement_bind_int(&q, 4, to);
			statement_next(&q);
			if (!statement_close(&q, err))
				return false;
		}
	return true;
}

/* The first day after one that has reviews; DAY_LAST when none has. */
static bool find_day_after(struct store *store, int32_t day, int64_t *found,
			   struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT coalesce(min(first_day), ?2) FROM rollup"
		       " WHERE span = 'day' AND first_day > ?1");

	statement_bind_int(&q, 1, day);
	statement_bind_int(&q, 2, DAY_LAST);
	return statement_single(&q, 0, found, err);
}

bool rollup_close_before(struct store *store, int32_t day, struct error *err)
{
	int32_t closed;
	int64_t from;

	if (!rollup_closed_day(store, &closed, err))
		return false;
	if (closed >= day - 1)
		return true;
	if (closed == DAY_NONE)
		closed = DAY_LEAST - 1;
	if (!find_day_after(store, closed, &from, err))
		return false;
	while (from < day) {
		int32_t to = least(next_month((int32_t)from + 1), day) - 1;

		if (!add_days(store, (int32_t)from, to, err) ||
		    !find_day_after(store, to, &from, err))
			return false;
	}
	return rollup_set_closed(store, day - 1, err);
}

/* ---- reading ---- */

/* Days to the end of their month, months to the end of their year, years; and
 * the days that are not closed yet. */
const char *rollup_spans_since(int32_t day, int32_t closed, struct arena *arena)
{
	int32_t month, year, open = closed == DAY_NONE ? 0 : closed + 1;

	if (day == DAY_NONE)
		return arena_printf(arena, "[[\"ever\",0,0],[\"day\",%d,%d]]",
				    open, DAY_LAST);
	if (day >= open)
		return arena_printf(arena, "[[\"day\",%d,%d]]", day, DAY_LAST);
	month = next_month(day);
	year = next_year(month);
	return arena_printf(arena,
			    "[[\"day\",%d,%d],[\"month\",%d,%d],"
			    "[\"year\",%d,%d],[\"day\",%d,%d]]",
			    day, least(month, open) - 1, month, year - 1, year,
			    DAY_LAST, open, DAY_LAST);
}
