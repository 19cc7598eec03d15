#include "exchange/byte_survey.h"

#include "unit.h"

static void survey(struct byte_survey *out, struct random *random,
		   const char *bytes, size_t length, size_t piece_most)
{
	*out = (struct byte_survey){ 0 };
	for (size_t at = 0; at < length;) {
		size_t piece = 1 + (size_t)pick(random, (int)piece_most);

		if (piece > length - at)
			piece = length - at;
		byte_survey_add(out, bytes + at, piece);
		at += piece;
	}
	byte_survey_end(out);
}

/* Mostly plain text, as files are, with anything in between. */
static size_t draw_bytes(struct random *random, char *bytes, size_t room)
{
	static const char *const parts[] = {
		"plain text of many words ",
		"\n",
		"\r\n",
		"\r",
		"嵌入",
		"é",
		"\xE5\xB5",
		"\xFF",
		"\t",
	};
	size_t length = 0;

	for (int i = pick(random, 200); i > 0; i--) {
		const char *part = parts[pick(random, (int)COUNT(parts))];
		size_t size = strlen(part);

		if (length + size + 1 > room)
			break;
		memcpy(bytes + length, part, size);
		length += size;
		if (pick(random, 30) == 0)
			bytes[length++] = '\0';
	}
	return length;
}

/* Byte by byte, no eight of them are ever looked at together. */
static void pieces_of_any_size_are_counted_alike(void **state)
{
	struct random random;
	char bytes[8000];

	(void)state;
	random_seed(&random, 1);
	for (int i = 0; i < 2000; i++) {
		size_t length = draw_bytes(&random, bytes, sizeof(bytes));
		struct byte_survey slow, fast;

		survey(&slow, &random, bytes, length, 1);
		survey(&fast, &random, bytes, length, 4000);
		assert_int_equal(fast.bytes, slow.bytes);
		assert_int_equal(fast.nuls[0], slow.nuls[0]);
		assert_int_equal(fast.nuls[1], slow.nuls[1]);
		assert_int_equal(fast.characters, slow.characters);
		assert_int_equal(fast.faults, slow.faults);
		assert_int_equal(fast.lf, slow.lf);
		assert_int_equal(fast.crlf, slow.crlf);
		assert_int_equal(fast.cr, slow.cr);
	}
}

static void line_ends_and_characters_are_counted(void **state)
{
	static const char bytes[] = "twelve bytes and more\r\n嵌入\nx\r\xFF y";
	struct byte_survey found = { 0 };

	(void)state;
	byte_survey_add(&found, bytes, sizeof(bytes) - 1);
	byte_survey_end(&found);
	assert_int_equal(found.crlf, 1);
	assert_int_equal(found.lf, 1);
	assert_int_equal(found.cr, 1);
	assert_int_equal(found.characters, 2);
	assert_int_equal(found.faults, 1);
	assert_int_equal(found.bytes, sizeof(bytes) - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_of_any_size_are_counted_alike),
		cmocka_unit_test(line_ends_and_characters_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
