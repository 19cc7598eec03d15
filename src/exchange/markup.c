#include "exchange/markup.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/cell.h"
#include "exchange/entity.h"

/* ---- tags ---------------------------------------------------------------- */

enum effect {
	EFFECT_NONE,	/* formatting: its text stays */
	EFFECT_BREAK,	/* a line break */
	EFFECT_BLOCK,	/* begins a line, and what follows does */
	EFFECT_ITEM,	/* a line with a dash */
	EFFECT_CELL,	/* apart from the cell before */
	EFFECT_READING, /* in parentheses */
	EFFECT_HIDDEN,	/* with all it holds */
	EFFECT_IMAGE,
};

/* Tags that stand alone need no closing one. */
static const struct known_tag {
	const char *name;
	enum effect effect;
	bool alone;
} known_tags[] = {
	{ "br", EFFECT_BREAK, true },
	{ "hr", EFFECT_BLOCK, true },
	{ "img", EFFECT_IMAGE, true },
	{ "wbr", EFFECT_NONE, true },
	{ "div", EFFECT_BLOCK, false },
	{ "p", EFFECT_BLOCK, false },
	{ "ul", EFFECT_BLOCK, false },
	{ "ol", EFFECT_BLOCK, false },
	{ "li", EFFECT_ITEM, false },
	{ "dl", EFFECT_BLOCK, false },
	{ "dt", EFFECT_BLOCK, false },
	{ "dd", EFFECT_BLOCK, false },
	{ "h1", EFFECT_BLOCK, false },
	{ "h2", EFFECT_BLOCK, false },
	{ "h3", EFFECT_BLOCK, false },
	{ "h4", EFFECT_BLOCK, false },
	{ "pre", EFFECT_BLOCK, false },
	{ "blockquote", EFFECT_BLOCK, false },
	{ "table", EFFECT_BLOCK, false },
	{ "tbody", EFFECT_NONE, false },
	{ "thead", EFFECT_NONE, false },
	{ "tr", EFFECT_BLOCK, false },
	{ "td", EFFECT_CELL, false },
	{ "th", EFFECT_CELL, false },
	{ "b", EFFECT_NONE, false },
	{ "i", EFFECT_NONE, false },
	{ "u", EFFECT_NONE, false },
	{ "em", EFFECT_NONE, false },
	{ "strong", EFFECT_NONE, false },
	{ "span", EFFECT_NONE, false },
	{ "font", EFFECT_NONE, false },
	{ "a", EFFECT_NONE, false },
	{ "sub", EFFECT_NONE, false },
	{ "sup", EFFECT_NONE, false },
	{ "small", EFFECT_NONE, false },
	{ "big", EFFECT_NONE, false },
	{ "code", EFFECT_NONE, false },
	{ "tt", EFFECT_NONE, false },
	{ "center", EFFECT_NONE, false },
	{ "mark", EFFECT_NONE, false },
	{ "strike", EFFECT_NONE, false },
	{ "del", EFFECT_NONE, false },
	{ "ruby", EFFECT_NONE, false },
	{ "rb", EFFECT_NONE, false },
	{ "rt", EFFECT_READING, false },
	{ "rp", EFFECT_HIDDEN, false },
	{ "style", EFFECT_HIDDEN, false },
	{ "script", EFFECT_HIDDEN, false },
};

/* A longer value is no value: looking for its end again and again would take
 * quadratic time. */
enum {
	KNOWN_TAGS = sizeof(known_tags) / sizeof(*known_tags),
	VALUE_MOST = 4096
};

/* One tag as it stands in a text. */
struct tag {
	const char *name;
	size_t name_length;
	const char *attributes, *end; /* up to and behind the bracket */
	bool closes;
	int known; /* its place, or -1 */
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') ||
	       (c && strchr("-:_", c));
}

static const char *pass_blanks(const char *at)
{
	return at + strspn(at, " \t\r\n");
}

/* Behind name="value", or NULL: what has no value is no attribute but text. */
static const char *pass_attribute(const char *at)
{
	size_t name = strcspn(at, "=<>\"' \t\r\n");
	const char *value = pass_blanks(at + name);

	if (name == 0 || *value != '=')
		return NULL;
	value = pass_blanks(value + 1);
	if (*value == '"' || *value == '\'') {
		const char *quote = memchr(value + 1, *value,
					   strnlen(value + 1, VALUE_MOST));

		return quote ? quote + 1 : NULL;
	}
	name = strcspn(value, "<>\"' \t\r\n");
	return name ? value + name : NULL;
}

