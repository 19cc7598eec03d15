#include "exchange/preface.h"

#include <string.h>
#include <strings.h>

/* ---- directives ---------------------------------------------------------- */

enum key {
	KEY_NONE,
	KEY_SEPARATOR,
	KEY_HTML,
	KEY_COLUMNS,
	KEY_DECK,
	KEY_TAGS,
	KEY_DECK_COLUMN,
	KEY_TAGS_COLUMN,
	KEY_GUID_COLUMN,
	KEY_NOTE_TYPE_COLUMN,
	KEY_WITHOUT_EFFECT,
};

static const struct {
	const char *name;
	enum key key;
} keys[] = {
	{ "separator", KEY_SEPARATOR },
	{ "delimiter", KEY_SEPARATOR },
	{ "html", KEY_HTML },
	{ "columns", KEY_COLUMNS },
	{ "deck", KEY_DECK },
	{ "tags", KEY_TAGS },
	{ "deck column", KEY_DECK_COLUMN },
	{ "tags column", KEY_TAGS_COLUMN },
	{ "guid column", KEY_GUID_COLUMN },
	{ "notetype column", KEY_NOTE_TYPE_COLUMN },
	{ "notetype", KEY_WITHOUT_EFFECT },
	{ "if matches", KEY_WITHOUT_EFFECT },
	{ "match scope", KEY_WITHOUT_EFFECT },
};

static bool cell_says(struct cell cell, const char *word)
{
	return cell.length == strlen(word) &&
	       strncasecmp(cell.bytes, word, cell.length) == 0;
}

static bool starts_with(struct cell cell, const char *word)
{
	return cell.length >= strlen(word) &&
	       strncasecmp(cell.bytes, word, strlen(word)) == 0;
}

static struct cell skip(struct cell cell, size_t length)
{
	return (struct cell){ cell.bytes + length, cell.length - length };
}

/* The key of a `#key:value`; *value is everything after the colon. */
static enum key find_key(struct cell line, struct cell *value)
{
	const char *colon = line.length > 0 && line.bytes[0] == '#'
				    ? memchr(line.bytes, ':', line.length)
				    : NULL;
	size_t length;

	if (!colon)
		return KEY_NONE;
	length = (size_t)(colon - line.bytes) - 1;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (cell_says((struct cell){ line.bytes + 1, length },
			      keys[i].name)) {
			*value = skip(line, length + 2);
			return keys[i].key;
		}
	return KEY_NONE;
}

bool preface_is_directive(struct cell line)
{
	struct cell value;

	return find_key(line, &value) != KEY_NONE;
}

/* Anything else than a quote, a line break or half a character. */
static char read_character(struct cell value)
{
	if (value.length != 1 || strchr("\"\r\n", value.bytes[0]) ||
	    (unsigned char)value.bytes[0] >= 0x80)
		return '\0';
	return value.bytes[0];
}

