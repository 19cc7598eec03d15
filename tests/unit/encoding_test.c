#include "exchange/encoding.h"

#include "deck_file.h"

#include <iconv.h>

#include "base/text.h"
#include "exchange/byte_survey.h"
#include "exchange/deck_source.h"

/* ---- helpers ------------------------------------------------------------- */

/* A text in an encoding, by the name iconv knows. */
static void recode(const char *text, const char *encoding, struct text *bytes)
{
	iconv_t converter = iconv_open(encoding, "UTF-8");
	char *from = (char *)text;
	size_t left = strlen(text);
	char buffer[4096], *to = buffer;
	size_t room = sizeof(buffer);

	assert_true(converter != (iconv_t)-1);
	assert_int_equal(iconv(converter, &from, &left, &to, &room), 0);
	text_append(bytes, buffer, (size_t)(to - buffer));
	iconv_close(converter);
}

static void read_text(struct deck_source *source, struct text *text)
{
	char buffer[777];
	size_t length;
	struct error err;

	do {
		assert_true(deck_source_read(source, buffer, sizeof(buffer),
					     &length, &err));
		text_append(text, buffer, length);
	} while (length > 0);
}

/* The bytes of a file, the encoding a person says or NULL; what is found and
 * what is read. */
static void expect_source(const char *bytes, size_t length, const char *said,
			  const char *encoding, const char *text)
{
	struct deck_file file;
	struct deck_source *source;
	struct text got = { 0 };
	struct error err;

	deck_file_make(&file, bytes, length);
	source = deck_source_open(file.path, said, &err);
	deck_file_remove(&file);
	if (!source)
		fail_msg("%s: %s", encoding, err.message);
	assert_string_equal(deck_source_encoding(source), encoding);
	for (int twice = 0; twice < 2; twice++) {
		assert_true(deck_source_rewind(source, &err));
		text_clear(&got);
		read_text(source, &got);
		assert_int_equal(got.length, strlen(text));
		assert_string_equal(text_string(&got), text);
		assert_int_equal(deck_source_percent(source), 100);
	}
	text_release(&got);
	deck_source_close(source);
}

static void expect_detected(const char *text, const char *iconv_name,
			    const char *encoding)
{
	struct text bytes = { 0 };

	recode(text, iconv_name, &bytes);
	expect_source(bytes.data, bytes.length, NULL, encoding, text);
	text_release(&bytes);
}

/* ---- what is certain ----------------------------------------------------- */

static void a_byte_order_mark_decides_and_is_gone(void **state)
{
	(void)state;
	expect_source("\xEF\xBB\xBF"
		      "a,b\n",
		      7, NULL, "UTF-8 with BOM", "a,b\n");
	expect_source("\xEF\xBB\xBF\xEF\xBB\xBF"
		      "a,b\n",
		      10, NULL, "UTF-8 with BOM", "a,b\n");
	expect_source("\xFF\xFE"
		      "a\0,\0\xE9\0\n\0",
		      10, NULL, "UTF-16LE with BOM", "a,é\n");
	expect_source("\xFE\xFF"
		      "\0a\0,\x8B\xCD\0\n",
		      10, NULL, "UTF-16BE with BOM", "a,词\n");
}

static void nuls_at_every_other_place_are_utf16(void **state)
{
	(void)state;
	expect_detected("dog\tHund\ncat\tKatze\n", "UTF-16LE", "UTF-16LE");
	expect_detected("dog\tHund\ncat\tKatze\n", "UTF-16BE", "UTF-16BE");
	expect_detected("英文\t中文\n狗\t犬\n猫\t貓\n鸟\t鳥\n", "UTF-16LE",
			"UTF-16LE");
}

static void what_is_utf8_is_never_guessed(void **state)
{
	(void)state;
	expect_source("a,b\n", 4, NULL, "UTF-8", "a,b\n");
	expect_source("caf\xC3\xA9,b\n", 8, NULL, "UTF-8", "café,b\n");
	expect_source("\xE2\x80\x99", 3, NULL, "UTF-8", "’");
}

/* ---- what is likely ------------------------------------------------------ */

