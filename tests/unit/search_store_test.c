#include "store/search_store.h"

#include "temporary_store.h"

#include "base/unicode.h"
#include "store/check_store.h"
#include "store/gram_store.h"

/* ---- what a search for a text finds, the slow way ---- */

/* Live cards and all that a text is looked for in, tags between bars. */
static const char texts_sql[] =
	"SELECT card.id, front || char(10) || back || char(10) ||"
	" coalesce((SELECT group_concat(value, char(10)) FROM"
	"  json_each(fields)) || char(10), '') || deck.name,"
	" (SELECT '|' || group_concat(name, '|') || '|' FROM tag"
	"  JOIN note_tag ON tag_id = tag.id WHERE note_id = note.id)"
	" FROM card JOIN note ON note.id = card.id >> 8"
	" JOIN deck ON deck.id = deck_id WHERE card.deleted_at_ms IS NULL"
	" AND note.deleted_at_ms IS NULL AND deck.deleted_at_ms IS NULL"
	" ORDER BY card.id";

struct haystack {
	int64_t card_id;
	const char *text, *tags; /* folded */
};

static struct haystack *read_haystacks(struct temporary_store *t, size_t *count)
{
	sqlite3 *plain = plain_open(t);
	size_t all = (size_t)plain_int(plain, "SELECT count(*) FROM card");
	struct haystack *list = arena_array(&t->arena, all + 1, sizeof(*list));
	sqlite3_stmt *q;

	*count = 0;
	assert_int_equal(sqlite3_prepare_v2(plain, texts_sql, -1, &q, NULL),
			 SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *tags = (const char *)sqlite3_column_text(q, 2);

		list[(*count)++] = (struct haystack){
			.card_id = sqlite3_column_int64(q, 0),
			.text = unicode_fold(
				(const char *)sqlite3_column_text(q, 1),
				&t->arena),
			.tags = unicode_fold(tags ? tags : "", &t->arena),
		};
	}
	sqlite3_finalize(q);
	sqlite3_close(plain);
	return list;
}

static bool holds(const struct haystack *hay, const char *folded)
{
	return strstr(hay->text, folded) || strstr(hay->tags, folded);
}

static void expect_text_found(struct temporary_store *t, const char *wanted,
			      const struct haystack *hay, size_t count)
{
	const struct search search = { .kind = SEARCH_TEXT, .text = wanted };
	const char *folded = unicode_fold(wanted, &t->arena);
	struct card_list list;
	size_t found = 0;
	struct error err;

	must(search_run(t->store, &search, DECK_ALL, TODAY, &t->arena, &list,
			&err));
	for (size_t i = 0; i < count; i++) {
		if (!holds(&hay[i], folded))
			continue;
		if (found >= list.count || list.ids[found++] != hay[i].card_id)
			fail_msg("\"%s\": card %lld is not found", wanted,
				 (long long)hay[i].card_id);
	}
	if (found != list.count)
		fail_msg("\"%s\": card %lld is found", wanted,
			 (long long)list.ids[found]);
}

/* ---- texts ---- */

static const char *const pieces[] = {
	"a",  "b",  "B",      "c",  "é",	"e\u0301", "\u0301", "猫",
	"犬", "学", "習",     "か", "か\u3099", "한",	   "𠀀",     "😀",
	"\"", "\\", "\n",     "\t", " ",	" ",	   "'",	     "1",
	"Ω",  "ß",  "\u202E", "ſ",  "{",	":",	   ",",	     "Ａ",
};

static const char *any_text(struct temporary_store *t, struct random *random,
			    int most)
{
	struct text text = { 0 };
	const char *copy;

	for (int n = 1 + pick(random, most); n > 0; n--)
		text_add(&text, pieces[pick(random, COUNT(pieces))]);
	copy = text_copy(&text, &t->arena);
	text_release(&text);
	return copy;
}

