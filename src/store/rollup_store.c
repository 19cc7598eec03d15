#include "store/rollup_store.h"

#include "core/card.h"
#include "core/replay.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/start_store.h"
#include "store/statement.h"

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
		.grade = review->grade,
		.ms = review->recall_ms + review->check_ms,
	};
}

#define COUNT_SQL(table)                                            \
	"INSERT INTO " table " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" \
	" ON CONFLICT DO UPDATE SET n = n + excluded.n, ms = ms + excluded.ms"

static const char *const count_sql[] = {
	[ROLLUP_STORED] = COUNT_SQL("main.rollup"),
	[ROLLUP_EXPECTED] = COUNT_SQL("temp.rollup_expected"),
	[ROLLUP_NARROWED] = COUNT_SQL("temp.rollup"),
};

bool rollup_count(struct store *store, enum rollup_table table,
		  const struct rollup_entry *entry, int sign, struct error *err)
{
	struct statement q = statement_open(store, count_sql[table]);

	statement_bind_int(&q, 1, entry->study_day);
	statement_bind_int(&q, 2, entry->deck_id);
	statement_bind_text(&q, 3, review_kind_name(entry->kind));
	statement_bind_text(&q, 4, card_state_name(entry->state));
	statement_bind_int(&q, 5, entry->grade);
	statement_bind_int(&q, 6, sign);
	statement_bind_int(&q, 7, sign * entry->ms);
	statement_next(&q);
	return statement_close(&q, err);
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
	return a->review_id == b->review_id && a->state == b->state;
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
	return same == before_count ||
	       statement_run(store, "DELETE FROM rollup WHERE n = 0", err);
}

bool rollup_expect_begin(struct store *store, struct error *err)
{
	return statement_run(store,
			     "CREATE TEMP TABLE rollup_expected (study_day,"
			     " deck_id, kind, state, grade, n, ms, PRIMARY KEY"
			     " (study_day, deck_id, kind, state, grade))"
			     " WITHOUT ROWID",
			     err);
}

bool rollup_expect_end(struct store *store, int64_t *differences,
		       struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT (SELECT count(*) FROM (SELECT * FROM rollup EXCEPT"
		" SELECT * FROM temp.rollup_expected)) + (SELECT count(*) FROM"
		" (SELECT * FROM temp.rollup_expected EXCEPT"
		" SELECT * FROM rollup))");

	return statement_single(&q, 0, differences, err) &&
	       statement_run(store, "DROP TABLE temp.rollup_expected", err);
}
