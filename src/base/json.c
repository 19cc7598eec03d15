#include "base/json.h"

#include <string.h>
#include <unistr.h>

#include "base/unicode.h"

static void add_escaped(struct text *text, unsigned char c)
{
	static const char short_names[] = "\b\f\n\r\t", letters[] = "bfnrt";
	const char *found = strchr(short_names, c);

	if (found)
		text_printf(text, "\\%c", letters[found - short_names]);
	else if (c < 0x20)
		text_printf(text, "\\u%04x", (unsigned)c);
	else
		text_printf(text, "\\%c", c);
}

void json_add_string(struct text *text, const char *string)
{
	const char *plain = string;

	text_add_char(text, '"');
	for (; *string; string++) {
		unsigned char c = (unsigned char)*string;

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		text_append(text, plain, (size_t)(string - plain));
		add_escaped(text, c);
		plain = string + 1;
	}
	text_append(text, plain, (size_t)(string - plain));
	text_add_char(text, '"');
}

/* C0 controls are spelled already; U+FFFD is also what stands for a byte that
 * is no text. */
static bool is_respelled(ucs4_t c)
{
	return c == 0x7F || c == 0xFFFD || (c >= 0x80 && unicode_is_obeyed(c));
}

void json_print(FILE *out, const char *json)
{
	const uint8_t *plain = (const uint8_t *)json, *at = plain;
	const uint8_t *end = at + strlen(json);

	while (at < end) {
		ucs4_t c;
		int length = u8_mbtouc(&c, at, (size_t)(end - at));

		if (is_respelled(c)) {
			fwrite(plain, 1, (size_t)(at - plain), out);
			fprintf(out, "\\u%04x", (unsigned)c);
			plain = at + length;
		}
		at += length;
	}
	fwrite(plain, 1, (size_t)(end - plain), out);
}

/* ---- reading ---- */

/* What the escape stands for; \0 for one that is not read here. */
static char unescaped(char letter)
{
	static const char letters[] = "bfnrt\"\\/", meant[] = "\b\f\n\r\t\"\\/";
	const char *found = letter ? strchr(letters, letter) : NULL;

	return found ? meant[found - letters] : '\0';
}

/* A string with escapes; NULL and nothing read when there is another one. */
static char *read_escaped(const char **at, struct arena *arena)
{
	const char *end = *at;
	char *copy, *out;

	while (*end && *end != '"')
		end += *end == '\\' && end[1] ? 2 : 1;
	copy = out = arena_alloc(arena, (size_t)(end - *at) + 1);
	for (const char *p = *at; p < end; p++) {
		char c = *p == '\\' ? unescaped(*++p) : *p;

		if (!c)
			return NULL;
		*out++ = c;
	}
	*out = '\0';
	*at = end;
	return *end ? copy : NULL;
}

static const char *read_string(const char **at, struct arena *arena)
{
	const char *start = *at + 1;
	const char *string;
	size_t length;

	if (**at != '"')
		return NULL;
	length = strcspn(start, "\"\\");
	if (start[length] == '"') {
		string = arena_strndup(arena, start, length);
		*at = start + length + 1;
		return string;
	}
	string = read_escaped(&start, arena);
	*at = string ? start + 1 : *at;
	return string;
}

struct json_strings json_strings_of(const char *json)
{
	struct json_strings strings = { .at = json };

	if (strcmp(json, "{}") == 0)
		strings.ended = true;
	return strings;
}

bool json_strings_next(struct json_strings *strings, struct arena *arena)
{
	if (strings->ended || (*strings->at != '{' && *strings->at != ','))
		return false;
	strings->at++;
	strings->name = read_string(&strings->at, arena);
	if (!strings->name || *strings->at != ':')
		return false;
	strings->at++;
	strings->value = read_string(&strings->at, arena);
	strings->ended = strings->value && strcmp(strings->at, "}") == 0;
	return strings->value && (strings->ended || *strings->at == ',');
}
