#include "exchange/encoding_score.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* ---- encodings of one byte ----------------------------------------------- */

/*
 * What the bytes from 0x80 on are, one character a byte:
 *
 *	l L  a Latin letter, small or capital
 *	x X  the same, of few languages
 *	c C  a Cyrillic one
 *	f r  a small Cyrillic letter that is frequent, or rare
 *	p    punctuation and signs that stand in ordinary texts
 *	s    any other sign
 *	.    nothing
 */
static const char cp1252[] = "p.psppssssXpL.X..pppppppssxpl.xX"
			     "ppspssspspppsssspsppssspssppspsp"
			     "LLLLLLLLLLLLXLLLXLXLLLLsLLLLLXXl"
			     "llllllllllllxlllxlxllllslllllxxx";
static const char cp1250[] = "p.p.ppss.sLpLLLL.ppppppp.slpllll"
			     "pssLsLspspLpsssLpsslssspsllpXsxl"
			     "XLLLLXLXLLLXLLLLLLLLLLLsLLLLLLLl"
			     "xllllxlxlllxlllllllllllsllllllls";
static const char mac_roman[] = "LLLLLLLllllllllllllxllllxlllllll"
				"spspppslspssssLLsssssssssssppsll"
				"ppsssssppppLLLLlppppppssxXspppll"
				"spppsLLLLLLLLXLLsXLLLxssssssssss";
static const char cp1251[] = "CCpcppsspsCpCCCCcppppppp.scpcccc"
			     "pCcCsCspCpCpsssCpsCccssprpcpcCcc"
			     "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"
			     "fcfcffccfcffffffffffrrrcrrrccrrc";
static const char koi8_r[] = "sssssssssssssssssssssssssspsppps"
			     "sssrsssssssssssssssCsssssssssssp"
			     "rfcrffrcrfcffffffcffffcfcccrrrcr"
			     "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC";

static char class_of(const char *classes, unsigned char byte)
{
	if (byte >= 0x80)
		return classes[byte - 0x80];
	if (byte >= 'a' && byte <= 'z')
		return 'a';
	if (byte >= 'A' && byte <= 'Z')
		return 'A';
	return ' ';
}

static bool is_small(char class)
{
	return class && strchr("alxcfr", class);
}

static bool is_capital(char class)
{
	return class && strchr("ALXC", class);
}

static bool is_letter(char class)
{
	return is_small(class) || is_capital(class);
}

static bool is_cyrillic(char class)
{
	return class && strchr("cCfr", class);
}

static bool is_ascii(char class)
{
	return class == 'a' || class == 'A';
}

/* How much a letter is worth by itself. */
static double worth(char class)
{
	switch (class) {
	case 'f':
		return 1.0;
	case 'r':
		return 0.5;
	case 'x':
		return 0.3;
	default:
		return 0.8;
	}
}

/* Letters stand in words, which do not change to capitals half-way; signs
 * stand between words. */
static double score_character(char before, char here, char after)
{
	bool in_word = is_letter(before) || is_letter(after);

	if (here == 'p')
		return is_letter(before) && is_letter(after) ? 0.1 : 0.75;
	if (here == 's')
		return in_word ? -1.0 : -0.2;
	if (is_capital(here) && is_small(before))
		return -1.0;
	if (is_cyrillic(here) && (is_ascii(before) || is_ascii(after)))
		return -1.0;
	if (is_capital(here))
		return is_capital(before) || is_capital(after) ? 0.3
		       : is_small(after)		       ? 0.8
							       : 0.2;
	if (is_capital(before) && is_capital(after))
		return -1.0;
	return in_word ? worth(here) : 0.3;
}

/* Western letters with accents stand among plain ones. */
static bool is_crowded(char before, char here, char after)
{
	return strchr("lLxX", here) && strchr("lLxX", before) &&
	       strchr("lLxX", after);
}

static double score_bytes(const unsigned char *bytes, size_t length,
			  const char *classes)
{
	double sum = 0;
	size_t count = 0;

	for (size_t i = 0; i < length; i++) {
		char before = i ? class_of(classes, bytes[i - 1]) : ' ';
		char here = class_of(classes, bytes[i]);
		char after = i + 1 < length ? class_of(classes, bytes[i + 1])
					    : ' ';

		if (here == '.')
			return ENCODING_IMPOSSIBLE;
		if (bytes[i] < 0x80)
			continue;
		count++;
		sum += is_crowded(before, here, after)
			       ? -0.7
			       : score_character(before, here, after);
	}
	return count ? sum / (double)count : 0;
}

