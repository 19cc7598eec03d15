#include "store/queue_parts.h"

#include "store/statement.h"

/* New cards are found in the order of the table, due ones in that of the
 * index, by the day on which they are asked: what is not due has no rank that
 * is passed. */
bool queue_clear_chosen(struct store *store, struct error *err)
{
	return statement_run(store,
			     "CREATE TEMP TABLE IF NOT EXISTS chosen (card_id"
			     " INTEGER NOT NULL UNIQUE, due_rank INTEGER,"
			     " new_rank INTEGER, PRIMARY KEY (new_rank,"
			     " card_id)) WITHOUT ROWID",
			     err) &&
	       statement_run(store,
			     "CREATE INDEX IF NOT EXISTS temp.chosen_due"
			     " ON chosen (due_rank, card_id)",
			     err) &&
	       statement_run(store, "DELETE FROM temp.chosen", err);
}

static bool has_table(struct store *store, int64_t *has, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) FROM temp.sqlite_schema"
		       " WHERE name = 'chosen'");

	return statement_single(&q, 0, has, err);
}

bool queue_keep_chosen(struct store *store, struct arena *arena,
		       struct queue_chosen *chosen, struct error *err)
{
	struct statement q;
	int64_t has;

	*chosen = (struct queue_chosen){ 0 };
	if (!has_table(store, &has, err))
		return false;
	chosen->exists = has;
	if (!has)
		return true;
	q = statement_open(store, "SELECT card_id, due_rank, new_rank,"
				  " count(*) OVER () FROM temp.chosen");
	while (statement_next(&q)) {
		if (!chosen->list)
			chosen->list = arena_array(arena,
						   (size_t)statement_int(&q, 3),
						   sizeof(*chosen->list));
		chosen->list[chosen->count++] = (struct queue_choice){
			.card_id = statement_int(&q, 0),
			.due_rank = statement_day(&q, 1),
			.new_rank = statement_int(&q, 2),
		};
	}
	return statement_close(&q, err);
}

bool queue_put_chosen(struct store *store, const struct queue_chosen *chosen,
		      struct error *err)
{
	if (!chosen->exists)
		return true;
	if (!queue_clear_chosen(store, err))
		return false;
	for (size_t i = 0; i < chosen->count; i++) {
		struct statement q = statement_open(
			store, "INSERT INTO temp.chosen VALUES (?1, ?2, ?3)");

		statement_bind_int(&q, 1, chosen->list[i].card_id);
		statement_bind_day(&q, 2, chosen->list[i].due_rank);
		statement_bind_int(&q, 3, chosen->list[i].new_rank);
		statement_next(&q);
		if (!statement_close(&q, err))
			return false;
	}
	return true;
}
