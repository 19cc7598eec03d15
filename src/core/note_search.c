#include "core/note_search.h"

#include <stdbool.h>
#include <string.h>

#include "base/unicode.h"

static char *append(char *out, const char *text, size_t length)
{
	memcpy(out, text, length);
	out[length] = '\n';
	return out + length + 1;
}

/* Behind a string of JSON without escapes, or NULL. */
static const char *pass_string(const char *p)
{
	return *p == '"' ? strchr(p + 1, '"') : NULL;
}

/* The values are written to *out. */
static bool append_values(const char *fields, char **out)
{
	const char *p = fields;

	if (*p != '{' || strchr(p, '\\'))
		return false;
	if (strcmp(p, "{}") == 0)
		return true;
	do {
		const char *key_end = pass_string(p + 1), *end;

		if (!key_end || key_end[1] != ':')
			return false;
		p = key_end + 2;
		end = pass_string(p);
		if (!end)
			return false;
		*out = append(*out, p + 1, (size_t)(end - p - 1));
		p = end + 1;
	} while (*p == ',');
	return strcmp(p, "}") == 0;
}

char *note_search_text(const char *front, const char *back, const char *fields,
		       struct arena *arena)
{
	size_t front_length = strlen(front), back_length = strlen(back);
	char *joined = arena_alloc(arena, front_length + back_length +
						  strlen(fields) + 3);
	char *out = append(joined, front, front_length);

	out = append(out, back, back_length);
	if (!append_values(fields, &out))
		return NULL;
	*out = '\0';
	return unicode_fold(joined, arena);
}
