#include "exchange/deck_reader.h"

#include "deck_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/text.h"

/* ---- helpers ------------------------------------------------------------- */

static void describe_note(struct text *text, const struct note *note)
{
	text_printf(text, "%s=%s", note->front, note->back);
	for (size_t i = 0; i < note->field_count; i++)
		text_printf(text, " {%s:%s}", note->fields[i].name,
			    note->fields[i].value);
	for (size_t i = 0; i < note->tag_count; i++)
		text_printf(text, " #%s", note->tags[i]);
	if (note->key)
		text_printf(text, " id:%s", note->key);
	if (note->deck)
		text_printf(text, " deck:%s", note->deck);
	if (note->directions)
		text_printf(text, " cards:%u", note->directions);
}

/* Every row as "line note;" or "line ! reason;". */
static void describe_rows(struct deck_reader *reader, struct text *text)
{
	struct arena arena = { 0 };
	struct deck_row row;
	struct error err;

	while (deck_reader_next(reader, &arena, &row, &err) &&
	       row.kind != DECK_ROW_END) {
		text_printf(text, "%ld ", row.line);
		if (row.kind == DECK_ROW_NOTE)
			describe_note(text, &row.note);
		else
			text_printf(text, "! %s", row.reason);
		text_add_char(text, ';');
		arena_release(&arena);
	}
	arena_release(&arena);
	assert_int_equal(row.kind, DECK_ROW_END);
}

static struct deck_reader *open_bytes(const char *bytes, size_t length,
				      const struct deck_reader_options *options,
				      struct error *err)
{
	struct deck_file file;
	struct deck_reader *reader;

	deck_file_make(&file, bytes, length);
	reader = deck_reader_open(file.path, options, err);
	deck_file_remove(&file);
	return reader;
}

static void expect_with(struct deck_reader_options options, const char *bytes,
			size_t length, const char *rows)
{
	struct error err;
	struct deck_reader *reader = open_bytes(bytes, length, &options, &err);
	struct text text = { 0 };

	if (!reader)
		fail_msg("%s", err.message);
	describe_rows(reader, &text);
	assert_string_equal(text_string(&text), rows);
	deck_reader_close(reader);
	text_release(&text);
}

static void expect(const char *bytes, const char *rows)
{
	expect_with(DECK_READER_DETECT, bytes, strlen(bytes), rows);
}

static void refuse_bytes(const char *bytes, size_t length, enum error_kind kind,
			 const char *message)
{
	struct error err = { 0 };

	assert_null(open_bytes(bytes, length, &DECK_READER_DETECT, &err));
	assert_string_equal(err.message, message);
	assert_int_equal(err.kind, kind);
}

static void refuse(const char *bytes, const char *message)
{
	refuse_bytes(bytes, strlen(bytes), ERROR_FORMAT, message);
}

/* ---- rows ---------------------------------------------------------------- */

static void a_file_with_a_header_becomes_notes(void **state)
{
	(void)state;
	expect("front,back,example,tags,id,deck,cards\n"
	       "cat,Katze,\"a cat, a dog\",b a,k1,Animals,both\n"
	       "dog,Hund,,,,,\n"
	       "cow,Kuh,,,,,Reverse\n"
	       "hen,Henne,,,,,forward\n",
	       "2 cat=Katze {example:a cat, a dog} #a #b id:k1 deck:Animals "
	       "cards:3;3 dog=Hund;4 cow=Kuh cards:2;5 hen=Henne cards:1;");
}

static void a_file_without_a_header_loses_no_card(void **state)
{
	(void)state;
	expect("cat;Katze;x\ndog;Hund;\n",
	       "1 cat=Katze {field 3:x};2 dog=Hund;");
	expect("cat\tKatze", "1 cat=Katze;");
}

static void each_delimiter_is_detected(void **state)
{
	struct error err;

	(void)state;
	for (const char *c = ",;|\t"; *c; c++) {
		char bytes[64];
		struct deck_reader *reader;

		snprintf(bytes, sizeof(bytes), "9:00%cneun\na b%cx.y\n", *c,
			 *c);
		reader = open_bytes(bytes, strlen(bytes), &DECK_READER_DETECT,
				    &err);
		assert_non_null(reader);
		assert_int_equal(deck_reader_format(reader)->delimiter, *c);
		deck_reader_close(reader);
	}
}

static void colons_and_addresses_do_not_confuse_the_comma(void **state)
{
	(void)state;
	expect("9:00,nine\nhttp://a.b,link\na::b,scope\nx|y,or\n",
	       "1 9:00=nine;2 http://a.b=link;3 a::b=scope;4 x|y=or;");
}

