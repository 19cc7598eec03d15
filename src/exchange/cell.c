#include "exchange/cell.h"

#include <stdlib.h>
#include <string.h>

static const char *const blanks[] = {
	" ", "\t", "\n", "\r", "\xC2\xA0", "\xE3\x80\x80", NULL,
};

/* As blanks, for tags; the last four are the full-width forms of , and ;
 * and the comma that lists words in Chinese and Japanese. */
static const char *const tag_separators[] = {
	" ", "\t", "\n", "\r", "\xC2\xA0", "\xE3\x80\x80",
	",", ";",  "，", "；", "、",	   NULL,
};

/* Whether one of the strings above can start or end with a byte.  Of most
 * bytes none does, so that the strings are seldom looked through. */
static bool may_be_gap(char byte)
{
	unsigned char c = (unsigned char)byte;

	return c <= ',' || c == ';' || c >= 0x80;
}

/* The length of the first of `strings` with which the bytes start, or 0. */
static size_t starts_with(const char *const *strings, const char *bytes,
			  size_t length)
{
	if (length == 0 || !may_be_gap(bytes[0]))
		return 0;
	for (; *strings; strings++) {
		size_t size = strlen(*strings);

		if (size <= length && memcmp(bytes, *strings, size) == 0)
			return size;
	}
	return 0;
}

static size_t ends_with(const char *const *strings, const char *bytes,
			size_t length)
{
	if (length == 0 || !may_be_gap(bytes[length - 1]))
		return 0;
	for (; *strings; strings++) {
		size_t size = strlen(*strings);

		if (size <= length &&
		    memcmp(bytes + length - size, *strings, size) == 0)
			return size;
	}
	return 0;
}

struct cell cell_trim(struct cell cell)
{
	size_t size;

	while ((size = starts_with(blanks, cell.bytes, cell.length))) {
		cell.bytes += size;
		cell.length -= size;
	}
	while ((size = ends_with(blanks, cell.bytes, cell.length)))
		cell.length -= size;
	return cell;
}

bool cell_is_blank(const struct cell *cell)
{
	return cell_trim(*cell).length == 0;
}

bool cells_are_blank(const struct cells *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (!cell_is_blank(&row->list[i]))
			return false;
	return true;
}

bool cell_has_nul(const struct cell *cell)
{
	return memchr(cell->bytes, '\0', cell->length) != NULL;
}

char *cell_text(const struct cell *cell, struct arena *arena)
{
	struct cell trimmed = cell_trim(*cell);
	char *text = arena_strndup(arena, trimmed.bytes, trimmed.length);
	const char *from = text, *end = text + trimmed.length;
	char *to = text;

	if (!memchr(text, '\r', trimmed.length))
		return text;
	for (; from < end; from++) {
		if (*from == '\r' && from[1] == '\n')
			continue;
		*to++ = *from == '\r' ? '\n' : *from;
	}
	*to = '\0';
	return text;
}

char *cell_line(const struct cell *cell, struct arena *arena)
{
	char *text = cell_text(cell, arena);
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (*from != '\n')
			*to++ = *from;
		else if (from[1] != '\n')
			*to++ = ' ';
	}
	*to = '\0';
	return text;
}

static int compare_tags(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t sort_unique(const char **tags, size_t count)
{
	size_t kept = 0;

	if (count > 1)
		qsort(tags, count, sizeof(*tags), compare_tags);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || strcmp(tags[kept - 1], tags[i]) != 0)
			tags[kept++] = tags[i];
	return kept;
}

size_t cell_tags(const struct cell *cell, struct arena *arena,
		 const char ***tags)
{
	const char *cursor = cell->bytes, *end = cursor + cell->length;
	const char **list = arena_array(arena, cell->length / 2 + 1,
					sizeof(*list));
	const char *start = cursor;
	size_t count = 0;

	while (start < end) {
		size_t gap = 0;

		while (cursor < end &&
		       !(gap = starts_with(tag_separators, cursor,
					   (size_t)(end - cursor))))
			cursor++;
		if (cursor > start)
			list[count++] = arena_strndup(arena, start,
						      (size_t)(cursor - start));
		cursor += gap;
		start = cursor;
	}
	*tags = list;
	return sort_unique(list, count);
}
