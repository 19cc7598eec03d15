#include "store/import_store.h"

#include "import_rows.h"

/*
 * Which note a row of a deck file is, and what becomes of it.  A file is
 * written here as its rows, its outcome as one letter a row: + added,
 * * changed, > renamed, ! disputed, = same, o own, - removed here,
 * d duplicate, x rejected.
 */

enum { ROWS_MOST = IMPORT_ROWS_MOST, SOURCE = 1 };

static const char letters[] = {
	[IMPORT_ADDED] = '+',	 [IMPORT_CHANGED] = '*',
	[IMPORT_RENAMED] = '>',	 [IMPORT_DISPUTED] = '!',
	[IMPORT_SAME] = '=',	 [IMPORT_OWN] = 'o',
	[IMPORT_REMOVED] = '-',	 [IMPORT_DUPLICATE] = 'd',
	[IMPORT_REJECTED] = 'x',
};

/* Of the last import. */
static long earlier_lines[ROWS_MOST];
static size_t gone_count;

static void make_source(struct temporary_store *t)
{
	if (ask(t, "SELECT count(*) FROM source"))
		return;
	show(t, "INSERT INTO source (id, uid, path, deck, format, size,"
		" changed_at_ns, modified_at_ms) VALUES (1, zeroblob(16),"
		" '/deck.csv', 'deck', '{}', 0, 0, 0)");
}

static void import(struct batch *batch, const struct note *rows, size_t count,
		   bool rehearse, bool retire, char *outcomes)
{
	struct import_result results[ROWS_MOST];

	gone_count = import_rows(batch, SOURCE, rows, count, rehearse, retire,
				 results);
	for (size_t i = 0; i < count; i++) {
		outcomes[i] = letters[results[i].outcome];
		earlier_lines[i] = results[i].earlier_line;
	}
}

/* A rehearsal says beforehand exactly what then happens. */
static void expect_import(struct temporary_store *t, const struct note *rows,
			  size_t count, bool retire, const char *expected)
{
	char rehearsed[ROWS_MOST + 1] = "", outcomes[ROWS_MOST + 1] = "";
	struct batch batch = { .store = t->store };
	const char *before;

	make_source(t);
	before = state_of(t);
	import(&batch, rows, count, true, false, rehearsed);
	assert_string_equal(state_of(t), before);
	batch = begin_change(t, "import");
	import(&batch, rows, count, false, retire, outcomes);
	end_change(t);
	assert_string_equal(outcomes, expected);
	assert_string_equal(rehearsed, expected);
	assert_cache_is_replay(t);
}

static void expect(struct temporary_store *t, const struct note *rows,
		   size_t count, const char *expected)
{
	expect_import(t, rows, count, false, expected);
}

#define EXPECT(t, rows, outcomes) expect(t, rows, COUNT(rows), outcomes)

static const char *notes_of(struct temporary_store *t)
{
	return show(t, "SELECT note.id, key, front, back FROM note JOIN deck"
		       " ON deck.id = deck_id WHERE note.deleted_at_ms IS NULL"
		       " ORDER BY note.id");
}

static const struct note one = { .front = "a", .back = "1" };
static const struct note two = { .front = "b", .back = "2" };

static void rows_of_an_empty_deck_are_new(void **state)
{
	const struct note rows[] = { one, two };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	assert_string_equal(notes_of(t), "1|NULL|a|1|\n2|NULL|b|2|\n");
}

