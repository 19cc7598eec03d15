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