static void a_row_that_begins_with_a_hash_is_a_row(void **state)
{
	(void)state;
	expect("term,meaning\n#include <stdio.h>,stdio\n",
	       "2 #include <stdio.h>=stdio;");
}

static void every_bad_row_is_rejected_with_its_line_and_the_rest_stay(
	void **state)
{
	(void)state;
	expect("front,back,x,cards\n"
	       "a,\"b\nb\",,\n"
	       ",b,,\n"
	       "a,,c,\n"
	       "a\n"
	       "\n"
	       "a,b,,sideways\n"
	       "y,z,,\n",
	       "2 a=b\nb;4 ! the front is empty;5 ! there is no back;"
	       "6 ! there is only one field;"
	       "8 ! `cards` is none of forward, both, reverse;9 y=z;");
}

static void a_nul_byte_costs_one_row(void **state)
{
	struct text bytes = { 0 };

	(void)state;
	text_append(&bytes, "a,b\nc,d\0\ne,f\n", 13);
	text_add_repeated(&bytes, '\n', 50);
	expect_with(DECK_READER_DETECT, bytes.data, bytes.length,
		    "1 a=b;2 ! the row has a NUL byte;3 e=f;");
	text_release(&bytes);
}

static void a_name_with_a_nul_byte_is_no_name(void **state)
{
	static const char bytes[] = "front,back,x\t\0y\na,b,c\nd,e,f\ng,h,i\n"
				    "j,k,l\n";

	(void)state;
	expect_with(DECK_READER_DETECT, bytes, sizeof(bytes) - 1,
		    "2 a=b {field 3:c};3 d=e {field 3:f};4 g=h {field 3:i};"
		    "5 j=k {field 3:l};");
}

static void blank_rows_are_passed_over_and_counted(void **state)
{
	const char *bytes = "\n  \nfront,back\n,\na,b\n \t\xE3\x80\x80,  \n\n";
	struct error err;
	struct text text = { 0 };
	struct deck_reader *reader = open_bytes(bytes, strlen(bytes),
						&DECK_READER_DETECT, &err);

	(void)state;
	assert_non_null(reader);
	describe_rows(reader, &text);
	assert_string_equal(text_string(&text), "5 a=b;");
	assert_int_equal(deck_reader_blank_rows(reader), 5);
	deck_reader_close(reader);
	text_release(&text);
}

static void fields_beyond_the_header_are_kept_and_the_rows_counted(void **state)
{
	const char *bytes = "front,back\na,b,c,,e\nf,g,,,\nh,i\nj,k\n";
	struct error err;
	struct text text = { 0 };
	struct deck_reader *reader = open_bytes(bytes, strlen(bytes),
						&DECK_READER_DETECT, &err);

	(void)state;
	assert_non_null(reader);
	describe_rows(reader, &text);
	assert_string_equal(text_string(&text),
			    "2 a=b {field 3:c} {field 5:e};3 f=g;4 h=i;"
			    "5 j=k;");
	assert_int_equal(deck_reader_wide_rows(reader), 1);
	deck_reader_close(reader);
	text_release(&text);
}

static void a_field_that_stands_in_becomes_the_back(void **state)
{
	(void)state;
	expect("word,translation_en,translation_de,note\n"
	       "и,and,und,x\nв,,in,y\nа,,,z\n",
	       "2 и=and {translation_de:und} {note:x};3 в=in {note:y};"
	       "4 ! there is no back;");
}

static void outer_blanks_go_and_inner_line_breaks_stay(void **state)
{
	(void)state;
	expect("front,back\r\n\" a\r\nb\xC2\xA0\",\xE3\x80\x80 c \r\n",
	       "2 a\nb=c;");
}

static void an_unclosed_quote_swallows_no_row(void **state)
{
	(void)state;
	expect("\"a,1\nb,2\nc,\"3\nd,4\n", "1 \"a=1;2 b=2;3 c=\"3;4 d=4;");
}

static void a_column_that_counts_the_rows_is_a_field(void **state)
{
	(void)state;
	expect("1,cat,Katze\n2,dog,Hund\n3,cow,Kuh\n",
	       "1 cat=Katze {field 1:1};2 dog=Hund {field 1:2};"
	       "3 cow=Kuh {field 1:3};");
}

/* ---- options ------------------------------------------------------------- */

static void options_override_what_is_detected(void **state)
{
	const char *bytes = "front,back\na,b:c\n";
	size_t length = strlen(bytes);
	struct deck_reader_options no_header = { .header = 0 };
	struct deck_reader_options map = { .header = -1, .map = "front=2" };
	struct deck_reader_options colon = { .header = 1, .delimiter = ':' };

	(void)state;
	expect_with(no_header, bytes, length, "1 front=back;2 a=b:c;");
	expect_with(map, bytes, length, "2 b:c=a;");
	expect_with(colon, "x:y\na:b\n", 8, "2 a=b;");
}

