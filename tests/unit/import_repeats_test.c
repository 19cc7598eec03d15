#include "import_rows.h"

#include "store/statement.h"

/*
 * Rows whose front stands in several.  What is found for them is compared with
 * what a plain look at every note finds for every row.
 */

enum { SOURCE = 1, ROWS_MOST = 12, IDS_MOST = 100000 };

static void make_source(struct temporary_store *t)
{
	show(t, "INSERT INTO source (id, uid, path, deck, format, size,"
		" changed_at_ns, modified_at_ms) VALUES (1, zeroblob(16),"
		" '/deck.csv', 'deck', '{}', 0, 0, 0)");
}

static void import(struct temporary_store *t, const struct note *rows,
		   size_t count, bool retire, struct import_result *results)
{
	struct batch batch = begin_change(t, "import");

	import_rows(&batch, SOURCE, rows, count, false, retire, results);
	end_change(t);
}

/* ---- the plain look ------------------------------------------------------ */

static const char plain_sql[] =
	"WITH known AS (SELECT id, key, front, fields, imported,"
	"  deleted_at_ms IS NOT NULL AS removed,"
	"  coalesce(imported_front, front) AS front_was,"
	"  coalesce(json_extract(imported, '$.back'), back) AS back_was,"
	"  (SELECT json_group_array(name) FROM (SELECT name FROM note_tag"
	"   JOIN tag ON tag.id = tag_id WHERE note_id = note.id ORDER BY 1))"
	"   AS tags,"
	"  (SELECT sum(1 << (card.id & 255)) FROM card"
	"   WHERE card.id >> 8 = note.id AND card.deleted_at_ms IS NULL)"
	"   AS directions"
	" FROM note WHERE ?1 IN (front, imported_front)"
	"  AND deck_id = (SELECT id FROM deck WHERE name = ?9))"
	" SELECT id, CASE"
	"  WHEN key <> ?3 THEN 0"
	"  WHEN key IS NOT ?3 AND key IN (SELECT value FROM json_each(?7))"
	"   THEN 0"
	"  WHEN back_was = ?2 AND NOT removed AND imported IS NULL"
	"   AND (?3 IS NULL OR key IS ?3) AND fields = ?4 AND front = ?1"
	"   AND (?5 IS NULL OR tags = ?5) AND ?6 IN (0, directions) THEN 6"
	"  WHEN back_was = ?2 AND front_was = ?1 THEN iif(removed, 4, 5)"
	"  WHEN ?8 THEN 0"
	"  ELSE iif(removed, 1, iif(front_was = ?1, 3, 2)) END AS fitness"
	" FROM known ORDER BY fitness DESC, id";

struct look {
	struct temporary_store *t;
	const struct note *rows;
	size_t count;
	bool claimed[IDS_MOST];
	int64_t found[ROWS_MOST];
};

static bool is_like(struct look *look, const struct note *a,
		    const struct note *b)
{
	struct arena *arena = &look->t->arena;

	return text_equal(a->key, b->key) && text_equal(a->front, b->front) &&
	       text_equal(a->back, b->back) &&
	       text_equal(note_fields_json(a, arena),
			  note_fields_json(b, arena)) &&
	       text_equal(note_tags_json(a, arena), note_tags_json(b, arena));
}

/* Rows that are like an earlier one, or have its key, are no notes. */
static bool is_no_note(struct look *look, size_t row)
{
	const struct note *rows = look->rows;

	for (size_t i = 0; i < row; i++)
		if (is_like(look, &rows[i], &rows[row]) ||
		    (rows[row].key && text_equal(rows[i].key, rows[row].key)))
			return true;
	return false;
}

static bool repeats(const struct look *look, size_t row)
{
	size_t count = 0;

	for (size_t i = 0; i < look->count; i++)
		count += text_equal(look->rows[i].front, look->rows[row].front);
	return count > 1;
}

static int64_t keyed(const struct look *look, const struct note *row)
{
	return ask(look->t,
		   arena_printf(&look->t->arena,
				"SELECT coalesce((SELECT note.id FROM note"
				" JOIN deck ON deck.id = deck_id WHERE"
				" name = '%s' AND key = '%s' ORDER BY"
				" note.deleted_at_ms IS NOT NULL, 1 LIMIT 1),"
				" 0)",
				row->deck, row->key));
}

