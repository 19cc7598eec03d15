#include "base/json.h"

#include <string.h>
#include <unistr.h>

#include "base/unicode.h"

static void add_escaped(struct text *text, unsigned char c)
{
	static const char short_names[] = "\b\f\n\r\t", letters[] = "bfnrt";
	const char *found = c ? strchr(short_names, c) : NULL;

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

void json_print(FILE *out, const char *json)
{
	/* How all such characters begin in UTF-8. */
	static const char suspects[] = "\x7F\xC2\xE2";
	const uint8_t *end = (const uint8_t *)json + strlen(json);

	while (*json) {
		size_t plain = strcspn(json, suspects);
		const uint8_t *at = (const uint8_t *)json + plain;
		int length;
		ucs4_t c;

		fwrite(json, 1, plain, out);
		if (!*at)
			return;
		length = u8_mbtouc(&c, at, (size_t)(end - at));
		if (unicode_is_obeyed(c))
			fprintf(out, "\\u%04x", (unsigned)c);
		else
			fwrite(at, 1, (size_t)length, out);
		json = (const char *)at + length;
	}
}
