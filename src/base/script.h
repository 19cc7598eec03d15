#ifndef BASE_SCRIPT_H
#define BASE_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/*
 * What may be asked of single characters and of the scripts they belong to.
 * A character is a Unicode code point; strings are valid UTF-8.
 */

/* Walk a string: the character at the cursor, and where the next begins; NULL
 * at the end. */
const char *character_next(const char *cursor, uint32_t *c);

/* The character that ends just before `at`; 0 at the start. */
uint32_t character_before(const char *start, const char *at);

void character_append(struct text *text, uint32_t c);

/* "U+200B ZERO WIDTH SPACE", or the number alone where there is no name; in
 * *arena*. */
char *character_name(uint32_t c, struct arena *arena);

/* Whether a blank of any width, a letter of any script (with its marks), a
 * digit of any script. */
bool character_is_blank(uint32_t c);
bool character_is_letter(uint32_t c);
bool character_is_digit(uint32_t c);

enum script {
	SCRIPT_COMMON, /* digits, punctuation, symbols */
	SCRIPT_LATIN,
	SCRIPT_CYRILLIC,
	SCRIPT_GREEK,
	SCRIPT_CHINESE, /* Chinese characters and Japanese kana */
	SCRIPT_HANGUL,
	SCRIPT_HEBREW,	 /* runs from right to left */
	SCRIPT_ARABIC,	 /* the same; letters join, or not at a ZWNJ */
	SCRIPT_INDIC,	 /* letters join, or not at a ZWNJ or ZWJ */
	SCRIPT_UNSPACED, /* Thai, Lao, Khmer, Burmese: no blanks, but ZWSP */
	SCRIPT_OTHER,
};

enum script script_of(uint32_t c);

/* The letter of Latin, Cyrillic or Greek that looks like `c`, a letter of
 * another of them; 0 when there is none.  Greek letters that formulas have
 * beside Latin ones (rho, nu) look like none of these, S and J like no
 * Cyrillic letter, as few languages have those. */
uint32_t script_look_alike(uint32_t c, enum script script);

/*
 * Whether a character that cannot be seen has no business between two others
 * (0 at an end).  right_to_left: the text has letters that run so, among
 * which direction marks are wanted.
 */
bool character_is_stray(uint32_t before, uint32_t c, uint32_t after,
			bool right_to_left);

/*
 * Whether a text would be shorter in NFC, or has characters that NFC replaces
 * by others that look the same.  Marks that only stand in another order, as
 * Hebrew and Arabic are typed, are no reason.
 */
bool text_is_decomposed(const char *string, struct arena *arena);

/* A form in which strings that differ only in case, width, accents, blanks and
 * characters that cannot be seen are equal; in *arena*. */
char *text_fold_loosely(const char *string, struct arena *arena);

/* Full-width letters and digits as ordinary ones; others as they are. */
uint32_t character_narrow(uint32_t c);

#endif