static void older_encodings_are_told_apart(void **state)
{
	static const struct {
		const char *iconv_name, *encoding, *text;
	} samples[] = {
		{ "CP1252", "CP1252",
		  "Löwe;lion\nGemüse;vegetables\nFuß;foot\nÄpfel;apples\n" },
		{ "CP1252", "CP1252",
		  "forêt;wood\ndéjà;already\nleçon;lesson\nœil;eye\nÉtat;state\n"
		  "l’été;summer\n" },
		{ "CP1252", "CP1252",
		  "año;year\njardín;garden\n¿cuándo?;when?\nÁngel;angel\n" },
		{ "MACINTOSH", "MacRoman",
		  "Löwe;lion\nGemüse;vegetables\nFuß;foot\nÄpfel;apples\n" },
		{ "MACINTOSH", "MacRoman",
		  "forêt;wood\ndéjà;already\nleçon;lesson\nœil;eye\n" },
		{ "CP1250", "CP1250",
		  "chléb;bread\nčtyři;four\nsůl;salt\nměsíc;moon\nšest;six\n" },
		{ "CP1250", "CP1250",
		  "wąż;snake\ngwóźdź;nail\nmiłość;love\nćwierć;quarter\n" },
		{ "CP1251", "CP1251",
		  "река;river\nсолнце;sun\nмолоко;milk\nЯблоко;apple\n" },
		{ "CP1251", "CP1251",
		  "сонце;sun\nриба;fish\nкиїв;kyiv\nміст;bridge\n" },
		{ "KOI8-R", "KOI8-R",
		  "река;river\nсолнце;sun\nмолоко;milk\nЯблоко;apple\n" },
		{ "GB18030", "GB18030",
		  "太阳,sun\n河流,river\n牛奶,milk\n月亮,moon\n面包,bread\n" },
		{ "CP950", "Big5",
		  "太陽,sun\n河流,river\n牛奶,milk\n月亮,moon\n麵包,bread\n" },
		{ "CP932", "CP932",
		  "たいよう,太陽\nかわ,川\nパン,bread\n月,moon\n牛乳,milk\n" },
		{ "CP949", "CP949",
		  "태양,sun\n강,river\n우유,milk\n달,moon\n빵,bread\n바다,sea\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		expect_detected(samples[i].text, samples[i].iconv_name,
				samples[i].encoding);
}

static void a_guess_is_called_one(void **state)
{
	static const char *const bytes[] = { "caf\xE9,coffee\n", "a,b\n" };
	struct error err;

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct deck_file file;
		struct deck_source *source;

		deck_file_make(&file, bytes[i], strlen(bytes[i]));
		source = deck_source_open(file.path, NULL, &err);
		assert_non_null(source);
		assert_int_equal(deck_source_guessed(source), i == 0);
		deck_source_close(source);
		deck_file_remove(&file);
	}
}

/* ---- what is damaged ----------------------------------------------------- */

static void a_few_damaged_bytes_do_not_make_it_another_encoding(void **state)
{
	struct text bytes = { 0 }, text = { 0 };
	struct deck_file file;
	struct deck_source *source;
	struct error err;

	(void)state;
	for (int i = 0; i < 50; i++)
		text_add(&bytes, "café,Kaffee\n");
	text_add(&bytes, "br\xE9\x80\x65,x\n");
	deck_file_make(&file, bytes.data, bytes.length);
	source = deck_source_open(file.path, NULL, &err);
	assert_non_null(source);
	assert_string_equal(deck_source_encoding(source), "UTF-8");
	assert_true(deck_source_rewind(source, &err));
	read_text(source, &text);
	assert_memory_equal(text.data + text.length - 5, "\0e,x\n", 5);
	deck_source_close(source);
	deck_file_remove(&file);
	text_release(&bytes);
	text_release(&text);
}

/* A character may be cut anywhere by the reading of the file in pieces. */
static void what_is_beyond_unicode_is_damage(void **state)
{
	struct text text = { 0 };
	struct deck_source *source;
	struct deck_file file;
	struct error err;

	(void)state;
	deck_file_make(&file, "\xEF\xBB\xBF\xF6\x8B\x9A\x85,s\n", 10);
	source = deck_source_open(file.path, NULL, &err);
	assert_non_null(source);
	assert_true(deck_source_rewind(source, &err));
	read_text(source, &text);
	assert_int_equal(text.length, 7);
	assert_memory_equal(text.data, "\0\0\0\0,s\n", 7);
	deck_source_close(source);
	deck_file_remove(&file);
	text_release(&text);
}