static void a_map_with_names_makes_the_first_row_a_header(void **state)
{
	struct deck_reader_options map = { .header = -1,
					   .map = "front=Zwei,back=Eins" };

	(void)state;
	expect_with(map, "Eins,Zwei\na,b\n", 14, "2 b=a;");
}

static void a_delimiter_that_cannot_be_one_is_refused(void **state)
{
	struct error err;

	(void)state;
	for (const char *c = "\"\n\r\xC3"; *c; c++) {
		struct deck_reader_options options = { .delimiter = *c };

		assert_null(open_bytes("a,b\n", 4, &options, &err));
		assert_int_equal(err.kind, ERROR_USAGE);
	}
}

/* ---- format -------------------------------------------------------------- */

static void byte_order_marks_are_removed_and_told(void **state)
{
	const char *bytes = "\xEF\xBB\xBF\xEF\xBB\xBF\"front\",back\na,b\n";
	struct error err;
	struct deck_reader *reader = open_bytes(bytes, strlen(bytes),
						&DECK_READER_DETECT, &err);
	const struct deck_format *format;

	(void)state;
	assert_non_null(reader);
	format = deck_reader_format(reader);
	assert_string_equal(format->encoding, "UTF-8 with BOM");
	assert_true(format->header);
	assert_int_equal(format->columns.count, 2);
	assert_string_equal(format->columns.list[0].name, "front");
	assert_int_equal(format->columns.list[1].role, COLUMN_BACK);
	deck_reader_close(reader);
}

static void rewinding_gives_the_same_rows_again(void **state)
{
	const char *bytes = "front,back\na,b,c\n\nd,e\n";
	struct error err;
	struct text once = { 0 }, twice = { 0 };
	struct deck_reader *reader = open_bytes(bytes, strlen(bytes),
						&DECK_READER_DETECT, &err);

	(void)state;
	assert_non_null(reader);
	describe_rows(reader, &once);
	assert_true(deck_reader_rewind(reader, &err));
	describe_rows(reader, &twice);
	assert_string_equal(once.data, twice.data);
	assert_int_equal(deck_reader_blank_rows(reader), 1);
	assert_int_equal(deck_reader_wide_rows(reader), 1);
	deck_reader_close(reader);
	text_release(&once);
	text_release(&twice);
}

/* ---- what is no deck ----------------------------------------------------- */

static void what_is_empty_is_refused(void **state)
{
	(void)state;
	refuse("", "the file is empty");
	refuse("\xEF\xBB\xBF", "the file is empty");
	refuse("\n \r\n,,\n", "the file has only blank lines");
	refuse("front,back\n\n,\n", "the file has only a header");
}

static void bytes_that_are_not_utf8_are_refused_with_their_line(void **state)
{
	struct text bytes = { 0 };

	(void)state;
	refuse("a,b\r\nc,caf\xE9\r\n",
	       "line 2 is not UTF-8 (byte 0xE9); save the file as UTF-8");
	refuse("a,b\rc,d\xC3",
	       "line 2 is not UTF-8 (byte 0xC3); save the file as UTF-8");
	/* A character across the edge of a read is no error, wherever. */
	for (size_t i = 0; i < 4; i++) {
		text_clear(&bytes);
		text_add_repeated(&bytes, 'x', 65536 - 4 + i);
		text_add(&bytes, "€😀,b\n\x80");
		refuse(bytes.data,
		       "line 2 is not UTF-8 (byte 0x80); save the file as "
		       "UTF-8");
	}
	text_release(&bytes);
}

static void other_files_are_named_for_what_they_are(void **state)
{
	(void)state;
	refuse_bytes("\xFF\xFE"
		     "a\0,\0b\0",
		     8, ERROR_FORMAT,
		     "the file is UTF-16, not UTF-8; save it as UTF-8");
	refuse_bytes("a\0,\0b\0\n\0", 8, ERROR_FORMAT,
		     "the file looks like UTF-16, not UTF-8; save it as UTF-8");
	refuse_bytes("\x01\0\0\0\0\0\0\0x,y", 11, ERROR_FORMAT,
		     "this is a binary file, not text");
	refuse_bytes("\x7F"
		     "ELF\0\0\0\x90\0",
		     9, ERROR_FORMAT, "this is a binary file, not text");
	refuse_bytes("\x90,\0\0", 4, ERROR_FORMAT,
		     "this is a binary file, not text");
	refuse("PK\3\4 and so on",
	       "this is a package or a spreadsheet (zip), not text; export "
	       "the deck as CSV");
}

