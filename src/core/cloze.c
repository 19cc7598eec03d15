#include "core/cloze.h"

#include <string.h>

#include "base/text.h"

enum { NUMBER_DIGITS_MOST = 4, CLOZE_DEEPEST = 16 };

void number_set_add(struct number_set *set, int number)
{
	set->bits[number >> 6] |= UINT64_C(1) << (number & 63);
}

bool number_set_has(const struct number_set *set, int number)
{
	return set->bits[number >> 6] >> (number & 63) & 1;
}

/* ---- finding deletions --------------------------------------------------- */

/* Some bytes of the text. */
struct span {
	const char *start, *end;
};

struct deletion {
	int number;
	struct span text, hint; /* a hint that is not there has no start */
	const char *end;	/* behind the closing braces */
};

/* Whether a sign stands at `at` twice. */
static bool is_pair(const char *at, const char *end, char sign)
{
	return end - at >= 2 && at[0] == sign && at[1] == sign;
}

/* Behind "{{c12::" when one begins at `at`, or NULL. */
static const char *pass_opening(const char *at, const char *end, int *number)
{
	int digits = 0;

	if (end - at < 6 || memcmp(at, "{{c", 3) != 0)
		return NULL;
	*number = 0;
	for (at += 3; *at >= '0' && *at <= '9'; at++) {
		if (++digits > NUMBER_DIGITS_MOST)
			return NULL;
		*number = 10 * *number + (*at - '0');
	}
	return digits && is_pair(at, end, ':') ? at + 2 : NULL;
}

/* The deletion that begins at `at`; false when none does, or with *unclosed
 * when its braces do not close. */
static bool find_deletion(const char *at, const char *end,
			  struct deletion *deletion, bool *unclosed)
{
	const char *inner = pass_opening(at, end, &deletion->number);
	int depth = 1, ignored;

	if (!inner)
		return false;
	deletion->text = (struct span){ inner, NULL };
	deletion->hint = (struct span){ NULL, NULL };
	for (at = inner; at < end; at++) {
		const char *nested = pass_opening(at, end, &ignored);

		if (nested) {
			depth++;
			at = nested - 1;
		} else if (is_pair(at, end, '}')) {
			if (--depth == 0)
				break;
			at++;
		} else if (depth == 1 && !deletion->hint.start &&
			   is_pair(at, end, ':')) {
			deletion->text.end = at;
			deletion->hint.start = at + 2;
			at++;
		}
	}
	if (at >= end) {
		*unclosed = true;
		return false;
	}
	if (deletion->hint.start)
		deletion->hint.end = at;
	else
		deletion->text.end = at;
	deletion->end = at + 2;
	return true;
}

/* ---- looking ------------------------------------------------------------- */

static enum cloze_state look(struct span text, int depth,
			     struct number_set *numbers)
{
	enum cloze_state state = CLOZE_NONE;
	bool unclosed = false;

	for (const char *at = text.start; at < text.end; at++) {
		struct deletion found;
		enum cloze_state inner;

		if (!find_deletion(at, text.end, &found, &unclosed)) {
			if (unclosed)
				return CLOZE_UNCLOSED;
			continue;
		}
		if (found.number < 1 || found.number > CLOZE_MOST)
			return CLOZE_BAD_NUMBER;
		if (found.text.start == found.text.end || depth == 0)
			return CLOZE_EMPTY;
		inner = look(found.text, depth - 1, numbers);
		if (inner > CLOZE_GOOD)
			return inner;
		number_set_add(numbers, found.number);
		state = CLOZE_GOOD;
		at = found.end - 1;
	}
	return state;
}

enum cloze_state cloze_look(const char *text, struct number_set *numbers)
{
	struct number_set found = { { 0 } };
	enum cloze_state state = CLOZE_NONE;

	if (strstr(text, "{{c"))
		state = look((struct span){ text, text + strlen(text) },
			     CLOZE_DEEPEST, &found);
	if (numbers)
		*numbers = found;
	return state;
}

bool cloze_has(const char *text)
{
	return cloze_look(text, NULL) == CLOZE_GOOD;
}

/* ---- showing ------------------------------------------------------------- */

enum show { SHOW_QUESTION, SHOW_ANSWER, SHOW_PLAIN };

struct showing {
	enum show what;
	int number;
	struct text out;
};

static void show(struct showing *showing, struct span text);

static void show_plain(struct showing *showing, struct span text)
{
	enum show what = showing->what;

	showing->what = SHOW_PLAIN;
	show(showing, text);
	showing->what = what;
}

static void show_deletion(struct showing *showing,
			  const struct deletion *deletion)
{
	struct span hint = deletion->hint;

	if (showing->what == SHOW_PLAIN ||
	    deletion->number != showing->number) {
		show(showing, deletion->text);
	} else if (showing->what == SHOW_ANSWER) {
		if (showing->out.length)
			text_add(&showing->out, "; ");
		show_plain(showing, deletion->text);
	} else if (hint.start && hint.start < hint.end) {
		text_add_char(&showing->out, '[');
		text_append(&showing->out, hint.start,
			    (size_t)(hint.end - hint.start));
		text_add_char(&showing->out, ']');
	} else {
		text_add(&showing->out, "[…]");
	}
}

static void show(struct showing *showing, struct span text)
{
	for (const char *at = text.start; at < text.end; at++) {
		struct deletion found;
		bool unclosed;

		if (find_deletion(at, text.end, &found, &unclosed)) {
			show_deletion(showing, &found);
			at = found.end - 1;
		} else if (showing->what != SHOW_ANSWER) {
			text_add_char(&showing->out, *at);
		}
	}
}

static char *shown(const char *text, enum show what, int number,
		   struct arena *arena)
{
	struct showing showing = { .what = what, .number = number };
	char *copy;

	show(&showing, (struct span){ text, text + strlen(text) });
	copy = text_copy(&showing.out, arena);
	text_release(&showing.out);
	return copy;
}

char *cloze_question(const char *text, int number, struct arena *arena)
{
	return shown(text, SHOW_QUESTION, number, arena);
}

char *cloze_answer(const char *text, int number, struct arena *arena)
{
	return shown(text, SHOW_ANSWER, number, arena);
}

char *cloze_plain(const char *text, struct arena *arena)
{
	return shown(text, SHOW_PLAIN, 0, arena);
}

bool cloze_implies(const char *front, const char *back)
{
	struct arena arena = { 0 };
	bool implied = cloze_has(front) &&
		       strcmp(cloze_plain(front, &arena), back) == 0;

	arena_release(&arena);
	return implied;
}