static void pieces_of_any_size_are_one_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct text text = { 0 };

		for (size_t k = 0; k < 65536 - 4 + i; k++)
			text_add_char(&text, 'x');
		text_add(&text, "€词語,b\n");
		expect_source(text.data, text.length, NULL, "UTF-8",
			      text_string(&text));
		text_release(&text);
	}
}

/* ---- decoding in pieces -------------------------------------------------- */

static bool take(void *context, const char *text, size_t length,
		 struct error *err)
{
	(void)err;
	text_append(context, text, length);
	return true;
}

static bool refuse(void *context, const char *text, size_t length,
		   struct error *err)
{
	(void)context;
	(void)text;
	(void)length;
	return error_set(err, ERROR_IO, "full");
}

/* All bytes of a text, so many at a time. */
static void decode(const char *encoding, const struct text *bytes, size_t size,
		   struct text *out)
{
	const struct encoding said = { .name = encoding,
				       .iconv_name = encoding };
	struct encoding_decoder *decoder;
	struct error err;

	decoder = encoding_decoder_open(&said, take, out, &err);
	assert_non_null(decoder);
	for (size_t at = 0; at < bytes->length; at += size)
		assert_true(encoding_decoder_put(
			decoder, bytes->data + at,
			at + size < bytes->length ? size : bytes->length - at,
			&err));
	assert_true(encoding_decoder_close(decoder, &err));
}

static void a_character_may_be_cut_anywhere(void **state)
{
	static const char *const encodings[] = { "UTF-8", "UTF-16LE",
						 "UTF-16BE", "GB18030" };
	static const char text[] = "嵌入,embedding\n词元,\U0001F600 €\n";

	(void)state;
	for (size_t i = 0; i < sizeof(encodings) / sizeof(*encodings); i++) {
		struct text bytes = { 0 };

		recode(text, encodings[i], &bytes);
		for (size_t size = 1; size <= bytes.length; size++) {
			struct text out = { 0 };

			decode(encodings[i], &bytes, size, &out);
			assert_string_equal(text_string(&out), text);
			text_release(&out);
		}
		text_release(&bytes);
	}
}

static void a_character_that_never_ends_is_damage(void **state)
{
	struct text bytes = { 0 };

	(void)state;
	text_add(&bytes, "a,\xC8");
	for (size_t size = 1; size <= 3; size++) {
		struct text out = { 0 };

		decode("GB18030", &bytes, size, &out);
		assert_int_equal(out.length, 3);
		assert_memory_equal(out.data, "a,\0", 3);
		text_release(&out);
	}
	text_release(&bytes);
}

static void what_follows_a_character_that_cp949_lacks_is_kept(void **state)
{
	static const char refused[] = "\xA2\xE8"
				      "a,\xE8\xE5";
	struct text bytes = { 0 };

	(void)state;
	text_add(&bytes, refused);
	for (size_t size = 1; size <= bytes.length; size++) {
		struct text out = { 0 };

		decode("CP949", &bytes, size, &out);
		assert_int_equal(out.length, 6);
		assert_memory_equal(out.data, "\0a,猥", 6);
		text_release(&out);
	}
	text_release(&bytes);
}

static void expect_decoded(const char *encoding, const char *bytes,
			   const char *text, size_t length)
{
	struct text all = { 0 };

	text_add(&all, bytes);
	for (size_t size = 1; size <= all.length; size++) {
		struct text out = { 0 };

		decode(encoding, &all, size, &out);
		assert_int_equal(out.length, length);
		assert_memory_equal(out.data, text, length);
		text_release(&out);
	}
	text_release(&all);
}

static void a_letter_that_may_get_a_mark_is_kept_where_none_follows(
	void **state)
{
	(void)state;
	expect_decoded("CP1258", "a,xb", "a,xb", 4);
	expect_decoded("TCVN", "a,xb", "a,xb", 4);
	expect_decoded("CP1258", "o\xD2", "ỏ", 3);
	expect_decoded("CP1258", "x\xD2y", "x̉y", 4);
	expect_decoded("CP1258", "x\x8Ay", "x\0y", 3);
	expect_decoded("EUC-JISX0213", "\xA4\xAB", "か", 3);
	expect_decoded("EUC-JISX0213", "\xA4\xAB\xA4", "か\0", 4);
}

