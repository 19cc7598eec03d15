#include "exchange/html.h"

#include <string.h>

#include "base/unicode.h"

static const char *entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void html_add(struct text *out, const char *string)
{
	struct text visible = { 0 };

	unicode_append_visible(&visible, string, strlen(string),
			       VISIBLE_ONE_LINE);
	for (const char *p = text_string(&visible); *p; p++) {
		const char *escaped = entity(*p);

		if (escaped)
			text_add(out, escaped);
		else
			text_add_char(out, *p);
	}
	text_release(&visible);
}

void html_add_percent(struct text *out, int64_t part, int64_t whole)
{
	int64_t hundredths = (part * 10000 + whole / 2) / whole;

	text_printf(out, "%lld.%02lld%%", (long long)(hundredths / 100),
		    (long long)(hundredths % 100));
}
