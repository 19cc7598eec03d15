#include "exchange/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "base/memory.h"
#include "base/message.h"

static const char with_mark[] = " with BOM";

/* ---- names --------------------------------------------------------------- */

/* As they are shown, as iconv knows them, and as people spell them: in small
 * letters without hyphens, underscores and blanks. */
static const struct {
	const char *name, *iconv_name, *spellings;
} known[] = {
	{ "UTF-8", "UTF-8", "|utf8|" },
	{ "UTF-16LE", "UTF-16LE", "|utf16le|utf16|ucs2|unicode|" },
	{ "UTF-16BE", "UTF-16BE", "|utf16be|" },
	{ "CP932", "CP932", "|cp932|sjis|shiftjis|windows31j|ms932|" },
	{ "GB18030", "GB18030", "|gb18030|gbk|gb2312|cp936|euccn|" },
	{ "Big5", "CP950", "|big5|cp950|" },
	{ "CP949", "CP949", "|cp949|mscp949|euckr|uhc|ksc5601|" },
	{ "CP1251", "CP1251", "|cp1251|windows1251|" },
	{ "KOI8-R", "KOI8-R", "|koi8r|koi8|" },
	{ "CP1252", "CP1252",
	  "|cp1252|windows1252|latin1|iso88591|ansi|western|" },
	{ "MacRoman", "MACINTOSH", "|macroman|macintosh|mac|" },
	{ "CP1250", "CP1250", "|cp1250|windows1250|" },
};

enum { NAME_MOST = 40 };