static void a_damaged_byte_does_not_end_a_shift(void **state)
{
	(void)state;
	expect_decoded("ISO-2022-JP", "\x1B$B$\"\xFF$\"\x1B(Bx", "あ\0あx", 8);
}

static void who_cannot_take_the_text_ends_the_decoding(void **state)
{
	const struct encoding said = { .name = "GB18030",
				       .iconv_name = "GB18030" };
	struct encoding_decoder *decoder;
	struct error err;

	(void)state;
	decoder = encoding_decoder_open(&said, refuse, NULL, &err);
	assert_true(encoding_decoder_put(decoder, "\xC8", 1, &err));
	assert_false(encoding_decoder_put(decoder, "\xEB,", 2, &err));
	assert_string_equal(err.message, "full");
	assert_false(encoding_decoder_put(decoder, "a", 1, &err));
	assert_false(encoding_decoder_close(decoder, &err));
	decoder = encoding_decoder_open(&said, refuse, NULL, &err);
	assert_true(encoding_decoder_put(decoder, "\xC8", 1, &err));
	assert_false(encoding_decoder_close(decoder, &err));
}

static void an_encoding_without_a_decoder_is_told(void **state)
{
	const struct encoding said = { .name = "klingon",
				       .iconv_name = "klingon" };
	struct error err;

	(void)state;
	assert_null(encoding_decoder_open(&said, take, NULL, &err));
	assert_int_equal(strncmp(err.message, "klingon: ", 9), 0);
}

static void a_survey_counts_the_same_in_pieces(void **state)
{
	static const char bytes[] = "aé\r\n词\xE9,\x80\n\xF0\x9F\x98\x80\r";
	size_t length = sizeof(bytes) - 1;
	struct byte_survey whole = { 0 };

	(void)state;
	byte_survey_add(&whole, bytes, length);
	byte_survey_end(&whole);
	assert_int_equal(whole.characters, 3);
	assert_int_equal(whole.faults, 2);
	for (size_t cut = 1; cut < length; cut++) {
		struct byte_survey pieces = { 0 };

		byte_survey_add(&pieces, bytes, cut);
		byte_survey_add(&pieces, bytes + cut, length - cut);
		byte_survey_end(&pieces);
		assert_int_equal(pieces.characters, whole.characters);
		assert_int_equal(pieces.faults, whole.faults);
		assert_int_equal(pieces.lf, 1);
		assert_int_equal(pieces.crlf, 1);
		assert_int_equal(pieces.cr, 1);
	}
}

/* ---- what a person says -------------------------------------------------- */

static void names_are_known_however_they_are_spelt(void **state)
{
	(void)state;
	expect_source("\x82\xA0,b\n", 5, "Shift_JIS", "CP932", "あ,b\n");
	expect_source("\x82\xA0,b\n", 5, "sjis", "CP932", "あ,b\n");
	expect_source("\xE9,b\n", 4, "ISO-8859-1", "CP1252", "é,b\n");
	expect_source("\xE9,b\n", 4, "latin 1", "CP1252", "é,b\n");
	expect_source("\xE9,b\n", 4, "windows-1251", "CP1251", "й,b\n");
	expect_source("\xA4\xA4,b\n", 5, "big-5", "Big5", "中,b\n");
	expect_source("\xE1,b\n", 4, "ISO-8859-7", "ISO-8859-7", "α,b\n");
}

/* But for a mark of the same. */
static void what_a_person_says_is_so(void **state)
{
	(void)state;
	expect_source("\xEF\xBB\xBF"
		      "a,b\n",
		      7, "CP1252", "CP1252", "ï»¿a,b\n");
	expect_source("\xFE\xFF"
		      "\0a\0,\0b\0\n",
		      10, "UTF-16", "UTF-16BE with BOM", "a,b\n");
	expect_source("a,b\n", 4, "UTF-8", "UTF-8", "a,b\n");
}

static void a_name_that_nobody_knows_is_refused(void **state)
{
	struct encoding encoding;
	struct error err;

	(void)state;
	assert_false(encoding_find("klingon", &encoding, &err));
	assert_int_equal(err.kind, ERROR_USAGE);
	assert_false(encoding_find("", &encoding, &err));
	assert_false(encoding_find("-", &encoding, &err));
	assert_false(encoding_find("a name that is longer than any name of an "
				   "encoding is, and then some",
				   &encoding, &err));
}