static int64_t fitting(struct look *look, size_t row, const char *keys)
{
	struct arena *arena = &look->t->arena;
	const struct note *note = &look->rows[row];
	struct statement q = statement_open(look->t->store, plain_sql);
	int64_t found = 0, best = 0;
	struct error err;
	bool rival = false;

	statement_bind_text(&q, 1, note->front);
	statement_bind_text(&q, 2, note->back);
	statement_bind_text(&q, 3, note->key);
	statement_bind_text(&q, 4, note_fields_json(note, arena));
	statement_bind_text(
		&q, 5, note->tags_unsaid ? NULL : note_tags_json(note, arena));
	statement_bind_int(&q, 6, *note->front == '{' ? 0 : note->directions);
	statement_bind_text(&q, 7, keys);
	statement_bind_int(&q, 8, repeats(look, row));
	statement_bind_text(&q, 9, note->deck);
	while (statement_next(&q)) {
		int64_t id = statement_int(&q, 0);

		assert_in_range(id, 1, IDS_MOST - 1);
		if (look->claimed[id] || statement_int(&q, 1) == 0)
			continue;
		if (!found) {
			found = id;
			best = statement_int(&q, 1);
		} else {
			rival |= statement_int(&q, 1) == best;
		}
	}
	must(statement_close(&q, &err));
	return rival && best <= 3 ? 0 : found;
}

static void look_plainly(struct look *look)
{
	struct text keys = { 0 };

	text_add(&keys, "[\"\"");
	for (size_t i = 0; i < look->count; i++)
		if (look->rows[i].key)
			text_printf(&keys, ",\"%s\"", look->rows[i].key);
	text_add(&keys, "]");
	for (size_t i = 0; i < look->count; i++) {
		int64_t *found = &look->found[i];

		if (is_no_note(look, i))
			continue;
		if (look->rows[i].key)
			*found = keyed(look, &look->rows[i]);
		if (!*found)
			*found = fitting(look, i, text_string(&keys));
		look->claimed[*found] |= *found != 0;
	}
	text_release(&keys);
}

/* ---- decks full of the same ---------------------------------------------- */

static const char *const keys[] = { NULL, NULL, NULL, "k1", "k2", "k3", "k4" };
static const char *const fronts[] = { "a", "a", "a", "b", "{{c1::c}}" };
static const char *const backs[] = { "1", "1", "2" };
static struct field hint[] = { { "hint", "h" } };
static const char *tags[] = { "p", "q" };

static struct note any_note(struct random *random)
{
	return (struct note){
		.key = keys[pick(random, COUNT(keys))],
		.front = fronts[pick(random, COUNT(fronts))],
		.back = backs[pick(random, COUNT(backs))],
		.fields = hint,
		.field_count = (size_t)pick(random, 2),
		.tags = tags,
		.tag_count = (size_t)pick(random, 3),
		.directions = (unsigned)pick(random, 4),
	};
}

static size_t any_rows(struct random *random, const char *deck,
		       struct note *rows)
{
	size_t count = 1 + (size_t)pick(random, ROWS_MOST);
	bool has_keys = pick(random, 2), has_tags = pick(random, 2);

	for (size_t i = 0; i < count; i++) {
		rows[i] = any_note(random);
		rows[i].deck = deck;
		if (!has_keys)
			rows[i].key = NULL;
		if (!has_tags) {
			rows[i].tag_count = 0;
			rows[i].tags_unsaid = true;
		}
	}
	return count;
}

/* Edit some of the notes and remove others. */
static void live_with_them(struct temporary_store *t, int64_t first,
			   struct random *random)
{
	int notes = (int)(ask(t, "SELECT max(id) + 1 FROM note") - first);
	struct batch batch = begin_change(t, "edit");
	struct error err;

	for (int i = 0; i < 3; i++) {
		struct note note = any_note(random);
		int64_t id = first + pick(random, notes);

		note.key = NULL;
		if (pick(random, 3))
			must(note_update(&batch, id, &note, &err));
		else if (pick(random, 2))
			must(note_remove(&batch, id, &err));
		else
			must(note_retire(&batch, id, &err));
	}
	end_change(t);
}

