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
		"DELETE FROM main.rollup_hours",
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
		"CREATE TEMP TABLE rollup_hours (span, first_day, deck_id, hour,"
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
		"INSERT INTO temp.rollup_hours SELECT * FROM main.rollup_hours",
	};

	return RUN_ALL(store, sql, err);
}