/* "|shiftjis|" of "Shift_JIS", to be looked for among spellings. */
static bool plain_name(const char *name, char plain[NAME_MOST])
{
	size_t n = 0;

	plain[n++] = '|';
	for (; *name && n < NAME_MOST - 2; name++) {
		char c = *name;

		if (strchr("-_ .:", c))
			continue;
		plain[n++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	plain[n++] = '|';
	plain[n] = '\0';
	return *name == '\0' && n > 2;
}

static bool is_known_to_iconv(const char *name)
{
	iconv_t converter = iconv_open("UTF-8", name);

	if (converter == (iconv_t)-1)
		return false;
	iconv_close(converter);
	return true;
}

/* Cuts " with BOM" off a copy of the name. */
static bool take_mark(const char *name, char *bare, size_t size, bool *marked)
{
	size_t length = strlen(name), mark = strlen(with_mark);

	*marked = length > mark && strcmp(name + length - mark, with_mark) == 0;
	if (*marked)
		length -= mark;
	if (length >= size)
		return false;
	memcpy(bare, name, length);
	bare[length] = '\0';
	return true;
}

static bool find_known(const char *name, struct encoding *encoding)
{
	char plain[NAME_MOST];

	if (!plain_name(name, plain))
		return false;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strstr(known[i].spellings, plain)) {
			encoding->name = known[i].name;
			encoding->iconv_name = known[i].iconv_name;
			return true;
		}
	return false;
}

bool encoding_find(const char *name, struct encoding *encoding,
		   struct error *err)
{
	char bare[NAME_MOST];
	bool marked = false;

	*encoding = (struct encoding){ .name = name, .iconv_name = name };
	if (take_mark(name, bare, sizeof(bare), &marked) &&
	    find_known(bare, encoding)) {
		encoding->marked = marked;
		return true;
	}
	return (*name && is_known_to_iconv(name)) ||
	       error_set(err, ERROR_USAGE,
			 _("no encoding is called \"%s\"; usual ones are "
			   "UTF-8, UTF-16LE, CP1252, MacRoman, CP1251, KOI8-R, "
			   "CP932, GB18030, Big5, CP949"),
			 name);
}

/* ---- decoding ------------------------------------------------------------ */

enum { CHARACTER_MOST = 16, DECODED_AT_ONCE = 64 << 10 };

struct encoding_decoder {
	iconv_t converter;
	size_t unit; /* bytes that are given up for one that means nothing */
	bool is_cp949;
	bool is_shifted; /* what bytes mean goes by the escapes before them */
	encoding_sink *sink;
	void *context;
	char rest[CHARACTER_MOST]; /* of a character that is not complete */
	size_t rest_length;
};

struct encoding_decoder *encoding_decoder_open(const struct encoding *encoding,
					       encoding_sink *sink,
					       void *context, struct error *err)
{
	struct encoding_decoder *decoder;
	iconv_t converter = iconv_open("UTF-8", encoding->iconv_name);

	if (converter == (iconv_t)-1) {
		error_set_errno(err, encoding->name);
		return NULL;
	}
	decoder = memory_alloc(sizeof(*decoder));
	*decoder = (struct encoding_decoder){
		.converter = converter,
		.unit = strncmp(encoding->iconv_name, "UTF-16", 6) == 0 ? 2 : 1,
		.is_cp949 = strcmp(encoding->iconv_name, "CP949") == 0,
		.is_shifted = strstr(encoding->iconv_name, "2022") != NULL,
		.sink = sink,
		.context = context,
	};
	return decoder;
}

/* iconv(3) may let through what is no Unicode, beyond U+10FFFF say. */
static void blank_faults(char *text, size_t length)
{
	const uint8_t *from = (const uint8_t *)text, *end = from + length;

	while ((from = u8_check(from, (size_t)(end - from))) != NULL)
		text[from - (const uint8_t *)text] = '\0';
}

/* Bytes from a fault on that are given up.  iconv(3) stops before what it
 * refuses, but its CP949 stops behind A2 E8. */
static size_t fault_size(const struct encoding_decoder *decoder,
			 const char *start, const char *at, size_t length)
{
	if (decoder->is_cp949 && at - start >= 2 &&
	    memcmp(at - 2, "\xA2\xE8", 2) == 0)
		return 0;
	return length < decoder->unit ? length : decoder->unit;
}

/* iconv(3) holds a letter back as long as a mark on it may follow; this gets it
 * out, and forgets shifts. */
static char *write_held(struct encoding_decoder *decoder, char *to)
{
	size_t room = CHARACTER_MOST;

	iconv(decoder->converter, NULL, NULL, &to, &room);
	return to;
}

static char *write_fault(struct encoding_decoder *decoder, char *to)
{
	if (!decoder->is_shifted)
		to = write_held(decoder, to);
	*to++ = '\0';
	return to;
}

static bool put_text(struct encoding_decoder *decoder, char *text,
		     const char *end, struct error *err)
{
	size_t length = (size_t)(end - text);

	blank_faults(text, length);
	return length == 0 ||
	       decoder->sink(decoder->context, text, length, err);
}

/* What is complete, decoded; *left is what is not. */
static bool decode(struct encoding_decoder *decoder, char *bytes, size_t length,
		   size_t *left, struct error *err)
{
	char text[DECODED_AT_ONCE];

	while (length > 0) {
		char *to = text;
		const char *start = bytes;
		size_t room = sizeof(text) - CHARACTER_MOST - 1;
		size_t done = iconv(decoder->converter, &bytes, &length, &to,
				    &room);
		bool is_fault = done == (size_t)-1 && errno == EILSEQ;
		bool is_cut = done == (size_t)-1 && errno == EINVAL;

		if (is_fault) {
			size_t skipped = fault_size(decoder, start, bytes,
						    length);

			to = write_fault(decoder, to);
			bytes += skipped;
			length -= skipped;
		}
		if (!put_text(decoder, text, to, err))
			return false;
		if (is_cut)
			break;
	}
	*left = length;
	return true;
}

static bool give_up_rest(struct encoding_decoder *decoder, struct error *err)
{
	char text[CHARACTER_MOST + 1];

	decoder->rest_length = 0;
	return put_text(decoder, text, write_fault(decoder, text), err);
}

/* A character that was cut in two is joined first, a byte at a time. */
static bool join_rest(struct encoding_decoder *decoder, const char **bytes,
		      size_t *length, struct error *err)
{
	while (decoder->rest_length > 0 && *length > 0) {
		size_t left;

		if (decoder->rest_length == CHARACTER_MOST)
			return give_up_rest(decoder, err);
		decoder->rest[decoder->rest_length++] = *(*bytes)++;
		--*length;
		if (!decode(decoder, decoder->rest, decoder->rest_length, &left,
			    err))
			return false;
		memmove(decoder->rest,
			decoder->rest + decoder->rest_length - left, left);
		decoder->rest_length = left;
	}
	return true;
}

bool encoding_decoder_put(struct encoding_decoder *decoder, const char *bytes,
			  size_t length, struct error *err)
{
	size_t left = 0;

	if (!join_rest(decoder, &bytes, &length, err))
		return false;
	if (length == 0)
		return true;
	if (!decode(decoder, (char *)bytes, length, &left, err))
		return false;
	left = left < CHARACTER_MOST ? left : CHARACTER_MOST;
	memcpy(decoder->rest, bytes + length - left, left);
	decoder->rest_length = left;
	return true;
}

bool encoding_decoder_close(struct encoding_decoder *decoder, struct error *err)
{
	char text[CHARACTER_MOST];
	bool ok = decoder->rest_length
			  ? give_up_rest(decoder, err)
			  : put_text(decoder, text, write_held(decoder, text),
				     err);

	iconv_close(decoder->converter);
	free(decoder);
	return ok;
}

/* ---- encoding ------------------------------------------------------------ */

/* The first character that the encoding has not got. */
static bool refuse_character(const char *name, const char *text, const char *at,
			     size_t length, struct error *err)
{
	ucs4_t c = 0xFFFD;
	long line = 1;

	for (const char *p = text; p < at; p++)
		line += *p == '\n';
	u8_mbtouc(&c, (const uint8_t *)at, length);
	return error_set(err, ERROR_FORMAT,
			 _("line %ld has a character (U+%04lX) that %s has "
			   "not; choose another encoding, such as UTF-8"),
			 line, (unsigned long)c, name);
}

static bool convert(iconv_t converter, const char *name, const char *text,
		    size_t length, FILE *out, struct error *err)
{
	char *from = (char *)text;
	size_t left = length;

	while (left > 0) {
		char bytes[DECODED_AT_ONCE];
		char *to = bytes;
		size_t room = sizeof(bytes);
		size_t done = iconv(converter, &from, &left, &to, &room);
		bool failed = done == (size_t)-1 && errno != E2BIG;

		fwrite(bytes, 1, (size_t)(to - bytes), out);
		if (failed || (done != (size_t)-1 && done > 0))
			return refuse_character(name, text, from, left, err);
	}
	return !ferror(out) || error_set_errno(err, _("cannot write the deck"));
}

/* What is held back, and the way back to where a file begins, such as from
 * Japanese to ASCII. */
static bool finish(iconv_t converter, FILE *out, struct error *err)
{
	char bytes[CHARACTER_MOST], *to = bytes;
	size_t room = sizeof(bytes);

	iconv(converter, NULL, NULL, &to, &room);
	fwrite(bytes, 1, (size_t)(to - bytes), out);
	return !ferror(out) || error_set_errno(err, _("cannot write the deck"));
}

bool encoding_write(const char *name, const char *text, size_t length,
		    FILE *out, struct error *err)
{
	struct encoding encoding;
	iconv_t converter;
	bool ok;

	if (!encoding_find(name, &encoding, err))
		return false;
	converter = iconv_open(encoding.iconv_name, "UTF-8");
	if (converter == (iconv_t)-1)
		return error_set_errno(err, name);
	ok = (!encoding.marked ||
	      convert(converter, name, "\xEF\xBB\xBF", 3, out, err)) &&
	     convert(converter, name, text, length, out, err) &&
	     finish(converter, out, err);
	iconv_close(converter);
	return ok;
}