/* A name or the character itself, which may be a blank. */
static char read_separator(struct cell value)
{
	static const struct {
		const char *name;
		char character;
	} names[] = {
		{ "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' },
		{ "space", ' ' }, { "pipe", '|' },	{ "colon", ':' },
		{ "\\t", '\t' },
	};
	struct cell trimmed = cell_trim(value);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (cell_says(trimmed, names[i].name))
			return names[i].character;
	if (trimmed.length == 0 && value.length > 0)
		return memchr(value.bytes, '\t', value.length) ? '\t' : ' ';
	return read_character(trimmed);
}

static size_t read_number(struct cell value)
{
	size_t number = 0;

	value = cell_trim(value);
	for (size_t i = 0; i < value.length; i++) {
		if (value.bytes[i] < '0' || value.bytes[i] > '9' || i > 5)
			return 0;
		number = 10 * number + (size_t)(value.bytes[i] - '0');
	}
	return number;
}

static enum html_markup read_html(struct cell value)
{
	value = cell_trim(value);
	if (cell_says(value, "true"))
		return HTML_YES;
	return cell_says(value, "false") ? HTML_NO : HTML_UNSAID;
}

static void take_directive(struct preface *preface, enum key key,
			   struct cell value, struct arena *arena)
{
	switch (key) {
	case KEY_SEPARATOR:
		preface->delimiter = read_separator(value);
		break;
	case KEY_HTML:
		preface->html = read_html(value);
		break;
	case KEY_COLUMNS:
		preface->names.bytes = arena_strndup(arena, value.bytes,
						     value.length);
		preface->names.length = value.length;
		break;
	case KEY_DECK:
		if (!cell_is_blank(&value) && !cell_has_nul(&value))
			preface->deck = cell_line(&value, arena);
		break;
	case KEY_TAGS:
		if (!cell_has_nul(&value))
			preface->tag_count = cell_tags(&value, arena,
						       &preface->tags);
		break;
	case KEY_DECK_COLUMN:
		preface->columns.deck = read_number(value);
		break;
	case KEY_TAGS_COLUMN:
		preface->columns.tags = read_number(value);
		break;
	case KEY_GUID_COLUMN:
		preface->columns.key = read_number(value);
		break;
	case KEY_NOTE_TYPE_COLUMN:
		preface->columns.note_type = read_number(value);
		break;
	case KEY_WITHOUT_EFFECT:
	case KEY_NONE:
		break;
	}
}

/* ---- lines --------------------------------------------------------------- */

/* Cut the first line off *rest. */
static struct cell next_line(struct cell *rest)
{
	struct cell line = { .bytes = rest->bytes };
	size_t end;

	while (line.length < rest->length && rest->bytes[line.length] != '\n' &&
	       rest->bytes[line.length] != '\r')
		line.length++;
	end = line.length;
	if (end + 1 < rest->length && rest->bytes[end] == '\r' &&
	    rest->bytes[end + 1] == '\n')
		end++;
	*rest = skip(*rest, end < rest->length ? end + 1 : end);
	return line;
}

/* sep=; or "sep=;", as spreadsheets write it; saving such a file again adds
 * delimiters to the line. */
static bool read_sep_line(struct cell line, struct preface *preface)
{
	char delimiter;

	if (starts_with(line, "\"")) {
		const char *quote;

		line = skip(line, 1);
		quote = memchr(line.bytes, '"', line.length);
		if (!quote)
			return false;
		line.length = (size_t)(quote - line.bytes);
	}
	if (!starts_with(line, "sep=") || line.length < 5)
		return false;
	delimiter = read_character((struct cell){ line.bytes + 4, 1 });
	for (size_t i = 5; i < line.length; i++)
		if (line.bytes[i] != delimiter && line.bytes[i] != ' ')
			return false;
	preface->delimiter = delimiter;
	return delimiter != '\0';
}

/* The way before there were directives: nothing in it may divide fields. */
static bool read_tags_line(struct cell line, struct preface *preface,
			   struct arena *arena)
{
	if (!starts_with(line, "tags:"))
		return false;
	for (size_t i = 0; i < line.length; i++)
		if (!line.bytes[i] || strchr("\t,;|\"", line.bytes[i]))
			return false;
	take_directive(preface, KEY_TAGS, skip(line, 5), arena);
	return true;
}

static bool read_first_line(struct cell line, struct preface *preface,
			    struct arena *arena)
{
	if (read_sep_line(line, preface))
		return true;
	preface->has_directives = read_tags_line(line, preface, arena);
	return preface->has_directives;
}

static const char *find_mark(struct cell line)
{
	if (starts_with(line, "#"))
		return "#";
	return starts_with(line, "//") ? "//" : NULL;
}

void preface_read(const char *bytes, size_t length, struct arena *arena,
		  struct preface *out)
{
	struct cell rest = { bytes, length };
	bool is_first = true;

	*out = (struct preface){ 0 };
	for (long number = 1; rest.length > 0; number++) {
		struct cell line = next_line(&rest), value = { 0 };
		enum key key = find_key(line, &value);

		if (cell_is_blank(&line))
			continue;
		if (is_first && read_first_line(line, out, arena)) {
			out->lines = number;
		} else if (!out->comment_mark) {
			out->comment_mark = find_mark(line);
		}
		if (out->lines != number &&
		    (!out->comment_mark ||
		     !starts_with(line, out->comment_mark)))
			break;
		is_first = false;
		if (key == KEY_NONE)
			continue;
		take_directive(out, key, value, arena);
		out->has_directives = true;
		out->lines = number;
	}
}
