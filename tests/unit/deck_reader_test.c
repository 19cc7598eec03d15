#include "exchange/deck_reader.h"

#include "deck_file.h"
#include "descriptors.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "exchange/csv_records.h"

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
	if (note->start.given)
		text_printf(text, " start:%d/%d/%d/%d/%d",
			    (int)note->start.due_day, note->start.interval_days,
			    note->start.ease_centi, note->start.repetitions,
			    note->start.lapses);
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
		    "1 a=b;2 ! the row has a byte that is no text;3 e=f;");
	text_release(&bytes);
}

static void a_nul_byte_costs_one_row_in_any_encoding(void **state)
{
	static const char latin[] = "Caf\xE9;coffee\nM\xFCnz\0e;coin\n"
				    "s\xFC\xDF;sweet\nFl\xFCsse;rivers\n";
	/* Without its second byte one character turns all those after it. */
	static const char chinese[] =
		"\xB0\xAE\xBA\xC3;hobby\n"
		"\xB0\xD6\0\xD6\xB0\xD6\xB0\xD6\xB0\xD6;father\n"
		"\xB1\xAD\xD7\xD3;cup\n\xB1\xB1\xBE\xA9;Beijing\n";

	(void)state;
	expect_with(DECK_READER_DETECT, latin, sizeof(latin) - 1,
		    "1 Café=coffee;2 ! the row has a byte that is no text;"
		    "3 süß=sweet;4 Flüsse=rivers;");
	expect_with(DECK_READER_DETECT, chinese, sizeof(chinese) - 1,
		    "1 爱好=hobby;2 ! the row has a byte that is no text;"
		    "3 杯子=cup;4 北京=Beijing;");
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

static struct deck_reader *open_string(const char *bytes)
{
	struct error err = { 0 };
	struct deck_reader *reader = open_bytes(bytes, strlen(bytes),
						&DECK_READER_DETECT, &err);

	if (!reader)
		fail_msg("%s", err.message);
	return reader;
}

/* Counts are known once all rows have been read. */
static void read_all(struct deck_reader *reader)
{
	struct text text = { 0 };

	describe_rows(reader, &text);
	text_release(&text);
}

static void what_comes_before_the_rows_is_kept_verbatim(void **state)
{
	struct deck_reader *reader = open_string(
		"#separator:;\n#html:true\n# mine\n\r\na;b\n#x\n");
	const struct deck_format *format = deck_reader_format(reader);

	(void)state;
	assert_string_equal(format->preface,
			    "#separator:;\n#html:true\n# mine\n\r\n");
	assert_true(format->has_directives);
	assert_int_equal(format->html, HTML_YES);
	assert_false(format->quotes_all);
	read_all(reader);
	assert_int_equal(deck_reader_comment_rows(reader), 2);
	assert_int_equal(deck_reader_blank_rows(reader), 1);
	deck_reader_close(reader);
}

static void a_file_with_quotes_around_all_text_is_told(void **state)
{
	struct deck_reader *reader = open_string("\"a\",\"b\"\n\"c\",\n");

	(void)state;
	assert_true(deck_reader_format(reader)->quotes_all);
	deck_reader_close(reader);
	reader = open_string("\"a\",\"b\"\n\"c\",d\n");
	assert_false(deck_reader_format(reader)->quotes_all);
	deck_reader_close(reader);
}

static void a_title_is_passed_over_and_told(void **state)
{
	struct deck_reader *reader = open_string(
		"\nLesson 1\n\"by\nme\"\nword,meaning\na,b\n");
	const struct deck_format *format = deck_reader_format(reader);
	struct text text = { 0 };

	(void)state;
	assert_int_equal(format->preamble_rows, 2);
	assert_int_equal(format->preamble_line, 2);
	assert_int_equal(format->preamble_last_line, 4);
	assert_true(format->header);
	describe_rows(reader, &text);
	assert_string_equal(text_string(&text), "6 a=b;");
	deck_reader_close(reader);
	text_release(&text);
}

static void a_title_in_a_row_of_delimiters_needs_a_header(void **state)
{
	(void)state;
	expect("Lesson 1;;\n;;\nWord;Meaning;x\na;b;c\nd;e;\n",
	       "4 a=b {x:c};5 d=e;");
	expect("cat;\ndog;Hund\ncow;Kuh\n",
	       "1 ! there is no back;2 dog=Hund;3 cow=Kuh;");
}

static void the_first_row_that_is_too_wide_is_named(void **state)
{
	struct deck_reader *reader = open_string(
		"front,back\na,b\nc,d,e\nf,g,h\ni,j\n");

	(void)state;
	assert_int_equal(deck_reader_first_wide_line(reader), 0);
	read_all(reader);
	assert_int_equal(deck_reader_first_wide_line(reader), 3);
	assert_int_equal(deck_reader_wide_rows(reader), 2);
	deck_reader_close(reader);
}

/* ---- directives and comments --------------------------------------------- */

static void anki_files_say_what_their_columns_are(void **state)
{
	(void)state;
	expect("#separator:tab\n#html:true\n#guid column:1\n"
	       "#notetype column:2\n#deck column:3\n#tags column:6\n"
	       "x1\tBasic\tA::B\tcat\tKatze\tp q\n"
	       "x2\tBasic\t\t\"#1, \"\"one\"\"\nx\"\teins\t\n",
	       "7 cat=Katze {notetype:Basic} #p #q id:x1 deck:A::B;"
	       "8 #1, \"one\"\nx=eins {notetype:Basic} id:x2;");
	expect("#separator:Comma\n#columns:Back,Front,Tags\n#deck:Mine\n"
	       "#tags:z a\nKatze,cat,m\nBack,Front,Tags\nHund,dog,\n",
	       "5 cat=Katze #a #m #z deck:Mine;7 dog=Hund #a #z deck:Mine;");
	expect("#deck:All\nfront,back,deck\na,b,\nc,d,Own\n",
	       "3 a=b deck:All;4 c=d deck:Own;");
	expect("tags:one two\na\tb\n", "2 a=b #one #two;");
	expect("#columns:x,y\nword,meaning\na,b\n", "2 word=meaning;3 a=b;");
}

static void a_sep_line_decides_and_is_no_row(void **state)
{
	(void)state;
	expect("\xEF\xBB\xBF\"sep=;\"\r\na,x;b,y\r\nc,x;d,y\r\n",
	       "2 a,x=b,y;3 c,x=d,y;");
	expect("sep=;\na,b\nc,d\n", "2 a=b;3 c=d;");
}

static void lines_with_a_mark_are_comments_where_the_file_begins_so(
	void **state)
{
	(void)state;
	expect("# words, and more\na,b\n\n# x\n#y\n#include <x>,io\n",
	       "2 a=b;6 #include <x>=io;");
	expect("a,b\n# c,d\n", "1 a=b;2 # c=d;");
	expect("//HSK/1\n\xE7\x88\xB1\tlove\n//HSK/2\nx\ty\n",
	       "2 \xE7\x88\xB1=love;4 x=y;");
	expect("### One\na|b\n### Two\nc|d\n", "2 a=b;4 c=d;");
	expect("#f00,red\n#0f0,green\n", "1 #f00=red;2 #0f0=green;");
	expect("#\tword\tx\n1\ta\tb\n2\tc\td\n3\te\tf\n",
	       "2 a=b {#:1};3 c=d {#:2};4 e=f {#:3};");
	expect("#,word,meaning\n1,a,b\n2,c,d\n3,e,f\n",
	       "2 a=b {#:1};3 c=d {#:2};4 e=f {#:3};");
}

/* ---- tables, clozes, schedules ------------------------------------------- */

static void a_drawn_table_is_read_out_of_its_text(void **state)
{
	struct deck_reader *reader;

	(void)state;
	expect("# Words\n\nSome, that matter.\n\n| Term | Meaning |\n"
	       "|:-----|--------:|\n| a \\| b | \"or |\n| c | d |\n\n## More\n\n"
	       "| Word | Sense |\n|---|---|\n| e | f |\n",
	       "7 a | b=\"or;8 c=d;14 e=f;");
	expect("+---+---+\n| front | back |\n+---+---+\n| a | b |\n| c | d |\n"
	       "+---+---+\n",
	       "4 a=b;5 c=d;");
	expect(" front | back\n-------+------\n a | b\n(1 row)\n", "3 a=b;");
	expect("u,v\n---,---\na,b\n", "3 a=b;");
	expect("front|back\n--- | ---\na|b\n", "3 a=b;");
	reader = open_string("| a | b |\n|---|---|\n| c | d |\n");
	assert_true(deck_reader_format(reader)->table);
	deck_reader_close(reader);
}

static void what_ebb_writes_is_no_drawn_table(void **state)
{
	(void)state;
	expect("id|front|back|a b|cards\n|a|\"b|c\"||\n|d|e||\n|f|g||\n|h|i||\n",
	       "2 a=b|c;3 d=e;4 f=g;5 h=i;");
	expect("front,back\n---,---\na,b\n", "2 ---=---;3 a=b;");
	expect("front|back\na|\"b|c\"\n---|---\n", "2 a=b|c;3 ---=---;");
}

static void sentences_with_holes_are_one_column(void **state)
{
	struct deck_reader *reader = open_string(
		"{{c1::A}}, and b\nIn {{c1::C}} d\n# x\n");
	const struct deck_format *format = deck_reader_format(reader);

	(void)state;
	assert_int_equal(format->delimiter, '\t');
	assert_int_equal(format->columns.count, 1);
	assert_int_equal(format->columns.list[0].role, COLUMN_FRONT);
	deck_reader_close(reader);
}

static void a_header_in_the_middle_is_passed_over(void **state)
{
	(void)state;
	expect("word,meaning\na,b\nword,meaning\nc,d\n", "2 a=b;4 c=d;");
	expect("front,back\na,b\nfront,back\n", "2 a=b;3 front=back;");
}

static void columns_of_a_schedule_say_where_a_card_starts(void **state)
{
	(void)state;
	expect("front,back,due,interval,ease\na,b,1970-01-11,3,2.5\nc,d,,,\n"
	       "e,f,soon,1,2\n",
	       "2 a=b start:10/3/250/0/0;3 c=d;"
	       "4 ! `due` is not a date such as 2026-03-14;");
	expect("front,back,due\na,b,soon\n", "2 a=b {due:soon};");
}

static void a_file_of_comments_says_so(void **state)
{
	(void)state;
	refuse("# a\n# b, c\n", "the file has only comments");
	refuse("#separator:tab\n", "the file has only comments");
}

static void a_blank_or_a_letter_can_be_the_delimiter(void **state)
{
	struct deck_reader_options space = { .header = -1, .delimiter = ' ' };
	struct deck_reader_options letter = { .header = -1, .delimiter = 'x' };

	(void)state;
	expect_with(space, "cat Katze\ndog \"der Hund\"\n", 25,
		    "1 cat=Katze;2 dog=der Hund;");
	expect_with(letter, "axb\ncxd\n", 8, "1 a=b;2 c=d;");
}

/* ---- raw ----------------------------------------------------------------- */

static void every_record_is_delivered_in_its_place(void **state)
{
	static const char kinds[] = { [RAW_OTHER] = 'o',
				      [RAW_HEADER] = 'h',
				      [RAW_NOTE] = 'n',
				      [RAW_REJECTED] = 'r' };
	struct deck_reader *reader = open_string(
		"# x\nTitle\n\nword,meaning\r\na,\"b\nc\"\n,d\rword,meaning\n");
	struct arena arena = { 0 };
	struct text text = { 0 };
	struct raw_row raw;
	struct error err;

	(void)state;
	while (deck_reader_next_raw(reader, &arena, &raw, &err) &&
	       raw.kind != RAW_END)
		text_printf(&text, "%c%zu ", kinds[raw.kind], raw.field_count);
	assert_string_equal(text_string(&text), "o0 o1 o0 h2 n2 r2 h2 ");
	deck_reader_close(reader);
	arena_release(&arena);
	text_release(&text);
}

static void expect_raw_whole(const char *bytes, size_t length)
{
	struct error err;
	struct deck_reader *reader = open_bytes(bytes, length,
						&DECK_READER_DETECT, &err);
	struct arena arena = { 0 };
	struct text text = { 0 };
	struct raw_row raw;

	if (!reader)
		return;
	while (deck_reader_next_raw(reader, &arena, &raw, &err) &&
	       raw.kind != RAW_END) {
		text_append(&text, raw.raw.bytes, raw.raw.length);
		text_append(&text, raw.line_end.bytes, raw.line_end.length);
	}
	assert_int_equal(text.length, length);
	assert_memory_equal(text.data, bytes, length);
	deck_reader_close(reader);
	arena_release(&arena);
	text_release(&text);
}

/* Files made of the pieces that mean something, in any order. */
static void the_raw_records_of_any_file_are_the_file(void **state)
{
	static const char *const pieces[] = {
		"a",	   ",",		"b,c",	   "\"",   "\"x,y\"",
		"\n",	   "\r\n",	"\r",	   "# x",  "#y,z",
		"#tags:t", "//",	"sep=;\n", "|",	   "\t",
		"---|",	   "| - |",	" ",	   "\"\"", "front,back\n",
		";",	   "{{c1::h}}",
	};
	struct random random;
	struct text text = { 0 };

	(void)state;
	print_message("# seed 7\n");
	random_seed(&random, 7);
	for (int i = 0; i < 3000; i++) {
		int count = 1 + (int)(random_next(&random) % 24);

		text_clear(&text);
		while (count-- > 0)
			text_add(&text,
				 pieces[random_next(&random) %
					(sizeof(pieces) / sizeof(*pieces))]);
		expect_raw_whole(text.data, text.length);
	}
	text_release(&text);
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

/* A head, and a row that begins with it and is too long by a byte. */
static void refuse_overlong(const char *head, const char *message)
{
	size_t length = strlen(head), size = length + CSV_ROW_LIMIT + 1;
	char *bytes = memory_alloc(size);

	memcpy(bytes, head, length);
	memset(bytes + length, 'x', size - length);
	refuse_bytes(bytes, size, ERROR_FORMAT, message);
	free(bytes);
}

static void a_row_that_is_too_long_is_not_passed_for_none(void **state)
{
	(void)state;
	refuse_overlong("a,",
			"line 1: the row is longer than 16 MiB; mend it and "
			"import again");
	refuse_overlong("\nfront,back\na,",
			"line 3: the row is longer than 16 MiB; mend it and "
			"import again");
	refuse_overlong("#separator:tab\na\t",
			"line 2: the row is longer than 16 MiB; mend it and "
			"import again");
}

static void other_files_are_named_for_what_they_are(void **state)
{
	static const char binary[] =
		"this is a binary file, not text; export the deck as CSV, or "
		"say with --encoding how its text is written";
	char bytes[4096];
	struct random random;

	(void)state;
	random_seed(&random, 7);
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(random_next(&random) % 256);
	refuse_bytes(bytes, sizeof(bytes), ERROR_FORMAT, binary);
	refuse("\x89PNG\r\n\x1A\n",
	       "this is a picture or a sound, not text; name the deck itself");
	refuse_bytes("\x01\0\0\0\0\0\0\0x,y", 11, ERROR_FORMAT, binary);
	refuse_bytes("\x7F"
		     "ELF\0\0\0\x90\0",
		     9, ERROR_FORMAT, binary);
	refuse_bytes("\x90,\0\0", 4, ERROR_FORMAT, binary);
	refuse("PK\3\4 and so on",
	       "this is a package or a spreadsheet (zip), not text; export "
	       "the deck as CSV");
	refuse("version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
	       "this is a Git LFS pointer, not the deck itself; fetch the file "
	       "with `git lfs pull`");
	refuse("--- Mnemosyne Data Base --- Format Version 3 ---\n(lp1",
	       "this is an old Mnemosyne database (a Python pickle), which is "
	       "not safe to read; export it from Mnemosyne as text");
	refuse("\n<?xml version=\"1.0\"?>\n<deck>",
	       "this is XML or HTML, not rows of text; export the deck as "
	       "CSV");
	refuse("[\n{\"front\": \"a\"}]",
	       "this is JSON, not rows of text; export the deck as CSV");
	refuse("?????,???\n????,?\n",
	       "its letters are lost: most of it is question marks; export "
	       "the deck again, as UTF-8");
}

static void a_deck_may_begin_like_another_file(void **state)
{
	(void)state;
	expect("front,back\n---,--\n", "2 ---=--;");
	expect("PK,Personenkennzahl\nID3,tag\n", "1 PK=Personenkennzahl;"
						 "2 ID3=tag;");
	expect("{x},a set\n[a],a list\n", "1 {x}=a set;2 [a]=a list;");
	expect("<b>,bold\n<xml>,a tag\n", "1 <b>=bold;2 <xml>=a tag;");
	expect("who?,wer?\nwhy?,warum?\n", "1 who?=wer?;2 why?=warum?;");
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
	assert_null(
		deck_reader_open("/proc/self/mem", &DECK_READER_DETECT, &err));
	assert_int_equal(err.kind, ERROR_IO);
	assert_string_equal(err.message,
			    "cannot read the file: Input/output error");
}

static void a_pipe_can_be_read_twice(void **state)
{
	int passed_on = descriptors_passed_on();
	struct deck_file file;
	struct deck_reader *reader;
	struct error err;
	struct text text = { 0 };

	(void)state;
	deck_file_make(&file, "", 0);
	unlink(file.path);
	assert_int_equal(mkfifo(file.path, 0600), 0);
	if (fork() == 0) {
		/* Waits here for the reader, and the reader for it. */
		int feeder = open(file.path, O_WRONLY);

		_exit(write(feeder, "a,b\nc,d\n", 8) != 8 ||
		      write(feeder, "e,f\n", 4) != 4);
	}
	reader = deck_reader_open(file.path, &DECK_READER_DETECT, &err);
	assert_non_null(reader);
	assert_int_equal(descriptors_passed_on(), passed_on);
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
		cmocka_unit_test(a_nul_byte_costs_one_row_in_any_encoding),
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
		cmocka_unit_test(a_deck_may_begin_like_another_file),
		cmocka_unit_test(a_row_that_is_too_long_is_not_passed_for_none),
		cmocka_unit_test(other_files_are_named_for_what_they_are),
		cmocka_unit_test(one_column_is_refused_with_its_first_line),
		cmocka_unit_test(
			prose_is_refused_with_its_first_line_cut_short),
		cmocka_unit_test(a_file_that_cannot_be_read_says_why),
		cmocka_unit_test(a_pipe_can_be_read_twice),
		cmocka_unit_test(what_comes_before_the_rows_is_kept_verbatim),
		cmocka_unit_test(a_file_with_quotes_around_all_text_is_told),
		cmocka_unit_test(a_title_is_passed_over_and_told),
		cmocka_unit_test(a_title_in_a_row_of_delimiters_needs_a_header),
		cmocka_unit_test(the_first_row_that_is_too_wide_is_named),
		cmocka_unit_test(anki_files_say_what_their_columns_are),
		cmocka_unit_test(a_sep_line_decides_and_is_no_row),
		cmocka_unit_test(
			lines_with_a_mark_are_comments_where_the_file_begins_so),
		cmocka_unit_test(a_drawn_table_is_read_out_of_its_text),
		cmocka_unit_test(what_ebb_writes_is_no_drawn_table),
		cmocka_unit_test(sentences_with_holes_are_one_column),
		cmocka_unit_test(a_header_in_the_middle_is_passed_over),
		cmocka_unit_test(columns_of_a_schedule_say_where_a_card_starts),
		cmocka_unit_test(a_file_of_comments_says_so),
		cmocka_unit_test(a_blank_or_a_letter_can_be_the_delimiter),
		cmocka_unit_test(every_record_is_delivered_in_its_place),
		cmocka_unit_test(the_raw_records_of_any_file_are_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
