#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void text_release(struct text *text)
{
	free(text->data);
	*text = (struct text){ 0 };
}

void text_clear(struct text *text)
{
	text->length = 0;
	if (text->data)
		text->data[0] = '\0';
}

void text_reserve(struct text *text, size_t more)
{
	size_t needed = text->length + more + 1;
	size_t capacity = text->capacity ? text->capacity : 64;

	if (needed <= text->capacity)
		return;
	while (capacity < needed)
		capacity *= 2;
	text->data = memory_resize(text->data, capacity);
	text->capacity = capacity;
}

void text_append(struct text *text, const char *bytes, size_t length)
{
	text_reserve(text, length);
	if (length)
		memcpy(text->data + text->length, bytes, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void text_add(struct text *text, const char *string)
{
	text_append(text, string, strlen(string));
}

void text_add_char(struct text *text, char c)
{
	text_append(text, &c, 1);
}

void text_add_repeated(struct text *text, char c, size_t count)
{
	while (count--)
		text_add_char(text, c);
}

void text_vprintf(struct text *text, const char *format, va_list args)
{
	va_list again;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	if (length > 0) {
		text_reserve(text, (size_t)length);
		vsnprintf(text->data + text->length, (size_t)length + 1, format,
			  again);
		text->length += (size_t)length;
	}
	va_end(again);
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text_vprintf(text, format, args);
	va_end(args);
}

const char *text_string(const struct text *text)
{
	return text->data ? text->data : "";
}

char *text_copy(const struct text *text, struct arena *arena)
{
	return arena_strndup(arena, text_string(text), text->length);
}

bool text_equal(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return strcmp(a, b) == 0;
}

/* Reads one word from *cursor into `word`; false when a quote stays open. */
static bool read_word(const char **cursor, struct text *word)
{
	const char *c = *cursor;
	char quote = '\0';

	for (; *c && (quote || !strchr(" \t\r\n", *c)); c++) {
		if (quote && *c == quote)
			quote = '\0';
		else if (!quote && (*c == '"' || *c == '\''))
			quote = *c;
		else if (*c == '\\' && quote != '\'' && c[1])
			text_add_char(word, *++c);
		else
			text_add_char(word, *c);
	}
	*cursor = c;
	return !quote;
}

int text_split_words(const char *line, struct arena *arena, char ***words)
{
	size_t most = strlen(line) / 2 + 2;
	char **list = arena_array(arena, most, sizeof(*list));
	struct text word = { 0 };
	bool closed = true;
	int count = 0;

	while (closed) {
		line += strspn(line, " \t\r\n");
		if (!*line)
			break;
		text_clear(&word);
		closed = read_word(&line, &word);
		list[count++] = text_copy(&word, arena);
	}
	text_release(&word);
	*words = list;
	return closed ? count : -1;
}

enum { DISTANCE_LIMIT = 64 };

static int smallest(int a, int b, int c)
{
	int ab = a < b ? a : b;

	return ab < c ? ab : c;
}

int text_distance(const char *a, const char *b)
{
	int rows[3][DISTANCE_LIMIT + 1];
	size_t m = strlen(a), n = strlen(b);

	if (m > DISTANCE_LIMIT || n > DISTANCE_LIMIT)
		return strcmp(a, b) == 0 ? 0 : DISTANCE_LIMIT;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= m; i++) {
		int *row = rows[i % 3], *above = rows[(i - 1) % 3];

		row[0] = (int)i;
		for (size_t j = 1; j <= n; j++) {
			int change = above[j - 1] + (a[i - 1] != b[j - 1]);

			row[j] = smallest(above[j] + 1, row[j - 1] + 1, change);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1]) {
				int swap = rows[(i - 2) % 3][j - 2] + 1;

				row[j] = swap < row[j] ? swap : row[j];
			}
		}
	}
	return rows[m % 3][n];
}

int text_nearest(const char *word, const char *const *names, int count)
{
	int best = -1, best_distance = (int)strlen(word) / 3 + 2;

	for (int i = 0; i < count; i++) {
		int distance = text_distance(word, names[i]);

		if (strncmp(names[i], word, strlen(word)) == 0 && *word)
			distance = 1;
		if (distance < best_distance) {
			best = i;
			best_distance = distance;
		}
	}
	return best;
}
