#include "core/lint_parts.h"

#include <string.h>

#include "base/message.h"
#include "base/script.h"
#include "base/text.h"

/* Brackets of the same kind close each other whatever their width. */
enum kind {
	NO_BRACKET,
	ROUND,
	SQUARE,
	CURLY,
	CORNER,
	DOUBLE_CORNER,
	LENTICULAR,
	TORTOISE,
	ANGLE,
	DOUBLE_ANGLE,
};

static const struct {
	uint32_t open, close;
	enum kind kind;
} brackets[] = {
	{ '(', ')', ROUND },
	{ '[', ']', SQUARE },
	{ '{', '}', CURLY },
	{ 0xFF08, 0xFF09, ROUND },
	{ 0xFF3B, 0xFF3D, SQUARE },
	{ 0xFF5B, 0xFF5D, CURLY },
	{ 0x300C, 0x300D, CORNER },
	{ 0xFF62, 0xFF63, CORNER },
	{ 0x300E, 0x300F, DOUBLE_CORNER },
	{ 0x3010, 0x3011, LENTICULAR },
	{ 0x3014, 0x3015, TORTOISE },
	{ 0x3008, 0x3009, ANGLE },
	{ 0x300A, 0x300B, DOUBLE_ANGLE },
};

static enum kind kind_of(uint32_t c, bool *opens)
{
	for (size_t i = 0; i < sizeof(brackets) / sizeof(*brackets); i++)
		if (c == brackets[i].open || c == brackets[i].close) {
			*opens = c == brackets[i].open;
			return brackets[i].kind;
		}
	return NO_BRACKET;
}

struct bracket {
	const char *at, *next;
	enum kind kind;
};

enum { DEPTH_MOST = 64 };

struct scan {
	const char *string;
	struct bracket open[DEPTH_MOST];
	int depth;
	struct bracket problem; /* the first; kind NO_BRACKET: none */
	bool problem_opens;
};

/* ---- what is no bracket of the sentence ---------------------------------- */

/* :) ;-( :)) and (: beside anything. */
static bool is_smiley(const struct scan *scan, const struct bracket *bracket)
{
	const char *at = bracket->at;
	char mouth = *at;

	for (int i = 0; i < 8 && at > scan->string && at[-1] == mouth; i++)
		at--;
	if (at > scan->string && strchr("-'^o", at[-1]))
		at--;
	return (at > scan->string && strchr(":;=", at[-1])) ||
	       (*bracket->next && strchr(":;=", *bracket->next));
}

/* What is between the blank before a bracket and the bracket: "iv", "12". */
static const char *label(const struct scan *scan, const char *at)
{
	while (at > scan->string && !strchr(" \n\t", at[-1]))
		at--;
	return at;
}

/* a) 1) iv) 12.) and the Chinese 一） begin the items of a list. */
static bool is_list_marker(const struct scan *scan,
			   const struct bracket *bracket)
{
	const char *start = label(scan, bracket->at);
	size_t length = (size_t)(bracket->at - start);
	uint32_t c;

	if (length > 1 && bracket->at[-1] == '.')
		length--;
	if (length == 0)
		return false;
	return strspn(start, "0123456789") >= length ||
	       strspn(start, "ivxIVX") >= length ||
	       character_next(start, &c) >= bracket->at;
}

/* Alone, or in quotes: the text is about brackets. */
static bool is_mentioned(const struct scan *scan, const struct bracket *bracket)
{
	uint32_t before = character_before(scan->string, bracket->at), after;

	if (!character_next(bracket->next, &after))
		after = 0;
	return (!before && !after) ||
	       (before && before == after && before < 0x80 &&
		strchr("'\"`", (int)before)) ||
	       (before == 0x2018 && after == 0x2019) ||
	       (before == 0x201C && after == 0x201D) || (before == '\\');
}

static bool is_excused(const struct scan *scan, const struct bracket *bracket,
		       bool opens)
{
	return is_smiley(scan, bracket) || is_mentioned(scan, bracket) ||
	       (!opens && bracket->kind == ROUND &&
		is_list_marker(scan, bracket));
}

static bool has_comma(const char *from, size_t length)
{
	return memchr(from, ',', length) || memchr(from, ';', length);
}

/* [0, 1) and f(x]: half-open intervals. */
static bool is_interval(const struct bracket *open, const char *close)
{
	size_t length = (size_t)(close - open->next);

	return length <= 2 || has_comma(open->next, length);
}

