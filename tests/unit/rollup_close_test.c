#include "store/rollup_close.h"

#include "temporary_store.h"

#include "store/rollup_row.h"

/* ---- which rows add up to what ---- */

/* 2023-11-20 to 2027-02-10: months and years begin and end in it. */
enum { FIRST = 19681, LAST = 20859 };

/* A number that tells each day from any sum of others nearby. */
static int64_t weight(int32_t day)
{
	return (int64_t)day * day % 9973 + 10000;
}

/* The days of a row of the span that begins on `first`, of those that it
 * holds. */
static int64_t row(enum rollup_span span, int32_t first, int32_t closed)
{
	int64_t sum = 0;

	for (int32_t day = FIRST; day <= LAST; day++)
		if (rollup_span_start(span, day) == first &&
		    (span == SPAN_DAY || day <= closed))
			sum += weight(day);
	return sum;
}

static bool is_start(enum rollup_span span, int32_t day)
{
	return span == SPAN_EVER ? day == 0
				 : rollup_span_start(span, day) == day;
}

/* All rows of a span that begin from one day to another one. */
static int64_t rows(const char *name, int from, int to, int32_t closed)
{
	int64_t sum = 0;

	for (int span = 0; span < SPAN_COUNT; span++) {
		if (strcmp(name, rollup_span_name((enum rollup_span)span)) != 0)
			continue;
		for (int day = 0; day <= LAST && day <= to; day++)
			if (day >= from && (day == 0 || day > FIRST - 400) &&
			    is_start((enum rollup_span)span, day))
				sum += row((enum rollup_span)span, day, closed);
	}
	return sum;
}

static int64_t sum_of(const char *spans, int32_t closed)
{
	int64_t sum = 0;
	char name[8];
	int from, to;

	for (const char *at = strchr(spans + 1, '['); at;
	     at = strchr(at + 1, '[')) {
		assert_int_equal(
			sscanf(at, "[\"%7[a-z]\",%d,%d]", name, &from, &to), 3);
		sum += rows(name, from, to, closed);
	}
	return sum;
}

static int64_t since(int32_t day)
{
	int64_t sum = 0;

	for (int32_t d = FIRST; d <= LAST; d++)
		if (d >= day)
			sum += weight(d);
	return sum;
}

static void whatever_is_closed_each_day_is_counted_once(void **state)
{
	static const int32_t closed[] = { DAY_NONE, FIRST,	19692,
					  19693,    20000,	20453,
					  20454,    LAST - 380, LAST };
	struct temporary_store *t = *state;

	for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++) {
		const char *ever = rollup_spans_since(DAY_NONE, closed[i],
						      &t->arena);

		assert_int_equal(sum_of(ever, closed[i]), since(FIRST));
		for (int32_t day = FIRST; day <= LAST; day += 13) {
			const char *spans = rollup_spans_since(day, closed[i],
							       &t->arena);

			assert_int_equal(sum_of(spans, closed[i]), since(day));
		}
	}
}

static void a_closed_day_of_no_clock_is_read(void **state)
{
	struct temporary_store *t = *state;
	sqlite3 *plain = plain_open(t);
	struct error err;
	int32_t closed;

	assert_int_equal(sqlite3_exec(plain,
				      "INSERT INTO rollup_closed"
				      " VALUES (2147483647)",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(plain);
	must(rollup_closed_day(t->store, &closed, &err));
	assert_string_equal(rollup_spans_since(DAY_NONE, closed, &t->arena),
			    "[[\"ever\",0,0],"
			    "[\"day\",10000001,1000000000]]");
}

/* ---- closing ---- */

static int64_t closed_day(struct temporary_store *t)
{
	return ask(t, "SELECT closed_day FROM rollup_closed");
}

static int64_t count(struct temporary_store *t, const char *span)
{
	char sql[128];

	snprintf(sql, sizeof(sql),
		 "SELECT coalesce(sum(n), 0) FROM rollup WHERE span = '%s'",
		 span);
	return ask(t, sql);
}

static void an_answer_of_the_newest_day_is_counted_for_it_alone(void **state)
{
	struct temporary_store *t = *state;
	int64_t card = add_card(t, "a");

	answer(t, card, TODAY, 4);
	answer(t, card, TODAY, 4);
	assert_int_equal(count(t, "day"), 2);
	assert_int_equal(count(t, "month"), 0);
	assert_int_equal(closed_day(t), TODAY - 1);
}

static void the_first_answer_of_a_day_closes_those_before_it(void **state)
{
	struct temporary_store *t = *state;
	int64_t card = add_card(t, "a");

	answer(t, card, TODAY, 4);
	answer(t, card, TODAY + 40, 4);
	answer(t, card, TODAY + 400, 4);
	assert_int_equal(count(t, "day"), 3);
	assert_int_equal(count(t, "month"), 2);
	assert_int_equal(count(t, "year"), 2);
	assert_int_equal(count(t, "ever"), 2);
	assert_int_equal(closed_day(t), TODAY + 399);
	assert_cache_is_replay(t);
}

static void what_changes_of_a_closed_day_changes_its_month(void **state)
{
	struct temporary_store *t = *state;
	int64_t card = add_card(t, "a"), other = add_card(t, "b");

	answer(t, card, TODAY, 4);
	answer(t, other, TODAY + 1, 4);
	answer(t, card, TODAY, 4);
	assert_int_equal(count(t, "month"), 2);
	undo(t);
	assert_int_equal(count(t, "month"), 1);
	undo(t);
	assert_int_equal(count(t, "day"), 1);
	assert_int_equal(closed_day(t), TODAY);
	assert_cache_is_replay(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(whatever_is_closed_each_day_is_counted_once),
		store_test(a_closed_day_of_no_clock_is_read),
		store_test(an_answer_of_the_newest_day_is_counted_for_it_alone),
		store_test(the_first_answer_of_a_day_closes_those_before_it),
		store_test(what_changes_of_a_closed_day_changes_its_month),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
