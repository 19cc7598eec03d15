#include "exchange/byte_survey.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>

/* Damaged are at most one byte to so many whole characters. */
enum { CHARACTERS_TO_A_FAULT = 20 };

/* Of a text as many bytes at least to one that stands in none. */
enum { BYTES_TO_A_CONTROL = 20 };

/* Most text is looked at eight bytes at a time. */
enum { WORD = 8 };
#define IN_EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

static uint64_t word_at(const void *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, WORD);
	return word;
}

/* Whether none of its bytes is below a blank. */
static bool has_no_control(uint64_t word)
{
	return !((word - IN_EACH_BYTE(0x20)) & ~word & IN_EACH_BYTE(0x80));
}

static bool is_ascii(uint64_t word)
{
	return !(word & IN_EACH_BYTE(0x80));
}

/* Beside blanks and line ends ESC and SUB: those of ISO-2022 and of CP/M. */
static bool is_no_text(char c)
{
	return c > '\0' && c < ' ' && !strchr("\t\n\v\f\r\x1A\x1B", c);
}

static void count_places(struct byte_survey *survey, const char *bytes,
			 size_t length)
{
	for (size_t i = 0; i < length; i++) {
		int odd = (int)((survey->bytes + (long long)i) & 1);
		char c = bytes[i];

		if (!survey->after_cr && length - i >= WORD &&
		    has_no_control(word_at(bytes + i))) {
			i += WORD - 1;
			continue;
		}
		survey->nuls[odd] += c == '\0';
		survey->controls += is_no_text(c);
		if (c == '\0')
			continue;
		if (c == '\n' && survey->after_cr)
			survey->crlf++;
		else if (survey->after_cr)
			survey->cr++;
		survey->lf += c == '\n' && !survey->after_cr;
		survey->after_cr = c == '\r';
	}
	survey->bytes += (long long)length;
}

/* Bytes up to the first that begins an incomplete character; its length is
 * put into *rest. */
static void count_characters(struct byte_survey *survey, const uint8_t *bytes,
			     size_t length, size_t *rest)
{
	size_t at = 0;

	*rest = 0;
	while (at < length) {
		ucs4_t c;
		int size;

		if (length - at >= WORD && is_ascii(word_at(bytes + at))) {
			at += WORD;
			continue;
		}
		size = u8_mbtoucr(&c, bytes + at, length - at);
		if (size == -2) {
			*rest = length - at;
			return;
		}
		if (size <= 0) {
			survey->faults++;
			at++;
			continue;
		}
		survey->characters += size > 1;
		at += (size_t)size;
	}
}

void byte_survey_add(struct byte_survey *survey, const char *bytes,
		     size_t length)
{
	size_t rest;

	count_places(survey, bytes, length);
	while (survey->tail_length && length) {
		unsigned char joined[4];
		size_t size = survey->tail_length;

		memcpy(joined, survey->tail, size);
		joined[size++] = (unsigned char)*bytes;
		bytes++;
		length--;
		count_characters(survey, joined, size, &rest);
		memmove(survey->tail, joined + size - rest, rest);
		survey->tail_length = rest;
	}
	count_characters(survey, (const uint8_t *)bytes, length, &rest);
	if (rest) {
		memcpy(survey->tail, bytes + length - rest, rest);
		survey->tail_length = rest;
	}
}

void byte_survey_end(struct byte_survey *survey)
{
	survey->faults += survey->tail_length > 0;
	survey->tail_length = 0;
	survey->cr += survey->after_cr;
	survey->after_cr = false;
}

const char *byte_survey_line_end(const struct byte_survey *survey)
{
	if (survey->crlf > survey->lf && survey->crlf >= survey->cr)
		return "\r\n";
	return survey->cr > survey->lf ? "\r" : "\n";
}

char byte_survey_utf16(const struct byte_survey *survey)
{
	long long even = survey->nuls[0], odd = survey->nuls[1];
	long long more = even > odd ? even : odd;
	long long fewer = even > odd ? odd : even;

	if (more < 4 || more * 50 < survey->bytes || more < 8 * fewer)
		return '\0';
	return even > odd ? 'B' : 'L';
}

bool byte_survey_is_utf8(const struct byte_survey *survey)
{
	return survey->faults == 0 ||
	       survey->characters >= survey->faults * CHARACTERS_TO_A_FAULT;
}

bool byte_survey_is_binary(const struct byte_survey *survey)
{
	return (survey->nuls[0] + survey->nuls[1] + survey->controls) *
		       BYTES_TO_A_CONTROL >
	       survey->bytes;
}
