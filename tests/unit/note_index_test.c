#include "store/note_index.h"

#include "store/migrate.h"
#include "temporary_store.h"

/* The indexes of what notes say, put aside for very many new ones. */

enum { MANY = 2000 };

static bool expect(struct temporary_store *t, int64_t new_notes)
{
	struct error err;
	bool dropped;

	must(note_index_expect(t->store, new_notes, &dropped, &err));
	return dropped;
}

static int64_t count_indexes(const struct temporary_store *t)
{
	return ask(t, "SELECT count(*) FROM sqlite_schema WHERE name IN"
		      " ('note_front', 'note_key', 'note_back')");
}

static void assert_shape(struct temporary_store *t)
{
	int64_t differences;
	struct error err;

	must(migrate_compare(t->store, &differences, &err));
	assert_int_equal(differences, 0);
}

static void they_are_made_again_as_the_migrations_make_them(void **state)
{
	struct temporary_store *t = *state;
	struct error err;

	must(store_begin(t->store, &err));
	assert_true(expect(t, MANY));
	must(store_commit(t->store, &err));
	assert_int_equal(count_indexes(t), 0);
	must(store_begin(t->store, &err));
	must(note_index_make(t->store, &err));
	must(store_commit(t->store, &err));
	assert_int_equal(count_indexes(t), 3);
	assert_shape(t);
}

static void few_new_notes_are_not_worth_it(void **state)
{
	struct temporary_store *t = *state;
	struct error err;

	must(store_begin(t->store, &err));
	assert_false(expect(t, MANY - 1));
	must(store_commit(t->store, &err));
	assert_int_equal(count_indexes(t), 3);
}

static void more_notes_than_new_ones_keep_theirs(void **state)
{
	struct temporary_store *t = *state;
	struct error err;

	add_card(t, "dog");
	show(t, "UPDATE note SET id = 2001");
	must(store_begin(t->store, &err));
	assert_false(expect(t, MANY));
	assert_true(expect(t, MANY + 1));
	store_rollback(t->store);
	assert_int_equal(count_indexes(t), 3);
}

static bool stop(void *context)
{
	(void)context;
	return false;
}

/* Thousands of fronts, for it is asked after ten thousand steps only. */
static void to_make_them_can_be_stopped_and_nothing_is_lost(void **state)
{
	const struct store_watch watch = { stop, NULL };
	struct temporary_store *t = *state;
	struct error err;

	add_card(t, "dog");
	show(t, "INSERT INTO note (uid, deck_id, front, back, batch_id,"
		" modified_at_ms) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		" SELECT i + 1 FROM n WHERE i < 5000) SELECT randomblob(16),"
		" 1, 'front ' || i, 'back ' || i, 1, 0 FROM n");
	must(store_begin(t->store, &err));
	assert_true(expect(t, 3 * MANY));
	store_set_watch(t->store, &watch);
	assert_false(note_index_make(t->store, &err));
	assert_int_equal(err.kind, ERROR_INTERRUPTED);
	store_set_watch(t->store, NULL);
	store_rollback(t->store);
	assert_shape(t);
	assert_int_equal(ask(t, "SELECT count(*) FROM note INDEXED BY"
				" note_front WHERE deck_id = 1"),
			 5001);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(they_are_made_again_as_the_migrations_make_them),
		store_test(few_new_notes_are_not_worth_it),
		store_test(more_notes_than_new_ones_keep_theirs),
		store_test(to_make_them_can_be_stopped_and_nothing_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
