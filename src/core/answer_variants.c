#include "core/answer_parts.h"

#include <string.h>

#include "base/text.h"

/* A text that is longer has no variants, and of parentheses the first ones
 * count: a deck may hold a million of them. */
enum { VARIANTS_MOST = 64, LENGTH_MOST = 4096, PAIRS_MOST = 32 };

struct variants {
	const char *list[VARIANTS_MOST + 1];
	size_t count;
	struct arena *arena;
};

/* ---- parentheses ---- */

static const struct {
	const char *open, *close;
} pairs[] = { { "(", ")" }, { "（", "）" } };

/* The first opening parenthesis and the one that closes it; false when there
 * is no such pair. */
static bool find_pair(const char *text, const char **open, const char **close,
		      size_t *open_size, size_t *close_size)
{
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		const char *from = strstr(text, pairs[i].open), *p;
		int depth = 0;

		*open_size = strlen(pairs[i].open);
		*close_size = strlen(pairs[i].close);
		for (p = from; p && *p; p++) {
			if (strncmp(p, pairs[i].open, *open_size) == 0)
				depth++;
			else if (strncmp(p, pairs[i].close, *close_size) == 0 &&
				 --depth == 0)
				break;
		}
		if (p && *p) {
			*open = from;
			*close = p;
			return true;
		}
	}
	return false;
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\n")] == '\0';
}

static void add(struct variants *variants, const char *text)
{
	if (!is_blank(text))
		variants->list[variants->count++] = text;
}

/* The text with and without each part in parentheses, of which `passed` are
 * decided. */
static void add_with_and_without(struct variants *variants, const char *text,
				 int passed)
{
	const char *open, *close;
	size_t open_size, close_size;

	if (variants->count == VARIANTS_MOST)
		return;
	if (passed == PAIRS_MOST ||
	    !find_pair(text, &open, &close, &open_size, &close_size)) {
		add(variants, text);
		return;
	}
	add_with_and_without(variants,
			     arena_printf(variants->arena, "%.*s%s",
					  (int)(open - text), text,
					  close + close_size),
			     passed + 1);
	add_with_and_without(variants,
			     arena_printf(variants->arena, "%.*s%.*s%s",
					  (int)(open - text), text,
					  (int)(close - open - (int)open_size),
					  open + open_size, close + close_size),
			     passed + 1);
}

/* ---- alternatives ---- */

static const struct {
	enum answer_alternatives when;
	const char *sign;
} signs[] = {
	{ ALTERNATIVES_SLASH, "/" },	 { ALTERNATIVES_SLASH, "／" },
	{ ALTERNATIVES_SEMICOLON, ";" }, { ALTERNATIVES_SEMICOLON, "；" },
	{ ALTERNATIVES_BAR, "|" },	 { ALTERNATIVES_BAR, "｜" },
};

/* How long the sign is that divides alternatives here; 0: there is none. */
static size_t divider_at(const char *text, enum answer_alternatives divided)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t size = strlen(signs[i].sign);

		if ((divided == ALTERNATIVES_ALL || divided == signs[i].when) &&
		    strncmp(text, signs[i].sign, size) == 0)
			return size;
	}
	return 0;
}

static void add_alternatives(struct variants *variants, const char *text,
			     enum answer_alternatives divided)
{
	const char *from = text;

	for (const char *p = text;; p++) {
		size_t size = *p ? divider_at(p, divided) : 0;

		if (*p && !size)
			continue;
		add_with_and_without(variants,
				     arena_strndup(variants->arena, from,
						   (size_t)(p - from)),
				     0);
		if (!*p)
			return;
		from = p + size;
		p += size - 1;
	}
}

const char **answer_variants(const char *expected,
			     const struct answer_rules *rules,
			     struct arena *arena)
{
	struct variants variants = { .arena = arena };
	const char **list;

	variants.list[variants.count++] = expected;
	if (strnlen(expected, LENGTH_MOST + 1) <= LENGTH_MOST) {
		add_with_and_without(&variants, expected, 0);
		if (rules->alternatives != ALTERNATIVES_OFF)
			add_alternatives(&variants, expected,
					 rules->alternatives);
	}
	list = arena_array(arena, variants.count + 1, sizeof(*list));
	memcpy(list, variants.list, variants.count * sizeof(*list));
	return list;
}

/* ---- articles ---- */

/* Case folded; one that ends with an apostrophe needs no blank after it. */
static const char *const articles[][20] = {
	[ARTICLES_EN] = { "a", "an", "the", "to" },
	[ARTICLES_DE] = { "der", "die", "das", "den", "dem", "des", "ein",
			  "eine", "einen", "einem", "einer", "eines" },
	[ARTICLES_ES] = { "el", "la", "los", "las", "un", "una", "unos",
			  "unas" },
	[ARTICLES_FR] = { "le", "la", "les", "l'", "un", "une", "des", "du" },
	[ARTICLES_IT] = { "il", "lo", "la", "i", "gli", "le", "l'", "un", "uno",
			  "una", "un'" },
	[ARTICLES_NL] = { "de", "het", "een", "'t" },
	[ARTICLES_PT] = { "o", "a", "os", "as", "um", "uma", "uns", "umas" },
};

const char *answer_without_article(const char *text,
				   enum article_language language)
{
	if (language == ARTICLES_OFF)
		return text;
	for (size_t i = 0; articles[language][i]; i++) {
		const char *article = articles[language][i];
		size_t size = strlen(article);
		const char *rest = text + size;

		if (strncmp(text, article, size) != 0)
			continue;
		if (article[size - 1] != '\'' || *rest == ' ') {
			if (*rest != ' ')
				continue;
			rest++;
		}
		return rest;
	}
	return text;
}
