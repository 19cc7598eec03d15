#include "core/lint_parts.h"

#include <string.h>

#include "base/message.h"
#include "base/script.h"
#include "base/text.h"
#include "base/unicode.h"

/* ---- look-alike ---------------------------------------------------------- */

/* How many letters of a word are of which kind. */
struct letters {
	int scripts[SCRIPT_OTHER + 1];
	int wide, narrow; /* full-width Latin letters and digits, and others */
};

static struct letters count_letters(const char *word)
{
	struct letters letters = { 0 };
	uint32_t c;

	while ((word = character_next(word, &c)) != NULL) {
		if (character_narrow(c) != c)
			letters.wide++;
		else if (c < 0x80)
			letters.narrow++;
		letters.scripts[script_of(c)]++;
	}
	return letters;
}

/* The word in `wanted` letters; NULL when a letter of `foreign` looks like
 * none of them, and so may be meant. */
static const char *respell(const char *word, enum script foreign,
			   enum script wanted, struct arena *arena)
{
	struct text out = { 0 };
	bool done = true;
	uint32_t c;

	word = unicode_decompose(word, arena);
	while (done && (word = character_next(word, &c)) != NULL) {
		if (script_of(c) == foreign) {
			c = script_look_alike(c, wanted);
			done = c != 0;
		}
		character_append(&out, c);
	}
	if (done)
		return unicode_compose(lint_take(&out, arena), arena);
	text_release(&out);
	return NULL;
}

/* The same in the alphabet that has more of its letters, or the other. */
static const char *respell_cyrillic(const char *word, bool is_latin,
				    struct arena *arena)
{
	enum script few = is_latin ? SCRIPT_CYRILLIC : SCRIPT_LATIN;
	enum script many = is_latin ? SCRIPT_LATIN : SCRIPT_CYRILLIC;
	const char *respelt = respell(word, few, many, arena);

	return respelt ? respelt : respell(word, many, few, arena);
}

/* The word with its foreign letters in those of the others, or NULL.  In a
 * formula some Greek letters stand beside Latin ones. */
static const char *unmix(const char *word, const struct letters *letters,
			 struct arena *arena)
{
	int latin = letters->scripts[SCRIPT_LATIN];
	int cyrillic = letters->scripts[SCRIPT_CYRILLIC];
	int greek = letters->scripts[SCRIPT_GREEK];

	if (latin == 0 || (cyrillic == 0 && greek == 0))
		return NULL;
	if (cyrillic > 0)
		return respell_cyrillic(word, latin >= cyrillic, arena);
	if (greek > latin && greek > 2)
		return respell(word, SCRIPT_LATIN, SCRIPT_GREEK, arena);
	return respell(word, SCRIPT_GREEK, SCRIPT_LATIN, arena);
}

static const char *narrowed(const char *word, struct arena *arena)
{
	struct text out = { 0 };
	uint32_t c;

	while ((word = character_next(word, &c)) != NULL)
		character_append(&out, character_narrow(c));
	return lint_take(&out, arena);
}

/* What a word may be meant to be, or NULL; *message says what it is. */
static const char *mend(const char *word, const char **message,
			struct arena *arena)
{
	struct letters letters = count_letters(word);
	const char *meant = unmix(word, &letters, arena);

	*message = _("\"%s\" has letters of two alphabets that look the "
		     "same");
	if (meant)
		return meant;
	*message = _("\"%s\" is partly in full-width letters");
	return letters.wide && letters.narrow ? narrowed(word, arena) : NULL;
}

/* Whether it can be part of a word that is mixed: Chinese characters and kana
 * stand beside Latin words. */
static bool is_of_word(uint32_t c)
{
	return (character_is_letter(c) || character_is_digit(c)) &&
	       script_of(c) != SCRIPT_CHINESE;
}

/* Where the run of characters ends that are of a word, or are not. */
static const char *run_end(const char *cursor, bool *is_word, bool *is_ascii)
{
	const char *next;
	uint32_t c;

	*is_ascii = true;
	character_next(cursor, &c);
	*is_word = is_of_word(c);
	for (; (next = character_next(cursor, &c)) != NULL; cursor = next) {
		if (is_of_word(c) != *is_word)
			break;
		*is_ascii = *is_ascii && c < 0x80;
	}
	return cursor;
}

void lint_look_alike(const struct lint_text *text, struct findings *out)
{
	const char *first = NULL, *message, *format = NULL, *end;
	struct text mended = { 0 };

	if (text->is_ascii || !lint_wants(out, LINT_LOOK_ALIKE))
		return;
	for (const char *cursor = text->string; *cursor; cursor = end) {
		const char *word, *meant = NULL;
		bool is_word, is_ascii;

		end = run_end(cursor, &is_word, &is_ascii);
		word = arena_strndup(out->arena, cursor,
				     (size_t)(end - cursor));
		if (is_word && !is_ascii)
			meant = mend(word, &message, out->arena);
		if (meant && !first) {
			first = word;
			format = message;
		}
		text_add(&mended, meant ? meant : word);
	}
	message = lint_take(&mended, out->arena);
	if (first)
		lint_say(out, LINT_LOOK_ALIKE, text->column, message, format,
			 lint_excerpt(first, first, strlen(first), out->arena));
}

/* ---- nfd ----------------------------------------------------------------- */

void lint_nfd(const struct lint_text *text, struct findings *out)
{
	const char *composed, *at = text->string;
	size_t same = 0;

	if (text->is_ascii || !lint_wants(out, LINT_NFD) ||
	    !text_is_decomposed(text->string, out->arena))
		return;
	composed = unicode_compose(text->string, out->arena);
	while (at[same] == composed[same])
		same++;
	while (same > 0 && ((unsigned char)at[same] & 0xC0) == 0x80)
		same--;
	lint_say(out, LINT_NFD, text->column, composed,
		 _("\"%s\" is not in composed form (NFC)"),
		 lint_excerpt(at, at + same, 0, out->arena));
}