/* Fields in half of them, tags in a third. */
static struct note any_note(struct temporary_store *t, struct random *random)
{
	struct field *fields = arena_array(&t->arena, 2, sizeof(*fields));
	const char **tags = arena_array(&t->arena, 1, sizeof(*tags));

	fields[0] = (struct field){ "one", any_text(t, random, 4) };
	fields[1] = (struct field){ "t\"wo", any_text(t, random, 4) };
	tags[0] = pieces[pick(random, 19)];
	return (struct note){
		.front = any_text(t, random, 6),
		.back = any_text(t, random, 3),
		.fields = fields,
		.field_count = (size_t)pick(random, 4) % 3,
		.tags = tags,
		.tag_count = pick(random, 3) == 0,
		.directions = pick(random, 2) ? DIRECTIONS_BOTH
					      : DIRECTIONS_FORWARD,
	};
}

static void add_notes(struct temporary_store *t, struct random *random,
		      int count)
{
	static const char *const decks[] = { "plain", "Katze", "猫の" };
	struct batch batch = begin_change(t, "import");
	struct error err;

	while (count-- > 0) {
		const struct note note = any_note(t, random);
		int64_t deck_id, note_id;

		must(deck_require(&batch, decks[pick(random, COUNT(decks))],
				  &deck_id, &err));
		must(note_create(&batch, deck_id, &note, &note_id, &err));
	}
	end_change(t);
}

static int64_t any_note_id(struct temporary_store *t, struct random *random)
{
	sqlite3 *plain = plain_open(t);
	char sql[100];
	int64_t id;

	snprintf(sql, sizeof(sql),
		 "SELECT id FROM note LIMIT 1 OFFSET %d %% (SELECT count(*)"
		 " FROM note)",
		 pick(random, 1000000));
	id = plain_int(plain, sql);
	sqlite3_close(plain);
	return id;
}

static void change_something(struct temporary_store *t, struct random *random)
{
	const struct note note = any_note(t, random);
	int64_t note_id = any_note_id(t, random);
	struct batch batch;
	struct error err;

	if (pick(random, 4) == 0) {
		undo(t);
		return;
	}
	batch = begin_change(t, "edit");
	switch (pick(random, 4)) {
	case 0:
		must(note_remove(&batch, note_id, &err));
		break;
	case 1:
		must(note_retag(&batch, note_id, &note, &err));
		break;
	default:
		must(note_update(&batch, note_id, &note, &err));
		break;
	}
	end_change(t);
}

static void extend(struct temporary_store *t)
{
	bool done;
	struct error err;

	must(gram_extend(t->store, 10, &done, &err));
	assert_true(done);
}

static void expect_sound(struct temporary_store *t)
{
	int64_t differences;
	struct error err;

	must(gram_compare(t->store, &differences, &err));
	assert_int_equal(differences, 0);
}

/* From one character to many, as they stand in some text, or as they come. */
static void expect_searches_found(struct temporary_store *t,
				  struct random *random)
{
	size_t count;
	const struct haystack *hay = read_haystacks(t, &count);

	for (size_t i = 0; i < COUNT(pieces); i++)
		expect_text_found(t, pieces[i], hay, count);
	for (int n = at_length(20, 60); n > 0; n--)
		expect_text_found(t, any_text(t, random, 1 + n % 5), hay,
				  count);
	for (int n = at_length(10, 20); n > 0; n--) {
		const struct note note = any_note(t, random);

		expect_text_found(t, note.front, hay, count);
	}
	expect_text_found(t, "", hay, count);
	expect_text_found(t, "katz", hay, count);
	expect_sound(t);
}

