#include "exchange/deck_writer.h"

#include "deck_file.h"

#include "base/random.h"
#include "base/text.h"
#include "exchange/deck_reader.h"

/* ---- helpers ------------------------------------------------------------- */

static char *write_notes(const struct note *notes, size_t count, char delimiter,
			 bool with_deck, size_t *length)
{
	struct arena arena = { 0 };
	struct deck_columns columns = { .deck = with_deck };
	struct deck_writer *writer;
	struct error err;
	char *bytes;
	FILE *out = open_memstream(&bytes, length);

	for (size_t i = 0; i < count; i++)
		deck_columns_include(&columns, &notes[i], &arena);
	writer = deck_writer_open(
		out, &(struct deck_dialect){ .delimiter = delimiter }, &columns,
		&err);
	assert_non_null(writer);
	for (size_t i = 0; i < count; i++)
		assert_true(deck_writer_put(writer, &notes[i], &err));
	assert_true(deck_writer_close(writer, &err));
	fclose(out);
	arena_release(&arena);
	return bytes;
}

static void expect(const struct note *notes, size_t count, char delimiter,
		   const char *bytes)
{
	size_t length;
	char *written = write_notes(notes, count, delimiter, false, &length);

	assert_string_equal(written, bytes);
	free(written);
}

static void assert_same_note(const struct note *a, const struct note *b)
{
	assert_true(text_equal(a->key, b->key));
	assert_true(text_equal(a->deck, b->deck));
	assert_string_equal(a->front, b->front);
	assert_string_equal(a->back, b->back);
	assert_int_equal(a->directions, b->directions);
	assert_int_equal(a->field_count, b->field_count);
	for (size_t i = 0; i < a->field_count; i++) {
		assert_string_equal(a->fields[i].name, b->fields[i].name);
		assert_string_equal(a->fields[i].value, b->fields[i].value);
	}
	assert_int_equal(a->tag_count, b->tag_count);
	for (size_t i = 0; i < a->tag_count; i++)
		assert_string_equal(a->tags[i], b->tags[i]);
}

/* What is written is read back, without being told anything but a delimiter
 * that is not among the four. */
static void assert_round_trip(const struct note *notes, size_t count,
			      char delimiter)
{
	struct deck_reader_options options = DECK_READER_DETECT;
	struct arena arena = { 0 };
	struct deck_file file;
	struct deck_reader *reader;
	struct deck_row row;
	struct error err;
	size_t length;
	char *bytes = write_notes(notes, count, delimiter, true, &length);

	if (!strchr(",;|\t", delimiter))
		options.delimiter = delimiter;
	deck_file_make(&file, bytes, length);
	reader = deck_reader_open(file.path, &options, &err);
	deck_file_remove(&file);
	if (!reader)
		fail_msg("%s in\n%s", err.message, bytes);
	assert_int_equal(deck_reader_format(reader)->delimiter, delimiter);
	for (size_t i = 0; i < count; i++) {
		assert_true(deck_reader_next(reader, &arena, &row, &err));
		if (row.kind != DECK_ROW_NOTE)
			fail_msg("note %zu: %s in\n%s", i, row.reason, bytes);
		assert_same_note(&notes[i], &row.note);
	}
	assert_true(deck_reader_next(reader, &arena, &row, &err));
	assert_int_equal(row.kind, DECK_ROW_END);
	deck_reader_close(reader);
	free(bytes);
	arena_release(&arena);
}

static void assert_round_trips(const struct note *notes, size_t count)
{
	for (const char *c = ",;|\t :\x1F#-a"; *c; c++)
		assert_round_trip(notes, count, *c);
}

/* ---- what is written ----------------------------------------------------- */

static void a_plain_note_is_two_columns_without_quotes(void **state)
{
	struct note note = { .front = "the cat's", .back = "Katze, die" };

	(void)state;
	expect(&note, 1, '\0', "front,back\nthe cat's,\"Katze, die\"\n");
	expect(&note, 1, '\t', "front\tback\nthe cat's\tKatze, die\n");
}

static void columns_appear_when_a_note_needs_them(void **state)
{
	const char *tags[] = { "a", "b" };
	struct field fields[] = { { "note", "x" }, { "sound", "y" } };
	struct note notes[] = {
		{ .front = "f",
		  .back = "b",
		  .fields = fields + 1,
		  .field_count = 1 },
		{ .front = "g",
		  .back = "c",
		  .fields = fields,
		  .field_count = 2,
		  .key = "k",
		  .tags = tags,
		  .tag_count = 2,
		  .directions = DIRECTIONS_BOTH },
	};

	(void)state;
	expect(notes, 2, ',',
	       "id,front,back,sound,note,tags,cards\n"
	       ",f,b,y,,,\n"
	       "k,g,c,y,x,a b,both\n");
}

