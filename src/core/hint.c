#include "core/hint.h"

#include <stdbool.h>
#include <unictype.h>
#include <unistr.h>

#include "base/text.h"
#include "core/review.h"

static bool is_hidden(ucs4_t c)
{
	return uc_is_property_alphabetic(c) || uc_is_property_decimal_digit(c);
}

/* Letters and digits from here to the end of the word. */
static int word_length(const uint8_t *cursor)
{
	int length = 0;
	ucs4_t c;

	while ((cursor = u8_next(&c, cursor)) != NULL && is_hidden(c))
		length++;
	return length;
}

static int shown_of(int length, enum hint hint)
{
	switch (hint) {
	case HINT_FIRST_LETTERS:
		return length > 1 ? 1 : 0;
	case HINT_HALF:
		return length / 2;
	default:
		return 0;
	}
}

char *hint_text(const char *answer, enum hint hint, struct arena *arena)
{
	const uint8_t *cursor = (const uint8_t *)answer, *next;
	struct text out = { 0 };
	int shown = 0;
	bool in_word = false;
	char *copy;
	ucs4_t c;

	for (; (next = u8_next(&c, cursor)) != NULL; cursor = next) {
		bool hidden = is_hidden(c);

		if (hidden && !in_word)
			shown = shown_of(word_length(cursor), hint);
		in_word = hidden;
		if (hidden && shown-- <= 0)
			text_add_char(&out, '_');
		else
			text_append(&out, (const char *)cursor,
				    (size_t)(next - cursor));
	}
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

int hint_grade_most(enum hint hint)
{
	static const int most[] = {
		[HINT_NONE] = GRADE_GOOD,
		[HINT_LENGTHS] = GRADE_HARD,
		[HINT_FIRST_LETTERS] = GRADE_HARD,
		[HINT_HALF] = GRADE_WRONG_EASY,
	};

	return most[hint];
}
