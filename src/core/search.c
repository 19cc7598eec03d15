#include "core/search.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "base/day.h"
#include "base/message.h"
#include "core/review.h"

/* A search is kept small: each term is a question to the store, whose answer
 * is kept until all are there; and SQLite must be able to read what it becomes
 * (store/search_plan.c). */
enum { DEPTH_MOST = 25, TERMS_MOST = 100 };

struct parser {
	const char *expression, *at;
	struct arena *arena;
	int depth, terms;
	struct error *err;
};

static bool refuse(struct parser *parser, const char *at, const char *what)
{
	size_t column = u8_mbsnlen((const uint8_t *)parser->expression,
				   (size_t)(at - parser->expression)) +
			1;

	return error_set(parser->err, ERROR_USAGE,
			 _("the search makes no sense at column %d: %s"),
			 (int)column, what);
}

static struct search *make(struct parser *parser, enum search_kind kind)
{
	struct search *search = arena_alloc(parser->arena, sizeof(*search));

	*search = (struct search){ .kind = kind, .grade = GRADE_NONE };
	return search;
}

/* ---- terms ---- */

/* What comes after the key of a term; the word as it is typed. */
struct word {
	const char *at;	  /* where it begins in the expression */
	const char *text; /* without quotes */
	bool quoted;	  /* it began with a quote: no key */
};

static bool ends_word(const struct parser *parser, char c)
{
	return c == ' ' || c == '\t' || c == '\n' ||
	       (c == ')' && parser->depth > 0);
}

/* Behind the word that begins at `at`, or NULL when a quote is not closed. */
static const char *pass_word(const struct parser *parser, const char *at)
{
	bool inside = false;

	for (; *at && (inside || !ends_word(parser, *at)); at++) {
		if (*at == '"')
			inside = !inside;
		else if (*at == '\\' && at[1])
			at++;
	}
	return inside ? NULL : at;
}

static bool read_word(struct parser *parser, struct word *word)
{
	const char *p = parser->at, *end = pass_word(parser, p);
	char *out;

	if (!end)
		return refuse(parser, p, _("a quote is not closed"));
	out = arena_alloc(parser->arena, (size_t)(end - p) + 1);
	*word = (struct word){ .at = p, .text = out, .quoted = *p == '"' };
	for (; p < end; p++) {
		if (*p == '\\' && p + 1 < end)
			*out++ = *++p;
		else if (*p != '"')
			*out++ = *p;
	}
	parser->at = end;
	return true;
}

static bool parse_days(const char **text, int64_t *days)
{
	char *end;

	*days = strtoll(*text, &end, 10);
	if (**text < '0' || **text > '9' || *days > 1000000)
		return false;
	*text = end;
	return true;
}

static bool parse_added(struct parser *parser, const struct word *word,
			const char *value, struct search *search)
{
	if (!parse_days(&value, &search->number) || *value)
		return refuse(parser, word->at,
			      _("after added: stands a number of days"));
	return true;
}

static bool parse_graded(struct parser *parser, const struct word *word,
			 const char *value, struct search *search)
{
	if (parse_days(&value, &search->number)) {
		if (!*value)
			return true;
		if (*value == ':' && value[1] >= '0' && value[1] <= '5' &&
		    !value[2]) {
			search->grade = value[1] - '0';
			return true;
		}
	}
	return refuse(parser, word->at,
		      _("after graded: stands a number of days, and then "
			"perhaps a colon and a grade from 0 to 5"));
}

static bool parse_name(struct parser *parser, const struct word *word,
		       const char *value, struct search *search)
{
	search->text = value;
	if (!*value)
		return refuse(parser, word->at, _("a name is missing"));
	return true;
}

static bool parse_is(struct parser *parser, const struct word *word,
		     const char *value, struct search *search)
{
	static const char *const states[] = {
		"due",	 "new",	      "learning", "young",   "mature",
		"drill", "suspended", "buried",	  "flagged", "leech",
	};

	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (strcmp(value, states[i]) == 0) {
			search->kind = (enum search_kind)(SEARCH_IS_DUE + i);
			return true;
		}
	return refuse(parser, word->at,
		      _("is: knows due, new, learning, young, mature, drill, "
			"suspended, buried, flagged and leech"));
}

static const struct {
	const char *key;
	enum search_kind kind;
	bool (*parse)(struct parser *parser, const struct word *word,
		      const char *value, struct search *search);
} keys[] = {
	{ "tag:", SEARCH_TAG, parse_name },
	{ "deck:", SEARCH_DECK, parse_name },
	{ "is:", SEARCH_IS_DUE, parse_is },
	{ "added:", SEARCH_ADDED, parse_added },
	{ "graded:", SEARCH_GRADED, parse_graded },
};

static const struct {
	const char *name;
	enum search_kind kind;
} numbers[] = {
	{ "ease", SEARCH_EASE },     { "interval", SEARCH_INTERVAL },
	{ "lapses", SEARCH_LAPSES }, { "repetitions", SEARCH_REPETITIONS },
	{ "due", SEARCH_DUE_IN },
};

/* The comparison that a text begins with, and what follows it. */
static const char *comparison(const char *text, enum search_comparison *how)
{
	bool equal = text[0] && text[1] == '=';

	switch (*text) {
	case '<':
		*how = equal ? SEARCH_AT_MOST : SEARCH_LESS;
		return text + 1 + equal;
	case '>':
		*how = equal ? SEARCH_AT_LEAST : SEARCH_MORE;
		return text + 1 + equal;
	case '=':
		*how = SEARCH_EQUAL;
		return text + 1;
	default:
		return NULL;
	}
}