static void quotes_are_doubled_and_line_breaks_quoted(void **state)
{
	struct note note = { .front = "say \"hi\"", .back = "a\nb" };

	(void)state;
	expect(&note, 1, ',', "front,back\n\"say \"\"hi\"\"\",\"a\nb\"\n");
}

static void a_field_called_like_a_column_gets_a_prefix(void **state)
{
	struct field fields[] = { { "Tags", "x" },
				  { "field:y", "z" },
				  { "due", "u" },
				  { "Ease", "v" } };
	struct note note = {
		.front = "f", .back = "b", .fields = fields, .field_count = 4
	};

	(void)state;
	expect(&note, 1, ',',
	       "front,back,field:Tags,field:field:y,field:due,field:Ease\n"
	       "f,b,x,z,u,v\n");
}

static void a_full_disk_is_an_error_at_the_latest_on_closing(void **state)
{
	struct deck_columns columns = { 0 };
	struct note note = { .front = "f", .back = "b" };
	struct error err = { 0 };
	FILE *out = fopen("/dev/full", "w");
	struct deck_writer *writer;
	bool done = true;

	(void)state;
	assert_non_null(out);
	writer = deck_writer_open(out, &(struct deck_dialect){ 0 }, &columns,
				  &err);
	assert_non_null(writer);
	for (int i = 0; i < 10000 && done; i++)
		done = deck_writer_put(writer, &note, &err);
	assert_false(done);
	assert_false(deck_writer_close(writer, &err));
	assert_int_equal(err.kind, ERROR_IO);
	assert_string_equal(err.message, "cannot write the deck: "
					 "No space left on device");
	fclose(out);
}

static void a_delimiter_that_cannot_be_one_is_refused(void **state)
{
	struct deck_columns columns = { 0 };
	struct error err = { 0 };

	(void)state;
	assert_null(deck_writer_open(stdout,
				     &(struct deck_dialect){ .delimiter = '"' },
				     &columns, &err));
	assert_int_equal(err.kind, ERROR_USAGE);
}

/* ---- round trips --------------------------------------------------------- */

static void one_row_reads_back(void **state)
{
	struct note note = { .front = "f", .back = "b" };

	(void)state;
	assert_round_trips(&note, 1);
}

static void a_front_that_looks_like_a_header_reads_back(void **state)
{
	struct note notes[] = { { .front = "front", .back = "back" },
				{ .front = "term", .back = "definition" } };

	(void)state;
	assert_round_trips(notes, 2);
}

static void many_fields_with_strange_names_read_back(void **state)
{
	struct field fields[] = {
		{ "id", "1" },	      { "tags", "2" },	   { "deck", "3" },
		{ "cards", "4" },     { "front", "5" },	   { "back", "6" },
		{ "meaning", "7" },   { "word", "8" },	   { "field 3", "9" },
		{ "note", "10" },     { "note 2", "11" },  { "a,b;c|d", "12" },
		{ "\"q\"", "13" },    { "field:z", "14" }, { "english", "15" },
		{ "field 17", "16" }, { "#", "17" },
	};
	struct note note = { .front = "f",
			     .back = "b",
			     .fields = fields,
			     .field_count = sizeof(fields) / sizeof(*fields) };

	(void)state;
	assert_round_trips(&note, 1);
}

static void a_field_with_many_lines_and_tabs_reads_back(void **state)
{
	struct text code = { 0 };
	struct note note = { .front = "\"a\tb", .back = NULL };

	(void)state;
	for (int i = 0; i < 300; i++)
		text_add(&code, "if (x)\n\ty = \"\";\n");
	text_add(&code, "end");
	note.back = code.data;
	assert_round_trips(&note, 1);
	text_release(&code);
}

/* ---- property ------------------------------------------------------------ */

static size_t below(struct random *random, size_t limit)
{
	return (size_t)(random_next(random) % limit);
}