static double score_cp1252(const unsigned char *bytes, size_t length)
{
	return score_bytes(bytes, length, cp1252);
}

/* Many texts are the same in both: then the western one is meant. */
static double score_cp1250(const unsigned char *bytes, size_t length)
{
	return score_bytes(bytes, length, cp1250) - 0.05;
}

static double score_mac_roman(const unsigned char *bytes, size_t length)
{
	return score_bytes(bytes, length, mac_roman);
}

static double score_cp1251(const unsigned char *bytes, size_t length)
{
	return score_bytes(bytes, length, cp1251);
}

static double score_koi8_r(const unsigned char *bytes, size_t length)
{
	return score_bytes(bytes, length, koi8_r);
}

/* ---- encodings of two bytes ---------------------------------------------- */

static bool is_within(unsigned char byte, unsigned char first,
		      unsigned char last)
{
	return byte >= first && byte <= last;
}

/* The value of the character that begins at `bytes`, whose size is put into
 * *size; ENCODING_IMPOSSIBLE when it is none. */
typedef double character_scorer(const unsigned char *bytes, size_t *size);

static double score_characters(const unsigned char *bytes, size_t length,
			       character_scorer *score)
{
	double sum = 0;
	size_t count = 0, at = 0;

	while (at + 3 < length) {
		size_t size = 1;
		double value;

		if (bytes[at] < 0x80) {
			at++;
			continue;
		}
		value = score(bytes + at, &size);
		if (value <= ENCODING_IMPOSSIBLE)
			return value;
		if (at > 0 && is_ascii(class_of(cp1252, bytes[at - 1])))
			value = -0.8;
		sum += value;
		count++;
		at += size;
	}
	return count ? sum / (double)count : 0;
}

/* Kana and the kanji of level 1 are most of Japanese. */
static double cp932_character(const unsigned char *bytes, size_t *size)
{
	unsigned char lead = bytes[0], trail = bytes[1];

	if (is_within(lead, 0xA1, 0xDF))
		return -0.3;
	if (!is_within(lead, 0x81, 0x9F) && !is_within(lead, 0xE0, 0xFC))
		return ENCODING_IMPOSSIBLE;
	if (!is_within(trail, 0x40, 0x7E) && !is_within(trail, 0x80, 0xFC))
		return ENCODING_IMPOSSIBLE;
	*size = 2;
	if (lead == 0x82 && is_within(trail, 0x9F, 0xF1))
		return 1.0;
	if (lead == 0x83 && is_within(trail, 0x40, 0x96))
		return 1.0;
	if (lead == 0x81 || lead == 0x82)
		return 0.7;
	if (is_within(lead, 0x88, 0x97))
		return 0.9;
	if (is_within(lead, 0x98, 0x9F) || is_within(lead, 0xE0, 0xEA))
		return 0.2;
	return lead == 0x83 || lead == 0x84 ? 0.1 : -0.7;
}

/* The hanzi of level 1 of GB 2312 are 99 % of modern Chinese. */
static double gb18030_character(const unsigned char *bytes, size_t *size)
{
	unsigned char lead = bytes[0], trail = bytes[1];

	if (!is_within(lead, 0x81, 0xFE))
		return ENCODING_IMPOSSIBLE;
	if (is_within(trail, 0x30, 0x39)) {
		*size = 4;
		return is_within(bytes[2], 0x81, 0xFE) &&
				       is_within(bytes[3], 0x30, 0x39)
			       ? -0.3
			       : ENCODING_IMPOSSIBLE;
	}
	if (trail < 0x40 || trail == 0x7F || trail == 0xFF)
		return ENCODING_IMPOSSIBLE;
	*size = 2;
	if (trail < 0xA1)
		return 0.1;
	if (is_within(lead, 0xB0, 0xD7))
		return 1.0;
	if (is_within(lead, 0xD8, 0xF7))
		return 0.3;
	if (lead == 0xA1 || lead == 0xA3 || lead == 0xA8)
		return 0.7;
	return is_within(lead, 0xA2, 0xA9) ? 0.2 : -0.4;
}