/* Behind the bracket that ends a tag, or NULL. */
static const char *pass_attributes(const char *at)
{
	for (at = pass_blanks(at); at && *at != '>'; at = pass_blanks(at)) {
		if (at[0] == '/' && at[1] == '>')
			return at + 2;
		at = pass_attribute(at);
		if (!at)
			return NULL;
	}
	return at ? at + 1 : NULL;
}

static int find_known(const struct tag *tag)
{
	for (int i = 0; i < KNOWN_TAGS; i++)
		if (strlen(known_tags[i].name) == tag->name_length &&
		    strncasecmp(known_tags[i].name, tag->name,
				tag->name_length) == 0)
			return i;
	return -1;
}

/* The tag that begins at the bracket; false when none does. */
static bool read_tag(const char *at, struct tag *tag)
{
	const char *name = at + 1;

	tag->closes = *name == '/';
	name += tag->closes;
	if (!is_letter(*name))
		return false;
	tag->name = name;
	while (is_name(*name))
		name++;
	tag->name_length = (size_t)(name - tag->name);
	if (!strchr(" \t\r\n/>", *name) || !*name)
		return false;
	tag->attributes = name;
	tag->end = pass_attributes(name);
	tag->known = find_known(tag);
	return tag->end != NULL;
}

/* ---- what counts --------------------------------------------------------- */

struct markup {
	enum html_markup html;
	bool opened[KNOWN_TAGS], closed[KNOWN_TAGS]; /* in this text */
	struct text out;
	bool breaks; /* a line is to begin */
	/* What does not end here does not end further on. */
	bool endless[KNOWN_TAGS], endless_comment;
};

static void take_stock(struct markup *markup, const char *text)
{
	for (const char *at = strchr(text, '<'); at; at = strchr(at + 1, '<')) {
		struct tag tag;

		if (read_tag(at, &tag) && tag.known >= 0)
			(tag.closes ? markup->closed
				    : markup->opened)[tag.known] = true;
	}
}

static bool counts(const struct markup *markup, const struct tag *tag)
{
	if (markup->html == HTML_YES)
		return true;
	return tag->known >= 0 &&
	       (known_tags[tag->known].alone ||
		(markup->opened[tag->known] && markup->closed[tag->known]));
}

/* "[sound:name]": its length, or 0. */
static size_t sound_length(const char *at)
{
	static const char opening[] = "[sound:";
	size_t length = sizeof(opening) - 1;

	if (strncmp(at, opening, length) != 0 || at[length] == ' ')
		return 0;
	length += strcspn(at + length, "[]&<\n");
	return at[length] == ']' ? length + 1 : 0;
}

/* ---- reading ------------------------------------------------------------- */

static void add(struct markup *markup, const char *bytes, size_t length)
{
	if (markup->breaks && markup->out.length &&
	    markup->out.data[markup->out.length - 1] != '\n')
		text_add_char(&markup->out, '\n');
	markup->breaks = false;
	text_append(&markup->out, bytes, length);
}

/* Behind what a hidden tag holds. */
static const char *pass_hidden(struct markup *markup, const struct tag *opening)
{
	const char *at = markup->endless[opening->known]
				 ? NULL
				 : strchr(opening->end, '<');

	for (; at; at = strchr(at + 1, '<')) {
		struct tag tag;

		if (read_tag(at, &tag) && tag.closes &&
		    tag.known == opening->known)
			return tag.end;
	}
	markup->endless[opening->known] = true;
	return opening->end;
}

static void add_image(struct markup *markup, const struct tag *tag)
{
	for (const char *at = tag->attributes; at + 4 < tag->end; at++) {
		const char *value;
		size_t length;

		if (strncasecmp(at, "src=", 4) != 0)
			continue;
		value = at + 4;
		value += *value == '"' || *value == '\'';
		length = strcspn(value, "\"'<> ");
		if (length) {
			add(markup, "[image: ", 8);
			add(markup, value, length);
			add(markup, "]", 1);
		}
		return;
	}
}

