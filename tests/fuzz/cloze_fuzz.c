/*
 * A text with deletions gives one card for each of its numbers and no others.
 * Of a text that is good each card has a question with a gap in it, an answer
 * and the text filled in, all well-formed when the text is and none longer
 * than the text and its gaps; a deletion that is not asked for is the same in
 * question and text.  Of any text whatever, nothing is read beyond its end.
 * Hints give away more with each step and nothing but letters.
 */

#include "fuzz.h"

#include "core/card.h"
#include "core/cloze.h"
#include "core/hint.h"

static size_t characters(const char *string)
{
	return u8_mbsnlen((const uint8_t *)string, strlen(string));
}

static size_t hidden(const char *string)
{
	size_t count = 0;

	for (; *string; string++)
		count += *string == '_';
	return count;
}

static void try_hints(const char *answer, struct arena *arena)
{
	size_t before = SIZE_MAX;

	for (int hint = HINT_LENGTHS; hint <= HINT_MOST; hint++) {
		const char *text = hint_text(answer, (enum hint)hint, arena);

		require_valid(text);
		require(characters(text) == characters(answer), "[%s] of [%s]",
			text, answer);
		require(hidden(text) <= before, "[%s] of [%s]", text, answer);
		before = hidden(text);
	}
}

static void try_number(const char *text, int number, struct arena *arena)
{
	const char *question = cloze_question(text, number, arena);
	const char *answer = cloze_answer(text, number, arena);
	const char *plain = cloze_plain(text, arena);

	require(strchr(question, '['), "no gap in [%s]", question);
	require(*answer, "no answer in [%s]", text);
	require(strlen(plain) < strlen(text), "[%s]", plain);
	require(strlen(answer) < strlen(text), "[%s]", answer);
	require(strlen(question) < strlen(text), "[%s]", question);
	if (!unicode_is_valid(text, strlen(text)))
		return;
	require_valid(question);
	require_valid(answer);
	require_valid(plain);
	try_hints(answer, arena);
}

static void try_good(const char *text, const struct number_set *numbers,
		     struct arena *arena)
{
	const struct note note = { .front = text, .back = "back" };
	struct number_set ordinals = note_ordinals(&note);
	int count = 0;

	require(!number_set_has(numbers, 0), "a number 0 in [%s]", text);
	for (int number = 1; number <= CLOZE_MOST; number++) {
		bool has = number_set_has(numbers, number);

		require(number_set_has(&ordinals,
				       DIRECTION_CLOZE + number - 1) == has,
			"number %d of [%s]", number, text);
		if (has && count++ < 3)
			try_number(text, number, arena);
	}
	require(count > 0, "no number in [%s]", text);
	require(cloze_implies(text, cloze_plain(text, arena)), "[%s]", text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	const char *text = arena_strndup(&arena, (const char *)data, size);
	struct number_set numbers;
	enum cloze_state state = cloze_look(text, &numbers);

	require(cloze_has(text) == (state == CLOZE_GOOD), "[%s]", text);
	if (state == CLOZE_GOOD) {
		try_good(text, &numbers, &arena);
	} else {
		cloze_question(text, 1, &arena);
		cloze_answer(text, 1, &arena);
		cloze_plain(text, &arena);
	}
	if (unicode_is_valid(text, strlen(text)))
		try_hints(text, &arena);
	arena_release(&arena);
	return 0;
}
