#include "core/lint_parts.h"

#include <stdarg.h>
#include <string.h>

#include "base/message.h"
#include "base/script.h"
#include "base/text.h"
#include "base/unicode.h"

static const struct {
	const char *name;
	enum lint_level level;
} rules[LINT_RULE_COUNT] = {
	[LINT_REJECTED] = { "rejected", LINT_ERROR },
	[LINT_EQUAL_ROW] = { "equal-row", LINT_WARNING },
	[LINT_EQUAL_FRONT] = { "equal-front", LINT_WARNING },
	[LINT_NEAR_FRONT] = { "near-front", LINT_WARNING },
	[LINT_EQUAL_BACK] = { "equal-back", LINT_WARNING },
	[LINT_BLANK] = { "blank", LINT_WARNING },
	[LINT_INVISIBLE] = { "invisible", LINT_WARNING },
	[LINT_LOOK_ALIKE] = { "look-alike", LINT_WARNING },
	[LINT_NFD] = { "nfd", LINT_WARNING },
	[LINT_SPACES] = { "spaces", LINT_WARNING },
	[LINT_BRACKETS] = { "brackets", LINT_WARNING },
	[LINT_MARKUP] = { "markup", LINT_WARNING },
	[LINT_EMPTY_CLOZE] = { "empty-cloze", LINT_ERROR },
	[LINT_LONG_ANSWER] = { "long-answer", LINT_NOTE },
};

const char *lint_rule_name(enum lint_rule rule)
{
	return rules[rule].name;
}

const char *lint_level_name(enum lint_level level)
{
	static const char *const names[] = {
		[LINT_ERROR] = "error",
		[LINT_WARNING] = "warning",
		[LINT_NOTE] = "note",
	};

	return names[level];
}

static bool unknown_rule(const char *name, struct error *err)
{
	const char *names[LINT_RULE_COUNT];
	int nearest;

	for (int i = 0; i < LINT_RULE_COUNT; i++)
		names[i] = rules[i].name;
	nearest = text_nearest(name, names, LINT_RULE_COUNT);
	if (nearest < 0)
		return error_set(err, ERROR_USAGE,
				 _("there is no rule \"%s\"; `man ebb` lists "
				   "them"),
				 name);
	return error_set(err, ERROR_USAGE,
			 _("there is no rule \"%s\"; did you mean %s?"), name,
			 names[nearest]);
}

static bool add_rule(const char *name, unsigned *bits, struct error *err)
{
	for (int i = 0; i < LINT_RULE_COUNT; i++)
		if (strcmp(name, rules[i].name) == 0) {
			*bits |= 1u << i;
			return true;
		}
	return unknown_rule(name, err);
}

bool lint_read_rules(const char *names, unsigned *bits, struct error *err)
{
	struct arena arena = { 0 };
	bool ok = true;

	*bits = 0;
	for (; ok; names++) {
		size_t length = strcspn(names, ",");

		ok = add_rule(arena_strndup(&arena, names, length), bits, err);
		names += length;
		if (!*names)
			break;
	}
	arena_release(&arena);
	return ok;
}

/* ---- findings ------------------------------------------------------------ */

bool lint_wants(const struct findings *out, enum lint_rule rule)
{
	return out->rules >> rule & 1;
}

static struct finding *add_finding(struct findings *out)
{
	if (out->count == out->capacity) {
		size_t wider = out->capacity ? 2 * out->capacity : 8;
		struct finding *list = arena_array(out->arena, wider,
						   sizeof(*list));

		for (size_t i = 0; i < out->count; i++)
			list[i] = out->list[i];
		out->list = list;
		out->capacity = wider;
	}
	return &out->list[out->count++];
}

static void say(struct findings *out, struct finding finding,
		const char *format, va_list args)
{
	struct text message = { 0 };

	if (!lint_wants(out, finding.rule))
		return;
	text_vprintf(&message, format, args);
	finding.message = lint_take(&message, out->arena);
	*add_finding(out) = finding;
}

void lint_say(struct findings *out, enum lint_rule rule, const char *column,
	      const char *suggestion, const char *format, ...)
{
	struct finding finding = { .rule = rule,
				   .level = rules[rule].level,
				   .column = column,
				   .suggestion = suggestion };
	va_list args;

	va_start(args, format);
	say(out, finding, format, args);
	va_end(args);
}