static void add_effect(struct markup *markup, const struct tag *tag)
{
	switch (known_tags[tag->known].effect) {
	case EFFECT_BREAK:
		add(markup, "\n", 1);
		break;
	case EFFECT_BLOCK:
		markup->breaks = true;
		break;
	case EFFECT_ITEM:
		markup->breaks = true;
		if (!tag->closes)
			add(markup, "- ", 2);
		break;
	case EFFECT_CELL:
		if (tag->closes)
			add(markup, "  ", 2);
		break;
	case EFFECT_READING:
		add(markup, tag->closes ? ")" : "(", 1);
		break;
	case EFFECT_IMAGE:
		add_image(markup, tag);
		break;
	default:
		break;
	}
}

static const char *pass_tag(struct markup *markup, const char *at)
{
	struct tag tag;

	if (strncmp(at, "<!--", 4) == 0 && !markup->endless_comment) {
		const char *end = strstr(at + 4, "-->");

		if (end)
			return end + 3;
		markup->endless_comment = true;
	}
	if (!read_tag(at, &tag) || !counts(markup, &tag)) {
		add(markup, at, 1);
		return at + 1;
	}
	if (tag.known < 0)
		return tag.end;
	if (known_tags[tag.known].effect == EFFECT_HIDDEN && !tag.closes)
		return pass_hidden(markup, &tag);
	add_effect(markup, &tag);
	return tag.end;
}

static const char *pass_special(struct markup *markup, const char *at)
{
	char character[ENTITY_TEXT_SIZE];
	size_t length;

	if (*at == '<')
		return pass_tag(markup, at);
	length = entity_read(at, character);
	if (length) {
		add(markup, character, strlen(character));
		return at + length;
	}
	length = sound_length(at);
	if (length) {
		add(markup, "[sound: ", 8);
		add(markup, at + 7, length - 7);
		return at + length;
	}
	add(markup, at, 1);
	return at + 1;
}

/* Without outer blanks; NULL when nothing else is left. */
static const char *trimmed(const struct text *out, struct arena *arena)
{
	struct cell cell = cell_trim(
		(struct cell){ text_string(out), out->length });

	return cell.length ? arena_strndup(arena, cell.bytes, cell.length)
			   : NULL;
}

const char *markup_read(const char *text, enum html_markup html,
			struct arena *arena)
{
	struct markup markup = { .html = html };
	const char *read;

	if (html == HTML_NO || !strpbrk(text, "<&["))
		return text;
	take_stock(&markup, text);
	for (const char *at = text; *at;) {
		size_t plain = strcspn(at, "<&[");

		if (plain)
			add(&markup, at, plain);
		at += plain;
		if (*at)
			at = pass_special(&markup, at);
	}
	read = trimmed(&markup.out, arena);
	if (text_equal(read, text))
		read = text;
	text_release(&markup.out);
	return read ? read : text;
}

/* ---- writing ------------------------------------------------------------- */

/* Whether a bracket of the text begins something that reading takes away. */
static bool has_markup(const struct markup *markup, const char *text)
{
	for (const char *at = strchr(text, '<'); at; at = strchr(at + 1, '<')) {
		struct tag tag;

		if (strncmp(at, "<!--", 4) == 0 ||
		    (read_tag(at, &tag) && counts(markup, &tag)))
			return true;
	}
	return false;
}

static const char *entity_for(char bracket, const char *at)
{
	char character[ENTITY_TEXT_SIZE];

	if (*at == bracket)
		return "&lt;";
	if (*at == '&')
		return entity_read(at, character) ? "&amp;" : NULL;
	return *at == '[' && sound_length(at) ? "&#91;" : NULL;
}

const char *markup_write(const char *text, struct arena *arena)
{
	struct markup markup = { .html = HTML_UNSAID };
	const char *copy = text;
	char bracket;

	if (!strpbrk(text, "<&["))
		return text;
	take_stock(&markup, text);
	/* All or none: "<img a=<br>" is one tag, and with its second bracket
	 * written as an entity the first would begin another. */
	bracket = has_markup(&markup, text) ? '<' : '\0';
	for (const char *at = text; *at; at++) {
		const char *entity = entity_for(bracket, at);

		if (entity)
			text_add(&markup.out, entity);
		else
			text_add_char(&markup.out, *at);
	}
	if (strcmp(text_string(&markup.out), text) != 0)
		copy = text_copy(&markup.out, arena);
	text_release(&markup.out);
	return copy;
}