/* With its key, or with front and back; and back with an undo. */
static void a_row_in_another_deck_takes_its_history_along(void **state)
{
	struct note rows[] = {
		{ .key = "k",
		  .front = "a",
		  .back = "1",
		  .deck = "deck",
		  .directions = DIRECTIONS_BOTH },
		{ .front = "b", .back = "2", .deck = "deck" },
		{ .front = "c", .back = "3", .deck = "deck" },
	};
	struct temporary_store *t = *state;
	const char *before;

	EXPECT(t, rows, "+++");
	answer(t, 256, TODAY, 4);
	answer(t, 512, TODAY, 3);
	before = state_of(t);
	rows[0].deck = rows[1].deck = "other";
	rows[0].front = "A";
	EXPECT(t, rows, ">*=");
	assert_string_equal(show(t, "SELECT note.id, name, front FROM note"
				    " JOIN deck ON deck.id = deck_id"
				    " ORDER BY 1"),
			    "1|other|A|\n2|other|b|\n3|deck|c|\n");
	assert_string_equal(show(t, "SELECT card_id, deck_id, ratings"
				    " FROM schedule"),
			    "256|2|1|\n512|2|1|\n");
	assert_string_equal(show(t, "SELECT deck_id, sum(n) FROM added_count"
				    " GROUP BY 1"),
			    "1|1|\n2|3|\n");
	EXPECT(t, rows, "===");
	assert_int_equal(undo(t).kind, UNDO_BATCH);
	assert_string_equal(state_of(t), before);
	assert_cache_is_replay(t);
}

static const char *tags[] = { "noun", "sea" };
static const char *other_tags[] = { "noun" };
static struct field fields[] = { { "example", "ahoy" }, { "hint", "\"w\"" } };
static struct field other_fields[] = { { "example", "ahoy!" } };

static const struct note full = {
	.key = "k1",
	.front = "ship",
	.back = "船",
	.fields = fields,
	.field_count = 2,
	.tags = tags,
	.tag_count = 2,
	.directions = DIRECTIONS_BOTH,
};

static void the_same_file_twice_changes_nothing(void **state)
{
	const struct note rows[] = { one, two, full };
	struct temporary_store *t = *state;
	const char *before;

	EXPECT(t, rows, "+++");
	answer(t, 256, TODAY, 4);
	before = state_of(t);
	EXPECT(t, rows, "===");
	assert_string_equal(state_of(t), before);
	assert_int_equal(ask(t, "SELECT count(*) FROM batch"), 1);
	assert_int_equal(ask(t, "SELECT count(*) FROM revision"), 0);
}

static void rows_in_another_order_change_nothing(void **state)
{
	static const char *const fronts[] = { "a", "b", "a", "c", "a", "d" };
	struct temporary_store *t = *state;
	struct random random = seeded(11);
	struct note rows[COUNT(fronts)];
	const char *before;

	for (size_t i = 0; i < COUNT(fronts); i++)
		rows[i] = (struct note){
			.front = fronts[i],
			.back = arena_printf(&t->arena, "back %zu", i),
		};
	EXPECT(t, rows, "++++++");
	before = state_of(t);
	for (int round = 0; round < 30; round++) {
		for (size_t i = COUNT(rows) - 1; i > 0; i--) {
			size_t j = (size_t)pick(&random, (int)i + 1);
			struct note swapped = rows[i];

			rows[i] = rows[j];
			rows[j] = swapped;
		}
		EXPECT(t, rows, "======");
	}
	assert_string_equal(state_of(t), before);
}

