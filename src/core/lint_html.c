#include "core/lint_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/script.h"
#include "base/text.h"
#include "base/unicode.h"

static size_t name_length(const char *string)
{
	size_t length = 0;

	while (lint_is_ascii_name(string[length]))
		length++;
	return length;
}

static bool is_one_of(const char *name, size_t length, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == length &&
		    strncasecmp(*list, name, length) == 0)
			return true;
	return false;
}

/* Tags that nobody else writes: they stand alone or break lines. */
static const char *const loners[] = { "br", "hr", "img",   "div", "p",
				      "li", "td", "input", NULL };
static const char *const pairs[] = {
	"a",	"b",	 "big",	  "blockquote", "center", "code",  "dd",
	"del",	"dl",	 "dt",	  "em",		"font",	  "h1",	   "h2",
	"h3",	"h4",	 "h5",	  "h6",		"i",	  "ins",   "kbd",
	"mark", "ol",	 "pre",	  "rb",		"rp",	  "rt",	   "ruby",
	"s",	"small", "span",  "strike",	"strong", "style", "sub",
	"sup",	"table", "tbody", "th",		"thead",  "tr",	   "tt",
	"u",	"ul",	 "audio", "video",	"script", NULL
};

/* <b> may be a type in a program; with an attribute or a </b> not far behind
 * it is a tag. */
static bool is_paired(const char *name, size_t length)
{
	enum { FAR = 500 };
	const char *at = name + length, *far = at + strnlen(at, FAR);

	if (*at == ' ' && memchr(at, '=', strcspn(at, ">")))
		return true;
	for (; (at = memchr(at, '<', (size_t)(far - at))) != NULL; at++)
		if (at[1] == '/' && strncasecmp(at + 2, name, length) == 0 &&
		    at[2 + length] == '>')
			return true;
	return false;
}

struct leftover lint_find_tag(const char *at)
{
	enum { MOST = 1000 };
	bool is_end = at[1] == '/';
	const char *name = at + 1 + is_end;
	size_t length = name_length(name), rest;
	bool is_loner = is_one_of(name, length, loners);

	rest = strcspn(name, "<>");
	if (name[rest] != '>' || rest > MOST ||
	    (length < rest && !strchr(" /\n\t", name[length])))
		return leftover_of(0, NULL);
	if (!is_loner && (!is_one_of(name, length, pairs) ||
			  !(is_end || is_paired(name, length))))
		return leftover_of(0, NULL);
	return leftover_of((size_t)(name + rest + 1 - at),
			   is_loner && strncasecmp(name, "img", 3) != 0 ? "\n"
									: "");
}

static const struct {
	const char *name, *becomes;
} entities[] = {
	{ "nbsp", " " },   { "amp", "&" },    { "lt", "<" },
	{ "gt", ">" },	   { "quot", "\"" },  { "apos", "'" },
	{ "hellip", "…" }, { "mdash", "—" },  { "ndash", "–" },
	{ "lsquo", "‘" },  { "rsquo", "’" },  { "ldquo", "“" },
	{ "rdquo", "”" },  { "laquo", "«" },  { "raquo", "»" },
	{ "rarr", "→" },   { "larr", "←" },   { "middot", "·" },
	{ "times", "×" },  { "deg", "°" },    { "szlig", "ß" },
	{ "aelig", "æ" },  { "oslash", "ø" }, { "thinsp", " " },
	{ "copy", "©" },   { "euro", "€" },   { "bull", "•" },
};

/* &eacute; is e with an accent. */
static const char *accented(const char *name, size_t length,
			    struct arena *arena)
{
	static const struct {
		const char *name;
		uint32_t mark;
	} marks[] = {
		{ "grave", 0x300 }, { "acute", 0x301 }, { "circ", 0x302 },
		{ "tilde", 0x303 }, { "uml", 0x308 },	{ "ring", 0x30A },
		{ "caron", 0x30C }, { "cedil", 0x327 },
	};
	struct text out = { 0 };
	const char *composed;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (strlen(marks[i].name) != length - 1 ||
		    strncmp(marks[i].name, name + 1, length - 1) != 0)
			continue;
		text_add_char(&out, *name);
		character_append(&out, marks[i].mark);
		composed = unicode_compose(text_string(&out), arena);
		text_release(&out);
		return composed;
	}
	return NULL;
}

static const char *numbered(const char *digits, struct arena *arena)
{
	bool is_hex = (*digits | 0x20) == 'x';
	unsigned long c = strtoul(digits + is_hex, NULL, is_hex ? 16 : 10);
	struct text out = { 0 };
	const char *copy;

	if (c < 0x20 || c > 0x10FFFF)
		return NULL;
	character_append(&out, c == 0xA0 ? ' ' : (uint32_t)c);
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

struct leftover lint_find_entity(const char *at, struct arena *arena)
{
	enum { MOST = 8 };
	bool is_number = at[1] == '#';
	const char *name = at + 1 + is_number, *becomes = NULL;
	size_t length = name_length(name);

	if (length == 0 || length > MOST || name[length] != ';')
		return leftover_of(0, NULL);
	if (is_number) {
		becomes = numbered(name, arena);
		return leftover_of(length + 3, becomes);
	}
	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (strlen(entities[i].name) == length &&
		    strncmp(entities[i].name, name, length) == 0)
			becomes = entities[i].becomes;
	if (!becomes && length > 3)
		becomes = accented(name, length, arena);
	return becomes ? leftover_of(length + 2, becomes)
		       : leftover_of(0, NULL);
}