static void compare(struct temporary_store *t, const struct note *rows,
		    size_t count)
{
	static struct look look;
	struct import_result results[ROWS_MOST];
	struct batch batch = { .store = t->store };

	look = (struct look){ .t = t, .rows = rows, .count = count };
	look_plainly(&look);
	import_rows(&batch, SOURCE, rows, count, true, false, results);
	for (size_t i = 0; i < count; i++) {
		int64_t id = results[i].note_id;

		if (look.found[i])
			assert_int_equal(id, look.found[i]);
		else /* new, or guessed */
			assert_false(look.claimed[id]);
	}
}

static void each_row_finds_what_a_look_at_all_notes_finds(void **state)
{
	struct temporary_store *t = *state;
	struct random random = seeded(5);

	make_source(t);
	for (int deck = 0; deck < at_length(20, 60); deck++) {
		int64_t first = ask(t, "SELECT coalesce(max(id), 0) + 1"
				       " FROM note");
		char name[24];

		snprintf(name, sizeof(name), "deck %d", deck);
		for (int round = 0; round < 12; round++) {
			struct note rows[ROWS_MOST];
			size_t count = any_rows(&random, name, rows);
			struct import_result results[ROWS_MOST];

			compare(t, rows, count);
			import(t, rows, count, pick(&random, 4) == 0, results);
			live_with_them(t, first, &random);
		}
		/* Or their notes would move to the next deck. */
		show(t, "UPDATE note SET place = NULL");
		arena_release(&t->arena);
	}
}

/* ---- many of them -------------------------------------------------------- */

enum { MANY = 20000 };

/* To look at each note for each row would take minutes. */
static void import_many(struct temporary_store *t, const struct note *rows,
			enum import_outcome first, enum import_outcome again)
{
	struct import_result *results = calloc(MANY, sizeof(*results));

	import(t, rows, MANY, false, results);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(results[i].outcome, first);
	import(t, rows, MANY, false, results);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(results[i].outcome, again);
	free(results);
}

static void very_many_rows_with_one_front_take_no_quadratic_time(void **state)
{
	struct temporary_store *t = *state;
	struct note *rows = calloc(MANY, sizeof(*rows));
	const char **own = calloc(MANY, sizeof(*own));

	make_source(t);
	for (size_t i = 0; i < MANY; i++) {
		own[i] = arena_printf(&t->arena, "%05zu", i);
		rows[i] = (struct note){ .front = "a", .back = own[i] };
	}
	import_many(t, rows, IMPORT_ADDED, IMPORT_SAME);
	for (size_t i = 0; i < MANY; i++)
		rows[i] = (struct note){
			.front = "a",
			.back = "b",
			.tags = &own[i],
			.tag_count = 1,
		};
	import_many(t, rows, IMPORT_ADDED, IMPORT_SAME);
	for (size_t i = 0; i < MANY; i++)
		rows[i] = (struct note){
			.key = own[i],
			.front = "c",
			.back = own[i],
		};
	import_many(t, rows, IMPORT_ADDED, IMPORT_SAME);
	for (size_t i = 0; i < MANY; i++)
		rows[i].key = arena_printf(&t->arena, "new %s", own[i]);
	import_many(t, rows, IMPORT_ADDED, IMPORT_SAME);
	free(own);
	free(rows);
}

static void very_many_tags_of_one_note_take_no_quadratic_time(void **state)
{
	enum { TAGS = 200000 };
	struct temporary_store *t = *state;
	const char **many = calloc(TAGS, sizeof(*many));
	struct note row = { .front = "a", .back = "b", .tag_count = TAGS };
	struct import_result result;

	make_source(t);
	for (size_t i = 0; i < TAGS; i++)
		many[i] = arena_printf(&t->arena, "%06zu", i);
	row.tags = many;
	import(t, &row, 1, false, &result);
	assert_int_equal(result.outcome, IMPORT_ADDED);
	import(t, &row, 1, false, &result);
	assert_int_equal(result.outcome, IMPORT_SAME);
	free(many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(each_row_finds_what_a_look_at_all_notes_finds),
		store_test(
			very_many_rows_with_one_front_take_no_quadratic_time),
		store_test(very_many_tags_of_one_note_take_no_quadratic_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