/* Text that CSV finds hard, without outer blanks. */
static const char *random_text(struct random *random, struct arena *arena)
{
	static const char *const pieces[] = {
		"\"", "\"", ",", ";", "|", "\t", "\n", "\n",   " ", "'",
		"a",  "词", "é", "#", "=", "\\", "1",  "\"\"", ":", "–",
	};
	static const char *const outer[] = { "\"", ",", ";", "|", "a",
					     "词", "#", "1", "'", "\"\"" };
	struct text text = { 0 };
	const char *copy;

	text_add(&text, outer[below(random, 10)]);
	for (size_t i = below(random, 12); i > 0; i--)
		text_add(&text, pieces[below(random, 20)]);
	text_add(&text, outer[below(random, 10)]);
	copy = text_copy(&text, arena);
	text_release(&text);
	return copy;
}

static void random_tags(struct random *random, struct arena *arena,
			struct note *note)
{
	static const char *const known[] = { "\"x\"", "a", "a|b", "词" };

	note->tags = arena_array(arena, 4, sizeof(*note->tags));
	for (size_t i = 0; i < 4; i++)
		if (below(random, 3) == 0)
			note->tags[note->tag_count++] = known[i];
}

static void random_fields(struct random *random, struct arena *arena,
			  const char *const *names, size_t count,
			  struct note *note)
{
	note->fields = arena_array(arena, count, sizeof(*note->fields));
	for (size_t i = 0; i < count; i++)
		if (i == 0 || below(random, 2))
			note->fields[note->field_count++] = (struct field){
				names[i], random_text(random, arena)
			};
}

/* The first note has all fields, so that all notes have them in its order. */
static void random_notes(struct random *random, struct arena *arena,
			 struct note *notes, size_t count)
{
	static const char *const names[] = { "x", "tags", "a, b", "note" };
	size_t fields = below(random, 5);

	for (size_t i = 0; i < count; i++) {
		notes[i] = (struct note){
			.front = random_text(random, arena),
			.back = random_text(random, arena),
			.directions = (unsigned)below(random, 4),
		};
		if (below(random, 2))
			notes[i].key = arena_printf(arena, "k\"%zu", i);
		if (below(random, 2))
			notes[i].deck = "a deck, of cards";
		random_tags(random, arena, &notes[i]);
		do {
			notes[i].field_count = 0;
			random_fields(random, arena, names, fields, &notes[i]);
		} while (i == 0 && notes[i].field_count < fields);
	}
}

static void what_is_written_reads_back_the_same(void **state)
{
	enum { ROUNDS = 300, NOTES_MOST = 12 };
	struct note notes[NOTES_MOST];
	struct random random;

	(void)state;
	for (unsigned seed = 1; seed <= ROUNDS; seed++) {
		struct arena arena = { 0 };
		size_t count;

		random_seed(&random, seed);
		count = 1 + below(&random, NOTES_MOST);
		random_notes(&random, &arena, notes, count);
		assert_round_trips(notes, count);
		arena_release(&arena);
	}
}

/* To look each up among all the others would take minutes. */
static void very_many_fields_take_no_quadratic_time(void **state)
{
	enum { MANY = 200000 };
	struct arena arena = { 0 };
	struct field *fields = arena_array(&arena, MANY, sizeof(*fields));
	struct field *others = arena_array(&arena, MANY, sizeof(*others));
	struct note notes[] = {
		{ .front = "f", .back = "b", .fields = fields },
		{ .front = "g", .back = "b", .fields = others },
	};
	size_t length;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		fields[i] = (struct field){
			.name = arena_printf(&arena, "%06zu", i),
			.value = "x",
		};
		others[MANY - 1 - i] = fields[i];
	}
	notes[0].field_count = notes[1].field_count = MANY;
	free(write_notes(notes, 2, '\0', false, &length));
	assert_int_equal(length, strlen("front,back\nf,b\ng,b\n") +
					 (7 + 2 + 2) * (size_t)MANY);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_note_is_two_columns_without_quotes),
		cmocka_unit_test(columns_appear_when_a_note_needs_them),
		cmocka_unit_test(quotes_are_doubled_and_line_breaks_quoted),
		cmocka_unit_test(a_field_called_like_a_column_gets_a_prefix),
		cmocka_unit_test(
			a_full_disk_is_an_error_at_the_latest_on_closing),
		cmocka_unit_test(a_delimiter_that_cannot_be_one_is_refused),
		cmocka_unit_test(one_row_reads_back),
		cmocka_unit_test(a_front_that_looks_like_a_header_reads_back),
		cmocka_unit_test(many_fields_with_strange_names_read_back),
		cmocka_unit_test(a_field_with_many_lines_and_tabs_reads_back),
		cmocka_unit_test(what_is_written_reads_back_the_same),
		cmocka_unit_test(very_many_fields_take_no_quadratic_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