void lint_say_at(struct findings *out, enum lint_rule rule,
		 enum lint_level level, const char *column,
		 const char *suggestion, const char *format, ...)
{
	struct finding finding = { .rule = rule,
				   .level = level,
				   .column = column,
				   .suggestion = suggestion };
	va_list args;

	va_start(args, format);
	say(out, finding, format, args);
	va_end(args);
}

const char *lint_take(struct text *text, struct arena *arena)
{
	const char *copy = text_copy(text, arena);

	text_release(text);
	return copy;
}

const char *lint_excerpt(const char *string, const char *at, size_t length,
			 struct arena *arena)
{
	enum { AROUND = 12, MOST = 40 };
	const char *from = at, *end;
	struct text out = { 0 };
	uint32_t c;

	for (int i = 0; i < AROUND && from > string; i++)
		do
			from--;
		while (((unsigned char)*from & 0xC0) == 0x80);
	end = at + (length < MOST ? length : unicode_prefix(at, MOST));
	for (int i = 0; i < AROUND && *end; i++)
		end = character_next(end, &c);
	text_add(&out, from > string ? "…" : "");
	unicode_append_visible(&out, from, (size_t)(end - from),
			       VISIBLE_ONE_LINE);
	text_add(&out, *end ? "…" : "");
	return lint_take(&out, arena);
}

void lint_rejected(const char *reason, struct findings *out)
{
	lint_say(out, LINT_REJECTED, NULL, NULL, "%s", reason);
}

/* ---- one note ------------------------------------------------------------ */

/* A word of Chinese or Japanese has two characters, one of the languages of
 * Indochina about five; others have blanks around them. */
static int count_words(const char *string)
{
	int words = 0, chinese = 0, unspaced = 0;
	bool is_counted = false;
	uint32_t c;

	while ((string = character_next(string, &c)) != NULL) {
		enum script script = script_of(c);

		chinese += script == SCRIPT_CHINESE;
		unspaced += script == SCRIPT_UNSPACED;
		if (script == SCRIPT_CHINESE || script == SCRIPT_UNSPACED ||
		    character_is_blank(c)) {
			is_counted = false;
		} else if (!is_counted &&
			   (character_is_letter(c) || character_is_digit(c))) {
			words++;
			is_counted = true;
		}
	}
	return words + (chinese + 1) / 2 + (unspaced + 4) / 5;
}

static void check_length(const char *column, const char *answer,
			 struct findings *out)
{
	int words;

	/* The shortest word is a letter and a blank. */
	if (!lint_wants(out, LINT_LONG_ANSWER) ||
	    (int)strlen(answer) / 2 < out->words_most)
		return;
	words = count_words(answer);
	if (words > out->words_most)
		lint_say(out, LINT_LONG_ANSWER, column, NULL,
			 ngettext("the answer has %d word; a card asks best "
				  "for one thing",
				  "the answer has %d words; a card asks best "
				  "for one thing",
				  (unsigned long)words),
			 words);
}

static void check_text(const char *column, const char *string,
		       struct findings *out)
{
	struct lint_text text = { .column = column, .string = string };
	const char *end = string;
	bool is_plain, is_whole;

	while (*end && (unsigned char)*end < 0x80)
		end++;
	text.is_ascii = !*end;
	lint_invisible(&text, out);
	lint_look_alike(&text, out);
	lint_nfd(&text, out);
	/* Blanks mean nothing in HTML, whose attributes may have brackets, and
	 * a cloze without an end has braces without one: first things first. */
	is_plain = lint_markup(&text, out);
	is_whole = lint_cloze(&text, out);
	if (is_plain)
		lint_spaces(&text, out);
	if (is_plain && is_whole)
		lint_brackets(&text, out);
}

void lint_note(const struct note *note, struct findings *out)
{
	if (text_equal(note->front, note->back))
		lint_say(out, LINT_BLANK, NULL, NULL,
			 _("the front is the same as the back"));
	check_text("front", note->front, out);
	if (note->directions & DIRECTIONS_REVERSE)
		check_length("front", note->front, out);
	check_text("back", note->back, out);
	if (note->directions != DIRECTIONS_REVERSE)
		check_length("back", note->back, out);
	for (size_t i = 0; i < note->field_count; i++)
		check_text(note->fields[i].name, note->fields[i].value, out);
}