static void a_key_finds_its_note_whatever_the_text(void **state)
{
	const struct note first[] = {
		{ .key = "1", .front = "a", .back = "x" },
		{ .key = "2", .front = "b", .back = "y" },
	};
	const struct note swapped[] = {
		{ .key = "1", .front = "b", .back = "y" },
		{ .key = "2", .front = "new", .back = "text" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, first, "++");
	answer(t, 512, TODAY, 5);
	EXPECT(t, swapped, "**");
	assert_string_equal(notes_of(t), "1|1|b|y|\n2|2|new|text|\n");
	assert_int_equal(schedule_of(t, 512).ratings, 1);
}

static void a_row_with_another_key_is_another_note(void **state)
{
	const struct note first[] = {
		{ .key = "1", .front = "a", .back = "x" },
	};
	const struct note second[] = {
		{ .key = "2", .front = "a", .back = "x" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, first, "+");
	EXPECT(t, second, "+");
	assert_string_equal(notes_of(t), "1|1|a|x|\n2|2|a|x|\n");
}

static void a_file_that_gets_keys_keeps_its_notes(void **state)
{
	const struct note first[] = { one, two };
	const struct note keyed[] = {
		{ .key = "k1", .front = "a", .back = "1" },
		{ .key = "k2", .front = "b", .back = "better" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, first, "++");
	EXPECT(t, keyed, "**");
	assert_string_equal(notes_of(t), "1|k1|a|1|\n2|k2|b|better|\n");
	EXPECT(t, keyed, "==");
}

static void a_back_corrected_in_the_file_keeps_the_history(void **state)
{
	const struct note first[] = { one, two };
	const struct note second[] = {
		{ .front = "b", .back = "two" },
		{ .front = "a", .back = "1" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, first, "++");
	answer(t, 512, TODAY, 5);
	EXPECT(t, second, "*=");
	assert_string_equal(notes_of(t), "1|NULL|a|1|\n2|NULL|b|two|\n");
	assert_int_equal(schedule_of(t, 512).ratings, 1);
	assert_int_equal(ask(t, "SELECT count(*) FROM revision"
				" WHERE entity = 'note'"),
			 1);
}

static void fields_tags_and_directions_are_text_too(void **state)
{
	const struct note rows[] = { full };
	struct note changed[] = { full };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "+");
	changed[0].fields = other_fields;
	changed[0].field_count = 1;
	EXPECT(t, changed, "*");
	assert_string_equal(show(t, "SELECT fields FROM note"),
			    "{\"example\":\"ahoy!\"}|\n");
	changed[0].tags = other_tags;
	changed[0].tag_count = 1;
	EXPECT(t, changed, "*");
	assert_string_equal(show(t, "SELECT tags FROM v_card"),
			    "noun|\nnoun|\n");
	changed[0].directions = DIRECTIONS_FORWARD;
	EXPECT(t, changed, "*");
	assert_int_equal(ask(t, "SELECT count(*) FROM v_card"), 1);
	changed[0].directions = DIRECTIONS_UNSAID;
	EXPECT(t, changed, "=");
	EXPECT(t, rows, "*");
	assert_int_equal(ask(t, "SELECT count(*) FROM v_card"), 2);
	assert_int_equal(ask(t, "SELECT count(*) FROM card"), 2);
}

static void a_front_with_another_back_is_two_notes(void **state)
{
	const struct note rows[] = {
		{ .front = "bank", .back = "of a river" },
		{ .front = "bank", .back = "for money" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	EXPECT(t, rows, "==");
}

static void a_repeated_front_is_never_matched_by_its_front_alone(void **state)
{
	const struct note first[] = {
		{ .front = "bank", .back = "of a river" },
	};
	const struct note second[] = {
		{ .front = "bank", .back = "for money" },
		{ .front = "bank", .back = "of a river" },
	};
	const struct note third[] = {
		{ .front = "bank", .back = "of snow" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, first, "+");
	EXPECT(t, second, "+=");
	EXPECT(t, third, "+");
	assert_string_equal(show(t, "SELECT id, back FROM note ORDER BY id"),
			    "1|of a river|\n2|for money|\n3|of snow|\n");
}

static void the_same_front_and_back_wins_over_the_front_alone(void **state)
{
	const struct note first[] = {
		{ .front = "a", .back = "1" },
		{ .front = "a", .back = "2" },
	};
	const struct note second[] = {
		{ .front = "a",
		  .back = "2",
		  .fields = fields,
		  .field_count = 1 },
	};
	struct temporary_store *t = *state;

	EXPECT(t, first, "++");
	EXPECT(t, second, "*");
	assert_string_equal(
		show(t, "SELECT id, back, fields FROM note ORDER BY id"),
		"1|1|{}|\n2|2|{\"example\":\"ahoy\"}|\n");
}

static void wholly_equal_rows_are_one_and_named_by_line(void **state)
{
	const struct note rows[] = { one, two, one, one };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++dd");
	assert_int_equal(earlier_lines[2], 2);
	assert_int_equal(earlier_lines[3], 2);
	EXPECT(t, rows, "==dd");
	assert_int_equal(ask(t, "SELECT count(*) FROM note"), 2);
}

static void rows_that_differ_in_a_field_only_are_two(void **state)
{
	const struct note rows[] = {
		{ .front = "a", .back = "1" },
		{ .front = "a",
		  .back = "1",
		  .fields = fields,
		  .field_count = 1 },
	};
	struct temporary_store *t = *state;

	const struct note turned[] = { rows[1], rows[0] };

	EXPECT(t, rows, "++");
	EXPECT(t, rows, "==");
	EXPECT(t, turned, "==");
	assert_int_equal(ask(t, "SELECT count(*) FROM note"), 2);
}

static void a_file_that_loses_its_keys_changes_nothing(void **state)
{
	struct temporary_store *t = *state;
	const struct note keyed[] = {
		{ .key = "k1", .front = "a", .back = "1" },
		{ .key = "k2", .front = "b", .back = "2" },
	};
	const struct note bare[] = {
		{ .front = "a", .back = "1" },
		{ .front = "b", .back = "two" },
	};

	EXPECT(t, keyed, "++");
	EXPECT(t, bare, "=*");
	EXPECT(t, keyed, "=*");
}

static void a_file_without_a_column_for_tags_leaves_them(void **state)
{
	struct temporary_store *t = *state;
	const char *x_and_y[] = { "x", "y" };
	const struct note tagged[] = {
		{ .front = "a", .back = "1", .tags = x_and_y, .tag_count = 2 },
	};
	const struct note silent[] = {
		{ .front = "a", .back = "2", .tags_unsaid = true },
	};
	const struct note cleared[] = { { .front = "a", .back = "2" } };

	EXPECT(t, tagged, "+");
	EXPECT(t, silent, "*");
	EXPECT(t, silent, "=");
	EXPECT(t, cleared, "*");
}

static void a_key_that_stands_in_an_earlier_row_is_rejected(void **state)
{
	const struct note rows[] = {
		{ .key = "1", .front = "a", .back = "x" },
		{ .key = "1", .front = "b", .back = "y" },
		{ .key = "1", .front = "a", .back = "x" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, rows, "+xd");
	assert_int_equal(earlier_lines[1], 2);
	assert_int_equal(earlier_lines[2], 2);
	EXPECT(t, rows, "=xd");
	assert_string_equal(notes_of(t), "1|1|a|x|\n");
}

static void remove_note(struct temporary_store *t, int64_t note_id)
{
	struct batch batch = begin_change(t, "remove");
	struct error err;

	must(note_remove(&batch, note_id, &err));
	end_change(t);
}

static void a_note_removed_here_stays_removed(void **state)
{
	const struct note rows[] = { one, two };
	const struct note changed[] = { { .front = "a", .back = "9" }, two };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	remove_note(t, 1);
	EXPECT(t, rows, "-=");
	EXPECT(t, changed, "-=");
	assert_string_equal(notes_of(t), "2|NULL|b|2|\n");
}

static void a_retired_note_comes_back_with_its_row_and_history(void **state)
{
	const struct note rows[] = { one, two };
	const struct note without[] = { two };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	answer(t, 256, TODAY, 4);
	EXPECT(t, without, "=");
	assert_int_equal(gone_count, 1);
	assert_string_equal(notes_of(t), "1|NULL|a|1|\n2|NULL|b|2|\n");
	expect_import(t, without, 1, true, "=");
	assert_string_equal(notes_of(t), "2|NULL|b|2|\n");
	EXPECT(t, rows, "+=");
	assert_string_equal(notes_of(t), "1|NULL|a|1|\n2|NULL|b|2|\n");
	assert_int_equal(schedule_of(t, 256).ratings, 1);
	EXPECT(t, rows, "==");
	assert_int_equal(gone_count, 0);
}

static void edit_note(struct temporary_store *t, int64_t id, const char *front,
		      const char *back)
{
	struct batch batch = begin_change(t, "edit");
	const struct note note = { .front = front, .back = back };
	struct error err;

	must(note_update(&batch, id, &note, &err));
	end_change(t);
}

static void a_change_made_here_outlives_an_unchanged_file(void **state)
{
	const struct note rows[] = { one, two };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	edit_note(t, 1, "A", "1");
	EXPECT(t, rows, "o=");
	EXPECT(t, rows, "o=");
	assert_string_equal(notes_of(t), "1|NULL|A|1|\n2|NULL|b|2|\n");
	assert_int_equal(ask(t, "SELECT count(*) FROM batch"), 2);
}

static void changes_of_different_parts_are_both_kept(void **state)
{
	const struct note rows[] = { one, two };
	const struct note changed[] = { { .front = "a", .back = "one" }, two };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	edit_note(t, 1, "A", "1");
	EXPECT(t, changed, "*=");
	assert_string_equal(notes_of(t), "1|NULL|A|one|\n2|NULL|b|2|\n");
	EXPECT(t, changed, "o=");
	assert_int_equal(ask(t, "SELECT count(*) FROM note"
				" WHERE disputed IS NOT NULL"),
			 0);
}

static void a_part_changed_on_both_sides_is_disputed_once(void **state)
{
	const struct note rows[] = { one, two };
	const struct note changed[] = { { .front = "a", .back = "file" }, two };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	edit_note(t, 1, "a", "here");
	EXPECT(t, changed, "!=");
	assert_string_equal(show(t, "SELECT back, imported ->> 'back',"
				    " disputed ->> 'back' FROM note"
				    " WHERE id = 1"),
			    "here|file|1|\n");
	EXPECT(t, changed, "o=");
	edit_note(t, 1, "a", "settled");
	EXPECT(t, changed, "o=");
	assert_int_equal(ask(t, "SELECT count(*) FROM note"
				" WHERE disputed IS NOT NULL"),
			 0);
}

static void the_same_change_on_both_sides_is_none(void **state)
{
	const struct note rows[] = { one, two };
	const struct note changed[] = { { .front = "A", .back = "1" }, two };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	edit_note(t, 1, "A", "1");
	EXPECT(t, changed, "==");
	assert_int_equal(ask(t, "SELECT count(*) FROM note"
				" WHERE imported IS NOT NULL"),
			 0);
	EXPECT(t, changed, "==");
	assert_int_equal(ask(t, "SELECT count(*) FROM batch"), 3);
}

static void a_note_of_the_learner_that_differs_from_a_row_is_disputed(
	void **state)
{
	const struct note row[] = { { .front = "a", .back = "file" } };
	const struct note mine = { .front = "a", .back = "here" };
	struct temporary_store *t = *state;
	struct batch batch;
	struct error err;
	int64_t deck_id, note_id;

	batch = begin_change(t, "add");
	must(deck_require(&batch, "deck", &deck_id, &err));
	must(note_create(&batch, deck_id, &mine, &note_id, &err));
	end_change(t);
	EXPECT(t, row, "!");
	assert_string_equal(notes_of(t), "1|NULL|a|here|\n");
	EXPECT(t, row, "o");
}

static void a_corrected_front_is_the_same_note(void **state)
{
	const struct note first[] = {
		{ .front = "cat", .back = "Katze" },
		{ .front = "recieve", .back = "empfangen" },
		{ .front = "dog", .back = "Hund" },
	};
	const struct note second[] = {
		{ .front = "new", .back = "neu" },
		{ .front = "cat", .back = "Katze" },
		{ .front = "receive", .back = "empfangen" },
		{ .front = "dog", .back = "Hund" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, first, "+++");
	answer(t, 512, TODAY, 5);
	EXPECT(t, second, "+=>=");
	assert_int_equal(gone_count, 0);
	assert_int_equal(schedule_of(t, 512).ratings, 1);
	assert_string_equal(show(t, "SELECT front FROM note WHERE id = 2"),
			    "receive|\n");
	EXPECT(t, second, "====");
}

static void a_row_replaced_by_another_is_no_correction(void **state)
{
	const struct note first[] = { one,
				      { .front = "cat", .back = "Katze" },
				      two };
	const struct note second[] = {
		one,
		{ .front = "car", .back = "Auto" },
		two,
	};
	struct temporary_store *t = *state;

	EXPECT(t, first, "+++");
	EXPECT(t, second, "=+=");
	assert_int_equal(gone_count, 1);
}

static void an_unkeyed_row_leaves_a_keyed_note_to_its_own_row(void **state)
{
	const struct note first[] = {
		{ .key = "1", .front = "a", .back = "x" },
	};
	const struct note second[] = {
		{ .front = "a", .back = "y" },
		{ .key = "1", .front = "b", .back = "x" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, first, "+");
	EXPECT(t, second, "+*");
}

static void undoing_an_import_puts_back_what_the_file_said(void **state)
{
	const struct note rows[] = { one, two };
	const struct note changed[] = { { .front = "a", .back = "file" }, two };
	struct temporary_store *t = *state;
	struct arena arena = { 0 };
	struct undo_step step;
	struct error err;

	EXPECT(t, rows, "++");
	edit_note(t, 1, "a", "here");
	EXPECT(t, changed, "!=");
	must(undo_newest(t->store, 0, &arena, &step, &err));
	must(undo_apply(t->store, &step, &(struct stamp){ .at_ms = 1 }, &err));
	assert_string_equal(show(t, "SELECT id, front, back, imported ->>"
				    " 'back', disputed FROM note"
				    " WHERE id = 1"),
			    "1|a|here|1|NULL|\n");
	EXPECT(t, changed, "!=");
	arena_release(&arena);
}

static void undo_newest_step(struct temporary_store *t)
{
	struct arena arena = { 0 };
	struct undo_step step;
	struct error err;

	must(undo_newest(t->store, 0, &arena, &step, &err));
	must(undo_apply(t->store, &step, &(struct stamp){ .at_ms = 1 }, &err));
	arena_release(&arena);
}

static void undoing_an_import_that_agreed_with_an_edit_keeps_the_edit(
	void **state)
{
	const struct note rows[] = { { .front = "a", .back = "one" }, two };
	const struct note agreeing[] = { { .front = "a", .back = "ONE" },
					 { .front = "b", .back = "3" } };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	edit_note(t, 1, "a", "ONE");
	EXPECT(t, agreeing, "=*");
	undo_newest_step(t);
	EXPECT(t, rows, "o=");
	assert_string_equal(notes_of(t), "1|NULL|a|ONE|\n2|NULL|b|2|\n");
}

static void undoing_an_import_leaves_a_note_of_the_learner_without_a_file(
	void **state)
{
	const struct note row[] = { { .front = "a", .back = "mine" } };
	const struct note changed[] = { { .front = "a", .back = "file" } };
	struct temporary_store *t = *state;

	add_note(t, "deck", &row[0]);
	EXPECT(t, row, "=");
	undo_newest_step(t);
	EXPECT(t, changed, "!");
	assert_string_equal(notes_of(t), "1|NULL|a|mine|\n");
}

static void an_import_that_ended_a_dispute_opens_it_again_when_undone(
	void **state)
{
	const struct note rows[] = { one, two };
	const struct note file[] = { { .front = "a", .back = "file" }, two };
	const struct note here[] = { { .front = "a", .back = "here" }, two };
	struct temporary_store *t = *state;
	const char *before;

	EXPECT(t, rows, "++");
	edit_note(t, 1, "a", "here");
	EXPECT(t, file, "!=");
	before = show(t, "SELECT imported, disputed FROM note WHERE id = 1");
	EXPECT(t, here, "==");
	undo_newest_step(t);
	assert_string_equal(
		show(t, "SELECT imported, disputed FROM note WHERE id = 1"),
		before);
}

static void another_line_or_an_unchanged_edit_is_no_step(void **state)
{
	const struct note rows[] = {
		{ .front = "a",
		  .back = "1",
		  .fields = fields,
		  .field_count = 2,
		  .tags = tags,
		  .tag_count = 2 },
		two,
	};
	const struct note turned[] = { two, rows[0] };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	edit_note(t, 1, "a", "here\x01\t\x7f");
	EXPECT(t, turned, "=o");
	EXPECT(t, rows, "o=");
	assert_int_equal(ask(t, "SELECT count(*) FROM batch"), 2);
}

static void a_removed_deck_comes_back_with_its_notes(void **state)
{
	const struct note rows[] = { one, two };
	struct temporary_store *t = *state;
	const char *before;
	struct batch batch;
	struct error err;

	EXPECT(t, rows, "++");
	before = state_of(t);
	batch = begin_change(t, "remove");
	must(deck_remove(&batch, 1, &err));
	end_change(t);
	assert_int_equal(ask(t, "SELECT count(*) FROM v_deck"), 0);
	EXPECT(t, rows, "++");
	assert_string_equal(state_of(t), before);
}

static void remove_deck(struct temporary_store *t)
{
	struct batch batch = begin_change(t, "remove");
	struct error err;

	must(deck_remove(&batch, 1, &err));
	end_change(t);
}

static void a_note_removed_before_its_deck_comes_back_with_it(void **state)
{
	const struct note rows[] = { one, two };
	const struct note other[] = { two };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	remove_note(t, 1);
	remove_deck(t);
	EXPECT(t, rows, "++");
	remove_note(t, 1);
	remove_deck(t);
	EXPECT(t, other, "+");
	EXPECT(t, rows, "+=");
}

static void a_note_removed_before_a_deck_that_undo_brought_back_stays_removed(
	void **state)
{
	const struct note rows[] = { one, two };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	remove_note(t, 1);
	remove_deck(t);
	undo_newest_step(t);
	EXPECT(t, rows, "-=");
	remove_deck(t);
	add_card(t, "new");
	undo_newest_step(t);
	undo_newest_step(t);
	EXPECT(t, rows, "-=");
}

static void a_live_note_is_preferred_to_a_removed_one(void **state)
{
	const struct note rows[] = { { .front = "a", .back = "1" },
				     { .front = "a", .back = "2" } };
	const struct note again[] = { { .front = "a", .back = "3" } };
	struct temporary_store *t = *state;

	EXPECT(t, rows, "++");
	remove_note(t, 1);
	EXPECT(t, again, "*");
	assert_string_equal(notes_of(t), "2|NULL|a|3|\n");
}

static void decks_have_notes_of_their_own(void **state)
{
	const struct note rows[] = {
		{ .front = "a", .back = "1" },
		{ .deck = "other", .front = "a", .back = "1" },
		{ .deck = "deck", .front = "b", .back = "2" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, rows, "+++");
	EXPECT(t, rows, "===");
	assert_string_equal(show(t, "SELECT deck, front FROM v_card"
				    " ORDER BY id"),
			    "deck|a|\nother|a|\ndeck|b|\n");
}

static void fronts_differ_by_case_and_accent(void **state)
{
	const struct note rows[] = {
		{ .front = "polish", .back = "1" },
		{ .front = "Polish", .back = "1" },
		{ .front = "pôlish", .back = "1" },
	};
	struct temporary_store *t = *state;

	EXPECT(t, rows, "+++");
	EXPECT(t, rows, "===");
}

static void a_note_brings_the_schedule_it_had_elsewhere(void **state)
{
	const struct note rows[] = {
		{ .front = "a",
		  .back = "1",
		  .directions = DIRECTIONS_BOTH,
		  .start = { .given = true,
			     .due_day = TODAY + 5,
			     .interval_days = 20,
			     .ease_centi = 210,
			     .repetitions = 4,
			     .lapses = 1 } },
	};
	struct temporary_store *t = *state;
	struct schedule moved;

	EXPECT(t, rows, "+");
	moved = schedule_of(t, 256);
	assert_int_equal(moved.due_day, TODAY + 5);
	assert_int_equal(moved.interval_days, 20);
	assert_int_equal(moved.lapses, 1);
	assert_int_equal(ask(t, "SELECT count(*) FROM unseen"), 1);
	EXPECT(t, rows, "=");
	answer(t, 256, TODAY + 5, 4);
	moved = schedule_of(t, 256);
	assert_int_equal(moved.interval_days, 42);
	assert_int_equal(moved.due_day, TODAY + 47);
	assert_int_equal(moved.repetitions, 5);
	assert_cache_is_replay(t);
	undo(t);
	assert_int_equal(schedule_of(t, 256).interval_days, 20);
	assert_cache_is_replay(t);
	append(t, 256, REVIEW_RESET,
	       &(struct stamp){ .at_ms = (TODAY + 7) * INT64_C(86400000),
				.study_day = TODAY + 6 },
	       0);
	assert_int_equal(schedule_of(t, 256).ratings, 0);
	assert_cache_is_replay(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(rows_of_an_empty_deck_are_new),
		store_test(a_row_in_another_deck_takes_its_history_along),
		store_test(the_same_file_twice_changes_nothing),
		store_test(rows_in_another_order_change_nothing),
		store_test(a_key_finds_its_note_whatever_the_text),
		store_test(a_row_with_another_key_is_another_note),
		store_test(a_file_that_gets_keys_keeps_its_notes),
		store_test(a_back_corrected_in_the_file_keeps_the_history),
		store_test(fields_tags_and_directions_are_text_too),
		store_test(a_front_with_another_back_is_two_notes),
		store_test(
			a_repeated_front_is_never_matched_by_its_front_alone),
		store_test(the_same_front_and_back_wins_over_the_front_alone),
		store_test(wholly_equal_rows_are_one_and_named_by_line),
		store_test(rows_that_differ_in_a_field_only_are_two),
		store_test(a_file_that_loses_its_keys_changes_nothing),
		store_test(a_file_without_a_column_for_tags_leaves_them),
		store_test(a_key_that_stands_in_an_earlier_row_is_rejected),
		store_test(a_note_removed_here_stays_removed),
		store_test(a_retired_note_comes_back_with_its_row_and_history),
		store_test(a_change_made_here_outlives_an_unchanged_file),
		store_test(changes_of_different_parts_are_both_kept),
		store_test(a_part_changed_on_both_sides_is_disputed_once),
		store_test(the_same_change_on_both_sides_is_none),
		store_test(
			a_note_of_the_learner_that_differs_from_a_row_is_disputed),
		store_test(a_corrected_front_is_the_same_note),
		store_test(a_row_replaced_by_another_is_no_correction),
		store_test(an_unkeyed_row_leaves_a_keyed_note_to_its_own_row),
		store_test(undoing_an_import_puts_back_what_the_file_said),
		store_test(
			undoing_an_import_that_agreed_with_an_edit_keeps_the_edit),
		store_test(
			undoing_an_import_leaves_a_note_of_the_learner_without_a_file),
		store_test(
			an_import_that_ended_a_dispute_opens_it_again_when_undone),
		store_test(another_line_or_an_unchanged_edit_is_no_step),
		store_test(a_note_removed_before_its_deck_comes_back_with_it),
		store_test(
			a_note_removed_before_a_deck_that_undo_brought_back_stays_removed),
		store_test(a_removed_deck_comes_back_with_its_notes),
		store_test(a_live_note_is_preferred_to_a_removed_one),
		store_test(a_note_brings_the_schedule_it_had_elsewhere),
		store_test(decks_have_notes_of_their_own),
		store_test(fronts_differ_by_case_and_accent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