static void any_history_is_searched_as_without_an_index(void **state)
{
	struct temporary_store *t = *state;
	struct random random = seeded(23);

	for (int round = 0; round < at_length(2, 4); round++) {
		add_notes(t, &random, round % 2 ? 300 : 1100);
		for (int n = 0; n < 40; n++)
			change_something(t, &random);
		expect_searches_found(t, &random);
		extend(t);
		expect_searches_found(t, &random);
		/* What was never indexed comes back. */
		for (int n = 0; n < 10; n++)
			undo(t);
		expect_searches_found(t, &random);
		for (int n = 0; n < 40; n++)
			change_something(t, &random);
		expect_searches_found(t, &random);
		temporary_store_reopen(t);
		arena_release(&t->arena);
	}
	assert_int_not_equal(ask(t, "SELECT count(*) FROM gram"), 0);
	assert_int_not_equal(ask(t, "SELECT count(*) FROM gram_stale"), 0);
}

/* Ids are made to jump, so that notes lie in three segments. */
static void segments_of_notes_are_searched_as_one(void **state)
{
	static const char *const far[] = {
		"INSERT INTO note (id, uid, deck_id, front, back, batch_id,"
		" modified_at_ms) SELECT 32700, randomblob(16), deck_id, 'a',"
		" 'b', batch_id, 0 FROM note WHERE id = 1",
		"INSERT INTO note (id, uid, deck_id, front, back, batch_id,"
		" modified_at_ms) SELECT 70000, randomblob(16), deck_id, 'a',"
		" 'b', batch_id, 0 FROM note WHERE id = 1",
	};
	struct temporary_store *t = *state;
	struct random random = seeded(29);

	add_notes(t, &random, 1100);
	for (size_t i = 0; i < COUNT(far); i++) {
		sqlite3 *plain = plain_open(t);

		assert_int_equal(sqlite3_exec(plain, far[i], NULL, NULL, NULL),
				 SQLITE_OK);
		sqlite3_close(plain);
		add_notes(t, &random, 200);
		if (i == 0)
			extend(t);
	}
	extend(t);
	expect_searches_found(t, &random);
	assert_int_equal(ask(t, "SELECT count(DISTINCT id / 4096) FROM gram"),
			 3);
}

static void many_changes_are_indexed_anew(void **state)
{
	struct temporary_store *t = *state;
	struct random random = seeded(31);

	add_notes(t, &random, 1100);
	extend(t);
	for (int64_t id = 1; id <= 600; id++) {
		const struct note note = any_note(t, &random);
		struct batch batch = begin_change(t, "edit");
		struct error err;

		must(note_update(&batch, id, &note, &err));
		end_change(t);
	}
	assert_int_equal(ask(t, "SELECT count(*) FROM gram_stale"), 600);
	extend(t);
	assert_int_equal(ask(t, "SELECT count(*) FROM gram_stale"), 0);
	expect_searches_found(t, &random);
}

struct patience {
	int looks;
};

static bool go_on(void *context)
{
	struct patience *patience = context;

	return patience->looks-- > 0;
}

static void stopping_while_it_grows_leaves_an_index(void **state)
{
	struct temporary_store *t = *state;
	struct random random = seeded(37);
	bool stopped = true, done;
	int looks = 0;

	add_notes(t, &random, 1100);
	for (; stopped; looks++) {
		struct patience patience = { .looks = looks };
		const struct store_watch watch = {
			.go_on = go_on,
			.context = &patience,
		};
		struct error err;

		store_set_watch(t->store, &watch);
		stopped = !gram_extend(t->store, 10, &done, &err);
		store_set_watch(t->store, NULL);
		if (stopped)
			assert_int_equal(err.kind, ERROR_INTERRUPTED);
		expect_sound(t);
	}
	expect_searches_found(t, &random);
	assert_true(looks > 1);
	assert_int_equal(ask(t, "SELECT note_id FROM gram_end"), 1100);
}

static void another_writer_is_not_waited_for(void **state)
{
	struct temporary_store *t = *state;
	struct random random = seeded(41);
	sqlite3 *plain = plain_open(t);
	struct error err;
	bool done;

	add_notes(t, &random, 1100);
	assert_int_equal(
		sqlite3_exec(plain, "BEGIN IMMEDIATE", NULL, NULL, NULL),
		SQLITE_OK);
	must(gram_extend(t->store, 10, &done, &err));
	assert_true(done);
	sqlite3_close(plain);
	assert_int_equal(ask(t, "SELECT count(*) FROM gram_end"), 0);
	extend(t);
	assert_int_equal(ask(t, "SELECT note_id FROM gram_end"), 1100);
}

