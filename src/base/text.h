#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * A growable string of bytes, always NUL-terminated once anything was
 * appended.  A zeroed struct is an empty text.  The caller releases it.
 */
struct text {
	char *data;
	size_t length;
	size_t capacity;
};

void text_release(struct text *text);
void text_clear(struct text *text);

/* Make room for so many bytes more; length stays. */
void text_reserve(struct text *text, size_t more);

void text_append(struct text *text, const char *bytes, size_t length);
void text_add(struct text *text, const char *string);
void text_add_char(struct text *text, char c);
void text_add_repeated(struct text *text, char c, size_t count);
void text_printf(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void text_vprintf(struct text *text, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* The bytes as a string; "" when nothing was appended.  Owned by the text. */
const char *text_string(const struct text *text);

/* A copy of the string, in *arena*. */
char *text_copy(const struct text *text, struct arena *arena);

/* Whether two strings are equal; NULL equals only NULL. */
bool text_equal(const char *a, const char *b);

/*
 * Cut a command line into words at blanks.  Double and single quotes keep
 * blanks together; a backslash keeps the next character (not within single
 * quotes).  The words and the array, which ends with NULL, are in *arena*.
 * Returns the number of words, or -1 when a quote is not closed.
 */
int text_split_words(const char *line, struct arena *arena, char ***words);

/*
 * How different two byte strings are: the number of single-byte insertions,
 * deletions, replacements and swaps of neighbours that turn one into the
 * other (restricted Damerau-Levenshtein).  Meant for short names; strings
 * over 64 bytes count as 64 apart.
 */
int text_distance(const char *a, const char *b);

/* The index of the name nearest to `word` among `count` names, or -1 when
 * none is near enough to be what was meant. */
int text_nearest(const char *word, const char *const *names, int count);

#endif