static void one_column_is_refused_with_its_first_line(void **state)
{
	(void)state;
	refuse("\n\x1B[31mcat and dog\ncow\n",
	       "every row is one field, but a card needs a front and a back; "
	       "if something divides them, say what with --delimiter; the "
	       "file begins: ␛[31mcat and dog ⏎ cow");
}

static void prose_is_refused_with_its_first_line_cut_short(void **state)
{
	(void)state;
	refuse("This is a story of a cat that could speak, and of a dog.\n"
	       "It was a dark night.\nNothing moved.\nThe end.\n",
	       "cannot tell what divides the fields (comma, tab, semicolon "
	       "and pipe were tried); say it with --delimiter; the file "
	       "begins: This is a story of a cat that could speak, and of … ⏎ "
	       "It was a dark night. ⏎ Nothing moved.");
}

static void a_file_that_cannot_be_read_says_why(void **state)
{
	struct error err;

	(void)state;
	assert_null(deck_reader_open("/nonexistent/deck.csv",
				     &DECK_READER_DETECT, &err));
	assert_int_equal(err.kind, ERROR_NOT_FOUND);
	assert_string_equal(err.message,
			    "cannot open the file: No such file or directory");
	assert_null(deck_reader_open("/", &DECK_READER_DETECT, &err));
	assert_int_equal(err.kind, ERROR_IO);
	assert_string_equal(err.message, "this is a directory");
}

static void a_pipe_can_be_read_twice(void **state)
{
	struct deck_file file;
	struct deck_reader *reader;
	struct error err;
	struct text text = { 0 };
	int feeder;

	(void)state;
	deck_file_make(&file, "", 0);
	unlink(file.path);
	assert_int_equal(mkfifo(file.path, 0600), 0);
	feeder = open(file.path, O_RDWR);
	assert_int_equal(write(feeder, "a,b\nc,d\n", 8), 8);
	if (fork() == 0) {
		int own = open(file.path, O_WRONLY);

		close(feeder);
		_exit(write(own, "e,f\n", 4) != 4);
	}
	close(feeder);
	reader = deck_reader_open(file.path, &DECK_READER_DETECT, &err);
	assert_non_null(reader);
	describe_rows(reader, &text);
	assert_true(deck_reader_rewind(reader, &err));
	describe_rows(reader, &text);
	assert_string_equal(text_string(&text),
			    "1 a=b;2 c=d;3 e=f;1 a=b;2 c=d;3 e=f;");
	deck_reader_close(reader);
	deck_file_remove(&file);
	text_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_with_a_header_becomes_notes),
		cmocka_unit_test(a_file_without_a_header_loses_no_card),
		cmocka_unit_test(each_delimiter_is_detected),
		cmocka_unit_test(colons_and_addresses_do_not_confuse_the_comma),
		cmocka_unit_test(a_row_that_begins_with_a_hash_is_a_row),
		cmocka_unit_test(
			every_bad_row_is_rejected_with_its_line_and_the_rest_stay),
		cmocka_unit_test(a_nul_byte_costs_one_row),
		cmocka_unit_test(a_name_with_a_nul_byte_is_no_name),
		cmocka_unit_test(blank_rows_are_passed_over_and_counted),
		cmocka_unit_test(
			fields_beyond_the_header_are_kept_and_the_rows_counted),
		cmocka_unit_test(a_field_that_stands_in_becomes_the_back),
		cmocka_unit_test(outer_blanks_go_and_inner_line_breaks_stay),
		cmocka_unit_test(an_unclosed_quote_swallows_no_row),
		cmocka_unit_test(a_column_that_counts_the_rows_is_a_field),
		cmocka_unit_test(options_override_what_is_detected),
		cmocka_unit_test(a_map_with_names_makes_the_first_row_a_header),
		cmocka_unit_test(a_delimiter_that_cannot_be_one_is_refused),
		cmocka_unit_test(byte_order_marks_are_removed_and_told),
		cmocka_unit_test(rewinding_gives_the_same_rows_again),
		cmocka_unit_test(what_is_empty_is_refused),
		cmocka_unit_test(
			bytes_that_are_not_utf8_are_refused_with_their_line),
		cmocka_unit_test(other_files_are_named_for_what_they_are),
		cmocka_unit_test(one_column_is_refused_with_its_first_line),
		cmocka_unit_test(
			prose_is_refused_with_its_first_line_cut_short),
		cmocka_unit_test(a_file_that_cannot_be_read_says_why),
		cmocka_unit_test(a_pipe_can_be_read_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