static void a_wrong_index_is_seen_and_made_anew(void **state)
{
	static const char *const damages[] = {
		"DELETE FROM gram WHERE id = (SELECT min(id) FROM gram)",
		"UPDATE gram SET shelf = zeroblob(16)",
		"UPDATE gram SET shelf = x'FF' WHERE id % 100 = 7",
		"UPDATE gram SET shelf = substr(shelf, 2)",
		"UPDATE gram_end SET note_id = note_id + 1",
	};
	struct temporary_store *t = *state;
	struct random random = seeded(43);

	add_notes(t, &random, 1100);
	for (size_t i = 0; i < COUNT(damages); i++) {
		struct check_report report;
		sqlite3 *plain = plain_open(t);
		struct error err;

		extend(t);
		must(check_store(t->store, &report, &err));
		assert_int_equal(report.differences, 0);
		assert_int_equal(
			sqlite3_exec(plain, damages[i], NULL, NULL, NULL),
			SQLITE_OK);
		sqlite3_close(plain);
		must(check_store(t->store, &report, &err));
		assert_int_not_equal(report.differences, 0);
		must(check_repair(t->store, &err));
		must(check_store(t->store, &report, &err));
		assert_int_equal(report.differences, 0);
		text_release(&report.complaints);
	}
	expect_searches_found(t, &random);
}

