#include "store/confusion_store.h"

#include "store/embedded.h"
#include "temporary_store.h"

static int64_t add(struct temporary_store *t, const char *deck,
		   const char *front, const char *back)
{
	const struct note note = {
		.front = front,
		.back = back,
		.directions = DIRECTIONS_BOTH,
	};

	return add_note(t, deck, &note) * CARDS_PER_NOTE;
}

static const char *meant(struct temporary_store *t, int64_t card_id,
			 const char *typed)
{
	struct card card = load_card(t, card_id);
	const char *question;
	struct error err;

	must(confusion_find(t->store, &card, typed, &t->arena, &question,
			    &err));
	return question;
}

static void give(struct temporary_store *t, int64_t card_id, int32_t day,
		 const char *typed, int suggested_grade)
{
	struct review review = {
		.card_id = card_id,
		.answered_at_ms = noon(day).at_ms,
		.study_day = day,
		.grade = suggested_grade,
		.suggested_grade = suggested_grade,
		.typed = typed,
	};
	struct schedule before = schedule_of(t, card_id), after;
	struct error err;

	must(review_append(t->store, &review, NULL, &before, &after, &err));
}

static const char *pairs(struct temporary_store *t)
{
	struct confusion *list;
	struct text out = { 0 };
	const char *copy;
	size_t count;
	struct error err;

	must(confusion_list(t->store, DECK_ALL, &t->arena, &list, &count,
			    &err));
	for (size_t i = 0; i < count; i++)
		text_printf(&out, "%lld %lld %lld %d\n",
			    (long long)list[i].count, (long long)list[i].a,
			    (long long)list[i].b, list[i].last_day - TODAY);
	copy = text_copy(&out, &t->arena);
	text_release(&out);
	return copy;
}

static void the_answer_of_another_card_names_it(void **state)
{
	struct temporary_store *t = *state;
	int64_t dog = add(t, "deck", "dog", "Hund");

	add(t, "deck", "cat", "Katze");
	add(t, "other", "cow", "Kuh");
	assert_string_equal(meant(t, dog, "Katze"), "cat");
	assert_string_equal(meant(t, dog, "katze"), "cat");
	assert_string_equal(meant(t, dog + 1, "cat"), "Katze");
	assert_null(meant(t, dog, "Hund"));
	assert_null(meant(t, dog, "cat"));
	assert_null(meant(t, dog, "Kuh"));
	assert_null(meant(t, dog, "Vogel"));
}

static void it_is_found_through_an_index(void **state)
{
	struct temporary_store *t = *state;

	assert_non_null(strstr(
		show(t, "EXPLAIN QUERY PLAN SELECT front FROM note"
			" WHERE deck_id = 1 AND back = 'x' COLLATE NOCASE"
			" AND length(note.back) <= 60"),
		"note_back"));
}

static void both_ways_of_taking_one_for_the_other_are_one_pair(void **state)
{
	struct temporary_store *t = *state;
	int64_t dog = add(t, "deck", "dog", "Hund");
	int64_t cat = add(t, "deck", "cat", "Katze");
	int64_t cow = add(t, "deck", "cow", "Kuh");
	char wanted[80];

	give(t, dog, TODAY, "Katze", 1);
	give(t, cat, TODAY + 1, "Hund", 1);
	give(t, cow, TODAY + 2, "Katze", 1);
	give(t, cow, TODAY + 3, "Kuh", 4);
	give(t, cow + 1, TODAY + 4, "dog", 1);
	give(t, cow, TODAY + 5, "nonsense", 1);
	snprintf(wanted, sizeof(wanted), "2 %d %d 1\n1 %d %d 4\n1 %d %d 2\n",
		 (int)dog, (int)cat, (int)dog + 1, (int)cow + 1, (int)cat,
		 (int)cow);
	assert_string_equal(pairs(t), wanted);
}

static void what_was_taken_back_does_not_count(void **state)
{
	struct temporary_store *t = *state;
	int64_t dog = add(t, "deck", "dog", "Hund");

	add(t, "deck", "cat", "Katze");
	give(t, dog, TODAY, "Katze", 1);
	undo(t);
	assert_string_equal(pairs(t), "");
}

/* Pairs among so many of the newest answers. */
static int count_pairs(struct temporary_store *t, int answers)
{
	sqlite3 *plain = plain_open(t);
	sqlite3_stmt *q;
	int count = 0;

	assert_int_equal(
		sqlite3_prepare_v2(plain, sql_confusions, -1, &q, NULL),
		SQLITE_OK);
	sqlite3_bind_int(q, sqlite3_bind_parameter_index(q, ":deck"), 0);
	sqlite3_bind_int(q, sqlite3_bind_parameter_index(q, ":most"), -1);
	sqlite3_bind_int(q, sqlite3_bind_parameter_index(q, ":answers"),
			 answers);
	while (sqlite3_step(q) == SQLITE_ROW)
		count++;
	assert_int_equal(sqlite3_finalize(q), SQLITE_OK);
	sqlite3_close(plain);
	return count;
}

static void only_the_newest_answers_are_looked_at(void **state)
{
	struct temporary_store *t = *state;
	int64_t dog = add(t, "deck", "dog", "Hund");
	int64_t cat = add(t, "deck", "cat", "Katze");

	add(t, "deck", "cow", "Kuh");
	give(t, dog, TODAY, "Katze", 1);
	give(t, cat, TODAY, "Kuh", 1);
	give(t, dog, TODAY + 1, "Kuh", 1);
	assert_int_equal(count_pairs(t, 1), 1);
	assert_int_equal(count_pairs(t, 2), 2);
	assert_int_equal(count_pairs(t, 3), 3);
	assert_int_equal(count_pairs(t, 4), 3);
	assert_int_equal(count_pairs(t, -1), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(the_answer_of_another_card_names_it),
		store_test(it_is_found_through_an_index),
		store_test(both_ways_of_taking_one_for_the_other_are_one_pair),
		store_test(what_was_taken_back_does_not_count),
		store_test(only_the_newest_answers_are_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
