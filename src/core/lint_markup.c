#include "core/lint_parts.h"

#include <string.h>
#include <strings.h>

#include "base/message.h"
#include "base/script.h"
#include "base/text.h"
#include "base/unicode.h"

struct leftover leftover_of(size_t length, const char *becomes)
{
	return (struct leftover){ length, becomes,
				  becomes ? strlen(becomes) : 0 };
}

bool lint_is_ascii_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* ---- other trainers' codes, markdown ------------------------------------- */

static struct leftover find_code(const char *at)
{
	static const char *const codes[] = { "[latex]", "[/latex]", "[$]",
					     "[/$]",	"[$$]",	    "[/$$]",
					     NULL };

	for (const char *const *code = codes; *code; code++)
		if (strncmp(at, *code, strlen(*code)) == 0)
			return leftover_of(strlen(*code), "");
	if (strncmp(at, "[sound:", 7) == 0 || strncmp(at, "[anki:", 6) == 0)
		return leftover_of(strcspn(at, "]") + (strchr(at, ']') != NULL),
				   "");
	return leftover_of(0, NULL);
}

/* {{Front}}, {{#Audio}}: a template's; but {{c1::...}} is a cloze, and TeX
 * doubles braces as well. */
static struct leftover find_template(const char *string, const char *at)
{
	const char *name = at + 2, *end;
	uint32_t before = character_before(string, at);

	if (strncmp(at, "{{", 2) != 0 || before == '^' || before == '_' ||
	    before == '\\' || before == '}')
		return leftover_of(0, NULL);
	name += *name && strchr("#^/", *name);
	if (!((*name | 0x20) >= 'a' && (*name | 0x20) <= 'z') ||
	    (*name == 'c' && name[1] >= '0' && name[1] <= '9'))
		return leftover_of(0, NULL);
	for (end = name; lint_is_ascii_name(*end) ||
			 (unsigned char)*end >= 0x80 ||
			 (*end && strchr(" :_-", *end));)
		end++;
	return strncmp(end, "}}", 2) == 0
		       ? leftover_of((size_t)(end + 2 - at), NULL)
		       : leftover_of(0, NULL);
}

static bool has_letter(const char *from, const char *end)
{
	uint32_t c;

	while (from < end) {
		from = character_next(from, &c);
		if (character_is_letter(c))
			return true;
	}
	return false;
}

/* **so** and *so*, at the edges of words; not 2*3*4, *p, or an asterisk
 * before a reconstructed word. */
static struct leftover find_emphasis(const char *string, const char *at)
{
	const char *mark = at[1] == '*' ? "**" : "*", *end;
	size_t size = strlen(mark);
	const char *inner = at + size;
	uint32_t before = character_before(string, at);

	if ((before < 0x80 && lint_is_ascii_name((char)before)) ||
	    before == '*' || strchr(" \n\t*", *inner))
		return leftover_of(0, NULL);
	end = strstr(inner, mark);
	if (!end || strchr(" \n\t(,", end[-1]) || end[size] == '*' ||
	    lint_is_ascii_name(end[size]) || !has_letter(inner, end) ||
	    memchr(inner, '\n', (size_t)(end - inner)))
		return leftover_of(0, NULL);
	return (struct leftover){ (size_t)(end + size - at), inner,
				  (size_t)(end - inner) };
}

/* [text](https://...) */
static struct leftover find_link(const char *at)
{
	const char *end = at + 1 + strcspn(at + 1, "[]\n"), *close;

	if (strncmp(end, "](http", 6) != 0)
		return leftover_of(0, NULL);
	close = strchr(end, ')');
	if (!close)
		return leftover_of(0, NULL);
	return (struct leftover){ (size_t)(close + 1 - at), at + 1,
				  (size_t)(end - at - 1) };
}

static struct leftover find_leftover(const char *string, const char *at,
				     struct arena *arena)
{
	struct leftover found;

	switch (*at) {
	case '<':
		return lint_find_tag(at);
	case '&':
		return lint_find_entity(at, arena);
	case '{':
		return find_template(string, at);
	case '*':
		return find_emphasis(string, at);
	case '[':
		found = find_code(at);
		return found.length ? found : find_link(at);
	default:
		return leftover_of(0, NULL);
	}
}

/* ---- the rule ------------------------------------------------------------ */

/* The whole text is one tag: it is what the card is about. */
static bool is_subject(const char *string, const struct leftover *leftover)
{
	return *string == '<' && !string[leftover->length] &&
	       strncasecmp(string, "<br", 3) != 0 &&
	       strncasecmp(string, "<img", 4) != 0;
}

/* The bytes of `code` between backquotes, or 0. */
static size_t code_length(const char *at)
{
	const char *end = *at == '`' ? strchr(at + 1, '`') : NULL;

	return end ? (size_t)(end + 1 - at) : 0;
}

static void drop_blanks(struct text *text)
{
	while (text->length && strchr(" \n", text->data[text->length - 1]))
		text->data[--text->length] = '\0';
}

/* Put in what a leftover becomes; the blanks around a line break go, and those
 * that would then begin the text.  Returns where the text goes on. */
static const char *replace(struct text *cleaned, const char *at,
			   const struct leftover *found)
{
	at += found->length;
	if (!found->becomes || !strchr(" \n", *found->becomes)) {
		text_append(cleaned, found->becomes, found->becomes_length);
		return at;
	}
	if (cleaned->length && !found->becomes_length)
		return at;
	drop_blanks(cleaned);
	if (cleaned->length)
		text_append(cleaned, found->becomes, found->becomes_length);
	return at + strspn(at, " \n");
}

static void say(const struct lint_text *text, const char *first, size_t length,
		const char *suggestion, struct findings *out)
{
	const char *name = arena_strndup(out->arena, first,
					 unicode_prefix(first, 40) < length
						 ? unicode_prefix(first, 40)
						 : length);

	lint_say(out, LINT_MARKUP, text->column, suggestion,
		 _("\"%s\" is markup, which is shown as it is"), name);
}

/* The first leftover, or NULL, and the text without any. */
static const char *clean(const char *string, struct text *cleaned,
			 size_t *length, bool *is_clear, struct arena *arena)
{
	const char *first = NULL, *cursor = string;

	while (*cursor) {
		struct leftover found = find_leftover(string, cursor, arena);
		size_t plain = code_length(cursor);

		if (found.length && !is_subject(string, &found)) {
			if (!first)
				*length = found.length;
			first = first ? first : cursor;
			*is_clear = *is_clear && found.becomes;
			cursor = replace(cleaned, cursor, &found);
			continue;
		}
		plain = plain ? plain : 1;
		text_append(cleaned, cursor, plain);
		cursor += plain;
	}
	drop_blanks(cleaned);
	return first;
}

bool lint_markup(const struct lint_text *text, struct findings *out)
{
	struct text cleaned = { 0 };
	const char *first, *suggestion;
	bool is_clear = true;
	size_t length = 0;

	if (!lint_wants(out, LINT_MARKUP) || !strpbrk(text->string, "<&{*["))
		return true;
	first = clean(text->string, &cleaned, &length, &is_clear, out->arena);
	is_clear = is_clear && cleaned.length;
	suggestion = is_clear ? text_copy(&cleaned, out->arena) : NULL;
	text_release(&cleaned);
	if (first)
		say(text, first, length, suggestion, out);
	return !first;
}