/* ---- writing ------------------------------------------------------------- */

static bool write_as(const char *name, const char *text, struct text *bytes,
		     struct error *err)
{
	char *data;
	size_t length;
	FILE *out = open_memstream(&data, &length);
	bool ok = encoding_write(name, text, strlen(text), out, err);

	fclose(out);
	text_append(bytes, data, length);
	free(data);
	return ok;
}

static void what_is_read_can_be_written_again(void **state)
{
	static const char *const names[] = {
		"UTF-8",    "UTF-8 with BOM", "UTF-16LE with BOM",
		"UTF-16BE", "GB18030",
	};
	static const char text[] = "嵌入,embedding\r\n词元,token\n\tx\n";

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct text bytes = { 0 };
		struct error err;

		assert_true(write_as(names[i], text, &bytes, &err));
		expect_source(bytes.data, bytes.length, NULL, names[i], text);
		text_release(&bytes);
	}
}

static void what_is_written_ends_as_a_file_begins(void **state)
{
	struct text bytes = { 0 };
	struct error err;

	(void)state;
	assert_true(write_as("ISO-2022-JP", "x,あ", &bytes, &err));
	assert_string_equal(text_string(&bytes), "x,\x1B$B$\"\x1B(B");
	text_clear(&bytes);
	assert_true(write_as("EUC-JISX0213", "か", &bytes, &err));
	assert_string_equal(text_string(&bytes), "\xA4\xAB");
	text_release(&bytes);
}

static void a_character_that_an_encoding_has_not_is_named(void **state)
{
	struct text bytes = { 0 };
	struct error err;

	(void)state;
	assert_false(write_as("CP1252", "a,b\nc,词\n", &bytes, &err));
	assert_string_equal(err.message,
			    "line 2 has a character (U+8BCD) that CP1252 has "
			    "not; choose another encoding, such as UTF-8");
	assert_false(write_as("klingon", "a,b\n", &bytes, &err));
	assert_int_equal(err.kind, ERROR_USAGE);
	text_release(&bytes);
}

static void a_disk_that_is_full_is_told(void **state)
{
	FILE *full = fopen("/dev/full", "w");
	struct error err;

	(void)state;
	assert_non_null(full);
	setvbuf(full, NULL, _IONBF, 0);
	assert_false(encoding_write("UTF-16LE", "a,b\n", 4, full, &err));
	assert_int_equal(err.kind, ERROR_IO);
	assert_int_equal(strncmp(err.message, "cannot write the deck: ", 23),
			 0);
	fclose(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_byte_order_mark_decides_and_is_gone),
		cmocka_unit_test(nuls_at_every_other_place_are_utf16),
		cmocka_unit_test(what_is_utf8_is_never_guessed),
		cmocka_unit_test(older_encodings_are_told_apart),
		cmocka_unit_test(a_guess_is_called_one),
		cmocka_unit_test(
			a_few_damaged_bytes_do_not_make_it_another_encoding),
		cmocka_unit_test(what_is_beyond_unicode_is_damage),
		cmocka_unit_test(pieces_of_any_size_are_one_text),
		cmocka_unit_test(a_character_may_be_cut_anywhere),
		cmocka_unit_test(a_character_that_never_ends_is_damage),
		cmocka_unit_test(
			what_follows_a_character_that_cp949_lacks_is_kept),
		cmocka_unit_test(
			a_letter_that_may_get_a_mark_is_kept_where_none_follows),
		cmocka_unit_test(a_damaged_byte_does_not_end_a_shift),
		cmocka_unit_test(who_cannot_take_the_text_ends_the_decoding),
		cmocka_unit_test(an_encoding_without_a_decoder_is_told),
		cmocka_unit_test(a_survey_counts_the_same_in_pieces),
		cmocka_unit_test(names_are_known_however_they_are_spelt),
		cmocka_unit_test(what_a_person_says_is_so),
		cmocka_unit_test(a_name_that_nobody_knows_is_refused),
		cmocka_unit_test(what_is_read_can_be_written_again),
		cmocka_unit_test(what_is_written_ends_as_a_file_begins),
		cmocka_unit_test(a_disk_that_is_full_is_told),
		cmocka_unit_test(a_character_that_an_encoding_has_not_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