static double big5_character(const unsigned char *bytes, size_t *size)
{
	unsigned char lead = bytes[0], trail = bytes[1];

	if (!is_within(lead, 0x81, 0xFE) ||
	    (!is_within(trail, 0x40, 0x7E) && !is_within(trail, 0xA1, 0xFE)))
		return ENCODING_IMPOSSIBLE;
	*size = 2;
	if (is_within(lead, 0xA4, 0xC6))
		return 1.0;
	if (is_within(lead, 0xC9, 0xF9))
		return 0.2;
	return is_within(lead, 0xA1, 0xA3) ? 0.7 : -0.7;
}

static double cp949_character(const unsigned char *bytes, size_t *size)
{
	unsigned char lead = bytes[0], trail = bytes[1];

	if (!is_within(lead, 0x81, 0xFE))
		return ENCODING_IMPOSSIBLE;
	if (!is_within(trail, 0x41, 0x5A) && !is_within(trail, 0x61, 0x7A) &&
	    !is_within(trail, 0x81, 0xFE))
		return ENCODING_IMPOSSIBLE;
	*size = 2;
	if (trail < 0xA1)
		return lead <= 0xC6 ? -0.1 : ENCODING_IMPOSSIBLE;
	if (is_within(lead, 0xB0, 0xC8))
		return 1.0;
	if (is_within(lead, 0xCA, 0xFD))
		return -0.3;
	return lead == 0xA1 || lead == 0xA3 ? 0.6 : -0.3;
}

static double score_cp932(const unsigned char *bytes, size_t length)
{
	return score_characters(bytes, length, cp932_character);
}

/* Hangul are hanzi of the first half of level 1, by their bytes; Chinese
 * takes as many from the second half. */
static bool has_second_half(const unsigned char *bytes, size_t length)
{
	size_t first = 0, second = 0;

	for (size_t i = 0; i + 1 < length; i++)
		if (bytes[i] >= 0x80) {
			first += is_within(bytes[i], 0xB0, 0xC8);
			second += is_within(bytes[i], 0xC9, 0xD7);
			i++;
		}
	return second * 20 >= first;
}

static double score_gb18030(const unsigned char *bytes, size_t length)
{
	double score = score_characters(bytes, length, gb18030_character);

	return has_second_half(bytes, length) ? score : score - 0.2;
}

/* Two in five characters of Big5 have a second byte below 0xA1; Hangul and the
 * hanzi of GB 2312 never. */
static bool has_low_second_byte(const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i + 1 < length; i++)
		if (bytes[i] >= 0x80 && bytes[++i] < 0x80)
			return true;
	return false;
}

static double score_big5(const unsigned char *bytes, size_t length)
{
	double score = score_characters(bytes, length, big5_character);

	return has_low_second_byte(bytes, length) ? score : score - 0.2;
}

static double score_cp949(const unsigned char *bytes, size_t length)
{
	return score_characters(bytes, length, cp949_character);
}

/* ---- choosing ------------------------------------------------------------ */

const struct encoding_candidate encoding_candidates[ENCODING_CANDIDATES] = {
	{ "CP1252", "CP1252", score_cp1252 },
	{ "CP1251", "CP1251", score_cp1251 },
	{ "GB18030", "GB18030", score_gb18030 },
	{ "CP932", "CP932", score_cp932 },
	{ "Big5", "CP950", score_big5 },
	{ "CP949", "CP949", score_cp949 },
	{ "KOI8-R", "KOI8-R", score_koi8_r },
	{ "MacRoman", "MACINTOSH", score_mac_roman },
	{ "CP1250", "CP1250", score_cp1250 },
};

const struct encoding_candidate *encoding_guess(const char *sample,
						size_t length)
{
	const struct encoding_candidate *best = NULL;
	double best_score = 0;

	for (int i = 0; i < ENCODING_CANDIDATES; i++) {
		double score = encoding_candidates[i].score(
			(const unsigned char *)sample, length);

		if (score > best_score) {
			best = &encoding_candidates[i];
			best_score = score;
		}
	}
	return best;
}
