#include "core/lint_parts.h"

#include <string.h>

#include "base/message.h"
#include "base/script.h"
#include "base/text.h"
#include "base/unicode.h"

/* ---- invisible ----------------------------------------------------------- */

static bool runs_right_to_left(const char *string)
{
	uint32_t c;

	while ((string = character_next(string, &c)) != NULL)
		if (c >= 0x590 && (script_of(c) == SCRIPT_HEBREW ||
				   script_of(c) == SCRIPT_ARABIC))
			return true;
	return false;
}

/* What stands for a stray character when it goes; false when nobody knows. */
static bool replace_stray(struct text *text, uint32_t c, uint32_t after)
{
	if (c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
		return false;
	if (c == 0x2028 || c == 0x2029)
		text_add_char(text, '\n');
	else if (c == 0xA0 && after && text->length &&
		 text->data[text->length - 1] != ' ')
		text_add_char(text, ' ');
	return true;
}

/* The text without them, or NULL. */
static const char *without_strays(const char *string, bool right_to_left,
				  struct arena *arena)
{
	struct text cleaned = { 0 };
	uint32_t before = 0, c, after;
	bool is_clear = true;

	for (; (string = character_next(string, &c)) != NULL; before = c) {
		if (!character_next(string, &after))
			after = 0;
		if (character_is_stray(before, c, after, right_to_left))
			is_clear = replace_stray(&cleaned, c, after) &&
				   is_clear;
		else if (c != ' ' || before != 0xA0)
			character_append(&cleaned, c);
	}
	if (is_clear)
		return lint_take(&cleaned, arena);
	text_release(&cleaned);
	return NULL;
}

/* How many there are; the first is *first, at *at. */
static int count_strays(const char *string, bool right_to_left, uint32_t *first,
			const char **at)
{
	uint32_t before = 0, c, after;
	const char *next;
	int count = 0;

	for (; (next = character_next(string, &c)) != NULL;
	     before = c, string = next) {
		if (!character_next(next, &after))
			after = 0;
		if (!character_is_stray(before, c, after, right_to_left))
			continue;
		if (count++ == 0) {
			*first = c;
			*at = string;
		}
	}
	return count;
}

static const char *last_few(const char *string, const char *at,
			    struct arena *arena)
{
	const char *from = at;

	for (int i = 0; i < 10 && from > string; i++)
		do
			from--;
		while (((unsigned char)*from & 0xC0) == 0x80);
	return unicode_visible(arena_strndup(arena, from, (size_t)(at - from)),
			       VISIBLE_ONE_LINE, arena);
}

static void say_strays(const struct lint_text *text, uint32_t c, const char *at,
		       int count, const char *suggestion, struct findings *out)
{
	const char *name = character_name(c, out->arena);
	const char *more =
		count > 1 ? arena_printf(out->arena,
					 ngettext(", and %d more",
						  ", and %d more",
						  (unsigned long)count - 1),
					 count - 1)
			  : "";

	if (at == text->string)
		lint_say(out, LINT_INVISIBLE, text->column, suggestion,
			 _("%s at the start%s"), name, more);
	else
		lint_say(out, LINT_INVISIBLE, text->column, suggestion,
			 _("%s after \"%s\"%s"), name,
			 last_few(text->string, at, out->arena), more);
}

static bool has_controls(const char *string)
{
	for (; *string; string++)
		if (((unsigned char)*string < 0x20 && *string != '\n' &&
		     *string != '\t') ||
		    *string == 0x7F)
			return true;
	return false;
}

void lint_invisible(const struct lint_text *text, struct findings *out)
{
	bool right_to_left;
	const char *at;
	uint32_t c;
	int count;

	if (!lint_wants(out, LINT_INVISIBLE) ||
	    (text->is_ascii && !has_controls(text->string)))
		return;
	right_to_left = !text->is_ascii && runs_right_to_left(text->string);
	count = count_strays(text->string, right_to_left, &c, &at);
	if (count > 0)
		say_strays(
			text, c, at, count,
			without_strays(text->string, right_to_left, out->arena),
			out);
}

/* ---- spaces -------------------------------------------------------------- */

/* Two blanks after a full stop are a habit, a gap in brackets is a blank to
 * fill, and at the start of a line they indent. */
static bool is_meant(uint32_t before, uint32_t after)
{
	static const uint32_t ends[] = {
		'.', '!', '?',	  ':',	  ';',	  '(',
		'[', '"', 0xFF08, 0x3010, 0x201C, '\n'
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (before == ends[i])
			return true;
	return after == '\n';
}

static bool is_space(uint32_t c)
{
	return c != '\n' && c != 0xA0 && character_is_blank(c);
}

/* Copies the text with one blank for each run that is not meant; returns the
 * first such run, or NULL. */
static const char *find_spaces(const char *string, struct text *out)
{
	const char *found = NULL;
	uint32_t before = '\n', c, after;

	for (const char *cursor = string, *next;
	     (next = character_next(cursor, &c)) != NULL;
	     before = c, cursor = next) {
		const char *first = next;
		bool is_outer;

		while (is_space(c) && character_next(next, &after) &&
		       is_space(after))
			next = character_next(next, &after);
		is_outer = cursor == string || !*next;
		if (is_space(c) &&
		    (is_outer || (next != first && !is_meant(before, after)))) {
			found = found ? found : cursor;
			text_add(out, is_outer ? "" : " ");
		} else {
			text_append(out, cursor, (size_t)(next - cursor));
		}
	}
	return found;
}

/* Lines that are indented are laid out, a program for one. */
static bool may_have_spaces(const struct lint_text *text)
{
	const char *string = text->string;

	if (strstr(string, "\n ") || strstr(string, "\n\t"))
		return false;
	return !text->is_ascii || strpbrk(string, "\t\v\f\r") ||
	       strstr(string, "  ") || *string == ' ' ||
	       string[strlen(string) - 1] == ' ';
}

void lint_spaces(const struct lint_text *text, struct findings *out)
{
	struct text spaced = { 0 };
	const char *found, *next, *suggestion;
	uint32_t c;

	if (!*text->string || !lint_wants(out, LINT_SPACES) ||
	    !may_have_spaces(text))
		return;
	found = find_spaces(text->string, &spaced);
	suggestion = lint_take(&spaced, out->arena);
	if (!found)
		return;
	next = character_next(found, &c);
	if (found == text->string || !*next)
		lint_say(out, LINT_SPACES, text->column, suggestion,
			 _("blanks at an end of the text"));
	else
		lint_say(out, LINT_SPACES, text->column, suggestion,
			 _("more than one blank in \"%s\""),
			 lint_excerpt(text->string, found,
				      (size_t)(next - found), out->arena));
}