/* Bytes that are no shelf hide nothing. */
static void a_damaged_shelf_hides_nothing(void **state)
{
	struct temporary_store *t = *state;
	struct random random = seeded(47);
	sqlite3 *plain;
	size_t count;
	const struct haystack *hay;

	add_notes(t, &random, 1100);
	extend(t);
	plain = plain_open(t);
	assert_int_equal(sqlite3_exec(plain, "UPDATE gram SET shelf = x'FFFF'",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(plain);
	hay = read_haystacks(t, &count);
	for (size_t i = 0; i < COUNT(pieces); i++)
		expect_text_found(t, pieces[i], hay, count);
}

/* So many names that they are compared card by card. */
static void names_without_number_are_searched(void **state)
{
	static const struct search searches[] = {
		{ .kind = SEARCH_TEXT, .text = "X" },
		{ .kind = SEARCH_TEXT, .text = "Y" },
		{ .kind = SEARCH_TAG, .text = "x*" },
		{ .kind = SEARCH_DECK, .text = "Y*" },
	};
	struct temporary_store *t = *state;

	for (int i = 0; i < 250; i++) {
		char deck[16], tag[16];
		const char *const tags[] = { tag };
		const struct note note = {
			.front = "a",
			.back = "b",
			.tags = (const char **)tags,
			.tag_count = 1,
		};

		snprintf(deck, sizeof(deck), "y%d", i);
		snprintf(tag, sizeof(tag), "x%d", i);
		add_note(t, deck, &note);
	}
	add_card(t, "c");
	for (size_t i = 0; i < COUNT(searches); i++) {
		struct card_list list;
		struct error err;

		must(search_run(t->store, &searches[i], DECK_ALL, TODAY,
				&t->arena, &list, &err));
		assert_int_equal(list.count, 250);
	}
}

/* ---- order ---- */

/* The cards of a search by deck and age, as search_run() has them by age. */
static void expect_order(struct temporary_store *t, const struct search *search)
{
	struct search_walk *walk;
	struct card_list list;
	int64_t last = 0, card_id, last_deck = -1;
	sqlite3 *plain = plain_open(t);
	size_t count = 0;
	struct error err;

	must(search_run(t->store, search, DECK_ALL, TODAY, &t->arena, &list,
			&err));
	must(search_open(t->store, search, DECK_ALL, TODAY, &t->arena, &walk,
			 &err));
	for (;; count++) {
		char sql[200];
		int64_t rank;

		must(search_next(walk, &card_id, &err));
		if (!card_id)
			break;
		assert_true(card_list_has(&list, card_id));
		snprintf(sql, sizeof(sql),
			 "SELECT count(*) FROM deck WHERE name < (SELECT name"
			 " FROM deck JOIN note ON deck_id = deck.id"
			 " WHERE note.id = %lld)",
			 (long long)card_id >> 8);
		rank = plain_int(plain, sql);
		assert_true(rank > last_deck ||
			    (rank == last_deck && card_id > last));
		last_deck = rank;
		last = card_id;
	}
	assert_int_equal(count, list.count);
	search_close(walk);
	sqlite3_close(plain);
}

static void cards_come_by_deck_then_by_age(void **state)
{
	static const struct search all = { .kind = SEARCH_ALL };
	static const struct search some = { .kind = SEARCH_TEXT, .text = "a" };
	struct temporary_store *t = *state;
	struct random random = seeded(53);
	struct error err;
	struct search_walk *walk;
	int64_t card_id;

	must(search_open(t->store, &all, DECK_ALL, TODAY, &t->arena, &walk,
			 &err));
	must(search_next(walk, &card_id, &err));
	assert_int_equal(card_id, 0);
	search_close(walk);
	add_notes(t, &random, 300);
	expect_order(t, &all);
	expect_order(t, &some);
	add_notes(t, &random, 900);
	extend(t);
	for (int n = 0; n < 40; n++)
		change_something(t, &random);
	expect_order(t, &some);
}

/* ---- terms put together -------------------------------------------------- */

static size_t count_found(struct temporary_store *t, const char *expression)
{
	const struct search *search;
	struct card_list list;
	struct error err;

	must(search_parse(expression, &t->arena, &search, &err));
	must(search_run(t->store, search, DECK_ALL, TODAY, &t->arena, &list,
			&err));
	return list.count;
}

/* `term`, with what stands before and after it on each level: in as many
 * parentheses as there may be. */
static const char *nested(struct temporary_store *t, const char *before,
			  const char *term, const char *after)
{
	const char *text = term;

	for (int level = 0; level < 25; level++)
		text = arena_printf(&t->arena, "%s%s%s", before, text, after);
	return text;
}

/* A search of as many terms as there may be, in which both sides of everything
 * are as deep. */
static const char *balanced(struct temporary_store *t, const char *term,
			    int terms, bool either)
{
	const char *left, *right;

	if (terms == 1)
		return term;
	left = balanced(t, term, terms / 2, !either);
	right = balanced(t, term, terms - terms / 2, !either);
	return arena_printf(&t->arena, either ? "-(%s or %s)" : "(%s %s)", left,
			    right);
}

static const char *row_of(struct temporary_store *t, const char *term,
			  const char *between)
{
	struct text row = { 0 };
	const char *copy;

	for (int i = 0; i < 99; i++)
		text_printf(&row, "%s%s", term, between);
	text_add(&row, term);
	copy = text_copy(&row, &t->arena);
	text_release(&row);
	return copy;
}

static void as_much_as_may_be_asked_is_answered(void **state)
{
	static const char *const terms[] = {
		"a",	   "\"a\n\"",	  "deck:p*",	"tag:*",    "is:due",
		"is:new",  "is:learning", "is:mature",	"ease<2.6", "due<9",
		"added:9", "graded:9:4",  "is:flagged",
	};
	struct temporary_store *t = *state;
	struct random random = seeded(59);

	add_notes(t, &random, 300);
	for (int i = 0; i < 250; i++)
		add_note(t, arena_printf(&t->arena, "p%d", i),
			 &(struct note){
				 .front = "a",
				 .back = "b",
				 .tags = (const char *[]){ arena_printf(
					 &t->arena, "%03d", i) },
				 .tag_count = 1,
			 });
	for (size_t i = 0; i < COUNT(terms); i++) {
		const char *term = terms[i];
		size_t found = count_found(t, term);

		assert_int_equal(count_found(t, row_of(t, term, " ")), found);
		assert_int_equal(count_found(t, row_of(t, term, " or ")),
				 found);
		count_found(t, row_of(t, term, " -"));
		count_found(t, nested(t, "(a or ", term, ")"));
		count_found(t, nested(t, "(", term, " or a)"));
		count_found(t, nested(t, "-(b ", term, ")"));
		count_found(t, nested(t, "-(b or a ", term, ")"));
		count_found(t, nested(t, "-(b or ", term, " a)"));
		assert_int_equal(count_found(t, nested(t, "(", term, ")")),
				 found);
		count_found(t, balanced(t, term, 100, true));
	}
}

enum { LETTERS = 6, CARDS_MOST = 700 };

struct answers {
	struct card_list all;
	bool letters[LETTERS][CARDS_MOST]; /* of each of the cards */
};

static void ask_letters(struct temporary_store *t, struct answers *answers)
{
	struct search search = { .kind = SEARCH_ALL };
	struct error err;

	must(search_run(t->store, &search, DECK_ALL, TODAY, &t->arena,
			&answers->all, &err));
	assert_in_range(answers->all.count, 1, CARDS_MOST);
	search.kind = SEARCH_TEXT;
	for (int letter = 0; letter < LETTERS; letter++) {
		struct card_list list;

		search.text = pieces[letter + 3];
		must(search_run(t->store, &search, DECK_ALL, TODAY, &t->arena,
				&list, &err));
		for (size_t i = 0; i < answers->all.count; i++)
			answers->letters[letter][i] = card_list_has(
				&list, answers->all.ids[i]);
	}
}

/* Any search of so many terms, appended, and what it finds. */
static void any_search(struct random *random, const struct answers *answers,
		       int terms, struct text *expression, bool *found)
{
	bool other[CARDS_MOST], negated = pick(random, 3) == 0;
	int left = terms > 1 ? 1 + pick(random, terms - 1) : 0;
	int letter = pick(random, LETTERS);
	bool either = pick(random, 2);

	text_add(expression, negated ? " -" : " ");
	if (left) {
		text_add_char(expression, '(');
		any_search(random, answers, left, expression, found);
		text_add(expression, either ? " or" : "");
		any_search(random, answers, terms - left, expression, other);
		text_add_char(expression, ')');
	} else {
		text_add(expression, pieces[letter + 3]);
		memcpy(found, answers->letters[letter], CARDS_MOST);
	}
	for (size_t i = 0; i < answers->all.count; i++) {
		if (left)
			found[i] = either ? found[i] || other[i]
					  : found[i] && other[i];
		found[i] ^= negated;
	}
}

static void terms_in_any_order_mean_what_they_say(void **state)
{
	static struct answers answers;
	struct temporary_store *t = *state;
	struct random random = seeded(61);

	add_notes(t, &random, 300);
	ask_letters(t, &answers);
	for (int round = 0; round < at_length(300, 5000); round++) {
		struct text expression = { 0 };
		bool found[CARDS_MOST];
		size_t count = 0;

		any_search(&random, &answers, 1 + pick(&random, 12),
			   &expression, found);
		for (size_t i = 0; i < answers.all.count; i++)
			count += found[i];
		if (count_found(t, text_string(&expression)) != count)
			fail_msg("%s", text_string(&expression));
		text_release(&expression);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(any_history_is_searched_as_without_an_index),
		store_test(segments_of_notes_are_searched_as_one),
		store_test(many_changes_are_indexed_anew),
		store_test(stopping_while_it_grows_leaves_an_index),
		store_test(another_writer_is_not_waited_for),
		store_test(a_wrong_index_is_seen_and_made_anew),
		store_test(a_damaged_shelf_hides_nothing),
		store_test(names_without_number_are_searched),
		store_test(cards_come_by_deck_then_by_age),
		store_test(as_much_as_may_be_asked_is_answered),
		store_test(terms_in_any_order_mean_what_they_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
