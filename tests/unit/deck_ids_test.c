#include "exchange/deck_ids.h"

#include "deck_file.h"

/* ---- helpers ------------------------------------------------------------- */

static const char two_rows[] = "front,back\nHund,dog\nKatze,cat\n";
static const char *const ids[] = { "k1", "k2", "k3" };

/* A file, read to its end as an import does before it has ids. */
struct deck {
	struct deck_file file;
	struct deck_reader *reader;
};

static bool read_to_end(struct deck_reader *reader, struct error *err)
{
	struct deck_row row = { 0 };
	bool ok = true;

	while (ok && row.kind != DECK_ROW_END) {
		struct arena arena = { 0 };

		ok = deck_reader_next(reader, &arena, &row, err);
		arena_release(&arena);
	}
	return ok;
}

static struct deck open_deck(const char *text)
{
	struct deck deck;
	struct error err;

	deck_file_make(&deck.file, text, strlen(text));
	deck.reader = deck_reader_open(deck.file.path, &DECK_READER_DETECT,
				       &err);
	assert_non_null(deck.reader);
	assert_true(read_to_end(deck.reader, &err));
	return deck;
}

static void close_deck(struct deck *deck)
{
	deck_reader_close(deck->reader);
	deck_file_remove(&deck->file);
}

/* In place, so that the descriptor is of it. */
static void write_over(const struct deck *deck, const char *text)
{
	FILE *file = fopen(deck->file.path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static bool write_with(const struct deck *deck, size_t count, char **written,
		       struct error *err)
{
	size_t length;
	FILE *out = open_memstream(written, &length);
	bool ok = deck_ids_write(deck->reader, ids, count, out, err);

	fclose(out);
	return ok;
}

static void expect_refused(const struct deck *deck, size_t count)
{
	struct error err = { 0 };
	char *written;

	assert_false(write_with(deck, count, &written, &err));
	free(written);
	assert_int_equal(err.kind, ERROR_CONFLICT);
	assert_string_equal(err.message,
			    "the file changed meanwhile; import it again");
}

/* ---- as many as there are rows ------------------------------------------- */

static void each_row_gets_its_id(void **state)
{
	struct deck deck = open_deck(two_rows);
	struct error err;
	char *written;

	(void)state;
	assert_true(write_with(&deck, 2, &written, &err));
	assert_string_equal(written,
			    "front,back,id\nHund,dog,k1\nKatze,cat,k2\n");
	free(written);
	close_deck(&deck);
}

static void more_or_fewer_ids_than_rows_are_refused(void **state)
{
	struct deck deck = open_deck(two_rows);

	(void)state;
	expect_refused(&deck, 1);
	expect_refused(&deck, 3);
	close_deck(&deck);
}

/* ---- a text that changed ------------------------------------------------- */

static void rows_that_are_there_now_are_refused(void **state)
{
	struct deck deck = open_deck(two_rows);

	(void)state;
	write_over(&deck, "front,back\nHund,dog\nKatze,cat\nEule,owl\n");
	expect_refused(&deck, 2);
	expect_refused(&deck, 3);
	write_over(&deck, "front,back\nHund,dog\n");
	expect_refused(&deck, 2);
	expect_refused(&deck, 1);
	close_deck(&deck);
}

static void any_byte_that_is_another_is_seen(void **state)
{
	struct deck deck = open_deck(two_rows);
	char text[sizeof(two_rows)];
	struct error err;

	(void)state;
	for (size_t i = strlen("front,back"); i + 1 < sizeof(text); i++) {
		memcpy(text, two_rows, sizeof(text));
		text[i] = text[i] == '\n' ? ' ' : 'x';
		write_over(&deck, text);
		expect_refused(&deck, 2);
	}
	write_over(&deck, two_rows);
	assert_true(deck_reader_rewind(deck.reader, &err));
	assert_true(read_to_end(deck.reader, &err));
	close_deck(&deck);
}

static void rows_that_changed_places_are_refused(void **state)
{
	struct deck deck = open_deck(two_rows);

	(void)state;
	write_over(&deck, "front,back\nKatze,cat\nHund,dog\n");
	expect_refused(&deck, 2);
	close_deck(&deck);
}

static void a_check_past_the_ids_ends_at_the_first_row_without(void **state)
{
	struct deck deck = open_deck(two_rows);
	struct deck now = open_deck(
		"front,back,id\nHund,dog,k1\nKatze,cat,k2\n");
	struct error err;

	(void)state;
	assert_true(deck_reader_rewind(now.reader, &err));
	assert_true(deck_ids_check(deck.reader, ids, 2, now.reader, &err));
	assert_true(deck_reader_rewind(now.reader, &err));
	assert_false(deck_ids_check(deck.reader, ids, 1, now.reader, &err));
	close_deck(&now);
	close_deck(&deck);
}

/* ---- the file that was opened -------------------------------------------- */

static void a_file_is_current_until_it_is_written(void **state)
{
	struct deck deck = open_deck(two_rows);

	(void)state;
	assert_true(deck_reader_is_current(deck.reader, deck.file.path));
	write_over(&deck, "front,back\nHund,dog\n");
	assert_false(deck_reader_is_current(deck.reader, deck.file.path));
	close_deck(&deck);
}

static void a_file_that_is_gone_is_not_current(void **state)
{
	struct deck deck = open_deck(two_rows);

	(void)state;
	unlink(deck.file.path);
	assert_false(deck_reader_is_current(deck.reader, deck.file.path));
	close_deck(&deck);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_gets_its_id),
		cmocka_unit_test(more_or_fewer_ids_than_rows_are_refused),
		cmocka_unit_test(rows_that_are_there_now_are_refused),
		cmocka_unit_test(any_byte_that_is_another_is_seen),
		cmocka_unit_test(rows_that_changed_places_are_refused),
		cmocka_unit_test(
			a_check_past_the_ids_ends_at_the_first_row_without),
		cmocka_unit_test(a_file_is_current_until_it_is_written),
		cmocka_unit_test(a_file_that_is_gone_is_not_current),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