/* ]0, 1[ and [0, 1[, as in France: brackets in pairs with a comma in each. */
static bool has_open_intervals(const char *string)
{
	if (!strpbrk(string, "[]"))
		return false;
	while (*(string += strcspn(string, "()[]"))) {
		size_t inside = strcspn(++string, "()[]");

		if (!string[inside] || !has_comma(string, inside))
			return false;
		string += inside + 1;
	}
	return true;
}

/* ---- matching ------------------------------------------------------------ */

static void complain(struct scan *scan, const struct bracket *bracket,
		     bool opens)
{
	if (!scan->problem.kind && !is_excused(scan, bracket, opens)) {
		scan->problem = *bracket;
		scan->problem_opens = opens;
	}
}

static bool matches(const struct bracket *open, const struct bracket *close)
{
	if (open->kind == close->kind)
		return true;
	return ((open->kind == ROUND && close->kind == SQUARE) ||
		(open->kind == SQUARE && close->kind == ROUND)) &&
	       is_interval(open, close->at);
}

static void take_closing(struct scan *scan, const struct bracket *close)
{
	int partner = scan->depth - 1;

	while (partner >= 0 && !matches(&scan->open[partner], close))
		partner--;
	if (partner < 0) {
		complain(scan, close, false);
		return;
	}
	while (--scan->depth > partner)
		complain(scan, &scan->open[scan->depth], true);
}

static void scan_brackets(struct scan *scan)
{
	struct bracket bracket = { .next = scan->string };
	bool opens;
	uint32_t c;

	while (!scan->problem.kind) {
		bracket.at = bracket.next;
		bracket.next = character_next(bracket.at, &c);
		if (!bracket.next)
			break;
		bracket.kind = kind_of(c, &opens);
		if (!bracket.kind)
			continue;
		if (!opens)
			take_closing(scan, &bracket);
		else if (scan->depth < DEPTH_MOST)
			scan->open[scan->depth++] = bracket;
		else
			return; /* no sentence is that deep */
	}
	while (scan->depth-- > 0)
		complain(scan, &scan->open[scan->depth], true);
}

/* ---- quotation marks ----------------------------------------------------- */

static int count_of(const char *string, const char *mark)
{
	int count = 0;

	while ((string = strstr(string, mark)) != NULL) {
		string += strlen(mark);
		count++;
	}
	return count;
}

/*
 * Languages open with what others close with, so marks are only counted: as
 * many of each, where both are used.  German closes „ with “, Swedish uses ”
 * for both, and a single ” may be inches.
 */
static const char *odd_quote(const char *string)
{
	int open = count_of(string, "“"), close = count_of(string, "”");
	int low = count_of(string, "„");

	if (low > 0 ? (low + open + close) % 2 : open > close)
		return low > 0 ? "„" : "“";
	if (low == 0 && open > 0 && close > open)
		return "”";
	open = count_of(string, "«");
	close = count_of(string, "»");
	if (open == close)
		return NULL;
	return open > close ? "«" : "»";
}

/* ---- the rule ------------------------------------------------------------ */

static void say(const struct lint_text *text, const struct scan *scan,
		struct findings *out)
{
	const struct bracket *bracket = &scan->problem;
	size_t length = (size_t)(bracket->next - bracket->at);
	const char *name = arena_strndup(out->arena, bracket->at, length);
	const char *around = lint_excerpt(text->string, bracket->at, length,
					  out->arena);

	lint_say(out, LINT_BRACKETS, text->column, NULL,
		 scan->problem_opens ? _("%s is not closed in \"%s\"")
				     : _("%s closes nothing in \"%s\""),
		 name, around);
}

void lint_brackets(const struct lint_text *text, struct findings *out)
{
	struct scan scan = { .string = text->string };
	const char *quote;

	if (!lint_wants(out, LINT_BRACKETS) ||
	    (text->is_ascii && !strpbrk(text->string, "()[]{}")))
		return;
	scan_brackets(&scan);
	if (scan.problem.kind &&
	    (scan.problem.kind > SQUARE || !has_open_intervals(text->string))) {
		say(text, &scan, out);
		return;
	}
	quote = text->is_ascii ? NULL : odd_quote(text->string);
	if (quote)
		lint_say(out, LINT_BRACKETS, text->column, NULL,
			 _("%s has no partner in \"%s\""), quote,
			 lint_excerpt(text->string, strstr(text->string, quote),
				      strlen(quote), out->arena));
}
