/*
 * Bytes in any encoding are decoded into well-formed text, the same whether
 * they come at once or in pieces; what has no NUL in it was all text, and is
 * the same when it is encoded and decoded again.  Counting and guessing do not
 * depend on the pieces either, and a guess is one of the encodings that give
 * every byte a meaning.
 *
 * The first byte chooses the encoding, the second how long a piece is.
 */

#include "fuzz.h"

#include "exchange/byte_survey.h"
#include "exchange/encoding.h"
#include "exchange/encoding_score.h"

static const char *const names[] = {
	"UTF-8",    "UTF-16LE", "UTF-16BE", "CP932",	   "GB18030",
	"Big5",	    "CP949",	"CP1251",   "KOI8-R",	   "CP1252",
	"MacRoman", "CP1250",	"CP1258",   "ISO-2022-JP",
};

static bool keep(void *context, const char *text, size_t length,
		 struct error *err)
{
	(void)err;
	text_append(context, text, length);
	return true;
}

static void decode(const char *name, const char *bytes, size_t size,
		   size_t piece, struct text *out)
{
	struct encoding encoding;
	struct encoding_decoder *decoder;
	struct error err = { 0 };

	require(encoding_find(name, &encoding, &err), "%s", err.message);
	decoder = encoding_decoder_open(&encoding, keep, out, &err);
	require(decoder, "%s", err.message);
	while (size > 0) {
		size_t length = size < piece ? size : piece;

		require(encoding_decoder_put(decoder, bytes, length, &err),
			"%s", err.message);
		bytes += length;
		size -= length;
	}
	require(encoding_decoder_close(decoder, &err), "%s", err.message);
}

static void require_equal(const struct text *a, const struct text *b)
{
	require(a->length == b->length &&
			memcmp(text_string(a), text_string(b), a->length) == 0,
		"%zu bytes, %zu bytes", a->length, b->length);
}

/* Characters that the encoding has several bytes for come back as the usual
 * ones, so it is the text that is compared. */
static void require_round_trip(const char *name, const struct text *text)
{
	struct error err = { 0 };
	struct text again = { 0 };
	char *bytes;
	size_t size;
	FILE *out = open_memstream(&bytes, &size);
	bool written = encoding_write(name, text_string(text), text->length,
				      out, &err);

	fclose(out);
	require(written, "%s", err.message);
	decode(name, bytes, size, size, &again);
	require_equal(text, &again);
	text_release(&again);
	free(bytes);
}

static void try_decoding(const char *name, const char *bytes, size_t size,
			 size_t piece)
{
	struct text whole = { 0 }, pieces = { 0 };

	decode(name, bytes, size, size, &whole);
	decode(name, bytes, size, piece, &pieces);
	require(unicode_is_valid(text_string(&whole), whole.length), "%s",
		name);
	require_equal(&whole, &pieces);
	if (!memchr(text_string(&whole), '\0', whole.length))
		require_round_trip(name, &whole);
	text_release(&whole);
	text_release(&pieces);
}

static void try_survey(const char *bytes, size_t size, size_t piece)
{
	struct byte_survey whole = { 0 }, pieces = { 0 };

	byte_survey_add(&whole, bytes, size);
	byte_survey_end(&whole);
	for (size_t at = 0; at < size; at += piece)
		byte_survey_add(&pieces, bytes + at,
				size - at < piece ? size - at : piece);
	byte_survey_end(&pieces);
	require(whole.bytes == (long long)size && pieces.bytes == whole.bytes,
		"%lld bytes", pieces.bytes);
	require(whole.characters == pieces.characters &&
			whole.faults == pieces.faults,
		"%lld, %lld characters, %lld, %lld faults", whole.characters,
		pieces.characters, whole.faults, pieces.faults);
	require(whole.lf == pieces.lf && whole.crlf == pieces.crlf &&
			whole.cr == pieces.cr,
		"line ends");
	require((whole.faults == 0) == unicode_is_valid(bytes, size), "%lld",
		whole.faults);
}

static void try_guess(const char *bytes, size_t size)
{
	const struct encoding_candidate *best = encoding_guess(bytes, size);

	require(best == encoding_guess(bytes, size), "two guesses");
	if (best)
		require(best->score((const unsigned char *)bytes, size) >
				ENCODING_IMPOSSIBLE,
			"%s is impossible", best->name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *name = names[next_byte(&data, &size) %
				 (sizeof(names) / sizeof(*names))];
	size_t piece = 1 + next_byte(&data, &size) % 40;

	if (size == 0)
		return 0;
	try_decoding(name, (const char *)data, size, piece);
	try_survey((const char *)data, size, piece);
	try_guess((const char *)data, size);
	return 0;
}
