#include "base/json.h"

#include <string.h>

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
