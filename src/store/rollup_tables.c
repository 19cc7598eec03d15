#include "store/rollup_tables.h"

#include "store/statement.h"

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

bool rollup_clear(struct store *store, struct error *err)
{
	static const char *const sql[] = {
		"DELETE FROM main.rollup_day",
		"DELETE FROM main.rollup",
		"DELETE FROM main.rollup_typed",
		"DELETE FROM main.rollup_hour",
	};

	return RUN_ALL(store, sql, err);
}

bool rollup_make_temporary(struct store *store, struct error *err)
{
	static const char *const sql[] = {
		"CREATE TEMP TABLE rollup_day (study_day, deck_id, answers, ms,"
		" learned, young, young_recalled, mature, mature_recalled,"
		" PRIMARY KEY (study_day, deck_id)) WITHOUT ROWID",
		"CREATE TEMP TABLE rollup (span, first_day, deck_id, kind,"
		" state, interval_from, grade, n, ms, promised_ppm, PRIMARY KEY"
		" (span, first_day, deck_id, kind, state, interval_from,"
		" grade)) WITHOUT ROWID",
		"CREATE TEMP TABLE rollup_typed (span, first_day, deck_id,"
		" suggested_grade, grade, n, PRIMARY KEY (span, first_day,"
		" deck_id, suggested_grade, grade)) WITHOUT ROWID",
		"CREATE TEMP TABLE rollup_hour (span, first_day, deck_id, hour,"
		" n, asked, recalled, PRIMARY KEY (span, first_day, deck_id,"
		" hour)) WITHOUT ROWID",
	};

	return RUN_ALL(store, sql, err);
}

bool rollup_copy(struct store *store, struct error *err)
{
	static const char *const sql[] = {
		"INSERT INTO temp.rollup_day SELECT * FROM main.rollup_day",
		"INSERT INTO temp.rollup SELECT * FROM main.rollup",
		"INSERT INTO temp.rollup_typed SELECT * FROM main.rollup_typed",
		"INSERT INTO temp.rollup_hour SELECT * FROM main.rollup_hour",
	};

	return RUN_ALL(store, sql, err);
}

bool rollup_drop_temporary(struct store *store, struct error *err)
{
	static const char *const sql[] = {
		"DROP TABLE IF EXISTS temp.rollup_day",
		"DROP TABLE IF EXISTS temp.rollup",
		"DROP TABLE IF EXISTS temp.rollup_typed",
		"DROP TABLE IF EXISTS temp.rollup_hour",
	};

	return RUN_ALL(store, sql, err);
}

/* Months are sums of days, years of months, and ever is that of years. */
#define START_OF(unit)                                    \
	" strftime('%s', first_day * 86400, 'unixepoch'," \
	" 'start of " unit "') / 86400 AS start "

#define SUM(schema, table, keys, sums, shorter, longer, start)        \
	"INSERT INTO " schema "." table " SELECT '" longer "'," start \
	", deck_id, " keys ", " sums " FROM " schema "." table        \
	" WHERE span = '" shorter "' GROUP BY start, deck_id, " keys
#define SUMS(schema, table, keys, sums)                                    \
	SUM(schema, table, keys, sums, "day", "month", START_OF("month")), \
		SUM(schema, table, keys, sums, "month", "year",            \
		    START_OF("year")),                                     \
		SUM(schema, table, keys, sums, "year", "ever", " 0 AS start ")
#define ALL_SUMS(schema)                                               \
	SUMS(schema, "rollup", "kind, state, interval_from, grade",    \
	     "sum(n), sum(ms), sum(promised_ppm)"),                    \
		SUMS(schema, "rollup_typed", "suggested_grade, grade", \
		     "sum(n)"),                                        \
		SUMS(schema, "rollup_hour", "hour",                    \
		     "sum(n), sum(asked), sum(recalled)")

bool rollup_sum_up(struct store *store, enum rollup_tables tables,
		   struct error *err)
{
	static const char *const stored[] = { ALL_SUMS("main") };
	static const char *const temporary[] = { ALL_SUMS("temp") };

	return tables == ROLLUP_STORED ? RUN_ALL(store, stored, err)
				       : RUN_ALL(store, temporary, err);
}

#define DIFFERENCES(table)                                        \
	"SELECT (SELECT count(*) FROM (SELECT * FROM main." table \
	" EXCEPT SELECT * FROM temp." table                       \
	")) + (SELECT count(*) FROM (SELECT * FROM temp." table   \
	" EXCEPT SELECT * FROM main." table "))"

bool rollup_compare(struct store *store, int64_t *differences,
		    struct error *err)
{
	static const char *const sql[] = {
		DIFFERENCES("rollup_day"),
		DIFFERENCES("rollup"),
		DIFFERENCES("rollup_typed"),
		DIFFERENCES("rollup_hour"),
	};

	*differences = 0;
	for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]); i++) {
		struct statement q = statement_open(store, sql[i]);
		int64_t count;

		if (!statement_single(&q, 0, &count, err))
			return false;
		*differences += count;
	}
	return true;
}