static bool parse_number(struct parser *parser, const struct word *word,
			 const char *value, struct search *search)
{
	char *end;
	double number = strtod(value, &end);
	int32_t day;

	if (search->kind == SEARCH_DUE_IN && day_parse(value, &day)) {
		search->kind = SEARCH_DUE_ON;
		search->number = day;
		return true;
	}
	if (end == value || *end || !(number > -1e6 && number < 1e6) ||
	    strpbrk(value, "xXnNeE"))
		return refuse(parser, word->at,
			      search->kind == SEARCH_DUE_IN
				      ? _("it is compared with days from "
					  "today, or YYYY-MM-DD")
				      : _("it is compared with a number"));
	if (search->kind == SEARCH_EASE)
		number = number * 100 + (number < 0 ? -0.5 : 0.5);
	search->number = (int64_t)number;
	return true;
}

static bool parse_term(struct parser *parser, const struct search **result)
{
	struct search *search = make(parser, SEARCH_TEXT);
	struct word word;

	*result = search;
	if (++parser->terms > TERMS_MOST)
		return refuse(parser, parser->at,
			      _("there are too many terms"));
	if (!read_word(parser, &word))
		return false;
	search->text = word.text;
	for (size_t i = 0; !word.quoted && i < sizeof(keys) / sizeof(*keys);
	     i++) {
		size_t size = strlen(keys[i].key);

		if (strncmp(word.text, keys[i].key, size) != 0)
			continue;
		search->kind = keys[i].kind;
		return keys[i].parse(parser, &word, word.text + size, search);
	}
	for (size_t i = 0;
	     !word.quoted && i < sizeof(numbers) / sizeof(*numbers); i++) {
		size_t size = strlen(numbers[i].name);
		const char *value;

		if (strncmp(word.text, numbers[i].name, size) != 0)
			continue;
		value = comparison(word.text + size, &search->comparison);
		if (!value)
			continue;
		search->kind = numbers[i].kind;
		return parse_number(parser, &word, value, search);
	}
	return true;
}

/* ---- expressions ---- */

static bool parse_either(struct parser *parser, const struct search **result);

static void skip_blanks(struct parser *parser)
{
	parser->at += strspn(parser->at, " \t\n");
}

static bool is_end(const struct parser *parser)
{
	return !*parser->at || (*parser->at == ')' && parser->depth > 0);
}

static bool is_or(const char *at)
{
	return (strncmp(at, "or", 2) == 0 || strncmp(at, "OR", 2) == 0) &&
	       (!at[2] || strchr(" \t\n()", at[2]));
}

static bool parse_group(struct parser *parser, const struct search **result)
{
	const char *open = parser->at++;

	parser->depth++;
	if (!parse_either(parser, result))
		return false;
	parser->depth--;
	if (*parser->at != ')')
		return refuse(parser, open, _("a parenthesis is not closed"));
	parser->at++;
	return true;
}

static bool is_minus(const char *at)
{
	return *at == '-' && at[1] && !strchr(" \t\n)", at[1]);
}

static bool parse_one(struct parser *parser, const struct search **result)
{
	const struct search *one;
	bool negated = false;

	for (; is_minus(parser->at); parser->at++)
		negated = !negated;
	if (*parser->at == '(' ? !parse_group(parser, &one)
			       : !parse_term(parser, &one))
		return false;
	*result = one;
	if (negated) {
		struct search *negation = make(parser, SEARCH_NOT);

		negation->left = one;
		*result = negation;
	}
	return true;
}

static const struct search *join(struct parser *parser, enum search_kind kind,
				 const struct search *left,
				 const struct search *right)
{
	struct search *both;

	if (!left)
		return right;
	both = make(parser, kind);
	both->left = left;
	both->right = right;
	return both;
}

static bool parse_all(struct parser *parser, const struct search **result)
{
	*result = NULL;
	for (skip_blanks(parser); !is_end(parser) && !is_or(parser->at);
	     skip_blanks(parser)) {
		const struct search *one;

		if (!parse_one(parser, &one))
			return false;
		*result = join(parser, SEARCH_AND, *result, one);
	}
	if (!*result)
		return refuse(parser, parser->at, _("a term is missing"));
	return true;
}

static bool parse_either(struct parser *parser, const struct search **result)
{
	if (parser->depth > DEPTH_MOST)
		return refuse(parser, parser->at,
			      _("there are too many parentheses in each "
				"other"));
	if (!parse_all(parser, result))
		return false;
	while (is_or(parser->at)) {
		const struct search *other;

		parser->at += 2;
		if (!parse_all(parser, &other))
			return false;
		*result = join(parser, SEARCH_OR, *result, other);
	}
	return true;
}

bool search_parse(const char *expression, struct arena *arena,
		  const struct search **search, struct error *err)
{
	struct parser parser = {
		.expression = expression,
		.at = expression,
		.arena = arena,
		.err = err,
	};

	skip_blanks(&parser);
	if (!*parser.at) {
		*search = make(&parser, SEARCH_ALL);
		return true;
	}
	return parse_either(&parser, search);
}
